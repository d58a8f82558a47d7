import type { Page } from 'playwright-core'

/** Flips one bit of a stored file, as a failing disk does; of the first bundle whose key begins so. */
export async function flipStoredBit(page: Page, file: string, bundle = ''): Promise<void> {
  await page.evaluate(
    ([name, prefix]) =>
      new Promise<void>((resolve, reject) => {
        const opening = indexedDB.open('biohicl')
        opening.onerror = () => reject(new Error('The database does not open.'))
        opening.onsuccess = () => {
          const transaction = opening.result.transaction('chunks', 'readwrite')
          transaction.oncomplete = () => {
            opening.result.close()
            resolve()
          }
          const walk = transaction.objectStore('chunks').openCursor()
          walk.onsuccess = () => {
            const cursor = walk.result
            if (!cursor) return
            const [key = '', stored] = cursor.key as string[]
            if (stored !== name || !key.startsWith(prefix)) return cursor.continue()
            const bytes = new Uint8Array(cursor.value as ArrayBuffer)
            const at = Math.min(1000, bytes.length - 1)
            bytes[at] = (bytes[at] ?? 0) ^ 1
            cursor.update(bytes.buffer)
          }
        }
      }),
    [file, bundle] as const,
  )
}

/** Keys of the bundles of which chunks are stored. */
export function storedBundles(page: Page): Promise<string[]> {
  return page.evaluate(
    () =>
      new Promise<string[]>((resolve, reject) => {
        const opening = indexedDB.open('biohicl')
        opening.onerror = () => reject(new Error('The database does not open.'))
        opening.onsuccess = () => {
          const asking = opening.result.transaction('chunks').objectStore('chunks').getAllKeys()
          asking.onsuccess = () => {
            opening.result.close()
            resolve([...new Set(asking.result.map((key) => (key as string[])[0] ?? ''))])
          }
        }
      }),
  )
}
