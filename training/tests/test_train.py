"""Short runs of a tiny random encoder on records made for it; seconds each."""

import json
import shutil

import pytest
import torch
from peft import PeftModel
from training_fixtures import WORDS, write_data, write_encoder

import batches
import data
import train
from checkpoint import load_encoder, load_transformer, read_checkpoint
from config import Config, read_config
from evaluate import Figures
from sentence_files import read_prefixes
from train import Run, compute_loss

EVERYTHING = {
    "mse": 10.0,
    "contrast_weighted": True,
    "listwise": 0.5,
    "views": 0.3,
    "headings": 0.3,
    "distillation": 5.0,
    "unlabelled": 4,
    "neighbours": "both",
    "group": 4,
}


@pytest.fixture(scope="module")
def folders(tmp_path_factory):
    return write_data(tmp_path_factory.mktemp("data")), write_encoder(tmp_path_factory.mktemp("encoder"))


@pytest.fixture(autouse=True)
def small(monkeypatch):
    monkeypatch.setattr(data, "HELD_OUT_RECORDS", 20)
    monkeypatch.setattr(data, "HELD_OUT_HEADINGS", 0.5)
    monkeypatch.setattr(batches, "NEIGHBOURS", 6)
    monkeypatch.setattr(train, "LOG_EVERY", 1)
    monkeypatch.setattr(train, "SAVE_EVERY", 2)
    monkeypatch.setattr("evaluate.LEAST_CARRIERS", 1)


def make_run(folders, out, **options) -> Run:
    settings = {
        "name": "tiny",
        "base": str(folders[1]),
        "max_tokens": 32,
        "evaluation_tokens": 32,
        "batch_size": 16,
        "lr": 1e-3,
        **options,
    }
    if settings.setdefault("chunk_size", 16) and settings.get("lora_rank") == 0:
        settings["lora_targets"] = ()
    return Run(Config(**settings), folders[0], out)


def read_log(run):
    return [json.loads(line) for line in (run.out / "log.jsonl").read_text().splitlines()]


def trained_weights(run):
    return {name: p.detach().clone() for name, p in run.trained.items()}


def test_the_literal_method_lowers_its_loss_and_says_what_it_saw(folders, tmp_path):
    run = make_run(folders, tmp_path, epochs=6, lr=2e-2)
    run.train()
    log = read_log(run)
    assert [line["step"] for line in log] == list(range(1, 37))
    assert sum(line["mse"] for line in log[-6:]) < 0.8 * sum(line["mse"] for line in log[:6])
    assert set(log[0]) >= {"mse", "contrast", "positives", "negatives", "sim_e_mean", "sim_e_std", "seconds"}
    assert log[0]["positives"] > 0
    summary = json.loads((run.out / "figures.json").read_text())
    assert summary["data"] == run.corpus.hash
    assert summary["config"]["lora_rank"] == 8
    assert summary["figures"][0]["records"] == 20


def test_every_term_lowers_its_own_loss(folders, tmp_path):
    for term in ("mse", "listwise", "views", "headings"):
        options = {key: 0.0 for key in ("mse", "contrast", "listwise", "views", "headings")} | {term: 1.0}
        run = make_run(folders, tmp_path / term, epochs=5, lora_rank=0, **options)
        run.train()
        losses = [line[term] for line in read_log(run)]
        assert sum(losses[-6:]) < sum(losses[:6]), term


def test_an_interrupted_run_ends_with_the_same_weights(folders, tmp_path):
    whole = make_run(folders, tmp_path / "whole", epochs=2, average=0.5, **EVERYTHING)
    whole.train()

    class KilledError(Exception):
        pass

    stopped = make_run(folders, tmp_path / "stopped", epochs=2, average=0.5, **EVERYTHING)
    step = stopped._train_step

    def die_at_the_eighth(batch):
        if stopped.step == 7:
            raise KilledError
        return step(batch)

    stopped._train_step = die_at_the_eighth
    with pytest.raises(KilledError):
        stopped.train()
    again = make_run(folders, tmp_path / "stopped", epochs=2, average=0.5, **EVERYTHING)
    again.train()
    assert read_log(again)[-1]["step"] == 12
    for name, weight in trained_weights(whole).items():
        assert torch.equal(weight, again.trained[name]), name
        assert torch.equal(whole.averages[name], again.averages[name]), name


def test_another_configuration_does_not_go_on_from_the_checkpoint(folders, tmp_path):
    make_run(folders, tmp_path).train()
    with pytest.raises(ValueError, match=r"another configuration.*Remedy"):
        make_run(folders, tmp_path, lr=2e-3).train()


def test_cached_gradients_are_those_of_the_whole_batch(folders, tmp_path):
    gradients = []
    for chunk in (16, 5):
        run = make_run(folders, tmp_path / str(chunk), chunk_size=chunk, lora_rank=0, **EVERYTHING)
        run.optimizer.step = lambda: None
        run._train_step(next(run.batches.epoch(0)))
        gradients.append({name: p.grad for name, p in run.trained.items()})
    for name, gradient in gradients[0].items():
        assert torch.allclose(gradient, gradients[1][name], atol=2e-3), name  # bfloat16 and other padding
    assert any(gradient.abs().max() > 0.01 for gradient in gradients[0].values())


