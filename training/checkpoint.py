"""Reads a transformers or sentence-transformers checkpoint folder and loads its encoder in PyTorch, in fp32.

A checkpoint says four things about itself that a vector depends on, besides its weights: how token vectors are pooled,
whether the result is scaled to length 1, what is put before a query or a document, and how many tokens are read.
"""

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from transformers import AutoConfig, AutoModel
from transformers.utils import logging as transformers_logging

from architectures import ARCHITECTURES, count_tokens
from export_error import ExportError, read_json
from sentence_files import read_modules, read_pooling, read_prefixes

# protobuf holds no more in one file, and the graph is traced in fp32.
MAX_WEIGHT_BYTES = 1_900_000_000


@dataclass(frozen=True)
class Checkpoint:
    folder: Path  # where config.json, weights and tokenizer lie
    config: dict[str, Any]  # config.json as it stands
    dims: int  # length of a vector
    max_tokens: int  # special tokens included
    pooling: str  # 'mean' over the attention mask, or 'cls': the first token
    prefixes: dict[str, str]  # put before the text: {'query': …, 'document': …}


def read_checkpoint(folder: Path, pooling: str | None = None) -> Checkpoint:
    """`pooling` stands in for 1_Pooling/config.json where the checkpoint has none."""
    if not folder.is_dir():
        raise ExportError(f"There is no folder {folder}. Remedy: give an existing checkpoint folder")
    modules = read_modules(folder)
    transformer = folder / modules.get("Transformer", "")
    config = read_json(transformer, "config.json", "save the model with save_pretrained")
    _check_architecture(config)
    return Checkpoint(
        folder=transformer,
        config=config,
        dims=AutoConfig.from_pretrained(transformer, local_files_only=True).hidden_size,
        # Not sentence-transformers' max_seq_length: a training-time limit of 128 or 256 tokens that cuts abstracts.
        max_tokens=count_tokens(config),
        pooling=read_pooling(folder, modules, pooling),
        prefixes=read_prefixes(folder),
    )


def _check_architecture(config: dict[str, Any]) -> None:
    if config.get("model_type") not in ARCHITECTURES:
        raise ExportError(
            f"Unsupported architecture {config.get('model_type')!r} in config.json. "
            f"Remedy: use a checkpoint whose model_type is one of {', '.join(ARCHITECTURES)}"
        )
    positions = config.get("position_embedding_type", "absolute")
    if positions != "absolute":
        raise ExportError(
            f"Unsupported position_embedding_type {positions!r} in config.json. "
            "Remedy: use a checkpoint with absolute positions"
        )


def hash_weights(folder: Path) -> str:
    """SHA-256 over the tensors, in order of their names: UTF-8 of "name\\ndtype\\nshape\\n" (dtype like float32, shape
    like 30522,384), then the values as little-endian bytes. safetensors and .bin with equal tensors agree."""
    digest = hashlib.sha256()
    for name, tensor in sorted(load_tensors(folder).items()):
        dtype = str(tensor.dtype).removeprefix("torch.")
        digest.update(f"{name}\n{dtype}\n{','.join(map(str, tensor.shape))}\n".encode())
        # Viewed as bytes because NumPy has no bfloat16; machines that run PyTorch are little-endian.
        digest.update(tensor.contiguous().reshape(-1).view(torch.uint8).numpy().tobytes())
    return digest.hexdigest()


def load_tensors(folder: Path) -> dict[str, Tensor]:
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

    @property
    def inputs(self) -> tuple[str, ...]:
        """Names of what forward takes, in its order."""
        return ARCHITECTURES[self.transformer.config.model_type].inputs

    def forward(self, input_ids: Tensor, attention_mask: Tensor, token_type_ids: Tensor | None = None) -> Tensor:
        takes_types = token_type_ids is not None and "token_type_ids" in self.inputs
        types = {"token_type_ids": token_type_ids} if takes_types else {}
        tokens = self.transformer(  # batch, sequence, dims
            input_ids=input_ids, attention_mask=attention_mask, **types
        ).last_hidden_state
        if self.pooling == "cls":
            pooled = tokens[:, 0]
        else:
            weights = attention_mask.unsqueeze(-1).to(tokens.dtype)  # batch, sequence, 1
            pooled = (tokens * weights).sum(1) / weights.sum(1).clamp(min=1e-9)
        return nn.functional.normalize(pooled, dim=-1)  # batch, dims


def load_encoder(checkpoint: Checkpoint) -> SentenceEncoder:
    return SentenceEncoder(load_transformer(checkpoint), checkpoint.pooling).eval()


def load_transformer(checkpoint: Checkpoint) -> nn.Module:
    """The eager attention is the one that traces to the fewest ONNX operators."""
    transformers_logging.set_verbosity_error()  # else it reports the pooler, which sentence vectors do not use
    transformers_logging.disable_progress_bar()
    has_pooler = ARCHITECTURES[checkpoint.config["model_type"]].has_pooler
    transformer, loading = AutoModel.from_pretrained(
        checkpoint.folder,
        **({"add_pooling_layer": False} if has_pooler else {}),
        attn_implementation="eager",
        dtype=torch.float32,
        local_files_only=True,
        output_loading_info=True,
    )
    missing = sorted(loading["missing_keys"])
    if missing:  # transformers fills them with random numbers
        raise ExportError(
            f"The weights of {checkpoint.folder} lack {missing[0]} and {len(missing) - 1} more. "
            "Remedy: take weights and config.json from one checkpoint"
        )
    sizes = [parameter.numel() * parameter.element_size() for parameter in transformer.parameters()]
    if sum(sizes) > MAX_WEIGHT_BYTES:
        raise ExportError(
            f"The weights of {checkpoint.folder} take {sum(sizes) / 1e9:.1f} GB in fp32, and an ONNX file holds "
            f"{MAX_WEIGHT_BYTES / 1e9} at most. Remedy: use a smaller checkpoint"
        )
    return transformer
