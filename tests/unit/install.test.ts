import { describe, expect, it } from 'vitest'
import { AppError } from '../../src/core/errors.ts'
import { chunkBytes } from '../../src/core/pack/files.ts'
import { parseManifest } from '../../src/core/pack/manifest.ts'
import { assertSameEncoder } from '../../src/engine/encoder.ts'
import { install, removeLeftovers, type InstallProgress } from '../../src/engine/install.ts'
import { FakeSource } from '../fakes/fakeSource.ts'
import { MemoryStore } from '../fakes/memoryStore.ts'
import {
  fingerprintOf,
  keyOf,
  readPack,
  storePack,
  toyEncoder,
  toyLibrary,
  toyRecords,
  type Pack,
} from '../fakes/toyPack.ts'

const { card, pack: encoder } = await toyEncoder()
const library = await toyLibrary(card)
const newerLibrary = await toyLibrary(card, toyRecords(41))

/** The encoder's ranges in the order in which they are asked for. */
const encoderRanges = [
  'tokenizer.json 0',
  'onnx/toy.onnx 0',
  `onnx/toy.onnx ${chunkBytes}`,
  `onnx/toy.onnx ${2 * chunkBytes}`,
]

function run(pack: Pack, source: FakeSource, store: MemoryStore, signal = new AbortController().signal) {
  const progress: InstallProgress[] = []
  const done = install(pack.kind, source, store, { signal, onProgress: (step) => void progress.push(step) })
  return { progress, done }
}

async function readiness(store: MemoryStore): Promise<Record<string, boolean>> {
  return Object.fromEntries((await store.list()).map(({ key, isReady }) => [key, isReady]))
}

