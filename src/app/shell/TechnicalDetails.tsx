import type { Failure } from '../failure.ts'

/** Code and message, for who helps: below the words that the user reads. */
export function TechnicalDetails({ failure }: { failure: Failure }) {
  return (
    <details className="details">
      <summary>Technical details</summary>
      <p className="technical">
        <code>{failure.code}</code> {failure.message}
      </p>
    </details>
  )
}
