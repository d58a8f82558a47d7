// The encoders on a device: which there are, who needs them, and whether one is whole or may go.

import { AppError, toAppError } from '../core/errors.ts'
import type { EncoderCard } from '../core/encoder/card.ts'
import { parseManifest, type Manifest } from '../core/pack/manifest.ts'
import { findDamaged, type CheckOptions, type Damage } from './check.ts'
import { loadEncoderCard } from './encoder.ts'
import type { BundleStore, StoredBundle } from './ports.ts'

export interface EncoderListing {
  encoders: { bundle: StoredBundle; card?: EncoderCard; error?: AppError; neededBy: Manifest[] }[]
  /** Encoders that installed libraries were made with and that are not here. */
  missing: { id: string; name: string; neededBy: Manifest[] }[]
}

export async function listEncoders(store: BundleStore): Promise<EncoderListing> {
  const bundles = (await store.list()).filter(({ isReady }) => isReady)
  const libraries = readLibraries(bundles)
  const neededBy = (wanted: string) => libraries.filter(({ encoder: { id } }) => id === wanted)
  const encoders = await Promise.all(
    bundles
      .filter(({ kind }) => kind === 'encoder')
      .map((bundle) =>
        loadEncoderCard(bundle.manifest).then(
          (card) => ({ bundle, card, neededBy: neededBy(card.id) }),
          (thrown: unknown) => ({ bundle, error: toAppError(thrown), neededBy: [] }),
        ),
      ),
  )
  const here = new Set(encoders.map((encoder) => ('card' in encoder ? encoder.card.id : '')))
  const absent = new Map(
    libraries.filter(({ encoder: { id } }) => !here.has(id)).map(({ encoder }) => [encoder.id, encoder.name]),
  )
  return { encoders, missing: [...absent].map(([id, name]) => ({ id, name, neededBy: neededBy(id) })) }
}

/** Reads and hashes every chunk of an installed encoder. @throws AppError `encoder-missing`, `cancelled` */
export async function checkEncoder(
  store: BundleStore,
  key: string,
  options: CheckOptions,
): Promise<Damage[]> {
  const { card } = await findEncoder(store, key)
  const files = (card?.files ?? []).map((file) => ({ key, file }))
  return findDamaged(store, files, options)
}

/**
 * Removes an encoder. One that an installed library needs goes only where there is another copy of it.
 * @param isElsewhere whether an encoder with this id can be had again
 * @throws AppError `usage` when it has to stay, `encoder-missing`
 */
export async function removeEncoder(
  store: BundleStore,
  key: string,
  isElsewhere: (id: string) => Promise<boolean>,
): Promise<void> {
  const { card, neededBy, others } = await findEncoder(store, key)
  const [library] = neededBy
  if (card && library) {
    const hasTwin = others.some((other) => other.card?.id === card.id)
    if (!hasTwin && !(await isElsewhere(card.id))) {
      throw new AppError(
        'usage',
        `“${library.title}” needs ${card.name}, and no other copy of it can be found: this site does not offer it, or cannot ` +
          'be asked now. Remove the library first, or keep the model.',
      )
    }
  }
  await store.remove(key)
}

async function findEncoder(store: BundleStore, key: string) {
  const { encoders } = await listEncoders(store)
  const found = encoders.find(({ bundle }) => bundle.key === key)
  if (!found) throw new AppError('encoder-missing', `${key} is not installed any more.`)
  return { ...found, others: encoders.filter((other) => other !== found) }
}

/** Those that this version can read. */
export function readLibraries(bundles: readonly StoredBundle[]): Manifest[] {
  return bundles
    .filter(({ kind, isReady }) => kind === 'library' && isReady)
    .flatMap(({ manifest }) => {
      try {
        return [parseManifest(manifest)]
      } catch (thrown) {
        const error = toAppError(thrown)
        if (error.code !== 'library-invalid' && error.code !== 'library-outdated') throw error
        return []
      }
    })
}