describe('installing', () => {
  it.each([
    ['an encoder', encoder],
    ['a library', library],
  ])('%s keeps every byte and marks it ready last', async (_what, pack) => {
    const store = new MemoryStore()
    const key = await run(pack, new FakeSource(pack), store).done
    expect(key).toBe(await keyOf(pack))
    expect(await fingerprintOf(await readPack(store))).toEqual(await fingerprintOf(pack))
    expect(store.journal.at(-1)).toBe(`commit ${key}`)
    expect(await readiness(store)).toEqual({ [key]: true })
  })

  it('R49: tells of progress that only grows, from nothing to all bytes of the manifest', async () => {
    const { progress, done } = run(encoder, new FakeSource(encoder), new MemoryStore())
    await done
    const total = 500 + 2 * chunkBytes + 100
    expect(progress.map(({ doneBytes }) => doneBytes)).toEqual([
      0,
      500,
      500 + chunkBytes,
      500 + 2 * chunkBytes,
      total,
    ])
    expect(new Set(progress.map(({ totalBytes }) => totalBytes))).toEqual(new Set([total]))
  })

  it('what is installed already asks for nothing but the manifest', async () => {
    const { store, key } = await storePack(encoder, new MemoryStore())
    const source = new FakeSource(encoder)
    expect(await run(encoder, source, store).done).toBe(key)
    expect(source.requests).toEqual([])
  })

  it('R6: asks once more for a chunk whose bits flipped on the way', async () => {
    const store = new MemoryStore()
    const fault = { mode: 'flip', file: 'onnx/toy.onnx', start: chunkBytes, times: 1 } as const
    const source = new FakeSource(encoder, { fault })
    await run(encoder, source, store).done
    expect(source.requests.filter((request) => request === `onnx/toy.onnx ${chunkBytes}`)).toHaveLength(2)
    expect(await fingerprintOf(await readPack(store))).toEqual(await fingerprintOf(encoder))
  })

  it.each([
    ['flip', 'file-damaged', /chunk 1 of onnx\/toy\.onnx/],
    ['short', 'file-damaged', /chunk 1 of onnx\/toy\.onnx/],
    ['html', 'wrong-body', /web page.*onnx\/toy\.onnx.*login page/],
  ] as const)(
    'R6, R28: a chunk that always comes %s is refused as %s and never stored',
    async (mode, code, words) => {
      const store = new MemoryStore()
      const source = new FakeSource(encoder, { fault: { mode, file: 'onnx/toy.onnx', start: chunkBytes } })
      const error: unknown = await run(encoder, source, store).done.catch((thrown: unknown) => thrown)
      expect(error).toMatchObject({ code, message: expect.stringMatching(words) as string })
      expect((error as Error).message).toContain(source.place)
      const key = await keyOf(encoder)
      expect(await readiness(store)).toEqual({ [key]: false })
      expect(await store.readChunk(key, 'onnx/toy.onnx', 0)).toBeDefined()
      expect(await store.readChunk(key, 'onnx/toy.onnx', 1)).toBeUndefined()
      expect(source.requests.toSorted()).toEqual([...encoderRanges, encoderRanges[2]].toSorted())
    },
  )

  it('R27: after the connection broke, fetches only what did not come', async () => {
    const store = new MemoryStore()
    const fault = { mode: 'network', file: 'onnx/toy.onnx', start: chunkBytes } as const
    await expect(run(encoder, new FakeSource(encoder, { fault }), store).done).rejects.toMatchObject({
      code: 'network',
    })
    const source = new FakeSource(encoder)
    const key = await run(encoder, source, store).done
    expect(source.requests).toEqual([encoderRanges[2]])
    expect(await fingerprintOf(await readPack(store))).toEqual(await fingerprintOf(encoder))
    expect(await readiness(store)).toEqual({ [key]: true })
  })

  it('goes on where it was cancelled, and counts what is there as done', async () => {
    const store = new MemoryStore()
    const controller = new AbortController()
    const interrupted = new FakeSource(encoder, {
      onRange: (request) => request === encoderRanges[1] && controller.abort(),
    })
    await expect(run(encoder, interrupted, store, controller.signal).done).rejects.toMatchObject({
      code: 'cancelled',
    })
    expect(await readiness(store)).toEqual({ [await keyOf(encoder)]: false })

    const source = new FakeSource(encoder)
    const { progress, done } = run(encoder, source, store)
    await done
    expect([...interrupted.requests, ...source.requests]).toEqual(encoderRanges)
    expect(progress[0]?.doneBytes).toBe(0)
    expect(progress.at(-1)?.doneBytes).toBe(progress.at(-1)?.totalBytes)
    expect(await fingerprintOf(await readPack(store))).toEqual(await fingerprintOf(encoder))
  })

  it('R17: says of a full disk how much was still to come, and what is free; what had come stays', async () => {
    const store = new MemoryStore()
    const put = store.putChunk.bind(store)
    store.putChunk = (...chunk) =>
      chunk[1] === 'tokenizer.json'
        ? put(...chunk)
        : Promise.reject(new AppError('quota-exceeded', 'full', { space: { freeBytes: 7 } }))
    await expect(run(encoder, new FakeSource(encoder), store).done).rejects.toMatchObject({
      code: 'quota-exceeded',
      space: { neededBytes: 2 * chunkBytes + 100, freeBytes: 7 },
    })
    store.putChunk = put
    const source = new FakeSource(encoder)
    await run(encoder, source, store).done
    expect(source.requests).toEqual(encoderRanges.slice(1))
  })

  it('R13: trusts no stored chunk: one that was damaged since is fetched again', async () => {
    const store = new MemoryStore()
    const fault = { mode: 'network', file: 'onnx/toy.onnx', start: 2 * chunkBytes } as const
    await expect(run(encoder, new FakeSource(encoder, { fault }), store).done).rejects.toMatchObject({
      code: 'network',
    })
    store.flip(await keyOf(encoder), 'onnx/toy.onnx', 0, 77)
    const source = new FakeSource(encoder)
    await run(encoder, source, store).done
    expect(source.requests.toSorted()).toEqual([encoderRanges[1], encoderRanges[3]])
    expect(await fingerprintOf(await readPack(store))).toEqual(await fingerprintOf(encoder))
  })

  it('R14: takes the older version away only after the newer one is committed', async () => {
    const { store, key: older } = await storePack(library, new MemoryStore())
    const newer = await run(newerLibrary, new FakeSource(newerLibrary), store).done
    expect(store.journal.slice(-2)).toEqual([`commit ${newer}`, `remove ${older}`])
    expect(await readiness(store)).toEqual({ [newer]: true })
    expect(await store.readChunk(older, 'vectors.i8', 0)).toBeUndefined()
  })

  it('R14: leaves the older version as it was when the newer one fails', async () => {
    const { store, key: older } = await storePack(library, new MemoryStore())
    const fault = { mode: 'flip', file: 'vectors.i8' } as const
    await expect(
      run(newerLibrary, new FakeSource(newerLibrary, { fault }), store).done,
    ).rejects.toMatchObject({ code: 'file-damaged' })
    expect(await readiness(store)).toEqual({ [older]: true, [await keyOf(newerLibrary)]: false })
    expect(await store.readChunk(older, 'vectors.i8', 0)).toEqual(library.files.get('vectors.i8'))
  })

  it('F3: an older version that a crash left behind the commit goes with the next run', async () => {
    const { store } = await storePack(library, new MemoryStore())
    const { key: newer } = await storePack(newerLibrary, store)
    await run(newerLibrary, new FakeSource(newerLibrary), store).done
    expect(await readiness(store)).toEqual({ [newer]: true })
  })

  it('leaves what has another name or is of another kind', async () => {
    const other = await toyLibrary(card, toyRecords(3), { id: 'other' })
    const { store, key: otherKey } = await storePack(other, new MemoryStore())
    const { key: encoderKey } = await storePack(encoder, store)
    const key = await run(library, new FakeSource(library), store).done
    expect(await readiness(store)).toEqual({ [otherKey]: true, [encoderKey]: true, [key]: true })
  })

  it('R3: stores nothing of a library that was made with another encoder', async () => {
    const { card: wanted } = await toyEncoder({ prefixes: { query: 'query: ', document: '' } })
    const store = new MemoryStore()
    const source = new FakeSource(library)
    const done = install('library', source, store, {
      signal: new AbortController().signal,
      onProgress() {},
      accept: async (manifest) => assertSameEncoder(parseManifest(manifest), wanted),
    })
    const error: unknown = await done.catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({ code: 'encoder-mismatch' })
    expect((error as Error).message).toContain(card.id.slice(0, 12))
    expect((error as Error).message).toContain(wanted.id.slice(0, 12))
    expect([store.journal, source.requests]).toEqual([[], []])
  })

  it.each([
    ['a web page', '<!doctype html>', 'wrong-body'],
    ['nothing', '', 'library-invalid'],
    ['a manifest of the future', '{"schema":2}', 'library-invalid'],
  ])('R28: stores nothing when %s comes instead of the manifest', async (_what, manifest, code) => {
    const store = new MemoryStore()
    await expect(run(library, new FakeSource({ ...library, manifest }), store).done).rejects.toMatchObject({
      code,
    })
    expect(store.journal).toEqual([])
  })
})

