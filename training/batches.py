"""What one step is computed from: records that go together, their texts as tokens, SimL, and the teacher's vectors."""

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor

from data import Corpus, Record, conclusion_view, heading_terms, title_view
from encoding import tokenize
from labels import Labels

NEIGHBOURS = 24  # of each record; a group is drawn from them
QUERY_TOKENS = 40  # longest query: a last sentence can be as long as an abstract
ANCESTOR_SHARE = 0.3  # how often a heading query is one above the record's own headings

# Texts of a record: (query, document). 'whole' has no query.
VIEWS: dict[str, Callable[[Record], tuple[str, str]]] = {
    "whole": lambda record: ("", record.text),
    "title": title_view,
    "conclusion": conclusion_view,
}


@dataclass(frozen=True)
class Batch:
    """B records with headings, then U without; Q heading queries. Token ids are lists of lists; vectors are fp32."""

    documents: list[list[int]]  # B + U texts
    queries: list[list[int]]  # B + U texts, or none
    headings: list[list[int]]  # Q texts, or none
    carries: Tensor  # Q × B, bool: the record carries the heading or a descendant
    sim_l: Tensor  # B × B
    teacher_documents: Tensor | None  # B + U × dims
    teacher_queries: Tensor | None  # B + U × dims


@dataclass(frozen=True)
class TextTable:
    """One view of all training records, those without headings last."""

    queries: list[list[int]]
    documents: list[list[int]]
    teacher_queries: np.ndarray | None  # records × dims
    teacher_documents: np.ndarray | None


class Batches:
    """Batches of an epoch depend on the seed and the epoch alone, so that an interrupted run goes on with the same."""

    def __init__(
        self,
        corpus: Corpus,
        labels: Labels,
        tables: dict[str, TextTable],
        tokenizer: Tokenizer,
        *,
        batch_size: int,
        unlabelled: int,  # records without headings that come along
        seed: int,
        neighbours: np.ndarray | None,  # records × NEIGHBOURS: rows that may share a batch
        group: int,  # records that are drawn together; 1 where there are no neighbours
        with_headings: bool,
        query_prefix: str,
    ):
        self.corpus = corpus
        self.labels = labels
        self.tables = tables
        self.tokenizer = tokenizer
        self.batch_size = batch_size
        self.unlabelled = unlabelled
        self.seed = seed
        self.neighbours = neighbours
        self.group = group
        self.with_headings = with_headings
        self.query_prefix = query_prefix
        self.carried = [
            frozenset().union(*(corpus.mesh.ancestor_headings(ui) for ui in record.headings)) for record in corpus.train
        ]

    @property
    def steps(self) -> int:
        """Batches in an epoch: as many texts as there are training records, the rest left out."""
        return len(self.corpus.train) // self.batch_size

    def epoch(self, epoch: int, first: int = 0) -> Iterator[Batch]:
        """Batches of an epoch from number `first` on."""
        order = np.random.default_rng((self.seed, epoch)).permutation(len(self.corpus.train))
        seeds_a_batch = self.batch_size // self.group
        for step in range(first, self.steps):
            rng = random.Random(f"{self.seed} {epoch} {step}")
            seeds = order[step * seeds_a_batch : (step + 1) * seeds_a_batch]
            yield self._batch(self._rows(seeds, order, rng), rng)

    def _rows(self, seeds: np.ndarray, order: np.ndarray, rng: random.Random) -> list[int]:
        """Each seed brings records near to it; where two seeds share a neighbour, a random record fills the place."""
        rows = dict.fromkeys(int(seed) for seed in seeds)
        if self.neighbours is not None:
            for seed in seeds:
                drawn = rng.sample(self.neighbours[seed].tolist(), self.group - 1)
                rows |= dict.fromkeys(drawn)
        while len(rows) < self.batch_size:
            rows[int(order[rng.randrange(len(order))])] = None
        return list(rows)[: self.batch_size]

    def _batch(self, rows: list[int], rng: random.Random) -> Batch:
        names = list(self.tables)
        first = len(self.corpus.train)
        others = rng.sample(range(first, first + len(self.corpus.unlabelled)), self.unlabelled)
        chosen = [(self.tables[rng.choice(names)], row) for row in (*rows, *others)]
        headings, carries = self._headings(rows, rng) if self.with_headings else ([], torch.zeros(0, len(rows)))
        has_queries = "whole" not in self.tables
        has_teacher = all(table.teacher_documents is not None for table in self.tables.values())
        return Batch(
            documents=[table.documents[row] for table, row in chosen],
            queries=[table.queries[row] for table, row in chosen] if has_queries else [],
            headings=headings,
            carries=carries,
            sim_l=torch.from_numpy(self.labels.similarities(rows)),
            teacher_documents=_stack([t.teacher_documents[row] for t, row in chosen]) if has_teacher else None,
            teacher_queries=_stack([t.teacher_queries[row] for t, row in chosen])
            if has_teacher and has_queries
            else None,
        )

    def _headings(self, rows: list[int], rng: random.Random) -> tuple[list[list[int]], Tensor]:
        """A heading of each record, or one above it; none that is held out, and no check tag."""
        never = self.corpus.held_out_headings | self.corpus.mesh.check_tags
        asked: dict[str, str] = {}
        for row in rows:
            own = set(self.corpus.train[row].headings) - never
            above = self.carried[row] - own - never
            pool = above if above and (not own or rng.random() < ANCESTOR_SHARE) else own
            if pool:
                ui = rng.choice(sorted(pool))
                terms = heading_terms(self.corpus.mesh, ui)
                asked[ui] = terms[0] if rng.random() < 0.5 else rng.choice(terms)
        carries = torch.tensor([[ui in self.carried[row] for row in rows] for ui in asked]).reshape(-1, len(rows))
        return tokenize(self.tokenizer, [self.query_prefix + term for term in asked.values()], QUERY_TOKENS), carries


