"""Adds a low-rank adapter, as PEFT saves it, to the weights it was trained on."""

from pathlib import Path

import torch
from peft import PeftModel
from peft.utils import get_peft_model_state_dict
from safetensors.torch import load_file

from checkpoint import Checkpoint, load_transformer
from export_error import ExportError, read_json
from saving import save_model
from sentence_files import read_prefixes

ADAPTER_FILES = ("adapter_config.json", "adapter_model.safetensors")


def check_adapter(folder: Path) -> None:
    for name in ADAPTER_FILES:
        if not (folder / name).is_file():
            raise ExportError(
                f"{folder} has no {name}. Remedy: train an adapter (training/README.md), or name its folder"
            )


def merge_adapter(base: Checkpoint, adapter: Path, target: Path) -> None:
    """Writes `target`: a checkpoint with the files of the base, the sum of the weights, and the adapter's prompts."""
    check_adapter(adapter)
    if read_json(adapter, "adapter_config.json").get("peft_type") != "LORA":
        raise ExportError(f"The adapter in {adapter} is not of LoRA's kind. Remedy: train one with peft.LoraConfig")
    try:
        model = PeftModel.from_pretrained(load_transformer(base), adapter, torch_device="cpu")
    except (ValueError, RuntimeError) as error:  # other layers, or other sizes
        raise _mismatch(base, adapter, str(error)) from error
    # PEFT itself only warns where tensors of the file have no place.
    stray = load_file(adapter / "adapter_model.safetensors").keys() ^ get_peft_model_state_dict(model).keys()
    if stray:
        raise _mismatch(base, adapter, f"{len(stray)} tensors have no counterpart, such as {min(stray)}")
    # From fp16 values below 1 the products are exact in fp64, and so are their sums, in whatever order a processor
    # adds them: the merged weights, and with them the encoder's id, are the same on every computer.
    for name, parameter in model.named_parameters():
        parameter.data = (parameter.data.half() if "lora_" in name else parameter.data).double()
    merged = model.merge_and_unload().float()
    broken = [name for name, weight in merged.named_parameters() if not torch.isfinite(weight).all()]
    if broken:
        raise ExportError(f"The adapter in {adapter} makes {broken[0]} infinite. Remedy: train it again")
    save_model(target, base, merged.state_dict(), read_prefixes(adapter))


def _mismatch(base: Checkpoint, adapter: Path, why: str) -> ExportError:
    return ExportError(
        f"The adapter in {adapter} does not fit the weights in {base.folder}: {why}. "
        "Remedy: use the adapter that was trained on these weights"
    )
