import { describe, expect, it } from 'vitest'
import { packFile } from '../../src/core/pack/manifest.ts'
import { checkChunk, checkInstalled } from '../../src/engine/check.ts'
import { install, measureInstall } from '../../src/engine/install.ts'
import { removeLibrary } from '../../src/engine/remove.ts'
import { FakeSource } from '../fakes/fakeSource.ts'
import { MemoryStore } from '../fakes/memoryStore.ts'
import { changeLibrary, keyOf, storePack, toyEncoder, toyLibrary, toyRecords } from '../fakes/toyPack.ts'

const encoder = await toyEncoder()
const other = await toyEncoder({ name: 'other', prefixes: { query: 'query: ', document: '' } })
const heart = await toyLibrary(encoder.card, toyRecords(), { id: 'heart', title: 'Heart' })
const lung = await toyLibrary(encoder.card, toyRecords(20), { id: 'lung', title: 'Lung' })
const liver = await toyLibrary(other.card, toyRecords(20), { id: 'liver', title: 'Liver' })
const { signal } = new AbortController()

async function createStore(...packs: (typeof heart)[]): Promise<MemoryStore> {
  const store = new MemoryStore()
  for (const pack of packs) await storePack(pack, store)
  return store
}

const keysOf = async (store: MemoryStore) => (await store.list()).map(({ key }) => key)

describe('a check of an installed library', () => {
  const check = async (store: MemoryStore) =>
    checkInstalled(store, await keyOf(heart), { signal, onProgress() {} })

  it('finds nothing in a good one, and tells how far it is', async () => {
    const store = await createStore(lung, heart, encoder.pack)
    const seen: number[] = []
    const report = await checkInstalled(store, await keyOf(heart), {
      signal,
      onProgress: ({ doneBytes, totalBytes }) => seen.push(doneBytes / totalBytes),
    })
    expect(report).toEqual({ damaged: [] })
    expect(seen.at(-1)).toBe(1)
  })

  it('finds every damaged and every missing chunk, of the encoder too', async () => {
    const store = await createStore(heart, encoder.pack)
    store.flip(await keyOf(heart), packFile.records, 0, 10)
    store.flip(await keyOf(encoder.pack), 'onnx/toy.onnx', 1, 10)
    store.lose(await keyOf(encoder.pack), 'onnx/toy.onnx', 2)
    expect((await check(store)).damaged).toMatchObject([
      { file: packFile.records, chunks: 1 },
      { file: 'onnx/toy.onnx', chunks: 2, bytes: 1024 * 1024 + 100 },
    ])
  })

  it('finds what does not fit together although every hash is right', async () => {
    const wrong = await changeLibrary(heart, {
      files: { [packFile.facets]: new Uint8Array(), [packFile.facetShards]: new Uint8Array() },
    })
    const store = await createStore(wrong)
    const report = await checkInstalled(store, await keyOf(wrong), { signal, onProgress() {} })
    expect(report).toMatchObject({ damaged: [], error: { code: 'index-invalid' } })
  })

  it('ends when it is cancelled, and where the library is gone', async () => {
    const store = await createStore(heart)
    const options = { signal: AbortSignal.abort(), onProgress() {} }
    await expect(checkInstalled(store, await keyOf(heart), options)).rejects.toMatchObject({
      code: 'cancelled',
    })
    await expect(check(new MemoryStore())).rejects.toMatchObject({ code: 'library-missing' })
  })
})

describe('R7: a check of one chunk after the other', () => {
  it('finds the one that is damaged, of the encoder too, and ends behind the last', async () => {
    const store = await createStore(lung, heart, encoder.pack)
    const key = await keyOf(heart)
    store.flip(key, packFile.records, 0, 10)
    store.flip(await keyOf(encoder.pack), 'onnx/toy.onnx', 1, 10)
    const { chunks } = await checkChunk(store, key, 0)
    const places = [...Array(chunks).keys()]
    const found = await Promise.all(places.map((number) => checkChunk(store, key, number)))
    expect(found.filter(({ isWhole }) => !isWhole)).toHaveLength(2)
    expect(await checkChunk(store, key, chunks)).toEqual({ isWhole: true, chunks })
    await expect(checkChunk(new MemoryStore(), key, 0)).rejects.toMatchObject({ code: 'library-missing' })
  })
})

describe('removing a library', () => {
  it('takes its chunks, and the encoder with the last library that needs it', async () => {
    const store = await createStore(heart, lung, liver, encoder.pack, other.pack)
    await removeLibrary(store, await keyOf(heart))
    expect(await keysOf(store)).toEqual(
      await Promise.all([lung, liver, encoder.pack, other.pack].map((pack) => keyOf(pack))),
    )
    await removeLibrary(store, await keyOf(liver))
    expect(await keysOf(store)).toEqual(await Promise.all([keyOf(lung), keyOf(encoder.pack)]))
    await removeLibrary(store, await keyOf(lung))
    expect(store.disk.bundles.size).toBe(0)
    expect(store.disk.chunks.size).toBe(0)
  })

  it('keeps all encoders while there is a library that this version cannot read', async () => {
    const store = await createStore(heart, encoder.pack, other.pack)
    await store.begin({ key: 'library/new@1', kind: 'library', name: 'new', manifest: '{"schema":99}' })
    await removeLibrary(store, await keyOf(heart))
    expect(await keysOf(store)).toEqual([await keyOf(encoder.pack), await keyOf(other.pack), 'library/new@1'])
  })

  it('takes what an interrupted update of it has left, and does nothing for one that is gone', async () => {
    const store = await createStore(heart)
    await store.begin({ key: 'library/heart@2', kind: 'library', name: 'heart', manifest: '{}' })
    await removeLibrary(store, await keyOf(heart))
    await removeLibrary(store, await keyOf(heart))
    expect(await keysOf(store)).toEqual([])
  })
})

describe('what installing would fetch', () => {
  it('is as much as it then fetches', async () => {
    const newer = await changeLibrary(heart, { manifest: { version: 2, title: 'Heart, second edition' } })
    const grown = await toyLibrary(encoder.card, toyRecords(60), { id: 'heart', title: 'Heart' })
    for (const pack of [newer, grown, lung]) {
      const store = await createStore(heart)
      const source = new FakeSource(pack)
      const bytes = await measureInstall('library', source, store, signal)
      expect(source.requests).toEqual([])
      await install('library', source, store, { signal, onProgress() {} })
      const fetched = source.requests.map(
        (request) => pack.files.get(request.split(' ')[0] ?? '')?.length ?? 0,
      )
      expect(bytes).toBe(fetched.reduce((sum, size) => sum + size, 0))
    }
  })
})
