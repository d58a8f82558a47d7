import { describe, expect, it } from 'vitest'
import type { Bytes } from '../../src/core/bytes.ts'
import { chunkBytes } from '../../src/core/pack/files.ts'
import { toFileEntry } from '../../src/engine/bundle.ts'
import { checkEncoder, listEncoders, removeEncoder } from '../../src/engine/encoders.ts'
import { sha256 } from '../../src/engine/hash.ts'
import { importEncoder } from '../../src/engine/importEncoder.ts'
import { removeLibrary } from '../../src/engine/remove.ts'
import { createFolderSource } from '../../src/platform/web/folderSource.ts'
import { toyDims } from '../fakes/fakeEmbedder.ts'
import { MemoryStore } from '../fakes/memoryStore.ts'
import { encodeOnnx, loop } from '../fakes/onnxModel.ts'
import { keyOf, storePack, toyEncoder, toyLibrary, toyRecords, type Pack } from '../fakes/toyPack.ts'

const encoder = await toyEncoder()
const other = await toyEncoder({ name: 'other', prefixes: { query: 'query: ', document: '' } })
const sameName = await toyEncoder({ prefixes: { query: 'ask: ', document: '' } })
const twin = { ...encoder.pack, name: 'twin', manifest: JSON.stringify({ ...encoder.card, name: 'twin' }) }
const heart = await toyLibrary(encoder.card, toyRecords(), { id: 'heart', title: 'Heart' })
const liver = await toyLibrary(other.card, toyRecords(20), { id: 'liver', title: 'Liver' })
const options = { signal: new AbortController().signal, onProgress() {} }
const nowhere = () => Promise.resolve(false)
const memoryBytes = 1e9

async function createStore(...packs: Pack[]): Promise<MemoryStore> {
  const store = new MemoryStore()
  for (const pack of packs) await storePack(pack, store)
  return store
}

const keysOf = async (store: MemoryStore) => (await store.list()).map(({ key }) => key)

const toHashes = async (chunks: ReadonlyMap<string, Bytes>) =>
  Promise.all([...chunks].map(async ([place, bytes]) => `${place} ${await sha256(bytes)}`))

/** The folder as a browser hands it over, changed where asked: a file that is undefined is left out. */
function folderOf(
  pack: Pack,
  {
    below = 'models/toy/',
    changes = {},
  }: { below?: string; changes?: Record<string, Bytes | undefined> } = {},
) {
  const files = new Map<string, File>()
  const all = { 'README.md': new Uint8Array(3), ...Object.fromEntries(pack.files), ...changes }
  for (const [name, bytes] of Object.entries({ 'model.json': pack.manifest, ...all }))
    if (bytes !== undefined) files.set(below + name, new File([bytes], name))
  return files
}

/** The encoder with other weights and a card that fits them: its id does not depend on the files of its weights. */
async function withWeights(weights: Bytes): Promise<Pack> {
  const files = new Map(encoder.pack.files).set('onnx/toy.onnx', weights)
  const entries = await Promise.all([...files].map(([name, bytes]) => toFileEntry(name, bytes)))
  return { ...encoder.pack, files, manifest: JSON.stringify({ ...encoder.card, files: entries }) }
}

function flipBit(bytes: Bytes, at: number): Bytes {
  return bytes.with(at, (bytes[at] ?? 0) ^ 1)
}

const weights = encoder.pack.files.get('onnx/toy.onnx') ?? new Uint8Array()
const page = new TextEncoder().encode('<!doctype html>'.padEnd(weights.length))
const pageAsWeights = await withWeights(page)
const loopAsWeights = await withWeights(encodeOnnx({ dims: toyDims, graph: loop }))

const importFolder = (store: MemoryStore, files: ReadonlyMap<string, File>, memory = memoryBytes) =>
  importEncoder(createFolderSource(files), store, { ...options, memoryBytes: memory })

