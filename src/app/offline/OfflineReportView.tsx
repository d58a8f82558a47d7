import { formatIsoDate } from '../format.ts'
import { partMessages } from '../messages/partMessages.ts'
import { CopyButton } from '../shell/CopyButton.tsx'
import type { OfflineReport } from './checkOffline.ts'
import { toFindings, toText, type Finding } from './findings.ts'
import styles from './Offline.module.css'

/** Seen beside the words, which say the same. */
const marks: Record<Finding['state'], string> = { passed: '✓', failed: '✗', 'to-know': 'i' }

export function OfflineReportView({ report }: { report: OfflineReport }) {
  const words = partMessages.offline
  const verdict = report.isReady ? words.ready : words.notReady
  return (
    <section aria-labelledby="offline-verdict" data-offline={report.isReady ? 'ready' : 'not-ready'}>
      <h3 id="offline-verdict" className={styles.verdict}>
        {verdict} <span className="soft">{words.checkedOn(formatIsoDate(report.date.slice(0, 10)))}</span>
      </h3>
      <ul className={styles.findings}>
        {toFindings(report).map(({ what, state, words: said }) => (
          <li key={what} data-state={state}>
            <span className={styles.mark} aria-hidden="true">
              {marks[state]}
            </span>
            <div>
              <strong>{what}</strong> <span className="soft">{words.states[state]}</span>
              <p>{said}</p>
            </div>
          </li>
        ))}
      </ul>
      <CopyButton text={toText(report, verdict)}>{words.copy}</CopyButton>
    </section>
  )
}
