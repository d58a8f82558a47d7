import { Button } from 'react-aria-components/Button'
import { errorText } from '../errorText.ts'
import type { Failure } from '../failure.ts'
import styles from './Panel.module.css'
import { TechnicalDetails } from './TechnicalDetails.tsx'

interface Props {
  failure: Failure
  onRetry(): void
}

export function PartFailure({ failure, onRetry }: Props) {
  const { title, explanation, action } = errorText[failure.code]
  return (
    <>
      <div className="note" role="alert">
        <strong>{title}.</strong> {explanation} {action}
      </div>
      <div className={styles.actions}>
        <Button className="button button-primary" onPress={onRetry}>
          Try again
        </Button>
      </div>
      <TechnicalDetails failure={failure} />
    </>
  )
}
