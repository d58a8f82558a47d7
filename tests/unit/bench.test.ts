import { describe, expect, it } from 'vitest'
import type { BenchProgress } from '../../src/core/bench/figures.ts'
import { benchQueries } from '../../src/core/bench/queries.ts'
import { quantile } from '../../src/core/quantile.ts'
import { runBench, type BenchPorts } from '../../src/engine/bench.ts'
import { joinLibraries } from '../../src/engine/joinLibraries.ts'
import { openLibrary } from '../../src/engine/library.ts'
import { createSerial } from '../../src/engine/serial.ts'
import { openVectors } from '../../src/engine/vectors.ts'
import { FakeEmbedder } from '../fakes/fakeEmbedder.ts'
import { createFakeHnsw } from '../fakes/fakeHnsw.ts'
import { MemoryStore } from '../fakes/memoryStore.ts'
import { storePack, toyEncoder, toyLibrary, toyRecords } from '../fakes/toyPack.ts'

const { card } = await toyEncoder()
const { store, key } = await storePack(await toyLibrary(card, toyRecords(60)), new MemoryStore())
const library = await openLibrary(key, store)
const vectors = await openVectors(library, { hnsw: createFakeHnsw(), card })

/** A clock that goes on by itself, as time does: a millisecond at each look. */
function start(overrides: Partial<BenchPorts> = {}) {
  const progress: BenchProgress[] = []
  const embedder = new FakeEmbedder('wasm')
  let time = 0
  const ports: BenchPorts = {
    library: joinLibraries([library]),
    meaning: { vectors, embedder, card },
    sample: { count: 60, records: library.records },
    oneByOne: createSerial(),
    now: () => ++time,
    breathe: () => Promise.resolve(),
    signal: new AbortController().signal,
    onProgress: (step) => void progress.push(step),
    ...overrides,
  }
  return { ports, progress, embedder }
}

describe('quantile', () => {
  it('is the value below which the share of all values lies', () => {
    const values = [5, 1, 4, 2, 3]
    expect([0, 0.5, 0.95, 1].map((share) => quantile(values, share))).toEqual([1, 3, 5, 5])
    expect(quantile([1, 2, 3, 4], 0.5)).toBe(3)
    expect(quantile([], 0.5)).toBeNaN()
    expect(values).toEqual([5, 1, 4, 2, 3])
  })
})

describe('the benchmark', () => {
  it('has thirty different questions', () => {
    expect(new Set(benchQueries).size).toBe(30)
  })

  it('measures encoding, each way of searching, and recall', async () => {
    const { ports, progress, embedder } = start()
    const { meaning, words } = await runBench(ports)
    expect(meaning?.embed).toEqual({ runs: 30, p50Ms: 1, p95Ms: 1 })
    for (const spread of [words, meaning?.both, meaning?.exact, meaning?.approximate]) {
      expect(spread).toMatchObject({ runs: 30 })
      expect(spread?.p50Ms).toBeGreaterThanOrEqual(1)
      expect(spread?.p95Ms).toBeLessThan(meaning?.query.p50Ms ?? 0) // a part of the whole
    }
    expect(meaning?.texts).toMatchObject({ texts: 24, textsPerSecond: 1000 })
    expect(meaning?.texts.tokens).toBeGreaterThan(5)
    expect(meaning?.recall).toEqual({ queries: 50, recallAt10: 1 }) // the fake graph scans all
    // A question is encoded when it is asked by both, and twice where it warms up: the other ways use its vector.
    const counts = benchQueries.map((text) => embedder.runs.filter(([first]) => first === text).length)
    expect(counts).toEqual(benchQueries.map((_, place) => (place < 3 ? 2 : 1)))
    expect([...new Set(progress.map(({ step }) => step))]).toEqual([
      ...['warm-up', 'queries', 'texts', 'searches', 'recall'],
    ])
    expect(progress.every(({ done, total }) => done >= 1 && done <= total)).toBe(true)
  })

  it('measures words alone where there is no encoder', async () => {
    const { ports } = start()
    const { meaning: _, ...rest } = ports
    const { words, ...others } = await runBench(rest)
    expect(words).toMatchObject({ runs: 30 })
    expect(others).toEqual({})
  })

  it('says nothing of an approximate index that is not used', async () => {
    const { embedder } = start()
    const { ports } = start({ meaning: { vectors: { ...vectors, index: vectors.exact }, embedder, card } })
    const { meaning } = await runBench(ports)
    expect(meaning).not.toHaveProperty('approximate')
    expect(meaning).not.toHaveProperty('recall')
  })

  it('tells a recall below one where the index misses records', async () => {
    const { embedder } = start()
    const blind = {
      ...vectors.index,
      search: (query: Float32Array, k: number) => {
        const { rows, scores } = vectors.index.search(query, k)
        return { rows: rows.slice(0, k / 2), scores: scores.slice(0, k / 2) }
      },
    }
    const { ports } = start({ meaning: { vectors: { ...vectors, index: blind }, embedder, card } })
    expect((await runBench(ports)).meaning?.recall?.recallAt10).toBe(0.5)
  })

  it('does not go on with records for longer than ten seconds', async () => {
    const { ports } = start()
    let time = 0
    const { meaning } = await runBench({ ...ports, now: () => (time += 4000) })
    expect(meaning?.texts).toMatchObject({ texts: 3, textsPerSecond: 0.25 })
  })

  it.each(['warm-up', 'queries', 'texts', 'searches', 'recall'] as const)(
    'ends when it is cancelled during %s',
    async (wanted) => {
      const controller = new AbortController()
      const seen: string[] = []
      const { ports } = start({
        signal: controller.signal,
        onProgress({ step }) {
          seen.push(step)
          if (step === wanted) controller.abort()
        },
      })
      await expect(runBench(ports)).rejects.toMatchObject({ code: 'cancelled' })
      expect(seen.filter((step) => step === wanted)).toHaveLength(1)
    },
  )
})
