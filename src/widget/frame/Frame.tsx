import { useLayoutEffect, useState, useSyncExternalStore } from 'react'
import { excerpt, formatAuthors, formatIsoDate } from '../../app/format.ts'
import type { Language } from '../../app/messages/locale.ts'
import { toDoiUrl, toRecordUrl } from '../../core/citation/links.ts'
import { isStale } from '../../core/staleness.ts'
import type { PubmedRecord } from '../../core/record.ts'
import type { SearchHit } from '../../protocol/engine.ts'
import { toHandOver } from '../../app/handOver.ts'
import type { FrameSession, FrameState } from './session.ts'
import { DebugPanel } from './DebugPanel.tsx'
import { MeaningLine } from './MeaningLine.tsx'
import { OutsideLink } from './OutsideLink.tsx'
import { texts } from './texts.ts'
import styles from './Frame.module.css'

interface Props {
  session: FrameSession
  language: Language
  warnings: readonly string[]
  /** The app itself, where one also searches by meaning. */
  appUrl: string
  onSelect(record: PubmedRecord): void
  /** Messages from around that were neither taken nor answered. */
  countIgnored(): number
}

export function Frame({ session, language, warnings, appUrl, onSelect, countIgnored }: Props) {
  const state = useSyncExternalStore(session.subscribe, session.get)
  useBodyState(state)
  const t = texts[language]
  const { library, answer, failure, isSearching, text, options } = state
  // Below a first answer that is on its way it would move.
  const hasSettled =
    options.query === '' || text !== options.query || answer !== undefined || failure !== undefined
  const told = otherEncoder(state) ? [...warnings, t.otherEncoder(options.encoder)] : warnings
  return (
    <main className={styles.frame}>
      <h1 className={styles.hidden}>BioHiCL Search</h1>
      {told.length > 0 && (
        <section className={styles.warnings} aria-label={t.warnings}>
          <p>{t.warnings}:</p>
          <ul>
            {told.map((warning) => (
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
      <MeaningLine session={session} state={state} language={language} />
      {hasSettled && (
        <footer className={styles.foot}>
          {library && (
            <span>
              {t.library(library.title, formatIsoDate(library.date))}
              {library.kind === 'sample-notes' && <> · {t.isSample}</>}
              {isStale(library, new Date()) && <strong> · {t.old}</strong>}
            </span>
          )}
          <OutsideLink href={text.trim() === '' ? appUrl : appUrl + toHandOver(text)} note={t.newTab}>
            {text.trim() === '' ? t.openApp : t.handOver}
          </OutsideLink>
          <span>{t.apart}</span>
        </footer>
      )}
      {options.debug && <DebugPanel state={state} language={language} ignored={countIgnored()} />}
    </main>
  )
}

function toStatus({ library, answer, failure, isSearching }: FrameState, language: Language): string {
  const t = texts[language]
  if (failure) return ''
  if (!library) return t.opening
  if (isSearching) return t.searching
  if (!answer) return t.about(library.records, library.title)
  const { total, hits, query, stage } = answer
  if (stage === 'semantic') return hits.length === 0 ? t.none(query) : t.nearest(hits.length, total, query)
  return total === 0 ? t.none(query) : t.results(total, hits.length, query)
}

/** Whether the page around asks for an encoder that this library was not made with. */
function otherEncoder({ options, library }: FrameState): boolean {
  return library !== undefined && !['auto', 'none', library.encoder].includes(options.encoder)
}

/** What tests, scripts and styles outside of React may read: as on the page of the app. */
function useBodyState({ library, failure, answer }: FrameState): void {
  useLayoutEffect(() => {
    const { dataset } = document.body
    dataset.phase = library ? 'ready' : failure ? 'failed' : 'loading'
    if (answer) Object.assign(dataset, { answered: answer.query, stage: answer.stage })
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
