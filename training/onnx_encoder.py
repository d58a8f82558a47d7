"""Runs an exported model as the app does: prefix, tokenizer, ONNX Runtime. Needs neither PyTorch nor transformers."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
from tokenizers import Tokenizer

Probe = dict[str, Any]  # kind: "query" | "document", text, selfTest; in model.json also tokens and vector


def open_tokenizer(file: Path, max_tokens: int) -> Tokenizer:
    """Cuts at max_tokens, special tokens included; pads a batch to its longest text with the token that
    tokenizer_config.json beside it names: some models find padding by its id."""
    tokenizer = Tokenizer.from_file(str(file))
    tokenizer.enable_truncation(max_tokens)
    settings = file.with_name("tokenizer_config.json")
    token = json.loads(settings.read_text(encoding="utf-8")).get("pad_token") if settings.is_file() else None
    token = token if isinstance(token, str) else "[PAD]"
    tokenizer.enable_padding(pad_token=token, pad_id=tokenizer.token_to_id(token) or 0)
    return tokenizer


def encode_texts(tokenizer: Tokenizer, texts: list[str]) -> dict[str, np.ndarray]:
    """int64 arrays, batch × longest text; shorter texts are padded at the end and masked."""
    rows = tokenizer.encode_batch(texts)
    ids = np.array([row.ids for row in rows], dtype=np.int64)
    mask = np.array([row.attention_mask for row in rows], dtype=np.int64)
    return {"input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(ids)}


def open_session(file: Path, threads: int = 2) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    return onnxruntime.InferenceSession(file, options, providers=["CPUExecutionProvider"])


def embed(session: onnxruntime.InferenceSession, tokenizer: Tokenizer, texts: list[str]) -> np.ndarray:
    """batch × dims, one run for all texts."""
    inputs = encode_texts(tokenizer, texts)
    return session.run(["sentence_embedding"], {item.name: inputs[item.name] for item in session.get_inputs()})[0]


def probe_text(probe: Probe, prefixes: dict[str, str]) -> str:
    return prefixes[probe["kind"]] + probe["text"]


def cosines(vectors: np.ndarray, references: np.ndarray) -> np.ndarray:
    norms = np.linalg.norm(vectors, axis=1) * np.linalg.norm(references, axis=1)
    return (vectors.astype(np.float64) * references).sum(axis=1) / norms
