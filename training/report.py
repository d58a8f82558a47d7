"""Measures a finished run beside its base, for the model's card: writes report.json into the run's folder.

    BIOHICL_DATA_DIR=… python training/report.py .cache/training/small-1

At each length of `report_tokens`, by default 128 as in the trials and 512 as the app reads. What the run has measured
itself is taken from there; each other length takes minutes.
"""

import argparse
import json
from dataclasses import asdict
from pathlib import Path

from data import data_folder, read_corpus
from evaluate import Encode, make_development, measure, measure_branches, open_checkpoint
from sources import find_checkpoint


def report(run: Path, folder: Path) -> dict:
    summary = json.loads((run / "figures.json").read_text(encoding="utf-8"))
    corpus = read_corpus(folder)
    if corpus.hash != summary["data"]:
        raise SystemExit(f"{run} was trained on other data than {folder} holds. Remedy: name that run's data")
    development = make_development(corpus, folder)
    kept = max(summary["figures"], key=lambda entry: entry["margin"])
    lengths = summary["config"]["report_tokens"]
    measured = {name: kept[name] for name in summary["base"]}
    where = {"base": str(find_checkpoint(summary["config"]["base"])), "trained": str(run / "model")}

    def encoders(length: int) -> dict[str, Encode]:
        return {which: open_checkpoint(folder, None, length) for which, folder in where.items()}

    branches = {which: measure_branches(development, encode) for which, encode in encoders(lengths[-1]).items()}
    return {
        "config": summary["config"],
        "data": summary["data"],
        "commit": summary["commit"],
        "records": len(corpus.train),
        "step": kept["step"],
        "interpolation": kept["interpolation"],
        "figures": {
            str(length): {"base": summary["base"], "trained": measured}
            if length == summary["config"]["evaluation_tokens"]
            else {which: asdict(measure(development, encode)) for which, encode in encoders(length).items()}
            for length in lengths
        },
        "branches": {
            category: {"queries": queries, "base": branches["base"][category][0], "trained": trained}
            for category, (trained, queries) in branches["trained"].items()
        },
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("run", type=Path, help="a folder that train.py has written")
    run = parser.parse_args().run
    (run / "report.json").write_text(json.dumps(report(run, data_folder()), indent=2) + "\n", encoding="utf-8")
    print(f"wrote {run / 'report.json'}")


if __name__ == "__main__":
    main()
