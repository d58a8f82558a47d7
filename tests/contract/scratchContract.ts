import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { concatBytes } from '../../src/core/bytes.ts'
import { sha256 } from '../../src/engine/hash.ts'
import type { Scratch, Sorter } from '../../src/engine/ports.ts'

/** What a build may rely on. */
export function scratchContract(
  name: string,
  open: () => Promise<{ scratch: Scratch; close(): Promise<void> }>,
): void {
  describe(`scratch: ${name}`, () => {
    let scratch: Scratch
    beforeAll(async () => {
      const opened = await open()
      scratch = opened.scratch
      afterAll(() => opened.close())
    })

    const entries = fc.array(fc.tuple(fc.nat(20), fc.string({ unit: 'grapheme' })), { maxLength: 60 })

    it('sorts by key, and leaves those of one key in the order in which they came', async () => {
      await fc.assert(
        fc.asyncProperty(entries, async (added) => {
          const sorter = scratch.sorter<string>()
          for (const [key, value] of added) sorter.add(key, value)
          const expected = added.toSorted(([a], [b]) => a - b)
          expect(await readAll(sorter)).toEqual(expected)
          expect(await readAll(sorter)).toEqual(expected)
        }),
        { seed: 46, numRuns: 40 },
      )
    })

    it('keeps sorters apart, and can be asked by two at once', async () => {
      const [one, two] = [scratch.sorter<number>(), scratch.sorter<number>()]
      for (let n = 0; n < 300; n++) {
        one.add((n * 7) % 300, n)
        two.add(-n, n)
      }
      const [first, again, second] = await Promise.all([readAll(one), readAll(one), readAll(two)])
      expect(first.map(([key]) => key)).toEqual(Array.from({ length: 300 }, (_, n) => n))
      expect(again).toEqual(first)
      expect(second.map(([, value]) => value)).toEqual(Array.from({ length: 300 }, (_, n) => 299 - n))
    })

    it('gives any bytes of a file, up to its end, and the hash of all', async () => {
      const pieces = fc.array(fc.uint8Array({ maxLength: 50 }), { maxLength: 8 })
      await fc.assert(
        fc.asyncProperty(pieces, fc.nat(400), fc.nat(400), async (parts, a, b) => {
          const file = scratch.file()
          for (const part of parts) file.append(new Uint8Array(part))
          const whole = concatBytes(parts)
          const [start, end] = [Math.min(a, b, whole.length), Math.max(a, b)]
          expect(file.size).toBe(whole.length)
          expect([...(await file.read(start, end))]).toEqual([...whole.subarray(start, end)])
          expect(await file.sha256()).toBe(await sha256(whole))
        }),
        { seed: 46, numRuns: 40 },
      )
    })
  })
}

async function readAll<T>(sorter: Sorter<T>): Promise<[number, T][]> {
  const all: [number, T][] = []
  for await (const { key, value } of sorter.sorted()) all.push([key, value])
  return all
}
