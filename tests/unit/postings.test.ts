import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { AppError } from '../../src/core/errors.ts'
import {
  encodePostings,
  findPostings,
  findShard,
  listPostings,
  parseShardList,
  toShardList,
  type Postings,
  type PostingsFile,
} from '../../src/core/pack/postings.ts'
import { createPostingsBuilder } from '../../src/core/pack/postingsBuilder.ts'
import { refusalOf } from '../fakes/refusal.ts'

const count = 5_000

const list: fc.Arbitrary<Postings> = fc
  .uniqueArray(fc.tuple(fc.nat(count - 1), fc.integer({ min: 1, max: 255 })), {
    selector: ([row]) => row,
    minLength: 1,
    maxLength: 60,
  })
  .map((pairs) => pairs.toSorted(([a], [b]) => a - b))
  .map((pairs) => ({
    rows: Uint32Array.from(pairs, ([row]) => row),
    frequencies: Uint8Array.from(pairs, ([, frequency]) => frequency),
  }))
const key = fc.stringMatching(/^[a-z0-9:β細\u{1F9EC} ]{1,12}$/u)
const lists = fc.uniqueArray(fc.tuple(key, list), { selector: ([name]) => name, maxLength: 200 })

function find({ bytes, shards }: PostingsFile, name: string): Postings | undefined {
  const shard = findShard(shards, name)
  return shard && findPostings(bytes.subarray(shard.start, shard.end), name, count, 'test')
}

/** A slow twin of the writer: an entry as postings.ts says it is. */
function toEntry([name, { rows, frequencies }]: [string, Postings]): number[] {
  const list = Array.from(rows, (row, place) => {
    const step = 2 * (row - (rows[place - 1] ?? -1) - 1)
    const frequency = frequencies[place] ?? 0
    return frequency === 1 ? varint(step + 1) : [...varint(step), ...varint(frequency)]
  }).flat()
  const utf8 = new TextEncoder().encode(name)
  return [...varint(utf8.length), ...utf8, ...varint(rows.length), ...varint(list.length), ...list]
}

const varint = (number: number): number[] =>
  number < 128 ? [number] : [(number % 128) + 128, ...varint(Math.floor(number / 128))]