describe('the list of encoders', () => {
  it('tells which libraries need each, and which are needed and not here', async () => {
    const { encoders, missing } = await listEncoders(await createStore(heart, liver, encoder.pack))
    expect(encoders.map(({ card, neededBy }) => [card?.name, neededBy.map(({ id }) => id)])).toEqual([
      ['toy', ['heart']],
    ])
    expect(missing).toMatchObject([{ id: other.card.id, name: 'other', neededBy: [{ id: 'liver' }] }])
  })

  it('has one whose card cannot be read, with the reason', async () => {
    const broken = { ...encoder.pack, manifest: '{"schema":9}' }
    const { encoders, missing } = await listEncoders(await createStore(heart, broken))
    expect(encoders).toMatchObject([{ error: { code: 'encoder-invalid' }, neededBy: [] }])
    expect(missing).toHaveLength(1)
  })
})

describe('a check of an encoder', () => {
  it('finds nothing in a good one, and the piece in which a bit has flipped', async () => {
    const store = await createStore(encoder.pack)
    const key = await keyOf(encoder.pack)
    expect(await checkEncoder(store, key, options)).toEqual([])
    store.flip(key, 'onnx/toy.onnx', 1, 7)
    expect(await checkEncoder(store, key, options)).toEqual([
      { file: 'onnx/toy.onnx', chunks: 1, bytes: chunkBytes },
    ])
  })
})

describe('removing an encoder', () => {
  it('is refused, with the title, while a library needs it and there is no other copy', async () => {
    const store = await createStore(heart, encoder.pack, other.pack)
    await expect(removeEncoder(store, await keyOf(encoder.pack), nowhere)).rejects.toMatchObject({
      code: 'usage',
      message: expect.stringContaining('“Heart” needs toy') as string,
    })
    expect(await keysOf(store)).toContain(await keyOf(encoder.pack))
  })

  it('goes through where no library needs it, where the site has it, or where its twin is here', async () => {
    const store = await createStore(heart, encoder.pack, other.pack)
    await removeEncoder(store, await keyOf(other.pack), nowhere)
    await removeEncoder(store, await keyOf(encoder.pack), async (id) => id === encoder.card.id)
    expect(await keysOf(store)).toEqual([await keyOf(heart)])
    const twins = await createStore(heart, encoder.pack, twin)
    await removeEncoder(twins, await keyOf(encoder.pack), nowhere)
    expect(await keysOf(twins)).toEqual([await keyOf(heart), await keyOf(twin)])
  })

  it('does not happen by removing a library that was not made with it', async () => {
    const store = await createStore(heart, encoder.pack, other.pack)
    await removeLibrary(store, await keyOf(heart))
    expect(await keysOf(store)).toEqual([await keyOf(other.pack)])
  })
})

