import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { noBranch, toMainBranches } from '../../src/core/map/branches.ts'
import { mapReach, toMapCoordinates } from '../../src/core/map/coordinates.ts'
import { toPrincipalPlane } from '../../src/core/map/principalPlane.ts'
import { categoryLetters } from '../../src/core/mesh/categories.ts'
import { createMeshTree } from '../../src/core/mesh/tree.ts'
import { layMap } from '../../src/engine/layMap.ts'
import { createExactIndex } from '../../src/engine/vectors.ts'
import type { Graph } from '../../src/core/pack/graph.ts'
import type { HnswLibrary, VectorRows } from '../../src/engine/ports.ts'
import { createRandom, randomUnitVectors, scaleToUnit } from '../fakes/random.ts'

/** Answers with the exact nearest. */
const exactLibrary: HnswLibrary = {
  build({ count, dims, row }) {
    const vectors = new Float32Array(count * dims)
    for (let place = 0; place < count; place++) vectors.set(row(place), place * dims)
    return Promise.resolve({ graph: emptyGraph, index: createExactIndex(vectors, dims) })
  },
  open: (vectors, dims) => createExactIndex(vectors, dims),
}

/** Nobody reads it here. */
const emptyGraph: Graph = { count: 0, m: 16, entryPoint: 0, maxLevel: 0, levels: new Uint8Array(), links: [] }

function toRows(vectors: Float32Array, dims: number): VectorRows {
  return {
    count: vectors.length / dims,
    dims,
    row: (row) => vectors.subarray(row * dims, (row + 1) * dims),
  }
}

/** Groups of vectors, each around a direction of its own. */
function grouped(groups: number, each: number, dims: number): Float32Array {
  const centres = randomUnitVectors(groups, dims, 5)
  const random = createRandom(6)
  const vectors = new Float32Array(groups * each * dims)
  for (let row = 0; row < groups * each; row++) {
    const vector = vectors.subarray(row * dims, (row + 1) * dims)
    for (let i = 0; i < dims; i++)
      vector[i] = (centres[(row % groups) * dims + i] ?? 0) + (random() - 0.5) * 0.1
    scaleToUnit(vector)
  }
  return vectors
}

function distance(points: ArrayLike<number>, a: number, b: number): number {
  return Math.hypot(
    (points[a * 2] ?? 0) - (points[b * 2] ?? 0),
    (points[a * 2 + 1] ?? 0) - (points[b * 2 + 1] ?? 0),
  )
}

describe('principal plane', () => {
  it('finds the two axes along which points spread', () => {
    const random = createRandom(3)
    const rows = 300
    const vectors = Float32Array.from(
      { length: rows * 5 },
      (_, at) => (random() - 0.5) * ([0.1, 8, 0.2, 3, 0.1][at % 5] ?? 0),
    )
    const plane = toPrincipalPlane(vectors, 5)
    const mean = (axis: number) =>
      vectors.filter((_, at) => at % 5 === axis).reduce((sum, value) => sum + value, 0) / rows
    for (let row = 0; row < rows; row++) {
      expect(plane[row * 2]).toBeCloseTo((vectors[row * 5 + 1] ?? 0) - mean(1), 0)
      expect(plane[row * 2 + 1]).toBeCloseTo((vectors[row * 5 + 3] ?? 0) - mean(3), 0)
    }
  })

  it('lays vectors that are all alike on one point', () => {
    const alike = Float32Array.from({ length: 40 }, (_, at) => (at % 4 === 0 ? 1 : 0))
    expect([...new Set(toPrincipalPlane(alike, 4))]).toEqual([0])
  })
})

