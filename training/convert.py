"""Makes a model folder from a checkpoint: `npm run model -- convert CHECKPOINT`.

    python training/convert.py FOLDER_OR_HUB_ID [--name NAME] [--license SPDX] [--pooling mean|cls] [--out DIR]

CHECKPOINT is a folder saved by transformers or sentence-transformers, or the id of one on the hub (OWNER/MODEL), which
is downloaded. Pooling and prefixes are read from it. Nothing is written unless every runtime agrees with PyTorch.
"""

import argparse
import re
import sys
from pathlib import Path

from checkpoint import read_checkpoint
from export_error import ExportError
from export_onnx import HERE, Origin, export, read_probes
from sources import HUB_ID, find_checkpoint

# Names under which the hub's cards give licences, where SPDX writes them otherwise.
SPDX = {"apache-2.0": "Apache-2.0", "mit": "MIT", "bsd-3-clause": "BSD-3-Clause", "cc-by-4.0": "CC-BY-4.0"}
UNKNOWN_LICENSE = "LicenseRef-unknown"


def read_origin(folder: Path, where: str, license: str | None) -> Origin:
    """What card and LICENSE say. The licence is that of the checkpoint's card where none is given."""
    front = re.match(r"---\n(.*?)\n---", _read_text(folder / "README.md"), re.DOTALL)
    named = re.search(r"^license:\s*['\"]?([\w.+-]+)", front[1], re.MULTILINE) if front else None
    name = license or (SPDX.get(named[1], named[1]) if named else UNKNOWN_LICENSE)
    own = next((file for file in sorted(folder.glob("LICENSE*")) if file.is_file()), None)
    text = _read_text(own) if own else _read_text(HERE / "licenses" / f"{name}.txt")
    missing = f"The weights come from {where}. Their licence: {name}. Its text did not come with the checkpoint.\n"
    return Origin(where if HUB_ID.fullmatch(where) else folder.resolve().name, name, text or missing)


def _read_text(file: Path) -> str:
    return file.read_text(encoding="utf-8", errors="replace") if file.is_file() else ""


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(
        prog="npm run model -- convert", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("checkpoint", help="folder, or OWNER/MODEL on the hub")
    parser.add_argument("--name", help="of the model and its folder (default: that of the checkpoint)")
    parser.add_argument(
        "--license", help="SPDX name of the weights' licence (default: what the checkpoint's card says)"
    )
    parser.add_argument("--pooling", choices=["mean", "cls"], help="only for a checkpoint that does not say")
    parser.add_argument("--out", type=Path, default=Path("models"), help="(default: %(default)s)")
    options = parser.parse_args(arguments)
    try:
        folder = find_checkpoint(options.checkpoint)
        source = read_checkpoint(folder, options.pooling)
        origin = read_origin(folder, options.checkpoint, options.license)
        if origin.license == UNKNOWN_LICENSE:
            print("The checkpoint does not say its licence: name it with --license before you give the model on")
        name = options.name or Path(options.checkpoint).resolve().name
        written = export(source, name, origin, options.out, read_probes())
    except ExportError as error:
        sys.exit(f"convert: {error}")
    print(f"wrote {written}; libraries are built with it by: npm run library -- build … --encoder {written}")


if __name__ == "__main__":
    main()
