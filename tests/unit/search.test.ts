import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { indexTexts, scoreTexts } from '../../src/core/bm25.ts'
import { AppError } from '../../src/core/errors.ts'
import { fuse, meaningShare, toScoring } from '../../src/core/fuse.ts'
import { packFile } from '../../src/core/pack/manifest.ts'
import { toEmbeddingText } from '../../src/core/record.ts'
import { rankMatches, rankRows } from '../../src/core/topK.ts'
import { openLibrary, type OpenLibrary } from '../../src/engine/library.ts'
import { search, type SearchRequest } from '../../src/engine/search.ts'
import { openTextIndex } from '../../src/engine/textIndex.ts'
import { createExactIndex, openVectors, type OpenVectors } from '../../src/engine/vectors.ts'
import { FakeEmbedder, toyDims, toyMaxTokens } from '../fakes/fakeEmbedder.ts'
import { createFakeHnsw } from '../fakes/fakeHnsw.ts'
import { MemoryStore } from '../fakes/memoryStore.ts'
import { storePack, toyEncoder, toyLibrary, toyRecords } from '../fakes/toyPack.ts'

const records = toyRecords()
const { card } = await toyEncoder()
const { store, key } = await storePack(await toyLibrary(card, records), new MemoryStore())
const library = await openLibrary(key, store)
const vectors = await openVectors(library, { hnsw: createFakeHnsw(), card })

interface Options extends Partial<SearchRequest> {
  ports?: { library?: OpenLibrary; vectors?: OpenVectors; embedder?: FakeEmbedder; now?(): number }
  signal?: AbortSignal
}

function ask({
  text = 'gout diet',
  mode = 'meaning',
  k = 5,
  isExact = false,
  ports = {},
  signal = new AbortController().signal,
}: Options = {}) {
  const meaning = {
    vectors: ports.vectors ?? vectors,
    embedder: ports.embedder ?? new FakeEmbedder('wasm'),
    card,
  }
  const { now = () => 0 } = ports
  return search({ text, mode, k, isExact }, { library: ports.library ?? library, meaning, now }, signal)
}

