import { UMAP } from 'umap-js'
import { toMapCoordinates } from '../core/map/coordinates.ts'
import { toPrincipalPlane } from '../core/map/principalPlane.ts'
import type { Ranking } from '../core/topK.ts'
import type { HnswLibrary, VectorRows } from './ports.ts'

/** Fewer records are shown on the plane in which they spread most: neighbourhoods tell little of them. */
const fewRecords = 50
/** UMAP lays out so many; memory and time of it grow fast. The others are placed among them. */
const mostLandmarks = 1500
const neighbours = 15
const epochs = 200
/** How many landmarks have a say in where a record is placed. */
const placedBy = 5
const graphParameters = { m: 16, efConstruction: 100, efSearch: 50 }

/**
 * A picture of the library in two dimensions, in which near records lie near each other: UMAP (McInnes et al. 2018,
 * arXiv:1802.03426) of at most 1,500 landmarks, begun from their principal plane so that the whole keeps its shape; every other
 * record is placed between the landmarks that are nearest to it. The same vectors always give the same picture.
 * @param onStep told how much of the work is done: others may run then
 * @returns count × 2, see core/map/coordinates.ts
 */
export async function layMap(
  vectors: VectorRows,
  hnsw: HnswLibrary,
  onStep?: (done: number, total: number) => void | Promise<void>,
): Promise<Int16Array<ArrayBuffer>> {
  const { count } = vectors
  const landmarks = chooseRows(vectors, chooseLandmarks(count))
  const total = landmarks.count + epochs + count
  if (count < fewRecords) {
    await onStep?.(total, total)
    return toMapCoordinates(toPrincipalPlane(flatten(landmarks), vectors.dims))
  }
  const { index } = await hnsw.build(landmarks, graphParameters, (done) => onStep?.(done, total))
  try {
    const laid = await layLandmarks(
      landmarks,
      (vector, k) => index.search(vector, k),
      (done) => onStep?.(landmarks.count + done, total),
    )
    const points = new Float32Array(count * 2)
    for (let row = 0; row < count; row++) {
      points.set(placeAmong(laid, index.search(vectors.row(row), placedBy)), row * 2)
      if (row % 500 === 0) await onStep?.(landmarks.count + epochs + row, total)
    }
    for (const [place, row] of chooseLandmarks(count).entries())
      points.set(laid.subarray(place * 2, place * 2 + 2), row * 2)
    await onStep?.(total, total)
    return toMapCoordinates(points)
  } finally {
    index.close()
  }
}

function chooseRows({ dims, row }: VectorRows, rows: readonly number[]): VectorRows {
  return { count: rows.length, dims, row: (place) => row(rows[place] ?? 0) }
}

function flatten({ count, dims, row }: VectorRows): Float32Array {
  const flat = new Float32Array(count * dims)
  for (let place = 0; place < count; place++) flat.set(row(place), place * dims)
  return flat
}

/** Evenly spread over the rows. */
function chooseLandmarks(count: number): number[] {
  const wanted = Math.min(count, mostLandmarks)
  return Array.from({ length: wanted }, (_, place) => Math.floor((place * count) / wanted))
}

async function layLandmarks(
  vectors: VectorRows,
  search: (vector: Float32Array, k: number) => Ranking,
  onEpoch: (done: number) => void | Promise<void>,
): Promise<Float32Array> {
  const found = Array.from({ length: vectors.count }, (_, row) => {
    const { rows, scores } = search(vectors.row(row), neighbours)
    return { rows: Array.from(rows), distances: Array.from(scores, (score) => Math.max(0, 1 - score)) }
  })
  const umap = new UMAP({ nNeighbors: neighbours, nEpochs: epochs, random: createRandom() })
  umap.setPrecomputedKNN(
    found.map(({ rows }) => rows),
    found.map(({ distances }) => distances),
  )
  umap.initializeFit(found.map(() => [])) // it reads nothing but their number
  // Its own start is random. The rows of what it answers are those it goes on to move.
  const start = toMapCoordinates(toPrincipalPlane(flatten(vectors), vectors.dims))
  for (const [row, point] of umap.getEmbedding().entries()) {
    point[0] = (start[row * 2] ?? 0) / startScale
    point[1] = (start[row * 2 + 1] ?? 0) / startScale
  }
  for (let epoch = 0; epoch < epochs; epoch++) {
    umap.step()
    await onEpoch(epoch + 1)
  }
  return Float32Array.from(umap.getEmbedding().flat())
}

/** UMAP begins within ±10. */
const startScale = 3276.7

/** Between the landmarks that are nearest, the nearer the more. */
function placeAmong(laid: Float32Array, { rows, scores }: Ranking): [x: number, y: number] {
  let [x, y, sum] = [0, 0, 0]
  const best = scores[0] ?? 0
  for (const [place, landmark] of rows.entries()) {
    const weight = Math.exp(((scores[place] ?? 0) - best) * sharpness)
    x += weight * (laid[landmark * 2] ?? 0)
    y += weight * (laid[landmark * 2 + 1] ?? 0)
    sum += weight
  }
  return [x / sum, y / sum]
}

/** A landmark that is .05 less near has a third of the say. */
const sharpness = 20

/** Linear congruential, Numerical Recipes: UMAP wants numbers in [0, 1), and the same ones each time. */
function createRandom(): () => number {
  let state = 1
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 32
  }
}
