import { afterEach, describe, expect, it } from 'vitest'
import { openIdbStore } from '../../src/platform/web/idbStore.ts'
import { canAskForInstalled, openInstalledStore } from '../../src/platform/web/installedStore.ts'

const name = 'biohicl-installed'

/** What a browser hands out that agrees: here the page's own databases. */
const access = { requestStorageAccess: () => Promise.resolve({ indexedDB }) }

afterEach(() => void indexedDB.deleteDatabase(name))

describe('R53: what is installed in the app, in a frame', () => {
  it('is read where the browser agrees', async () => {
    const own = await openIdbStore(name)
    await own.begin({ key: 'library/a@1', kind: 'library', name: 'a', manifest: '{}' })
    await own.putChunk('library/a@1', 'file', 0, Uint8Array.of(1, 2, 3))
    const store = await openInstalledStore(access, name)
    expect((await store.list()).map(({ key }) => key)).toEqual(['library/a@1'])
    expect(await store.readChunk('library/a@1', 'file', 0)).toEqual(Uint8Array.of(1, 2, 3))
    store.close()
    own.close()
  })

  it('is told to be missing where there is none, and nothing is made', async () => {
    await expect(openInstalledStore(access, name)).rejects.toMatchObject({ code: 'library-missing' })
    expect((await indexedDB.databases()).map((each) => each.name)).not.toContain(name)
  })

  it('is left alone where a newer version of the app has written it', async () => {
    await new Promise<void>((resolve) => {
      const opening = indexedDB.open(name, 99)
      opening.onsuccess = () => {
        opening.result.close()
        resolve()
      }
    })
    await expect(openInstalledStore(access, name)).rejects.toMatchObject({ code: 'storage-newer' })
  })

  it('is refused in words where user or browser refuse, or there is no such thing', async () => {
    const refusing = { requestStorageAccess: () => Promise.reject(new DOMException('no', 'NotAllowedError')) }
    await expect(openInstalledStore(refusing, name)).rejects.toMatchObject({ code: 'storage-refused' })
    await expect(openInstalledStore({}, name)).rejects.toMatchObject({ code: 'storage-refused' })
  })

  it('is not offered to a page that is not framed', () => {
    const top: { parent: unknown; StorageAccessHandle: unknown } = {
      parent: undefined,
      StorageAccessHandle: {},
    }
    top.parent = top
    expect(canAskForInstalled(top)).toBe(false)
    expect(canAskForInstalled({ parent: top, StorageAccessHandle: {} } as { parent: unknown })).toBe(true)
    expect(canAskForInstalled({ parent: top })).toBe(false)
  })
})
