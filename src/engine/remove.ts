import { toAppError } from '../core/errors.ts'
import { parseManifest } from '../core/pack/manifest.ts'
import { loadEncoderCard } from './encoder.ts'
import type { BundleStore, StoredBundle } from './ports.ts'

/**
 * Removes a library, what interrupted installs of it left, and the encoders that no library needs any more. Where a library
 * cannot be read, nobody knows which encoder it needs, and all stay.
 */
export async function removeLibrary(store: BundleStore, key: string): Promise<void> {
  const bundles = await store.list()
  const library = bundles.find((bundle) => bundle.key === key)
  if (!library) return
  const isOfIt = ({ kind, name }: StoredBundle) => kind === 'library' && name === library.name
  for (const bundle of bundles.filter(isOfIt)) await store.remove(bundle.key)

  const needed = toEncoderIds(bundles.filter((bundle) => bundle.kind === 'library' && !isOfIt(bundle)))
  if (!needed) return
  for (const bundle of bundles.filter(({ kind }) => kind === 'encoder')) {
    const card = await loadEncoderCard(bundle.manifest).catch(() => undefined)
    if (!card || !needed.has(card.id)) await store.remove(bundle.key)
  }
}

function toEncoderIds(libraries: readonly StoredBundle[]): Set<string> | undefined {
  try {
    return new Set(libraries.map(({ manifest }) => parseManifest(manifest).encoder.id))
  } catch (thrown) {
    const error = toAppError(thrown)
    if (error.code !== 'library-invalid') throw error
    return undefined
  }
}
