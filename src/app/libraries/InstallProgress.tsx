import { Label } from 'react-aria-components/Label'
import { ProgressBar } from 'react-aria-components/ProgressBar'
import type { CatalogueEntry } from '../../core/catalogue.ts'
import { formatBytes, formatPercent } from '../format.ts'
import type { InstallProgress as Progress } from '../installProgress.ts'
import { messages } from '../messages/messages.ts'
import styles from './InstallProgress.module.css'

interface Props {
  entry: CatalogueEntry
  progress: Progress
}

/** Both parts from the start: nobody is surprised by a second download. */
export function InstallProgress({ entry, progress: { encoder, library } }: Props) {
  // Parts come one after the other: with the library begun, an encoder without reports was there already.
  const encoderBytes = entry.encoderBytes
  const encoderDone = encoder ?? (library && { doneBytes: encoderBytes, totalBytes: encoderBytes })
  return (
    <>
      <Part label={messages.libraryTasks.model} part={encoderDone} expectedBytes={encoderBytes} />
      <Part label={messages.libraryTasks.library} part={library} expectedBytes={entry.libraryBytes} />
    </>
  )
}

interface PartProps {
  label: string
  part: { doneBytes: number; totalBytes: number } | undefined
  expectedBytes: number
}

export function Part({ label, part, expectedBytes }: PartProps) {
  const { doneBytes, totalBytes } = part ?? { doneBytes: 0, totalBytes: expectedBytes }
  const share = totalBytes > 0 ? doneBytes / totalBytes : 0
  const amount = messages.libraryTasks.amount(
    formatBytes(doneBytes),
    formatBytes(totalBytes),
    formatPercent(share),
  )
  return (
    <ProgressBar className={styles.part ?? ''} value={share} maxValue={1} valueLabel={amount}>
      <Label>{label}</Label>
      <span className="soft numbers">{amount}</span>
      {/* Seen only: the roles and values are on the element around it. */}
      <progress value={share} max={1} aria-hidden="true" />
    </ProgressBar>
  )
}
