import type { DBSchema } from 'idb'
import type { Bytes } from '../../core/bytes.ts'
import { AppError } from '../../core/errors.ts'
import type { Bundle, BundleStore } from '../../engine/ports.ts'
import { attempt, openDatabase } from './database.ts'

/** Bump with a migration; a newer number on disk refuses to open instead of writing. */
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
  const db = await openDatabase<Schema>(name, schemaVersion, (database) => {
    database.createObjectStore('bundles', { keyPath: 'key' })
    database.createObjectStore('chunks')
  })
  const chunksOf = (key: string) => IDBKeyRange.bound([key], [key, []])

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
