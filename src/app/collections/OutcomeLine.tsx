import { errorText } from '../errorText.ts'
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
            <strong>{errorText[outcome.failure.code].title}.</strong>{' '}
            {errorText[outcome.failure.code].explanation} {errorText[outcome.failure.code].action}
          </div>
          <TechnicalDetails failure={outcome.failure} />
        </div>
      )}
    </>
  )
}
