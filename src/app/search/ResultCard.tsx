import { memo } from 'react'
import type { NearSentence, RecordSentences } from '../../core/evidence.ts'
import type { AbstractSection, PubmedRecord } from '../../core/record.ts'
import type { LibraryStatus, SearchMode, SearchOutput } from '../../protocol/engine.ts'
import type { CallEngine } from '../engineCall.ts'
import { excerpt, formatAuthors, formatFixed, formatList } from '../format.ts'
import { messages } from '../messages/messages.ts'
import { librariesOf } from '../readySession.ts'
import { NoticeBadges } from '../reader/NoticeBadges.tsx'
import { RecordProblem } from '../reader/RecordProblem.tsx'
import { CardActions } from './CardActions.tsx'
import { HeadingChips } from './HeadingChips.tsx'
import type { HeadingFiltering } from './HeadingToggle.tsx'
import type { Liking } from './likes.ts'
import { MarkedText } from './MarkedText.tsx'
import styles from './ResultCard.module.css'

type Hit = SearchOutput['hits'][number]

interface Props {
  hit: Hit
  /** All that were searched. */
  libraries: readonly LibraryStatus[]
  isOpen: boolean
  query: string
  mode: SearchMode
  /** Absent until they are found; the beginning of the abstract stands in. */
  sentences: RecordSentences | undefined
  hasEncoder: boolean
  /** Whether the list can be moved by its records. */
  canLike: boolean
  liking: Liking | undefined
  headingFiltering: HeadingFiltering
  call: CallEngine
  onOpen(pmid: string): void
  onLike(record: PubmedRecord, as: Liking): void
}

const excerptChars = 260

/** Drawn anew only when something of it is another: lists may have a thousand of them, and change with every key. */
export const ResultCard = memo(function ResultCard({ hit, libraries, ...rest }: Props) {
  const { isOpen, query, mode, sentences, hasEncoder, canLike, liking } = rest
  const { headingFiltering, call, onOpen, onLike } = rest
  const { rank, meaning, words, record } = hit
  const sources = librariesOf(libraries, hit)
  const isSample = sources[0]?.kind === 'sample-notes'
  const { pmid, title, abstract, authors, journal, date, headings, notices } = record
  const isRetracted = notices.some(({ kind }) => kind === 'retraction')
  return (
    <article
      data-record-id={pmid}
      aria-labelledby={`title-${pmid}`}
      aria-current={isOpen ? 'true' : undefined}
      className={`${styles.card} ${isRetracted ? styles.retracted : ''}`}
    >
      <span className={styles.rank}>
        <span className="visually-hidden">{messages.card.rank} </span>
        {rank}
      </span>
      <div className={styles.body}>
        <h3 className={styles.title}>
          <button type="button" id={`title-${pmid}`} lang="en" onClick={() => onOpen(pmid)}>
            <MarkedText text={title || pmid} ranges={sentences?.titleWords ?? []} />
          </button>{' '}
          <NoticeBadges notices={notices} />
        </h3>
        <p className={styles.meta}>
          {isSample && <span>{messages.card.sampleNote}</span>}
          {authors.length > 0 && <span>{formatAuthors(authors, 3)}</span>}
          {journal && <cite lang="en">{journal.abbreviation ?? journal.title}</cite>}
          {date && <span>{date.year}</span>}
          <span className={styles.number}>{messages.card.number(pmid, isSample)}</span>
          {libraries.length > 1 && (
            <span className={styles.source}>
              {messages.card.inLibraries(formatList(sources.map((library) => library.title)))}
            </span>
          )}
        </p>
        <RecordProblem {...record} />
        {abstract.length > 0 && <Excerpt abstract={abstract} nearest={sentences?.sentences[0]} />}
        <HeadingChips headings={headings} most={6} filtering={headingFiltering} />
        <CardActions
          why={{ hit, query, mode, sentences, hasEncoder, call }}
          canLike={canLike && meaning !== undefined}
          liking={liking}
          onLike={(as) => onLike(record, as)}
        />
      </div>
      <div className={styles.scores}>
        {meaning !== undefined && (
          <p>
            <meter min={0} max={1} value={Math.max(0, meaning)} aria-label={messages.card.meaning} />
            <span className="numbers">{formatFixed(meaning, 2)}</span>
          </p>
        )}
        {words !== undefined && (
          <p>
            <meter className={styles.words} min={0} max={1} value={words} aria-label={messages.card.words} />
            <span className="numbers">{formatFixed(words, 2)}</span>
          </p>
        )}
      </div>
    </article>
  )
})

/** From the nearest sentence on, once it is known. The lines are as many as before, so nothing below them moves. */
function Excerpt({ abstract, nearest }: { abstract: AbstractSection[]; nearest: NearSentence | undefined }) {
  const { section = 0, start = 0, end = 0, words = [] } = nearest ?? {}
  const [first, ...others] = abstract.slice(section)
  const text = first?.text ?? ''
  const rest = [text.slice(end), ...others.map((other) => other.text)].join(' ')
  return (
    <p className={styles.excerpt} lang="en">
      {nearest ? (
        <>
          <MarkedText text={text.slice(start, end)} ranges={words} />
          <span className={styles.rest}>{excerpt(rest, Math.max(0, excerptChars - (end - start)))}</span>
        </>
      ) : (
        excerpt(rest, excerptChars)
      )}
    </p>
  )
}
