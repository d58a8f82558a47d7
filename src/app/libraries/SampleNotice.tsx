import { messages } from '../messages/messages.ts'
import styles from './SampleNotice.module.css'

export function SampleNotice() {
  return (
    <aside className={`note ${styles.notice}`} aria-label={messages.firstRun.aboutLibrary}>
      <strong>{messages.firstRun.sampleNotes}</strong>
      <details>
        <summary>{messages.firstRun.realRecords}</summary>
        <p>{messages.firstRun.getRealRecords}</p>
      </details>
    </aside>
  )
}
