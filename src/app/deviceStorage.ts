/** What the browser says of the room that this site has; it may say nothing. */
export interface StorageReport {
  usedBytes?: number
  /** The most that this site may take, as the browser estimates it. */
  quotaBytes?: number
  /** Whether the browser has promised not to clear it when the disk is full; absent where it does not tell. */
  isKept?: boolean
}

type Storage = Partial<Pick<StorageManager, 'estimate' | 'persisted' | 'persist'>>

// Absent where the connection is not secure, and in old browsers.
const ownStorage = (): Storage | undefined => navigator.storage

export async function readStorage(storage = ownStorage()): Promise<StorageReport> {
  const [estimate, isKept] = await Promise.all([
    storage?.estimate?.().catch(() => undefined),
    storage?.persisted?.().catch(() => undefined),
  ])
  return {
    ...(estimate?.usage !== undefined && { usedBytes: estimate.usage }),
    ...(estimate?.quota !== undefined && { quotaBytes: estimate.quota }),
    ...(isKept !== undefined && { isKept }),
  }
}

/** Refused or not, libraries are usable: they may only have to be fetched again one day. */
export async function keepStorage(storage = ownStorage()): Promise<void> {
  await storage?.persist?.().catch(() => false)
}
