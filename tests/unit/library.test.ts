import { describe, expect, it } from 'vitest'
import { toBytes, toInt8, toUint32, type Bytes } from '../../src/core/bytes.ts'
import { packFile, parseManifest } from '../../src/core/pack/manifest.ts'
import { dequantize } from '../../src/core/quantize.ts'
import { checkGoldenMeaning, checkGoldenWords } from '../../src/engine/golden.ts'
import { openLibrary } from '../../src/engine/library.ts'
import type { HnswLibrary } from '../../src/engine/ports.ts'
import { openVectors } from '../../src/engine/vectors.ts'
import { AppError } from '../../src/core/errors.ts'
import { FakeEmbedder, toyDims } from '../fakes/fakeEmbedder.ts'
import { createFakeHnsw } from '../fakes/fakeHnsw.ts'
import { MemoryStore } from '../fakes/memoryStore.ts'
import {
  changeLibrary,
  fileOf,
  storePack,
  toyEncoder,
  toyLibrary,
  toyRecords,
  type Pack,
} from '../fakes/toyPack.ts'

const records = toyRecords()
const { card } = await toyEncoder()
const pack = await toyLibrary(card, records)

async function open(
  stored: Pack,
  {
    hnsw = createFakeHnsw(),
    damage,
  }: { hnsw?: HnswLibrary; damage?(store: MemoryStore, key: string): void } = {},
) {
  const { store, key } = await storePack(stored, new MemoryStore())
  damage?.(store, key)
  const library = await openLibrary(key, store)
  return { library, ...(await openVectors(library, { hnsw, card })) }
}

/** The pack with one file changed and every hash made right again. */
async function withFile(name: string, change: (bytes: Bytes) => unknown): Promise<Pack> {
  const bytes = fileOf(pack, name)
  change(bytes)
  return changeLibrary(pack, { files: { [name]: bytes } })
}

const stored = toInt8(fileOf(pack, packFile.vectors))
const vectors = dequantize(stored, toyDims, 'vectors')
const vectorOf = (row: number) => vectors.slice(row * toyDims, (row + 1) * toyDims)

describe('opening a library', () => {
  it('gives its index, the exact one beside it, and its records', async () => {
    const { library, index, exact, indexProblem } = await open(pack)
    expect(index).toMatchObject({ kind: 'hnsw', count: 40 })
    expect(exact).toMatchObject({ kind: 'exact', count: 40 })
    expect(indexProblem).toBeUndefined()
    expect(await library.records([39, 0])).toEqual([records[39], records[0]])
    expect([...exact.search(vectorOf(17), 1).rows]).toEqual([17])
  })

  it('releases the index when it is closed', async () => {
    const hnsw = createFakeHnsw()
    const { close } = await open(pack, { hnsw })
    close()
    expect(hnsw).toMatchObject({ opened: 1, closed: 1 })
  })

  it('R3: refuses one that was made with another encoder, naming both, though the dims are equal', async () => {
    const { card: other } = await toyEncoder({ pooling: 'cls' })
    const { store, key } = await storePack(await toyLibrary(other), new MemoryStore())
    const library = await openLibrary(key, store)
    const error: unknown = await openVectors(library, { hnsw: createFakeHnsw(), card }).catch(
      (thrown: unknown) => thrown,
    )
    expect(error).toMatchObject({ code: 'encoder-mismatch' })
    expect((error as Error).message).toContain(other.id.slice(0, 12))
    expect((error as Error).message).toContain(card.id.slice(0, 12))
  })

  it('R26: refuses vectors that do not fit into memory, before they are read', async () => {
    const { store, key } = await storePack(pack, new MemoryStore())
    store.lose(key, packFile.vectors, 0)
    const library = await openLibrary(key, store)
    const opening = (memoryBytes: number) =>
      openVectors(library, { hnsw: createFakeHnsw(), card, memoryBytes })
    const needed = 40 * toyDims * 9
    await expect(opening(needed - 1)).rejects.toMatchObject({ code: 'memory-short' })
    await expect(opening(needed)).rejects.toMatchObject({ code: 'file-damaged' })
  })

  it('55: refuses vectors of other dims than those of the encoder', async () => {
    const half = await changeLibrary(pack, {
      manifest: { dims: toyDims / 2 },
      files: { [packFile.vectors]: toBytes(stored.slice(0, stored.length / 2)) },
    })
    await expect(open(half)).rejects.toMatchObject({
      code: 'encoder-mismatch',
      message: expect.stringMatching(/8 dims, toy 16/) as string,
    })
  })

  it('is refused where none is ready under that key', async () => {
    const store = new MemoryStore()
    await expect(openLibrary('library/none@0', store)).rejects.toMatchObject({ code: 'library-missing' })
    await store.begin({ key: 'library/part@0', kind: 'library', name: 'part', manifest: pack.manifest })
    await expect(openLibrary('library/part@0', store)).rejects.toMatchObject({ code: 'library-missing' })
  })
})