it('coordinates keep the proportion of the picture and fill the range of the wider axis', () => {
  const point = fc.tuple(fc.integer({ min: -1000, max: 1000 }), fc.integer({ min: -1000, max: 1000 }))
  fc.assert(
    fc.property(fc.array(point, { minLength: 2, maxLength: 20 }), (points) => {
      const coordinates = toMapCoordinates(Float32Array.from(points.flat()))
      const span = (axis: 0 | 1) =>
        Math.max(...points.map((p) => p[axis])) - Math.min(...points.map((p) => p[axis]))
      const widest = Math.max(span(0), span(1))
      fc.pre(widest > 0)
      expect(Math.max(...coordinates)).toBe(mapReach)
      for (let row = 1; row < points.length; row++)
        expect(distance(coordinates, 0, row) / (2 * mapReach)).toBeCloseTo(
          distance(points.flat(), 0, row) / widest,
          3,
        )
    }),
  )
})

describe('map of a library', () => {
  it('lays those of a group nearer to each other than to those of another', async () => {
    const [groups, each, dims] = [4, 60, 24]
    const points = await layMap(toRows(grouped(groups, each, dims), dims), exactLibrary)
    let right = 0
    for (let row = 0; row < groups * each; row++) {
      const others = Array.from({ length: groups * each }, (_, other) => other).filter(
        (other) => other !== row,
      )
      const nearest = others.reduce((a, b) => (distance(points, row, a) <= distance(points, row, b) ? a : b))
      if (nearest % groups === row % groups) right++
    }
    expect(right / (groups * each)).toBeGreaterThan(0.95)
  })

  it('is the same each time', async () => {
    const vectors = toRows(grouped(3, 30, 16), 16)
    expect(await layMap(vectors, exactLibrary)).toEqual(await layMap(vectors, exactLibrary))
  })

  it.each([1, 2, 49, 50, 51])('is there for a library of %i records', async (count) => {
    expect(await layMap(toRows(randomUnitVectors(count, 8, 1), 8), exactLibrary)).toHaveLength(count * 2)
  })

  it('places what is no landmark among those it is near to', async () => {
    const [groups, each, dims] = [3, 520, 8]
    const points = await layMap(toRows(grouped(groups, each, dims), dims), exactLibrary)
    const rows = Array.from({ length: groups * each }, (_, row) => row)
    const centre = (group: number) => {
      const own = rows.filter((row) => row % groups === group)
      const mean = (axis: 0 | 1) =>
        own.reduce((sum, row) => sum + (points[row * 2 + axis] ?? 0), 0) / own.length
      return [mean(0), mean(1)] as const
    }
    const centres = [centre(0), centre(1), centre(2)]
    const nearestCentre = (row: number) => {
      const distances = centres.map(([x, y]) =>
        Math.hypot((points[row * 2] ?? 0) - x, (points[row * 2 + 1] ?? 0) - y),
      )
      return distances.indexOf(Math.min(...distances))
    }
    expect(rows.filter((row) => nearestCentre(row) === row % groups).length / rows.length).toBeGreaterThan(
      0.95,
    )
  })
})

it('a record stands in the branch of its major topics, then of most of its headings', () => {
  const tree = createMeshTree(
    [
      { ui: 'D000001', name: 'Heart', treeNumbers: ['A07'] },
      { ui: 'D000002', name: 'Gout', treeNumbers: ['C05', 'C16'] },
      { ui: 'D000003', name: 'Colchicine', treeNumbers: ['D03'] },
      { ui: 'D000004', name: 'Humans', treeNumbers: ['B01'] },
    ],
    2024,
  )
  const list = (...rows: number[]) => ({
    rows: Uint32Array.from(rows),
    frequencies: new Uint8Array(rows.length),
  })
  const branches = toMainBranches(
    [
      ['majr:D000003', list(0)],
      ['mesh:D000001', list(0, 1, 2)],
      ['mesh:D000002', list(0, 2)],
      ['mesh:D000003', list(0)],
      ['mesh:D000003/adverse effects', list(1)],
      ['mesh:D000004', list(0, 1, 2, 3)],
      ['type:review', list(3)],
    ],
    tree,
    4,
  )
  expect([...branches].map((place) => categoryLetters[place])).toEqual(['D', 'A', 'A', undefined])
  expect(branches[3]).toBe(noBranch)
})
