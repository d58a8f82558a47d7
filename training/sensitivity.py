"""Which matrices of an encoder lose most when they are quantised: those are left out first.

Each is quantised alone, in PyTorch, as the ONNX file has it; what it costs is how far the vectors of a few short texts
turn. In models of MPNet's kind five of 72 matrices, in no fixed place, make up more than four fifths of the whole loss.
"""

from collections.abc import Iterator
from contextlib import contextmanager

import torch
from torch import Tensor, nn

from checkpoint import SentenceEncoder

# Short texts turn furthest, and a matrix takes a run of its own.
TEXTS = 3


def rank_matrices(encoder: SentenceEncoder, inputs: list[dict[str, Tensor]], with_activations: bool) -> list[Tensor]:
    """Weights (out × in) of all linear layers, the most sensitive first. `inputs` are texts, one each.

    with_activations: as dynamic int8 computes, 8-bit activations and 7-bit weights; else 8-bit weights alone."""
    texts = sorted(inputs, key=lambda text: text["input_ids"].shape[1])[:TEXTS]
    before = _embed(encoder, texts)
    losses = []
    layers = [layer for layer in encoder.modules() if isinstance(layer, nn.Linear)]
    for layer in layers:
        with _quantised(layer, with_activations):
            losses.append(1 - (_embed(encoder, texts) * before).sum(dim=1).min().item())
    return [layers[i].weight.detach() for i in sorted(range(len(layers)), key=lambda i: -losses[i])]


@torch.no_grad()
def _embed(encoder: SentenceEncoder, texts: list[dict[str, Tensor]]) -> Tensor:
    return torch.cat([encoder(**text) for text in texts])


@contextmanager
def _quantised(layer: nn.Linear, with_activations: bool) -> Iterator[None]:
    weight = layer.weight.data
    steps = 63 if with_activations else 127
    scale = weight.abs().amax(dim=1, keepdim=True).clamp(min=1e-12) / steps  # one an output channel
    layer.weight.data = (weight / scale).round() * scale
    hook = layer.register_forward_pre_hook(lambda _, args: (_round_to_8_bits(args[0]),)) if with_activations else None
    try:
        yield
    finally:
        layer.weight.data = weight
        if hook:
            hook.remove()


def _round_to_8_bits(values: Tensor) -> Tensor:
    """One scale and zero point for the whole tensor, as ONNX Runtime's DynamicQuantizeLinear."""
    lowest, highest = values.min().clamp(max=0), values.max().clamp(min=0)
    scale = ((highest - lowest) / 255).clamp(min=1e-12)
    zero = (-lowest / scale).round()
    return ((values / scale).round() + zero).clamp(0, 255).sub(zero) * scale
