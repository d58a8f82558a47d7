import { Button } from 'react-aria-components/Button'
import { ProgressBar } from 'react-aria-components/ProgressBar'
import type { CatalogueEntry } from '../../core/catalogue.ts'
import type { Failure } from '../failure.ts'
import { formatBytes } from '../format.ts'
import { messages } from '../messages/messages.ts'
import type { EncoderStage, LoadStep } from '../readySession.ts'
import { TechnicalDetails } from '../shell/TechnicalDetails.tsx'
import { pageAddress } from '../shell/usePage.ts'
import styles from './EncoderNotice.module.css'

interface Props {
  encoder: EncoderStage
  onRetry(): void
  onInstead(entry: CatalogueEntry): void
}

/** Why searches go by words for now, or for good. Nothing where the encoder is ready. */
export function EncoderNotice({ encoder, onRetry, onInstead }: Props) {
  if (encoder.stage === 'ready') return null
  if (encoder.stage === 'loading') {
    return (
      <div className={styles.loading}>
        <p>
          {messages.encoderNotice.wordsUntil} <span className="numbers">{stepWords(encoder.step)}</span>
        </p>
        <ProgressBar
          className="busy-bar"
          aria-label={messages.encoderNotice.loading}
          isIndeterminate
          valueLabel={stepWords(encoder.step)}
        />
      </div>
    )
  }
  const { failure, smaller } = encoder
  const { title, explanation, action } = messages.errors[failure.code]
  return (
    <div className={`note ${styles.failed}`}>
      <div role="alert">
        <p>
          <strong>{messages.encoderNotice.wordsOnly}</strong> {title}. {explanation} {action}
          {smaller && (
            <> {messages.encoderNotice.smaller(smaller.title, formatBytes(smaller.encoderBytes))}</>
          )}
          {isAbsent(failure) && (
            <>
              {' '}
              <a href={pageAddress.models}>{messages.encoderNotice.import}</a>
            </>
          )}
        </p>
      </div>
      {smaller && (
        <Button className="button" onPress={() => onInstead(smaller)}>
          {messages.encoderNotice.searchIn(smaller.title)}
        </Button>
      )}
      <Button className="button" onPress={onRetry}>
        {messages.controls.tryAgain}
      </Button>
      <TechnicalDetails failure={failure} />
    </div>
  )
}

/** It, or the one that the library was made with. */
const isAbsent = ({ code }: Failure) => code === 'encoder-missing' || code === 'encoder-mismatch'

function stepWords(step: LoadStep): string {
  switch (step.what) {
    case 'runtime':
      return messages.encoderNotice.runtime(step.doneBytes > 0 ? amount(step) : '')
    case 'encoder':
      return messages.encoderNotice.encoder
    case 'self-test':
      return messages.encoderNotice.selfTest
    case 'vectors':
      return messages.encoderNotice.vectors
  }
}

function amount({ doneBytes, totalBytes }: Extract<LoadStep, { what: 'runtime' }>): string {
  const done = formatBytes(doneBytes)
  return totalBytes ? messages.encoderNotice.amountOf(done, formatBytes(totalBytes)) : done
}
