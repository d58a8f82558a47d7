import type { MissingEncoder } from '../../protocol/encoders.ts'
import { partMessages } from '../messages/partMessages.ts'
import { shortId } from './ModelFacts.tsx'

/** Libraries that are searched by their words alone until their model comes. */
export function MissingModels({ missing }: { missing: readonly MissingEncoder[] }) {
  return missing.map(({ id, name, neededBy }) => (
    <p key={id} className="note">
      <strong>{partMessages.models.wordsOnly(neededBy.map(({ title }) => title))}</strong>{' '}
      {partMessages.models.missing(name, shortId(id))}
    </p>
  ))
}
