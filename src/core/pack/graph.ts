import { AppError } from '../errors.ts'

/**
 * The links of an HNSW graph (Malkov & Yashunin 2016, arXiv:1603.09320), without the vectors.
 * Stored as unsigned 32-bit little-endian numbers:
 *
 *   magic · count · m · entryPoint · maxLevel · count levels · for each node, for each of its levels from 0: n, n neighbours
 */
export interface Graph {
  count: number
  /** Links a node may have on an upper level; twice as many on level 0. */
  m: number
  entryPoint: number
  maxLevel: number
  /** Highest level of each node. */
  levels: Uint8Array
  /** `links[level]` of a node: rows of its neighbours. Indexed by node, then level. */
  links: readonly (readonly Uint32Array[])[]
}

const magic = 0x57534e48 // "HNSW"
const headerLength = 5
/** hnswlib draws levels from an exponential distribution: 2^32 nodes with m = 2 stay below. */
const levelCap = 64
const maxM = 512

export function encodeGraph({
  count,
  m,
  entryPoint,
  maxLevel,
  levels,
  links,
}: Graph): Uint32Array<ArrayBuffer> {
  const linkCount = links.reduce((sum, node) => node.reduce((all, { length }) => all + 1 + length, sum), 0)
  const numbers = new Uint32Array(headerLength + count + linkCount)
  numbers.set([magic, count, m, entryPoint, maxLevel])
  numbers.set(levels, headerLength)
  let at = headerLength + count
  for (const node of links) {
    for (const neighbours of node) {
      numbers[at++] = neighbours.length
      numbers.set(neighbours, at)
      at += neighbours.length
    }
  }
  return numbers
}

/**
 * Reads and checks a graph before any native code sees it: counts against the size, every neighbour in range and on that
 * level, link counts within the cap, no node linked to itself or twice, entry point on the top level, nothing left over.
 * @throws AppError `index-invalid`, saying what is wrong and at which node. Nothing is repaired.
 */
export function parseGraph(data: Uint32Array, expectedCount: number): Graph {
  const fail = (reason: string): never => {
    throw new AppError('index-invalid', `The search index is damaged: ${reason}.`)
  }
  const [foundMagic = 0, count = 0, m = 0, entryPoint = 0, maxLevel = 0] = data
  if (foundMagic !== magic) fail('it does not begin as an HNSW graph')
  if (count !== expectedCount) fail(`it has ${count} nodes, the library ${expectedCount} records`)
  if (count === 0) fail('it has no nodes')
  if (m < 2 || m > maxM) fail(`m is ${m}, expected 2 to ${maxM}`)
  if (maxLevel > levelCap) fail(`the top level is ${maxLevel}, expected at most ${levelCap}`)
  if (entryPoint >= count) fail(`the entry point is node ${entryPoint} of ${count}`)
  if (data.length < headerLength + count) fail('it is cut off in its levels')

  const levels = new Uint8Array(count)
  for (let node = 0; node < count; node++) {
    const level = data[headerLength + node] ?? 0
    if (level > maxLevel) fail(`node ${node} is on level ${level}, above the top level ${maxLevel}`)
    levels[node] = level
  }
  if (levels[entryPoint] !== maxLevel) fail('the entry point is not on the top level')

  const links: Uint32Array[][] = []
  let position = headerLength + count
  for (let node = 0; node < count; node++) {
    const perLevel: Uint32Array[] = []
    for (let level = 0; level <= (levels[node] ?? 0); level++) {
      const length = data[position++] ?? fail('it is cut off in its links')
      const cap = level === 0 ? 2 * m : m
      if (length > cap) fail(`node ${node} has ${length} links on level ${level}, expected at most ${cap}`)
      if (position + length > data.length) fail('it is cut off in its links')
      const neighbours = data.slice(position, position + length)
      position += length
      for (const neighbour of neighbours) {
        if (neighbour >= count) fail(`node ${node} links to node ${neighbour} of ${count}`)
        if (neighbour === node) fail(`node ${node} links to itself`)
        if ((levels[neighbour] ?? 0) < level)
          fail(`node ${node} links on level ${level} to node ${neighbour}, which is not on it`)
      }
      if (new Set(neighbours).size !== length) fail(`node ${node} links twice to one node`)
      perLevel.push(neighbours)
    }
    links.push(perLevel)
  }
  if (position !== data.length) fail(`${data.length - position} numbers are left over at its end`)
  return { count, m, entryPoint, maxLevel, levels, links }
}
