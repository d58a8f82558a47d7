import type { Bytes } from '../core/bytes.ts'
import type { Edition } from '../core/edition.ts'
import { AppError } from '../core/errors.ts'
import type { BundleStore, StoredBundle } from './ports.ts'
import { toEdition } from './succession.ts'

/** What a store in memory keeps: give one to two stores, and the second has what the first wrote. */
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

/** Bundles in memory: for tests, and where the browser lets a site store nothing. */
export function openMemoryStore({ bundles, chunks, editions }: MemoryDisk): BundleStore {
  return {
    list: () => Promise.resolve([...bundles.values()].map((bundle) => ({ ...bundle }))),

    async begin({ key, kind, name, manifest }) {
      if (!bundles.has(key)) bundles.set(key, { key, kind, name, manifest, isReady: false })
    },

    async putChunk(key, file, index, bytes) {
      chunks.set(toChunkKey(key, file, index), bytes.slice())
    },

    readChunk: (key, file, index) => Promise.resolve(chunks.get(toChunkKey(key, file, index))?.slice()),

    async commit(key) {
      const bundle = bundles.get(key)
      if (!bundle) throw new AppError('not-found', `${key} is not in the store.`)
      bundles.set(key, { ...bundle, isReady: true })
      if (bundle.kind === 'library') editions.set(bundle.name, toEdition(bundle.manifest))
    },

    async remove(key) {
      bundles.delete(key)
      for (const chunk of [...chunks.keys()]) if (chunk.startsWith(`${key} `)) chunks.delete(chunk)
    },

    recall: (id) => Promise.resolve(editions.get(id)),

    async forget(id) {
      const here = new Set([...bundles.values()].map(({ name }) => name))
      for (const each of id === undefined ? [...editions.keys()] : [id])
        if (!here.has(each)) editions.delete(each)
    },

    close() {},
  }
}

export function toChunkKey(key: string, file: string, index: number): string {
  return `${key} ${file} ${index}`
}
