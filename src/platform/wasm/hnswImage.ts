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

/** Takes the links out of an image that hnswlib has just written; its nodes are renumbered by their labels (rows). */
export function readHnswGraph(image: Bytes): Graph {
  const view = new DataView(image.buffer, image.byteOffset, image.byteLength)
  const header = (i: number) => view.getUint32(4 * i, true)
  const [count, elementBytes, labelOffset, maxLevel, entryNode, m] = [
    header(2),
    header(3),
    header(4),
    header(6),
    header(7),
    header(10),
  ]
  const rowOf = new Uint32Array(count)
  for (let node = 0; node < count; node++) {
    rowOf[node] = view.getUint32(headerBytes + node * elementBytes + labelOffset, true)
  }

  const readLinks = (at: number) =>
    Uint32Array.from(
      { length: view.getUint16(at, true) },
      (_, i) => rowOf[view.getUint32(at + 4 + 4 * i, true)] ?? 0,
    )
  const levels = new Uint8Array(count)
  const links: Uint32Array[][] = new Array<Uint32Array[]>(count)
  const linkBytes = 4 + 4 * m
  let upper = headerBytes + count * elementBytes
  for (let node = 0; node < count; node++) {
    const row = rowOf[node] ?? 0
    const upperLevels = view.getUint32(upper, true) / linkBytes
    upper += 4
    levels[row] = upperLevels
    const perLevel = [readLinks(headerBytes + node * elementBytes)]
    for (let level = 0; level < upperLevels; level++) {
      perLevel.push(readLinks(upper))
      upper += linkBytes
    }
    links[row] = perLevel
  }
  return { count, m, entryPoint: rowOf[entryNode] ?? 0, maxLevel, levels, links }
}
