import { createTopK, rankRows, type Ranking } from './topK.ts'

/** How much meaning counts, chosen on the development sets: docs/evaluation.md has the curve. */
export const meaningShare = 0.5

/** So many of the best by meaning and by words are compared with each other. */
const candidateDepth = 200

/**
 * Ranks by a weighted sum of standardised scores: mean 0 and variance 1 over the candidates, the best of both lists (ZMUV,
 * Montague and Aslam 2001, doi:10.1145/502585.502657). Where one list's candidates all have one score, the other decides.
 * @param meaning, words score of every row
 * @param share how much meaning counts, 0 to 1
 */
export function fuse(meaning: Float32Array, words: Float32Array, share: number, k: number): Ranking {
  const candidates = [
    ...new Set([meaning, words].flatMap((scores) => [...rankRows(scores, candidateDepth).rows])),
  ]
  const [byMeaning, byWords] = [standardise(meaning, candidates), standardise(words, candidates)]
  const best = createTopK(Math.min(k, candidates.length))
  for (const [place, row] of candidates.entries())
    best.offer(row, share * (byMeaning[place] ?? 0) + (1 - share) * (byWords[place] ?? 0))
  return best.take()
}

function standardise(scores: Float32Array, rows: readonly number[]): number[] {
  const values = rows.map((row) => scores[row] ?? 0)
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length
  return values.map((value) => (variance > 0 ? (value - mean) / Math.sqrt(variance) : 0))
}
