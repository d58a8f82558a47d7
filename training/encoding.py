"""Texts to vectors in PyTorch, for training and evaluation: fp32 weights, bfloat16 arithmetic where it pays."""

from collections.abc import Sequence

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor

from checkpoint import SentenceEncoder

ENCODE_BATCH = 64
# Without instructions for it bfloat16 is emulated: a training step then takes twenty times as long as in fp32.
HAS_BFLOAT16 = torch.cpu._is_avx512_bf16_supported() or torch.cpu._is_amx_tile_supported()


def tokenize(tokenizer: Tokenizer, texts: Sequence[str], max_tokens: int) -> list[list[int]]:
    """Token ids of each text, special tokens included, cut at max_tokens, not padded."""
    tokenizer.no_padding()
    tokenizer.enable_truncation(max_tokens)
    return [encoding.ids for encoding in tokenizer.encode_batch(list(texts))]


def embed_ids(encoder: SentenceEncoder, ids: Sequence[list[int]], pad_id: int) -> Tensor:
    """n × dims, fp32, unit length; gradients flow where they are on."""
    longest = max(map(len, ids))
    padded = torch.full((len(ids), longest), pad_id)  # n × longest
    mask = torch.zeros_like(padded)
    for row, tokens in enumerate(ids):
        padded[row, : len(tokens)] = torch.tensor(tokens)
        mask[row, : len(tokens)] = 1
    with torch.autocast("cpu", torch.bfloat16, enabled=HAS_BFLOAT16):
        return encoder(padded, mask).float()


@torch.no_grad()
def encode(encoder: SentenceEncoder, ids: Sequence[list[int]], pad_id: int) -> np.ndarray:
    """n × dims, fp32, unit length, in the order given. Texts of like length go together, so that little is padded."""
    order = sorted(range(len(ids)), key=lambda row: len(ids[row]))
    parts = [order[start : start + ENCODE_BATCH] for start in range(0, len(order), ENCODE_BATCH)]
    vectors = torch.cat([embed_ids(encoder, [ids[row] for row in part], pad_id) for part in parts])
    # bfloat16 rounding leaves lengths a little off 1.
    vectors = torch.nn.functional.normalize(vectors, dim=-1)
    result = np.empty(tuple(vectors.shape), dtype=np.float32)
    result[order] = vectors.numpy()
    return result
