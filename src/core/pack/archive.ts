import type { Bytes } from '../bytes.ts'
import { AppError } from '../errors.ts'
import { maxManifestBytes, type FileEntry } from './files.ts'

/**
 * A library, and the encoder that it was made with, in one file: see “As one file” in docs/packs.md.
 * Pure: how a file is laid out, not how it is read. Sizes and names come from manifests alone.
 */

/** Names of such files end so. */
export const archiveExtension = '.biohicl'

const magic = 'BIOHICL1'
export const magicBytes = magic.length

/** Kind, length of the manifest, SHA-256 of the manifest. */
export const sectionHeadBytes = 4 + 4 + 32

const sectionKinds = ['library', 'encoder'] as const
export type SectionKind = (typeof sectionKinds)[number]
const tags: Record<SectionKind, string> = { library: 'LIBR', encoder: 'ENCO' }

/** What stands before the manifest of a section. */
export interface SectionHead {
  kind: SectionKind
  manifestBytes: number
  manifestSha256: Bytes
}

export function toMagic(): Bytes {
  return new TextEncoder().encode(magic)
}

export function toSectionHead({ kind, manifestBytes, manifestSha256 }: SectionHead): Bytes {
  const head = new Uint8Array(sectionHeadBytes)
  head.set(new TextEncoder().encode(tags[kind]))
  new DataView(head.buffer).setUint32(4, manifestBytes, true)
  head.set(manifestSha256, 8)
  return head
}

/**
 * @param start the first bytes of the file, `magicBytes` of them where it has so many
 * @throws AppError `input-invalid`, `wrong-body`; `library-invalid` for a format of the future
 */
export function checkMagic(start: Bytes, place: string): void {
  const text = toLatin1(start)
  if (text === magic) return
  if (text === '') throw new AppError('input-invalid', `${place} is empty. Copy it again.`)
  if (magic.startsWith(text)) throw new AppError('input-invalid', `${place} is cut off. Copy it again.`)
  if (text.startsWith(magic.slice(0, -1))) {
    throw new AppError('library-invalid', `${place} was made by a newer version. Update the app.`)
  }
  // XML may be records, which someone took for a library.
  if (/^(\u00ef\u00bb\u00bf)?\s*<(?!\?xml)/.test(text)) {
    throw new AppError('wrong-body', `${place} is a web page and no library file. Get the file again.`)
  }
  throw new AppError(
    'input-invalid',
    `${place} is no library file: its first bytes are not “${magic}”. Choose one whose name ends in ${archiveExtension}.`,
  )
}

/** @throws AppError `library-invalid` when the kind is unknown, or the manifest too large */
export function parseSectionHead(head: Bytes, place: string): SectionHead {
  const tag = toLatin1(head.subarray(0, 4))
  const kind = sectionKinds.find((known) => tags[known] === tag)
  if (!kind) {
    throw new AppError(
      'library-invalid',
      `${place}: where a library or an encoder should begin stands something else. It was damaged, or made by a ` +
        'newer version: copy it again, or update the app.',
    )
  }
  const manifestBytes = new DataView(head.buffer, head.byteOffset).getUint32(4, true)
  if (manifestBytes > maxManifestBytes) {
    throw new AppError(
      'library-invalid',
      `${place}: the manifest of its ${kind} has ${manifestBytes} bytes; ${maxManifestBytes} are the most. Copy it again.`,
    )
  }
  return { kind, manifestBytes, manifestSha256: head.slice(8, sectionHeadBytes) }
}

/** Where each file of a manifest begins when they stand back to back, and where the last one ends. */
export function layOutFiles(
  files: readonly FileEntry[],
  start: number,
): { starts: ReadonlyMap<string, number>; end: number } {
  const starts = new Map<string, number>()
  let end = start
  for (const { name, bytes } of files) {
    starts.set(name, end)
    end += bytes
  }
  return { starts, end }
}

function toLatin1(bytes: Bytes): string {
  return String.fromCharCode(...bytes)
}
