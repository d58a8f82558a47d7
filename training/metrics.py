"""Retrieval and similarity figures, over vectors: what src/core computes in TypeScript for the shipped files.

Definitions are trec_eval's (https://github.com/usnistgov/trec_eval): linear gain, discount log2(rank + 1), the ideal
ranking taken over all judged documents. Ties in score are broken by the order of the documents.
"""

from dataclasses import dataclass

import numpy as np
from scipy.stats import pearsonr, spearmanr

RECALL_DEPTHS = (1, 10, 100)


@dataclass(frozen=True)
class RetrievalFigures:
    """Means over the queries that have a relevant document; `queries` says how many those are."""

    queries: int
    ndcg10: float
    mrr10: float
    recall: dict[int, float]  # by depth


def top_rows(scores: np.ndarray, k: int) -> np.ndarray:
    """queries × k, int: rows of the largest scores (queries × documents), best first, ties by row."""
    return np.argsort(-scores, axis=1, kind="stable")[:, :k]


def ndcg_at_k(gains: np.ndarray, ideal: np.ndarray) -> np.ndarray:
    """nDCG of each query. gains: queries × k, gain of the document at each rank; ideal: queries × k, the largest gains
    there are, descending. 0 where the ideal is 0. Järvelin and Kekäläinen 2002, doi:10.1145/582415.582418."""
    discounts = 1 / np.log2(np.arange(gains.shape[1]) + 2)
    best = (ideal * discounts).sum(1)
    return np.divide((gains * discounts).sum(1), best, out=np.zeros_like(best), where=best > 0)


def judge(ranking: np.ndarray, judgements: list[dict[int, float]]) -> RetrievalFigures:
    """ranking: queries × depth, rows of documents, best first. judgements: for each query {row: score}; a score above 0
    is relevant, and a row outside the ranking (-1, -2 …: judged documents that are missing) counts in the ideal."""
    answered = [q for q, judged in enumerate(judgements) if any(score > 0 for score in judged.values())]
    if not answered:
        raise ValueError("No query has a relevant document. Remedy: name another split")
    ndcg, mrr, recall = [], [], {depth: [] for depth in RECALL_DEPTHS}
    for q in answered:
        relevant = {row: score for row, score in judgements[q].items() if score > 0}
        gains = np.array([relevant.get(int(row), 0.0) for row in ranking[q, :10]])
        ideal = np.zeros(10)
        largest = sorted(relevant.values(), reverse=True)[:10]
        ideal[: len(largest)] = largest
        ndcg.append(ndcg_at_k(np.pad(gains, (0, 10 - len(gains)))[None], ideal[None])[0])
        mrr.append(next((1 / (rank + 1) for rank, gain in enumerate(gains) if gain > 0), 0.0))
        for depth in RECALL_DEPTHS:
            recall[depth].append(sum(int(row) in relevant for row in ranking[q, :depth]) / len(relevant))
    return RetrievalFigures(
        queries=len(answered),
        ndcg10=float(np.mean(ndcg)),
        mrr10=float(np.mean(mrr)),
        recall={depth: float(np.mean(values)) for depth, values in recall.items()},
    )


def retrieve(queries: np.ndarray, documents: np.ndarray, judgements: list[dict[int, float]]) -> RetrievalFigures:
    """queries: n × dims, documents: m × dims, all of unit length; judgements as in `judge`."""
    return judge(top_rows(queries @ documents.T, max(RECALL_DEPTHS)), judgements)


def spearman(a: np.ndarray, b: np.ndarray) -> float:
    """Ties get the mean of their ranks."""
    return float(spearmanr(a, b).statistic)


def pearson(a: np.ndarray, b: np.ndarray) -> float:
    return float(pearsonr(a, b).statistic)
