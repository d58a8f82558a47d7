import { rankRows, type Ranking } from './topK.ts'

/**
 * Full scan of the vectors: the oracle for approximate indexes, and the fallback when a graph is refused.
 * @param vectors count × dims, row-major, unit length
 */
export function searchExact(vectors: Float32Array, dims: number, query: Float32Array, k: number): Ranking {
  return rankRows(scoreVectors(vectors, dims, query), k)
}

/**
 * The same of vectors in one byte a number, without making floats of them all.
 * @param rows count × dims, row-major. @param scales of each row, see `rowScales`
 */
export function searchRows(rows: Int8Array, scales: Float64Array, query: Float32Array, k: number): Ranking {
  const scores = new Float32Array(scales.length)
  for (let row = 0; row < scores.length; row++) {
    const [start, scale] = [row * query.length, scales[row] ?? 0]
    let sum = 0
    // Rounded as it is where it is stored as a float: the last bits of a score decide between near ones.
    for (let i = 0; i < query.length; i++)
      sum += Math.fround((rows[start + i] ?? 0) * scale) * (query[i] ?? 0)
    scores[row] = sum
  }
  return rankRows(scores, k)
}

/** Dot product of `query` with each vector. Shapes as for `searchExact`. */
export function scoreVectors(vectors: Float32Array, dims: number, query: Float32Array): Float32Array {
  const scores = new Float32Array(vectors.length / dims)
  for (let row = 0; row < scores.length; row++) scores[row] = dot(vectors, row * dims, query)
  return scores
}

/** Dot product of `query` with the vector that begins at `offset`; the cosine where both have unit length. */
export function dot(vectors: Float32Array, offset: number, query: Float32Array): number {
  let sum = 0
  for (let i = 0; i < query.length; i++) sum += (vectors[offset + i] ?? 0) * (query[i] ?? 0)
  return sum
}
