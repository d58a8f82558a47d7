import { useLayoutEffect, useState, useSyncExternalStore, type ReactNode } from 'react'
import { excerpt, formatAuthors, formatIsoDate } from '../../app/format.ts'
import type { Language } from '../../app/messages/locale.ts'
import { toDoiUrl, toRecordUrl } from '../../core/citation/links.ts'
import { isStale } from '../../core/staleness.ts'
import type { PubmedRecord } from '../../core/record.ts'
import type { SearchHit } from '../../protocol/engine.ts'
import type { FrameSession, FrameState } from './session.ts'
import { texts } from './texts.ts'
import styles from './Frame.module.css'

interface Props {
  session: FrameSession
  language: Language
  warnings: readonly string[]
  /** The app itself, where one also searches by meaning. */
  appUrl: string
  onSelect(record: PubmedRecord): void
}

export function Frame({ session, language, warnings, appUrl, onSelect }: Props) {
  const state = useSyncExternalStore(session.subscribe, session.get)
  useBodyState(state)
  const t = texts[language]
  const { library, answer, failure, isSearching, text } = state
  return (
    <main className={styles.frame}>
      <h1 className={styles.hidden}>BioHiCL Search</h1>
      {warnings.length > 0 && (
        <section className={styles.warnings} aria-label={t.warnings}>
          <p>{t.warnings}:</p>
          <ul>
            {warnings.map((warning) => (
              <li key={warning}>{warning}</li>
            ))}
          </ul>
        </section>
      )}
      <search>
        <form
          onSubmit={(event) => {
            event.preventDefault()
            if (text.trim() !== '') void session.search(text).catch(() => {}) // is shown
          }}
        >
          <input
            type="search"
            className={styles.field}
            value={text}
            onChange={(event) => session.type(event.target.value)}
            aria-label={t.search}
            placeholder={t.placeholder}
            spellCheck={false}
            autoComplete="off"
            autoCapitalize="none"
            enterKeyHint="search"
          />
        </form>
      </search>
      <p className={styles.status} role="status">
        {toStatus(state, language)}
      </p>
      {failure && (
        <div className={styles.failure} role="alert">
          <p>{t.failures[failure.code] ?? t.failure}</p>
          <button
            type="button"
            onClick={() => void (library ? session.search(text).catch(() => {}) : session.open())}
          >
            {t.retry}
          </button>
        </div>
      )}
      {answer && answer.hits.length === 0 && !failure && <p className={styles.hint}>{t.noneHint}</p>}
      {answer && (
        <div className={styles.list} aria-busy={isSearching}>
          {answer.hits.map((hit) => (
            <Result
              key={hit.record.pmid}
              hit={hit}
              isSample={library?.kind === 'sample-notes'}
              language={language}
              onSelect={onSelect}
            />
          ))}
        </div>
      )}
      <footer className={styles.foot}>
        {library && (
          <span>
            {t.library(library.title, formatIsoDate(library.date))}
            {library.kind === 'sample-notes' && <> · {t.isSample}</>}
            {isStale(library, new Date()) && <strong> · {t.old}</strong>}
          </span>
        )}
        <OutsideLink href={appUrl} note={t.newTab}>
          {t.openApp}
        </OutsideLink>
        <span>{t.apart}</span>
      </footer>
    </main>
  )
}

function toStatus({ library, answer, failure, isSearching }: FrameState, language: Language): string {
  const t = texts[language]
  if (failure) return ''
  if (!library) return t.opening
  if (isSearching) return t.searching
  if (!answer) return t.about(library.records, library.title)
  const { total, hits, query } = answer
  return total === 0 ? t.none(query) : t.results(total, hits.length, query)
}

/** What tests, scripts and styles outside of React may read: as on the page of the app. */
function useBodyState({ library, failure, answer }: FrameState): void {
  useLayoutEffect(() => {
    const { dataset } = document.body
    dataset.phase = library ? 'ready' : failure ? 'failed' : 'loading'
    if (answer) Object.assign(dataset, { answered: answer.query, stage: 'lexical' })
    else {
      delete dataset.answered
      delete dataset.stage
    }
  }, [library, failure, answer])
}

const excerptChars = 220

function Result({
  hit: { record },
  isSample,
  language,
  onSelect,
}: {
  hit: SearchHit
  /** Their numbers would lead to somebody else's articles. */
  isSample: boolean
  language: Language
  onSelect(record: PubmedRecord): void
}) {
  const t = texts[language]
  const [isOpen, setOpen] = useState(false)
  const { pmid, title, abstract, authors, journal, date, notices, doi } = record
  const isRetracted = notices.some(({ kind }) => kind === 'retraction')
  const kinds = [...new Set(notices.map(({ kind }) => kind))]
  return (
    <article data-record-id={pmid} aria-labelledby={`title-${pmid}`} className={styles.result}>
      <h2 className={isRetracted ? styles.retracted : undefined}>
        <button
          type="button"
          id={`title-${pmid}`}
          lang="en"
          aria-expanded={isOpen}
          onClick={() => {
            setOpen(!isOpen)
            if (!isOpen) onSelect(record)
          }}
        >
          {title || pmid}
        </button>{' '}
        {kinds.map((kind) => (
          <span key={kind} className={styles.badge}>
            {t.notices[kind]}
          </span>
        ))}
      </h2>
      <p className={styles.meta}>
        {authors.length > 0 && <span>{formatAuthors(authors, 3)}</span>}
        {journal && <cite lang="en">{journal.abbreviation ?? journal.title}</cite>}
        {date && <span>{date.year}</span>}
      </p>
      {isOpen ? (
        <div className={styles.abstract} lang="en">
          {abstract.length === 0 && <p lang={language}>{t.noAbstract}</p>}
          {abstract.map(({ label, text }, index) => (
            <p key={index}>
              {label && <strong>{label}. </strong>}
              {text}
            </p>
          ))}
          {!isSample && (
            <p className={styles.links} lang={language}>
              <OutsideLink href={toRecordUrl(pmid)} note={t.newTab}>
                {t.onPubmed}
              </OutsideLink>
              {doi !== undefined && (
                <OutsideLink href={toDoiUrl(doi)} note={t.newTab}>
                  DOI
                </OutsideLink>
              )}
            </p>
          )}
        </div>
      ) : (
        abstract[0] && (
          <p className={styles.excerpt} lang="en">
            {excerpt(abstract.map(({ text }) => text).join(' '), excerptChars)}
          </p>
        )
      )}
    </article>
  )
}

function OutsideLink({ href, note, children }: { href: string; note: string; children: ReactNode }) {
  return (
    <a href={href} target="_blank" rel="noopener noreferrer">
      {children} <span className={styles.hidden}>({note})</span>
    </a>
  )
}
