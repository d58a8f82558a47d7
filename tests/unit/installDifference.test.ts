import { describe, expect, it } from 'vitest'
import { concatBytes, type Bytes } from '../../src/core/bytes.ts'
import { chunkBytes } from '../../src/core/pack/files.ts'
import { packFile } from '../../src/core/pack/manifest.ts'
import { install, type InstallProgress } from '../../src/engine/install.ts'
import { FakeSource } from '../fakes/fakeSource.ts'
import { MemoryStore } from '../fakes/memoryStore.ts'
import { randomBytes } from '../fakes/random.ts'
import {
  changeLibrary,
  fingerprintOf,
  readPack,
  storePack,
  toyEncoder,
  toyLibrary,
  toyRecords,
  type Pack,
} from '../fakes/toyPack.ts'

const { card } = await toyEncoder()
const library = await toyLibrary(card)

async function update(pack: Pack, store: MemoryStore) {
  const progress: InstallProgress[] = []
  const source = new FakeSource(pack)
  const key = await install('library', source, store, {
    signal: new AbortController().signal,
    onProgress: (step) => void progress.push(step),
  })
  return { key, progress, requests: source.requests }
}

async function expectHeld(store: MemoryStore, pack: Pack): Promise<void> {
  expect(await fingerprintOf(await readPack(store))).toEqual(await fingerprintOf(pack))
}

describe('installing a newer version', () => {
  const blocks = randomBytes(4 * chunkBytes + 10, 3)
  const index = randomBytes(2 * chunkBytes, 4)
  /** Records and an index that fill some chunks. */
  const edited = (files: Record<string, Bytes>, version: number) =>
    changeLibrary(library, { manifest: { version }, files })
  const blocksAndIndex = { [packFile.records]: blocks, [packFile.text]: index }
  /** Ten bytes longer: its last chunk alone is another one. */
  const appended = concatBytes([blocks, randomBytes(10, 5)])

  it('fetches only the chunks that the installed version does not have', async () => {
    const [old, next] = [
      await edited(blocksAndIndex, 1),
      await edited({ ...blocksAndIndex, [packFile.records]: appended }, 2),
    ]
    const { store, key: older } = await storePack(old, new MemoryStore())
    const { key: newer, progress, requests } = await update(next, store)
    await expectHeld(store, next)
    expect(requests).toEqual([`${packFile.records} ${4 * chunkBytes}`])
    expect(progress.at(-1)?.doneBytes).toBe(progress.at(-1)?.totalBytes)
    expect(store.journal.slice(-2)).toEqual([`commit ${newer}`, `remove ${older}`])
  })

  it('finds them in another file and at another place', async () => {
    const old = await edited(blocksAndIndex, 1)
    const moved = concatBytes([blocks.slice(2 * chunkBytes, 3 * chunkBytes), index])
    const next = await edited({ [packFile.records]: index, [packFile.text]: moved }, 2)
    const { store } = await storePack(old, new MemoryStore())
    const { requests } = await update(next, store)
    await expectHeld(store, next)
    expect(requests).toEqual([])
  })

  it('R13: fetches what was damaged or lost since it was installed', async () => {
    const [old, next] = [await edited(blocksAndIndex, 1), await edited(blocksAndIndex, 2)]
    const { store, key } = await storePack(old, new MemoryStore())
    store.flip(key, packFile.records, 1, 5)
    store.lose(key, packFile.text, 0)
    const { requests } = await update(next, store)
    await expectHeld(store, next)
    expect(requests.toSorted()).toEqual([`${packFile.records} ${chunkBytes}`, `${packFile.text} 0`])
  })

  it.each(['partial', 'of another name'])('takes nothing of what is %s', async (what) => {
    const [old, next] = [await edited(blocksAndIndex, 1), await edited(blocksAndIndex, 2)]
    const store = new MemoryStore()
    if (what === 'partial') {
      const { key } = await storePack(old, store)
      store.disk.bundles.set(key, { ...old, key, isReady: false })
    } else await storePack(await changeLibrary(old, { manifest: { id: 'other' } }), store)
    const { requests } = await update(next, store)
    expect(requests).toHaveLength(5 + 2 + next.files.size - 2) // every chunk
  })

  it('fetches everything where the installed version is of a schema that is not read any more', async () => {
    const { store } = await storePack({ ...library, manifest: '{"schema":1}' }, new MemoryStore())
    const next = await toyLibrary(card, toyRecords(41))
    const { requests } = await update(next, store)
    await expectHeld(store, next)
    expect(requests).toHaveLength(next.files.size)
  })
})
