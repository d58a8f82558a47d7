import { Button } from 'react-aria-components/Button'
import type { StorageReport } from '../deviceStorage.ts'
import { formatBytes } from '../format.ts'
import { messages } from '../messages/messages.ts'
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
          {quotaBytes === undefined
            ? messages.libraries.used(formatBytes(usedBytes))
            : messages.libraries.usedOf(formatBytes(usedBytes), formatBytes(quotaBytes))}
        </p>
      )}
      <p>{keptWords(isKept)}</p>
      {isKept === false && (
        <Button className="link-button" onPress={onKeep}>
          {messages.libraries.askToKeep}
        </Button>
      )}
    </div>
  )
}

export function keptWords(isKept: boolean | undefined): string {
  if (isKept === undefined) return messages.libraries.maybeKept
  return isKept ? messages.libraries.kept : messages.libraries.notKept
}
