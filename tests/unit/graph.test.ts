import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { toBytes, toUint32 } from '../../src/core/bytes.ts'
import { AppError } from '../../src/core/errors.ts'
import { encodeGraph, parseGraph, type Graph } from '../../src/core/pack/graph.ts'
import { randomGraph } from '../fakes/randomGraph.ts'
import { refusalOf } from '../fakes/refusal.ts'

// Places in the encoded graph: magic, count, m, entry point, top level, then the level of each node.
const [countAt, mAt, entryPointAt, maxLevelAt, levelsAt] = [1, 2, 3, 4, 5]

/** Four nodes; 0 and 2 are on level 1 as well. */
const small: Graph = {
  count: 4,
  m: 2,
  entryPoint: 2,
  maxLevel: 1,
  levels: Uint8Array.of(0, 0, 1, 1),
  links: [
    [Uint32Array.of(1, 2)],
    [Uint32Array.of(0, 2, 3)],
    [Uint32Array.of(0, 1), Uint32Array.of(3)],
    [Uint32Array.of(1), Uint32Array.of(2)],
  ],
}
/** Where the links of node 0 begin: their number, then they themselves. */
const linksAt = levelsAt + small.count

function refusalWith(change: (data: number[]) => void, expectedCount = small.count) {
  const data = [...encodeGraph(small)]
  change(data)
  return refusalOf(() => parseGraph(Uint32Array.from(data), expectedCount))
}

function withLinks(links: Graph['links']): (data: number[]) => void {
  return (data) => void data.splice(0, data.length, ...encodeGraph({ ...small, links }))
}

const [links0 = [], links1 = [], links2 = [], links3 = []] = small.links

const mutations: [what: string, change: (data: number[]) => void, words: RegExp, expectedCount?: number][] = [
  ['38: no nodes', (data) => (data[countAt] = 0), /no nodes/, 0],
  ['40: more nodes in the header than rows', (data) => (data[countAt] = 5), /5 nodes, the library 4 records/],
  ['41: more rows than nodes in the header', () => {}, /4 nodes, the library 5 records/, 5],
  [
    '42: more nodes in the header than in the body',
    (data) => (data[countAt] = 5),
    /cut off|left over|on level|links/,
    5,
  ],
  ['43: 2^31-1 nodes', (data) => (data[countAt] = 2 ** 31 - 1), /2147483647 nodes/],
  ['43: 2^31-1 nodes and as many rows', (data) => (data[countAt] = 2 ** 31 - 1), /cut off/, 2 ** 31 - 1],
  ['44: an m of 2^32-1', (data) => (data[mAt] = 2 ** 32 - 1), /m is 4294967295/],
  ['44: an m of 0', (data) => (data[mAt] = 0), /m is 0/],
  [
    '45: a neighbour that is the number of nodes',
    (data) => (data[linksAt + 1] = 4),
    /node 0 links to node 4 of 4/,
  ],
  [
    '46: a neighbour 0x7ffffff0',
    (data) => (data[linksAt + 1] = 0x7ffffff0),
    /node 0 links to node 2147483632 of 4/,
  ],
  ['47: a node linked to itself', (data) => (data[linksAt + 1] = 0), /node 0 links to itself/],
  [
    '47: a node linked to itself alone',
    withLinks([[Uint32Array.of(0)], links1, links2, links3]),
    /node 0 links to itself/,
  ],
  [
    '48: more links than 2·m on level 0',
    (data) => (data[linksAt] = 5),
    /5 links on level 0, expected at most 4/,
  ],
  ['48: 2^32-1 links', (data) => (data[linksAt] = 2 ** 32 - 1), /4294967295 links on level 0/],
  [
    '48: more links than m on an upper level',
    withLinks([links0, links1, [links2[0] ?? new Uint32Array(), Uint32Array.of(3, 1, 0)], links3]),
    /3 links on level 1, expected at most 2/,
  ],
  ['49: an entry point out of range', (data) => (data[entryPointAt] = 4), /entry point is node 4 of 4/],
  [
    '49: an entry point below the top level',
    (data) => (data[entryPointAt] = 0),
    /entry point is not on the top level/,
  ],
  ['50: a top level of 1000', (data) => (data[maxLevelAt] = 1000), /top level is 1000/],
  [
    '50: a top level that no node has',
    (data) => (data[maxLevelAt] = 2),
    /entry point is not on the top level/,
  ],
  [
    '50: a node above the top level',
    (data) => (data[levelsAt] = 2),
    /node 0 is on level 2, above the top level 1/,
  ],
  ['50: a level that would wrap in a byte', (data) => (data[levelsAt] = 257), /node 0 is on level 257/],
  ['51: a neighbour twice', (data) => (data[linksAt + 2] = 1), /node 0 links twice to one node/],
  [
    'a neighbour that is not on that level',
    withLinks([links0, links1, [links2[0] ?? new Uint32Array(), Uint32Array.of(1)], links3]),
    /node 2 links on level 1 to node 1, which is not on it/,
  ],
  ['59: trailing garbage', (data) => void data.push(0, 0, 0), /3 numbers are left over/],
  ['another kind of file', (data) => (data[0] = 0x7b22736c), /does not begin as an HNSW graph/],
]

