import { toHex, type Bytes } from '../core/bytes.ts'
import type { EncoderCard } from '../core/encoder/card.ts'
import { AppError, toAppError } from '../core/errors.ts'
import {
  checkMagic,
  layOutFiles,
  magicBytes,
  parseSectionHead,
  sectionHeadBytes,
  type SectionKind,
} from '../core/pack/archive.ts'
import { totalBytes } from '../core/pack/files.ts'
import { parseManifest, type Manifest } from '../core/pack/manifest.ts'
import { toManifestText } from './bundle.ts'
import { assertSameEncoder, loadEncoderCard } from './encoder.ts'
import { sha256 } from './hash.ts'
import { install } from './install.ts'
import type { BundleSource, BundleStore, ByteFile } from './ports.ts'
import { assertOffer, type SuccessionTerms } from './succession.ts'

interface LibrarySection {
  kind: 'library'
  manifest: Manifest
  source: BundleSource
}

interface EncoderSection {
  kind: 'encoder'
  card: EncoderCard
  source: BundleSource
}

/** A library file that was opened: manifests are read and checked, files are read when they are asked for. */
export interface Archive {
  library: LibrarySection
  encoder?: EncoderSection
}

export interface ArchiveProgress {
  doneBytes: number
  totalBytes: number
}

/**
 * Opens a library file without reading more of it than its manifests.
 * @throws AppError `input-invalid` for what is no library file, cut off, or longer than it should be; `file-damaged`,
 * `library-invalid`, `encoder-invalid`, `encoder-mismatch`, `wrong-body`
 */
export async function openArchive(file: ByteFile): Promise<Archive> {
  checkMagic(await file.read(0, Math.min(magicBytes, file.size)), file.place)
  const first = await openSection(file, magicBytes)
  const last = first.section.kind === 'encoder' ? await openSection(file, first.end) : first
  if (last.section.kind !== 'library') {
    throw new AppError('library-invalid', `${file.place} holds two encoders and no library. Save it anew.`)
  }
  if (last.end < file.size) {
    throw new AppError(
      'input-invalid',
      `${file.place} has ${file.size - last.end} bytes after its end. It was damaged: copy it again.`,
    )
  }
  if (first.section.kind === 'library') return { library: last.section }
  assertSameEncoder(last.section.manifest, first.section.card)
  return { library: last.section, encoder: first.section }
}

async function openSection(
  file: ByteFile,
  start: number,
): Promise<{ section: LibrarySection | EncoderSection; end: number }> {
  const manifestStart = start + sectionHeadBytes
  const head = parseSectionHead(await readWithin(file, start, manifestStart), file.place)
  const filesStart = manifestStart + head.manifestBytes
  const bytes = await readWithin(file, manifestStart, filesStart)
  if ((await sha256(bytes)) !== toHex(head.manifestSha256)) {
    throw new AppError(
      'file-damaged',
      `${file.place}: the manifest of its ${head.kind} does not match its hash. Copy it again.`,
    )
  }
  const described = await describe(head.kind, bytes, file.place)
  const { files } = described.kind === 'library' ? described.manifest : described.card
  const { starts, end } = layOutFiles(files, filesStart)
  assertWithin(file, end)
  return { section: { ...described, source: createSectionSource(file, bytes, starts) }, end }
}

async function describe(
  kind: SectionKind,
  bytes: Bytes,
  place: string,
): Promise<Omit<LibrarySection, 'source'> | Omit<EncoderSection, 'source'>> {
  const text = toManifestText(bytes)
  try {
    return kind === 'library'
      ? { kind, manifest: parseManifest(text) }
      : { kind, card: await loadEncoderCard(text) }
  } catch (thrown) {
    const { code, message } = toAppError(thrown) // which knows no place
    throw new AppError(code, `${place}: ${message}`, { cause: thrown })
  }
}

async function readWithin(file: ByteFile, start: number, end: number): Promise<Bytes> {
  assertWithin(file, end)
  return file.read(start, end)
}

function assertWithin({ size, place }: ByteFile, end: number): void {
  if (end <= size) return
  throw new AppError(
    'input-invalid',
    `${place} is cut off: it has ${size} bytes and should have ${end} or more. Copy it again.`,
  )
}

function createSectionSource(
  file: ByteFile,
  manifest: Bytes,
  starts: ReadonlyMap<string, number>,
): BundleSource {
  return {
    place: file.place,
    manifest: () => Promise.resolve(manifest),
    async range(name, start, end) {
      const at = starts.get(name)
      if (at === undefined) throw new AppError('not-found', `${file.place} has no file ${name}.`)
      return file.read(at + start, at + end)
    },
  }
}

interface InstallStores {
  library: BundleStore
  /** Where the encoder goes, if it is to be installed. */
  encoder?: BundleStore
}

export interface ArchiveOptions extends SuccessionTerms {
  signal: AbortSignal
  onProgress(progress: ArchiveProgress): void
}

/**
 * Installs what a library file holds, with the checks of every installation.
 * @returns the key of the library
 */
export async function installArchive(
  { library, encoder }: Archive,
  stores: InstallStores,
  { signal, onProgress, ...terms }: ArchiveOptions,
): Promise<string> {
  await assertOffer(library.source, stores.library, { signal, ...terms })
  const encoderBytes = encoder && stores.encoder ? totalBytes(encoder.card.files) : 0
  const total = encoderBytes + totalBytes(library.manifest.files)
  const tell = (doneBytes: number) => onProgress({ doneBytes, totalBytes: total })
  if (encoder && stores.encoder) {
    await install('encoder', encoder.source, stores.encoder, {
      signal,
      onProgress: ({ doneBytes }) => tell(doneBytes),
    })
  }
  return install('library', library.source, stores.library, {
    signal,
    ...terms,
    onProgress: ({ doneBytes }) => tell(encoderBytes + doneBytes),
  })
}
