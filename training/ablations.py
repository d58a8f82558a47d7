"""Runs the trials of ablations.toml, every one with each seed, and prints what they gave as a table in Markdown.

    BIOHICL_DATA_DIR=… python training/ablations.py --out .cache/ablations            # runs what has not been run
    BIOHICL_DATA_DIR=… python training/ablations.py --out .cache/ablations --table    # prints what there is

A trial changes some settings of another one (`extends`), or of the defaults in config.py: the method as printed.
"""

import argparse
import json
import tomllib
from pathlib import Path
from typing import Any

import numpy as np

from config import Config, make_config
from data import data_folder
from train import Run

TRIALS = Path(__file__).parent / "ablations.toml"
COLUMNS = {
    "pearson": "Pearson",
    "graded": "graded",
    "heading": "heading",
    "heading_held_out": "held-out heading",
    "scifact": "SciFact",
    "pubmedqa": "PubMedQA",
}


def read_trials(file: Path) -> tuple[list[int], dict[str, dict[str, Any]]]:
    """Seeds, and for each trial its title (`what`) and its settings with those it extends."""
    content = tomllib.loads(file.read_text(encoding="utf-8"))
    trials: dict[str, dict[str, Any]] = {}
    for name, own in content["trials"].items():
        inherited = trials[own["extends"]]["settings"] if "extends" in own else {}
        trials[name] = {"what": own["what"], "settings": inherited | own.get("settings", {})}
    return content["seeds"], trials


def configure(name: str, settings: dict[str, Any], seed: int) -> Config:
    return make_config({**settings, "name": name, "seed": seed})


def table(out: Path, seeds: list[int], trials: dict[str, dict[str, Any]]) -> str:
    """Mean over the seeds ± half the distance between the largest and the smallest; one line an interpolation."""
    header = ["trial", "seeds", "steps", "share", *COLUMNS.values()]
    lines = ["| " + " | ".join(header) + " |", "| " + " | ".join(["---"] * len(header)) + " |"]
    for name, trial in trials.items():
        files = [out / f"{name}-{seed}" / "figures.json" for seed in seeds]
        measured = [json.loads(file.read_text())["figures"] for file in files if file.is_file()]
        for entries in zip(*measured, strict=True):
            cells = [trial["what"], str(len(entries)), str(entries[0]["step"]), f"{entries[0]['interpolation']:g}"]
            lines.append("| " + " | ".join(cells + [_spread([e[key] for e in entries]) for key in COLUMNS]) + " |")
    return "\n".join(lines)


def _spread(values: list[float]) -> str:
    mean = f"{np.mean(values):.3f}"
    return f"{mean} ± {(max(values) - min(values)) / 2:.3f}" if len(values) > 1 else mean


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--out", type=Path, default=Path(".cache/ablations"))
    parser.add_argument("--table", action="store_true", help="print what there is, and run nothing")
    parser.add_argument("--seed", type=int, help="this seed alone: two processes can share the work")
    parser.add_argument("--trial", action="append", help="this trial alone; may be given several times")
    arguments = parser.parse_args()
    seeds, trials = read_trials(TRIALS)
    if unknown := set(arguments.trial or ()) - set(trials):
        parser.error(f"there is no trial {', '.join(sorted(unknown))}. There are: {', '.join(trials)}")
    trials = {name: trial for name, trial in trials.items() if not arguments.trial or name in arguments.trial}
    for name, trial in {} if arguments.table else trials.items():
        for seed in seeds if arguments.seed is None else [arguments.seed]:
            if not (arguments.out / f"{name}-{seed}" / "figures.json").is_file():
                Run(configure(name, trial["settings"], seed), data_folder(), arguments.out).train()
    print(table(arguments.out, seeds, trials))


if __name__ == "__main__":
    main()
