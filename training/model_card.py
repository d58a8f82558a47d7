"""README.md and NOTICE of a model folder, written from its model.json."""

from collections.abc import Sequence
from typing import Any


def card(model: dict[str, Any], inputs: Sequence[str], spared: dict[str, int], changes: Sequence[str] = ()) -> str:
    """`spared`: matrices left out of quantising in each backend's file; `changes`: made to the weights before."""
    source, agreement, floors = model["source"], model["agreement"], model["floors"]
    sizes = {file["name"]: f"{file['bytes'] / 1e6:.1f} MB" for file in model["files"]}
    prefixes = ", ".join(f"{kind} `{text}`" for kind, text in model["prefixes"].items() if text) or "none"
    made = "".join(f"\n| changed before | {change} |" for change in changes)
    return f"""# {model["name"]}

Turns a text into a vector of {model["dims"]} numbers, such that texts of like meaning get near vectors. Written by the
programs in `training/`; don't edit by hand.

| | |
| --- | --- |
| weights | {source["name"]}, {source["license"]}; see LICENSE and NOTICE |{made}
| hash of the weights | `{source["weights"]}` |
| encoder id | `{model["id"]}` |
| longest text | {model["maxTokens"]} tokens, special tokens included; the rest is cut off |
| pooling | {model["pooling"]}, then scaled to length 1; both inside the ONNX graphs |
| prefixes | {prefixes} |

## Files

| file | size | what it is |
| --- | --- | --- |
| model.json | | id, hashes by 1 MiB chunk, probes: texts with the vectors that PyTorch gives them in fp32 |
| config.json | | the architecture, as transformers wrote it |
| tokenizer.json, tokenizer_config.json | {sizes["tokenizer.json"]} | no padding or cutting set: callers decide |
| onnx/model_quantized.onnx | {sizes["onnx/model_quantized.onnx"]} | for WASM and Node: dynamic int8 |
| onnx/model.onnx | {sizes["onnx/model.onnx"]} | for WebGPU: int8 weights, fp32 computing |

Inputs {", ".join(f"`{name}`" for name in inputs)} (int64, batch × sequence); output `sentence_embedding` (float32,
batch × {model["dims"]}). In both files weights are int8 with one scale an output channel (model_quantized.onnx uses 7
bits of them), and token embeddings int8 with one scale a token. Spared, since they lose most: {spared["wasm"]} matrices
of model_quantized.onnx, multiplied in fp32 with 8 bits of weights, and {spared["webgpu"]} of model.onnx, kept in fp16.

## Agreement with PyTorch

Least cosine over the {len(model["probes"])} probes, measured with ONNX Runtime on a CPU:

| file | measured | required |
| --- | --- | --- |
| onnx/model_quantized.onnx | {agreement["wasm"]:.6f} | {floors["wasm"]} |
| onnx/model.onnx | {agreement["webgpu"]:.6f} | {floors["webgpu"]} |

`model_quantized.onnx` takes one scale for all activations of a run, so a text's vector depends slightly on the texts
that it is run with. Run one text at a time where vectors must be reproducible.
"""


def notice(name: str, source: dict[str, Any], changes: Sequence[str] = ()) -> str:
    before = "".join(f"{change};\n" for change in changes)
    return f"""{name}

This folder holds a converted form of the weights {source["name"]},
which their authors published under {source["license"]} (see LICENSE).

Changes: {before}converted to ONNX; pooling and normalising moved into the graph; weights rounded to
int8, a few to fp16; padding and truncation removed from tokenizer.json; model_max_length and
pad_token set in tokenizer_config.json.
"""
