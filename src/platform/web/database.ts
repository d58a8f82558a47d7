import { openDB, type DBSchema, type IDBPDatabase, type OpenDBCallbacks } from 'idb'
import { AppError, type Space } from '../../core/errors.ts'

/** A tab that is asked to let go of a database does so at once, unless it hangs or is of a version that cannot. */
const longestBlockMs = 10_000

/**
 * Opens a database of this site, makes it where there is none, and brings one of an older version up to date.
 * @throws AppError `storage-newer` when a newer version of the app has written it, `storage-blocked` when another tab does not let it be
 * brought up to date, `storage-refused`, `storage-unavailable`, `quota-exceeded`
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
    if (isRefusal(cause))
      throw new AppError('storage-refused', `The browser lets this site store nothing: ${name}.`, { cause })
    throw await toStorageError(cause, name)
  } finally {
    clearTimeout(timer)
  }
}

/** Runs something on a database. @param what it is about, for messages */
export async function attempt<T>(what: string, run: () => Promise<T>): Promise<T> {
  try {
    return await run()
  } catch (cause) {
    throw await toStorageError(cause, what)
  }
}

async function toStorageError(cause: unknown, what: string): Promise<AppError> {
  if (cause instanceof AppError) return cause
  if (cause instanceof DOMException && cause.name === 'QuotaExceededError') {
    const space = await estimateSpace()
    return new AppError('quota-exceeded', `The browser has no more space for ${what}.`, { cause, space })
  }
  const detail = cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause)
  return new AppError(
    'storage-unavailable',
    `The browser's database cannot be used for ${what} (${detail}).`,
    { cause },
  )
}

async function estimateSpace(): Promise<Space> {
  const { quota, usage = 0 } = await navigator.storage.estimate().catch((): StorageEstimate => ({}))
  return quota === undefined ? {} : { freeBytes: Math.max(0, quota - usage) }
}

/**
 * Where a site may store nothing there is no `indexedDB` at all, or it throws at once (SecurityError; Firefox's older private windows:
 * InvalidStateError). Chromium, told to block cookies, has the name of a damaged database for it, so only its words tell.
 */
function isRefusal(cause: unknown): boolean {
  if (!('indexedDB' in globalThis) || !globalThis.indexedDB) return true
  if (!(cause instanceof DOMException)) return false
  return (
    ['SecurityError', 'InvalidStateError'].includes(cause.name) || /denied permission/.test(cause.message)
  )
}
