import type { Failure } from '../failure.ts'
import { messages } from '../messages/messages.ts'

/** Code and message, for who helps: below the words that the user reads. */
export function TechnicalDetails({ failure }: { failure: Failure }) {
  return (
    <details className="details">
      <summary>{messages.controls.technicalDetails}</summary>
      <p className="technical">
        <code>{failure.code}</code> {failure.message}
      </p>
    </details>
  )
}
