"""Writes tests/fixtures/tiny-mpnet: a converted random MPNet for the tests in Node and in the browser.

python training/tests/write_fixture.py
"""

import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).parent
sys.path.append(str(HERE.parent))

from tiny_checkpoints import PROBES, save_checkpoint  # noqa: E402

from checkpoint import read_checkpoint  # noqa: E402
from export_onnx import Origin, export  # noqa: E402

if __name__ == "__main__":
    origin = Origin("random numbers", "Apache-2.0", "Random numbers, made by training/tests/write_fixture.py.\n")
    with tempfile.TemporaryDirectory() as folder:
        source = read_checkpoint(save_checkpoint(Path(folder), "mpnet"))
        print(export(source, "tiny-mpnet", origin, HERE.parents[1] / "tests" / "fixtures", PROBES))
