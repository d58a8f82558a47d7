import { isOwnId } from '../core/draft.ts'
import { toAppError } from '../core/errors.ts'
import { parseManifest } from '../core/pack/manifest.ts'
import { loadEncoderCard } from './encoder.ts'
import { readLibraries } from './encoders.ts'
import type { BundleStore, StoredBundle } from './ports.ts'

/**
 * Removes a library, what interrupted installs of it left, and its encoder where no other library needs that. Where a library
 * cannot be read, nobody knows which encoder it needs, and all stay; those that no library was made with stay too: they
 * were imported by themselves. Of the library the store remembers version and key.
 */
export async function removeLibrary(store: BundleStore, key: string): Promise<void> {
  const bundles = await store.list()
  const library = bundles.find((bundle) => bundle.key === key)
  if (!library) return
  const isOfIt = ({ kind, name }: StoredBundle) => kind === 'library' && name === library.name
  for (const bundle of bundles.filter(isOfIt)) await store.remove(bundle.key)
  // Its id tells what the user looked for, and no site brings a version of it.
  if (isOwnId(library.name)) await store.forget(library.name)

  const needed = toEncoderIds(bundles.filter((bundle) => bundle.kind === 'library' && !isOfIt(bundle)))
  if (!needed) return
  const own = new Set(readLibraries(bundles.filter(isOfIt)).map(({ encoder }) => encoder.id))
  for (const bundle of bundles.filter(({ kind }) => kind === 'encoder')) {
    const card = await loadEncoderCard(bundle.manifest).catch(() => undefined)
    if (!card || (own.has(card.id) && !needed.has(card.id))) await store.remove(bundle.key)
  }
}

function toEncoderIds(libraries: readonly StoredBundle[]): Set<string> | undefined {
  try {
    return new Set(libraries.map(({ manifest }) => parseManifest(manifest).encoder.id))
  } catch (thrown) {
    const error = toAppError(thrown)
    if (error.code !== 'library-invalid' && error.code !== 'library-outdated') throw error
    return undefined
  }
}
