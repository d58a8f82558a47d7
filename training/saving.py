"""Writes trained weights: a checkpoint folder like the base's, and for LoRA the adapter alone."""

import json
import shutil
from pathlib import Path

import torch
from peft import PeftModel
from safetensors.torch import save_file
from torch import Tensor

from checkpoint import Checkpoint
from sentence_files import SETTINGS


def save_model(folder: Path, checkpoint: Checkpoint, weights: dict[str, Tensor], prefixes: dict[str, str]) -> None:
    """A folder that export_onnx.py and sentence-transformers read: the base's files with other weights and prompts."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(
        checkpoint.folder, folder, ignore=shutil.ignore_patterns("*.bin", "*.safetensors", "*.onnx", "onnx", "openvino")
    )
    _save_prefixes(folder, prefixes)
    save_file({name: tensor.contiguous() for name, tensor in weights.items()}, folder / "model.safetensors")


def save_adapter(folder: Path, model: PeftModel, base: str, interpolation: float, prefixes: dict[str, str]) -> None:
    """PEFT's format, prompts beside. lora_alpha holds the interpolation too: merged, it gives
    base + interpolation·(run − base). base: what sources.py finds."""
    shutil.rmtree(folder, ignore_errors=True)
    model.save_pretrained(folder)
    file = folder / "adapter_config.json"
    config = json.loads(file.read_text(encoding="utf-8"))
    config["lora_alpha"] *= interpolation
    config["base_model_name_or_path"] = base  # not the folder where it lay on this machine
    file.write_text(json.dumps(config, indent=2, sort_keys=True) + "\n", encoding="utf-8")
    (folder / "README.md").unlink(missing_ok=True)  # PEFT's template, which says nothing
    _save_prefixes(folder, prefixes)


def _save_prefixes(folder: Path, prefixes: dict[str, str]) -> None:
    file = folder / SETTINGS
    settings = json.loads(file.read_text(encoding="utf-8")) if file.is_file() else {}
    file.write_text(json.dumps({**settings, "prompts": prefixes}, indent=2) + "\n", encoding="utf-8")


def write_atomically(file: Path, value: object) -> None:
    """A run that is killed while it saves keeps its last whole checkpoint."""
    partial = file.with_suffix(".partial")
    torch.save(value, partial)
    partial.replace(file)
