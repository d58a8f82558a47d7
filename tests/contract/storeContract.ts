import { beforeEach, describe, expect, it } from 'vitest'
import type { Bytes } from '../../src/core/bytes.ts'
import { chunkBytes } from '../../src/core/pack/files.ts'
import { toBundleKey } from '../../src/engine/bundle.ts'
import type { Bundle, BundleStore } from '../../src/engine/ports.ts'
import { randomBytes } from '../fakes/random.ts'
import { toyManifest } from '../fakes/toyPack.ts'

export interface OpenedStore {
  store: BundleStore
  /** Another store over the same place, as after a restart. */
  reopen(): Promise<BundleStore>
}

async function toyBundle(id: string, title = 'Toy library', more: object = {}): Promise<Bundle> {
  const manifest = JSON.stringify(await toyManifest({ id, title, ...more }))
  const key = await toBundleKey('library', id, new TextEncoder().encode(manifest))
  return { key, kind: 'library', name: id, manifest }
}

const bundle = await toyBundle('toy')
const { key } = bundle
/** Three chunks, the last of a few bytes. */
const chunks = [randomBytes(chunkBytes, 1), randomBytes(chunkBytes, 2), randomBytes(17, 3)] as const
const file = 'vectors.f32'

/** Comparing a million bytes by expect takes seconds. */
function isEqual(a: Bytes | undefined, b: Bytes): boolean {
  return a?.byteLength === b.byteLength && a.every((byte, i) => byte === b[i])
}

/**
 * What the engine may rely on in every store. `open` opens an empty one.
 * @param holdsMany a store in a folder holds one bundle, the others hold many side by side
 */
