import * as v from 'valibot'
import { breadths } from '../../core/breadth.ts'
import type { Json } from '../../core/canonicalJson.ts'
import type { CitedRecord } from '../../core/citation/cited.ts'
import { noFilters } from '../../core/filters.ts'
import type { Asked, KeptRecord } from '../../core/kept/kept.ts'
import { readSavedFilters } from '../../core/parseFilters.ts'
import type { LibraryStatus, SearchHit, SearchInput } from '../../protocol/engine.ts'
import type { Controller } from '../controller.ts'
import { partMessages } from '../messages/partMessages.ts'
import type { SearchRequest } from '../readySession.ts'
import type { LikesControl } from '../search/likes.ts'
import { pageAddress } from '../shell/usePage.ts'

/** What was asked, without how many; with the chosen likes, and whatever else the request brings. */
export function toAsked(
  { text, mode, isExact, k: _k, ...request }: SearchRequest,
  likes: LikesControl,
): Asked {
  // As JSON: what is kept must not change with what it was made of.
  const others = JSON.parse(JSON.stringify({ ...request, ...likes.pmidsFor(text) })) as Record<string, Json>
  const said = Object.entries(others).filter(([, value]) => !isBare(value))
  return { text, mode, isExact, ...(said.length > 0 && { options: Object.fromEntries(said) }) }
}

/** Filters that are all off say nothing. */
function isBare(value: Json): boolean {
  if (typeof value === 'object' && value !== null) return Object.values(value as object).every(isBare)
  return value === null || value === false || value === ''
}

/** Undefined where it has options that this version of the app does not know: without them it would be another search. */
export function toSearchInput({ options = {}, ...asked }: Asked, k: number): SearchInput | undefined {
  const { filters, sort, breadth, likes, ...unknown } = options
  if (Object.keys(unknown).length > 0) return undefined
  const parsed = v.safeParse(optionsSchema, { sort, breadth, likes })
  const known = filters === undefined ? undefined : readSavedFilters(filters)
  if (!parsed.success || (filters !== undefined && !known)) return undefined
  const { sort: order, breadth: dial, likes: liked } = parsed.output
  return {
    ...asked,
    k,
    ...(known && { filters: known }),
    ...(order && { sort: order }),
    ...(dial && { breadth: dial }),
    ...(liked && { likes: liked }),
  }
}

const pmids = v.array(v.string())
const optionsSchema = v.object({
  sort: v.optional(v.picklist(['relevance', 'date'])),
  breadth: v.optional(v.picklist(breadths)),
  likes: v.optional(v.object({ more: pmids, less: pmids })),
})

/** Puts it into the page as it was asked. @returns what could not be, in words */
export function askAgain(controller: Controller, asked: Asked): string | undefined {
  const input = toSearchInput(asked, 1)
  if (!input) return partMessages.savedSearches.unknownOptions
  controller.setMode(input.mode)
  controller.setExact(input.isExact)
  controller.setFilters(input.filters ?? noFilters)
  controller.setSort(input.sort ?? 'relevance')
  controller.setBreadth(input.breadth)
  controller.ask(input.text)
  location.hash = pageAddress.search
  return input.likes && partMessages.savedSearches.likesGone
}

/** Filters alone can be asked for. */
export const toLabel = ({ text }: Asked) => text || partMessages.savedSearches.noWords

/** What sets a search apart beside its text. */
export function describeAsked({ mode, isExact, options = {} }: Asked): string {
  const words = partMessages.savedSearches
  const breadth = breadths.find((one) => one === options.breadth)
  const parts = [
    words.modes[mode],
    isExact && words.exact,
    'filters' in options && words.filtered,
    'likes' in options && words.liking,
    options.sort === 'date' && words.newestFirst,
    breadth && words.breadths[breadth],
  ]
  return parts.filter(Boolean).join(', ')
}

/** Those that are records. A millisecond apart, so that a collection has them in the order in which they were added. */
export function toKept(
  hits: readonly Pick<SearchHit, 'record' | 'libraries'>[],
  libraries: readonly LibraryStatus[],
  now: Date,
): KeptRecord[] {
  return hits.flatMap((hit, place) => {
    const library = libraries.find(({ id }) => id === hit.libraries?.[0]) ?? libraries[0]
    if (!library || hit.record.problem) return []
    const { id, title, version, kind } = library
    const added = new Date(now.getTime() + place).toISOString()
    return [{ record: hit.record, library: { id, title, version, isSample: kind === 'sample-notes' }, added }]
  })
}

export function toCited({ record, library, note }: KeptRecord): CitedRecord {
  return { ...record, ...(library.isSample && { isSample: true }), ...(note && { note }) }
}
