"""Exports tiny random BERT checkpoints made here: a few seconds each, no network."""

import json
from pathlib import Path

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="exporting needs the extra `export`")
transformers = pytest.importorskip("transformers", reason="exporting needs the extra `export`")
onnx = pytest.importorskip("onnx", reason="exporting needs the extra `export`")

from tiny_checkpoints import BERT_WORDS, PROBES, save_checkpoint, write_json  # noqa: E402

import export_onnx  # noqa: E402
import model_json  # noqa: E402
import onnx_files  # noqa: E402
from checkpoint import hash_weights, load_encoder, read_checkpoint  # noqa: E402
from export_error import ExportError  # noqa: E402
from onnx_encoder import cosines, embed, encode_texts, open_session, open_tokenizer  # noqa: E402
from onnx_files import write_onnx_files  # noqa: E402
from onnx_graph import quantize_symmetric  # noqa: E402
from sensitivity import rank_matrices  # noqa: E402
from tokenizer_files import read_tokenizer  # noqa: E402

ORIGIN = export_onnx.Origin("a random model", "Apache-2.0", "the licence")


def export(checkpoint: Path, out: Path, **options) -> Path:
    source = read_checkpoint(checkpoint)
    return export_onnx.export(source, "tiny", ORIGIN, out, PROBES, check=lambda folder: None, **options)


@pytest.fixture(scope="module")
def checkpoint(tmp_path_factory):
    return save_checkpoint(tmp_path_factory.mktemp("mean"))


@pytest.fixture(scope="module")
def exported(checkpoint, tmp_path_factory):
    return export(checkpoint, tmp_path_factory.mktemp("models"))


@pytest.fixture(scope="module")
def model(exported):
    return json.loads((exported / "model.json").read_text())


def test_mean_pooling_agrees_with_an_independent_computation(checkpoint, exported):
    bert = transformers.AutoModel.from_pretrained(checkpoint).eval()
    tokenizer = open_tokenizer(exported / "tokenizer.json", 32)
    inputs = encode_texts(tokenizer, ["heart failure in older adults", "sepsis"])
    with torch.no_grad():
        tokens = bert(**{key: torch.from_numpy(value) for key, value in inputs.items()}).last_hidden_state.numpy()
    means = [row[mask == 1].mean(axis=0) for row, mask in zip(tokens, inputs["attention_mask"], strict=True)]
    session = open_session(exported / "onnx" / "model.onnx")
    vectors = embed(session, tokenizer, ["heart failure in older adults", "sepsis"])
    assert cosines(vectors, np.stack(means)).min() > 0.999
    assert [output.name for output in session.get_outputs()] == ["sentence_embedding"]


def test_exporting_twice_gives_the_same_bytes(checkpoint, exported, tmp_path):
    again = export(checkpoint, tmp_path)
    names = sorted(str(file.relative_to(exported)) for file in exported.rglob("*") if file.is_file())
    assert names == sorted(str(file.relative_to(again)) for file in again.rglob("*") if file.is_file())
    assert [name for name in names if (exported / name).read_bytes() != (again / name).read_bytes()] == []


def test_model_json_describes_the_encoder(checkpoint, exported, model):
    assert model["id"] == model_json.encoder_id(model)
    assert (model["dims"], model["maxTokens"], model["pooling"]) == (32, 32, "mean")
    assert model["prefixes"] == {"query": "heart ", "document": ""}
    assert [probe["tokens"] for probe in model["probes"]] == [4, 7, 32]  # the query's prefix counts
    assert model["source"]["weights"] == hash_weights(checkpoint)
    assert model["files"] == model_json.list_files(exported)


def test_the_files_hold_no_path_and_no_trace_of_the_exporter(checkpoint, exported):
    for name in ("model.onnx", "model_quantized.onnx"):
        content = (exported / "onnx" / name).read_bytes()
        assert str(checkpoint).encode() not in content
        assert b".py" not in content and b"pytorch" not in content


