import type { CallEngine } from '../engineCall.ts'
import { formatPercent } from '../format.ts'
import styles from './RecordMore.module.css'
import { useAnswer } from './useAnswer.ts'

interface Props {
  pmid: string
  call: CallEngine
}

/** Nothing where there are none, or none can be told: nobody was promised any. */
export function PredictedHeadings({ pmid, call }: Props) {
  const answer = useAnswer((signal) => call('predictHeadings', { pmid }, { signal }))
  const { headings, checkTags } = (answer.stage === 'answered' && answer.output) || {
    headings: [],
    checkTags: [],
  }
  const predicted = [...headings, ...checkTags]
  if (predicted.length === 0) return null
  return (
    <div className={styles.predicted}>
      <h3>
        MeSH headings <span className={styles.label}>Predicted</span>
      </h3>
      <p className="soft">
        This record has no headings yet. These are those of the records nearest to it, each with its share of
        them; no indexer has seen them, and about half of them are right.
      </p>
      <ul>
        {predicted.map(({ name, share }) => (
          <li key={name}>
            {name} <span className="soft numbers">{formatPercent(share)}</span>
          </li>
        ))}
      </ul>
    </div>
  )
}
