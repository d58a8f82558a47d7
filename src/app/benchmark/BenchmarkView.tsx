import { useEffect, useSyncExternalStore } from 'react'
import { Button } from 'react-aria-components/Button'
import type { Failure } from '../failure.ts'
import page from '../libraries/LibrariesView.module.css'
import { messages } from '../messages/messages.ts'
import { partMessages } from '../messages/partMessages.ts'
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
          {messages.pages.titles.benchmark}
        </h2>
      </div>
      <p>{partMessages.benchmark.about}</p>
      <Controls session={session} stage={stage} onStart={actions.start} onCancel={cancel} />
      <p className="visually-hidden" role="status">
        {stage.kind === 'running'
          ? partMessages.benchmark.measuring
          : report && partMessages.benchmark.measured}
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
  if (session.phase !== 'ready') return <p className="note">{partMessages.benchmark.noLibrary}</p>
  const isOpening = session.encoder.stage === 'loading'
  const isRunning = stage.kind === 'running'
  return (
    <>
      {session.encoder.stage === 'failed' && (
        <p className="note">
          <strong>{partMessages.benchmark.wordsOnly}</strong> {partMessages.benchmark.onlyTheseMeasured}
        </p>
      )}
      <Button
        className={isRunning ? 'button' : 'button button-primary'}
        isPending={isOpening}
        onPress={isRunning ? onCancel : () => onStart(session)}
      >
        {isRunning ? partMessages.benchmark.cancel : partMessages.benchmark.measure}
      </Button>
      {isOpening && <span className="soft"> {partMessages.benchmark.whenModelOpen}</span>}
      {isRunning && (
        <Meter
          label={partMessages.benchmark.steps[stage.step]}
          share={stage.total > 0 ? stage.done / stage.total : undefined}
          amount={stage.total > 0 ? partMessages.benchmark.progress(stage.done, stage.total) : ''}
        />
      )}
    </>
  )
}

function Failed({ failure }: { failure: Failure }) {
  const { title, explanation, action } = messages.errors[failure.code]
  return (
    <div className="note">
      <div role="alert">
        <strong>{partMessages.benchmark.unfinished}</strong> {title}. {explanation} {action}
      </div>
      <TechnicalDetails failure={failure} />
    </div>
  )
}
