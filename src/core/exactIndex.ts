import { rankRows, type Ranking } from './topK.ts'

/**
 * Full scan of the vectors: the oracle for approximate indexes, and the fallback when a graph is refused.
 * @param vectors count × dims, row-major, unit length
 */
export function searchExact(vectors: Float32Array, dims: number, query: Float32Array, k: number): Ranking {
  return rankRows(scoreVectors(vectors, dims, query), k)
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
