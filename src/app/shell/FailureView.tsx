import { Button } from 'react-aria-components/Button'
import { errorText } from '../errorText.ts'
import type { Failure } from '../failure.ts'
import { CopyButton } from './CopyButton.tsx'
import styles from './Panel.module.css'
import { TechnicalDetails } from './TechnicalDetails.tsx'

interface Props {
  failure: Failure
  onRetry(): void
}

export function FailureView({ failure, onRetry }: Props) {
  const { title, explanation, action } = errorText[failure.code]
  return (
    <main className={styles.panel}>
      <div role="alert">
        <h2>{title}</h2>
        <p>{explanation}</p>
        <p>
          <strong>What to do:</strong> {action}
        </p>
      </div>
      <div className={styles.actions}>
        <Button className="button button-primary" onPress={onRetry}>
          Try again
        </Button>
        <CopyButton text={describe(failure)}>Copy details</CopyButton>
      </div>
      <TechnicalDetails failure={failure} />
    </main>
  )
}

/** Enough to mend it by; the messages of errors hold addresses and numbers, never a query. */
function describe({ code, message }: Failure): string {
  return `BioHiCL Search\n${code}: ${message}\n${navigator.userAgent}`
}
