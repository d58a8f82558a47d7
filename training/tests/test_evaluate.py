import math
from dataclasses import replace

import numpy as np
import pytest
from training_fixtures import write_data, write_encoder

import data
import evaluate
from data import read_corpus
from evaluate import Figures, make_development, measure, measure_branches, open_checkpoint, rank_records
from metrics import judge, retrieve, spearman


@pytest.fixture
def development(tmp_path, monkeypatch):
    monkeypatch.setattr(data, "HELD_OUT_RECORDS", 40)
    monkeypatch.setattr(data, "HELD_OUT_HEADINGS", 0.5)
    monkeypatch.setattr(evaluate, "LEAST_CARRIERS", 1)
    folder = write_data(tmp_path)
    return make_development(read_corpus(folder), folder)


def random_unit_vectors(count, dims=8, seed=0):
    vectors = np.random.default_rng(seed).normal(size=(count, dims)).astype(np.float32)
    return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


def slow_graded_ndcg(vectors, similarities):
    total = 0.0
    for i in range(len(vectors)):
        others = [j for j in range(len(vectors)) if j != i]
        found = sorted(others, key=lambda j: -float(vectors[i] @ vectors[j]))[:10]
        ideal = sorted((similarities[i, j] for j in others), reverse=True)[:10]
        gain = sum(similarities[i, j] / math.log2(rank + 2) for rank, j in enumerate(found))
        best = sum(value / math.log2(rank + 2) for rank, value in enumerate(ideal))
        total += gain / best if best else 0
    return total / len(vectors)


def test_graded_ndcg_agrees_with_a_slow_twin(development):
    vectors = random_unit_vectors(len(development.similarities))
    graded, _ = rank_records(vectors, development.similarities)
    assert graded == pytest.approx(slow_graded_ndcg(vectors, development.similarities), abs=1e-6)
    assert graded < 0.9


def test_vectors_that_are_the_labels_get_full_marks(development):
    """SimE = SimL where the vectors are square roots of SimL in the sense of Cholesky."""
    values, axes = np.linalg.eigh(development.similarities.astype(np.float64))
    graded, correlation = rank_records(axes * np.sqrt(np.clip(values, 0, None)), development.similarities)
    assert graded == pytest.approx(1, abs=1e-4)
    assert correlation == pytest.approx(1, abs=1e-6)


def test_a_heading_asks_for_records_that_carry_it_or_a_descendant(development):
    mesh, records = development.corpus.mesh, development.corpus.held_out
    for ui, judged in zip(development.headings, development.heading_judgements, strict=True):
        carriers = {row for row, r in enumerate(records) if any(ui in mesh.ancestor_headings(h) for h in r.headings)}
        assert set(judged) == carriers
    assert "D000001" in development.headings  # Diseases: no record has it as a heading
    assert not set(development.headings) & mesh.check_tags
    for ui, query in zip(development.headings, development.heading_queries, strict=True):
        assert query in mesh.terms[ui]


def test_a_random_encoder_is_measured_on_every_set(development, tmp_path):
    encode_texts = open_checkpoint(str(write_encoder(tmp_path / "encoder")), None, 32)
    figures = measure(development, encode_texts)
    assert (figures.records, figures.scifact_queries, figures.pubmedqa_queries) == (40, 1, 1)
    assert figures.headings + figures.headings_held_out == len(development.headings)
    branches = measure_branches(development, encode_texts)
    assert set(branches) == {"C", "D"}
    assert sum(count for _, count in branches.values()) == len(development.headings)


def test_the_margin_is_that_of_the_figure_furthest_below_its_target():
    base = Figures(0.5, 0.55, 9, 0.3, 9, 0.3, 9, 0.6, 0.9, 9, 0.98, 0.97, 9)
    assert base.margin(base) == pytest.approx(-0.08)  # Pearson should gain most
    assert replace(base, pearson=0.6, graded=0.61, heading=0.33).margin(base) == pytest.approx(0.0)
    assert replace(base, pearson=0.6, graded=0.61, heading=0.4, scifact=0.59).margin(base) == pytest.approx(-0.01)


def test_queries_without_a_relevant_document_are_not_counted():
    ranking = np.array([[0, 1, 2], [2, 1, 0], [1, 0, 2]])
    figures = judge(ranking, [{0: 1.0}, {0: 0.0}, {}])
    assert (figures.queries, figures.ndcg10) == (1, 1.0)
    with pytest.raises(ValueError, match="Remedy"):
        judge(ranking, [{}, {}, {}])


def test_gains_are_linear_and_missing_documents_count_in_the_ideal():
    figures = judge(np.array([[5, 3, 4]]), [{3: 2.0, 4: 1.0, -1: 3.0}])
    best = 3 + 2 / math.log2(3) + 1 / 2
    assert figures.ndcg10 == pytest.approx((2 / math.log2(3) + 1 / 2) / best)
    assert figures.mrr10 == 0.5
    assert figures.recall == {1: 0, 10: pytest.approx(2 / 3), 100: pytest.approx(2 / 3)}


def test_ties_go_by_the_order_of_the_documents():
    documents = np.eye(3, dtype=np.float32)
    assert retrieve(documents[:1] * 0 + 0.5, documents, [{0: 1.0}]).mrr10 == 1
    assert retrieve(documents[:1] * 0 + 0.5, documents, [{2: 1.0}]).mrr10 == pytest.approx(1 / 3)


def test_spearman_gives_ties_their_mean_rank():
    # ranks 1, 2.5, 2.5, 4 and 1, 2, 3, 4
    a, b = np.array([1, 2.5, 2.5, 4]), np.array([1, 2, 3, 4])
    expected = np.corrcoef(a, b)[0, 1]
    assert spearman(np.array([0.1, 0.5, 0.5, 0.9]), np.array([1, 2, 3, 4])) == pytest.approx(expected)
