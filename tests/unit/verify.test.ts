import { describe, expect, it } from 'vitest'
import { toBytes, toUint32, type Bytes } from '../../src/core/bytes.ts'
import { chunkBytes } from '../../src/core/pack/files.ts'
import { packFile, parseManifest } from '../../src/core/pack/manifest.ts'
import { encodeRecords } from '../../src/engine/records.ts'
import { verifyLibrary } from '../../src/engine/verify.ts'
import { toyDims } from '../fakes/fakeEmbedder.ts'
import { MemoryStore } from '../fakes/memoryStore.ts'
import { randomBytes } from '../fakes/random.ts'
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

async function verify(stored: Pack, damage?: (store: MemoryStore, key: string) => void) {
  const { store, key } = await storePack(stored, new MemoryStore())
  damage?.(store, key)
  return verifyLibrary(store)
}

async function withFile(name: string, change: (bytes: Bytes) => unknown): Promise<Pack> {
  const bytes = fileOf(pack, name)
  change(bytes)
  return changeLibrary(pack, { files: { [name]: bytes } })
}

describe('checking a library', () => {
  it('passes one that is whole', async () => {
    expect(await verify(pack)).toEqual(parseManifest(pack.manifest))
  })

  it('tells that none is there', async () => {
    await expect(verifyLibrary(new MemoryStore())).rejects.toMatchObject({ code: 'library-missing' })
  })

  it.each([...pack.files].flatMap(([name, { byteLength }]) => (byteLength > 0 ? [name] : [])))(
    'finds one flipped bit in %s',
    async (name) => {
      const verified = verify(pack, (store, key) => store.flip(key, name, 0, fileOf(pack, name).length - 1))
      await expect(verified).rejects.toMatchObject({
        code: 'file-damaged',
        message: expect.stringContaining(name) as string,
      })
    },
  )

  it('finds a chunk that is gone', async () => {
    const verified = verify(pack, (store, key) => store.lose(key, packFile.records, 0))
    await expect(verified).rejects.toMatchObject({
      code: 'file-damaged',
      message: expect.stringContaining('missing') as string,
    })
  })

  it('finds chunks that are right but in another order', async () => {
    const long = await changeLibrary(pack, { files: { 'notes.bin': randomBytes(2 * chunkBytes, 5) } })
    expect(await verify(long)).toBeDefined()
    const files = parseManifest(long.manifest).files.map((entry) =>
      entry.name === 'notes.bin' ? { ...entry, chunks: entry.chunks.toReversed() } : entry,
    )
    const notes = fileOf(long, 'notes.bin')
    const swapped = {
      ...long,
      manifest: JSON.stringify({ ...parseManifest(long.manifest), files }),
      files: new Map([
        ...long.files,
        ['notes.bin', new Uint8Array([...notes.subarray(chunkBytes), ...notes.subarray(0, chunkBytes)])],
      ]),
    }
    await expect(verify(swapped)).rejects.toMatchObject({
      code: 'file-damaged',
      message: expect.stringContaining('the whole is not what manifest.json says') as string,
    })
  })

  // From here on every hash is right: the library was written like that.
  it('finds a vector that is none', async () => {
    await expect(
      verify(await withFile(packFile.vectors, (bytes) => bytes.fill(0, 0, toyDims))),
    ).rejects.toMatchObject({ code: 'vector-invalid' })
  })

  it('finds a link that leads out of the graph', async () => {
    await expect(
      verify(await withFile(packFile.graph, (bytes) => toUint32(bytes).fill(40, -1))),
    ).rejects.toMatchObject({ code: 'index-invalid' })
  })

  it('finds records that do not stand at their rows', async () => {
    const { blocks, offsets } = encodeRecords(records.toReversed())
    const shuffled = await changeLibrary(pack, {
      files: { [packFile.records]: blocks, [packFile.recordOffsets]: toBytes(offsets) },
    })
    await expect(verify(shuffled)).rejects.toMatchObject({
      code: 'library-invalid',
      message: expect.stringContaining('another record stands at its row') as string,
    })
  })

  it('52: finds a record that is missing', async () => {
    const { blocks, offsets } = encodeRecords(records.slice(0, -1))
    const shorter = await changeLibrary(pack, {
      files: { [packFile.records]: blocks, [packFile.recordOffsets]: toBytes(offsets) },
    })
    await expect(verify(shorter)).rejects.toMatchObject({ code: 'library-invalid' })
  })

  it('51: finds a record that is there twice', async () => {
    const twice = [...records.slice(0, 1), ...records.slice(0, 1), ...records.slice(2)]
    const { blocks, offsets } = encodeRecords(twice)
    const pmids = toBytes(Uint32Array.from(twice, ({ pmid }) => Number(pmid)))
    const files = {
      [packFile.records]: blocks,
      [packFile.recordOffsets]: toBytes(offsets),
      [packFile.pmids]: pmids,
    }
    await expect(verify(await changeLibrary(pack, { files }))).rejects.toMatchObject({
      code: 'library-invalid',
    })
  })
})
