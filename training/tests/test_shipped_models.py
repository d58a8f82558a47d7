"""Every model that is shipped is what its model.json says, and agrees with PyTorch. Needs no PyTorch."""

import json
import subprocess
from pathlib import Path

import numpy as np
import pytest

import model_json
from onnx_encoder import cosines, embed, open_session, open_tokenizer, probe_text

MODELS = Path(__file__).parents[2] / "models"


def is_shipped(folder: Path) -> bool:
    """Models that were made on this computer alone are ignored by git; where there is no git, all are looked at."""
    try:
        return subprocess.run(["git", "check-ignore", "-q", str(folder)], cwd=MODELS).returncode != 0
    except FileNotFoundError:
        return True


FOLDERS = sorted(file.parent for file in MODELS.glob("*/model.json") if is_shipped(file.parent))


@pytest.fixture(params=FOLDERS, ids=lambda folder: folder.name)
def folder(request):
    return request.param


@pytest.fixture
def model(folder):
    return json.loads((folder / "model.json").read_text(encoding="utf-8"))


def test_biohicl_small_is_shipped():
    assert "biohicl-small" in [folder.name for folder in FOLDERS]


def test_every_file_has_the_size_and_hashes_of_model_json(folder, model):
    assert model_json.list_files(folder) == model["files"]
    assert model_json.hash_file(folder / "tokenizer.json") == model["tokenizer"]


def test_the_id_is_the_hash_of_what_decides_a_vector(model):
    assert model_json.encoder_id(model) == model["id"]
    assert model_json.encoder_id({**model, "maxTokens": 256}) != model["id"]


def test_both_onnx_files_fit_in_50_mb(folder, model):
    assert sum((folder / file).stat().st_size for file in model["backends"].values()) <= 50_000_000


def test_a_licence_and_a_notice_lie_beside_the_weights(folder, model):
    assert (folder / "LICENSE").stat().st_size > 1000
    assert model["source"]["name"] in (folder / "NOTICE").read_text(encoding="utf-8")


def test_the_tokenizer_leaves_padding_and_cutting_to_callers(folder, model):
    tokenizer = json.loads((folder / "tokenizer.json").read_text(encoding="utf-8"))
    assert tokenizer["padding"] is None and tokenizer["truncation"] is None
    config = json.loads((folder / "tokenizer_config.json").read_text(encoding="utf-8"))
    assert config["model_max_length"] == model["maxTokens"]


@pytest.mark.parametrize("backend", ["wasm", "webgpu"])
def test_onnx_runtime_gives_the_vectors_of_pytorch(folder, model, backend):
    tokenizer = open_tokenizer(folder / "tokenizer.json", model["maxTokens"])
    session = open_session(folder / model["backends"][backend])
    vectors = []
    for probe in model["probes"]:
        text = probe_text(probe, model["prefixes"])
        assert len(tokenizer.encode(text).ids) == probe["tokens"]
        vectors.append(embed(session, tokenizer, [text])[0])
    references = np.array([probe["vector"] for probe in model["probes"]])
    assert references.shape == (len(model["probes"]), model["dims"])
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(1, abs=1e-5)
    assert cosines(np.stack(vectors), references).min() >= model["floors"][backend]
