import { createTopK, type Ranking } from '../core/topK.ts'
import { moveQuestion } from '../core/rocchio.ts'
import type { Embedder } from './ports.ts'
import type { OpenVectors } from './vectors.ts'

/** Rows nearest to the record at a row, itself left out; undefined where it has no vector. */
export function findSimilar(vectors: OpenVectors, row: number, k: number): Ranking | undefined {
  const own = vectors.vectorOf(row)
  if (!own) return undefined
  // One more: it is its own nearest.
  const { rows, scores } = vectors.index.search(own, k + 1)
  const best = createTopK(Math.min(k, rows.length))
  for (const [place, other] of rows.entries()) if (other !== row) best.offer(other, scores[place] ?? 0)
  return best.take()
}

/** Rows of records that a list is to be more like, and less like. */
export interface LikedRows {
  more: readonly number[]
  less: readonly number[]
}

/**
 * The encoder of a search that is moved by chosen records: whatever searches with it, filters, fuses and pages as it always does.
 * Records without a vector move nothing.
 */
export function moveQueries(embedder: Embedder, vectors: OpenVectors, { more, less }: LikedRows): Embedder {
  const vectorsOf = (rows: readonly number[]) => rows.flatMap((row) => vectors.vectorOf(row) ?? [])
  return {
    ...{ backend: embedder.backend, dims: embedder.dims, maxTokens: embedder.maxTokens },
    async embed(texts, kind) {
      const embedding = await embedder.embed(texts, kind)
      if (kind !== 'query') return embedding
      const { dims } = embedder
      for (let start = 0; start < embedding.vectors.length; start += dims) {
        const question = embedding.vectors.subarray(start, start + dims)
        question.set(moveQuestion(question, vectorsOf(more), vectorsOf(less)))
      }
      return embedding
    },
    close: () => embedder.close(),
  }
}
