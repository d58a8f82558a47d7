import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { AppError } from '../../src/core/errors.ts'
import { createExactIndex, openLibrary } from '../../src/engine/library.ts'
import { search, type SearchPorts, type SearchRequest } from '../../src/engine/search.ts'
import { FakeEmbedder, toyDims, toyMaxTokens } from '../fakes/fakeEmbedder.ts'
import { createFakeHnsw } from '../fakes/fakeHnsw.ts'
import { MemoryStore } from '../fakes/memoryStore.ts'
import { storePack, toyEncoder, toyLibrary, toyRecords } from '../fakes/toyPack.ts'

const records = toyRecords()
const { card } = await toyEncoder()
const { store, key } = await storePack(await toyLibrary(card, records), new MemoryStore())
const library = await openLibrary(key, { store, hnsw: createFakeHnsw(), card })

interface Options extends Partial<SearchRequest> {
  ports?: Partial<SearchPorts>
  signal?: AbortSignal
}

function ask({
  text = 'gout diet',
  k = 5,
  isExact = false,
  ports = {},
  signal = new AbortController().signal,
}: Options = {}) {
  const embedder = new FakeEmbedder('wasm')
  return search({ text, k, isExact }, { library, embedder, card, now: () => 0, ...ports }, signal)
}

/** An encoder that gives these numbers for any text. */
class FixedEmbedder extends FakeEmbedder {
  readonly #vector: Float32Array<ArrayBuffer>

  constructor(vector: Float32Array<ArrayBuffer>) {
    super('wasm')
    this.#vector = vector
  }

