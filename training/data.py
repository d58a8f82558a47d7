"""Records to train on and to hold out, and the development sets. Prints what was kept, left out and why:

    BIOHICL_DATA_DIR=… python training/data.py

Evaluation sets are never trained on: a record that shares a PMID or a title with one of them is left out.
"""

import gzip
import hashlib
import json
import os
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from mesh import Mesh, read_mesh

HELD_OUT_RECORDS = 1500
HELD_OUT_HEADINGS = 0.1  # share of the headings that are never a training query
EVALUATION_SETS = ("pubmedqa", "scifact")


@dataclass(frozen=True)
class Record:
    pmid: str
    title: str
    abstract: str
    headings: tuple[str, ...]  # identifiers, in the record's order

    @property
    def text(self) -> str:
        """What is embedded for a record, as in the app."""
        return " ".join(filter(None, (self.title, self.abstract)))


@dataclass(frozen=True)
class Corpus:
    train: tuple[Record, ...]
    unlabelled: tuple[Record, ...]  # to train on as well: records without headings, of other fields of biology
    held_out: tuple[Record, ...]
    mesh: Mesh
    held_out_headings: frozenset[str]  # identifiers
    left_out: dict[str, int]  # reason → records
    unknown_headings: int  # names of headings that this year's MeSH does not have

    @cached_property
    def hash(self) -> str:
        """SHA-256 over texts, headings and the split: two runs with one hash saw the same data."""
        digest = hashlib.sha256()
        for part in (self.train, self.held_out, self.unlabelled):
            for record in part:
                line = [record.pmid, record.title, record.abstract, *record.headings]
                digest.update(json.dumps(line, ensure_ascii=False).encode() + b"\n")
            digest.update(b"\n")
        digest.update("\n".join(sorted(self.held_out_headings)).encode())
        return digest.hexdigest()


@dataclass(frozen=True)
class RetrievalSet:
    """A development set in BEIR's format. judgements[q]: row of the document → score; missing documents are below 0."""

    name: str
    queries: tuple[str, ...]
    documents: tuple[str, ...]
    judgements: tuple[dict[int, float], ...]


def data_folder() -> Path:
    where = os.environ.get("BIOHICL_DATA_DIR")
    if not where or not Path(where, "pubmed", "pubmed_mesh.jsonl.gz").is_file():
        raise FileNotFoundError(
            f"BIOHICL_DATA_DIR is {where!r}, which has no pubmed/pubmed_mesh.jsonl.gz. "
            "Remedy: set it to the folder with the records, MeSH tables and development sets (see training/README.md)"
        )
    return Path(where)


def read_corpus(folder: Path) -> Corpus:
    mesh = read_mesh(folder / "mesh")
    by_term = {term.casefold(): ui for ui, terms in mesh.terms.items() for term in terms}
    by_term |= {name.casefold(): ui for name, ui in mesh.by_name.items()}
    banned_pmids, banned_titles = evaluation_keys(folder)
    left_out: Counter[str] = Counter()
    unknown_headings = 0
    kept: dict[str, Record] = {}
    titles: set[str] = set()
    for row in read_jsonl(folder / "pubmed" / "pubmed_mesh.jsonl.gz"):
        title = normalise_title(row["title"])
        reason = _reason_to_leave_out(row, title, banned_pmids, banned_titles)
        if reason is None and (row["pmid"] in kept or (title and title in titles)):
            reason = "given twice"
        if reason is not None:
            left_out[reason] += 1
            continue
        titles.add(title)
        found = [by_term.get(name.casefold()) for name in row["mesh"]]
        unknown_headings += found.count(None)
        headings = tuple(dict.fromkeys(ui for ui in found if ui))
        kept[row["pmid"]] = Record(row["pmid"], row["title"].strip(), row["abstract"].strip(), headings)

    order = sorted(kept, key=lambda pmid: hash_share(f"record {pmid}"))
    held_out = frozenset(order[:HELD_OUT_RECORDS])
    return Corpus(
        unlabelled=_read_unlabelled(folder, set(kept), titles, banned_pmids, banned_titles),
        train=tuple(kept[pmid] for pmid in sorted(kept, key=int) if pmid not in held_out),
        held_out=tuple(kept[pmid] for pmid in sorted(held_out, key=int)),
        mesh=mesh,
        held_out_headings=frozenset(ui for ui in mesh.names if hash_share(f"heading {ui}") < HELD_OUT_HEADINGS),
        left_out=dict(left_out),
        unknown_headings=unknown_headings,
    )


