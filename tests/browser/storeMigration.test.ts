import { openDB } from 'idb'
import { describe, expect, it } from 'vitest'
import { signManifest } from '../../src/engine/signature.ts'
import { openIdbStore } from '../../src/platform/web/idbStore.ts'
import { publisher } from '../fakes/signingKey.ts'
import { toyManifest } from '../fakes/toyPack.ts'

/** A database as the first version of its schema had it. */
async function openFirstVersion(name: string) {
  return openDB(name, 1, {
    upgrade(database) {
      database.createObjectStore('bundles', { keyPath: 'key' })
      database.createObjectStore('chunks')
    },
    blocking: (_current, _blocked, event) => (event.target as IDBDatabase).close(),
  })
}

describe('a database of the first version', () => {
  it('F19: is read as before, and its libraries are remembered once they are removed', async () => {
    const name = `migration-${crypto.randomUUID()}`
    const old = await openFirstVersion(name)
    const signed = await signManifest(
      JSON.stringify(await toyManifest({ id: 'signed', version: 3 })),
      publisher,
    )
    const plain = JSON.stringify(await toyManifest({ id: 'plain' }))
    const bundles = [
      { key: 'library/signed@1', kind: 'library', name: 'signed', manifest: signed, isReady: true },
      { key: 'library/plain@1', kind: 'library', name: 'plain', manifest: plain, isReady: true },
      { key: 'library/torn@1', kind: 'library', name: 'torn', manifest: '{"schema":1,"vers', isReady: true },
      { key: 'library/begun@1', kind: 'library', name: 'begun', manifest: plain, isReady: false },
      { key: 'encoder/small@1', kind: 'encoder', name: 'small', manifest: '{}', isReady: true },
    ]
    for (const bundle of bundles) await old.put('bundles', bundle)
    await old.put('chunks', Uint8Array.of(1, 2, 3).buffer, ['library/plain@1', 'vectors.i8', 0])

    // The old page is still open in another tab.
    const store = await openIdbStore(name)
    expect((await store.list()).map(({ key }) => key).toSorted()).toEqual(
      bundles.map(({ key }) => key).toSorted(),
    )
    expect(await store.readChunk('library/plain@1', 'vectors.i8', 0)).toEqual(Uint8Array.of(1, 2, 3))
    for (const { key } of bundles) await store.remove(key)
    expect(await store.recall('signed')).toEqual({ version: 3, publicKey: publisher.publicKey })
    expect(await store.recall('plain')).toEqual({ version: 1 })
    expect(await store.recall('torn')).toEqual({ version: 0 }) // binds nobody
    expect(await store.recall('begun')).toBeUndefined()
    expect(await store.recall('small')).toBeUndefined()
    store.close()
  })

  it('R21, F20: is left as it is, in words, where another tab does not let go of it', async () => {
    const name = `migration-${crypto.randomUUID()}`
    ;(await openFirstVersion(name)).close()
    const held = await new Promise<IDBDatabase>((resolve, reject) => {
      const opening = indexedDB.open(name, 1) // and no ear for who wants to upgrade it
      opening.onsuccess = () => resolve(opening.result)
      opening.onerror = () => reject(new Error('The database does not open.'))
    })
    await expect(openIdbStore(name, 100)).rejects.toMatchObject({ code: 'storage-blocked' })
    held.close()
    const store = await openIdbStore(name)
    expect(await store.list()).toEqual([])
    store.close()
  })

  it('R22, F54: is not opened by the older app any more', async () => {
    const name = `migration-${crypto.randomUUID()}`
    ;(await openIdbStore(name)).close()
    await expect(openFirstVersion(name)).rejects.toMatchObject({ name: 'VersionError' })
  })
})
