import { complement, createBitmap, type Bitmap } from '../core/bitmap.ts'
import { hedges } from '../core/hedges.ts'
import { once } from '../core/once.ts'
import type { LibraryLists } from './queryLists.ts'
import { readQuery } from './readQuery.ts'

/** Hedges are long queries, and give the same rows each time: kept as long as the lists are. */
const kept = new WeakMap<LibraryLists, Map<string, () => Promise<Bitmap>>>()

/** Rows that a hedge leaves over; undefined where there is none of this id. */
export async function hedgeRows(id: string, lists: LibraryLists): Promise<Bitmap | undefined> {
  const hedge = hedges.find((each) => each.id === id)
  if (!hedge) return undefined
  let rowsById = kept.get(lists)
  if (!rowsById) kept.set(lists, (rowsById = new Map<string, () => Promise<Bitmap>>()))
  let rows = rowsById.get(id)
  if (!rows) {
    const evaluate = async () => (await readQuery(hedge.query, lists)).rows
    rows = once(async () => (await evaluate()) ?? complement(createBitmap(lists.count)))
    rowsById.set(id, rows)
  }
  return rows()
}
