"""Converts a tiny random checkpoint of each family, and refuses what it cannot convert. No network."""

import json

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="exporting needs the extra `export`")
transformers = pytest.importorskip("transformers", reason="exporting needs the extra `export`")
onnx = pytest.importorskip("onnx", reason="exporting needs the extra `export`")

from huggingface_hub import constants as hub_constants  # noqa: E402
from tiny_checkpoints import FAMILIES, PROBES, save_checkpoint, write_json  # noqa: E402

import convert  # noqa: E402
import export_onnx  # noqa: E402
from architectures import ARCHITECTURES, count_tokens  # noqa: E402
from checkpoint import load_encoder, read_checkpoint  # noqa: E402
from export_error import ExportError  # noqa: E402
from onnx_encoder import cosines, embed, open_session, open_tokenizer  # noqa: E402
from tokenizer_files import read_tokenizer  # noqa: E402

TEXTS = ["heart failure in older adults", "sepsis", "in older word1 word2 word3"]


@pytest.fixture(autouse=True)
def small(monkeypatch):
    """Few probes; and no Node, which a test of its own tries."""
    monkeypatch.setattr(convert, "read_probes", lambda: PROBES)
    monkeypatch.setattr(convert, "export", lambda *options: export_onnx.export(*options, check=lambda folder: None))


def read_model(folder):
    return json.loads((folder / "model.json").read_text())


def test_every_family_has_a_checkpoint_here():
    assert list(FAMILIES) == list(ARCHITECTURES)


@pytest.mark.parametrize("model_type", [name for name in FAMILIES if name != "bert"])  # test_export.py has that
def test_a_family_gives_the_vectors_of_transformers(model_type, tmp_path):
    checkpoint = save_checkpoint(tmp_path / "tiny", model_type)
    convert.main([str(checkpoint), "--license", "Apache-2.0", "--out", str(tmp_path / "models")])
    folder = tmp_path / "models" / "tiny"
    model = read_model(folder)
    assert (model["maxTokens"], model["pooling"], model["dims"]) == (32, "mean", 32)
    session = open_session(folder / "onnx" / "model.onnx")
    assert [item.name for item in session.get_inputs()] == list(ARCHITECTURES[model_type].inputs)

    transformer = transformers.AutoModel.from_pretrained(checkpoint).eval()
    its_tokenizer = transformers.AutoTokenizer.from_pretrained(checkpoint)
    expected = []
    for text in TEXTS:
        with torch.no_grad():
            inputs = its_tokenizer(text, return_tensors="pt")
            expected.append(transformer(**inputs).last_hidden_state[0].mean(dim=0).numpy())
    tokenizer = open_tokenizer(folder / "tokenizer.json", 32)
    assert tokenizer.padding["pad_id"] == its_tokenizer.pad_token_id
    together = embed(session, tokenizer, TEXTS)  # padded
    assert cosines(together, np.stack(expected)).min() > 0.9995


def test_a_checkpoint_like_bge_keeps_its_pooling_and_its_prompt(tmp_path):
    prompt = "heart word1 word2: "
    checkpoint = save_checkpoint(tmp_path / "bge", pooling="cls_token")
    write_json(checkpoint / "config_sentence_transformers.json", {"prompts": {"query": prompt, "document": ""}})
    (checkpoint / "README.md").write_text("---\ntags:\n- a\nlicense: mit\n---\n# bge\n")
    convert.main([str(checkpoint), "--name", "tiny-bge", "--out", str(tmp_path)])
    folder = tmp_path / "tiny-bge"
    model = read_model(folder)
    assert model["pooling"] == "cls" and model["prefixes"] == {"query": prompt, "document": ""}
    assert model["source"]["name"] == "bge" and model["source"]["license"] == "MIT"
    assert "MIT" in (folder / "LICENSE").read_text()

    bert = transformers.AutoModel.from_pretrained(checkpoint).eval()
    its_tokenizer = transformers.AutoTokenizer.from_pretrained(checkpoint)
    with torch.no_grad():
        first = bert(**its_tokenizer(prompt + "sepsis", return_tensors="pt")).last_hidden_state[:, 0].numpy()
    assert model["probes"][0]["text"] == "sepsis"
    assert cosines(np.array([model["probes"][0]["vector"]]), first).min() > 1 - 1e-6
    tokenizer = open_tokenizer(folder / "tokenizer.json", 32)
    vectors = embed(open_session(folder / "onnx" / "model_quantized.onnx"), tokenizer, [prompt + "sepsis"])
    assert cosines(vectors, first).min() > 0.98


