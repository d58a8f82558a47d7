import type { Bytes } from '../../core/bytes.ts'
import type { Graph } from '../../core/pack/graph.ts'

/**
 * hnswlib's own file, as its 32-bit WASM build writes it (hnswalg.h, saveIndex; size_t has four bytes):
 *
 *   offsetLevel0 · maxElements · count · sizePerElement · labelOffset · dataOffset · maxLevel · entryPoint · maxM · maxM0 · M
 *   · mult (float64) · efConstruction, then per node: link count, 2·M links, vector, label; then per node the size of its
 *   upper levels in bytes, and for each of them: link count, M links.
 */
const headerBytes = 56

/** @param vectors count × dims, row-major. The label of a node is its row. */
export function writeHnswImage(
  vectors: Float32Array,
  dims: number,
  graph: Graph,
  efConstruction: number,
): Bytes {
  const { count, m, entryPoint, maxLevel, levels, links } = graph
  const [linkBytes0, linkBytes] = [4 + 8 * m, 4 + 4 * m]
  const elementBytes = linkBytes0 + 4 * dims + 4
  const upperLevels = levels.reduce((sum, level) => sum + level, 0)
  const image = new Uint8Array(headerBytes + count * (elementBytes + 4) + upperLevels * linkBytes)
  const view = new DataView(image.buffer)

  const header = [
    0,
    count,
    count,
    elementBytes,
    elementBytes - 4,
    linkBytes0,
    maxLevel,
    entryPoint,
    m,
    2 * m,
    m,
  ]
  header.forEach((value, i) => view.setUint32(4 * i, value, true))
  view.setFloat64(44, 1 / Math.log(m), true)
  view.setUint32(52, efConstruction, true)

  const writeLinks = (at: number, neighbours: Uint32Array) => {
    view.setUint32(at, neighbours.length, true)
    neighbours.forEach((neighbour, i) => view.setUint32(at + 4 + 4 * i, neighbour, true))
  }
  let upper = headerBytes + count * elementBytes
  for (let node = 0; node < count; node++) {
    const at = headerBytes + node * elementBytes
    const [level0, ...others] = links[node] ?? []
    if (level0) writeLinks(at, level0)
    const vector = vectors.subarray(node * dims, (node + 1) * dims)
    vector.forEach((value, i) => view.setFloat32(at + linkBytes0 + 4 * i, value, true))
    view.setUint32(at + elementBytes - 4, node, true)
    view.setUint32(upper, others.length * linkBytes, true)
    upper += 4
    for (const neighbours of others) {
      writeLinks(upper, neighbours)
      upper += linkBytes
    }
  }
  return image
}

/** Takes the links out of an image that comes in pieces, and keeps nothing else of it. */
export interface HnswGraphReader {
  push(piece: Uint8Array): void
  /** @throws Error when the image is not at its end */
  graph(): Graph
}

/** Of an index to which rows were added in their order: a node is its row. */
export function createHnswGraphReader(): HnswGraphReader {
  const parts = readParts()
  parts.next()
  let part = new Uint8Array(headerBytes)
  let filled = 0
  let graph: Graph | undefined
  return {
    push(piece) {
      for (let at = 0; at < piece.length && !graph;) {
        const taken = Math.min(piece.length - at, part.length - filled)
        part.set(piece.subarray(at, at + taken), filled)
        at += taken
        filled += taken
        if (filled < part.length) return
        const next = parts.next(part)
        if (next.done) graph = next.value
        else if (next.value !== part.length) part = new Uint8Array(next.value)
        filled = 0
      }
    },
    graph() {
      if (!graph) throw new Error('The image of the graph is cut off.')
      return graph
    },
  }
}

/** Yields how many bytes it wants next, and is given them. */
function* readParts(): Generator<number, Graph, Uint8Array<ArrayBuffer>> {
  const header = toView(yield headerBytes)
  const number = (i: number) => header.getUint32(4 * i, true)
  const [count, elementBytes, labelOffset] = [number(2), number(3), number(4)]
  const [maxLevel, entryPoint, m] = [number(6), number(7), number(10)]
  const takeLinks = createLinkStore()
  const levels = new Uint8Array(count)
  const links: Uint32Array[][] = []
  for (let node = 0; node < count; node++) {
    const element = toView(yield elementBytes)
    if (element.getUint32(labelOffset, true) !== node)
      throw new Error(`Node ${node} is not the row it stands for.`)
    links.push([takeLinks(element, 0)])
  }
  const linkBytes = 4 + 4 * m
  for (let node = 0; node < count; node++) {
    const upperBytes = toView(yield 4).getUint32(0, true)
    levels[node] = upperBytes / linkBytes
    if (upperBytes === 0) continue
    const upper = toView(yield upperBytes)
    for (let at = 0; at < upperBytes; at += linkBytes) links[node]?.push(takeLinks(upper, at))
  }
  return { count, m, entryPoint, maxLevel, levels, links }
}

const toView = (bytes: Bytes): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)

/** A list that has memory of its own takes several times the bytes of its numbers: many share one array. */
function createLinkStore(): (from: DataView, at: number) => Uint32Array {
  const numbersAtOnce = 65_536
  let store = new Uint32Array()
  let used = 0
  return (from, at) => {
    const length = from.getUint16(at, true)
    if (used + length > store.length) {
      store = new Uint32Array(Math.max(numbersAtOnce, length))
      used = 0
    }
    const links = store.subarray(used, used + length)
    used += length
    for (let i = 0; i < length; i++) links[i] = from.getUint32(at + 4 + 4 * i, true)
    return links
  }
}
