"""Runs an exported model as the app does: prefix, tokenizer, ONNX Runtime. Needs neither PyTorch nor transformers."""

from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
from tokenizers import Tokenizer

Probe = dict[str, Any]  # kind: "query" | "document", text, selfTest; in model.json also tokens and vector


def open_tokenizer(file: Path, max_tokens: int) -> Tokenizer:
    """Cuts at max_tokens, special tokens included; pads nothing."""
    tokenizer = Tokenizer.from_file(str(file))
    tokenizer.no_padding()
    tokenizer.enable_truncation(max_tokens)
    return tokenizer


def encode_texts(tokenizer: Tokenizer, texts: list[str]) -> dict[str, np.ndarray]:
    """int64 arrays, batch × longest text; shorter texts are padded at the end and masked."""
    rows = [tokenizer.encode(text).ids for text in texts]
    ids = np.zeros((len(rows), max(map(len, rows))), dtype=np.int64)  # 0 is [PAD] in BERT; the mask hides it anyway
    mask = np.zeros_like(ids)
    for i, row in enumerate(rows):
        ids[i, : len(row)] = row
        mask[i, : len(row)] = 1
    return {"input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(ids)}


def open_session(file: Path, threads: int = 2) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    return onnxruntime.InferenceSession(file, options, providers=["CPUExecutionProvider"])


def embed(session: onnxruntime.InferenceSession, tokenizer: Tokenizer, texts: list[str]) -> np.ndarray:
    """batch × dims, one run for all texts."""
    return session.run(["sentence_embedding"], encode_texts(tokenizer, texts))[0]


def probe_text(probe: Probe, prefixes: dict[str, str]) -> str:
    return prefixes[probe["kind"]] + probe["text"]


def cosines(vectors: np.ndarray, references: np.ndarray) -> np.ndarray:
    norms = np.linalg.norm(vectors, axis=1) * np.linalg.norm(references, axis=1)
    return (vectors.astype(np.float64) * references).sum(axis=1) / norms
