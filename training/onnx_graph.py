"""PyTorch encoder → ONNX graph, and the two ways we store it in one byte a weight.

    weight-only int8   the weights are int8 in the file and turned into fp32 when it is opened; all computing is fp32
    dynamic int8       activations are quantised too, at run time, and MatMul runs on integers

Both store the token embeddings, half of a small model, as int8 rows with one scale a row. Some matrices can be spared:
they stay fp16 in the first file, and are multiplied in fp32 in the second (see sensitivity.py).
"""

import contextlib
import hashlib
import io
import logging
import tempfile
import warnings
from collections.abc import Callable, Sequence, Set
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import ModelProto, NodeProto, TensorProto, helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic

from checkpoint import SentenceEncoder

OUTPUT = "sentence_embedding"
# LayerNormalization is one operator from opset 17 on; 18 is the lowest that torch 2.13 exports by itself.
OPSET = 18
# Tables with fewer rows than this (positions, token types) stay fp32: they are few bytes and added to everything.
MIN_EMBEDDING_ROWS = 1000

# A node and its constant → the nodes and constants that take their place, or None to leave the node alone.
Rewrite = Callable[[NodeProto, np.ndarray], tuple[list[NodeProto], list[TensorProto]] | None]


def trace_encoder(encoder: SentenceEncoder, max_tokens: int) -> ModelProto:
    """fp32 graph with batch and sequence left open; its inputs are those of the encoder."""
    ids = torch.ones(2, 7, dtype=torch.int64)  # the exporter takes sizes 0 and 1 for constants
    mask = torch.ones_like(ids)
    mask[1, -2:] = 0
    examples = {"input_ids": ids, "attention_mask": mask, "token_type_ids": torch.zeros_like(ids)}
    axes = {0: torch.export.Dim("batch"), 1: torch.export.Dim("sequence", max=max_tokens)}
    logging.getLogger("torch.onnx").setLevel(logging.ERROR)  # else it notes that torchvision is absent
    with warnings.catch_warnings(), contextlib.redirect_stdout(io.StringIO()):
        warnings.simplefilter("ignore")
        program = torch.onnx.export(
            encoder,
            tuple(examples[name] for name in encoder.inputs),
            dynamo=True,
            input_names=list(encoder.inputs),
            output_names=[OUTPUT],
            dynamic_shapes=tuple(axes for _ in encoder.inputs),
            opset_version=OPSET,
            verbose=False,
        )
    return _drop_traces(program.model_proto)


def _drop_traces(model: ModelProto) -> ModelProto:
    """What exporters note for debugging: source paths, stack traces, tool versions, intermediate shapes."""
    model.producer_name = "biohicl-search"
    model.producer_version = ""
    model.graph.name = "encoder"
    del model.graph.value_info[:]
    graph = model.graph
    for part in (model, graph, *graph.node, *graph.input, *graph.output, *graph.initializer):
        part.doc_string = ""
        del part.metadata_props[:]
    return model


def find_matrices(model: ModelProto, weights: Sequence[torch.Tensor]) -> list[str]:
    """Names in the graph of linear layers' weights (out × in), in their order; those it does not use are left out."""
    names = {_fingerprint(matrix): name for name, matrix in _matmul_weights(model).items()}
    found = [names.get(_fingerprint(weight.numpy().T)) for weight in weights]
    return [name for name in found if name is not None]


def _fingerprint(matrix: np.ndarray) -> tuple[tuple[int, ...], bytes]:
    return matrix.shape, hashlib.sha256(np.ascontiguousarray(matrix)).digest()


def to_weight_only_int8(model: ModelProto, spared: Sequence[str] = ()) -> ModelProto:
    """fp32 computing from int8 weights: for WebGPU, where dynamic int8 is wrong without saying so."""
    weights = _matmul_weights(model)
    int8 = _with_int8_matmuls(_with_int8_embeddings(model), weights.keys() - set(spared))
    return _with_half_matmuls(int8, set(spared))


def to_dynamic_int8(model: ModelProto, spared: Sequence[str] = ()) -> ModelProto:
    """Integer MatMul: for WASM and Node.

    What enters some matrices has a few very large values, which one scale for the whole tensor cannot hold beside the
    small ones; those are `spared`: int8 in the file as well, but multiplied in fp32.

    reduce_range keeps the weights within 7 bits. Without it, processors with AVX2 but no VNNI add two products in 16
    bits and saturate, so that a text would get another vector on an older computer.
    """
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder, "source.onnx"), Path(folder, "target.onnx")
        onnx.save(_with_int8_matmuls(_with_int8_embeddings(model), set(spared)), source)
        with _without_log_lines():
            quantize_dynamic(
                source,
                target,
                op_types_to_quantize=["MatMul"],  # those with a constant weight
                per_channel=True,
                reduce_range=True,
                weight_type=QuantType.QInt8,
            )
        return _drop_traces(onnx.load(target))


@contextlib.contextmanager
def _without_log_lines():
    """quantize_dynamic advises shape inference through the root logger; dynamic quantising needs none."""
    logging.disable(logging.WARNING)
    try:
        yield
    finally:
        logging.disable(logging.NOTSET)


def quantize_symmetric(weight: np.ndarray, axis: int) -> tuple[np.ndarray, np.ndarray]:
    """int8 values in [-127, 127] and fp32 scales, one for each index along `axis`: weight ≈ values × scales.
    The scales keep the number of axes, so that they broadcast."""
    others = tuple(i for i in range(weight.ndim) if i != axis)
    largest = np.abs(weight).max(axis=others, keepdims=True)
    scales = (np.where(largest == 0, 1, largest) / 127).astype(np.float32)
    return np.rint(weight / scales).astype(np.int8), scales


