/** Which of the installed encoders is opened: for the search worker. */
import { AppError } from '../core/errors.ts'
import type { EncoderCard } from '../core/encoder/card.ts'
import { createBundleReader, type BundleReader } from '../engine/bundle.ts'
import { assertSameEncoder, loadEncoderCard } from '../engine/encoder.ts'
import type { OpenLibrary } from '../engine/library.ts'
import type { BundleStore, StoredBundle } from '../engine/ports.ts'
import { openStore } from './openStore.ts'

export interface ChosenEncoder {
  card: EncoderCard
  reader: BundleReader
}

/** What is open, the main library first. */
interface Opened {
  store: BundleStore
  bundles: readonly StoredBundle[]
  libraries: readonly [OpenLibrary, ...OpenLibrary[]]
}

/**
 * That with the key, else that of the main library, else any.
 * @throws AppError `encoder-missing`, `encoder-mismatch`, and `encoder-invalid` where the one with the key cannot be read
 */
export async function chooseEncoder(
  key: string | undefined,
  opened: Opened | undefined,
): Promise<ChosenEncoder> {
  if (key !== undefined) return findByKey(key)
  if (opened) return findItsEncoder(opened)
  const store = await openStore()
  return findEncoder(store, await store.list(), { id: '', name: 'of this site' })
}

async function findByKey(key: string): Promise<ChosenEncoder> {
  const store = await openStore()
  const bundle = (await store.list()).find((stored) => stored.key === key && stored.isReady)
  if (!bundle) throw new AppError('encoder-missing', `${key} is not installed any more.`)
  const card = await loadEncoderCard(bundle.manifest)
  return { card, reader: createBundleReader(store, key, card.files) }
}

async function findItsEncoder({ store, bundles, libraries: [{ manifest }] }: Opened): Promise<ChosenEncoder> {
  const found = await findEncoder(store, bundles, manifest.encoder)
  assertSameEncoder(manifest, found.card)
  return found
}

/**
 * The encoder the library was made with, by id; with only another one at hand the library's opening says so.
 * One whose card this version cannot read counts as not installed: the page then installs it anew.
 */
async function findEncoder(
  store: BundleStore,
  bundles: readonly StoredBundle[],
  wanted: { id: string; name: string },
): Promise<ChosenEncoder> {
  const installed = bundles.filter(({ kind, isReady }) => kind === 'encoder' && isReady)
  const cards = await Promise.all(
    installed.map(({ key, manifest }) =>
      loadEncoderCard(manifest).then(
        (card) => [{ key, card }],
        () => [],
      ),
    ),
  )
  const encoders = cards.flat()
  const found = encoders.find(({ card }) => card.id === wanted.id) ?? encoders[0]
  if (!found) throw new AppError('encoder-missing', `The encoder ${wanted.name} is not installed.`)
  return { card: found.card, reader: createBundleReader(store, found.key, found.card.files) }
}
