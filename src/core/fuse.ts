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
 * Ranks the best of both by a weighted sum of their scores, as they are: a cosine, and BM25 as a share of what is possible. Both
 * have one scale for every query (a convex combination, Bruch et al. 2023, doi:10.1145/3596512), so that words count little where
 * little of the query is met by them.
 * @param share how much meaning counts, 0 to 1
 */
export function fuse(meaning: Scoring, words: Scoring, share: number, k: number): Ranking {
  const candidates = new Set([...meaning.best.rows, ...words.best.rows])
  const best = createTopK(Math.min(k, candidates.size))
  for (const row of candidates)
    best.offer(row, share * meaning.scoreOf(row) + (1 - share) * words.scoreOf(row))
  return best.take()
}

/** A scoring that has a score for every row. */
export function toScoring(best: Ranking, scores: Float32Array): Scoring {
  return { best, scoreOf: (row) => scores[row] ?? 0 }
}
