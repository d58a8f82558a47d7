import { messages } from '../messages/messages.ts'
import { TechnicalDetails } from '../shell/TechnicalDetails.tsx'
import type { Outcome } from './keeping.ts'

/** How the last thing went. */
export function OutcomeLine({ outcome }: { outcome: Outcome }) {
  return (
    <>
      <p role="status" className="soft">
        {outcome.kind === 'done' ? outcome.words : ''}
      </p>
      {outcome.kind === 'failed' && (
        <div className="note">
          <div role="alert">
            <strong>{messages.errors[outcome.failure.code].title}.</strong>{' '}
            {messages.errors[outcome.failure.code].explanation} {messages.errors[outcome.failure.code].action}
          </div>
          <TechnicalDetails failure={outcome.failure} />
        </div>
      )}
    </>
  )
}
