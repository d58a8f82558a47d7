import { basename, dirname, resolve } from 'node:path'
import { AppError } from '../../core/errors.ts'
import type { EncoderCard } from '../../core/encoder/card.ts'
import { createBundleReader } from '../../engine/bundle.ts'
import { loadEncoderCard } from '../../engine/encoder.ts'
import type { Embedder } from '../../engine/ports.ts'
import { openTransformersEmbedder } from '../transformers/embedder.ts'
import { createFolderStore } from './folderStore.ts'

/** Opens the encoder in a folder such as `models/all-MiniLM-L6-v2` on onnxruntime-node; every byte is hash-checked. */
export async function openNodeEncoder(folder: string): Promise<{ card: EncoderCard; embedder: Embedder }> {
  const store = createFolderStore(folder, 'encoder')
  const [bundle] = (await store.list()).filter(({ isReady }) => isReady)
  if (!bundle) {
    throw new AppError(
      'encoder-missing',
      `There is no encoder in ${resolve(folder)}: expected ${basename(dirname(folder))}/${basename(folder)}/model.json.`,
    )
  }
  const card = await loadEncoderCard(bundle.manifest)
  const reader = createBundleReader(store, bundle.key, card.files)
  return { card, embedder: await openTransformersEmbedder(card, { backend: 'node', readFile: reader.file }) }
}