def test_batches_depend_on_seed_and_epoch_alone(folders, tmp_path):
    one, same = (make_run(folders, tmp_path / name, **EVERYTHING) for name in ("a", "b"))
    other = make_run(folders, tmp_path / "c", seed=2, **EVERYTHING)
    third = list(one.batches.epoch(1))[3]
    resumed = next(same.batches.epoch(1, first=3))
    assert resumed.documents == third.documents
    assert torch.equal(resumed.carries, third.carries)
    assert next(other.batches.epoch(1, first=3)).documents != third.documents
    assert next(one.batches.epoch(2, first=3)).documents != third.documents


def test_a_batch_of_neighbours_is_more_alike_than_a_random_one(folders, tmp_path):
    def mean_similarity(**options):
        run = make_run(folders, tmp_path / options["neighbours"], batch_size=4, **options)
        means = [batch.sim_l.mean().item() for batch in run.batches.epoch(0)]
        return sum(means) / len(means)

    assert mean_similarity(neighbours="labels", group=4) > 0.9
    assert mean_similarity(neighbours="", group=1) < 0.7


def test_heading_queries_are_carried_and_never_held_out(folders, tmp_path, monkeypatch):
    run = make_run(folders, tmp_path, **EVERYTHING)
    for batch in run.batches.epoch(0):
        assert len(batch.headings) == len(batch.carries)
        assert batch.carries.any(1).all()
    monkeypatch.setattr(data, "HELD_OUT_HEADINGS", 1.0)
    without = make_run(folders, tmp_path / "none", **EVERYTHING)
    assert all(batch.headings == [] for batch in without.batches.epoch(0))
    without._train_step(next(without.batches.epoch(0)))  # a batch without headings is trained on all the same


def test_queries_have_the_prefix_and_nothing_else_has(folders, tmp_path):
    plain, prefixed = (
        next(make_run(folders, tmp_path / prefix, query_prefix=prefix, **EVERYTHING).batches.epoch(0))
        for prefix in ("", "the end ")
    )
    first, last = plain.queries[0][:1], plain.queries[0][-1:]
    prefix = [WORDS.index("the"), WORDS.index("end")]
    for before, after in ((plain.queries, prefixed.queries), (plain.headings, prefixed.headings)):
        assert after == [first + prefix + query[1:-1] + last for query in before]
    assert prefixed.documents == plain.documents
    assert torch.equal(prefixed.teacher_queries, plain.teacher_queries)  # the base knows no prefix


def test_the_prefix_is_measured_and_kept_with_the_weights(folders, tmp_path):
    run = make_run(folders, tmp_path, query_prefix="the end ")
    read = []
    run.tokenizer = Spy(run.tokenizer, read)
    run.train()
    assert {text.startswith("the end ") for text in read} == {True, False}
    for folder in ("model", "adapter"):
        assert read_prefixes(run.out / folder) == {"query": "the end ", "document": ""}


def test_frozen_weights_stay_the_bases(folders, tmp_path):
    run = make_run(folders, tmp_path, lora_rank=0, lr=1e-2, frozen=("embeddings", "encoder.layer.0."))
    run.train()
    trained = run._merged_weights()
    changed = {name for name, weight in run.base_weights.items() if not torch.equal(weight, trained[name])}
    assert changed and all(name.startswith("encoder.layer.1.") for name in changed)


class Spy:
    """A tokenizer that remembers what the development sets asked of it."""

    def __init__(self, tokenizer, read):
        self.tokenizer, self.read = tokenizer, read

    def __getattr__(self, name):
        return getattr(self.tokenizer, name)

    def encode_batch(self, texts):
        self.read += texts
        return self.tokenizer.encode_batch(texts)


def test_interpolation_goes_from_the_base_to_the_trained_weights(folders, tmp_path):
    run = make_run(folders, tmp_path, epochs=3, lr=1e-2, interpolations=(0.5,))
    run.train()
    base = load_transformer(read_checkpoint(folders[1], "mean")).state_dict()
    saved = load_transformer(read_checkpoint(run.out / "model", "mean")).state_dict()
    trained = run._merged_weights()
    changed = [name for name in base if not torch.equal(base[name], trained[name])]
    assert len(changed) == 4  # query and value of two layers
    for name in base:
        if base[name].is_floating_point():
            assert torch.allclose(saved[name], (base[name] + trained[name]) / 2, atol=1e-6), name


def test_the_adapter_merged_into_the_base_is_the_saved_model(folders, tmp_path):
    run = make_run(folders, tmp_path, epochs=3, lr=1e-2, interpolations=(0.5,))
    run.train()
    base = load_transformer(read_checkpoint(folders[1], "mean"))
    merged = PeftModel.from_pretrained(base, run.out / "adapter").merge_and_unload().state_dict()
    saved = load_transformer(read_checkpoint(run.out / "model", "mean")).state_dict()
    for name, weight in saved.items():
        assert torch.allclose(weight, merged[name], atol=1e-6), name


