import { assertSafeFile } from '../core/encoder/assertSafeFile.ts'
import type { EncoderCard } from '../core/encoder/card.ts'
import { assertFits } from '../core/encoder/memory.ts'
import { AppError } from '../core/errors.ts'
import { loadEncoderCard } from './encoder.ts'
import { readLibraries } from './encoders.ts'
import { sha256 } from './hash.ts'
import { install, type InstallProgress } from './install.ts'
import type { BundleSource, BundleStore } from './ports.ts'

/** A folder that is at hand as a whole: what it lacks can be told before anything is copied. */
export interface FolderSource extends BundleSource {
  /** In bytes; undefined where the folder has no such file. */
  sizeOf(file: string): number | undefined
}

interface ImportOptions {
  signal: AbortSignal
  onProgress(progress: InstallProgress): void
  /** What an encoder may take here. */
  memoryBytes: number
}

/**
 * Installs the encoder of a model folder, with the checks of every installation; of one that is refused nothing stays behind.
 * @returns its key and id
 * @throws AppError `encoder-invalid`, `not-found` and `file-damaged` naming the file, `memory-short`, and `usage` where
 * another encoder of its name is needed
 */
export async function importEncoder(
  source: FolderSource,
  store: BundleStore,
  { signal, onProgress, memoryBytes }: ImportOptions,
): Promise<{ key: string; id: string }> {
  const before = new Set((await store.list()).map(({ key }) => key))
  let id = ''
  try {
    const key = await install('encoder', source, store, {
      signal,
      onProgress,
      async accept(manifest) {
        const card = await loadEncoderCard(manifest)
        assertWhole(source, card)
        assertFitsSomehow(card, memoryBytes)
        await assertNameFree(store, card)
        await assertSafe(source, card, signal)
        id = card.id
      },
    })
    return { key, id }
  } catch (thrown) {
    for (const { key, isReady } of await store.list())
      if (!isReady && !before.has(key)) await store.remove(key)
    throw thrown
  }
}

function assertWhole(source: FolderSource, { files }: EncoderCard): void {
  for (const { name, bytes } of files) {
    const size = source.sizeOf(name)
    if (size === undefined)
      throw new AppError('not-found', `${source.place} has no file ${name}, which its model.json lists.`)
    if (size !== bytes) {
      throw new AppError(
        'file-damaged',
        `${source.place}: ${name} has ${size} bytes, and by model.json it has ${bytes}.`,
      )
    }
  }
}

/** Of files that are not what the card says, the installation tells more. */
async function assertSafe(source: FolderSource, card: EncoderCard, signal: AbortSignal): Promise<void> {
  for (const { name, bytes: size, sha256: expected } of card.files) {
    const bytes = await source.range(name, 0, size, signal)
    if ((await sha256(bytes)) === expected) assertSafeFile(name, bytes, card)
  }
}

/** On one of the two backends at least. */
function assertFitsSomehow(card: EncoderCard, memoryBytes: number): void {
  try {
    assertFits(card, 'webgpu', memoryBytes)
  } catch {
    assertFits(card, 'wasm', memoryBytes)
  }
}

/** An installation takes the place of what is here under its name, and libraries are bound to an encoder by its id. */
async function assertNameFree(store: BundleStore, { name, id }: EncoderCard): Promise<void> {
  const bundles = await store.list()
  const libraries = readLibraries(bundles)
  for (const bundle of bundles.filter(({ kind, isReady }) => kind === 'encoder' && isReady)) {
    if (bundle.name !== name) continue
    const other = await loadEncoderCard(bundle.manifest).catch(() => undefined)
    const library = libraries.find(({ encoder }) => encoder.id === other?.id)
    if (other && other.id !== id && library) {
      throw new AppError(
        'usage',
        `Another model of the name ${name} is here, and “${library.title}” needs it. Give this one another name: ` +
          'npm run model -- convert takes --name.',
      )
    }
  }
}
