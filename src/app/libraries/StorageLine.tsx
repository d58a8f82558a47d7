import { Button } from 'react-aria-components/Button'
import type { StorageReport } from '../deviceStorage.ts'
import { formatBytes } from '../format.ts'
import styles from './LibrariesView.module.css'

interface Props {
  storage: StorageReport
  onKeep(): void
}

/** How much room there is, and whether what is here is safe from the browser's own tidying up. */
export function StorageLine({ storage: { usedBytes, quotaBytes, isKept }, onKeep }: Props) {
  return (
    <div className={styles.storage}>
      {usedBytes !== undefined && (
        <p>
          {formatBytes(usedBytes)} used
          {quotaBytes !== undefined && `; the browser allows about ${formatBytes(quotaBytes)}`}.
        </p>
      )}
      <p>{keptWords(isKept)}</p>
      {isKept === false && (
        <Button className="link-button" onPress={onKeep}>
          Ask the browser to keep it
        </Button>
      )}
    </div>
  )
}

function keptWords(isKept: boolean | undefined): string {
  if (isKept === undefined)
    return 'This browser does not tell whether it keeps libraries when the disk is full.'
  return isKept
    ? 'The browser keeps it until you remove it.'
    : 'The browser may clear it away when the disk is full.'
}
