"""Tries a finished model folder in Node, on the tokenizer and the runtime that libraries are built with."""

import shutil
import subprocess
from pathlib import Path

from export_error import ExportError

ROOT = Path(__file__).parent.parent


def check_in_node(folder: Path) -> None:
    """Raises where a probe's tokens or vector differ from PyTorch's. Without Node it says so and goes on."""
    if shutil.which("node") is None or not (ROOT / "node_modules" / "tsx").is_dir():
        print("not tried in Node: node or node_modules is missing (npm ci installs the packages)")
        return
    command = ["node", "--import", "tsx", "src/cli/checkEncoder.ts", str(folder.resolve())]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    if done.returncode != 0:
        raise ExportError(
            f"The app cannot use this model: {done.stderr.strip() or done.stdout.strip()} "
            "Remedy: use another checkpoint, or one whose tokenizer transformers.js knows"
        )
    print(f"in Node: {done.stdout.strip()}")
