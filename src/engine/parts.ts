// Libraries on a site, read piece by piece without being installed: a page that only looks fetches what its query touches.

import { concatBytes, fromHex, toUint32, type Bytes } from '../core/bytes.ts'
import { AppError } from '../core/errors.ts'
import { chunkBytes, chunkSize, type FileEntry } from '../core/pack/files.ts'
import {
  packFile,
  packPostings,
  partsFile,
  type Manifest,
  type PostingsFiles,
} from '../core/pack/manifest.ts'
import { listParts, parsePartHashes, type PartPlaces } from '../core/pack/parts.ts'
import { parseShardList } from '../core/pack/postings.ts'
import { isChunk, type BundleReader } from './bundle.ts'
import { sha256 } from './hash.ts'
import type { BundleSource, ScratchFile } from './ports.ts'

/** Parts that are kept: those of the last questions, 16 kB each. */
const keptParts = 256

/** @param files of a pack that is being built. @returns the content of `parts.sha256` */
export async function hashParts(files: ReadonlyMap<string, ScratchFile>): Promise<Bytes> {
  const of = (name: string): ScratchFile => {
    const file = files.get(name)
    if (!file) throw new AppError('internal', `The pack has no file ${name} yet.`)
    return file
  }
  const places = await readPlaces(
    (name) => of(name).read(0, of(name).size),
    (name) => of(name).size,
  )
  const hashes: string[] = []
  for (const { file, start, end } of listParts(places))
    hashes.push(await sha256(await of(file).read(start, end)))
  return fromHex(hashes.join(''))
}

/**
 * Reads a library where it lies: small files whole, and of the others the parts that are asked for. Each is hashed before it is
 * handed on, and fetched once.
 * @throws AppError `library-outdated` where the pack has no hashes of its parts, `library-invalid`, `index-invalid`, and what the source throws
 */
export async function openPartsReader(
  source: BundleSource,
  key: string,
  { files }: Pick<Manifest, 'files'>,
  signal: AbortSignal,
): Promise<BundleReader> {
  const kept = new Map<string, Promise<Bytes>>()
  if (!files.some(({ name }) => name === partsFile)) {
    throw new AppError(
      'library-outdated',
      `${source.place} was built without ${partsFile}, so it cannot be read in parts. Build it again.`,
    )
  }

  const entry = (name: string): FileEntry => {
    const found = files.find((file) => file.name === name)
    if (!found) throw new AppError('not-found', `${key} has no file ${name}.`)
    return found
  }
  const file = (name: string) => once(name, () => readWhole(entry(name)))
  const size = (name: string) => entry(name).bytes

  const parts = listParts(await readPlaces(file, size))
  const hashes = parsePartHashes(await file(partsFile), parts)
  const hashOf = new Map(
    parts.map(({ file: name, start, end }, index) => [toName(name, start, end), hashes[index]]),
  )
  return {
    key,
    size,
    file,
    range(name, start, end) {
      const part = toName(name, start, end)
      return once(part, async () => {
        const bytes = await source.range(name, start, end, signal)
        if ((await sha256(bytes)) !== hashOf.get(part)) refuse(`bytes ${start} to ${end} of ${name}`)
        return bytes
      })
    },
  }

  /** Kept as promises, so that what is asked for twice at once is fetched once. */
  function once(name: string, read: () => Promise<Bytes>): Promise<Bytes> {
    const found = kept.get(name)
    if (found) return found
    const bytes = read()
    kept.set(name, bytes)
    bytes.catch(() => kept.delete(name)) // this caller sees the error, the next one tries again
    const [oldest] = kept.keys()
    if (kept.size > keptParts && oldest !== undefined) kept.delete(oldest)
    return bytes
  }

  async function readWhole(of: FileEntry): Promise<Bytes> {
    const chunks: Bytes[] = []
    for (let index = 0; index < of.chunks.length; index++) {
      const start = index * chunkBytes
      const bytes = await source.range(of.name, start, start + chunkSize(of, index), signal)
      if (!(await isChunk(bytes, of, index))) refuse(`chunk ${index} of ${of.name}`)
      chunks.push(bytes)
    }
    return concatBytes(chunks)
  }

  function refuse(what: string): never {
    throw new AppError(
      'wrong-body',
      `${source.place}: ${what} came with other bytes than its manifest promises. Try again later.`,
    )
  }
}

function toName(file: string, start: number, end: number): string {
  return `${file} ${start}-${end}`
}

async function readPlaces(
  file: (name: string) => Promise<Bytes>,
  size: (name: string) => number,
): Promise<PartPlaces> {
  const shards = async (names: PostingsFiles) =>
    parseShardList(new TextDecoder().decode(await file(names.shards)), size(names.lists), names.shards)
  return {
    text: await shards(packPostings.text),
    facets: await shards(packPostings.facets),
    recordOffsets: toUint32(await file(packFile.recordOffsets)),
  }
}