describe('a library whose graph is not well formed', () => {
  const lastNumber = (bytes: Bytes) => toUint32(bytes).fill(records.length, -1)

  it('R5: is searched exactly, says why, and finds what is right', async () => {
    const hnsw = createFakeHnsw()
    const opened = await open(await withFile(packFile.graph, lastNumber), { hnsw })
    expect(opened.index.kind).toBe('exact')
    expect(opened.indexProblem).toMatch(/search index is damaged: node 39 links to node 40 of 40/)
    expect(hnsw.opened).toBe(0)
    for (const row of [0, 17, 39]) expect(opened.index.search(vectorOf(row), 5).rows[0]).toBe(row)
    expect([...opened.index.search(vectorOf(3), 10).rows].every((row) => row < 40)).toBe(true)
  })

  it.each([
    [
      'flipped at rest',
      (store: MemoryStore, key: string) => store.flip(key, packFile.graph, 0, 9),
      /chunk 0 of graph\.hnsw is damaged/,
    ],
    [
      'gone',
      (store: MemoryStore, key: string) => store.lose(key, packFile.graph, 0),
      /chunk 0 of graph\.hnsw is missing/,
    ],
  ])('as its bytes are %s, is searched exactly as well', async (_what, damage, words) => {
    const opened = await open(pack, { damage })
    expect(opened.index.kind).toBe('exact')
    expect(opened.indexProblem).toMatch(words)
  })

  it('as hnswlib refuses it, is searched exactly as well', async () => {
    const refusing: HnswLibrary = {
      ...createFakeHnsw(),
      open() {
        throw new AppError('index-invalid', 'hnswlib refused the search index.')
      },
    }
    expect(await open(pack, { hnsw: refusing })).toMatchObject({
      index: { kind: 'exact' },
      indexProblem: 'hnswlib refused the search index.',
    })
  })

  it('R12: where it finds other records than the full scan, is searched exactly, and says how few', async () => {
    const whole = createFakeHnsw()
    const hnsw: HnswLibrary = {
      ...whole,
      open: (...given) => {
        const index = whole.open(...given)
        // As if half of the records could not be reached.
        const search: typeof index.search = (query, k) => {
          const { rows, scores } = index.search(query, 2 * k)
          const reached = [...rows.keys()].filter((i) => (rows[i] ?? 0) % 2 === 0).slice(0, k)
          return {
            rows: Uint32Array.from(reached, (i) => rows[i] ?? 0),
            scores: Float32Array.from(reached, (i) => scores[i] ?? 0),
          }
        }
        return { ...index, search }
      },
    }
    const { index, indexProblem } = await open(pack, { hnsw })
    expect(index.kind).toBe('exact')
    expect(indexProblem).toMatch(
      /^The graph finds \d\d % of the ten nearest here; its builder measured \d+ %/,
    )
  })

  it('does not hide other failures behind the exact index', async () => {
    const broken: HnswLibrary = {
      ...createFakeHnsw(),
      open() {
        throw new RangeError('out of memory')
      },
    }
    await expect(open(pack, { hnsw: broken })).rejects.toMatchObject({
      code: 'internal',
      message: 'out of memory',
    })
  })
})

