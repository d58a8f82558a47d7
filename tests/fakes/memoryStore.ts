import type { Bytes } from '../../src/core/bytes.ts'
import type { Edition } from '../../src/core/edition.ts'
import { AppError } from '../../src/core/errors.ts'
import type { Bundle, BundleStore, StoredBundle } from '../../src/engine/ports.ts'
import { toEdition } from '../../src/engine/succession.ts'

/** What a memory store keeps: give one to two stores, and the second has what the first wrote. */
export interface MemoryDisk {
  bundles: Map<string, StoredBundle>
  /** By `key file index`. */
  chunks: Map<string, Bytes>
  /** By the library's id. */
  editions: Map<string, Edition>
}

export function createMemoryDisk(): MemoryDisk {
  return { bundles: new Map(), chunks: new Map(), editions: new Map() }
}

/** Any number of bundles in memory. `journal` lists the changes in their order: `commit KEY`, `put KEY FILE INDEX` … */
export class MemoryStore implements BundleStore {
  readonly journal: string[] = []
  readonly disk: MemoryDisk

  constructor(disk: MemoryDisk = createMemoryDisk()) {
    this.disk = disk
  }

  async list(): Promise<StoredBundle[]> {
    return [...this.disk.bundles.values()].map((bundle) => ({ ...bundle }))
  }

  async begin(bundle: Bundle): Promise<void> {
    this.journal.push(`begin ${bundle.key}`)
    if (!this.disk.bundles.has(bundle.key)) this.disk.bundles.set(bundle.key, { ...bundle, isReady: false })
  }

  async putChunk(key: string, file: string, index: number, bytes: Bytes): Promise<void> {
    this.journal.push(`put ${key} ${file} ${index}`)
    this.disk.chunks.set(chunkKey(key, file, index), bytes.slice())
  }

  async readChunk(key: string, file: string, index: number): Promise<Bytes | undefined> {
    return this.disk.chunks.get(chunkKey(key, file, index))?.slice()
  }

  async commit(key: string): Promise<void> {
    this.journal.push(`commit ${key}`)
    const bundle = this.disk.bundles.get(key)
    if (!bundle) throw new AppError('not-found', `${key} is not in the store.`)
    this.disk.bundles.set(key, { ...bundle, isReady: true })
    if (bundle.kind === 'library') this.disk.editions.set(bundle.name, toEdition(bundle.manifest))
  }

  async remove(key: string): Promise<void> {
    this.journal.push(`remove ${key}`)
    this.disk.bundles.delete(key)
    for (const chunk of [...this.disk.chunks.keys()]) {
      if (chunk.startsWith(`${key} `)) this.disk.chunks.delete(chunk)
    }
  }

  async recall(id: string): Promise<Edition | undefined> {
    return this.disk.editions.get(id)
  }

  async forget(id?: string): Promise<void> {
    const here = new Set([...this.disk.bundles.values()].map(({ name }) => name))
    for (const each of id === undefined ? [...this.disk.editions.keys()] : [id]) {
      if (!here.has(each)) this.disk.editions.delete(each)
    }
  }

  close(): void {}

  /** Flips one bit at rest, as a failing disk does. */
  flip(key: string, file: string, index: number, at: number): void {
    const bytes = this.disk.chunks.get(chunkKey(key, file, index))
    if (!bytes) throw new Error(`${key} has no chunk ${index} of ${file}.`)
    bytes[at] = (bytes[at] ?? 0) ^ 1
  }

  /** Loses a chunk at rest. */
  lose(key: string, file: string, index: number): void {
    if (!this.disk.chunks.delete(chunkKey(key, file, index))) throw new Error(`No chunk ${index} of ${file}.`)
  }
}

function chunkKey(key: string, file: string, index: number): string {
  return `${key} ${file} ${index}`
}
