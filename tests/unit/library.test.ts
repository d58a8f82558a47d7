import { describe, expect, it } from 'vitest'
import { toBytes, toFloat32, toUint32, type Bytes } from '../../src/core/bytes.ts'
import { packFile } from '../../src/core/pack/manifest.ts'
import { openLibrary } from '../../src/engine/library.ts'
import type { HnswLibrary } from '../../src/engine/ports.ts'
import { AppError } from '../../src/core/errors.ts'
import { toyDims } from '../fakes/fakeEmbedder.ts'
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
  return openLibrary(key, { store, hnsw, card })
}

/** The pack with one file changed and every hash made right again. */
async function withFile(name: string, change: (bytes: Bytes) => unknown): Promise<Pack> {
  const bytes = fileOf(pack, name)
  change(bytes)
  return changeLibrary(pack, { files: { [name]: bytes } })
}

const vectors = toFloat32(fileOf(pack, packFile.vectors))
const vectorOf = (row: number) => vectors.slice(row * toyDims, (row + 1) * toyDims)

describe('opening a library', () => {
  it('gives its index, the exact one beside it, and its records', async () => {
    const library = await open(pack)
    expect(library.index).toMatchObject({ kind: 'hnsw', count: 40 })
    expect(library.exact).toMatchObject({ kind: 'exact', count: 40 })
    expect(library.indexProblem).toBeUndefined()
    expect(await library.records([39, 0])).toEqual([records[39], records[0]])
    expect([...library.exact.search(vectorOf(17), 1).rows]).toEqual([17])
  })

  it('releases the index when it is closed', async () => {
    const hnsw = createFakeHnsw()
    const library = await open(pack, { hnsw })
    library.close()
    expect(hnsw).toMatchObject({ opened: 1, closed: 1 })
  })

  it('R3: refuses one that was made with another encoder, naming both, though the dims are equal', async () => {
    const { card: other } = await toyEncoder({ pooling: 'cls' })
    const { store, key } = await storePack(await toyLibrary(other), new MemoryStore())
    const error: unknown = await openLibrary(key, { store, hnsw: createFakeHnsw(), card }).catch(
      (thrown: unknown) => thrown,
    )
    expect(error).toMatchObject({ code: 'encoder-mismatch' })
    expect((error as Error).message).toContain(other.id.slice(0, 12))
    expect((error as Error).message).toContain(card.id.slice(0, 12))
  })

  it('55: refuses vectors of other dims than those of the encoder', async () => {
    const half = await changeLibrary(pack, {
      manifest: { dims: toyDims / 2 },
      files: { [packFile.vectors]: toBytes(vectors.slice(0, vectors.length / 2)) },
    })
    await expect(open(half)).rejects.toMatchObject({
      code: 'encoder-mismatch',
      message: expect.stringMatching(/8 dims, toy 16/) as string,
    })
  })

  it('is refused where none is ready under that key', async () => {
    const store = new MemoryStore()
    await expect(
      openLibrary('library/none@0', { store, hnsw: createFakeHnsw(), card }),
    ).rejects.toMatchObject({ code: 'library-missing' })
    await store.begin({ key: 'library/part@0', kind: 'library', name: 'part', manifest: pack.manifest })
    await expect(
      openLibrary('library/part@0', { store, hnsw: createFakeHnsw(), card }),
    ).rejects.toMatchObject({ code: 'library-missing' })
  })
})

describe('a library whose graph is not well formed', () => {
  const lastNumber = (bytes: Bytes) => toUint32(bytes).fill(records.length, -1)

  it('R5: is searched exactly, says why, and finds what is right', async () => {
    const hnsw = createFakeHnsw()
    const library = await open(await withFile(packFile.graph, lastNumber), { hnsw })
    expect(library.index.kind).toBe('exact')
    expect(library.indexProblem).toMatch(/search index is damaged: node 39 links to node 40 of 40/)
    expect(hnsw.opened).toBe(0)
    for (const row of [0, 17, 39]) expect(library.index.search(vectorOf(row), 5).rows[0]).toBe(row)
    expect([...library.index.search(vectorOf(3), 10).rows].every((row) => row < 40)).toBe(true)
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
    const library = await open(pack, { damage })
    expect(library.index.kind).toBe('exact')
    expect(library.indexProblem).toMatch(words)
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
  it.each([packFile.vectors, packFile.pmids, packFile.recordOffsets])(
    'R7: is refused for one bit of %s',
    async (name) => {
      const opened = open(pack, { damage: (store, key) => store.flip(key, name, 0, 3) })
      await expect(opened).rejects.toMatchObject({
        code: 'file-damaged',
        message: expect.stringContaining(`chunk 0 of ${name}`) as string,
      })
    },
  )

  it('F11: opens with a damaged block of records, and refuses what stands in it', async () => {
    const library = await open(pack, { damage: (store, key) => store.flip(key, packFile.records, 0, 3) })
    await expect(library.records([0])).rejects.toMatchObject({ code: 'file-damaged' })
  })

  it.each([
    ['NaN', NaN],
    ['infinity', Infinity],
    ['a number that makes its vector too long', 2],
  ])('53, 54: is refused for %s in a vector, though every hash is right', async (_what, value) => {
    const changed = await withFile(packFile.vectors, (bytes) =>
      toFloat32(bytes).fill(value, 5 * toyDims, 5 * toyDims + 1),
    )
    await expect(open(changed)).rejects.toMatchObject({
      code: 'vector-invalid',
      message: expect.stringContaining('row 5 ') as string,
    })
  })

  it('53: is refused for a vector of zeros', async () => {
    const changed = await withFile(packFile.vectors, (bytes) => toFloat32(bytes).fill(0, 0, toyDims))
    await expect(open(changed)).rejects.toMatchObject({ code: 'vector-invalid' })
  })

  it('51: is refused for a PMID that it lists twice', async () => {
    const changed = await withFile(packFile.pmids, (bytes) => toUint32(bytes).copyWithin(1, 0, 1))
    await expect(open(changed)).rejects.toMatchObject({
      code: 'library-invalid',
      message: 'The library lists a PMID twice.',
    })
  })
})
