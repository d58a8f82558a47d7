import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dot } from '../../src/core/exactIndex.ts'
import { moveQuestion } from '../../src/core/rocchio.ts'
import { joinLibraries } from '../../src/engine/joinLibraries.ts'
import { openLibrary } from '../../src/engine/library.ts'
import { search } from '../../src/engine/search.ts'
import { findSimilar, moveQueries } from '../../src/engine/similar.ts'
import { openVectorMembers } from '../../src/engine/vectorMembers.ts'
import { FakeEmbedder } from '../fakes/fakeEmbedder.ts'
import { createFakeHnsw } from '../fakes/fakeHnsw.ts'
import { MemoryStore } from '../fakes/memoryStore.ts'
import { randomUnitVectors } from '../fakes/random.ts'
import { refusalOf } from '../fakes/refusal.ts'
import { storePack, toyEncoder, toyLibrary, toyRecords } from '../fakes/toyPack.ts'

const records = toyRecords(60)
const { card } = await toyEncoder()
const { card: otherCard } = await toyEncoder({ prefixes: { query: 'query: ', document: '' } })

async function build(id: string, own: typeof records, encoder = card) {
  const { store, key } = await storePack(await toyLibrary(encoder, own, { id, title: id }), new MemoryStore())
  return openLibrary(key, store)
}

async function open(...libraries: Awaited<ReturnType<typeof build>>[]) {
  const joined = joinLibraries(libraries)
  const embedder = new FakeEmbedder('wasm')
  const { members } = await openVectorMembers(libraries, { hnsw: createFakeHnsw(), card, embedder })
  const vectors = joined.joinVectors(members)
  return { joined, vectors, embedder, rowOf: (pmid: string) => joined.rowOf(pmid) ?? -1 }
}

const whole = await open(await build('whole', records))
const parts = await open(await build('first', records.slice(0, 35)), await build('second', records.slice(25)))

describe('similar articles', () => {
  it('are the nearest by the record’s own vector without itself, in one library and across several', async () => {
    for (const { pmid } of records.slice(20, 40)) {
      const { vectors, rowOf } = whole
      const own = vectors.vectorOf(rowOf(pmid)) ?? new Float32Array()
      const slow = records
        .map((other) => ({
          pmid: other.pmid,
          score: dot(own, 0, vectors.vectorOf(rowOf(other.pmid)) ?? own),
        }))
        .filter((other) => other.pmid !== pmid)
        .sort((a, b) => b.score - a.score)
        .slice(0, 5)
      for (const { joined, vectors: searched, rowOf: row } of [whole, parts]) {
        const found = findSimilar(searched, row(pmid), 5)
        const shown = await joined.records(Array.from(found?.rows ?? []))
        expect(shown.map((record) => record.pmid)).toEqual(slow.map((other) => other.pmid))
        for (const [place, { score }] of slow.entries()) expect(found?.scores[place]).toBeCloseTo(score, 5)
      }
    }
  })

  it('are not known of a record that the encoder has no vector of', async () => {
    const mixed = await open(
      await build('main', records.slice(0, 30)),
      await build('other', records.slice(30), otherCard),
    )
    expect(findSimilar(mixed.vectors, mixed.rowOf('1040'), 5)).toBeUndefined()
    expect(findSimilar(mixed.vectors, mixed.rowOf('1010'), 5)?.rows).toHaveLength(5)
    expect(mixed.joined.rowOf('77')).toBeUndefined()
  })

  it('are all others where fewer are there than asked for', () => {
    expect(findSimilar(whole.vectors, 3, 100)?.rows).toHaveLength(59)
  })
})

describe('a list that is to be more like some records and less like others', () => {
  const { joined, vectors, embedder, rowOf } = whole
  const ask = async (likes: { more: string[]; less: string[] }) => {
    const rows = { more: likes.more.map(rowOf), less: likes.less.map(rowOf) }
    const meaning = { vectors, embedder: moveQueries(embedder, vectors, rows), card }
    const request = { text: 'treatment', mode: 'meaning' as const, k: 60, isExact: true }
    const { hits } = await search(
      request,
      { library: joined, meaning, now: () => 0 },
      new AbortController().signal,
    )
    return new Map(hits.map(({ record, rank }) => [record.pmid, rank]))
  }

  it('is the list as it was without any', async () => {
    const request = { text: 'treatment', mode: 'meaning' as const, k: 60, isExact: true }
    const ports = { library: joined, meaning: { vectors, embedder, card }, now: () => 0 }
    const { hits } = await search(request, ports, new AbortController().signal)
    expect([...(await ask({ more: [], less: [] })).keys()]).toEqual(hits.map(({ record }) => record.pmid))
  })

  it('moves what is liked up, what is not down, and leaves texts of records as they are', async () => {
    const before = await ask({ more: [], less: [] })
    const [liked = '', disliked = ''] = [[...before.keys()].at(40), [...before.keys()].at(0)]
    const after = await ask({ more: [liked], less: [disliked] })
    expect(after.get(liked)).toBeLessThan(before.get(liked) ?? 0)
    expect(after.get(disliked)).toBeGreaterThan(before.get(disliked) ?? 0)
    const moved = moveQueries(embedder, vectors, { more: [3], less: [] })
    expect((await moved.embed(['gout'], 'document')).vectors).toEqual(
      (await embedder.embed(['gout'], 'document')).vectors,
    )
  })
})

describe('moveQuestion', () => {
  const unit = (seed: number, count = 1) => randomUnitVectors(count, 8, seed)
  const rows = (vectors: Float32Array) =>
    Array.from({ length: vectors.length / 8 }, (_, row) => vectors.subarray(row * 8, (row + 1) * 8))

  it('is question + 0.75 × mean of the liked − 0.15 × mean of the others, in unit length', () => {
    fc.assert(
      fc.property(fc.nat(), fc.nat(4), fc.nat(4), (seed, liked, others) => {
        const question = unit(seed)
        const [more, less] = [rows(unit(seed + 1, liked)), rows(unit(seed + 2, others))]
        const mean = (list: Float32Array[], i: number) =>
          list.length ? list.reduce((sum, vector) => sum + (vector[i] ?? 0), 0) / list.length : 0
        const expected = Array.from(
          question,
          (value, i) => value + 0.75 * mean(more, i) - 0.15 * mean(less, i),
        )
        const length = Math.hypot(...expected)
        const moved = moveQuestion(question, more, less)
        for (const [i, value] of expected.entries()) expect(moved[i]).toBeCloseTo(value / length, 4)
      }),
    )
  })

  it('refuses what leaves nothing', () => {
    const zero = new Float32Array(8)
    expect(refusalOf(() => moveQuestion(zero, [], [])).code).toBe('vector-invalid')
  })
})
