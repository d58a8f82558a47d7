import { Button } from 'react-aria-components/Button'
import { ProgressBar } from 'react-aria-components/ProgressBar'
import { errorText } from '../errorText.ts'
import type { Failure } from '../failure.ts'
import { formatBytes } from '../format.ts'
import type { EncoderStage, LoadStep } from '../readySession.ts'
import { TechnicalDetails } from '../shell/TechnicalDetails.tsx'
import { pageAddress } from '../shell/usePage.ts'
import styles from './EncoderNotice.module.css'

interface Props {
  encoder: EncoderStage
  onRetry(): void
}

/** Why searches go by words for now, or for good. Nothing where the encoder is ready. */
export function EncoderNotice({ encoder, onRetry }: Props) {
  if (encoder.stage === 'ready') return null
  if (encoder.stage === 'loading') {
    return (
      <div className={styles.loading}>
        <p>
          Searches go by words until the model for meaning is there.{' '}
          <span className="numbers">{stepWords(encoder.step)}</span>
        </p>
        <ProgressBar
          className="busy-bar"
          aria-label="Loading the model"
          isIndeterminate
          valueLabel={stepWords(encoder.step)}
        />
      </div>
    )
  }
  const { title, explanation, action } = errorText[encoder.failure.code]
  return (
    <div className={`note ${styles.failed}`}>
      <div role="alert">
        <p>
          <strong>Searches go by words only.</strong> {title}. {explanation} {action}
          {isAbsent(encoder.failure) && (
            <>
              {' '}
              <a href={pageAddress.models}>Or import its model</a>
            </>
          )}
        </p>
      </div>
      <Button className="button" onPress={onRetry}>
        Try again
      </Button>
      <TechnicalDetails failure={encoder.failure} />
    </div>
  )
}

/** It, or the one that the library was made with. */
const isAbsent = ({ code }: Failure) => code === 'encoder-missing' || code === 'encoder-mismatch'

function stepWords(step: LoadStep): string {
  switch (step.what) {
    case 'runtime':
      return `Getting the program that runs it${step.doneBytes > 0 ? `: ${amount(step)}` : ''} …`
    case 'encoder':
      return 'Loading it …'
    case 'self-test':
      return 'Testing it with texts whose results are known …'
    case 'vectors':
      return 'Opening the library’s vectors …'
  }
}

function amount({ doneBytes, totalBytes }: Extract<LoadStep, { what: 'runtime' }>): string {
  const done = formatBytes(doneBytes)
  return totalBytes ? `${done} of ${formatBytes(totalBytes)}` : done
}