/** Without an encoder. */
function askWords(text: string, mode: SearchRequest['mode'] = 'words', k = 5) {
  return search({ text, mode, k, isExact: false }, { library, now: () => 0 }, new AbortController().signal)
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
    hits.forEach(({ meaning = 2 }, place) =>
      expect(meaning).toBeLessThanOrEqual(hits[place - 1]?.meaning ?? 1),
    )
    expect(new Set(hits.map(({ record }) => record.pmid)).size).toBe(40)
  })

  it('says which index answered, and scans every vector when that is asked for', async () => {
    const marked = {
      ...vectors,
      index: { ...vectors.index, search: () => ({ rows: Uint32Array.of(7), scores: Float32Array.of(0.5) }) },
    }
    expect(await ask({ ports: { vectors: marked } })).toMatchObject({
      encoding: { index: 'hnsw' },
      hits: [{ record: records[7] }],
    })
    const exact = await ask({ ports: { vectors: marked }, isExact: true })
    expect(exact.encoding?.index).toBe('exact')
    expect(exact.hits).toHaveLength(5)
  })

  it('names the backend that encoded the query', async () => {
    expect((await ask({ ports: { embedder: new FakeEmbedder('webgpu') } })).encoding?.backend).toBe('webgpu')
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
    expect(hits.every(({ meaning = 2 }, place) => meaning <= (hits[place - 1]?.meaning ?? 1))).toBe(true)
  })

  it('asks an index for 1000 rows at most', async () => {
    const asked: number[] = []
    const index = createExactIndex(new Float32Array(toyDims).fill(0.25), toyDims)
    const counting = {
      ...vectors,
      index: {
        ...index,
        search: (query: Float32Array, k: number) => (asked.push(k), index.search(query, k)),
      },
    }
    for (const mode of ['meaning', 'both'] as const)
      await ask({ mode, k: 5000, ports: { vectors: counting } })
    expect(asked).toEqual([1000, 1000])
  })

  it('65: counts the tokens that the encoder did not read', async () => {
    const words = (count: number) => Array.from({ length: count }, (_, i) => `w${i}`).join(' ')
    expect((await ask({ text: words(toyMaxTokens - 2) })).encoding?.cutTokens).toBe(0)
    expect((await ask({ text: words(toyMaxTokens + 8) })).encoding?.cutTokens).toBe(10)
  })

  it('tells how long each step took, as the clock says', async () => {
    let now = 0
    const clock = () => (now += 10)
    const { timings } = await ask({ ports: { now: clock } })
    expect(timings).toEqual({ embedMs: 10, searchMs: 20, recordsMs: 10, totalMs: 50 })
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

describe('a search by words', () => {
  it('lists the records in which a word of the query stands, best first, and no other', async () => {
    const { hits, mode, encoding } = await askWords('migraine surgery', 'words', 40)
    expect(mode).toBe('words')
    expect(encoding).toBeUndefined()
    const holds = (text: string) => /migraine|surgery/.test(text)
    const expected = records.filter(({ title }) => holds(title)).map(({ pmid }) => pmid)
    expect(hits.map(({ record }) => record.pmid).toSorted()).toEqual(expected.toSorted())
    hits.forEach(({ words = 0 }, place) =>
      expect(words).toBeLessThanOrEqual(hits[place - 1]?.words ?? Infinity),
    )
    for (const hit of hits) expect(hit).not.toHaveProperty('meaning')
  })

  it('is what every search is while there is no encoder, and the answer says so', async () => {
    for (const mode of ['both', 'meaning'] as const)
      expect(await askWords('gout diet', mode)).toEqual(await askWords('gout diet'))
  })

  it('does not run the encoder that is there', async () => {
    const embedder = new FakeEmbedder('wasm')
    expect((await ask({ mode: 'words', ports: { embedder } })).hits).toEqual(
      (await askWords('gout diet')).hits,
    )
    expect(embedder.runs).toEqual([])
  })

  it('finds nothing for words that stand nowhere', async () => {
    for (const text of ['zebrafish', 'of the']) expect((await askWords(text)).hits).toEqual([])
  })

  it('gives the same scores as the formula over all texts in memory', async () => {
    const texts = indexTexts(
      records.map((record) => ({ title: record.title, text: toEmbeddingText(record) })),
    )
    const query = fc.array(fc.constantFrom('gout', 'sepsis', 'imaging', 'outcome', 'group', '7', 'word'), {
      maxLength: 5,
    })
    await fc.assert(
      fc.asyncProperty(query, async (words) => {
        const text = words.join(' ')
        expect(await library.words.scores(text)).toEqual(scoreTexts(texts, text))
      }),
    )
  })

  it('reads only the shards in which its words stand', async () => {
    const read: string[] = []
    const watched = await openTextIndex(
      {
        ...library.reader,
        range: (name, start, end) => (read.push(name), library.reader.range(name, start, end)),
      },
      records.length,
    )
    await watched.scores('gout diet')
    expect(read).toEqual([packFile.text, packFile.text])
  })
})

describe('a search by both', () => {
  it('gives the order of the fused scores, each with its parts', async () => {
    const { hits, mode } = await ask({ text: 'diet in gout', mode: 'both', k: 40 })
    expect(mode).toBe('both')
    const [meaning, words] = await Promise.all([
      ask({ text: 'diet in gout', k: 40, isExact: true }),
      askWords('diet in gout', 'words', 40),
    ])
    const scoresOf = (answer: typeof meaning, part: 'meaning' | 'words') =>
      Float32Array.from(
        records,
        ({ pmid }) => answer.hits.find(({ record }) => record.pmid === pmid)?.[part] ?? 0,
      )
    const [byMeaning, byWords] = [scoresOf(meaning, 'meaning'), scoresOf(words, 'words')]
    const fused = fuse(
      toScoring(rankRows(byMeaning, 200), byMeaning),
      toScoring(rankMatches(byWords, 200), byWords),
      meaningShare,
      40,
    )
    expect(hits.map(({ record }) => record.pmid)).toEqual(Array.from(fused.rows, (row) => records[row]?.pmid))
    for (const [place, row] of fused.rows.entries()) {
      expect(hits[place]?.meaning).toBeCloseTo(byMeaning[row] ?? NaN, 5)
      expect(hits[place]?.words).toBeCloseTo(byWords[row] ?? NaN, 5)
    }
  })

  it('goes by meaning where none of the words is known', async () => {
    const both = await ask({ text: 'zebrafish', mode: 'both' })
    expect(both.hits.map(({ record }) => record.pmid)).toEqual(
      (await ask({ text: 'zebrafish' })).hits.map(({ record }) => record.pmid),
    )
  })
})
