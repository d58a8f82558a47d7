import type { MissingEncoder } from '../../protocol/encoders.ts'
import { formatList } from '../format.ts'
import { shortId } from './ModelFacts.tsx'

/** Libraries that are searched by their words alone until their model comes. */
export function MissingModels({ missing }: { missing: readonly MissingEncoder[] }) {
  return missing.map(({ id, name, neededBy }) => {
    const titles = formatList(neededBy.map(({ title }) => `“${title}”`))
    return (
      <p key={id} className="note">
        <strong>
          {titles} can be searched by {neededBy.length === 1 ? 'its' : 'their'} words only:
        </strong>{' '}
        the model {name} ({shortId(id)}) is not here. Import its folder, or install the library again from a
        site that has both.
      </p>
    )
  })
}
