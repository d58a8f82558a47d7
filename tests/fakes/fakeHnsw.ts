import type { Graph } from '../../src/core/pack/graph.ts'
import { createExactIndex } from '../../src/engine/vectors.ts'
import type { HnswLibrary } from '../../src/engine/ports.ts'

/** Stands for hnswlib without its WebAssembly: its graph is a ring, and its search a full scan. */
export function createFakeHnsw(): HnswLibrary & { opened: number; closed: number } {
  const fake: HnswLibrary & { opened: number; closed: number } = {
    opened: 0,
    closed: 0,
    async build({ count, dims, row: rowAt }, parameters, onRow) {
      const vectors = new Float32Array(count * dims)
      for (let row = 0; row < count; row++) {
        vectors.set(rowAt(row), row * dims)
        await onRow?.(row + 1)
      }
      const graph = ringGraph(count, parameters.m)
      return { graph, index: fake.open(vectors, dims, graph, parameters) }
    },
    open(vectors, dims) {
      fake.opened++
      return { ...createExactIndex(vectors, dims), kind: 'hnsw', close: () => void fake.closed++ }
    },
  }
  return fake
}

/** Each node is linked with the next one and the one before, all on level 0. */
function ringGraph(count: number, m: number): Graph {
  const neighboursOf = (row: number) => new Set([(row + 1) % count, (row + count - 1) % count])
  const links = Array.from({ length: count }, (_, row) => [
    Uint32Array.from([...neighboursOf(row)].filter((neighbour) => neighbour !== row)),
  ])
  return { count, m, entryPoint: 0, maxLevel: 0, levels: new Uint8Array(count), links }
}