def test_a_checkpoint_of_an_older_layout_is_found(tmp_path):
    checkpoint = save_checkpoint(tmp_path / "whole")
    inner = checkpoint / "0_Transformer"
    inner.mkdir()
    for name in ("config.json", "model.safetensors", "tokenizer.json", "tokenizer_config.json"):
        (checkpoint / name).rename(inner / name)
    modules = {"Transformer": "0_Transformer", "Pooling": "1_Pooling", "Normalize": "2_Normalize"}
    write_json(checkpoint / "modules.json", [{"type": f"st.{kind}", "path": path} for kind, path in modules.items()])
    source = read_checkpoint(checkpoint)
    assert source.folder == inner and source.prefixes["query"] == "heart "
    write_json(checkpoint / "modules.json", [{"type": "st.Transformer", "path": "../.."}, {"type": "st.Normalize"}])
    with pytest.raises(ExportError, match="outside"):
        read_checkpoint(checkpoint)


@pytest.mark.parametrize(
    ("prompts", "default", "prefixes"),
    [
        ({"query": "q: ", "passage": "p: "}, None, {"query": "q: ", "document": "p: "}),
        ({"query": "q: ", "passage": "p: "}, "query", {"query": "q: ", "document": "p: "}),
        ({"query": "q: "}, "query", {"query": "q: ", "document": "q: "}),
        ({"any": "a: ", "document": ""}, "any", {"query": "a: ", "document": ""}),
        ({}, None, {"query": "", "document": ""}),
    ],
)
def test_prompts_are_chosen_as_sentence_transformers_does(tmp_path, prompts, default, prefixes):
    checkpoint = save_checkpoint(tmp_path)
    settings = {"prompts": prompts, "default_prompt_name": default}
    write_json(checkpoint / "config_sentence_transformers.json", settings)
    assert read_checkpoint(checkpoint).prefixes == prefixes


def test_a_vocabulary_is_made_into_a_tokenizer(tmp_path):
    checkpoint = save_checkpoint(tmp_path, "mpnet")
    source = read_checkpoint(checkpoint)
    expected, _ = read_tokenizer(checkpoint, source.config, source.max_tokens)
    words = json.loads((checkpoint / "tokenizer.json").read_text())["model"]["vocab"]
    (checkpoint / "tokenizer.json").unlink()
    (checkpoint / "vocab.txt").write_text("".join(f"{word}\n" for word in sorted(words, key=words.get)))
    made, settings = read_tokenizer(checkpoint, source.config, source.max_tokens)
    assert made["model"]["vocab"] == expected["model"]["vocab"]
    assert settings["pad_token"] == "<pad>" and settings["model_max_length"] == 32


def test_the_padding_token_is_named_for_transformers_js(tmp_path):
    checkpoint = save_checkpoint(tmp_path)
    config = read_checkpoint(checkpoint).config
    as_object = {"pad_token": {"content": "[PAD]", "lstrip": False}, "padding_side": "left", "name_or_path": "/home/me"}
    for settings in (as_object, {}):
        write_json(checkpoint / "tokenizer_config.json", settings)
        assert read_tokenizer(checkpoint, config, 32)[1] == {"pad_token": "[PAD]", "model_max_length": 32}


def test_no_more_is_read_than_a_page_has_memory_for():
    assert count_tokens({"model_type": "mpnet", "max_position_embeddings": 514, "pad_token_id": 1}) == 512
    assert count_tokens({"model_type": "xlm-roberta", "max_position_embeddings": 8194, "pad_token_id": 1}) == 512


def test_a_tokenizer_without_a_fast_form_is_refused(tmp_path):
    checkpoint = save_checkpoint(tmp_path, "roberta")
    (checkpoint / "tokenizer.json").unlink()
    write_json(checkpoint / "tokenizer_config.json", {"tokenizer_class": "PhobertTokenizer"})
    (checkpoint / "vocab.txt").write_text("heart 1\nsepsis 1\n")
    (checkpoint / "bpe.codes").write_text("h e 1\n")
    with pytest.raises(SystemExit, match=r"PhobertTokenizer.*has no fast form.*Remedy"):
        convert.main([str(checkpoint), "--out", str(tmp_path)])