describe('a library whose files are damaged', () => {
  it.each([
    packFile.vectors,
    packFile.pmids,
    packFile.recordOffsets,
    packFile.textLengths,
    packFile.textShards,
  ])('R7: is refused for one bit of %s', async (name) => {
    const opened = open(pack, { damage: (store, key) => store.flip(key, name, 0, 3) })
    await expect(opened).rejects.toMatchObject({
      code: 'file-damaged',
      message: expect.stringContaining(`chunk 0 of ${name}`) as string,
    })
  })

  it('F11: opens with a damaged block of records, and refuses what stands in it', async () => {
    const { library } = await open(pack, { damage: (store, key) => store.flip(key, packFile.records, 0, 3) })
    await expect(library.records([0])).rejects.toMatchObject({ code: 'file-damaged' })
  })

  it('53, 54: is refused for a vector of zeros, though every hash is right', async () => {
    const changed = await withFile(packFile.vectors, (bytes) =>
      toInt8(bytes).fill(0, 5 * toyDims, 6 * toyDims),
    )
    await expect(open(changed)).rejects.toMatchObject({
      code: 'vector-invalid',
      message: expect.stringContaining('row 5 ') as string,
    })
  })

  it('51: is refused for a PMID that it lists twice', async () => {
    const changed = await withFile(packFile.pmids, (bytes) => toUint32(bytes).copyWithin(1, 0, 1))
    await expect(open(changed)).rejects.toMatchObject({
      code: 'library-invalid',
      message: 'The library lists a PMID twice.',
    })
  })
})

describe('known questions', () => {
  const embedder = new FakeEmbedder('wasm')

  async function check(stored: Pack): Promise<void> {
    const { library, ...opened } = await open(stored)
    await checkGoldenWords(library)
    await checkGoldenMeaning(library, opened, embedder)
  }

  it('are answered as the builder did', async () => {
    await expect(check(pack)).resolves.toBeUndefined()
  })

  it('R4, F56: find rows of vectors that were exchanged and hashed anew', async () => {
    const shuffled = await withFile(packFile.vectors, (bytes) => bytes.reverse())
    await expect(check(shuffled)).rejects.toMatchObject({
      code: 'library-unfit',
      message: expect.stringMatching(
        /by meaning, \d+ % of those expected .* at least 70 % are needed/,
      ) as string,
    })
  })

  it('R4: find records that were exchanged under their PMIDs', async () => {
    const pmids = await withFile(packFile.pmids, (bytes) => toUint32(bytes).reverse())
    await expect(check(pmids)).rejects.toMatchObject({ code: 'library-unfit' })
  })

  it('R4: find words that belong to other records', async () => {
    const others = await toyLibrary(card, records.toReversed())
    const changed = await changeLibrary(pack, { files: { [packFile.text]: fileOf(others, packFile.text) } })
    await expect(check(changed)).rejects.toMatchObject({
      message: expect.stringContaining('by words') as string,
    })
  })

  it('stand in the manifest, and cover the library', () => {
    const { golden } = parseManifest(pack.manifest)
    expect(golden.queries).toHaveLength(5)
    for (const { text, words, meaning } of golden.queries) {
      const asked = records.find(({ title }) => title === text)
      expect(words[0]).toBe(Number(asked?.pmid))
      expect(meaning).toHaveLength(10)
    }
  })

  it('are answered otherwise by an encoder that reads texts otherwise', async () => {
    const { library, ...opened } = await open(pack)
    const other = new FakeEmbedder('wasm')
    other.embed = (texts) =>
      embedder.embed(
        texts.map((text) => [...text].reverse().join('')),
        'query',
      )
    await expect(checkGoldenMeaning(library, opened, other)).rejects.toMatchObject({ code: 'library-unfit' })
  })
})
