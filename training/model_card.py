"""README.md and NOTICE of a model folder, written from its model.json."""

from typing import Any


def card(model: dict[str, Any]) -> str:
    source, agreement, floors = model["source"], model["agreement"], model["floors"]
    sizes = {file["name"]: f"{file['bytes'] / 1e6:.1f} MB" for file in model["files"]}
    prefixes = ", ".join(f"{kind} `{text}`" for kind, text in model["prefixes"].items() if text) or "none"
    return f"""# {model["name"]}

Turns a text into a vector of {model["dims"]} numbers, such that texts of like meaning get near vectors. Written by
`training/export_onnx.py`; don't edit by hand.

| | |
| --- | --- |
| weights | {source["name"]}, {source["license"]}; see LICENSE and NOTICE |
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

Inputs `input_ids`, `attention_mask`, `token_type_ids` (int64, batch × sequence); output `sentence_embedding` (float32,
batch × {model["dims"]}). In both files weights are int8 with one scale an output channel (model_quantized.onnx uses 7
bits of them), and token embeddings int8 with one scale a token.

## Agreement with PyTorch

Least cosine over the {len(model["probes"])} probes, measured with ONNX Runtime on a CPU:

| file | measured | required |
| --- | --- | --- |
| onnx/model_quantized.onnx | {agreement["wasm"]:.6f} | {floors["wasm"]} |
| onnx/model.onnx | {agreement["webgpu"]:.6f} | {floors["webgpu"]} |

`model_quantized.onnx` takes one scale for all activations of a run, so a text's vector depends slightly on the texts
that it is run with. Run one text at a time where vectors must be reproducible.
"""


def notice(model: dict[str, Any]) -> str:
    source = model["source"]
    return f"""{model["name"]}

This folder holds a converted form of the weights {source["name"]},
which their authors published under {source["license"]} (see LICENSE).

Changes: converted to ONNX; pooling and normalising moved into the graph; weights rounded to
int8; padding and truncation removed from tokenizer.json; model_max_length set in
tokenizer_config.json.
"""
