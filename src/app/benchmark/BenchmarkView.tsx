import { useEffect, useSyncExternalStore } from 'react'
import { Button } from 'react-aria-components/Button'
import { errorText } from '../errorText.ts'
import type { Failure } from '../failure.ts'
import page from '../libraries/LibrariesView.module.css'
import { Meter } from '../newLibrary/Meter.tsx'
import type { Session } from '../session.ts'
import type { PageProps } from '../shell/pages.ts'
import { TechnicalDetails } from '../shell/TechnicalDetails.tsx'
import { useTitleFocus } from '../shell/useTitleFocus.ts'
import type { BenchingStage } from './benching.ts'
import { benchmarkOf } from './benchmarkOf.ts'
import { ReportView } from './ReportView.tsx'

/** How fast and how exact the search is on this device; nothing is measured unasked. */
export function BenchmarkView({ session, controller }: PageProps) {
  const title = useTitleFocus()
  const { store, actions } = benchmarkOf(controller)
  const { stage, report } = useSyncExternalStore(store.subscribe, store.get)
  const { cancel } = actions
  useEffect(() => cancel, [cancel])

  return (
    <main className={page.page}>
      <div className={page.head}>
        <h2 ref={title} tabIndex={-1}>
          Benchmark
        </h2>
      </div>
      <p>
        Measures on this device what a search takes with the libraries and the model that are open: thirty
        fixed questions, some of the library’s own records, and how many of the exact ten nearest the
        approximate index finds. It takes a minute or so, longer with a large model. Whatever else the
        computer does meanwhile makes the figures worse: other tabs and programs, saving energy, a processor
        that is hot. Two runs easily differ by a tenth. Leaving this page ends it.
      </p>
      <Controls session={session} stage={stage} onStart={actions.start} onCancel={cancel} />
      <p className="visually-hidden" role="status">
        {stage.kind === 'running' ? 'Measuring …' : report && 'The figures are there.'}
      </p>
      {stage.kind === 'failed' && <Failed failure={stage.failure} />}
      {report && <ReportView report={report} />}
    </main>
  )
}

interface ControlsProps {
  session: Session
  stage: BenchingStage
  onStart(session: Extract<Session, { phase: 'ready' }>): void
  onCancel(): void
}

function Controls({ session, stage, onStart, onCancel }: ControlsProps) {
  if (session.phase !== 'ready') return <p className="note">No library is open that could be measured.</p>
  const isOpening = session.encoder.stage === 'loading'
  const isRunning = stage.kind === 'running'
  return (
    <>
      {session.encoder.stage === 'failed' && (
        <p className="note">
          <strong>Searches go by words only.</strong> So only these are measured.
        </p>
      )}
      <Button
        className={isRunning ? 'button' : 'button button-primary'}
        isPending={isOpening}
        onPress={isRunning ? onCancel : () => onStart(session)}
      >
        {isRunning ? 'Cancel' : 'Measure'}
      </Button>
      {isOpening && <span className="soft"> as soon as the model is open</span>}
      {isRunning && (
        <Meter
          label={stepWords[stage.step]}
          share={stage.total > 0 ? stage.done / stage.total : undefined}
          amount={stage.total > 0 ? `${stage.done} of ${stage.total}` : ''}
        />
      )}
    </>
  )
}

const stepWords: Record<Extract<BenchingStage, { kind: 'running' }>['step'], string> = {
  'warm-up': 'Warming up',
  queries: 'Asking the fixed questions',
  texts: 'Encoding records of the library',
  searches: 'Searching in each way',
  recall: 'Comparing approximate with exact',
  memory:
    'Asking the browser how much memory is used: it may take a minute to answer; the other figures are below',
}

function Failed({ failure }: { failure: Failure }) {
  const { title, explanation, action } = errorText[failure.code]
  return (
    <div className="note">
      <div role="alert">
        <strong>The benchmark was not finished.</strong> {title}. {explanation} {action}
      </div>
      <TechnicalDetails failure={failure} />
    </div>
  )
}