describe('postings', () => {
  it('are found again by their key, and none under another', () => {
    fc.assert(
      fc.property(lists, key, (entries, other) => {
        const byKey = new Map(entries)
        const file = encodePostings(byKey)
        for (const [name, expected] of entries) expect(find(file, name)).toEqual(expected)
        expect(find(file, other)).toEqual(byKey.get(other))
      }),
    )
  })

  it('are listed in the order of their keys, and are the same bytes in whatever order they came', () => {
    fc.assert(
      fc.property(lists, (entries) => {
        const file = encodePostings(new Map(entries))
        expect(encodePostings(new Map(entries.toReversed()))).toEqual(file)
        const listed = file.shards.flatMap(({ start, end }) => [
          ...listPostings(file.bytes.subarray(start, end), count, 'test'),
        ])
        const sorted = entries.toSorted(([a], [b]) => (a < b ? -1 : 1))
        expect(listed).toEqual(sorted)
      }),
    )
  })

  it('have the bytes of lists that are written one by one, however long they are and however they come', () => {
    const long = fc
      .tuple(fc.constantFrom('a', 'ä', 'aa'), fc.nat(3))
      .map(([name, gap]): [string, Postings] => [
        name,
        {
          rows: Uint32Array.from({ length: 800 }, (_, i) => i * (1 + 80 * gap)),
          frequencies: Uint8Array.from({ length: 800 }, (_, i) => 1 + (i % (1 + gap))),
        },
      ])
    const some = fc.uniqueArray(fc.oneof(fc.tuple(key, list), long), {
      selector: ([name]) => name,
      maxLength: 60,
    })
    fc.assert(
      fc.property(some, (entries) => {
        const builder = createPostingsBuilder()
        const events = entries.flatMap(([name, { rows, frequencies }]) =>
          Array.from(rows, (row, place) => ({ name, row, frequency: frequencies[place] ?? 0 })),
        )
        for (const { name, row, frequency } of events.toSorted((a, b) => a.row - b.row))
          builder.add(name, row, frequency)
        const sorted = entries.toSorted(([a], [b]) => (a < b ? -1 : 1))
        expect(Array.from(builder.entries(), ({ bytes }) => [...bytes])).toEqual(sorted.map(toEntry))
      }),
    )
  })

  it('keep the list of their shards through text', () => {
    fc.assert(
      fc.property(lists, (entries) => {
        const { bytes, shards } = encodePostings(new Map(entries))
        expect(parseShardList(toShardList(shards), bytes.length, 'test')).toEqual(shards)
      }),
    )
  })

  it('stand in shards of 16 kB and the rest of a list', () => {
    const long = {
      rows: Uint32Array.from({ length: count }, (_, row) => row),
      frequencies: new Uint8Array(count).fill(1),
    }
    const file = encodePostings(new Map(Array.from({ length: 40 }, (_, i) => [`word${i}`, long])))
    expect(file.shards.length).toBeGreaterThan(5)
    for (const { start, end } of file.shards.slice(0, -1)) {
      expect(end - start).toBeGreaterThanOrEqual(16_384)
      expect(end - start).toBeLessThan(16_384 + count + 20)
    }
    expect(find(file, 'word7')).toEqual(long)
  })

  it('take a row and its frequency of one in a single byte where rows are dense', () => {
    const dense = { rows: Uint32Array.of(0, 1, 2, 60), frequencies: Uint8Array.of(1, 1, 1, 1) }
    // length of key, key, number of rows, bytes of list, list
    expect([...encodePostings(new Map([['a', dense]])).bytes]).toEqual([1, 97, 4, 4, 1, 1, 1, 115])
  })

  it('are refused for whatever bytes, or read: nothing else happens', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
        try {
          for (const [, { rows, frequencies }] of listPostings(bytes, count, 'test')) {
            expect(
              rows.every((row, place) => row < count && (place === 0 || row > (rows[place - 1] ?? 0))),
            ).toBe(true)
            expect(frequencies.every((frequency) => frequency > 0)).toBe(true)
          }
        } catch (thrown) {
          expect(thrown).toMatchObject({ code: 'index-invalid' } satisfies Partial<AppError>)
        }
      }),
      { numRuns: 500 },
    )
  })

  it.each([
    ['a row beyond the library', [1, 97, 1, 1, 21], 10, '“a” stands in row 10 of 10'],
    ['more rows than bytes', [1, 97, 200, 1, 1, 1], 10, '“a” has fewer rows than it says'],
    ['bytes left over', [1, 97, 1, 2, 1, 1], 10, 'the list of “a” has bytes left over'],
    ['a frequency of 0', [1, 97, 1, 2, 0, 0], 10, '“a” stands 0 times in row 0'],
    ['a key that is cut off', [9, 97], 10, 'an entry is cut off'],
    ['a number without end', [255, 255, 255, 255, 255, 255], 10, 'a number is cut off or too large'],
  ])('are refused for %s', (_what, bytes, rows, words) => {
    const { code, message } = refusalOf(() => [
      ...listPostings(Uint8Array.from(bytes), rows, 'text.postings'),
    ])
    expect(code).toBe('index-invalid')
    expect(message).toBe(`text.postings is damaged: ${words}.`)
  })

  it.each([
    ['not sorted', 'b\t5\na\t9\n', 9],
    ['overlapping', 'a\t5\nb\t5\n', 5],
    ['of no number', 'a\tx\n', 9],
    ['shorter than the file', 'a\t5\n', 9],
  ])('60: are refused for shards that are %s', (_what, text, bytes) => {
    expect(refusalOf(() => parseShardList(text, bytes, 'text.shards')).code).toBe('index-invalid')
  })
})
