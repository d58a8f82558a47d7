import type { DBSchema, IDBPDatabase, IDBPTransaction, StoreNames } from 'idb'
import type { Bytes } from '../../core/bytes.ts'
import type { Edition } from '../../core/edition.ts'
import { AppError } from '../../core/errors.ts'
import type { Bundle, BundleStore } from '../../engine/ports.ts'
import { toEdition } from '../../engine/succession.ts'
import { attempt, openDatabase } from './database.ts'

export const storeName = 'biohicl'

/** Bump with a migration; a newer number on disk refuses to open instead of writing. 2 remembers libraries. */
export const schemaVersion = 2

export interface StoreSchema extends DBSchema {
  bundles: { key: string; value: Bundle & { isReady: boolean } }
  /** One record a chunk, at most 1 MiB: larger values would be read whole for a few bytes. */
  chunks: { key: [bundle: string, file: string, index: number]; value: ArrayBuffer }
  /** What was committed last under each library's id. Not removed with the library. */
  editions: { key: string; value: Edition }
}

/**
 * Bundles in IndexedDB. Chunks are written one transaction each; the `ready` mark is the only thing that counts and is
 * written with strict durability.
 * @throws AppError `storage-unavailable`, `storage-newer`, `quota-exceeded`
 */
export async function openIdbStore(name = storeName, blockMs?: number): Promise<BundleStore> {
  const db = await openDatabase<StoreSchema>(
    name,
    schemaVersion,
    (database, oldVersion, _newVersion, upgrade) => {
      if (oldVersion < 1) {
        database.createObjectStore('bundles', { keyPath: 'key' })
        database.createObjectStore('chunks')
      }
      if (oldVersion < 2) {
        database.createObjectStore('editions')
        void rememberInstalled(upgrade)
      }
    },
    blockMs,
  )
  return createIdbStore(db)
}

/** @param db as openIdbStore makes it */
export function createIdbStore(db: IDBPDatabase<StoreSchema>): BundleStore {
  const writer = createGroupWriter(db)
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
        await writer.put(buffer, [key, file, index])
      }),

    async readChunk(key, file, index) {
      const buffer = await attempt(file, () => db.get('chunks', [key, file, index]))
      return buffer && (new Uint8Array(buffer) satisfies Bytes)
    },

    commit: (key) =>
      attempt(key, async () => {
        const transaction = db.transaction(['bundles', 'editions'], 'readwrite', { durability: 'strict' })
        const bundles = transaction.objectStore('bundles')
        const bundle = await bundles.get(key)
        if (!bundle) throw new AppError('not-found', `${key} is not in the store.`)
        await Promise.all([
          bundles.put({ ...bundle, isReady: true }),
          ...(bundle.kind === 'library'
            ? [transaction.objectStore('editions').put(toEdition(bundle.manifest), bundle.name)]
            : []),
          transaction.done,
        ])
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

    recall: (id) => attempt(id, () => db.get('editions', id)),

    forget: (id) =>
      attempt(id ?? 'what is remembered', async () => {
        const transaction = db.transaction(['bundles', 'editions'], 'readwrite')
        const editions = transaction.objectStore('editions')
        const ids = id === undefined ? await editions.getAllKeys() : [id]
        const here = await transaction.objectStore('bundles').getAll()
        const gone = ids.filter((each) => !here.some(({ kind, name }) => kind === 'library' && name === each))
        await Promise.all([...gone.map((each) => editions.delete(each)), transaction.done])
      }),

    close: () => db.close(),
  }
}

/** What is to be written while a transaction runs goes into the next one together: for each by itself, IndexedDB takes twice as long. */
function createGroupWriter(db: IDBPDatabase<StoreSchema>) {
  let waiting: Chunk[] = []
  let running: Promise<void> = Promise.resolve()
  let next: Promise<void> | undefined

  async function write(): Promise<void> {
    await running.catch(() => {}) // told to those whose chunks it wrote
    const group = waiting
    ;[waiting, next] = [[], undefined]
    const transaction = db.transaction('chunks', 'readwrite')
    const writing = Promise.all([
      ...group.map(([value, key]) => transaction.store.put(value, key)),
      transaction.done,
    ])
    running = writing.then(() => {})
    await writing
  }
  return {
    put(...chunk: Chunk): Promise<void> {
      waiting.push(chunk)
      return (next ??= write())
    },
  }
}

type Chunk = [value: ArrayBuffer, key: StoreSchema['chunks']['key']]

/** Nothing but the transaction is waited for: it would end meanwhile. Where it fails, so does the opening. */
async function rememberInstalled(
  upgrade: IDBPTransaction<StoreSchema, StoreNames<StoreSchema>[], 'versionchange'>,
): Promise<void> {
  for (const { kind, name, manifest, isReady } of await upgrade.objectStore('bundles').getAll()) {
    if (kind === 'library' && isReady) await upgrade.objectStore('editions').put(toEdition(manifest), name)
  }
}