def _stack(vectors: Sequence[np.ndarray]) -> Tensor:
    return torch.from_numpy(np.stack(vectors))


def make_tables(
    corpus: Corpus,
    tokenizer: Tokenizer,
    max_tokens: int,
    names: Sequence[str],
    *,
    prefixes: dict[str, str],
    teacher_query_prefix: str,
    teach: Callable[[list[list[int]]], np.ndarray] | None,
) -> dict[str, TextTable]:
    """`teach` gives the teacher's vectors of token lists."""
    tables = {}
    for name in names:
        queries, documents = zip(*map(VIEWS[name], (*corpus.train, *corpus.unlabelled)), strict=True)
        has_queries = name != "whole"
        own, before = (
            tokenize(tokenizer, [prefix + query for query in queries], QUERY_TOKENS)
            for prefix in (prefixes["query"], teacher_query_prefix)
        )
        documents = tokenize(tokenizer, [prefixes["document"] + document for document in documents], max_tokens)
        tables[name] = TextTable(
            queries=own,
            documents=documents,
            teacher_queries=teach(before) if teach and has_queries else None,
            teacher_documents=teach(documents) if teach else None,
        )
    return tables


def nearest_by_text(vectors: np.ndarray) -> np.ndarray:
    """records × NEIGHBOURS: rows of largest cosine, the record itself left out. vectors: records × dims."""
    return _nearest(lambda rows: vectors[rows] @ vectors.T, len(vectors))


def nearest_by_labels(labels: Labels) -> np.ndarray:
    """records × NEIGHBOURS: rows of largest SimL, the record itself left out."""
    count = labels.rows.shape[0]
    return _nearest(lambda rows: labels.similarities(rows, range(count)), count)


def _nearest(similarities: Callable[[range], np.ndarray], count: int) -> np.ndarray:
    nearest = np.empty((count, NEIGHBOURS), dtype=np.int64)
    for start in range(0, count, 1024):
        rows = range(start, min(start + 1024, count))
        scores = np.array(similarities(rows))
        scores[np.arange(len(rows)), list(rows)] = -np.inf
        nearest[start : rows.stop] = np.argpartition(-scores, NEIGHBOURS, axis=1)[:, :NEIGHBOURS]
    return nearest
