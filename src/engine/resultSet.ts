import { countRows, intersect, type Bitmap } from '../core/bitmap.ts'
import { countFacets, type FacetCounts, type ValueCount } from '../core/facetCounts.ts'
import type { FilterGroup } from '../core/filterRows.ts'
import { hedges } from '../core/hedges.ts'
import { hedgeRows } from './hedgeRows.ts'
import type { LibraryLists } from './queryLists.ts'
import type { SearchHit } from './search.ts'

/** Where a query only ranks and nothing filters, everything matches a little: so many of the best are counted. */
export const maxCounted = 1000

/** What an answer was taken from, kept for counting and for going on with its list. */
export interface ResultSet {
  lists: LibraryLists
  /** What the query leaves, the filters left out; else the best by rank. */
  base(): Bitmap
  groups: readonly FilterGroup[]
  /** Of the list that the answer begins, those after the first `from`; fewer where it ends. */
  hits(from: number, count: number): Promise<SearchHit[]>
}

export interface SetCounts extends FacetCounts {
  /** Absent where they were not asked for. */
  hedges?: ValueCount[]
}

/**
 * @param letOthersGo a hedge takes a while when it is first counted: between two of them searches go first
 * @throws AppError `file-damaged`, `index-invalid`
 */
export async function countResultSet(
  { lists, base, groups }: Pick<ResultSet, 'lists' | 'base' | 'groups'>,
  { hasHedges, letOthersGo = () => Promise.resolve() }: { hasHedges: boolean; letOthersGo?(): Promise<void> },
): Promise<SetCounts> {
  const set = base()
  const counts = countFacets(set, groups, await lists.index())
  if (!hasHedges) return counts
  const others = groups.filter(({ group }) => group !== 'hedge').map(({ rows }) => rows)
  const found: ValueCount[] = []
  for (const { id } of hedges) {
    await letOthersGo()
    const rows = await hedgeRows(id, lists)
    if (rows) found.push({ value: id, count: countRows(intersect(lists.count, [set, rows, ...others])) })
  }
  return { ...counts, hedges: found }
}
