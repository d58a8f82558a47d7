import type { LibraryStatus, SearchOutput } from '../../protocol/engine.ts'
import { excerpt, formatAuthors, formatList } from '../format.ts'
import { NoticeBadges } from '../reader/NoticeBadges.tsx'
import { HeadingChips } from './HeadingChips.tsx'
import styles from './ResultCard.module.css'

type Hit = SearchOutput['hits'][number]

interface Props extends Hit {
  /** The libraries that have it, first that which gives the record. */
  sources: readonly LibraryStatus[]
  isSourceShown: boolean
  isOpen: boolean
  onOpen(pmid: string): void
}

const excerptChars = 260

export function ResultCard({ rank, meaning, words, record, sources, ...rest }: Props) {
  const { isSourceShown, isOpen, onOpen } = rest
  const isSample = sources[0]?.kind === 'sample-notes'
  const { pmid, title, abstract, authors, journal, date, headings, notices } = record
  const isRetracted = notices.some(({ kind }) => kind === 'retraction')
  const text = abstract.map((section) => section.text).join(' ')
  return (
    <article
      data-record-id={pmid}
      aria-labelledby={`title-${pmid}`}
      aria-current={isOpen ? 'true' : undefined}
      className={`${styles.card} ${isRetracted ? styles.retracted : ''}`}
    >
      <span className={styles.rank}>
        <span className="visually-hidden">Rank </span>
        {rank}
      </span>
      <div className={styles.body}>
        <h3 className={styles.title}>
          <button type="button" id={`title-${pmid}`} onClick={() => onOpen(pmid)}>
            {title}
          </button>{' '}
          <NoticeBadges notices={notices} />
        </h3>
        <p className={styles.meta}>
          {isSample && <span>Sample note</span>}
          {authors.length > 0 && <span>{formatAuthors(authors, 3)}</span>}
          {journal && <cite>{journal.abbreviation ?? journal.title}</cite>}
          {date && <span>{date.year}</span>}
          <span className={styles.number}>
            {isSample ? 'No.' : 'PMID'} {pmid}
          </span>
          {isSourceShown && (
            <span className={styles.source}>in {formatList(sources.map((library) => library.title))}</span>
          )}
        </p>
        {text && <p className={styles.excerpt}>{excerpt(text, excerptChars)}</p>}
        <HeadingChips headings={headings} most={6} />
      </div>
      <div className={styles.scores}>
        {meaning !== undefined && (
          <p>
            <meter min={0} max={1} value={Math.max(0, meaning)} aria-label="Nearness in meaning" />
            <span className="numbers">{meaning.toFixed(2)}</span>
          </p>
        )}
        {words !== undefined && (
          <p>
            <meter className={styles.words} min={0} max={1} value={words} aria-label="Match of words" />
            <span className="numbers">{words.toFixed(2)}</span>
          </p>
        )}
      </div>
    </article>
  )
}
