import { basename, dirname, resolve } from 'node:path'
import type { Bytes } from '../../core/bytes.ts'
import { AppError } from '../../core/errors.ts'
import type { EncoderCard } from '../../core/encoder/card.ts'
import { createBundleReader } from '../../engine/bundle.ts'
import { loadEncoderCard } from '../../engine/encoder.ts'
import type { Embedder } from '../../engine/ports.ts'
import { openTransformersEmbedder } from '../transformers/embedder.ts'
import { createFolderStore } from './folderStore.ts'

export interface EncoderFolder {
  card: EncoderCard
  /** Reads one of the encoder's files; every byte is hash-checked. */
  readFile(name: string): Promise<Bytes>
}

/**
 * Finds the encoder in a folder such as `models/biohicl-small`.
 * @throws AppError `encoder-missing`, `encoder-invalid`
 */
export async function findEncoder(folder: string): Promise<EncoderFolder> {
  const store = createFolderStore(folder, 'encoder')
  const [bundle] = (await store.list()).filter(({ isReady }) => isReady)
  if (!bundle) {
    throw new AppError(
      'encoder-missing',
      `There is no encoder in ${resolve(folder)}: expected ${basename(dirname(folder))}/${basename(folder)}/model.json.`,
    )
  }
  const card = await loadEncoderCard(bundle.manifest)
  return { card, readFile: createBundleReader(store, bundle.key, card.files).file }
}

/** Opens the encoder in a folder on onnxruntime-node. @param threads that one run may use; by default all cores */
export async function openNodeEncoder(
  folder: string,
  threads?: number,
): Promise<{ card: EncoderCard; embedder: Embedder }> {
  const { card, readFile } = await findEncoder(folder)
  const options = { backend: 'node' as const, readFile, ...(threads !== undefined && { threads }) }
  return { card, embedder: await openTransformersEmbedder(card, options) }
}
