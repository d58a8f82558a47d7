"""model.json: what the search needs to know about a model folder, and how it checks that it holds the right bytes."""

import hashlib
import json
from pathlib import Path
from typing import Any

SCHEMA = 1
CHUNK_BYTES = 1024 * 1024
# Where transformers.js looks for its default type: fp32 on WebGPU is model.onnx, q8 on WASM is model_quantized.onnx.
BACKENDS = {"wasm": "onnx/model_quantized.onnx", "webgpu": "onnx/model.onnx"}
# Least cosine to PyTorch that a backend may show on any probe, here and on the user's device.
FLOORS = {"wasm": 0.98, "webgpu": 0.999}
# What is needed at run time, and what the licence wants to go with every copy.
SHIPPED_FILES = (
    "LICENSE",
    "NOTICE",
    "config.json",
    "onnx/model.onnx",
    "onnx/model_quantized.onnx",
    "tokenizer.json",
    "tokenizer_config.json",
)
# What decides the vector of a text. The ONNX files are not in it: they are two renderings of one encoder.
IDENTITY = ("dims", "maxTokens", "normalize", "pooling", "prefixes", "tokenizer", "weights")


def canonical_json(value: Any) -> bytes:
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def encoder_id(model: dict[str, Any]) -> str:
    """64 hex digits from the contents of a model.json (its `id` is not read)."""
    facts = {**model, "weights": model["source"]["weights"]}
    return hashlib.sha256(canonical_json({key: facts[key] for key in IDENTITY})).hexdigest()


def hash_file(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


def list_files(folder: Path) -> list[dict[str, Any]]:
    return [_describe(folder, name) for name in sorted(SHIPPED_FILES)]


def _describe(folder: Path, name: str) -> dict[str, Any]:
    content = (folder / name).read_bytes()
    chunks = [content[start : start + CHUNK_BYTES] for start in range(0, len(content), CHUNK_BYTES)]
    return {
        "name": name,
        "bytes": len(content),
        "sha256": hashlib.sha256(content).hexdigest(),
        "chunks": [hashlib.sha256(chunk).hexdigest() for chunk in chunks],
    }


def write_json(file: Path, value: Any) -> None:
    """Indented for people; a list of numbers or hashes takes one line, or model.json would have ten thousand."""
    file.write_text(_layout(value, indent=0) + "\n", encoding="utf-8")


def _layout(value: Any, indent: int) -> str:
    items = value.items() if isinstance(value, dict) else value if isinstance(value, list) else None
    if not items or (isinstance(value, list) and not isinstance(value[0], dict)):
        return json.dumps(value, ensure_ascii=False)
    pad = "  " * (indent + 1)
    if isinstance(value, dict):
        lines = [f"{pad}{json.dumps(key)}: {_layout(item, indent + 1)}" for key, item in items]
    else:
        lines = [f"{pad}{_layout(item, indent + 1)}" for item in items]
    opening, closing = "{}" if isinstance(value, dict) else "[]"
    return f"{opening}\n" + ",\n".join(lines) + f"\n{'  ' * indent}{closing}"
