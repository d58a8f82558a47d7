import { Button } from 'react-aria-components/Button'
import { formatCount, formatPercent } from '../format.ts'
import { DiscardButton } from './DiscardButton.tsx'
import { FailureNote } from './FailureNote.tsx'
import type { MakingStage, PacedProgress } from './making.ts'
import { Meter } from './Meter.tsx'
import styles from './NewLibrary.module.css'
import { aboutTime, stepWords } from './words.ts'

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
          {stage.failure?.code !== 'usage' && (
            <p>What has been done is kept on this device, also when you close the page.</p>
          )}
        </>
      ) : (
        <>
          <Meter
            label={stage.progress ? stepWords[stage.progress.step] : 'Getting ready'}
            share={stage.progress?.share}
            amount={stage.progress ? toAmount(stage.progress) : ''}
          />
          <p className="soft">
            You can search meanwhile. If you close the page, it waits until you come back.
          </p>
        </>
      )}
      <div className={styles.actions}>
        {isPaused ? (
          <Button className="button button-primary" onPress={onGoOn}>
            Go on
          </Button>
        ) : (
          <>
            <Button className="button button-primary" onPress={onHide}>
              Make it in the background
            </Button>
            <Button className="button" onPress={onPause}>
              Pause
            </Button>
          </>
        )}
        <DiscardButton what="what has been done of it" onDiscard={onDiscard} />
      </div>
    </>
  )
}

function toAmount({ step, done, total, share, perSecond, msLeft }: PacedProgress): string {
  if (step !== 'encode') return formatPercent(share)
  return [
    `${formatCount(done)} of ${formatCount(total)}`,
    ...(perSecond === undefined ? [] : [`${perSecond.toFixed(1)} a second`]),
    ...(msLeft === undefined ? [] : [`${aboutTime(msLeft)} left`]),
  ].join(' · ')
}
