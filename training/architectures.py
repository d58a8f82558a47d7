"""The model families that can be converted, and where they differ. Another one takes a row here and a test."""

from dataclasses import dataclass
from typing import Any

# Longest text that is read, special tokens included: a title and an abstract. What attention needs grows with the
# square, so that a model of 8192 positions would ask for more memory than a page has.
MAX_TOKENS = 512


@dataclass(frozen=True)
class Architecture:
    inputs: tuple[str, ...]  # of the graph; a tokenizer may make more, which are left out
    # Positions are counted from the padding token's id on, over the tokens that have another id.
    starts_at_padding: bool
    has_pooler: bool  # takes add_pooling_layer=False


_TEXT = ("input_ids", "attention_mask")

ARCHITECTURES = {
    "bert": Architecture((*_TEXT, "token_type_ids"), starts_at_padding=False, has_pooler=True),
    "distilbert": Architecture(_TEXT, starts_at_padding=False, has_pooler=False),
    "electra": Architecture((*_TEXT, "token_type_ids"), starts_at_padding=False, has_pooler=False),
    "mpnet": Architecture(_TEXT, starts_at_padding=True, has_pooler=True),
    "roberta": Architecture(_TEXT, starts_at_padding=True, has_pooler=True),
    "xlm-roberta": Architecture(_TEXT, starts_at_padding=True, has_pooler=True),
}


def padding_id(config: dict[str, Any]) -> int:
    """The id that the model itself takes for padding; MPNet's code has it fixed."""
    return 1 if config["model_type"] == "mpnet" else config.get("pad_token_id", 0)


def count_tokens(config: dict[str, Any]) -> int:
    """Tokens for which the position table has a row, special tokens included; at most MAX_TOKENS."""
    positions = config.get("max_position_embeddings", 512)
    if ARCHITECTURES[config["model_type"]].starts_at_padding:
        positions -= padding_id(config) + 1
    return min(positions, MAX_TOKENS)
