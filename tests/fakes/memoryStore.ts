import type { Bytes } from '../../src/core/bytes.ts'
import {
  createMemoryDisk,
  openMemoryStore,
  toChunkKey,
  type MemoryDisk,
} from '../../src/engine/memoryStore.ts'
import type { Bundle, BundleStore } from '../../src/engine/ports.ts'

/** The store in memory, with a `journal` of the changes in their order: `commit KEY`, `put KEY FILE INDEX` … */
export class MemoryStore implements BundleStore {
  readonly journal: string[] = []
  readonly disk: MemoryDisk
  readonly #store: BundleStore

  constructor(disk: MemoryDisk = createMemoryDisk()) {
    this.disk = disk
    this.#store = openMemoryStore(disk)
  }

  list = () => this.#store.list()

  begin(bundle: Bundle): Promise<void> {
    this.journal.push(`begin ${bundle.key}`)
    return this.#store.begin(bundle)
  }

  putChunk(key: string, file: string, index: number, bytes: Bytes): Promise<void> {
    this.journal.push(`put ${key} ${file} ${index}`)
    return this.#store.putChunk(key, file, index, bytes)
  }

  readChunk(key: string, file: string, index: number): Promise<Bytes | undefined> {
    return this.#store.readChunk(key, file, index)
  }

  commit(key: string): Promise<void> {
    this.journal.push(`commit ${key}`)
    return this.#store.commit(key)
  }

  remove(key: string): Promise<void> {
    this.journal.push(`remove ${key}`)
    return this.#store.remove(key)
  }

  recall = (id: string) => this.#store.recall(id)
  forget = (id?: string) => this.#store.forget(id)

  close(): void {}

  /** Flips one bit at rest, as a failing disk does. */
  flip(key: string, file: string, index: number, at: number): void {
    const bytes = this.disk.chunks.get(toChunkKey(key, file, index))
    if (!bytes) throw new Error(`${key} has no chunk ${index} of ${file}.`)
    bytes[at] = (bytes[at] ?? 0) ^ 1
  }

  /** Loses a chunk at rest. */
  lose(key: string, file: string, index: number): void {
    if (!this.disk.chunks.delete(toChunkKey(key, file, index)))
      throw new Error(`No chunk ${index} of ${file}.`)
  }
}
