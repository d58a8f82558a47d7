// Ranking metrics as trec_eval defines them. Gains are qrels scores: 0 for a document that is not relevant or not judged.

export type RetrievalFigures = Record<'nDCG@10' | 'recall@1' | 'recall@10' | 'recall@100' | 'MRR@10', number>

/** How much of a ranking the figures look at. */
export const rankingDepth = 100

/**
 * The figures of one query.
 * @param ranked gain of the document at each rank, best rank first, at least `rankingDepth` of them where there are so many
 * @param relevant gains of all documents that are relevant, in any order; never empty, each above 0
 */
export function measureRanking(ranked: readonly number[], relevant: readonly number[]): RetrievalFigures {
  return {
    'nDCG@10': ndcgAt(10, ranked, relevant),
    'recall@1': recallAt(1, ranked, relevant),
    'recall@10': recallAt(10, ranked, relevant),
    'recall@100': recallAt(rankingDepth, ranked, relevant),
    'MRR@10': reciprocalRankAt(10, ranked),
  }
}

/** Mean over queries, figure by figure. */
export function meanFigures(figures: readonly RetrievalFigures[]): RetrievalFigures {
  const mean = (name: keyof RetrievalFigures) =>
    figures.reduce((sum, figure) => sum + figure[name], 0) / figures.length
  return {
    'nDCG@10': mean('nDCG@10'),
    'recall@1': mean('recall@1'),
    'recall@10': mean('recall@10'),
    'recall@100': mean('recall@100'),
    'MRR@10': mean('MRR@10'),
  }
}

/** Linear gain, discount log2(rank + 1), over the best ranking that is possible. */
function ndcgAt(k: number, ranked: readonly number[], relevant: readonly number[]): number {
  const ideal = relevant.toSorted((a, b) => b - a)
  return discountedGain(ranked.slice(0, k)) / discountedGain(ideal.slice(0, k))
}

function discountedGain(gains: readonly number[]): number {
  return gains.reduce((sum, gain, place) => sum + gain / Math.log2(place + 2), 0)
}

function recallAt(k: number, ranked: readonly number[], relevant: readonly number[]): number {
  return ranked.slice(0, k).filter((gain) => gain > 0).length / relevant.length
}

function reciprocalRankAt(k: number, ranked: readonly number[]): number {
  const place = ranked.slice(0, k).findIndex((gain) => gain > 0)
  return place < 0 ? 0 : 1 / (place + 1)
}
