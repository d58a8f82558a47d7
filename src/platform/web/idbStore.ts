import { openDB, type DBSchema, type IDBPDatabase } from 'idb'
import type { Bytes } from '../../core/bytes.ts'
import { AppError } from '../../core/errors.ts'
import type { Bundle, BundleStore } from '../../engine/ports.ts'

/** Bump with a migration in `upgrade`; a newer number on disk refuses to open instead of writing. */
const schemaVersion = 1

interface Schema extends DBSchema {
  bundles: { key: string; value: Bundle & { isReady: boolean } }
  /** One record a chunk, at most 1 MiB: larger values would be read whole for a few bytes. */
  chunks: { key: [bundle: string, file: string, index: number]; value: ArrayBuffer }
}

/**
 * Bundles in IndexedDB. Chunks are written one transaction each; the `ready` mark is the only thing that counts and is
 * written with strict durability.
 * @throws AppError `storage-unavailable`, `storage-newer`, `quota-exceeded`
 */
export async function openIdbStore(name = 'biohicl'): Promise<BundleStore> {
  const db = await openDatabase(name)
  const chunksOf = (key: string) => IDBKeyRange.bound([key], [key, []])

  async function attempt<T>(what: string, run: () => Promise<T>): Promise<T> {
    try {
      return await run()
    } catch (cause) {
      throw toStorageError(cause, what)
    }
  }

  return {
    list: () => attempt('the libraries', () => db.getAll('bundles')),

    begin: ({ key, kind, name, manifest }) =>
      attempt(name, async () => {
        const transaction = db.transaction('bundles', 'readwrite')
        if (!(await transaction.store.get(key))) {
          await transaction.store.put({ key, kind, name, manifest, isReady: false })
        }
        await transaction.done
      }),

    putChunk: (key, file, index, bytes) =>
      attempt(file, async () => {
        // The buffer of its own: a view would store the whole memory behind it.
        const buffer = bytes.byteLength === bytes.buffer.byteLength ? bytes.buffer : bytes.slice().buffer
        const transaction = db.transaction('chunks', 'readwrite')
        await Promise.all([transaction.store.put(buffer, [key, file, index]), transaction.done])
      }),

    async readChunk(key, file, index) {
      const buffer = await attempt(file, () => db.get('chunks', [key, file, index]))
      return buffer && (new Uint8Array(buffer) satisfies Bytes)
    },

    commit: (key) =>
      attempt(key, async () => {
        const transaction = db.transaction('bundles', 'readwrite', { durability: 'strict' })
        const bundle = await transaction.store.get(key)
        if (!bundle) throw new AppError('not-found', `${key} is not in the store.`)
        await Promise.all([transaction.store.put({ ...bundle, isReady: true }), transaction.done])
      }),

    remove: (key) =>
      attempt(key, async () => {
        const transaction = db.transaction(['bundles', 'chunks'], 'readwrite')
        await Promise.all([
          transaction.objectStore('bundles').delete(key),
          transaction.objectStore('chunks').delete(chunksOf(key)),
          transaction.done,
        ])
      }),

    close: () => db.close(),
  }
}

async function openDatabase(name: string): Promise<IDBPDatabase<Schema>> {
  try {
    const db = await openDB<Schema>(name, schemaVersion, {
      upgrade(database) {
        database.createObjectStore('bundles', { keyPath: 'key' })
        database.createObjectStore('chunks')
      },
      // A newer version of the app in another tab wants to upgrade: let it.
      blocking: (_current, _blocked, event) => (event.target as IDBDatabase).close(),
    })
    return db
  } catch (cause) {
    if (cause instanceof DOMException && cause.name === 'VersionError') {
      throw new AppError('storage-newer', 'The stored data was written by a newer version of this app.', {
        cause,
      })
    }
    throw toStorageError(cause, name)
  }
}

function toStorageError(cause: unknown, what: string): AppError {
  if (cause instanceof AppError) return cause
  if (cause instanceof DOMException && cause.name === 'QuotaExceededError') {
    return new AppError('quota-exceeded', `The browser has no more space for ${what}.`, { cause })
  }
  const detail = cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause)
  return new AppError(
    'storage-unavailable',
    `The browser's database cannot be used for ${what} (${detail}).`,
    { cause },
  )
}
