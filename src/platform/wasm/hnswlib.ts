import type { HierarchicalNSW as HnswIndex, HnswlibModule } from 'hnswlib-wasm'
import { AppError } from '../../core/errors.ts'
import type { Graph } from '../../core/pack/graph.ts'
import type { HnswLibrary, HnswParameters, VectorIndex } from '../../engine/ports.ts'
import { createHnswGraphReader, writeHnswImage, type HnswGraphReader } from './hnswImage.ts'

/** The module as mended by hnswlibSource.ts: its in-memory file system is reachable. */
export type MendedHnswlib = HnswlibModule & {
  FS: {
    writeFile(path: string, data: Uint8Array): void
    unlink(path: string): void
    makedev(major: number, minor: number): number
    registerDevice(device: number, operations: DeviceOperations): void
    mkdev(path: string, device: number): void
  }
  /** Its whole memory; another object once it has grown. */
  HEAPU8: Uint8Array
}

/** What Emscripten calls for a file that is none: here one that is only written to. */
interface DeviceOperations {
  open(stream: { seekable: boolean }): void
  close(): void
  /** @param memory of the module; the bytes from `offset` on are written */
  write(stream: unknown, memory: Int8Array, offset: number, length: number): number
}

const folder = '/hnswlib-index/'
/** Levels are drawn at random: one seed gives one graph for the same vectors in the same order. */
const levelSeed = 100
/** Emscripten’s own devices have lower numbers. */
const sinkMajor = 200

/** hnswlib (Malkov & Yashunin 2016) behind the port. `score` is 1 − inner-product distance, the cosine of unit vectors. */
export async function createHnswLibrary(loadModule: () => Promise<MendedHnswlib>): Promise<HnswLibrary> {
  const module = await loadModule()
  if (!module.EmscriptenFileSystemManager.isInitialized()) {
    module.EmscriptenFileSystemManager.initializeFileSystem('IDBFS')
  }
  let files = 0
  let reader: HnswGraphReader | undefined
  const sink = module.FS.makedev(sinkMajor, 0)
  module.FS.registerDevice(sink, {
    open: (stream) => void (stream.seekable = false),
    close() {},
    write(_stream, memory, offset, length) {
      reader?.push(new Uint8Array(memory.buffer, memory.byteOffset + offset, length))
      return length
    },
  })

  const openIndex = (dims: number) => new module.HierarchicalNSW('ip', dims, '')

  return {
    async build({ count, dims, row: rowAt }, { m, efConstruction, efSearch }, onRow) {
      const index = openIndex(dims)
      try {
        index.initIndex(count, m, efConstruction, levelSeed)
        for (let row = 0; row < count; row++) {
          index.addPoint(rowAt(row), row, false)
          await onRow?.(row + 1)
        }
        return { graph: graphOf(index), index: toVectorIndex(index, count, efSearch) }
      } catch (thrown) {
        release(index)
        throw thrown
      }
    },

    open(vectors, dims, graph: Graph, { efConstruction, efSearch }: HnswParameters): VectorIndex {
      const name = `opened-${files++}`
      module.FS.writeFile(folder + name, writeHnswImage(vectors, dims, graph, efConstruction))
      const index = openIndex(dims)
      try {
        void index.readIndex(name, graph.count)
      } catch (cause) {
        release(index)
        throw new AppError('index-invalid', 'hnswlib refused the search index.', { cause })
      } finally {
        module.FS.unlink(folder + name)
      }
      return toVectorIndex(index, graph.count, efSearch)
    },
  }

  /** hnswlib writes its file, vectors and all; what is not kept of it takes no memory. */
  function graphOf(index: HnswIndex): Graph {
    const name = `built-${files++}`
    reader = createHnswGraphReader()
    module.FS.mkdev(folder + name, sink)
    void index.writeIndex(name) // answers at once; the promise of its type is that of the mirroring left out
    module.FS.unlink(folder + name)
    return reader.graph()
  }
}

function toVectorIndex(index: HnswIndex, count: number, efSearch: number): VectorIndex {
  return {
    kind: 'hnsw',
    count,
    search(query, k) {
      const wanted = Math.min(k, count)
      index.setEfSearch(Math.max(efSearch, wanted))
      const { neighbors, distances } = index.searchKnn(query, wanted, undefined)
      return {
        rows: Uint32Array.from(neighbors),
        scores: Float32Array.from(distances, (distance) => 1 - distance),
      }
    },
    close: () => release(index),
  }
}

/** Embind objects live in WASM memory until they are deleted; their types leave the method out. */
function release(index: HnswIndex): void {
  ;(index as HnswIndex & { delete(): void }).delete()
}
