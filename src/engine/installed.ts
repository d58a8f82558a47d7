import type { EncoderCard } from '../core/encoder/card.ts'
import { loadEncoderCard } from './encoder.ts'
import type { StoredBundle } from './ports.ts'

/** The ready encoder with this id. One whose card this version cannot read counts as not installed. */
export async function findInstalledEncoder(
  bundles: readonly StoredBundle[],
  id: string,
): Promise<{ bundle: StoredBundle; card: EncoderCard } | undefined> {
  for (const bundle of bundles.filter(({ kind, isReady }) => kind === 'encoder' && isReady)) {
    const card = await loadEncoderCard(bundle.manifest).catch(() => undefined)
    if (card?.id === id) return { bundle, card }
  }
  return undefined
}