def _read_unlabelled(
    folder: Path, pmids: set[str], titles: set[str], banned_pmids: set[str], banned_titles: set[str]
) -> tuple[Record, ...]:
    """Abstracts that are neither records above nor in an evaluation set."""
    kept = {}
    for row in read_jsonl(folder / "pubmed" / "pubtator_docs.jsonl.gz"):
        title = normalise_title(row["title"])
        is_known = row["pmid"] in pmids | banned_pmids or title in titles | banned_titles
        if title and row["abstract"].strip() and not is_known:
            kept[row["pmid"]] = Record(row["pmid"], row["title"].strip(), row["abstract"].strip(), ())
    return tuple(kept[pmid] for pmid in sorted(kept, key=int))


def _reason_to_leave_out(row: dict[str, Any], title: str, pmids: set[str], titles: set[str]) -> str | None:
    if row["source"] in EVALUATION_SETS:
        return "comes from an evaluation set"
    if row["pmid"] in pmids:
        return "shares a PMID with an evaluation set"
    if title in titles:
        return "shares a title with an evaluation set"
    return None if row["abstract"].strip() else "has no abstract"


def evaluation_keys(folder: Path) -> tuple[set[str], set[str]]:
    """PMIDs and normalised titles of the evaluation sets. A question of PubMedQA is the title of its article."""
    pmids, titles = set(), set()
    for name in EVALUATION_SETS:
        for document in read_jsonl(folder / name / "corpus.jsonl.gz"):
            pmids.add(document["_id"])
            titles.add(normalise_title(document["title"]))
    titles |= {normalise_title(query["text"]) for query in read_jsonl(folder / "pubmedqa" / "queries.jsonl.gz")}
    return pmids, titles - {""}


def normalise_title(title: str) -> str:
    """Letters and digits only, in lower case: punctuation differs between sources."""
    return "".join(re.findall(r"\w", title.casefold()))


def hash_share(text: str) -> float:
    """0 to 1, by the text alone: a split by it does not change when records are added."""
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:8]) / 2**64


def read_retrieval_set(folder: Path, split: str = "dev") -> RetrievalSet:
    documents = {row["_id"]: " ".join(filter(None, (row["title"], row["text"]))) for row in _beir(folder, "corpus")}
    queries = {row["_id"]: row["text"] for row in _beir(folder, "queries")}
    row_of = {document: row for row, document in enumerate(documents)}
    judged: dict[str, dict[int, float]] = {}
    lines = (folder / "qrels" / f"{split}.tsv").read_text(encoding="utf-8").splitlines()
    for number, line in enumerate(lines[1:]):
        query, document, score = line.split("\t")
        if query in queries:
            judged.setdefault(query, {})[row_of.get(document, -1 - number)] = float(score)
    return RetrievalSet(
        name=folder.name,
        queries=tuple(queries[query] for query in judged),
        documents=tuple(documents.values()),
        judgements=tuple(judged.values()),
    )


def _beir(folder: Path, name: str) -> Iterator[dict[str, Any]]:
    packed = folder / f"{name}.jsonl.gz"
    return read_jsonl(packed if packed.is_file() else folder / f"{name}.jsonl")


def read_jsonl(file: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(file, "rt", encoding="utf-8") if file.suffix == ".gz" else file.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            try:
                yield json.loads(line)
            except json.JSONDecodeError as error:
                raise ValueError(f"{file}:{number} is not JSON ({error}). Remedy: mend or remove the line") from error


# -- views of a record: a short text that it should answer, and the text that is left ----------------------------------

SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-Z])")


def title_view(record: Record) -> tuple[str, str]:
    """title → abstract"""
    return record.title, record.abstract


def conclusion_view(record: Record) -> tuple[str, str]:
    """last sentence → title and the rest of the abstract; title → abstract where there is but one sentence"""
    sentences = SENTENCE_END.split(record.abstract)
    if len(sentences) < 2:
        return title_view(record)
    return sentences[-1], " ".join(filter(None, (record.title, *sentences[:-1])))


def heading_terms(mesh: Mesh, ui: str) -> Sequence[str]:
    """The heading's name, then its entry terms."""
    return tuple(dict.fromkeys((mesh.names[ui], *mesh.terms.get(ui, ()))))


def describe(corpus: Corpus) -> str:
    total = len(corpus.train) + len(corpus.held_out)
    lines = [
        f"{total} records: {len(corpus.train)} to train on, {len(corpus.held_out)} held out",
        f"{len(corpus.unlabelled)} records without headings to train on as well",
        *(f"  left out: {count} ({reason})" for reason, count in sorted(corpus.left_out.items())),
        f"  headings unknown to MeSH: {corpus.unknown_headings} of "
        f"{corpus.unknown_headings + sum(len(r.headings) for r in (*corpus.train, *corpus.held_out))}",
        f"  headings never a training query: {len(corpus.held_out_headings)} of {len(corpus.mesh.names)}",
        f"  data hash: {corpus.hash}",
    ]
    return "\n".join(lines)


if __name__ == "__main__":
    print(describe(read_corpus(data_folder())))
