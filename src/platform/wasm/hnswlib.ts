import type { HierarchicalNSW as HnswIndex, HnswlibModule } from 'hnswlib-wasm'
import type { Bytes } from '../../core/bytes.ts'
import { AppError } from '../../core/errors.ts'
import type { Graph } from '../../core/pack/graph.ts'
import type { HnswLibrary, HnswParameters, VectorIndex } from '../../engine/ports.ts'
import { readHnswGraph, writeHnswImage } from './hnswImage.ts'

/** The module as mended by hnswlibSource.ts: its in-memory file system is reachable. */
export type MendedHnswlib = HnswlibModule & {
  FS: {
    writeFile(path: string, data: Uint8Array): void
    readFile(path: string): Bytes
    unlink(path: string): void
  }
}

const folder = '/hnswlib-index/'
/** Levels are drawn at random: one seed gives one graph for the same vectors in the same order. */
const levelSeed = 100

/** hnswlib (Malkov & Yashunin 2016) behind the port. `score` is 1 − inner-product distance, the cosine of unit vectors. */
export async function createHnswLibrary(loadModule: () => Promise<MendedHnswlib>): Promise<HnswLibrary> {
  const module = await loadModule()
  if (!module.EmscriptenFileSystemManager.isInitialized()) {
    module.EmscriptenFileSystemManager.initializeFileSystem('IDBFS')
  }
  let files = 0

  const openIndex = (dims: number) => new module.HierarchicalNSW('ip', dims, '')

  return {
    async build(vectors, dims, { m, efConstruction }, onRow) {
      const count = vectors.length / dims
      const index = openIndex(dims)
      try {
        index.initIndex(count, m, efConstruction, levelSeed)
        for (let row = 0; row < count; row++) {
          index.addPoint(vectors.subarray(row * dims, (row + 1) * dims), row, false)
          await onRow?.(row + 1)
        }
        const name = `built-${files++}`
        void index.writeIndex(name) // answers at once; the promise of its type is that of the mirroring left out
        const image = module.FS.readFile(folder + name)
        module.FS.unlink(folder + name)
        return readHnswGraph(image)
      } finally {
        release(index)
      }
    },

    open(vectors, dims, graph: Graph, { efConstruction, efSearch }: HnswParameters): VectorIndex {
      const name = `opened-${files++}`
      module.FS.writeFile(folder + name, writeHnswImage(vectors, dims, graph, efConstruction))
      const index = openIndex(dims)
      try {
        void index.readIndex(name, graph.count)
        index.setEfSearch(efSearch)
      } catch (cause) {
        release(index)
        throw new AppError('index-invalid', 'hnswlib refused the search index.', { cause })
      } finally {
        module.FS.unlink(folder + name)
      }
      return {
        kind: 'hnsw',
        count: graph.count,
        search(query, k) {
          const wanted = Math.min(k, graph.count)
          index.setEfSearch(Math.max(efSearch, wanted))
          const { neighbors, distances } = index.searchKnn(query, wanted, undefined)
          return {
            rows: Uint32Array.from(neighbors),
            scores: Float32Array.from(distances, (distance) => 1 - distance),
          }
        },
        close: () => release(index),
      }
    },
  }
}

/** Embind objects live in WASM memory until they are deleted; their types leave the method out. */
function release(index: HnswIndex): void {
  ;(index as HnswIndex & { delete(): void }).delete()
}
