import type { Failure } from '../failure.ts'
import { TechnicalDetails } from '../shell/TechnicalDetails.tsx'
import styles from './NewLibrary.module.css'
import { failureWords } from './words.ts'

export function FailureNote({ failure }: { failure: Failure | undefined }) {
  if (!failure) return null
  const { title, text } = failureWords(failure)
  return (
    <div className={`note ${styles.failure}`}>
      <div role="alert">
        <strong>{title}.</strong> {text}
      </div>
      {text !== failure.message && <TechnicalDetails failure={failure} />}
    </div>
  )
}
