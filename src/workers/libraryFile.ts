/** Libraries as files of the user's, in and out of the store: for the transfer worker, though none of it needs a network. */
import type { Bytes } from '../core/bytes.ts'
import { AppError } from '../core/errors.ts'
import { archiveExtension } from '../core/pack/archive.ts'
import { parseManifest } from '../core/pack/manifest.ts'
import { installArchive, openArchive } from '../engine/archive.ts'
import { removeLeftovers } from '../engine/install.ts'
import { findInstalledEncoder } from '../engine/installed.ts'
import type { BundleStore } from '../engine/ports.ts'
import { writeArchive } from '../engine/writeArchive.ts'
import { createBlobFile } from '../platform/web/blobFile.ts'
import type { FileProgress, ImportedLibrary, TransferContract } from '../protocol/transfer.ts'
import type { CallContext } from '../rpc/serve.ts'
import { trust } from './trust.ts'

type Context = CallContext<FileProgress>

export async function importFile(
  store: BundleStore,
  { file, ...agreed }: TransferContract['importFile']['input'],
  { signal, report }: Context,
): Promise<ImportedLibrary> {
  const archive = await openArchive(createBlobFile(file))
  const options = { signal, ...agreed, ...trust, onProgress: report }
  await installArchive(archive, { library: store, encoder: store }, options)
  await removeLeftovers(store)
  const { id, kind } = archive.library.manifest
  return { id, kind }
}

export async function exportFile(
  store: BundleStore,
  key: string,
  { signal, report }: Context,
): Promise<{ file: File }> {
  const bundles = (await store.list()).filter(({ isReady }) => isReady)
  const library = bundles.find((bundle) => bundle.key === key)
  if (!library) throw new AppError('library-missing', `${key} is not installed any more.`)
  const manifest = parseManifest(library.manifest)
  const encoder = await findInstalledEncoder(bundles, manifest.encoder.id)
  // The browser takes a Blob out of this worker's memory, to disk when there are many.
  const parts: Blob[] = []
  const write = (bytes: Bytes) => void parts.push(new Blob([bytes]))
  await writeArchive(
    { library: { store, bundle: library }, ...(encoder && { encoder: { store, bundle: encoder.bundle } }) },
    write,
    { signal, onProgress: report },
  )
  return { file: new File(parts, `${manifest.id}${archiveExtension}`, { type: 'application/octet-stream' }) }
}
