import { useEffect, useState } from 'react'
import { Button } from 'react-aria-components/Button'
import { toHashedText, toReportJson } from '../../core/searchReport.ts'
import type { Controller } from '../controller.ts'
import { listChips } from '../facets/filterNames.ts'
import { useForest } from '../facets/useFacets.ts'
import { toFailure, type Failure } from '../failure.ts'
import { messages } from '../messages/messages.ts'
import { partMessages } from '../messages/partMessages.ts'
import type { Ready, ShownList } from '../readySession.ts'
import { saveFile } from '../saveFile.ts'
import { CopyButton } from '../shell/CopyButton.tsx'
import type { PageProps } from '../shell/pages.ts'
import { pageAddress } from '../shell/usePage.ts'
import { useTitleFocus } from '../shell/useTitleFocus.ts'
import { answeredAt } from './answerTimes.ts'
import { createReport, hashText } from './createReport.ts'
import { toReportLines, toReportText } from './reportText.ts'
import styles from './ReportView.module.css'

/** What was searched, in what, how, and what was found: to be printed or put beside a review. */
export function ReportView({ session, controller }: PageProps) {
  const title = useTitleFocus()
  const shown = session.phase === 'ready' ? session.shown : undefined
  return (
    <main className={styles.page}>
      <h2 ref={title} tabIndex={-1}>
        {partMessages.searchReport.title}
      </h2>
      {session.phase === 'ready' && shown ? (
        <Report ready={session} shown={shown} controller={controller} />
      ) : (
        <p>{partMessages.searchReport.nothing(pageAddress.search)}</p>
      )}
    </main>
  )
}

interface ReportProps {
  ready: Ready
  shown: ShownList
  controller: Controller
}

function Report({ ready, shown, controller: { likes, call } }: ReportProps) {
  const report = createReport(ready, shown, likes, answeredAt(shown))
  const { filters } = shown.request
  const forest = useForest(ready.libraries, call) // has the names of headings
  const filterLabels = filters ? listChips(filters, forest, {}).map(({ label }) => label) : []
  const hashed = toHashedText(report)
  const hash = useHash(hashed)
  if (hash.failure) {
    const { title, explanation, action } = messages.errors[hash.failure.code]
    return (
      <p className="note" role="alert">
        <strong>{title}.</strong> {explanation} {action}
      </p>
    )
  }
  if (hash.text === undefined) return <p role="status">{partMessages.searchReport.reckoning}</p>
  return (
    <>
      <div className={styles.actions}>
        <Button className="button button-primary" onPress={() => print()}>
          {partMessages.searchReport.print}
        </Button>
        <CopyButton text={toReportText(report, filterLabels, hash.text)}>
          {partMessages.searchReport.copyText}
        </CopyButton>
        <Button className="button" onPress={() => save(toReportJson(report, hash.text ?? ''))}>
          {partMessages.searchReport.saveJson}
        </Button>
      </div>
      <section aria-label={partMessages.searchReport.title} data-result-hash={hash.text}>
        <dl className={styles.facts}>
          {toReportLines(report, filterLabels).map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
          <div>
            <dt>{partMessages.searchReport.hash}</dt>
            <dd>
              <code>{hash.text}</code>
              <p className="soft">{partMessages.searchReport.hashOf}</p>
            </dd>
          </div>
        </dl>
        <h3>{partMessages.searchReport.results}</h3>
        <ol className={styles.results}>
          {report.results.map(({ pmid, title }) => (
            <li key={pmid}>
              <span className="numbers">{pmid}</span> <span lang="en">{title}</span>
            </li>
          ))}
        </ol>
      </section>
    </>
  )
}

interface Hash {
  of?: string
  text?: string
  failure?: Failure
}

function useHash(of: string): Hash {
  const [hash, setHash] = useState<Hash>({})
  useEffect(() => {
    let isLatest = true
    hashText(of).then(
      (text) => isLatest && setHash({ of, text }),
      (thrown: unknown) => isLatest && setHash({ of, failure: toFailure(thrown) }),
    )
    return () => {
      isLatest = false
    }
  }, [of])
  return hash.of === of ? hash : {}
}

function save(text: string): void {
  saveFile(new File([text], 'biohicl-search-report.json', { type: 'application/json' }))
}
