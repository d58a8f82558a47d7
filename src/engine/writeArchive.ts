import { concatBytes, fromHex, type Bytes } from '../core/bytes.ts'
import { AppError } from '../core/errors.ts'
import { magicBytes, sectionHeadBytes, toMagic, toSectionHead } from '../core/pack/archive.ts'
import { chunkBytes, chunkSize, totalBytes, type FileEntry } from '../core/pack/files.ts'
import { parseManifest } from '../core/pack/manifest.ts'
import type { ArchiveProgress } from './archive.ts'
import { createBundleReader, toBundleKey } from './bundle.ts'
import { assertSameEncoder, loadEncoderCard } from './encoder.ts'
import { sha256 } from './hash.ts'
import type { BundleStore, StoredBundle } from './ports.ts'
import { verifySignature } from './signature.ts'

/** A bundle and where its chunks are. */
export interface BundleAt {
  store: BundleStore
  bundle: StoredBundle
}

interface Options {
  signal: AbortSignal
  onProgress(progress: ArchiveProgress): void
}

/**
 * Writes a library, and its encoder when there is one, as one file: piece by piece, each chunk hashed before it is
 * written. The same bundles give the same bytes.
 * @param write takes one piece after another
 * @throws AppError `file-damaged`, `encoder-mismatch`, `signature-invalid`, `cancelled`
 */
export async function writeArchive(
  { library, encoder }: { library: BundleAt; encoder?: BundleAt | undefined },
  write: (bytes: Bytes) => Promise<void> | void,
  { signal, onProgress }: Options,
): Promise<void> {
  const { manifest } = library.bundle
  await verifySignature(manifest)
  if (encoder) assertSameEncoder(parseManifest(manifest), await loadEncoderCard(encoder.bundle.manifest))
  // The encoder first: so a file that is cut off anywhere lacks something.
  const sections = await Promise.all([...(encoder ? [encoder] : []), library].map(toSection))
  const total = magicBytes + sections.reduce((sum, section) => sum + sizeOf(section), 0)
  let doneBytes = 0
  for await (const bytes of piecesOf(sections)) {
    if (signal.aborted) throw new AppError('cancelled', 'Writing the library was cancelled.')
    await write(bytes)
    doneBytes += bytes.byteLength
    onProgress({ doneBytes, totalBytes: total })
  }
}

interface Section extends BundleAt {
  manifest: Bytes
  files: readonly FileEntry[]
}

async function toSection({ store, bundle }: BundleAt): Promise<Section> {
  const { kind, name, key } = bundle
  const manifest = new TextEncoder().encode(bundle.manifest)
  // The text is what the store keeps; the key is the hash of the bytes that came.
  if ((await toBundleKey(kind, name, manifest)) !== key) {
    throw new AppError(
      kind === 'library' ? 'library-invalid' : 'encoder-invalid',
      `${key}: its manifest is not UTF-8 text, so it cannot be written as it came. Build it again.`,
    )
  }
  const parse = kind === 'library' ? parseManifest : loadEncoderCard
  return { store, bundle, manifest, files: (await parse(bundle.manifest)).files }
}

function sizeOf({ manifest, files }: Section): number {
  return sectionHeadBytes + manifest.byteLength + totalBytes(files)
}

async function* piecesOf(sections: readonly Section[]): AsyncGenerator<Bytes> {
  yield toMagic()
  for (const { store, bundle, manifest, files } of sections) {
    const manifestSha256 = fromHex(await sha256(manifest))
    const manifestBytes = manifest.byteLength
    yield concatBytes([toSectionHead({ kind: bundle.kind, manifestBytes, manifestSha256 }), manifest])
    const reader = createBundleReader(store, bundle.key, files)
    for (const file of files) {
      for (let index = 0; index < file.chunks.length; index++) {
        const start = index * chunkBytes
        yield await reader.range(file.name, start, start + chunkSize(file, index))
      }
    }
  }
}
