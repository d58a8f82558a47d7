import type { PageWorkers } from './pageWorkers.ts'

/** Deletes all that this site has on the device, and begins anew as at a first visit. Other tabs of it let go of their databases. */
export async function eraseSite({
  engine,
  transfer,
}: Pick<PageWorkers, 'engine' | 'transfer'>): Promise<void> {
  engine()?.stop()
  transfer().stop()
  const databases = await indexedDB.databases()
  await Promise.all(databases.flatMap(({ name }) => (name === undefined ? [] : deleteDatabase(name))))
  // Absent where the connection is not secure.
  const { caches, navigator } = globalThis as { caches?: CacheStorage; navigator: Partial<Navigator> }
  if (caches) for (const name of await caches.keys()) await caches.delete(name)
  const registrations = (await navigator.serviceWorker?.getRegistrations()) ?? []
  await Promise.all(registrations.map((registration) => registration.unregister()))
  localStorage.clear()
  sessionStorage.clear()
  location.replace(location.pathname)
}

function deleteDatabase(name: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const deleting = indexedDB.deleteDatabase(name)
    deleting.onsuccess = () => resolve()
    deleting.onerror = () => reject(deleting.error ?? new Error(`${name} cannot be deleted.`))
  })
}
