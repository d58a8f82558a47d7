/** What the page's list of libraries shows and does: for the transfer worker. Only measuring needs a network. */
import { AppError, toAppError } from '../core/errors.ts'
import { totalBytes } from '../core/pack/files.ts'
import { parseManifest } from '../core/pack/manifest.ts'
import { checkInstalled } from '../engine/check.ts'
import { findInstalledEncoder } from '../engine/installed.ts'
import type { BundleStore, StoredBundle } from '../engine/ports.ts'
import { verifySignature } from '../engine/signature.ts'
import type { Reason } from '../protocol/engine.ts'
import type { InstalledLibrary, ReadableLibrary, StoredCheck } from '../protocol/installed.ts'
import type { FileProgress } from '../protocol/transfer.ts'
import type { CallContext } from '../rpc/serve.ts'

export async function listInstalled(store: BundleStore): Promise<InstalledLibrary[]> {
  const bundles = (await store.list()).filter(({ isReady }) => isReady)
  const libraries = bundles.filter(({ kind }) => kind === 'library')
  return Promise.all(
    libraries.map((library) =>
      describe(library, bundles).catch((thrown: unknown) => ({
        key: library.key,
        id: library.name,
        reason: toReason(toAppError(thrown)),
      })),
    ),
  )
}

async function describe(
  { key, manifest: text }: StoredBundle,
  bundles: readonly StoredBundle[],
): Promise<ReadableLibrary> {
  const manifest = parseManifest(text)
  const { id, title, kind, version, date, sourceDate, source, licence, meshYear, records } = manifest
  const encoder = await findInstalledEncoder(bundles, manifest.encoder.id)
  return {
    ...{ key, id, title, kind, version, date, sourceDate, source, licence, meshYear, records },
    sizeBytes: totalBytes(manifest.files),
    encoder: { ...manifest.encoder, isInstalled: encoder !== undefined },
    signature: await readSignature(text),
  }
}

async function readSignature(manifest: string): Promise<ReadableLibrary['signature']> {
  try {
    const signer = await verifySignature(manifest)
    return signer === 'unsigned' ? 'none' : signer
  } catch (thrown) {
    if (thrown instanceof AppError && thrown.code === 'signature-invalid') return 'unchecked'
    throw thrown
  }
}

export async function checkLibrary(
  store: BundleStore,
  key: string,
  { signal, report }: CallContext<FileProgress>,
): Promise<StoredCheck> {
  const { damaged, error } = await checkInstalled(store, key, { signal, onProgress: report })
  return { damaged, ...(error && { reason: toReason(error) }) }
}

const toReason = ({ code, message }: AppError): Reason => ({ code, message })
