import { useEffect, useState } from 'react'
import { Button } from 'react-aria-components/Button'
import { setHeadingMode } from '../../core/filters.ts'
import type { PubmedRecord } from '../../core/record.ts'
import type { HeadingOverview } from '../../protocol/heading.ts'
import { toFailure, type Failure } from '../failure.ts'
import { formatAuthors, formatCount } from '../format.ts'
import { messages } from '../messages/messages.ts'
import { partMessages } from '../messages/partMessages.ts'
import type { PageProps } from '../shell/pages.ts'
import { pageAddress } from '../shell/usePage.ts'
import { useTitleFocus } from '../shell/useTitleFocus.ts'
import styles from './HeadingView.module.css'
import { YearChart } from './YearChart.tsx'

type Stage =
  { stage: 'loading' } | { stage: 'shown'; overview: HeadingOverview } | { stage: 'failed'; failure: Failure }

/** A MeSH heading: where it stands in the tree, and what the library has of it. */
export function HeadingView({ session, controller, argument: ui = '' }: PageProps) {
  const [stage, setStage] = useState<Stage>({ stage: 'loading' })
  const { call } = controller
  const key = session.phase === 'ready' ? session.library.key : undefined
  const hasEncoder = session.phase === 'ready' && session.encoder.stage === 'ready'
  // Again when the encoder is there: typical records need it.
  useEffect(() => {
    if (key === undefined) return
    let isCurrent = true
    call('readHeading', { ui }).then(
      (overview) => isCurrent && setStage({ stage: 'shown', overview }),
      (thrown: unknown) => isCurrent && setStage({ stage: 'failed', failure: toFailure(thrown) }),
    )
    return () => {
      isCurrent = false
    }
  }, [key, hasEncoder, ui, call])

  function filter() {
    if (session.phase !== 'ready') return
    controller.setFilters(setHeadingMode(session.filters, ui, 'exploded'))
    location.hash = pageAddress.search
  }

  function read(record: PubmedRecord) {
    controller.readRecord(record)
    location.hash = pageAddress.search
  }

  if (stage.stage === 'shown')
    return <Overview {...stage.overview} hasEncoder={hasEncoder} onFilter={filter} onRead={read} />
  return <Waiting failure={stage.stage === 'failed' ? stage.failure : undefined} ui={ui} />
}

function Waiting({ failure, ui }: { failure: Failure | undefined; ui: string }) {
  const title = useTitleFocus()
  return (
    <main className={styles.page}>
      <h2 ref={title} tabIndex={-1}>
        {partMessages.heading.title}
      </h2>
      {!failure && <p role="status">{partMessages.heading.reading}</p>}
      {failure?.code === 'not-found' && <p className="note">{partMessages.heading.unknown(ui)}</p>}
      {failure && failure.code !== 'not-found' && (
        <p className="note" role="alert">
          <strong>{messages.errors[failure.code].title}.</strong> {messages.errors[failure.code].explanation}{' '}
          {messages.errors[failure.code].action}
        </p>
      )}
    </main>
  )
}

interface OverviewProps extends HeadingOverview {
  hasEncoder: boolean
  onFilter(): void
  onRead(record: PubmedRecord): void
}

function Overview({ heading, paths, children, counts, years, typical, ...rest }: OverviewProps) {
  const { hasEncoder, onFilter, onRead } = rest
  const title = useTitleFocus()
  const terms = (heading.terms ?? []).filter((term) => term !== heading.name)
  return (
    <main className={styles.page}>
      <p className="soft">{partMessages.heading.number(heading.ui)}</p>
      <h2 ref={title} tabIndex={-1} lang="en">
        {heading.name}
      </h2>
      <p className="numbers">{partMessages.heading.counts(counts.exploded, counts.own, counts.major)}</p>
      <div>
        <Button className="button button-primary" onPress={onFilter} isDisabled={counts.exploded === 0}>
          {partMessages.heading.searchWithin}
        </Button>
      </div>
      {terms.length > 0 && <EntryTerms terms={terms} />}
      <section aria-labelledby="places">
        <h3 id="places">{partMessages.heading.places}</h3>
        {paths.length === 0 && <p className="soft">{partMessages.heading.noPlace}</p>}
        <ul className={styles.paths}>
          {paths.map(({ treeNumber, headings }) => (
            <li key={treeNumber} data-tree-number={treeNumber}>
              <ol className={styles.path} aria-label={partMessages.heading.treeNumber(treeNumber)}>
                {headings.map(({ ui, name }) => (
                  <li key={ui} lang="en">
                    {ui === heading.ui ? (
                      <strong>{name}</strong>
                    ) : (
                      <a href={`${pageAddress.heading}/${ui}`}>{name}</a>
                    )}
                  </li>
                ))}
              </ol>
              <span className="numbers soft">{treeNumber}</span>
            </li>
          ))}
        </ul>
      </section>
      {children.length > 0 && (
        <section aria-labelledby="below">
          <h3 id="below">{partMessages.heading.below}</h3>
          <ul className={styles.children}>
            {children.map(({ ui, name, records }) => (
              <li key={ui}>
                <a href={`${pageAddress.heading}/${ui}`} lang="en">
                  {name}
                </a>
                <span className="numbers soft">{formatCount(records)}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
      {years.length > 0 && (
        <section aria-labelledby="years">
          <h3 id="years">{partMessages.heading.years}</h3>
          <YearChart years={years} />
        </section>
      )}
      {counts.exploded > 0 && (
        <section aria-labelledby="typical">
          <h3 id="typical">{partMessages.heading.typical}</h3>
          <p className="soft">
            {hasEncoder ? partMessages.heading.typicalNearest : partMessages.heading.typicalWithoutModel}
          </p>
          <ol className={styles.typical}>
            {typical.map((record) => (
              <li key={record.pmid}>
                <Button className="link-button" lang="en" onPress={() => onRead(record)}>
                  {record.title || record.pmid}
                </Button>
                <span className="soft">
                  {[formatAuthors(record.authors, 3), record.date?.year].filter(Boolean).join(', ')}
                </span>
              </li>
            ))}
          </ol>
        </section>
      )}
    </main>
  )
}

const mostTerms = 12

function EntryTerms({ terms }: { terms: readonly string[] }) {
  const [isWhole, setWhole] = useState(terms.length <= mostTerms)
  return (
    <p>
      <span className="soft">{partMessages.heading.terms}</span>{' '}
      <span lang="en">{(isWhole ? terms : terms.slice(0, mostTerms)).join(' · ')}</span>{' '}
      {!isWhole && (
        <Button className="link-button" onPress={() => setWhole(true)}>
          {partMessages.heading.moreTerms(terms.length - mostTerms)}
        </Button>
      )}
    </p>
  )
}
