import { useEffect, useState } from 'react'
import { Button } from 'react-aria-components/Button'
import { toHashedText, toReportJson, toReportLines, toReportText } from '../../core/searchReport.ts'
import { errorText } from '../errorText.ts'
import { toFailure, type Failure } from '../failure.ts'
import type { Ready, ShownList } from '../readySession.ts'
import { saveFile } from '../saveFile.ts'
import type { LikesControl } from '../search/likes.ts'
import { CopyButton } from '../shell/CopyButton.tsx'
import type { PageProps } from '../shell/pages.ts'
import { pageAddress } from '../shell/usePage.ts'
import { useTitleFocus } from '../shell/useTitleFocus.ts'
import { answeredAt } from './answerTimes.ts'
import { createReport, hashText } from './createReport.ts'
import styles from './ReportView.module.css'

/** What was searched, in what, how, and what was found: to be printed or put beside a review. */
export function ReportView({ session, controller }: PageProps) {
  const title = useTitleFocus()
  const shown = session.phase === 'ready' ? session.shown : undefined
  return (
    <main className={styles.page}>
      <h2 ref={title} tabIndex={-1}>
        Search report
      </h2>
      {session.phase === 'ready' && shown ? (
        <Report ready={session} shown={shown} likes={controller.likes} />
      ) : (
        <p>
          There are no results to report. <a href={pageAddress.search}>Search</a> first.
        </p>
      )}
    </main>
  )
}

interface ReportProps {
  ready: Ready
  shown: ShownList
  likes: LikesControl
}

function Report({ ready, shown, likes }: ReportProps) {
  const report = createReport(ready, shown, likes, answeredAt(shown))
  const hashed = toHashedText(report)
  const hash = useHash(hashed)
  if (hash.failure) {
    const { title, explanation, action } = errorText[hash.failure.code]
    return (
      <p className="note" role="alert">
        <strong>{title}.</strong> {explanation} {action}
      </p>
    )
  }
  if (hash.text === undefined) return <p role="status">Reckoning …</p>
  return (
    <>
      <div className={styles.actions}>
        <Button className="button button-primary" onPress={() => print()}>
          Print
        </Button>
        <CopyButton text={toReportText(report, hash.text)}>Copy as text</CopyButton>
        <Button className="button" onPress={() => save(toReportJson(report, hash.text ?? ''))}>
          Save as JSON
        </Button>
      </div>
      <section aria-label="Search report" data-result-hash={hash.text}>
        <dl className={styles.facts}>
          {toReportLines(report).map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
          <div>
            <dt>Result hash</dt>
            <dd>
              <code>{hash.text}</code>
              <p className="soft">
                SHA-256 over query, ranking, filters, exactness, number asked for, libraries, search model and
                the numbers of the results in their order. The date is not part of it: the same search of the
                same libraries has the same hash.
              </p>
            </dd>
          </div>
        </dl>
        <h3>Results</h3>
        <ol className={styles.results}>
          {report.results.map(({ pmid, title }) => (
            <li key={pmid}>
              <span className="numbers">{pmid}</span> {title}
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
