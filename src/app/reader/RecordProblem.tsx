import type { StoredRecord } from '../../core/storedRecord.ts'
import { messages } from '../messages/messages.ts'
import { TechnicalDetails } from '../shell/TechnicalDetails.tsx'

/** In place of a record that its library has not as a record. */
export function RecordProblem({ problem }: Pick<StoredRecord, 'problem'>) {
  return (
    problem && (
      <div className="note">
        <p role="alert">{messages.card.malformed}</p>
        <TechnicalDetails failure={problem} />
      </div>
    )
  )
}
