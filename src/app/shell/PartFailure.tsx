import { Button } from 'react-aria-components/Button'
import type { Failure } from '../failure.ts'
import { messages } from '../messages/messages.ts'
import styles from './Panel.module.css'
import { TechnicalDetails } from './TechnicalDetails.tsx'

interface Props {
  failure: Failure
  onRetry(): void
}

export function PartFailure({ failure, onRetry }: Props) {
  const { title, explanation, action } = messages.errors[failure.code]
  return (
    <>
      <div className="note" role="alert">
        <strong>{title}.</strong> {explanation} {action}
      </div>
      <div className={styles.actions}>
        <Button className="button button-primary" onPress={onRetry}>
          {messages.controls.tryAgain}
        </Button>
      </div>
      <TechnicalDetails failure={failure} />
    </>
  )
}
