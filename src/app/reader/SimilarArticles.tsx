import type { SimilarRecord } from '../../protocol/reading.ts'
import type { CallEngine } from '../engineCall.ts'
import { formatAuthors } from '../format.ts'
import { messages } from '../messages/messages.ts'
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
  if (answer.stage === 'loading') return <p role="status">{messages.reader.similarSought}</p>
  if (answer.stage === 'failed') return <p>{messages.reader.similarFailed}</p>
  if (!answer.output) return <p>{messages.reader.similarUnknown}</p>
  return (
    <ol className={styles.similar} aria-label={messages.reader.similar}>
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
      <button type="button" className="link-button" lang="en" onClick={() => onRead(similar)}>
        {title || similar.record.pmid}
      </button>{' '}
      <NoticeBadges notices={notices} />
      <span className={styles.facts}>
        {authors.length > 0 && <span>{formatAuthors(authors, 2)}</span>}
        {date && <span>{date.year}</span>}
        <span className="numbers">{messages.reader.nearness(similar.score)}</span>
      </span>
    </>
  )
}
