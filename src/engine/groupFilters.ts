import { createBitmap, toBitmap } from '../core/bitmap.ts'
import { toFilterGroups, type FilterGroup } from '../core/filterRows.ts'
import type { Filters } from '../core/filters.ts'
import { hedgeRows } from './hedgeRows.ts'
import type { LibraryLists } from './queryLists.ts'

/** A hedge that is not known, of an address by hand, finds nothing. @throws AppError `file-damaged`, `index-invalid` */
export async function groupFilters(filters: Filters, lists: LibraryLists): Promise<FilterGroup[]> {
  const { hedge, pmids } = filters
  return toFilterGroups(filters, await lists.index(), {
    ...(hedge !== undefined && { hedge: (await hedgeRows(hedge, lists)) ?? createBitmap(lists.count) }),
    ...(pmids.length > 0 && {
      pmids: toBitmap(
        lists.count,
        pmids.flatMap((pmid) => lists.row(pmid) ?? []),
      ),
    }),
  })
}
