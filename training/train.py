"""Trains an encoder with BioHiCL: cosine between two records follows how much of the MeSH tree they share.

    BIOHICL_DATA_DIR=… python training/train.py training/configs/small.toml --out .cache/training --set seed=2

Writes OUT/NAME-SEED/: log.jsonl, checkpoint.pt (an interrupted run goes on from it), figures.json (development sets,
for each interpolation with the base), and the chosen encoder: model/, a checkpoint folder, and for LoRA adapter/ too.
"""

import argparse
import json
import math
import subprocess
import time
from collections.abc import Callable
from dataclasses import asdict
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np
import torch
from peft import LoraConfig, get_peft_model
from torch import Tensor, nn

import losses
from batches import Batch, Batches, make_tables, nearest_by_labels, nearest_by_text
from checkpoint import load_encoder, read_checkpoint
from config import Config, read_config
from data import data_folder, describe, read_corpus
from encoding import embed_ids, encode, tokenize
from evaluate import Figures, make_development, measure
from labels import make_labels
from onnx_encoder import open_tokenizer
from saving import save_adapter, save_model, write_atomically
from sources import find_checkpoint

LOG_EVERY = 10  # steps
SAVE_EVERY = 50


def compute_loss(
    config: Config, batch: Batch, documents: Tensor, queries: Tensor, headings: Tensor
) -> dict[str, Tensor]:
    """Each term times its weight. documents: B + U × dims; queries: as many, or none; headings: Q × dims, or none."""
    labelled = documents[: len(batch.sim_l)]
    sim_e = labelled @ labelled.T  # B × B
    terms = {}
    if config.mse:
        terms["mse"] = config.mse * losses.mse_loss(sim_e, batch.sim_l)
    if config.contrast:
        terms["contrast"] = config.contrast * losses.contrastive_loss(
            sim_e, batch.sim_l, config.beta, config.temperature, config.contrast_weighted
        )
    if config.listwise:
        terms["listwise"] = config.listwise * losses.listwise_loss(
            sim_e, batch.sim_l, config.listwise_label_temperature, config.listwise_temperature
        )
    if config.views:
        terms["views"] = config.views * losses.view_loss(
            queries @ documents.T, _pad(batch.sim_l, len(documents)), config.view_temperature, config.view_mask
        )
    if config.headings and len(headings):
        terms["headings"] = config.headings * losses.heading_loss(
            headings @ labelled.T, batch.carries, config.heading_temperature
        )
    if config.distillation:
        terms["distillation"] = config.distillation * losses.distillation_loss(
            queries @ documents.T, batch.teacher_queries @ batch.teacher_documents.T
        )
    return terms


def _pad(sim_l: Tensor, size: int) -> Tensor:
    """size × size: records without headings are like none but themselves."""
    padded = torch.eye(size)
    padded[: len(sim_l), : len(sim_l)] = sim_l
    return padded


