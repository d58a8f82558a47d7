import { useEffect, useRef, type ReactNode } from 'react'
import { messages } from '../messages/messages.ts'
import { partMessages } from '../messages/partMessages.ts'
import { ModalDialog } from '../shell/ModalDialog.tsx'
import { CheckStep } from './CheckStep.tsx'
import { ColumnsStep } from './ColumnsStep.tsx'
import { DoneStep } from './DoneStep.tsx'
import { FoundStep } from './FoundStep.tsx'
import type { Maker } from './maker.ts'
import { suggestTitle, type MakingStage } from './making.ts'
import { MakingStep } from './MakingStep.tsx'
import styles from './NewLibrary.module.css'
import { FetchingStep, ReadingStep, SearchingStep } from './RunningSteps.tsx'
import { SourceStep } from './SourceStep.tsx'

interface Props {
  stage: MakingStage
  maker: Maker
}

const places = ['records', 'check', 'making'] as const

const placeOf: Record<MakingStage['step'], (typeof places)[number]> = {
  source: 'records',
  columns: 'records',
  reading: 'records',
  searching: 'records',
  found: 'records',
  fetching: 'records',
  check: 'check',
  making: 'making',
  paused: 'making',
  done: 'making',
}

/** The window in which a library of the user's own is made. Closing it ends nothing. */
export function NewLibrary({ stage, maker }: Props) {
  const place = placeOf[stage.step]
  return (
    <ModalDialog title={messages.pages.newLibrary} onClose={maker.hide}>
      <ol className={styles.places} aria-label={partMessages.newLibrary.steps}>
        {places.map((name) => (
          <li key={name} {...(name === place && { 'aria-current': 'step' })}>
            {partMessages.newLibrary.places[name]}
          </li>
        ))}
      </ol>
      <div className={styles.step}>
        <StepHeading key={stage.step}>{partMessages.newLibrary.headings[stage.step]}</StepHeading>
        <Step stage={stage} maker={maker} />
      </div>
    </ModalDialog>
  )
}

function Step({ stage, maker }: Props) {
  switch (stage.step) {
    case 'source':
      return <SourceStep {...stage} onFiles={maker.readFiles} onSearch={maker.findPubmed} />
    case 'columns':
      return <ColumnsStep {...stage} onRead={maker.readTables} onBack={maker.discard} />
    case 'reading':
      return <ReadingStep {...stage} onStop={maker.stop} />
    case 'searching':
      return <SearchingStep {...stage} onStop={maker.stop} />
    case 'found':
      return <FoundStep {...stage} onFetch={maker.fetchFound} onBack={maker.discard} />
    case 'fetching':
      return <FetchingStep {...stage} onPause={maker.stop} onDiscard={maker.discard} />
    case 'check':
      return (
        <CheckStep
          key={stage.draft.id}
          {...stage}
          suggestedTitle={suggestTitle(stage.draft)}
          onMake={maker.make}
          onRetry={maker.estimate}
          onDiscard={maker.discard}
        />
      )
    case 'making':
    case 'paused':
      return (
        <MakingStep
          stage={stage}
          onPause={maker.stop}
          onGoOn={maker.goOn}
          onDiscard={maker.discard}
          onHide={maker.hide}
        />
      )
    case 'done':
      return <DoneStep {...stage} onOpen={maker.openMade} onClose={maker.hide} />
  }
}

/** Takes the focus when a step comes: the button that led to it is gone. */
function StepHeading({ children }: { children: ReactNode }) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  return (
    <h3 ref={heading} tabIndex={-1}>
      {children}
    </h3>
  )
}
