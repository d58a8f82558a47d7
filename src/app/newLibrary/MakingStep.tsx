import { Button } from 'react-aria-components/Button'
import { formatCount, formatPercent } from '../format.ts'
import { partMessages } from '../messages/partMessages.ts'
import { DiscardButton } from './DiscardButton.tsx'
import { FailureNote } from './FailureNote.tsx'
import type { MakingStage, PacedProgress } from './making.ts'
import { Meter } from './Meter.tsx'
import styles from './NewLibrary.module.css'
import { aboutTime } from './words.ts'

interface Props {
  stage: Extract<MakingStage, { step: 'making' | 'paused' }>
  onPause(): void
  onGoOn(): void
  onDiscard(): void
  onHide(): void
}

export function MakingStep({ stage, onPause, onGoOn, onDiscard, onHide }: Props) {
  const isPaused = stage.step === 'paused'
  return (
    <>
      <p className={styles.title}>{stage.title}</p>
      {isPaused ? (
        <>
          <FailureNote failure={stage.failure} />
          {/* Not where another tab has it, or has finished it. */}
          {stage.failure?.code !== 'usage' && <p>{partMessages.making.keptOnDevice}</p>}
        </>
      ) : (
        <>
          <Meter
            label={
              stage.progress
                ? partMessages.making.steps[stage.progress.step]
                : partMessages.making.gettingReady
            }
            share={stage.progress?.share}
            amount={stage.progress ? toAmount(stage.progress) : ''}
          />
          <p className="soft">{partMessages.making.meanwhile}</p>
        </>
      )}
      <div className={styles.actions}>
        {isPaused ? (
          <Button className="button button-primary" onPress={onGoOn}>
            {partMessages.making.goOn}
          </Button>
        ) : (
          <>
            <Button className="button button-primary" onPress={onHide}>
              {partMessages.making.inBackground}
            </Button>
            <Button className="button" onPress={onPause}>
              {partMessages.making.pause}
            </Button>
          </>
        )}
        <DiscardButton question={partMessages.making.discardMade} onDiscard={onDiscard} />
      </div>
    </>
  )
}

function toAmount({ step, done, total, share, perSecond, msLeft }: PacedProgress): string {
  if (step !== 'encode') return formatPercent(share)
  return [
    partMessages.making.amount(formatCount(done), formatCount(total)),
    ...(perSecond === undefined ? [] : [partMessages.making.perSecond(perSecond)]),
    ...(msLeft === undefined ? [] : [partMessages.making.left(aboutTime(msLeft))]),
  ].join(' · ')
}
