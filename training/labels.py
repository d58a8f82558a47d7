"""Labels of records, and how alike two records are by them (SimL). The method's definitions, with its open choices.

y_k is multi-hot over a record's concepts and all their ancestors; SimL(p, q) = cos(y_p ⊙ w, y_q ⊙ w), with the depth
weight w_c = log(d(c) + 1).
"""

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_matrix

from mesh import Mesh, lineage


@dataclass(frozen=True)
class LabelConfig:
    """What the method leaves open. A concept is a node of the tree, or a heading at whichever nodes it sits."""

    concepts: str = "nodes"  # 'nodes' or 'headings'
    root_depth: int = 0  # depth of C04: with 0 its weight is log(1) = 0, with 1 it is log(2)
    check_tags: bool = False  # whether Humans, Male, Adult … count
    idf: bool = False  # multiply w_c by the concept's inverse frequency in PubMed
    ancestors: bool = True  # False: only the headings themselves (the published ablation)
    depth_weights: bool = True  # False: w_c = 1 for every concept

    def __post_init__(self):
        if self.concepts not in ("nodes", "headings"):
            raise ValueError(f"labels.concepts: expected 'nodes' or 'headings', got {self.concepts!r}")
        if self.root_depth not in (0, 1):
            raise ValueError(f"labels.root_depth: expected 0 or 1, got {self.root_depth}")


@dataclass(frozen=True)
class Labels:
    """rows: records × concepts, CSR, float32; y ⊙ w scaled to length 1. A record without any weight is all zeros."""

    rows: csr_matrix
    concepts: tuple[str, ...]

    def similarities(self, records: Sequence[int], others: Sequence[int] | None = None) -> np.ndarray:
        """SimL, len(records) × len(others), float32; `others` is `records` unless it is given."""
        left = self.rows[list(records)]
        right = left if others is None else self.rows[list(others)]
        # Sparse × dense is several times faster than sparse × sparse here: most of the product is not 0.
        return np.ascontiguousarray((right @ left.T.toarray()).T)


def make_labels(mesh: Mesh, headings: Sequence[Iterable[str]], config: LabelConfig) -> Labels:
    """headings: for each record the identifiers of its headings."""
    expansions: dict[str, frozenset[str]] = {}  # heading → concepts

    def expand(ui: str) -> frozenset[str]:
        if ui not in expansions:
            expansions[ui] = frozenset() if _is_left_out(mesh, ui, config) else _concepts(mesh, ui, config)
        return expansions[ui]

    per_record = [sorted(set().union(*(expand(ui) for ui in uis))) for uis in headings]
    concepts = sorted(set().union(*per_record))
    column = {concept: i for i, concept in enumerate(concepts)}
    weights = np.array([_depth_weight(mesh, concept, config) for concept in concepts], dtype=np.float64)
    if config.idf:
        weights *= _idf(mesh, concepts, config)

    indptr = np.cumsum([0, *map(len, per_record)])
    indices = np.array([column[c] for cs in per_record for c in cs], dtype=np.int64)
    rows = csr_matrix((weights[indices], indices, indptr), shape=(len(per_record), len(concepts)))
    lengths = np.sqrt(np.asarray(rows.multiply(rows).sum(1)).ravel())
    scale = np.divide(1, lengths, out=np.zeros_like(lengths), where=lengths > 0)
    rows = csr_matrix(rows.multiply(scale[:, None]), dtype=np.float32)
    rows.eliminate_zeros()
    return Labels(rows, tuple(concepts))


def _is_left_out(mesh: Mesh, ui: str, config: LabelConfig) -> bool:
    return ui in mesh.check_tags and not config.check_tags


def _concepts(mesh: Mesh, ui: str, config: LabelConfig) -> frozenset[str]:
    if config.concepts == "headings":
        return mesh.ancestor_headings(ui) if config.ancestors else frozenset((ui,))
    nodes = mesh.nodes[ui]
    return frozenset(above for node in nodes for above in lineage(node)) if config.ancestors else frozenset(nodes)


def _depth(mesh: Mesh, concept: str, config: LabelConfig) -> int:
    """A heading with several nodes is as deep as its deepest one; one with none (Male, Female) is a root."""
    nodes = (concept,) if config.concepts == "nodes" else mesh.nodes[concept]
    return max((node.count(".") for node in nodes), default=0) + config.root_depth


def _depth_weight(mesh: Mesh, concept: str, config: LabelConfig) -> float:
    return math.log(_depth(mesh, concept, config) + 1) if config.depth_weights else 1.0


def _idf(mesh: Mesh, concepts: Sequence[str], config: LabelConfig) -> np.ndarray:
    """log(all / n): n counts the headings given to PubMed's records at the concept or below it, and at least 1."""
    counts: Counter[str] = Counter()
    for ui, frequency in mesh.frequencies.items():
        if ui in mesh.nodes and not _is_left_out(mesh, ui, config):
            for concept in _concepts(mesh, ui, config):
                counts[concept] += frequency
    total = sum(n for ui, n in mesh.frequencies.items() if not _is_left_out(mesh, ui, config))
    return np.array([math.log(total / max(1, counts[c])) for c in concepts])
