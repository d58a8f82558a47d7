"""How a model was trained and what that changed: a part of its card, written from report.json (report.py)."""

from typing import Any

# Name of each figure, and which field counts its queries.
FIGURES = {
    "pearson": ("Pearson of SimE with SimL, held-out records", "records"),
    "graded": ("graded nDCG@10, held-out records ranking each other", "records"),
    "heading": ("heading or entry term → held-out records, nDCG@10", "headings"),
    "heading_held_out": ("the same, headings that were never a training query", "headings_held_out"),
    "scifact": ("SciFact, claim → abstract, nDCG@10", "scifact_queries"),
    "scifact_recall100": ("SciFact, recall@100", "scifact_queries"),
    "pubmedqa": ("PubMedQA, question → abstract, nDCG@10", "pubmedqa_queries"),
}
CATEGORIES = {
    "A": "Anatomy",
    "B": "Organisms",
    "C": "Diseases",
    "D": "Chemicals and Drugs",
    "E": "Analytical, Diagnostic and Therapeutic Techniques, and Equipment",
    "F": "Psychiatry and Psychology",
    "G": "Phenomena and Processes",
    "H": "Disciplines and Occupations",
    "I": "Anthropology, Education, Sociology, and Social Phenomena",
    "J": "Technology, Industry, and Agriculture",
    "K": "Humanities",
    "L": "Information Science",
    "M": "Named Groups",
    "N": "Health Care",
    "V": "Publication Characteristics",
    "Z": "Geographicals",
}


def training_section(report: dict[str, Any], notes: str) -> str:
    """`notes`: what no figure says, in Markdown, with headings of the second level, or nothing."""
    config = report["config"]
    settings = ", ".join(
        f"`{key}={value}`" for key, value in config.items() if value not in (0, "", [], ()) and key != "labels"
    )
    labels = ", ".join(f"`{key}={value}`" for key, value in config["labels"].items())
    share = report["interpolation"]
    kept = "the trained weights" if share == 1 else f"base + {share} × (trained − base)"
    section = f"""
## Training

{report["records"]} records with their MeSH headings; data hash `{report["data"][:16]}…`, commit
`{report["commit"][:12]}`. {report["step"]} steps, and of these {kept}. Settings, explained in
`training/config.py`: {settings}. Labels: {labels}.

| development set | queries | {" | ".join(f"base, {n} tokens | this, {n} tokens" for n in report["figures"])} |
| --- | --- | {" | ".join("--- | ---" for _ in report["figures"])} |
{_figure_rows(report["figures"])}

The development sets were never trained on, but settings were chosen by them: expect a little less on new data.

## By branch of MeSH

Heading or entry term → held-out records, nDCG@10, {max(map(int, report["figures"]))} tokens. Where queries are few, the
figure is uncertain.

| branch | queries | base | this |
| --- | --- | --- | --- |
{_branch_rows(report["branches"])}
"""
    return section + (f"\n{notes.strip()}\n" if notes else "")


def _figure_rows(figures: dict[str, dict[str, dict[str, float]]]) -> str:
    rows = []
    for key, (name, queries) in FIGURES.items():
        values = [f"{both[which][key]:.3f}" for both in figures.values() for which in ("base", "trained")]
        count = next(iter(figures.values()))["base"][queries]
        rows.append(f"| {name} | {count} | {' | '.join(values)} |")
    return "\n".join(rows)


def _branch_rows(branches: dict[str, dict[str, float]]) -> str:
    return "\n".join(
        f"| {category} {CATEGORIES[category]} | {row['queries']} | {row['base']:.3f} | {row['trained']:.3f} |"
        for category, row in sorted(branches.items())
    )
