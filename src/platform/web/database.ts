import { openDB, type DBSchema, type IDBPDatabase, type OpenDBCallbacks } from 'idb'
import { AppError } from '../../core/errors.ts'

/**
 * Opens a database of this site, makes it where there is none, and brings one of an older version up to date.
 * @throws AppError `storage-newer` when a newer version of the app has written it, `storage-unavailable`, `quota-exceeded`
 */
export async function openDatabase<Schema extends DBSchema>(
  name: string,
  version: number,
  upgrade: NonNullable<OpenDBCallbacks<Schema>['upgrade']>,
): Promise<IDBPDatabase<Schema>> {
  try {
    return await openDB<Schema>(name, version, {
      upgrade,
      // A newer version of the app in another tab wants to upgrade: let it.
      blocking: (_current, _blocked, event) => (event.target as IDBDatabase).close(),
    })
  } catch (cause) {
    if (cause instanceof DOMException && cause.name === 'VersionError') {
      throw new AppError('storage-newer', 'The stored data was written by a newer version of this app.', {
        cause,
      })
    }
    throw toStorageError(cause, name)
  }
}

/** Runs something on a database. @param what it is about, for messages */
export async function attempt<T>(what: string, run: () => Promise<T>): Promise<T> {
  try {
    return await run()
  } catch (cause) {
    throw toStorageError(cause, what)
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
