import { createTopK, type Ranking } from './topK.ts'

/**
 * Full scan of the vectors: the oracle for approximate indexes, and the fallback when a graph is refused.
 * @param vectors count × dims, row-major, unit length
 */
export function searchExact(vectors: Float32Array, dims: number, query: Float32Array, k: number): Ranking {
  const count = vectors.length / dims
  const best = createTopK(Math.min(k, count))
  for (let row = 0; row < count; row++) best.offer(row, dot(vectors, row * dims, query))
  return best.take()
}

/** Dot product of `query` with the vector that begins at `offset`; the cosine where both have unit length. */
export function dot(vectors: Float32Array, offset: number, query: Float32Array): number {
  let sum = 0
  for (let i = 0; i < query.length; i++) sum += (vectors[offset + i] ?? 0) * (query[i] ?? 0)
  return sum
}
