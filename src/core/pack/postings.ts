import { AppError } from '../errors.ts'
import { concatBytes, type Bytes } from '../bytes.ts'
import { createPostingsBuilder, type PostingsBuilder } from './postingsBuilder.ts'

/** In which rows a key stands, in ascending order, and how often (1 to 255). */
export interface Postings {
  rows: Uint32Array
  frequencies: Uint8Array
}

/**
 * Lists of rows by key, in shards: a reader fetches the shard of the key that it wants and no other. Keys are sorted by their
 * UTF-16 code units. A shard is a run of entries:
 *
 *   bytes of key · key in UTF-8 · number of rows · bytes of list · list
 *
 * All numbers are varints (LEB128). The list has for each row the distance from the row before it less one (the first counts
 * from row -1), doubled, plus 1 where the frequency is 1; else the frequency follows.
 */
export interface PostingsFile {
  bytes: Bytes
  shards: readonly Shard[]
}

export interface Shard {
  /** The first key in it. */
  key: string
  /** Bytes of the file. */
  start: number
  end: number
}

/** A shard ends behind the entry with which it reaches this size. A long list makes a large shard. */
const shardBytes = 16 * 1024

/** The same lists give the same bytes, whatever the order in which they stand in the map. */
export function encodePostings(lists: ReadonlyMap<string, Postings>): PostingsFile {
  const builder = createPostingsBuilder()
  for (const [key, { rows, frequencies }] of lists)
    rows.forEach((row, place) => builder.add(key, row, frequencies[place] ?? 1))
  const parts: Uint8Array[] = []
  const shards = [...toShards(builder, (bytes) => parts.push(bytes))]
  return { bytes: concatBytes(parts), shards }
}

/** Cuts lists into shards. @param write told of the bytes of the file, piece by piece, before their shard comes */
export function* toShards(
  lists: Pick<PostingsBuilder, 'entries'>,
  write: (bytes: Bytes) => void,
): Generator<Shard> {
  let open: { key: string; start: number } | undefined
  let size = 0
  for (const { key, bytes } of lists.entries()) {
    open ??= { key, start: size }
    write(bytes)
    size += bytes.length
    if (size - open.start >= shardBytes) {
      yield { ...open, end: size }
      open = undefined
    }
  }
  if (open) yield { ...open, end: size }
}

/** One line a shard: its first key, a tab, the byte after its last one. Keys have no tab and no line end. */
export function toShardList(shards: readonly Shard[]): string {
  return shards.map(({ key, end }) => `${key}\t${end}\n`).join('')
}

/** @throws AppError `index-invalid` when shards overlap, are not sorted, or leave bytes of the file over */
export function parseShardList(text: string, fileBytes: number, what: string): Shard[] {
  const shards: Shard[] = []
  let start = 0
  for (const line of text.split('\n').slice(0, -1)) {
    const [key = '', number = ''] = line.split('\t')
    const end = Number(number)
    const before = shards.at(-1)
    if (!/^\d+$/.test(number) || end <= start || (before && before.key >= key))
      refuse(what, `shard ${shards.length} does not follow the one before it`)
    shards.push({ key, start, end })
    start = end
  }
  if (start !== fileBytes) refuse(what, `its shards have ${start} bytes, the file ${fileBytes}`)
  return shards
}

/** The only shard in which the key can stand. */
export function findShard(shards: readonly Shard[], key: string): Shard | undefined {
  let [low, high] = [0, shards.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((shards[middle]?.key ?? '') <= key) low = middle + 1
    else high = middle
  }
  return shards[low - 1]
}

/**
 * The list of a key in its shard; nothing when it is not there.
 * @param count rows of the library: every row must be below it
 * @throws AppError `index-invalid`
 */
export function findPostings(
  shard: Uint8Array,
  key: string,
  count: number,
  what: string,
): Postings | undefined {
  for (const entry of readShard(shard, what)) {
    if (entry.key === key) return decodeList(shard, entry, count, what)
  }
  return undefined
}

/** All keys of a shard with their lists. @throws AppError `index-invalid` */
export function* listPostings(
  shard: Uint8Array,
  count: number,
  what: string,
): Generator<[key: string, postings: Postings]> {
  for (const entry of readShard(shard, what)) yield [entry.key, decodeList(shard, entry, count, what)]
}

/** The keys of a shard, in their order. @throws AppError `index-invalid` */
export function* listKeys(shard: Uint8Array, what: string): Generator<string> {
  for (const { key } of readShard(shard, what)) yield key
}

interface Entry {
  key: string
  rows: number
  /** Bytes of the list in the shard. */
  start: number
  end: number
}

function* readShard(shard: Uint8Array, what: string): Generator<Entry> {
  const decoder = new TextDecoder()
  const reader = createReader(shard, 0, shard.length, what)
  while (reader.at < shard.length) {
    const nameBytes = reader.varint()
    const nameStart = reader.at
    reader.skip(nameBytes)
    const rows = reader.varint()
    const listBytes = reader.varint()
    const start = reader.at
    reader.skip(listBytes)
    const key = decoder.decode(shard.subarray(nameStart, nameStart + nameBytes))
    yield { key, rows, start, end: reader.at }
  }
}

function decodeList(shard: Uint8Array, entry: Entry, count: number, what: string): Postings {
  const { key, start, end } = entry
  // Every row takes a byte or more: a count that lies must not reserve memory.
  if (entry.rows > end - start) refuse(what, `“${key}” has fewer rows than it says`)
  const rows = new Uint32Array(entry.rows)
  const frequencies = new Uint8Array(entry.rows)
  const reader = createReader(shard, start, end, what)
  let row = -1
  for (let place = 0; place < rows.length; place++) {
    const step = reader.varint()
    row += (step >>> 1) + 1
    if (row >= count) refuse(what, `“${key}” stands in row ${row} of ${count}`)
    const frequency = step & 1 ? 1 : reader.varint()
    if (frequency < 1 || frequency > 255) refuse(what, `“${key}” stands ${frequency} times in row ${row}`)
    rows[place] = row
    frequencies[place] = frequency
  }
  if (reader.at !== end) refuse(what, `the list of “${key}” has bytes left over`)
  return { rows, frequencies }
}

function createReader(bytes: Uint8Array, start: number, end: number, what: string) {
  return {
    at: start,
    varint(): number {
      let number = 0
      for (let shift = 0; shift < 35; shift += 7) {
        const byte = this.at < end ? bytes[this.at++] : undefined
        if (byte === undefined) break
        number += (byte & 127) * 2 ** shift
        if (byte < 128) return number < 2 ** 32 ? number : refuse(what, 'a number is too large')
      }
      return refuse(what, 'a number is cut off or too large')
    },
    skip(length: number): void {
      if (length > end - this.at) refuse(what, 'an entry is cut off')
      this.at += length
    },
  }
}

function refuse(what: string, reason: string): never {
  throw new AppError('index-invalid', `${what} is damaged: ${reason}.`)
}