  override async embed(texts: readonly string[]) {
    return { vectors: this.#vector, tokens: texts.map(() => 3) }
  }
}

describe('a search', () => {
  it('gives the records that belong to the rows, best first', async () => {
    const { hits, query } = await ask({ text: 'treatment of sepsis', k: 40 })
    expect(query).toBe('treatment of sepsis')
    expect(hits[0]?.record).toEqual(records[0])
    expect(hits.map(({ rank }) => rank)).toEqual(hits.map((_, place) => place + 1))
    hits.forEach(({ score }, place) => expect(score).toBeLessThanOrEqual(hits[place - 1]?.score ?? 1))
    expect(new Set(hits.map(({ record }) => record.pmid)).size).toBe(40)
  })

  it('says which index answered, and scans every vector when that is asked for', async () => {
    const marked = {
      ...library,
      index: { ...library.index, search: () => ({ rows: Uint32Array.of(7), scores: Float32Array.of(0.5) }) },
    }
    expect(await ask({ ports: { library: marked } })).toMatchObject({
      index: 'hnsw',
      hits: [{ score: 0.5, record: records[7] }],
    })
    const exact = await ask({ ports: { library: marked }, isExact: true })
    expect(exact.index).toBe('exact')
    expect(exact.hits).toHaveLength(5)
  })

  it('names the backend that encoded the query', async () => {
    expect((await ask({ ports: { embedder: new FakeEmbedder('webgpu') } })).backend).toBe('webgpu')
  })

  it.each(['', '   ', '\n\t', '?!…', '—', '\u200b\ufeff', '\u0000\u0007', '"()*"'])(
    '61, 62, 69: with %j asks for words and does not run the encoder',
    async (text) => {
      const embedder = new FakeEmbedder('wasm')
      await expect(ask({ text, ports: { embedder } })).rejects.toMatchObject({ code: 'query-empty' })
      expect(embedder.runs).toEqual([])
    },
  )

  it.each(['a', '7', 'β', '熱', 'حمى', '\ud800 fever', '<script>alert(1)</script>', '(((((a*)*)*'])(
    '63-71: takes %j as text',
    async (text) => {
      const { hits, query } = await ask({ text })
      expect(query).toBe(text)
      expect(hits).toHaveLength(5)
    },
  )

  it('that was cancelled while it waited gives no list, and its text is not encoded', async () => {
    const embedder = new FakeEmbedder('wasm')
    const asked = ask({ signal: AbortSignal.abort(), ports: { embedder } })
    await expect(asked).rejects.toMatchObject({ code: 'cancelled' })
    expect(embedder.runs).toEqual([])
  })

  it('that is cancelled while the records are read gives no list', async () => {
    const controller = new AbortController()
    const slow = {
      ...library,
      records: (rows: readonly number[]) => {
        controller.abort()
        return library.records(rows)
      },
    }
    await expect(ask({ ports: { library: slow }, signal: controller.signal })).rejects.toMatchObject({
      code: 'cancelled',
    })
  })

  it.each([
    [0, 1],
    [-5, 1],
    [NaN, 1],
    [2.5, 2],
    [40, 40],
    [41, 40],
    [1e9, 40],
    [Infinity, 40],
  ])('asked for %d records of a library with 40 gives %d', async (k, expected) => {
    const { hits } = await ask({ k, isExact: true })
    expect(hits).toHaveLength(expected)
    expect(hits.every(({ score }, place) => score <= (hits[place - 1]?.score ?? 1))).toBe(true)
  })

  it('asks an index for 1000 rows at most', async () => {
    const asked: number[] = []
    const index = createExactIndex(new Float32Array(toyDims).fill(0.25), toyDims)
    const counting = {
      ...library,
      index: {
        ...index,
        search: (query: Float32Array, k: number) => (asked.push(k), index.search(query, k)),
      },
    }
    await ask({ k: 5000, ports: { library: counting } })
    expect(asked).toEqual([1000])
  })

  it('65: counts the tokens that the encoder did not read', async () => {
    const words = (count: number) => Array.from({ length: count }, (_, i) => `w${i}`).join(' ')
    expect((await ask({ text: words(toyMaxTokens - 2) })).cutTokens).toBe(0)
    expect((await ask({ text: words(toyMaxTokens + 8) })).cutTokens).toBe(10)
  })

  it('tells how long each step took, as the clock says', async () => {
    let now = 0
    const clock = () => (now += 10)
    const { timings } = await ask({ ports: { now: clock } })
    expect(timings).toEqual({ embedMs: 10, searchMs: 10, recordsMs: 10, totalMs: 40 })
  })

  it('R2: with any vector that is not finite or not of unit length is refused, never answered', async () => {
    const number = fc.float({ min: -2, max: 2 })
    const wild = fc.oneof(
      { weight: 9, arbitrary: number },
      { weight: 1, arbitrary: fc.constantFrom(NaN, Infinity, -Infinity, 0) },
    )
    const vector = fc.oneof(
      fc.array(wild, { minLength: toyDims, maxLength: toyDims }),
      fc.array(wild, { maxLength: 3 * toyDims }),
      fc.constant(new Array<number>(toyDims).fill(0)),
    )
    await fc.assert(
      fc.asyncProperty(vector, async (numbers) => {
        const embedder = new FixedEmbedder(Float32Array.from(numbers))
        const length = Math.sqrt(numbers.reduce((sum, value) => sum + value * value, 0))
        fc.pre(!(Math.abs(length - 1) < 0.01)) // NaN passes on
        for (const isExact of [true, false]) {
          await expect(ask({ isExact, ports: { embedder } })).rejects.toMatchObject({
            code: 'vector-invalid',
          })
        }
      }),
    )
  })

  it('55: with a unit vector of another length is refused', async () => {
    for (const dims of [0, 1, toyDims - 1, toyDims + 1, 2 * toyDims]) {
      const vector = new Float32Array(dims).fill(1 / Math.sqrt(dims))
      await expect(ask({ ports: { embedder: new FixedEmbedder(vector) } })).rejects.toMatchObject({
        code: 'vector-invalid',
      })
    }
  })

  it('shows damage of a record as an error, not as a shorter list', async () => {
    const damaged = {
      ...library,
      records: () => Promise.reject(new AppError('file-damaged', 'chunk 0 is damaged')),
    }
    await expect(ask({ ports: { library: damaged } })).rejects.toMatchObject({ code: 'file-damaged' })
  })
})
