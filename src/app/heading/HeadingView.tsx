import { useEffect, useState } from 'react'
import { Button } from 'react-aria-components/Button'
import { setHeadingMode } from '../../core/filters.ts'
import type { PubmedRecord } from '../../core/record.ts'
import type { HeadingOverview } from '../../protocol/heading.ts'
import { errorText } from '../errorText.ts'
import { toFailure, type Failure } from '../failure.ts'
import { formatAuthors, formatRecords } from '../format.ts'
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
        Heading
      </h2>
      {!failure && <p role="status">Reading the heading …</p>}
      {failure?.code === 'not-found' && (
        <p className="note">The MeSH of this library has no heading “{ui}”. Another library may have it.</p>
      )}
      {failure && failure.code !== 'not-found' && (
        <p className="note" role="alert">
          <strong>{errorText[failure.code].title}.</strong> {errorText[failure.code].explanation}{' '}
          {errorText[failure.code].action}
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
      <p className="soft">MeSH heading {heading.ui}</p>
      <h2 ref={title} tabIndex={-1}>
        {heading.name}
      </h2>
      <p className="numbers">
        {formatRecords(counts.exploded)} with it or a heading below it; {counts.own.toLocaleString('en')} with
        this very heading, {counts.major.toLocaleString('en')} as a major topic.
      </p>
      <div>
        <Button className="button button-primary" onPress={onFilter} isDisabled={counts.exploded === 0}>
          Search within these records
        </Button>
      </div>
      {terms.length > 0 && <EntryTerms terms={terms} />}
      <section aria-labelledby="places">
        <h3 id="places">Where it stands</h3>
        {paths.length === 0 && <p className="soft">It stands in no branch of the tree.</p>}
        <ul className={styles.paths}>
          {paths.map(({ treeNumber, headings }) => (
            <li key={treeNumber} data-tree-number={treeNumber}>
              <ol className={styles.path} aria-label={`Tree number ${treeNumber}`}>
                {headings.map(({ ui, name }) => (
                  <li key={ui}>
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
          <h3 id="below">Right below it</h3>
          <ul className={styles.children}>
            {children.map(({ ui, name, records }) => (
              <li key={ui}>
                <a href={`${pageAddress.heading}/${ui}`}>{name}</a>
                <span className="numbers soft">{records.toLocaleString('en')}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
      {years.length > 0 && (
        <section aria-labelledby="years">
          <h3 id="years">By year</h3>
          <YearChart years={years} />
        </section>
      )}
      {counts.exploded > 0 && (
        <section aria-labelledby="typical">
          <h3 id="typical">Typical records</h3>
          <p className="soft">
            {hasEncoder
              ? 'Nearest in meaning to the middle of all its records.'
              : 'They are shown when the model for meaning is there.'}
          </p>
          <ol className={styles.typical}>
            {typical.map((record) => (
              <li key={record.pmid}>
                <Button className="link-button" onPress={() => onRead(record)}>
                  {record.title}
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
      <span className="soft">Also: </span>
      {(isWhole ? terms : terms.slice(0, mostTerms)).join(' · ')}{' '}
      {!isWhole && (
        <Button className="link-button" onPress={() => setWhole(true)}>
          and {terms.length - mostTerms} more
        </Button>
      )}
    </p>
  )
}