def test_the_adapter_names_its_base_as_the_configuration_does(folders, tmp_path):
    run = make_run(folders, tmp_path)
    run.train()
    adapter = json.loads((run.out / "adapter" / "adapter_config.json").read_text())
    assert adapter["base_model_name_or_path"] == run.config.base


def test_the_best_encoder_is_kept_and_not_the_last(folders, tmp_path):
    run = make_run(folders, tmp_path, epochs=4, evaluations=2, interpolations=(1.0,))
    scores = iter([0.5, 0.9, 0.1])  # the base's, then ours
    saved = []

    def measure(weights, prefixes):
        saved.append(weights)
        score = next(scores)
        return Figures(score, score, 1, score, 1, score, 1, score, score, 1, score, score, 1)

    run.measure = measure
    run.train()
    kept = load_transformer(read_checkpoint(run.out / "model", "mean")).state_dict()
    assert all(torch.equal(kept[name], weight) for name, weight in saved[1].items())
    assert any(not torch.equal(kept[name], weight) for name, weight in saved[2].items())


def test_the_terms_are_computed_in_fp32_from_unit_vectors(folders, tmp_path):
    run = make_run(folders, tmp_path, **EVERYTHING)
    batch = next(run.batches.epoch(0))
    vectors = [run._embed(part) for part in (batch.documents, batch.queries, batch.headings)]
    for part in vectors:
        assert part.dtype == torch.float32
        assert torch.allclose(part.norm(dim=1), torch.ones(len(part)), atol=5e-3)
    terms = compute_loss(run.config, batch, *vectors)
    assert set(terms) == {"mse", "contrast", "listwise", "views", "headings", "distillation"}


def test_the_encoder_that_starts_is_the_teacher(folders, tmp_path):
    """Before the first step nothing has moved: the distillation term is rounding."""
    run = make_run(folders, tmp_path, **EVERYTHING)
    batch = next(run.batches.epoch(0))
    vectors = [run._embed(part) for part in (batch.documents, batch.queries, batch.headings)]
    assert compute_loss(run.config, batch, *vectors)["distillation"].item() < 1e-3
    assert load_encoder(run.checkpoint) is not run.encoder


def test_a_configuration_is_read_with_overrides(tmp_path):
    file = tmp_path / "a.toml"
    file.write_text('name = "a"\nepochs = 2\ninterpolations = [0.5, 1]\n[labels]\nidf = true\n')
    config = read_config(file, ["seed=3", "labels.root_depth=1", "name=b", "lr=1"])
    assert (config.name, config.epochs, config.seed, config.lr) == ("b", 2, 3, 1.0)
    assert (config.labels.idf, config.labels.root_depth) == (True, 1)
    assert config.interpolations == (0.5, 1)


@pytest.mark.parametrize(
    ("override", "message"),
    [
        ("epoch=2", "epoch: unknown. Known: name, base"),
        ("labels.depth=2", "labels.depth: unknown"),
        ("epochs=2.5", "epochs: expected int, got 2.5"),
        ("neighbours=near", "neighbours: expected"),
        ("group=4", "group is for batches of neighbours"),
        ("unlabelled=1", "records without headings are for views"),
        ("distillation=1", "distillation is of the views"),
        ('frozen=["embeddings"]', "LoRA freezes all weights"),
    ],
)
def test_a_wrong_setting_is_named(tmp_path, override, message):
    file = tmp_path / "a.toml"
    file.write_text("")
    with pytest.raises(ValueError, match=message):
        read_config(file, [override])


def test_the_shipped_configurations_are_valid():
    for file in (train.Path(__file__).parent.parent / "configs").glob("*.toml"):
        assert read_config(file, []).name


def test_a_base_with_cls_pooling_and_prompts_keeps_both(folders, tmp_path):
    """As bge has them: what the base puts before texts is read in training, by the teacher too, and kept."""
    base = tmp_path / "base"
    shutil.copytree(folders[1], base)
    (base / "1_Pooling").mkdir(exist_ok=True)
    (base / "1_Pooling" / "config.json").write_text('{"pooling_mode_cls_token": true}')
    (base / "config_sentence_transformers.json").write_text('{"prompts": {"query": "the ", "document": "end "}}')
    run = make_run((folders[0], base), tmp_path, **EVERYTHING)
    assert run.encoder.pooling == "cls"
    batch = next(run.batches.epoch(0))
    assert {query[1] for query in batch.queries + batch.headings} == {WORDS.index("the")}
    assert {document[1] for document in batch.documents} == {WORDS.index("end")}
    vectors = [run._embed(part) for part in (batch.documents, batch.queries, batch.headings)]
    assert compute_loss(run.config, batch, *vectors)["distillation"].item() < 1e-3
    run.train()
    kept = read_checkpoint(run.out / "model")
    assert (kept.pooling, kept.prefixes) == ("cls", {"query": "the ", "document": "end "})
