"""From a run to the card of its model: a tiny encoder, on records made for it."""

import json
from dataclasses import asdict
from functools import partial

import pytest
from tiny_checkpoints import PROBES
from training_fixtures import write_data, write_encoder

import data
import export_onnx
from config import Config
from evaluate import make_development, measure, open_checkpoint
from report import report
from train import Run

NOTES = "## Weak points\n\nNone of them is known."


@pytest.fixture(scope="module")
def trained(tmp_path_factory):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(data, "HELD_OUT_RECORDS", 20)
        patch.setattr("evaluate.LEAST_CARRIERS", 1)
        folder = write_data(tmp_path_factory.mktemp("data"))
        base = write_encoder(tmp_path_factory.mktemp("encoder"))
        shares = {"interpolations": (0.5, 1.0), "evaluation_tokens": 16, "report_tokens": (16, 32), "max_tokens": 16}
        run = Run(Config(base=str(base), batch_size=16, chunk_size=16, lr=2e-2, **shares), folder, base.parent)
        run.train()
        yield run, report(run.out, folder), folder


def test_base_and_kept_weights_are_measured_at_each_length(trained):
    run, made, folder = trained
    kept = max(run.figures, key=lambda entry: entry["margin"])
    assert (made["step"], made["interpolation"]) == (kept["step"], kept["interpolation"])
    assert made["records"] == len(run.corpus.train)
    assert set(made["figures"]) == {"16", "32"}
    development = make_development(run.corpus, folder)
    for length in (16, 32):
        figures = measure(development, open_checkpoint(str(run.out / "model"), None, length))
        assert made["figures"][str(length)]["trained"] == pytest.approx(asdict(figures), abs=2e-3)
    assert made["figures"]["16"]["base"] != made["figures"]["16"]["trained"]


def test_branches_count_each_query_in_each_of_its_categories(trained):
    _, made, _ = trained
    assert set(made["branches"]) <= {"B", "C", "D"}
    assert made["branches"]["C"]["queries"] == 5  # of the headings of tests, all whose tree number begins with C
    assert all(0 <= row[which] <= 1 for row in made["branches"].values() for which in ("base", "trained"))


def test_other_data_is_refused(trained, tmp_path):
    run, _, _ = trained
    with pytest.raises(SystemExit, match=r"other data.*Remedy"):
        report(run.out, write_data(tmp_path, records=100))


def test_the_card_tells_of_settings_figures_branches_and_notes(trained, tmp_path, monkeypatch):
    run, made, _ = trained
    (tmp_path / "report.json").write_text(json.dumps(made))
    (tmp_path / "notes.md").write_text(NOTES)
    monkeypatch.setattr(export_onnx, "read_probes", lambda: PROBES)
    monkeypatch.setattr(export_onnx, "export", partial(export_onnx.export, check=lambda folder: None))
    arguments = {
        "--checkpoint": run.out / "model",
        "--name": "tiny",
        "--source-name": "tiny",
        "--report": tmp_path / "report.json",
        "--notes": tmp_path / "notes.md",
        "--out": tmp_path / "models",
    }
    export_onnx.main([str(part) for pair in arguments.items() for part in pair])
    card = (tmp_path / "models" / "tiny" / "README.md").read_text()
    graded = made["figures"]["32"]["trained"]["graded"]
    assert "`lr=0.02`" in card and f"{graded:.3f} |" in card and made["data"][:16] in card
    assert f"| C Diseases | 5 | {made['branches']['C']['base']:.3f} |" in card
    assert card.endswith(NOTES + "\n")