describe('importing a model folder', () => {
  it('brings every byte, from the folder itself or from one around it', async () => {
    for (const below of ['toy/', 'project/models/toy/', '']) {
      const store = new MemoryStore()
      expect(await importFolder(store, folderOf(encoder.pack, { below }))).toEqual({
        key: await keyOf(encoder.pack),
        id: encoder.card.id,
      })
      const { disk } = await createStore(encoder.pack)
      expect(store.disk.bundles).toEqual(disk.bundles)
      const [found, expected] = [await toHashes(store.disk.chunks), await toHashes(disk.chunks)]
      expect(found.toSorted()).toEqual(expected.toSorted())
    }
  })

  it.each([
    ['is none', new Map([['notes/a.txt', new File(['a'], 'a.txt')]]), 'usage', /“notes” is no model folder/],
    [
      'holds several',
      new Map([...folderOf(encoder.pack), ...folderOf(other.pack, { below: 'models/other/' })]),
      'usage',
      /several model folders: models\/toy, models\/other/,
    ],
    [
      'lacks a file',
      folderOf(encoder.pack, { changes: { 'onnx/toy.onnx': undefined } }),
      'not-found',
      /models\/toy has no file onnx\/toy\.onnx/,
    ],
    [
      'has a file of another length',
      folderOf(encoder.pack, { changes: { 'tokenizer.json': new Uint8Array(9) } }),
      'file-damaged',
      /tokenizer\.json has 9 bytes, and by model\.json it has 500/,
    ],
    [
      'has a file with another hash',
      folderOf(encoder.pack, { changes: { 'onnx/toy.onnx': new Uint8Array(2 * chunkBytes + 100) } }),
      'file-damaged',
      /chunk 0 of onnx\/toy\.onnx does not match its hash/,
    ],
    [
      '24: has no byte of the weights',
      folderOf(encoder.pack, { changes: { 'onnx/toy.onnx': new Uint8Array() } }),
      'file-damaged',
      /onnx\/toy\.onnx has 0 bytes/,
    ],
    [
      '25: has weights that are cut off',
      folderOf(encoder.pack, { changes: { 'onnx/toy.onnx': weights.slice(0, -20) } }),
      'file-damaged',
      /onnx\/toy\.onnx has 2097232 bytes, and by model\.json it has 2097252/,
    ],
    [
      '26: has weights with a bit flipped',
      folderOf(encoder.pack, { changes: { 'onnx/toy.onnx': flipBit(weights, chunkBytes + 7) } }),
      'file-damaged',
      /chunk 1 of onnx\/toy\.onnx does not match its hash/,
    ],
    [
      '23: has a web page for weights',
      folderOf(encoder.pack, { changes: { 'onnx/toy.onnx': page } }),
      'wrong-body',
      /a web page came instead of onnx\/toy\.onnx/,
    ],
    [
      '23: has a card that owns to a web page for weights',
      folderOf(pageAsWeights),
      'encoder-invalid',
      /onnx\/toy\.onnx is not run/,
    ],
    [
      'R40, 29: has weights that run a loop, and a card that owns to them',
      folderOf(loopAsWeights),
      'encoder-invalid',
      /Loop runs a graph/,
    ],
    [
      '36: has the tokenizer of another model, of the same length',
      folderOf(encoder.pack, {
        changes: { 'tokenizer.json': flipBit(encoder.pack.files.get('tokenizer.json') ?? weights, 30) },
      }),
      'file-damaged',
      /chunk 0 of tokenizer\.json does not match its hash/,
    ],
    [
      'has a card that does not hash to its id',
      folderOf({ ...encoder.pack, manifest: JSON.stringify({ ...encoder.card, id: 'b'.repeat(64) }) }),
      'encoder-invalid',
      /is not the hash of its parts/,
    ],
  ])('is refused where the folder %s, and leaves nothing', async (_what, files, code, message) => {
    const store = new MemoryStore()
    const refused = Promise.resolve().then(() => importFolder(store, files))
    await expect(refused).rejects.toMatchObject({ code, message: expect.stringMatching(message) as string })
    expect(store.disk.bundles.size).toBe(0)
    expect(store.disk.chunks.size).toBe(0)
  })

  it('is refused where it would not fit into memory on either backend, and taken where it fits on one', async () => {
    const weightsBytes = 2 * chunkBytes + 100
    const files = folderOf(encoder.pack)
    await expect(importFolder(new MemoryStore(), files, 5 * weightsBytes)).rejects.toMatchObject({
      code: 'memory-short',
    })
    await importFolder(new MemoryStore(), files, 7 * weightsBytes)
  })

  it('does not take the place of another encoder of its name that a library needs', async () => {
    const store = await createStore(heart, encoder.pack)
    await expect(importFolder(store, folderOf(sameName.pack))).rejects.toMatchObject({
      code: 'usage',
      message: expect.stringContaining('“Heart” needs it') as string,
    })
    expect(await keysOf(store)).toEqual([await keyOf(heart), await keyOf(encoder.pack)])
    const free = await createStore(encoder.pack)
    await importFolder(free, folderOf(sameName.pack))
    expect(await keysOf(free)).toEqual([await keyOf(sameName.pack)])
  })

  it('mends a damaged one, and keeps it where the folder is damaged too', async () => {
    const key = await keyOf(encoder.pack)
    const store = await createStore(encoder.pack)
    store.flip(key, 'onnx/toy.onnx', 2, 0)
    const wrong = folderOf(encoder.pack, {
      changes: { 'onnx/toy.onnx': new Uint8Array(2 * chunkBytes + 100) },
    })
    await expect(importFolder(store, wrong)).rejects.toMatchObject({ code: 'file-damaged' })
    expect(await keysOf(store)).toEqual([key])
    await importFolder(store, folderOf(encoder.pack))
    expect(await checkEncoder(store, key, options)).toEqual([])
  })
})