def test_a_tokenizer_of_another_model_is_refused(tmp_path):
    checkpoint = save_checkpoint(tmp_path / "small", "mpnet")
    config = read_checkpoint(checkpoint).config
    with pytest.raises(ExportError, match=r"makes ids up to 1211, but the model has 100 token embeddings.*Remedy"):
        read_tokenizer(checkpoint, {**config, "vocab_size": 100}, 32)
    bert = save_checkpoint(tmp_path / "bert")
    with pytest.raises(ExportError, match=r"pads with \[PAD\] \(id 0\), but the model takes id 1.*Remedy"):
        read_tokenizer(bert, config, 32)


def test_lowercasing_outside_of_the_tokenizer_is_refused(tmp_path):
    checkpoint = save_checkpoint(tmp_path)
    config = read_checkpoint(checkpoint).config
    write_json(checkpoint / "sentence_bert_config.json", {"do_lower_case": True})
    read_tokenizer(checkpoint, config, 32)  # this one lowercases by itself
    tokenizer = json.loads((checkpoint / "tokenizer.json").read_text())
    write_json(checkpoint / "tokenizer.json", {**tokenizer, "normalizer": None})
    with pytest.raises(ExportError, match=r"do_lower_case.*Remedy"):
        read_tokenizer(checkpoint, config, 32)


def test_an_unsupported_architecture_is_named(tmp_path):
    write_json(tmp_path / "config.json", {"model_type": "t5"})
    with pytest.raises(SystemExit, match=r"Unsupported architecture 't5'.*Remedy.*bert.*mpnet"):
        convert.main([str(tmp_path)])
    write_json(tmp_path / "config.json", {"model_type": "bert", "position_embedding_type": "relative_key"})
    with pytest.raises(SystemExit, match=r"Unsupported position_embedding_type 'relative_key'.*Remedy"):
        convert.main([str(tmp_path)])


def test_without_pooling_information_it_is_asked_for(tmp_path):
    checkpoint = save_checkpoint(tmp_path)
    (checkpoint / "modules.json").unlink()
    (checkpoint / "1_Pooling" / "config.json").unlink()
    with pytest.raises(SystemExit, match=r"has no 1_Pooling/config\.json.*Remedy.*--pooling mean or --pooling cls"):
        convert.main([str(checkpoint)])
    assert read_checkpoint(checkpoint, "cls").pooling == "cls"


def test_pooling_without_the_prompt_is_refused(tmp_path):
    checkpoint = save_checkpoint(tmp_path)
    write_json(checkpoint / "1_Pooling" / "config.json", {"pooling_mode": "mean", "include_prompt": False})
    with pytest.raises(ExportError, match=r"leaves the prompt out.*Remedy"):
        read_checkpoint(checkpoint)


def test_weights_that_are_not_there_are_not_made_up(tmp_path):
    checkpoint = save_checkpoint(tmp_path)
    config = json.loads((checkpoint / "config.json").read_text())
    write_json(checkpoint / "config.json", {**config, "num_hidden_layers": 4})
    with pytest.raises(ExportError, match=r"lack encoder\.layer\.2.*Remedy"):
        load_encoder(read_checkpoint(checkpoint))


def test_a_hub_id_without_a_network_is_answered_with_the_way_by_hand(monkeypatch):
    monkeypatch.setattr(hub_constants, "HF_HUB_OFFLINE", True)
    with pytest.raises(SystemExit, match=r"no folder nobody/nothing, and it cannot be downloaded.*Remedy: download"):
        convert.main(["nobody/nothing"])
    with pytest.raises(SystemExit, match=r"There is no folder \./nothing/here.*Remedy"):
        convert.main(["./nothing/here"])


def test_node_refuses_a_folder_that_it_cannot_run(tmp_path):
    from node_check import ROOT, check_in_node

    if not (ROOT / "node_modules" / "tsx").is_dir():
        pytest.skip("Node's packages are not installed")
    with pytest.raises(ExportError, match=r"The app cannot use this model.*no encoder.*Remedy"):
        check_in_node(tmp_path)
