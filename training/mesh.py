"""MeSH as NLM publishes it, from the tables mesh*_descriptors.tsv.gz, mesh*_terms.tsv.gz, mesh*_frequencies.tsv.gz.

A heading sits at one or more nodes of the tree; a node's number, C04.557.337, names its ancestors: C04.557 and C04.
"""

import csv
import gzip
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

# What indexers tick for nearly every study: NLM's check tags, and the ages that go with them. They say how a study was
# done, not what it is about. https://www.nlm.nih.gov/mesh/features2008.html
CHECK_TAGS = frozenset(
    """Adolescent|Adult|Aged|Aged, 80 and over|Animals|Bees|Cats|Cattle|Chick Embryo|Child|Child, Preschool|Cricetinae
    Dogs|Female|Guinea Pigs|Horses|Humans|Infant|Infant, Newborn|Male|Mice|Middle Aged|Pregnancy|Rabbits|Rats|Swine
    Young Adult""".replace("\n", "|")
    .replace("    ", "")
    .split("|")
)


@dataclass(frozen=True)
class Mesh:
    names: dict[str, str]  # heading's identifier (D012345) → name
    nodes: dict[str, tuple[str, ...]]  # heading's identifier → its tree numbers, which may be none
    terms: dict[str, tuple[str, ...]]  # heading's identifier → entry terms, without inverted ("Permuted, Terms") ones
    frequencies: dict[str, int]  # heading's identifier → PubMed records indexed with it

    @cached_property
    def by_name(self) -> dict[str, str]:
        return {name: ui for ui, name in self.names.items()}

    @cached_property
    def heading_at(self) -> dict[str, str]:
        """Tree number → heading's identifier."""
        return {node: ui for ui, nodes in self.nodes.items() for node in nodes}

    @cached_property
    def check_tags(self) -> frozenset[str]:
        return frozenset(self.by_name[name] for name in CHECK_TAGS if name in self.by_name)

    def ancestor_headings(self, ui: str) -> frozenset[str]:
        """The heading itself and those above it at any of its nodes."""
        above = (self.heading_at.get(node) for own in self.nodes[ui] for node in lineage(own))
        return frozenset((ui, *(heading for heading in above if heading)))


def lineage(node: str) -> list[str]:
    """C04.557.337 → [C04, C04.557, C04.557.337]: root first, the node itself last."""
    parts = node.split(".")
    return [".".join(parts[: n + 1]) for n in range(len(parts))]


def read_mesh(folder: Path) -> Mesh:
    """`folder` holds one file of each of the three kinds; the newest where there are several years."""
    names, nodes = {}, {}
    for row in _rows(folder, "descriptors"):
        names[row["ui"]] = row["name"]
        nodes[row["ui"]] = tuple(filter(None, row["tree_numbers"].split("|")))
    terms = defaultdict(list)
    for row in _rows(folder, "terms"):
        if row["permuted"] == "N":
            terms[row["ui"]].append(row["term"])
    frequencies = {row["ui"]: int(row["n_pmids"]) for row in _rows(folder, "frequencies")}
    return Mesh(names, nodes, {ui: tuple(values) for ui, values in terms.items()}, frequencies)


def _rows(folder: Path, kind: str) -> Iterator[dict[str, str]]:
    files = sorted(folder.glob(f"mesh*_{kind}.tsv.gz"))
    if not files:
        raise FileNotFoundError(
            f"There is no mesh*_{kind}.tsv.gz in {folder}. Remedy: set BIOHICL_DATA_DIR to the folder that has mesh/"
        )
    with gzip.open(files[-1], "rt", encoding="utf-8") as lines:
        yield from csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
