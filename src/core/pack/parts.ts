import type { Bytes } from '../bytes.ts'
import { toHex } from '../bytes.ts'
import { AppError } from '../errors.ts'
import { packFile, packPostings, partHashBytes } from './manifest.ts'
import type { Shard } from './postings.ts'

/** A piece of a file that is of use by itself: a shard of lists, a block of records. Bytes `start` to `end` (exclusive). */
export interface Part {
  file: string
  start: number
  end: number
}

/** What tells where the parts are. */
export interface PartPlaces {
  text: readonly Shard[]
  facets: readonly Shard[]
  /** Block count + 1 offsets into the blocks of records. */
  recordOffsets: Uint32Array
}

/** All parts of a pack, in the order of their hashes: shards of words, shards of facets, blocks of records. */
export function listParts({ text, facets, recordOffsets }: PartPlaces): Part[] {
  const blocks = Array.from(recordOffsets.subarray(1), (end, index) => ({
    file: packFile.records,
    start: recordOffsets[index] ?? 0,
    end,
  }))
  return [
    ...text.map(({ start, end }) => ({ file: packPostings.text.lists, start, end })),
    ...facets.map(({ start, end }) => ({ file: packPostings.facets.lists, start, end })),
    ...blocks,
  ]
}

/** @returns the SHA-256 of each part as 64 hex digits. @throws AppError `library-invalid` when there is not one for each */
export function parsePartHashes(bytes: Bytes, parts: readonly Part[]): string[] {
  if (bytes.length !== parts.length * partHashBytes) {
    throw new AppError(
      'library-invalid',
      `parts.sha256: expected ${parts.length} hashes of ${partHashBytes} bytes, found ${bytes.length} bytes.`,
    )
  }
  return parts.map((_part, index) =>
    toHex(bytes.subarray(index * partHashBytes, (index + 1) * partHashBytes)),
  )
}
