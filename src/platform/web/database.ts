import { openDB, type DBSchema, type IDBPDatabase, type OpenDBCallbacks } from 'idb'
import { AppError } from '../../core/errors.ts'

/** A tab that is asked to let go of a database does so at once, unless it hangs or is of a version that cannot. */
const longestBlockMs = 10_000

/**
 * Opens a database of this site, makes it where there is none, and brings one of an older version up to date.
 * @throws AppError `storage-newer` when a newer version of the app has written it, `storage-blocked` when another tab does not let it be
 * brought up to date, `storage-unavailable`, `quota-exceeded`
 */
export async function openDatabase<Schema extends DBSchema>(
  name: string,
  version: number,
  upgrade: NonNullable<OpenDBCallbacks<Schema>['upgrade']>,
  blockMs = longestBlockMs,
): Promise<IDBPDatabase<Schema>> {
  let timer: ReturnType<typeof setTimeout> | undefined
  try {
    return await new Promise((resolve, reject) => {
      let isGivenUp = false
      const opening = openDB<Schema>(name, version, {
        upgrade,
        blocked() {
          timer = setTimeout(() => {
            isGivenUp = true
            reject(new AppError('storage-blocked', `Another tab holds ${name} as it was before.`))
          }, blockMs)
        },
        // A newer version of the app in another tab wants to upgrade: let it.
        blocking: (_current, _blocked, event) => (event.target as IDBDatabase).close(),
      })
      opening.then((db) => (isGivenUp ? db.close() : resolve(db)), reject)
    })
  } catch (cause) {
    if (cause instanceof DOMException && cause.name === 'VersionError') {
      throw new AppError('storage-newer', 'The stored data was written by a newer version of this app.', {
        cause,
      })
    }
    throw toStorageError(cause, name)
  } finally {
    clearTimeout(timer)
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