describe('the stored graph', () => {
  it('comes back as it was, for any well-formed graph', () => {
    fc.assert(
      fc.property(fc.nat(), (seed) => {
        const graph = randomGraph(seed)
        expect(parseGraph(encodeGraph(graph), graph.count)).toEqual(graph)
      }),
    )
  })

  it('39: may have one node without links', () => {
    const lone: Graph = {
      count: 1,
      m: 2,
      entryPoint: 0,
      maxLevel: 0,
      levels: Uint8Array.of(0),
      links: [[new Uint32Array()]],
    }
    expect(parseGraph(encodeGraph(lone), 1)).toEqual(lone)
  })

  it.each(mutations)('refuses %s', (_what, change, words, expectedCount) => {
    const { code, message } = refusalWith(change, expectedCount)
    expect(code).toBe('index-invalid')
    expect(message).toMatch(/^The search index is damaged: /)
    expect(message).toMatch(words)
  })

  it('59: refuses a graph that is cut at any number', () => {
    const data = encodeGraph(small)
    for (let length = 0; length < data.length; length++) {
      expect(refusalOf(() => parseGraph(data.subarray(0, length), small.count)).code).toBe('index-invalid')
    }
  })

  it('59: refuses a graph that is cut within a number', () => {
    const bytes = toBytes(encodeGraph(small))
    expect(refusalOf(() => parseGraph(toUint32(bytes.subarray(0, -1)), small.count)).message).toMatch(
      /cut off/,
    )
  })

  it('56: refuses numbers of the other endianness', () => {
    const data = encodeGraph(small)
    const view = new DataView(data.buffer)
    const swapped = data.map((number, i) => (view.setUint32(4 * i, number, false), data[i] ?? 0))
    expect(refusalOf(() => parseGraph(swapped, small.count)).message).toMatch(
      /does not begin as an HNSW graph/,
    )
  })

  it('with one number changed is refused, or has every link within it and on its level', () => {
    const number = fc.oneof(
      fc.nat(30),
      fc.constantFrom(2 ** 31 - 1, 2 ** 32 - 1, 0x7ffffff0),
      fc.nat(0xffff_ffff),
    )
    fc.assert(
      fc.property(fc.nat(), fc.nat(), number, (seed, place, value) => {
        const { count, ...graph } = randomGraph(seed)
        const data = encodeGraph({ count, ...graph })
        data[place % data.length] = value
        let parsed: Graph
        try {
          parsed = parseGraph(data, count)
        } catch (thrown) {
          expect(thrown).toBeInstanceOf(AppError)
          expect(thrown).toMatchObject({ code: 'index-invalid' })
          return
        }
        expect(parsed.levels[parsed.entryPoint]).toBe(parsed.maxLevel)
        parsed.links.forEach((perLevel, node) => {
          expect(perLevel).toHaveLength((parsed.levels[node] ?? NaN) + 1)
          perLevel.forEach((neighbours, level) => {
            expect(neighbours.length).toBeLessThanOrEqual(level === 0 ? 2 * parsed.m : parsed.m)
            for (const neighbour of neighbours) {
              expect(neighbour).toBeLessThan(count)
              expect(parsed.levels[neighbour]).toBeGreaterThanOrEqual(level)
            }
          })
        })
      }),
      { numRuns: 1000 },
    )
  })
})
