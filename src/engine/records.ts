import { concatBytes, toUint32, type Bytes } from '../core/bytes.ts'
import { AppError } from '../core/errors.ts'
import { packFile } from '../core/pack/manifest.ts'
import type { PubmedRecord } from '../core/record.ts'
import type { BundleReader } from './bundle.ts'

/** Records are read a few at a time: blocks of this size compress to about a third and inflate in under a millisecond. */
export const recordsPerBlock = 32

export interface RecordBlocks {
  /** Deflated blocks (RFC 1951), one after another; each is a JSON array of records. */
  blocks: Bytes
  /** Block count + 1 byte offsets. */
  offsets: Uint32Array<ArrayBuffer>
}

export async function encodeRecords(records: readonly PubmedRecord[]): Promise<RecordBlocks> {
  const parts: Bytes[] = []
  const offsets = [0]
  for (let at = 0; at < records.length; at += recordsPerBlock) {
    const json = JSON.stringify(records.slice(at, at + recordsPerBlock))
    const part = await pipe(new TextEncoder().encode(json), new CompressionStream('deflate-raw'))
    parts.push(part)
    offsets.push((offsets.at(-1) ?? 0) + part.byteLength)
  }
  return { blocks: concatBytes(parts), offsets: Uint32Array.from(offsets) }
}

/** Reads the records at the given rows, in their order. Their blocks are hashed by the reader underneath. */
export async function createRecordReader(
  reader: BundleReader,
  blockLength: number,
): Promise<(rows: readonly number[]) => Promise<PubmedRecord[]>> {
  const offsets = toUint32(await reader.file(packFile.recordOffsets))

  async function block(index: number): Promise<PubmedRecord[]> {
    const [start, end] = [offsets[index], offsets[index + 1]]
    if (start === undefined || end === undefined)
      throw new AppError('library-invalid', `There is no record block ${index}.`)
    const bytes = await reader.range(packFile.records, start, end)
    const json = await pipe(bytes, new DecompressionStream('deflate-raw'))
    // The bytes are those the builder wrote (hash-checked): their shape is the builder's.
    return JSON.parse(new TextDecoder().decode(json)) as PubmedRecord[]
  }

  return async (rows) => {
    const indices = [...new Set(rows.map((row) => Math.floor(row / blockLength)))]
    const blocks = new Map(
      await Promise.all(indices.map(async (index) => [index, await block(index)] as const)),
    )
    return rows.map((row) => {
      const record = blocks.get(Math.floor(row / blockLength))?.[row % blockLength]
      if (!record) throw new AppError('library-invalid', `There is no record at row ${row}.`)
      return record
    })
  }
}

async function pipe(bytes: Bytes, transform: CompressionStream | DecompressionStream): Promise<Bytes> {
  const stream = new Blob([bytes]).stream().pipeThrough<Uint8Array>(transform)
  return new Uint8Array(await new Response(stream).arrayBuffer())
}
