import type { SearchOutput } from '../../protocol/engine.ts'
import { backendNames, formatMs } from '../format.ts'
import { messages } from '../messages/messages.ts'
import styles from './Timings.module.css'

/** How long it took and how it was found, in a line; the parts of the time on request. */
export function Timings({ output: { timings, mode, encoding } }: { output: SearchOutput }) {
  const how = encoding
    ? [messages.timings[encoding.index === 'exact' ? 'exact' : 'approximate'], backendNames[encoding.backend]]
    : [messages.timings.byWords]
  return (
    <details className={styles.timings}>
      <summary>{[formatMs(timings.totalMs), ...how].join(' · ')}</summary>
      <dl>
        {mode !== 'words' && (
          <>
            <dt>{messages.timings.question}</dt>
            <dd>{formatMs(timings.embedMs)}</dd>
          </>
        )}
        <dt>{messages.timings.search}</dt>
        <dd>{formatMs(timings.searchMs)}</dd>
        <dt>{messages.timings.records}</dt>
        <dd>{formatMs(timings.recordsMs)}</dd>
      </dl>
    </details>
  )
}