def _matmul_weights(model: ModelProto) -> dict[str, np.ndarray]:
    """Constant weights of MatMul, in the order of use; shape in × out."""
    constants = {tensor.name: tensor for tensor in model.graph.initializer}
    names = [node.input[1] for node in model.graph.node if node.op_type == "MatMul" and node.input[1] in constants]
    return {name: numpy_helper.to_array(constants[name]) for name in names}


def _with_int8_embeddings(model: ModelProto) -> ModelProto:
    """Gather(table, ids) → Cast(Gather(int8 table, ids)) × Gather(scale of each row, ids)."""

    def rewrite(node: NodeProto, table: np.ndarray) -> tuple[list[NodeProto], list[TensorProto]] | None:
        by_row = all(attribute.i == 0 for attribute in node.attribute if attribute.name == "axis")
        if node.op_type != "Gather" or not by_row or table.ndim != 2 or len(table) < MIN_EMBEDDING_ROWS:
            return None
        name, ids = node.input
        output = node.output[0]
        values, scales = quantize_symmetric(table, axis=0)  # rows × dims, rows × 1
        nodes = [
            helper.make_node("Gather", [f"{name}_int8", ids], [f"{output}_int8"]),
            helper.make_node("Cast", [f"{output}_int8"], [f"{output}_cast"], to=TensorProto.FLOAT),
            helper.make_node("Gather", [f"{name}_scale", ids], [f"{output}_scale"]),  # batch × sequence × 1
            helper.make_node("Mul", [f"{output}_cast", f"{output}_scale"], [output]),
        ]
        return nodes, _int8_constants(name, values, scales)

    return _rewrite(model, rewrite, weight_input=0)


def _with_int8_matmuls(model: ModelProto, names: Set[str]) -> ModelProto:
    """MatMul(x, weight) → MatMul(x, Cast(int8 weight) × scale of each output channel).

    Not DequantizeLinear: ONNX Runtime joins DequantizeLinear and MatMul into MatMulNBits, which quantises the
    activations as well (cosine to PyTorch 0.99898 instead of 0.99922 at worst, and slower). Cast and Mul of constants
    are computed once, when the file is opened.
    """

    def rewrite(node: NodeProto, weight: np.ndarray) -> tuple[list[NodeProto], list[TensorProto]] | None:
        name = node.input[1]
        if node.op_type != "MatMul" or name not in names:
            return None
        values, scales = quantize_symmetric(weight, axis=1)  # in × out, 1 × out
        matmul = _with_weight(node, f"{name}_float")
        cast = helper.make_node("Cast", [f"{name}_int8"], [f"{name}_cast"], to=TensorProto.FLOAT)
        scale = helper.make_node("Mul", [f"{name}_cast", f"{name}_scale"], [f"{name}_float"])
        return [cast, scale, matmul], _int8_constants(name, values, scales)

    return _rewrite(model, rewrite, weight_input=1)


def _with_half_matmuls(model: ModelProto, names: Set[str]) -> ModelProto:
    """MatMul(x, weight) → MatMul(x, Cast(fp16 weight))."""

    def rewrite(node: NodeProto, weight: np.ndarray) -> tuple[list[NodeProto], list[TensorProto]] | None:
        name = node.input[1]
        if node.op_type != "MatMul" or name not in names:
            return None
        cast = helper.make_node("Cast", [f"{name}_half"], [f"{name}_float"], to=TensorProto.FLOAT)
        constant = numpy_helper.from_array(weight.astype(np.float16), f"{name}_half")
        return [cast, _with_weight(node, f"{name}_float")], [constant]

    return _rewrite(model, rewrite, weight_input=1)


def _with_weight(node: NodeProto, name: str) -> NodeProto:
    copy = NodeProto()
    copy.CopyFrom(node)
    copy.input[1] = name
    return copy


def _int8_constants(name: str, values: np.ndarray, scales: np.ndarray) -> list[TensorProto]:
    return [numpy_helper.from_array(values, f"{name}_int8"), numpy_helper.from_array(scales, f"{name}_scale")]


def _rewrite(model: ModelProto, rewrite: Rewrite, weight_input: int) -> ModelProto:
    """Offers each node whose input number `weight_input` is a constant; drops constants that nobody uses any more."""
    constants = {tensor.name: tensor for tensor in model.graph.initializer}
    nodes: list[NodeProto] = []
    for node in model.graph.node:
        name = node.input[weight_input] if len(node.input) > weight_input else ""
        replaced = rewrite(node, numpy_helper.to_array(constants[name])) if name in constants else None
        new_nodes, new_constants = replaced or ([node], [])
        nodes.extend(new_nodes)
        constants.update((tensor.name, tensor) for tensor in new_constants)
    used = {name for node in nodes for name in node.input}
    # Not a copy of the whole: that would hold a large model's constants twice.
    result = ModelProto(ir_version=model.ir_version, opset_import=model.opset_import, doc_string=model.doc_string)
    result.producer_name, result.producer_version = model.producer_name, model.producer_version
    result.graph.name, result.graph.doc_string = model.graph.name, model.graph.doc_string
    result.graph.input.extend(model.graph.input)
    result.graph.output.extend(model.graph.output)
    result.graph.node.extend(nodes)
    result.graph.initializer.extend(tensor for name, tensor in constants.items() if name in used)
    return result
