import { useEffect, useRef, useState } from 'react'
import { Button } from 'react-aria-components/Button'
import { readStorage } from '../deviceStorage.ts'
import { toFailure, type Failure } from '../failure.ts'
import page from '../libraries/LibrariesView.module.css'
import { messages } from '../messages/messages.ts'
import { partMessages } from '../messages/partMessages.ts'
import { Meter } from '../newLibrary/Meter.tsx'
import { formatPercent } from '../format.ts'
import type { Ready } from '../readySession.ts'
import type { PageProps } from '../shell/pages.ts'
import { TechnicalDetails } from '../shell/TechnicalDetails.tsx'
import { useTitleFocus } from '../shell/useTitleFocus.ts'
import { checkOffline, type OfflineProgress, type OfflineReport } from './checkOffline.ts'
import { OfflineReportView } from './OfflineReportView.tsx'
import { keepProof } from './proof.ts'

type Stage =
  | { kind: 'none' }
  | { kind: 'running'; progress: OfflineProgress }
  | { kind: 'done'; report: OfflineReport }
  | { kind: 'failed'; failure: Failure }

/** Shows by trying whether the app works without a network. */
export function OfflineView({ session, controller }: PageProps) {
  const title = useTitleFocus()
  const [stage, setStage] = useState<Stage>({ kind: 'none' })
  const running = useRef(new AbortController())
  useEffect(() => () => running.current.abort(), [])
  const words = partMessages.offline

  async function check(ready: Ready): Promise<void> {
    const { signal } = (running.current = new AbortController())
    const onProgress = (progress: OfflineProgress) => setStage({ kind: 'running', progress })
    try {
      const report = await checkOffline(ready, controller.workers, readStorage, { signal, onProgress })
      if (report.isReady) keepProof(ready, report.date)
      setStage({ kind: 'done', report })
    } catch (thrown) {
      setStage(signal.aborted ? { kind: 'none' } : { kind: 'failed', failure: toFailure(thrown) })
    }
  }

  return (
    <main className={page.page}>
      <div className={page.head}>
        <h2 ref={title} tabIndex={-1}>
          {messages.pages.titles.offline}
        </h2>
      </div>
      <p>{words.about}</p>
      {session.phase !== 'ready' && <p className="note">{words.noLibrary}</p>}
      {session.phase === 'ready' && stage.kind !== 'running' && (
        <Start ready={session} isAgain={stage.kind === 'done'} onStart={() => void check(session)} />
      )}
      {stage.kind === 'running' && (
        <>
          <Button className="button" onPress={() => running.current.abort()}>
            {words.cancel}
          </Button>
          <Meter
            label={words.steps[stage.progress.step]}
            share={stage.progress.share}
            amount={stage.progress.share === undefined ? '' : formatPercent(stage.progress.share)}
          />
        </>
      )}
      <p className="visually-hidden" role="status">
        {stage.kind === 'running' && words.steps[stage.progress.step]}
        {stage.kind === 'done' && (stage.report.isReady ? words.ready : words.notReady)}
      </p>
      {stage.kind === 'failed' && (
        <div className="note">
          <div role="alert">
            <strong>{words.unfinished}</strong> {messages.errors[stage.failure.code].title}.{' '}
            {messages.errors[stage.failure.code].action}
          </div>
          <TechnicalDetails failure={stage.failure} />
        </div>
      )}
      {stage.kind === 'done' && <OfflineReportView report={stage.report} />}
    </main>
  )
}

interface StartProps {
  ready: Ready
  isAgain: boolean
  onStart(): void
}

function Start({ ready: { encoder }, isAgain, onStart }: StartProps) {
  const words = partMessages.offline
  if (encoder.stage === 'failed') return <p className="note">{words.encoderFailed}</p>
  const isOpening = encoder.stage === 'loading'
  return (
    <>
      <Button className="button button-primary" isPending={isOpening} onPress={onStart}>
        {isAgain ? words.checkAgain : words.check}
      </Button>
      {isOpening && <span className="soft"> {words.whenModelOpen}</span>}
    </>
  )
}
