import { hasRow, type Bitmap } from './bitmap.ts'
import type { FacetTable } from './facetTable.ts'

/**
 * The k newest rows of a set: by year, within a year those that PubMed took up last first; records without a date come last.
 * Rows stand in the order of their PMIDs.
 */
export function newestRows({ count, columns: { year } }: FacetTable, set: Bitmap, k: number): Uint32Array {
  const found: number[] = []
  for (let id = year.values.length - 1; id >= 0 && found.length < k; id--) {
    const end = year.rowStarts[id + 1] ?? 0
    for (let at = end - 1; at >= (year.rowStarts[id] ?? 0) && found.length < k; at--) {
      const row = year.rows[at] ?? 0
      if (hasRow(set, row)) found.push(row)
    }
  }
  const isDated = (row: number) => (year.idStarts[row + 1] ?? 0) > (year.idStarts[row] ?? 0)
  for (let row = count - 1; row >= 0 && found.length < k; row--)
    if (hasRow(set, row) && !isDated(row)) found.push(row)
  return Uint32Array.from(found)
}
