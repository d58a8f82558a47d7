import { createTopK, type Ranking } from './topK.ts'

/** How much meaning counts, chosen on the development sets: docs/evaluation.md has the curve. */
export const meaningShare = 0.5

/** So many of the best by meaning and by words are compared with each other; more where more are asked for. */
export const candidateDepth = 200

/** One way to score rows: its best, and the score of any row. */
export interface Scoring {
  best: Ranking
  scoreOf(row: number): number
}

/**
 * Ranks by a weighted sum of standardised scores: mean 0 and variance 1 over the candidates, the best of both lists (ZMUV,
 * Montague and Aslam 2001, doi:10.1145/502585.502657). Where one list's candidates all have one score, the other decides.
 * @param share how much meaning counts, 0 to 1
 */
export function fuse(meaning: Scoring, words: Scoring, share: number, k: number): Ranking {
  const candidates = [...new Set([...meaning.best.rows, ...words.best.rows])]
  const [byMeaning, byWords] = [standardise(meaning, candidates), standardise(words, candidates)]
  const best = createTopK(Math.min(k, candidates.length))
  for (const [place, row] of candidates.entries())
    best.offer(row, share * (byMeaning[place] ?? 0) + (1 - share) * (byWords[place] ?? 0))
  return best.take()
}

/** A scoring that has a score for every row. */
export function toScoring(best: Ranking, scores: Float32Array): Scoring {
  return { best, scoreOf: (row) => scores[row] ?? 0 }
}

function standardise({ scoreOf }: Scoring, rows: readonly number[]): number[] {
  const values = rows.map(scoreOf)
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length
  return values.map((value) => (variance > 0 ? (value - mean) / Math.sqrt(variance) : 0))
}
