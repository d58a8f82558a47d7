"""metrics.py and the TypeScript command `npm run evaluate` give the same figures for the same vectors.

Both read tests/fixtures/evaluation; the other half is tests/unit/evaluationParity.test.ts. The expected figures are
this side's. To write them anew, from training/: PYTHONPATH=. python tests/test_metrics_parity.py
"""

import csv
import json
from pathlib import Path

import numpy as np
import pytest

from metrics import retrieve, spearman

FIXTURE = Path(__file__).parents[2] / "tests" / "fixtures" / "evaluation"


def read_ids(name: str) -> list[str]:
    lines = (FIXTURE / "beir" / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line)["_id"] for line in lines]


def read_tsv(path: Path) -> list[tuple[str, str, float]]:
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE))[1:]  # without the header
    return [(first, second, float(score)) for first, second, score in rows]


def measure() -> dict[str, float]:
    vectors = json.loads((FIXTURE / "vectors.json").read_text(encoding="utf-8"))
    documents, queries = read_ids("corpus"), read_ids("queries")
    judgements: dict[str, dict[int, float]] = {query: {} for query in queries}
    for query, document, score in read_tsv(FIXTURE / "beir" / "qrels" / "test.tsv"):
        if query in judgements:
            missing = -1 - len(judgements[query])
            row = documents.index(document) if document in documents else missing
            judgements[query][row] = score
    figures = retrieve(
        np.array([vectors["queries"][query] for query in queries], dtype=np.float32),
        np.array([vectors["corpus"][document] for document in documents], dtype=np.float32),
        [judgements[query] for query in queries],
    )
    first, second = (np.array(vectors["pairs"][side], dtype=np.float32) for side in ("first", "second"))
    scores = np.array([score for *_, score in read_tsv(FIXTURE / "pairs.tsv")])
    return {
        "queries": figures.queries,
        "nDCG@10": figures.ndcg10,
        **{f"recall@{depth}": value for depth, value in figures.recall.items()},
        "MRR@10": figures.mrr10,
        "Spearman": spearman((first * second).sum(1), scores),
    }


def test_the_figures_are_those_that_typescript_is_held_to():
    expected = json.loads((FIXTURE / "expected.json").read_text(encoding="utf-8"))
    assert measure() == pytest.approx(expected, abs=1e-6)


if __name__ == "__main__":
    (FIXTURE / "expected.json").write_text(f"{json.dumps(measure(), indent=2)}\n", encoding="utf-8")
