"""Exports tiny random BERT checkpoints made here: a few seconds each, no network."""

import json
from pathlib import Path

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="exporting needs the extra `export`")
transformers = pytest.importorskip("transformers", reason="exporting needs the extra `export`")
onnx = pytest.importorskip("onnx", reason="exporting needs the extra `export`")

import export_onnx  # noqa: E402
import model_json  # noqa: E402
from checkpoint import ExportError, hash_weights, load_encoder, read_checkpoint  # noqa: E402
from onnx_encoder import cosines, embed, encode_texts, open_session, open_tokenizer  # noqa: E402
from onnx_graph import quantize_symmetric  # noqa: E402

WORDS = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "heart", "failure", "in", "older", "adults", "sepsis"]
VOCABULARY = WORDS + [f"word{i}" for i in range(1200)]  # long enough for the table to be stored in int8
PROBES = [
    {"kind": "query", "text": "sepsis"},
    {"kind": "document", "text": "Heart failure in older adults"},
    {"kind": "document", "text": "heart word1 word2 word3 " * 20},  # longer than 32 tokens
]


def save_checkpoint(folder: Path, pooling: str = "mean", **settings) -> Path:
    """A sentence-transformers folder with random weights; the tokenizer pads and cuts, as all-MiniLM's does."""
    torch.manual_seed(7)
    config = transformers.BertConfig(
        vocab_size=len(VOCABULARY),
        hidden_size=32,
        num_hidden_layers=3,
        num_attention_heads=4,
        intermediate_size=64,
        max_position_embeddings=32,
        **settings,
    )
    transformers.BertModel(config).save_pretrained(folder)
    vocabulary = {word: i for i, word in enumerate(VOCABULARY)}
    tokenizer = transformers.BertTokenizer(vocab=vocabulary, model_max_length=16)
    tokenizer.save_pretrained(folder)
    written = json.loads((folder / "tokenizer.json").read_text())
    written["truncation"] = {"max_length": 8, "strategy": "LongestFirst", "stride": 0, "direction": "Right"}
    write_json(folder / "tokenizer.json", written)
    write_json(folder / "1_Pooling" / "config.json", {f"pooling_mode_{pooling}": True})
    write_json(folder / "sentence_bert_config.json", {"max_seq_length": 8})
    write_json(folder / "modules.json", [{"type": f"st.{kind}"} for kind in ("Transformer", "Pooling", "Normalize")])
    write_json(folder / "config_sentence_transformers.json", {"prompts": {"query": "heart ", "passage": ""}})
    return folder


def write_json(file: Path, value) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(value))


def export(checkpoint: Path, out: Path) -> Path:
    return export_onnx.export(read_checkpoint(checkpoint), "tiny", "a random model", "Apache-2.0", out, PROBES)


@pytest.fixture(scope="module")
def checkpoint(tmp_path_factory):
    return save_checkpoint(tmp_path_factory.mktemp("mean"), "mean_tokens")


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


def test_cls_pooling_takes_the_first_token(tmp_path):
    checkpoint = save_checkpoint(tmp_path / "cls", "cls_token")
    exported = export(checkpoint, tmp_path / "models")
    bert = transformers.AutoModel.from_pretrained(checkpoint).eval()
    tokenizer = open_tokenizer(exported / "tokenizer.json", 32)
    inputs = encode_texts(tokenizer, ["heart failure"])
    with torch.no_grad():
        first = bert(**{key: torch.from_numpy(value) for key, value in inputs.items()}).last_hidden_state[:, 0]
    vectors = embed(open_session(exported / "onnx" / "model.onnx"), tokenizer, ["heart failure"])
    assert cosines(vectors, first.numpy()).min() > 0.999
    assert json.loads((exported / "model.json").read_text())["pooling"] == "cls"


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
        assert [len(VOCABULARY), 32] not in floats and [32, 64] not in floats
        assert [node.op_type for node in graph.node].count("LayerNormalization") == 7


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
    monkeypatch.setattr(model_json, "RUN_TIME_FILES", ("big",))
    (tmp_path / "big").write_bytes(bytes(2 * 1024 * 1024 + 1))
    (described,) = model_json.list_files(tmp_path)
    assert described["bytes"] == 2 * 1024 * 1024 + 1
    assert len(described["chunks"]) == 3 and described["chunks"][0] == described["chunks"][1]


def test_disagreement_fails_and_leaves_the_old_folder_alone(checkpoint, tmp_path, monkeypatch):
    (tmp_path / "tiny").mkdir()
    (tmp_path / "tiny" / "old").write_text("kept")
    monkeypatch.setitem(model_json.FLOORS, "webgpu", 1.1)
    with pytest.raises(ExportError, match=r"model\.onnx disagrees with PyTorch: least cosine 0\.99\d+, required 1\.1"):
        export(checkpoint, tmp_path)
    assert [file.name for file in tmp_path.rglob("*")] == ["tiny", "old"]


def test_the_command_exits_with_the_reason(tmp_path):
    with pytest.raises(SystemExit, match="There is no folder"):
        export_onnx.main(["--checkpoint", str(tmp_path / "absent"), "--out", str(tmp_path)])


def test_an_unsupported_architecture_is_named(tmp_path):
    write_json(tmp_path / "config.json", {"model_type": "mpnet"})
    with pytest.raises(ExportError, match=r"Unsupported architecture 'mpnet'.*Remedy.*bert"):
        read_checkpoint(tmp_path)


def test_an_unsupported_pooling_is_named(tmp_path):
    checkpoint = save_checkpoint(tmp_path, "max_tokens")
    with pytest.raises(ExportError, match="Unsupported pooling pooling_mode_max_tokens"):
        read_checkpoint(checkpoint)


@pytest.mark.parametrize("name", ["config.json", "tokenizer.json", "1_Pooling/config.json", "model.safetensors"])
def test_a_missing_file_is_named_with_the_remedy(tmp_path, name):
    checkpoint = save_checkpoint(tmp_path, "mean_tokens")
    (checkpoint / name).unlink()
    with pytest.raises(ExportError, match=rf"(no|neither) {name}.*Remedy"):
        read_checkpoint(checkpoint)
        hash_weights(checkpoint)


def test_vectors_that_nobody_normalised_are_refused(tmp_path):
    checkpoint = save_checkpoint(tmp_path, "mean_tokens")
    write_json(checkpoint / "modules.json", [{"type": "st.Transformer"}, {"type": "st.Pooling"}])
    with pytest.raises(ExportError, match="no Normalize"):
        read_checkpoint(checkpoint)


def test_the_encoder_gives_unit_vectors_whatever_the_padding(checkpoint):
    encoder = load_encoder(read_checkpoint(checkpoint))
    ids = torch.tensor([[2, 5, 6, 3, 0, 0]])
    mask = torch.tensor([[1, 1, 1, 1, 0, 0]])
    with torch.no_grad():
        padded = encoder(ids, mask, torch.zeros_like(ids))
        alone = encoder(ids[:, :4], mask[:, :4], torch.zeros_like(ids[:, :4]))
    assert torch.allclose(padded, alone, atol=1e-6)
    assert padded.norm().item() == pytest.approx(1, abs=1e-6)
