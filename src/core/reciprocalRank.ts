import { createTopK, type Ranking } from './topK.ts'

/** Usual; a smaller number sets the first places further apart. */
const offset = 60

/**
 * Ranks by places where scores cannot be compared: each list gives a row 1 / (60 + its place) (Cormack and others 2009,
 * doi:10.1145/1571941.1572114).
 */
export function fuseRanks(rankings: readonly Ranking[], k: number): Ranking {
  const scores = new Map<number, number>()
  for (const { rows } of rankings)
    for (const [place, row] of rows.entries())
      scores.set(row, (scores.get(row) ?? 0) + 1 / (offset + place + 1))
  const best = createTopK(Math.min(k, scores.size))
  for (const [row, score] of scores) best.offer(row, score)
  return best.take()
}
