import { hasRow, type Bitmap } from './bitmap.ts'
import { createTopK, type Ranking } from './topK.ts'

/**
 * Ranks anew: a row that is in the set gets `share` of the best score there is, and every row the rest of its own. So the share
 * means the same whatever the scores are.
 * @param share 0 to 1
 */
export function leanTo({ rows, scores }: Ranking, set: Bitmap, share: number, k: number): Ranking {
  const most = Math.max(0, scores[0] ?? 0)
  const best = createTopK(Math.min(k, rows.length))
  for (const [place, row] of rows.entries())
    best.offer(row, (1 - share) * (scores[place] ?? 0) + (hasRow(set, row) ? share * most : 0))
  return best.take()
}
