"""Writes the two ONNX files of a model folder, and measures them against PyTorch on the probes.

A file that loses too much by quantising is written again with the matrices spared that lose most, more each time.
"""

import math
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnx
import torch
from tokenizers import Tokenizer

import model_json
from checkpoint import Checkpoint, SentenceEncoder
from export_error import ExportError
from onnx_encoder import Probe, cosines, embed, encode_texts, open_session, open_tokenizer, probe_text
from onnx_graph import find_matrices, to_dynamic_int8, to_weight_only_int8, trace_encoder
from sensitivity import rank_matrices

# How many matrices to spare, in this order, until the least cosine is MARGINS above the floor.
SPARED = (0, 2, 4, 6, 8, 12, 16, 24, 32, 48, 64, 96, 128)
# Room for what other runtimes make of the same file: onnxruntime-web has been 0.001 below ONNX Runtime in Python.
MARGINS = {"wasm": 0.01, "webgpu": 0.0001}
QUANTISE = {"wasm": to_dynamic_int8, "webgpu": to_weight_only_int8}
# Greatest difference of any vector component between a text run alone and in a padded batch; fp32 graph only.
BATCH_TOLERANCE = 1e-5
NORM_TOLERANCE = 1e-5


@dataclass(frozen=True)
class References:
    """What PyTorch gives for the probes, each text alone."""

    texts: list[str]  # prefix included
    tokens: list[int]  # read of each
    vectors: np.ndarray  # probes × dims


@dataclass(frozen=True)
class Rendering:
    """One ONNX file as it was written."""

    agreement: float  # least cosine to PyTorch, rounded down to 6 decimals
    spared: int  # matrices left out of quantising


def write_onnx_files(
    encoder: SentenceEncoder, source: Checkpoint, folder: Path, probes: list[Probe]
) -> tuple[References, dict[str, Rendering]]:
    """`folder` holds the tokenizer already. The result is by backend."""
    tokenizer = open_tokenizer(folder / "tokenizer.json", source.max_tokens)
    texts = [probe_text(probe, source.prefixes) for probe in probes]
    inputs = [_to_tensors(tokenizer, text, encoder.inputs) for text in texts]
    with torch.no_grad():
        vectors = np.concatenate([encoder(**text).numpy() for text in inputs])
    references = References(texts, [text["input_ids"].shape[1] for text in inputs], vectors)
    graph = trace_encoder(encoder, source.max_tokens)
    renderings = {}
    for backend, name in model_json.BACKENDS.items():
        file = folder / name
        agreement, spared = -1.0, 0
        ranked: list[str] = []
        for count in SPARED:
            if count and not ranked:
                ranked = find_matrices(graph, rank_matrices(encoder, inputs, with_activations=backend == "wasm"))
            spared = min(count, len(ranked))
            onnx.save(QUANTISE[backend](graph, ranked[:spared]), file)
            agreement = measure(file, backend, tokenizer, references)
            if agreement >= model_json.FLOORS[backend] + MARGINS[backend] or 0 < len(ranked) <= count:
                break
            print(f"{name}: least cosine to PyTorch {agreement:.6f} with {spared} matrices spared: sparing more")
        check_agreement(name, backend, agreement, spared)
        renderings[backend] = Rendering(math.floor(agreement * 1e6) / 1e6, spared)
    return references, renderings


def _to_tensors(tokenizer: Tokenizer, text: str, names: tuple[str, ...]) -> dict[str, torch.Tensor]:
    arrays = encode_texts(tokenizer, [text])
    return {name: torch.from_numpy(arrays[name]) for name in names}


def measure(file: Path, backend: str, tokenizer: Tokenizer, references: References) -> float:
    """Least cosine to PyTorch over the probes."""
    session = open_session(file)
    alone = np.concatenate([embed(session, tokenizer, [text]) for text in references.texts])
    check_vectors(file, alone, references.vectors.shape[1])
    if backend == "webgpu":
        check_batch(file, alone, embed(session, tokenizer, references.texts))
    return float(cosines(alone, references.vectors).min())


def check_agreement(name: str, backend: str, agreement: float, spared: int) -> None:
    floor = model_json.FLOORS[backend]
    print(f"{name}: least cosine to PyTorch {agreement:.6f}, required {floor}; {spared} matrices spared")
    if not agreement >= floor:
        raise ExportError(
            f"{name} disagrees with PyTorch: least cosine {agreement:.6f}, required {floor}, though {spared} matrices "
            "were spared. Remedy: look at the quantising in training/onnx_graph.py; the floor is a promise to users"
        )


def check_vectors(file: Path, vectors: np.ndarray, dims: int) -> None:
    lengths = np.linalg.norm(vectors, axis=1)
    if vectors.shape[1] != dims or not np.all(np.abs(lengths - 1) <= NORM_TOLERANCE):
        raise ExportError(
            f"{file.name} gives vectors of {vectors.shape[1]} numbers and length {lengths.min()} to {lengths.max()}; "
            f"expected {dims} and 1. Remedy: look at SentenceEncoder in training/checkpoint.py"
        )


def check_batch(file: Path, alone: np.ndarray, together: np.ndarray) -> None:
    difference = float(np.abs(alone - together).max())
    if not difference <= BATCH_TOLERANCE:
        raise ExportError(
            f"{file.name}: in a padded batch a component changes by {difference:.1e}, allowed {BATCH_TOLERANCE}. "
            "Remedy: check that the attention mask reaches attention and pooling, and which token pads"
        )