export function storeContract(
  name: string,
  open: () => Promise<OpenedStore>,
  { holdsMany }: { holdsMany: boolean },
): void {
  describe(`bundle store: ${name}`, () => {
    let opened: OpenedStore
    let store: BundleStore
    beforeEach(async () => {
      opened = await open()
      store = opened.store
      return () => store.close()
    })

    async function putAll(): Promise<void> {
      await store.begin(bundle)
      for (const [index, bytes] of chunks.entries()) await store.putChunk(key, file, index, bytes)
    }

    it('is empty at first', async () => {
      expect(await store.list()).toEqual([])
      expect(await store.readChunk(key, file, 0)).toBeUndefined()
    })

    it('lists a bundle that has begun as partial, with its manifest as it came', async () => {
      await store.begin(bundle)
      expect(await store.list()).toEqual([{ ...bundle, isReady: false }])
    })

    it('gives back chunks that were put in any order, the short one at the end too', async () => {
      await store.begin(bundle)
      for (const index of [2, 0, 1] as const) await store.putChunk(key, file, index, chunks[index])
      for (const index of [1, 2, 0] as const) {
        expect(isEqual(await store.readChunk(key, file, index), chunks[index])).toBe(true)
      }
      expect(await store.readChunk(key, file, 3)).toBeUndefined()
    })

    it('keeps files apart, those in folders too', async () => {
      await store.begin(bundle)
      await store.putChunk(key, 'a', 0, Uint8Array.of(1))
      await store.putChunk(key, 'onnx/a', 0, Uint8Array.of(2))
      expect(await store.readChunk(key, 'a', 0)).toEqual(Uint8Array.of(1))
      expect(await store.readChunk(key, 'onnx/a', 0)).toEqual(Uint8Array.of(2))
      expect(await store.readChunk(key, 'onnx/b', 0)).toBeUndefined()
    })

    it('puts a chunk in the place of a damaged one', async () => {
      await putAll()
      await store.putChunk(key, file, 0, chunks[1])
      expect(isEqual(await store.readChunk(key, file, 0), chunks[1])).toBe(true)
      expect(isEqual(await store.readChunk(key, file, 1), chunks[1])).toBe(true)
      expect(isEqual(await store.readChunk(key, file, 2), chunks[2])).toBe(true)
    })

    it('keeps only the part of the memory that it is handed, and leaves that untouched', async () => {
      await store.begin(bundle)
      const memory = Uint8Array.from({ length: 100 }, (_, i) => i)
      const view = memory.subarray(10, 20)
      await store.putChunk(key, file, 0, view)
      expect([...memory]).toEqual(Array.from({ length: 100 }, (_, i) => i))
      memory.fill(255)
      expect(await store.readChunk(key, file, 0)).toEqual(Uint8Array.from({ length: 10 }, (_, i) => 10 + i))
    })

    it('hands out memory of its own: changing it changes nothing in the store', async () => {
      await putAll()
      ;(await store.readChunk(key, file, 2))?.fill(0)
      expect(isEqual(await store.readChunk(key, file, 2), chunks[2])).toBe(true)
    })

    it('is ready only from the commit on', async () => {
      await putAll()
      expect(await store.list()).toEqual([{ ...bundle, isReady: false }])
      await store.commit(key)
      expect(await store.list()).toEqual([{ ...bundle, isReady: true }])
    })

    it('leaves a bundle as it is when it is begun again, partial or ready', async () => {
      await putAll()
      await store.begin(bundle)
      expect(isEqual(await store.readChunk(key, file, 0), chunks[0])).toBe(true)
      await store.commit(key)
      await store.begin(bundle)
      expect(await store.list()).toEqual([{ ...bundle, isReady: true }])
      expect(isEqual(await store.readChunk(key, file, 0), chunks[0])).toBe(true)
    })

    it('refuses to commit what was never begun', async () => {
      await expect(store.commit(key)).rejects.toMatchObject({ code: 'not-found' })
      expect(await store.list()).toEqual([])
    })

    it('has nothing under a key that it does not know', async () => {
      await putAll()
      await store.commit(key)
      expect(await store.readChunk(`${key}0`, file, 0)).toBeUndefined()
      expect(await store.readChunk('library/other@0123456789abcdef', file, 0)).toBeUndefined()
    })

    it('removes a bundle with all its chunks, partial or ready', async () => {
      for (const isReady of [false, true]) {
        await putAll()
        if (isReady) await store.commit(key)
        await store.remove(key)
        expect(await store.list()).toEqual([])
        expect(await store.readChunk(key, file, 0)).toBeUndefined()
      }
    })

    it('begins anew after removal, without the chunks from before', async () => {
      await putAll()
      await store.remove(key)
      await store.begin(bundle)
      expect(await store.readChunk(key, file, 0)).toBeUndefined()
    })

    it('minds no removal of what it does not have', async () => {
      await putAll()
      await store.remove('library/other@0123456789abcdef')
      expect(isEqual(await store.readChunk(key, file, 0), chunks[0])).toBe(true)
    })

    it('after a restart has what was committed', async () => {
      await putAll()
      await store.commit(key)
      store.close()
      store = await opened.reopen()
      expect(await store.list()).toEqual([{ ...bundle, isReady: true }])
      expect(isEqual(await store.readChunk(key, file, 1), chunks[1])).toBe(true)
      expect(isEqual(await store.readChunk(key, file, 2), chunks[2])).toBe(true)
    })

    it('after a restart goes on with what was partial', async () => {
      await store.begin(bundle)
      await store.putChunk(key, file, 0, chunks[0])
      store.close()
      store = await opened.reopen()
      expect(await store.list()).toEqual([{ ...bundle, isReady: false }])
      expect(isEqual(await store.readChunk(key, file, 0), chunks[0])).toBe(true)
      await store.putChunk(key, file, 1, chunks[1])
      await store.commit(key)
      expect(await store.list()).toEqual([{ ...bundle, isReady: true }])
    })

    it('recalls the version and the key of a library from its commit on', async () => {
      await putAll()
      expect(await store.recall('toy')).toBeUndefined()
      await store.commit(key)
      expect(await store.recall('toy')).toEqual({ version: 1 })
      expect(await store.recall('other')).toBeUndefined()
    })

    if (!holdsMany) return

    it('recalls a library that is removed, after a restart too, until it is told to forget it', async () => {
      const publicKey = 'ab'.repeat(32)
      const signature = { algorithm: 'Ed25519', publicKey, value: 'cd'.repeat(64) }
      const signed = await toyBundle('signed', 'Signed', { version: 7, signature })
      for (const each of [bundle, signed]) {
        await store.begin(each)
        await store.commit(each.key)
      }
      await store.forget() // what is here is not forgotten
      for (const each of [bundle, signed]) await store.remove(each.key)
      store.close()
      store = await opened.reopen()
      expect(await store.recall('toy')).toEqual({ version: 1 })
      expect(await store.recall('signed')).toEqual({ version: 7, publicKey })
      await store.forget('toy')
      expect(await store.recall('toy')).toBeUndefined()
      expect(await store.recall('signed')).toEqual({ version: 7, publicKey })
      await store.forget()
      expect(await store.recall('signed')).toBeUndefined()
    })

    it('recalls what was committed last', async () => {
      for (const version of [2, 1]) {
        const each = await toyBundle('toy', 'Toy library', { version })
        await store.begin(each)
        await store.commit(each.key)
      }
      expect(await store.recall('toy')).toEqual({ version: 1 })
    })

    it('keeps bundles apart, also those whose keys begin alike', async () => {
      const longer = await toyBundle('toy-2')
      const newer = await toyBundle('toy', 'Toy library, second edition')
      const all = [bundle, longer, newer]
      for (const [i, each] of all.entries()) {
        await store.begin(each)
        await store.putChunk(each.key, file, 0, Uint8Array.of(i))
      }
      await store.commit(newer.key)
      await store.remove(bundle.key)
      const ready = Object.fromEntries((await store.list()).map((stored) => [stored.key, stored.isReady]))
      expect(ready).toEqual({ [longer.key]: false, [newer.key]: true })
      const held = await Promise.all(all.map((each) => store.readChunk(each.key, file, 0)))
      expect(held).toEqual([undefined, Uint8Array.of(1), Uint8Array.of(2)])
    })
  })
}
