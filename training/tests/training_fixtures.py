"""A tiny MeSH, records, development sets and encoder, written for these tests."""

import gzip
import json
from pathlib import Path

import torch
import transformers

HEADINGS = {  # name → tree numbers
    "D000001": ("Diseases Of Tests", "C01"),
    "D000002": ("Heart Diseases", "C01.100|C02.300"),
    "D000003": ("Heart Failure", "C01.100.200"),
    "D000004": ("Sepsis", "C01.500"),
    "D000005": ("Drugs Of Tests", "D01"),
    "D000006": ("Aspirin", "D01.400.100"),
    "D000007": ("Humans", "B01.050.150.900"),
    "D000008": ("Female", ""),
    "D000009": ("Body Systems", "C02"),
    "D000010": ("Pain Relievers", "D01.400"),
}
TERMS = [("D000003", "cardiac failure", "N"), ("D000003", "Failure, Heart", "Y"), ("D000004", "blood poisoning", "N")]
TOPICS = [("heart", "Heart Failure"), ("sepsis", "Sepsis"), ("aspirin", "Aspirin"), ("cardiac", "Heart Diseases")]
WORDS = [
    *("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "failure", "patients", "were", "treated", "the", "end", "."),
    *(word for word, _ in TOPICS),
    *(f"word{i}" for i in range(40)),
]


def write_data(folder: Path, records: int = 120) -> Path:
    """The layout that data.py reads. Some records share a PMID, a title or the source with the evaluation sets."""
    _write_table(
        folder / "mesh" / "mesh2024_descriptors.tsv.gz",
        ["ui", "name", "tree_numbers"],
        [(ui, name, nodes) for ui, (name, nodes) in HEADINGS.items()],
    )
    names = [(ui, name, "Y", "N") for ui, (name, _) in HEADINGS.items()]
    terms = [(ui, term, "N", permuted) for ui, term, permuted in TERMS]
    _write_table(folder / "mesh" / "mesh2024_terms.tsv.gz", ["ui", "term", "preferred", "permuted"], names + terms)
    _write_table(
        folder / "mesh" / "mesh2026_frequencies.tsv.gz",
        ["ui", "name", "n_pmids"],
        [(ui, name, 1000 if name == "Humans" else 10) for ui, (name, _) in HEADINGS.items()],
    )
    rows = [make_row(i) for i in range(1, records + 1)]
    rows += [
        make_row(9001, source="pubmedqa"),
        make_row(9002),  # a document of the set below
        make_row(9003, title="Is SEPSIS treated?"),  # a question of the set below
        make_row(9004, title="A title, of SciFact"),
        make_row(9005, abstract=" "),
        make_row(1, title="word1 word2 given twice"),
    ]
    _write_jsonl(folder / "pubmed" / "pubmed_mesh.jsonl.gz", rows)
    _write_jsonl(
        folder / "pubmed" / "pubtator_docs.jsonl.gz",
        [{**make_row(number), "title": f"word{number % 40} free {number}"} for number in (1, 9002, *range(8000, 8020))],
    )
    write_retrieval_set(folder / "scifact", {"s1": ("A title of scifact.", "heart word1"), "s2": ("", "sepsis word2")})
    write_retrieval_set(folder / "pubmedqa", {"9002": ("", "aspirin word3"), "7777": ("", "sepsis treated")})
    return folder


def make_row(number: int, title: str | None = None, abstract: str | None = None, source: str = "test") -> dict:
    word, heading = TOPICS[number % len(TOPICS)]
    filler = [f"word{(number * k) % 40}" for k in range(1, 6)]
    return {
        "pmid": str(number),
        "title": f"{word} {' '.join(filler)} {number}" if title is None else title,
        "abstract": abstract or f"The {word} patients were treated. {' '.join(filler)}. The end {word}.",
        "mesh": [heading, "Humans", "No Such Heading"],
        "source": source,
    }


def write_retrieval_set(folder: Path, documents: dict[str, tuple[str, str]]) -> None:
    corpus = [{"_id": key, "title": title, "text": text} for key, (title, text) in documents.items()]
    _write_jsonl(folder / "corpus.jsonl.gz", corpus)
    _write_jsonl(folder / "queries.jsonl.gz", [{"_id": "q1", "text": "is sepsis treated"}])
    (folder / "qrels").mkdir()
    (folder / "qrels" / "dev.tsv").write_text(f"query-id\tcorpus-id\tscore\nq1\t{list(documents)[1]}\t1\n")


def write_encoder(folder: Path) -> Path:
    """A sentence-transformers folder with random weights: two layers of 16 dims."""
    torch.manual_seed(3)
    config = transformers.BertConfig(
        vocab_size=len(WORDS),
        hidden_size=16,
        num_hidden_layers=2,
        num_attention_heads=2,
        intermediate_size=32,
        max_position_embeddings=32,
    )
    transformers.BertModel(config, add_pooling_layer=False).save_pretrained(folder)
    transformers.BertTokenizer(vocab={word: i for i, word in enumerate(WORDS)}).save_pretrained(folder)
    (folder / "1_Pooling").mkdir()
    (folder / "1_Pooling" / "config.json").write_text('{"pooling_mode_mean_tokens": true}')
    return folder


def _write_table(file: Path, header: list[str], rows: list[tuple]) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    with gzip.open(file, "wt", encoding="utf-8") as lines:
        lines.writelines("\t".join(map(str, row)) + "\n" for row in [header, *rows])


def _write_jsonl(file: Path, rows: list[dict]) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    with gzip.open(file, "wt", encoding="utf-8") as lines:
        lines.writelines(json.dumps(row) + "\n" for row in rows)
