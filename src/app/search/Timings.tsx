import type { SearchOutput } from '../../protocol/engine.ts'
import { backendNames, formatMs } from '../format.ts'
import styles from './Timings.module.css'

/** How long it took and how it was found, in a line; the parts of the time on request. */
export function Timings({ output: { timings, index, backend } }: { output: SearchOutput }) {
  const kind = index === 'exact' ? 'exact' : 'approximate'
  return (
    <details className={styles.timings}>
      <summary>
        {formatMs(timings.totalMs)} · {kind} · {backendNames[backend]}
      </summary>
      <dl>
        <dt>Reading your question</dt>
        <dd>{formatMs(timings.embedMs)}</dd>
        <dt>Finding the nearest</dt>
        <dd>{formatMs(timings.searchMs)}</dd>
        <dt>Getting the records</dt>
        <dd>{formatMs(timings.recordsMs)}</dd>
      </dl>
    </details>
  )
}
