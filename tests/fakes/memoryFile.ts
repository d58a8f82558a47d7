import type { Bytes } from '../../src/core/bytes.ts'
import type { ByteFile } from '../../src/engine/ports.ts'

/** A file in memory. `reads` lists how many bytes were asked for each time. */
export class MemoryFile implements ByteFile {
  readonly place = 'stick/toy.biohicl'
  readonly size: number
  readonly reads: number[] = []
  readonly #bytes: Bytes

  constructor(bytes: Bytes) {
    this.#bytes = bytes
    this.size = bytes.byteLength
  }

  async read(start: number, end: number): Promise<Bytes> {
    if (start < 0 || start > end || end > this.size) throw new Error(`There are no bytes ${start} to ${end}.`)
    this.reads.push(end - start)
    return this.#bytes.slice(start, end)
  }
}