def test_weights_are_int8_and_layer_normalisation_is_one_operator(exported):
    for name in ("model.onnx", "model_quantized.onnx"):
        graph = onnx.load(exported / "onnx" / name).graph
        floats = [list(tensor.dims) for tensor in graph.initializer if tensor.data_type == onnx.TensorProto.FLOAT]
        assert [len(BERT_WORDS), 32] not in floats and [32, 64] not in floats
        assert [node.op_type for node in graph.node].count("LayerNormalization") == 5


def test_the_hash_of_the_weights_is_the_same_for_safetensors_and_bin(checkpoint, tmp_path):
    from safetensors.torch import load_file

    torch.save(load_file(checkpoint / "model.safetensors"), tmp_path / "pytorch_model.bin")
    assert hash_weights(tmp_path) == hash_weights(checkpoint)


def test_int8_rows_are_within_half_a_step_of_the_weights():
    weight = np.random.default_rng(7).normal(size=(20, 8)).astype(np.float32)
    weight[3] = 0
    values, scales = quantize_symmetric(weight, axis=0)
    assert scales.shape == (20, 1) and values.min() >= -127
    assert np.all(np.abs(values * scales - weight) <= scales / 2 + 1e-7)


def test_a_file_of_several_chunks_is_hashed_by_the_mebibyte(tmp_path, monkeypatch):
    monkeypatch.setattr(model_json, "SHIPPED_FILES", ("big",))
    (tmp_path / "big").write_bytes(bytes(2 * 1024 * 1024 + 1))
    (described,) = model_json.list_files(tmp_path)
    assert described["bytes"] == 2 * 1024 * 1024 + 1
    assert len(described["chunks"]) == 3 and described["chunks"][0] == described["chunks"][1]


@pytest.fixture(scope="module")
def outlier(tmp_path_factory):
    """A checkpoint in which a few values that enter the last matrix are far larger than the others."""
    folder = save_checkpoint(tmp_path_factory.mktemp("outlier"))
    encoder = load_encoder(read_checkpoint(folder))
    last = encoder.transformer.encoder.layer[-1]
    with torch.no_grad():
        last.intermediate.dense.weight[0] *= 400
        last.output.dense.weight[:, 0] /= 400
        last.output.dense.weight *= 20  # so that it is what the result is made of
    encoder.transformer.save_pretrained(folder)
    return encoder, read_checkpoint(folder)


def test_the_matrix_that_large_values_enter_is_the_most_sensitive(outlier):
    encoder, _ = outlier
    texts = [{name: torch.ones(1, length, dtype=torch.int64) * 6 for name in encoder.inputs} for length in (3, 5, 7)]
    for text in texts:
        text["token_type_ids"] *= 0
    before = {name: weight.clone() for name, weight in encoder.state_dict().items()}
    ranked = rank_matrices(encoder, texts, with_activations=True)
    assert torch.equal(ranked[0], encoder.transformer.encoder.layer[-1].output.dense.weight)
    assert len(ranked) == 12
    assert all(torch.equal(weight, before[name]) for name, weight in encoder.state_dict().items())


def test_matrices_are_spared_until_the_file_agrees(outlier, tmp_path, capsys):
    encoder, source = outlier
    (tmp_path / "onnx").mkdir()
    export_onnx.write_tokenizer(source, tmp_path)
    _, renderings = write_onnx_files(encoder, source, tmp_path, PROBES)
    spared = renderings["wasm"].spared
    assert 0 < spared < 12 and spared in onnx_files.SPARED
    assert renderings["wasm"].agreement >= 0.99
    nodes = [node.op_type for node in onnx.load(tmp_path / "onnx" / "model_quantized.onnx").graph.node]
    assert nodes.count("MatMulInteger") == 12 - spared
    assert "0 matrices spared: sparing more" in capsys.readouterr().out


