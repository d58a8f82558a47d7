import { AppError } from '../errors.ts'
import { concatBytes, type Bytes } from '../bytes.ts'
import { writeVarint } from './varint.ts'

/** Makes a file of lists (see postings.ts) of rows that come one after the other. */
export interface PostingsBuilder {
  /** @param row not below one that came before it, and of a key none twice. @param frequency 1 to 255 */
  add(key: string, row: number, frequency: number): void
  /** The entries of the file, by ascending key. */
  entries(): Generator<{ key: string; bytes: Bytes }>
}

/** Lists stand in blocks of one long array; each block begins with the number of the block behind it. */
const blockBytes = 32
const linkBytes = 4
/** Five numbers of each list: its first and its last block, its length in bytes, its rows, and the row behind the last one. */
const place = { first: 0, last: 1, bytes: 2, rows: 3, next: 4 } as const
const placesOfAList = 5

/**
 * A library has a list for each of its words, most of them short: an object for each would take more than all of the records.
 */
export function createPostingsBuilder(): PostingsBuilder {
  const ids = new Map<string, number>()
  let lists = new Uint32Array(1024 * placesOfAList)
  let blocks = new Uint8Array(4096 * blockBytes)
  let usedBlocks = 0

  function newBlock(): number {
    if ((usedBlocks + 1) * blockBytes > blocks.length) {
      const larger = new Uint8Array(Math.ceil(blocks.length / blockBytes / 2) * 3 * blockBytes)
      larger.set(blocks)
      blocks = larger
    }
    return usedBlocks++
  }

  /** @returns where its numbers stand */
  function newList(key: string): number {
    const at = ids.size * placesOfAList
    ids.set(key, at)
    if (at === lists.length) {
      const larger = new Uint32Array(lists.length * 2)
      larger.set(lists)
      lists = larger
    }
    const block = newBlock()
    lists[at + place.first] = block
    lists[at + place.last] = block
    return at
  }

  function write(list: number, byte: number): void {
    const length = lists[list + place.bytes] ?? 0
    const within = length % (blockBytes - linkBytes)
    if (within === 0 && length > 0) {
      const [full, block] = [lists[list + place.last] ?? 0, newBlock()]
      new DataView(blocks.buffer).setUint32(full * blockBytes, block)
      lists[list + place.last] = block
    }
    blocks[(lists[list + place.last] ?? 0) * blockBytes + linkBytes + within] = byte
    lists[list + place.bytes] = length + 1
  }

  function read(list: number): Uint8Array {
    const bytes = new Uint8Array(lists[list + place.bytes] ?? 0)
    const links = new DataView(blocks.buffer)
    let block = lists[list + place.first] ?? 0
    for (let at = 0; at < bytes.length; at += blockBytes - linkBytes) {
      const start = block * blockBytes
      const length = Math.min(blockBytes - linkBytes, bytes.length - at)
      bytes.set(blocks.subarray(start + linkBytes, start + linkBytes + length), at)
      block = links.getUint32(start)
    }
    return bytes
  }

  return {
    add(key, row, frequency) {
      const list = ids.get(key) ?? newList(key)
      const step = 2 * (row - (lists[list + place.next] ?? 0))
      if (step < 0) throw new AppError('internal', `Row ${row} of “${key}” comes too late.`)
      const put = (byte: number) => write(list, byte)
      writeVarint(put, frequency === 1 ? step + 1 : step)
      if (frequency !== 1) writeVarint(put, frequency)
      lists[list + place.rows] = (lists[list + place.rows] ?? 0) + 1
      lists[list + place.next] = row + 1
    },

    *entries() {
      const encoder = new TextEncoder()
      for (const key of [...ids.keys()].sort()) {
        const list = ids.get(key) ?? 0
        const [name, bytes] = [encoder.encode(key), read(list)]
        const [before, behind]: [number[], number[]] = [[], []]
        writeVarint((byte) => before.push(byte), name.length)
        writeVarint((byte) => behind.push(byte), lists[list + place.rows] ?? 0)
        writeVarint((byte) => behind.push(byte), bytes.length)
        yield { key, bytes: concatBytes([Uint8Array.from(before), name, Uint8Array.from(behind), bytes]) }
      }
    },
  }
}
