import fc from 'fast-check'
import { expect, it } from 'vitest'
import { complement, countRows, hasRow, intersect, rowsOf, toBitmap, unite } from '../../src/core/bitmap.ts'

const sets = fc
  .integer({ min: 1, max: 200 })
  .chain((count) =>
    fc.tuple(fc.constant(count), fc.array(fc.uniqueArray(fc.nat(count - 1)), { maxLength: 4 })),
  )

it('bitmaps do what sets do', () => {
  fc.assert(
    fc.property(sets, ([count, lists]) => {
      const all = Array.from({ length: count }, (_, row) => row)
      const bitmaps = lists.map((rows) => toBitmap(count, rows))
      const inAll = all.filter((row) => lists.every((rows) => rows.includes(row)))
      const inOne = all.filter((row) => lists.some((rows) => rows.includes(row)))
      const inNone = all.filter((row) => !inOne.includes(row))
      expect([...rowsOf(intersect(count, bitmaps))]).toEqual(inAll)
      expect([...rowsOf(unite(count, bitmaps))]).toEqual(inOne)
      expect([...rowsOf(complement(unite(count, bitmaps)))]).toEqual(inNone)
      expect(countRows(unite(count, bitmaps))).toBe(inOne.length)
      expect(all.filter((row) => hasRow(unite(count, bitmaps), row))).toEqual(inOne)
    }),
  )
})
