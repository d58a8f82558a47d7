import type { CallEngine } from '../engineCall.ts'
import { formatPercent } from '../format.ts'
import { messages } from '../messages/messages.ts'
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
        {messages.reader.headings} <span className={styles.label}>{messages.reader.predicted}</span>
      </h3>
      <p className="soft">{messages.reader.predictedHow}</p>
      <ul>
        {predicted.map(({ name, share }) => (
          <li key={name}>
            <span lang="en">{name}</span> <span className="soft numbers">{formatPercent(share)}</span>
          </li>
        ))}
      </ul>
    </div>
  )
}
