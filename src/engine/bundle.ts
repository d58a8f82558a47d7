import { concatBytes, type Bytes } from '../core/bytes.ts'
import { AppError } from '../core/errors.ts'
import { chunkBytes, chunkSize, type FileEntry } from '../core/pack/files.ts'
import { sha256 } from './hash.ts'
import type { BundleKind, BundleStore } from './ports.ts'

/** Reads files of one bundle. Every chunk is hashed at each reading: disks and databases flip bits silently. */
export interface BundleReader {
  readonly key: string
  /** In bytes, by the manifest. */
  size(name: string): number
  file(name: string): Promise<Bytes>
  /** Bytes `start` to `end` (exclusive) of a file; the last chunks that were read are kept. */
  range(name: string, start: number, end: number): Promise<Bytes>
}

/** Chunks kept for ranges: records of one answer lie in a few chunks, and a page asks for them again. */
const keptChunks = 16

export function createBundleReader(
  store: BundleStore,
  key: string,
  files: readonly FileEntry[],
): BundleReader {
  const kept = new Map<string, Promise<Bytes>>()

  const entry = (name: string): FileEntry => {
    const found = files.find((file) => file.name === name)
    if (!found) throw new AppError('not-found', `${key} has no file ${name}.`)
    return found
  }

  async function chunk(file: FileEntry, index: number): Promise<Bytes> {
    const bytes = await store.readChunk(key, file.name, index)
    if (!bytes)
      throw new AppError('file-damaged', `${key}: chunk ${index} of ${file.name} is missing. Get it again.`)
    if (!(await isChunk(bytes, file, index))) {
      throw new AppError('file-damaged', `${key}: chunk ${index} of ${file.name} is damaged. Get it again.`)
    }
    return bytes
  }

  /** Kept as promises: the ten records of an answer ask for one chunk at once, and it is read and hashed once. */
  function keptChunk(file: FileEntry, index: number): Promise<Bytes> {
    const name = `${file.name} ${index}`
    let bytes = kept.get(name)
    if (!bytes) {
      bytes = chunk(file, index)
      bytes.catch(() => kept.delete(name)) // this caller sees the error, the next one tries again
    }
    kept.delete(name) // set again: the Map's order is the order of use
    kept.set(name, bytes)
    for (const oldest of kept.keys()) {
      if (kept.size <= keptChunks) break
      kept.delete(oldest)
    }
    return bytes
  }

  return {
    key,
    size: (name) => entry(name).bytes,
    async file(name) {
      const file = entry(name)
      const whole = new Uint8Array(file.bytes)
      for (let index = 0; index < file.chunks.length; index++)
        whole.set(await chunk(file, index), index * chunkBytes)
      return whole
    },
    async range(name, start, end) {
      const file = entry(name)
      if (start < 0 || end > file.bytes || start > end) {
        throw new AppError('file-damaged', `${key}: ${name} has no bytes ${start} to ${end}.`)
      }
      const parts: Bytes[] = []
      for (let at = start; at < end;) {
        const index = Math.floor(at / chunkBytes)
        const from = index * chunkBytes
        const bytes = await keptChunk(file, index)
        parts.push(bytes.subarray(at - from, Math.min(end - from, bytes.byteLength)))
        at = from + bytes.byteLength
      }
      return concatBytes(parts)
    },
  }
}

/** Whether these are the bytes the manifest promises: size first, then SHA-256. */
export async function isChunk(bytes: Bytes, file: FileEntry, index: number): Promise<boolean> {
  return bytes.byteLength === chunkSize(file, index) && (await sha256(bytes)) === file.chunks[index]
}

/** Splits a file into its manifest entry. */
export async function toFileEntry(name: string, bytes: Bytes): Promise<FileEntry> {
  const chunks: string[] = []
  for (let at = 0; at < bytes.byteLength; at += chunkBytes)
    chunks.push(await sha256(bytes.subarray(at, at + chunkBytes)))
  return { name, bytes: bytes.byteLength, sha256: await sha256(bytes), chunks }
}

/** With a byte-order mark where there is one: a bundle's key is the hash of these bytes, so none may get lost. */
export function toManifestText(bytes: Bytes): string {
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)
}

/** `library/starter@0123456789abcdef`: the name and the beginning of the manifest's SHA-256. */
export async function toBundleKey(kind: BundleKind, name: string, manifest: Bytes): Promise<string> {
  return `${kind}/${name}@${(await sha256(manifest)).slice(0, 16)}`
}
