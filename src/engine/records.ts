import { deflateSync, Inflate, strFromU8, strToU8 } from 'fflate'
import { concatBytes, toUint32, type Bytes } from '../core/bytes.ts'
import { AppError } from '../core/errors.ts'
import { packFile } from '../core/pack/manifest.ts'
import type { PubmedRecord } from '../core/record.ts'
import { toStoredRecord, type StoredRecord } from '../core/storedRecord.ts'
import type { BundleReader } from './bundle.ts'

/** The ten records of an answer lie in ten blocks: small ones are quick to read, larger ones compress a little better. */
export const recordsPerBlock = 16

/** Records are far smaller: what goes beyond is made to fill the memory (deflate packs zeros 1,032 to 1). */
const mostBlockBytes = 128 * 1024 * 1024
/** Of packed bytes are unpacked at once, before the sum is looked at. */
const stepBytes = 16 * 1024

export interface RecordBlocks {
  /** Deflated blocks (RFC 1951), one after another; each is a JSON array of records. */
  blocks: Bytes
  /** Block count + 1 byte offsets. */
  offsets: Uint32Array<ArrayBuffer>
}

export function encodeRecords(records: readonly PubmedRecord[]): RecordBlocks {
  const parts: Uint8Array[] = []
  const offsets = [0]
  for (let at = 0; at < records.length; at += recordsPerBlock) {
    const part = encodeBlock(records.slice(at, at + recordsPerBlock))
    parts.push(part)
    offsets.push((offsets.at(-1) ?? 0) + part.byteLength)
  }
  return { blocks: concatBytes(parts), offsets: Uint32Array.from(offsets) }
}

/** Deflated by fflate and not by the platform's zlib: the same records are the same bytes on every version of Node. */
export function encodeBlock(records: readonly PubmedRecord[]): Bytes {
  return deflateSync(strToU8(JSON.stringify(records)), { level: 9 })
}

/** @throws when it is no whole deflated block, or unpacks to more than records can be */
function inflate(packed: Bytes): Bytes {
  const parts: Uint8Array[] = []
  let size = 0
  const stream = new Inflate((part) => {
    size += part.byteLength
    if (size > mostBlockBytes) throw new Error(`It unpacks to more than ${mostBlockBytes} bytes.`)
    parts.push(part)
  })
  for (let at = 0; at < packed.byteLength; at += stepBytes)
    stream.push(packed.subarray(at, at + stepBytes), at + stepBytes >= packed.byteLength)
  return concatBytes(parts)
}

/**
 * Reads the records at the given rows, in their order. Their blocks are hashed by the reader underneath; what is asked for of a block
 * is looked at here, and one that is no record does not take the others with it: see core/storedRecord.ts.
 * @param pmids of each row, where they are known
 */
export async function createRecordReader(
  reader: BundleReader,
  blockLength: number,
  pmids?: Uint32Array,
): Promise<(rows: readonly number[]) => Promise<StoredRecord[]>> {
  const offsets = toUint32(await reader.file(packFile.recordOffsets))

  async function block(index: number): Promise<unknown[]> {
    const [start, end] = [offsets[index], offsets[index + 1]]
    if (start === undefined || end === undefined)
      throw new AppError('library-invalid', `There is no record block ${index}.`)
    const bytes = await reader.range(packFile.records, start, end)
    try {
      const records: unknown = JSON.parse(strFromU8(inflate(bytes)))
      if (Array.isArray(records)) return records as unknown[]
      throw new Error('It is no list.')
    } catch (cause) {
      throw new AppError('library-invalid', `Record block ${index} cannot be unpacked.`, { cause })
    }
  }

  return async (rows) => {
    const indices = [...new Set(rows.map((row) => Math.floor(row / blockLength)))]
    const blocks = new Map(
      await Promise.all(indices.map(async (index) => [index, await block(index)] as const)),
    )
    return rows.map((row) => {
      const record = blocks.get(Math.floor(row / blockLength))?.[row % blockLength]
      if (record === undefined) throw new AppError('library-invalid', `There is no record at row ${row}.`)
      return toStoredRecord(record, reader.key, pmids && String(pmids[row]))
    })
  }
}
