import { wrap, type IDBPDatabase } from 'idb'
import { AppError } from '../../core/errors.ts'
import type { BundleStore } from '../../engine/ports.ts'
import { createIdbStore, schemaVersion, storeName, type StoreSchema } from './idbStore.ts'

/** The part of the Storage Access API that reaches databases, which TypeScript's DOM library does not have (Chrome from version 125 on). */
export interface StorageAccess {
  requestStorageAccess?(types: { indexedDB: true }): Promise<{ indexedDB: IDBFactory }>
}

/** Whether a frame of another site's page can ask for what this site has stored by itself. A page that is not framed need not. */
export function canAskForInstalled(window: { parent: unknown }): boolean {
  return window.parent !== window && 'StorageAccessHandle' in window
}

/**
 * What the user has installed in the app, for a frame in another site's page, which does not see it unasked. To be called when the user has
 * just pressed something; the browser may ask as well.
 * @throws AppError `storage-refused` where user or browser refuse, `library-missing` where nothing is installed, `storage-newer`
 */
export async function openInstalledStore(frame: StorageAccess, name = storeName): Promise<BundleStore> {
  if (!frame.requestStorageAccess)
    throw new AppError('storage-refused', 'This browser has no way to what the app has stored.')
  const { indexedDB } = await frame.requestStorageAccess({ indexedDB: true }).catch((cause: unknown) => {
    throw new AppError('storage-refused', 'The browser does not let this frame at what the app has stored.', {
      cause,
    })
  })
  return createIdbStore(wrap(await openExisting(indexedDB, name)) as unknown as IDBPDatabase<StoreSchema>)
}

/** Without a version the one that is there is opened; where there is none, none is made. */
function openExisting(factory: IDBFactory, name: string): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const opening = factory.open(name)
    opening.onupgradeneeded = () => opening.transaction?.abort()
    opening.onerror = () =>
      reject(new AppError('library-missing', 'No library is installed in the app.', { cause: opening.error }))
    opening.onsuccess = () => {
      const { version } = opening.result
      if (version === schemaVersion) return resolve(opening.result)
      opening.result.close()
      reject(
        version > schemaVersion
          ? new AppError('storage-newer', 'The stored data was written by a newer version of this app.')
          : new AppError(
              'library-missing',
              'The app has to be opened once: what it has stored is of an older version.',
            ),
      )
    }
  })
}