def test_disagreement_fails_and_leaves_the_old_folder_alone(checkpoint, tmp_path, monkeypatch):
    (tmp_path / "tiny").mkdir()
    (tmp_path / "tiny" / "old").write_text("kept")
    monkeypatch.setitem(model_json.FLOORS, "webgpu", 1.1)
    monkeypatch.setattr(onnx_files, "SPARED", (0, 2))
    with pytest.raises(ExportError, match=r"model\.onnx disagrees with PyTorch: least cosine [01]\.\d+, required 1\.1"):
        export(checkpoint, tmp_path)
    assert [file.name for file in tmp_path.rglob("*")] == ["tiny", "old"]


def test_a_model_that_is_too_large_for_its_place_is_refused(exported):
    export_onnx.check_sizes(exported, None)
    with pytest.raises(ExportError, match=r"take 0\.\d MB, 0\.05 are allowed.*Remedy.*--max-mb"):
        export_onnx.check_sizes(exported, 0.05)


def test_the_command_exits_with_the_reason(tmp_path):
    with pytest.raises(SystemExit, match="There is no folder"):
        export_onnx.main(["--checkpoint", str(tmp_path / "absent"), "--name", "tiny", "--out", str(tmp_path)])


@pytest.mark.parametrize("name", ["../other", "a b", ""])
def test_a_name_that_is_no_folder_is_refused(checkpoint, tmp_path, name):
    with pytest.raises(ExportError, match="cannot name a model"):
        export_onnx.export(read_checkpoint(checkpoint), name, ORIGIN, tmp_path, PROBES)


def test_an_unsupported_pooling_is_named(tmp_path):
    checkpoint = save_checkpoint(tmp_path, pooling="max_tokens")
    with pytest.raises(ExportError, match="Unsupported pooling pooling_mode_max_tokens"):
        read_checkpoint(checkpoint)


@pytest.mark.parametrize("name", ["config.json", "tokenizer.json", "1_Pooling/config.json", "model.safetensors"])
def test_a_missing_file_is_named_with_the_remedy(tmp_path, name):
    checkpoint = save_checkpoint(tmp_path)
    (checkpoint / name).unlink()
    with pytest.raises(ExportError, match=rf"(no|neither) {name}.*Remedy"):
        source = read_checkpoint(checkpoint)
        read_tokenizer(source.folder, source.config, source.max_tokens)
        hash_weights(checkpoint)


def test_a_file_that_is_no_json_is_named(tmp_path):
    checkpoint = save_checkpoint(tmp_path)
    (checkpoint / "modules.json").write_text("<html>")
    with pytest.raises(ExportError, match=r"modules\.json is not JSON.*Remedy"):
        read_checkpoint(checkpoint)


def test_vectors_that_nobody_normalised_are_refused(tmp_path):
    checkpoint = save_checkpoint(tmp_path)
    write_json(checkpoint / "modules.json", [{"type": "st.Transformer"}, {"type": "st.Pooling", "path": "1_Pooling"}])
    with pytest.raises(ExportError, match=r"no Normalize.*Remedy"):
        read_checkpoint(checkpoint)
    write_json(checkpoint / "config_sentence_transformers.json", {"similarity_fn_name": "cosine"})
    assert read_checkpoint(checkpoint).pooling == "mean"


def test_the_encoder_gives_unit_vectors_whatever_the_padding(checkpoint):
    encoder = load_encoder(read_checkpoint(checkpoint))
    ids = torch.tensor([[2, 5, 6, 3, 0, 0]])
    mask = torch.tensor([[1, 1, 1, 1, 0, 0]])
    with torch.no_grad():
        padded = encoder(ids, mask, torch.zeros_like(ids))
        alone = encoder(ids[:, :4], mask[:, :4], torch.zeros_like(ids[:, :4]))
    assert torch.allclose(padded, alone, atol=1e-6)
    assert padded.norm().item() == pytest.approx(1, abs=1e-6)
