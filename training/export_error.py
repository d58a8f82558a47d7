"""The error that people can mend, and the reading of a checkpoint's JSON files, which raises it."""

import json
from pathlib import Path
from typing import Any


class ExportError(Exception):
    """Something the user can mend: the message names the thing and the remedy."""


def read_json(folder: Path, name: str, remedy: str = "save the checkpoint again") -> Any:
    file = folder / name
    if not file.is_file():
        raise ExportError(f"{folder} has no {name}. Remedy: {remedy}")
    try:
        return json.loads(file.read_text(encoding="utf-8"))
    except ValueError as error:
        raise ExportError(f"{file} is not JSON ({error}). Remedy: save or download the checkpoint again") from error


def read_json_if_there(folder: Path, name: str) -> dict[str, Any]:
    return read_json(folder, name) if (folder / name).is_file() else {}