describe('a library that changes on the site while it is fetched', () => {
  it('F29: is fetched as it is now, and nothing of the two is mixed', async () => {
    const store = new MemoryStore()
    const before = new FakeSource(library)
    const after = new FakeSource(newerLibrary)
    let manifests = 0
    // From the second file on, and whenever it is asked again for the manifest, the site has the newer one.
    const source = {
      place: before.place,
      manifest: (signal: AbortSignal) => (manifests++ === 0 ? before : after).manifest(signal),
      range: (file: string, start: number, end: number, signal: AbortSignal) =>
        (before.requests.length === 0 ? before : after).range(file, start, end, signal),
    }
    const key = await install('library', source, store, {
      signal: new AbortController().signal,
      onProgress() {},
    })
    expect(key).toBe(await keyOf(newerLibrary))
    await removeLeftovers(store)
    expect(await readiness(store)).toEqual({ [key]: true })
    expect(await fingerprintOf(await readPack(store))).toEqual(await fingerprintOf(newerLibrary))
  })
})

describe('leftovers of interrupted installs', () => {
  it('R30: go where a ready version stands, and stay where none does', async () => {
    const { store, key: ready } = await storePack(library, new MemoryStore())
    const superseded = await keyOf(newerLibrary)
    await store.begin({
      key: superseded,
      kind: 'library',
      name: newerLibrary.name,
      manifest: newerLibrary.manifest,
    })
    const started = await keyOf(encoder)
    await store.begin({ key: started, kind: 'encoder', name: encoder.name, manifest: encoder.manifest })
    await removeLeftovers(store)
    expect(await readiness(store)).toEqual({ [ready]: true, [started]: false })
  })
})