class Run:
    """One training run and its folder."""

    def __init__(self, config: Config, folder: Path, out: Path):
        self.config = config
        self.out = out / f"{config.name}-{config.seed}"
        self.out.mkdir(parents=True, exist_ok=True)
        torch.manual_seed(config.seed)
        self.corpus = read_corpus(folder)
        print(describe(self.corpus), flush=True)
        self.development = make_development(self.corpus, folder)
        self.checkpoint = read_checkpoint(find_checkpoint(config.base))
        self.tokenizer = open_tokenizer(self.checkpoint.folder / "tokenizer.json", config.max_tokens)
        self.pad_id = self.checkpoint.config["pad_token_id"]
        own = self.checkpoint.prefixes
        self.prefixes = {**own, "query": config.query_prefix or own["query"]}
        # Without dropout (eval mode): runs differ by their batches alone, and cached gradients are exact.
        self.encoder = load_encoder(self.checkpoint)
        self.base_weights = {name: weight.clone() for name, weight in self.encoder.transformer.state_dict().items()}
        self.batches = self._make_batches(out)
        self.total_steps = config.epochs * self.batches.steps

        if config.lora_rank:
            lora = LoraConfig(r=config.lora_rank, lora_alpha=config.lora_rank, target_modules=list(config.lora_targets))
            self.encoder.transformer = get_peft_model(self.encoder.transformer, lora)
        else:
            for name, parameter in self.encoder.transformer.named_parameters():
                parameter.requires_grad_(not name.startswith(config.frozen))
        self.trained = {name: p for name, p in self.encoder.named_parameters() if p.requires_grad}
        self.optimizer = torch.optim.AdamW(self.trained.values(), lr=config.lr, weight_decay=config.weight_decay)
        self.averages = {name: p.detach().clone() for name, p in self.trained.items()}
        self.commit = git_commit()  # now: the code may change while the run goes on
        self.step = 0
        self.figures: list[dict[str, Any]] = []

    def _make_batches(self, out: Path) -> Batches:
        config, corpus = self.config, self.corpus
        names = ("title", "conclusion") if config.views else ("whole",)
        labels = make_labels(corpus.mesh, [record.headings for record in corpus.train], config.labels)
        needs_teacher = config.distillation > 0
        tables = make_tables(
            corpus,
            self.tokenizer,
            config.max_tokens,
            names,
            prefixes=self.prefixes,
            teacher_query_prefix=self.checkpoint.prefixes["query"],
            teach=self._teacher(out) if needs_teacher else None,
        )
        return Batches(
            corpus,
            labels,
            tables,
            self.tokenizer,
            batch_size=config.batch_size,
            unlabelled=config.unlabelled,
            seed=config.seed,
            neighbours=self._neighbours(labels, out),
            group=config.group,
            with_headings=config.headings > 0,
            query_prefix=self.prefixes["query"],
        )

    def _neighbours(self, labels, out: Path) -> np.ndarray | None:
        parts = []
        if self.config.neighbours in ("labels", "both"):
            parts.append(nearest_by_labels(labels))
        if self.config.neighbours in ("text", "both"):
            prefixed = [self.prefixes["document"] + record.text for record in self.corpus.train]
            texts = tokenize(self.tokenizer, prefixed, self.config.max_tokens)
            parts.append(nearest_by_text(self._teacher(out)(texts)))
        return np.concatenate(parts, axis=1) if parts else None

    def _teacher(self, out: Path) -> Callable[[list[list[int]]], np.ndarray]:
        """The base's vectors, kept beside the runs: encoding all records takes minutes."""

        def teach(ids: list[list[int]]) -> np.ndarray:
            file = self._base_file(out, "npy", ids)
            if not file.is_file():
                partial = file.with_suffix(f".{self.config.seed}.npy")
                np.save(partial, encode(self.encoder, ids, self.pad_id))
                partial.replace(file)
            return np.load(file)

        return teach

    def _measure_base(self, out: Path) -> Figures:
        """Kept beside the runs as well."""
        prefixes = self.checkpoint.prefixes
        file = self._base_file(out, "json", [self.corpus.hash, self.config.evaluation_tokens, prefixes])
        if not file.is_file():
            partial = file.with_suffix(f".{self.config.seed}.json")
            partial.write_text(json.dumps(asdict(self.measure(self.base_weights, prefixes))))
            partial.replace(file)
        return Figures(**json.loads(file.read_text()))

    def _base_file(self, out: Path, ending: str, made_from: Any) -> Path:
        key = sha256(json.dumps([self.config.base, made_from]).encode()).hexdigest()[:16]
        (out / "base").mkdir(exist_ok=True)
        return out / "base" / f"{key}.{ending}"

    # -- training ------------------------------------------------------------------------------------------------------

    def train(self) -> None:
        self._resume()
        self.base_figures = self._measure_base(self.out.parent)
        every = math.ceil(self.total_steps / self.config.evaluations)
        while self.step < self.total_steps:
            epoch, first = divmod(self.step, self.batches.steps)
            for batch in self.batches.epoch(epoch, first):
                start = time.monotonic()
                terms = self._train_step(batch)
                self.step += 1
                if self.step % LOG_EVERY == 0 or self.step == 1:
                    self._log(batch, terms, time.monotonic() - start)
                if self.step % every == 0 or self.step == self.total_steps:
                    self._evaluate()
                if self.step % SAVE_EVERY == 0 or self.step == self.total_steps:
                    self._save()

    def _train_step(self, batch: Batch) -> dict[str, float]:
        for group in self.optimizer.param_groups:
            group["lr"] = self.config.lr * self._rate(self.step)
        self.optimizer.zero_grad()
        parts = [batch.documents, batch.queries, batch.headings]
        chunk = self.config.chunk_size
        if self.config.batch_size <= chunk:
            vectors = [self._embed(part) for part in parts]
            terms = compute_loss(self.config, batch, *vectors)
            sum(terms.values()).backward()
        else:
            vectors, terms = self._cached_gradients(batch, parts, chunk)
        nn.utils.clip_grad_norm_(self.trained.values(), 1.0)
        self.optimizer.step()
        self._average()
        labelled = vectors[0].detach()[: len(batch.sim_l)]
        self.cosines = labelled @ labelled.T
        return {name: term.item() for name, term in terms.items()}

    def _cached_gradients(self, batch: Batch, parts, chunk: int):
        """GradCache, Gao et al. 2021, arXiv:2101.06983: vectors of the whole batch without a graph, the loss's gradient
        in them, then each chunk again with it. Memory is that of one chunk."""
        pieces = [[part[i : i + chunk] for i in range(0, len(part), chunk)] for part in parts]
        with torch.no_grad():
            vectors = [torch.cat([self._embed(p) for p in ps]) if ps else self._embed([]) for ps in pieces]
        vectors = [v.requires_grad_() for v in vectors]
        terms = compute_loss(self.config, batch, *vectors)
        sum(terms.values()).backward()
        for ps, vector in zip(pieces, vectors, strict=True):
            start = 0
            for piece in ps if vector.grad is not None else []:
                (self._embed(piece) * vector.grad[start : start + len(piece)]).sum().backward()
                start += len(piece)
        return vectors, terms

    def _embed(self, ids: list[list[int]]) -> Tensor:
        return embed_ids(self.encoder, ids, self.pad_id) if ids else torch.zeros(0, self.checkpoint.dims)

    def _rate(self, step: int) -> float:
        warmup = max(1, round(self.config.warmup * self.total_steps))
        return min((step + 1) / warmup, (self.total_steps - step) / max(1, self.total_steps - warmup))

    @torch.no_grad()
    def _average(self) -> None:
        for name, parameter in self.trained.items():
            self.averages[name].lerp_(parameter, 1 - self.config.average)

    def _log(self, batch: Batch, terms: dict[str, float], seconds: float) -> None:
        positive, negative = losses.contrastive_pairs(batch.sim_l, self.config.beta)
        spread = self.cosines[~torch.eye(len(self.cosines), dtype=torch.bool)]
        line = {
            "step": self.step,
            "steps": self.total_steps,
            "loss": round(sum(terms.values()), 4),
            **{name: round(value, 4) for name, value in terms.items()},
            "positives": round(float(positive.sum(1).float().mean()), 2),  # a row
            "negatives": round(float(negative.sum(1).float().mean()), 2),
            "sim_e_mean": round(float(spread.mean()), 4),
            "sim_e_std": round(float(spread.std()), 4),
            "seconds": round(seconds, 2),
        }
        print(json.dumps(line), flush=True)
        with (self.out / "log.jsonl").open("a") as log:
            log.write(json.dumps(line) + "\n")

    # -- the development sets ------------------------------------------------------------------------------------------

    def _evaluate(self) -> None:
        """Measures each interpolation, and keeps the best encoder so far."""
        kept = {name: parameter.detach().clone() for name, parameter in self.trained.items()}
        self._load(self.averages)
        transformer = self.encoder.transformer
        trained = self._merged_weights()
        for share in self.config.interpolations:
            weights = {
                name: torch.lerp(base, trained[name], share) if base.is_floating_point() else base
                for name, base in self.base_weights.items()
            }
            figures = self.measure(weights, self.prefixes)
            entry = {
                "step": self.step,
                "interpolation": share,
                "margin": figures.margin(self.base_figures),
                **asdict(figures),
            }
            print(json.dumps(entry), flush=True)
            if all(entry["margin"] > other["margin"] for other in self.figures):
                save_model(self.out / "model", self.checkpoint, weights, self.prefixes)
                if self.config.lora_rank:
                    save_adapter(self.out / "adapter", transformer, self.config.base, share, self.prefixes)
            self.figures.append(entry)
        self._load(kept)
        summary = {
            "config": asdict(self.config),
            "data": self.corpus.hash,
            "commit": self.commit,
            "base": asdict(self.base_figures),
            "figures": self.figures,
        }
        (self.out / "figures.json").write_text(json.dumps(summary, indent=2) + "\n")

    def measure(self, weights: dict[str, Tensor], prefixes: dict[str, str]) -> Figures:
        encoder = load_encoder(self.checkpoint)
        encoder.transformer.load_state_dict(weights)

        def encode_texts(texts, kind):
            prefixed = [prefixes[kind] + text for text in texts]
            return encode(encoder, tokenize(self.tokenizer, prefixed, self.config.evaluation_tokens), self.pad_id)

        return measure(self.development, encode_texts)

    @torch.no_grad()
    def _load(self, weights: dict[str, Tensor]) -> None:
        for name, parameter in self.trained.items():
            parameter.copy_(weights[name])

    def _merged_weights(self) -> dict[str, Tensor]:
        transformer = self.encoder.transformer
        if not self.config.lora_rank:
            return {name: weight.detach().clone() for name, weight in transformer.state_dict().items()}
        transformer.merge_adapter()
        state = transformer.base_model.model.state_dict()
        merged = {
            name.replace(".base_layer", ""): w.detach().clone() for name, w in state.items() if "lora_" not in name
        }
        transformer.unmerge_adapter()
        return merged

    # -- going on after an interruption --------------------------------------------------------------------------------

    def _save(self) -> None:
        state = {
            "config": asdict(self.config),
            "data": self.corpus.hash,
            "commit": self.commit,
            "step": self.step,
            "weights": {name: parameter.detach() for name, parameter in self.trained.items()},
            "averages": self.averages,
            "optimizer": self.optimizer.state_dict(),
            "figures": self.figures,
        }
        write_atomically(self.out / "checkpoint.pt", state)

    def _resume(self) -> None:
        file = self.out / "checkpoint.pt"
        if not file.is_file():
            return
        state = torch.load(file, weights_only=True)
        if state["config"] != asdict(self.config) or state["data"] != self.corpus.hash:
            raise ValueError(f"{file} is of another configuration or other data. Remedy: delete {self.out}")
        self._load(state["weights"])
        self.averages, self.step, self.figures = state["averages"], state["step"], state["figures"]
        self.optimizer.load_state_dict(state["optimizer"])
        print(f"Going on after step {self.step} of {self.total_steps}", flush=True)


def git_commit() -> str:
    try:
        return subprocess.run(
            ["git", "rev-parse", "HEAD"], cwd=Path(__file__).parent, capture_output=True, text=True, check=True
        ).stdout.strip()
    except (OSError, subprocess.CalledProcessError):
        return "unknown"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("config", type=Path)
    parser.add_argument("--out", type=Path, default=Path(".cache/training"))
    parser.add_argument("--set", action="append", default=[], metavar="KEY=VALUE", help="overrides the configuration")
    arguments = parser.parse_args()
    Run(read_config(arguments.config, arguments.set), data_folder(), arguments.out).train()


if __name__ == "__main__":
    main()
