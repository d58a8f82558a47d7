import type { SimilarRecord } from '../../protocol/reading.ts'
import type { CallEngine } from '../engineCall.ts'
import { formatAuthors } from '../format.ts'
import { NoticeBadges } from './NoticeBadges.tsx'
import styles from './RecordMore.module.css'
import { useAnswer } from './useAnswer.ts'

interface Props {
  pmid: string
  call: CallEngine
  onRead(similar: SimilarRecord): void
}

const similarCount = 10

export function SimilarArticles({ pmid, call, onRead }: Props) {
  const answer = useAnswer((signal) => call('findSimilar', { pmid, k: similarCount }, { signal }))
  if (answer.stage === 'loading') return <p role="status">Looking for them …</p>
  if (answer.stage === 'failed')
    return <p>They could not be looked for. Open the record again to try once more.</p>
  if (!answer.output)
    return (
      <p>
        They cannot be told: the search model is not there, or the record’s library was made with another one.
      </p>
    )
  return (
    <ol className={styles.similar} aria-label="Similar articles">
      {answer.output.map((similar) => (
        <li key={similar.record.pmid}>
          <Item similar={similar} onRead={onRead} />
        </li>
      ))}
    </ol>
  )
}

function Item({ similar, onRead }: { similar: SimilarRecord; onRead: Props['onRead'] }) {
  const { title, authors, date, notices } = similar.record
  return (
    <>
      <button type="button" className="link-button" onClick={() => onRead(similar)}>
        {title}
      </button>{' '}
      <NoticeBadges notices={notices} />
      <span className={styles.facts}>
        {authors.length > 0 && <span>{formatAuthors(authors, 2)}</span>}
        {date && <span>{date.year}</span>}
        <span className="numbers">nearness {similar.score.toFixed(2)}</span>
      </span>
    </>
  )
}
