"""Tiny random checkpoints of each family that is converted, in the layout of sentence-transformers."""

import json
from pathlib import Path

import torch
import transformers
from tokenizers import pre_tokenizers

TOPICS = ["heart", "failure", "in", "older", "adults", "sepsis"]
FILLERS = [f"word{i}" for i in range(1200)]  # long enough for the table to be stored in int8
BERT_WORDS = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *TOPICS, *FILLERS]
# MPNet keeps four tokens of RoBERTa's before BERT's words.
MPNET_WORDS = ["<s>", "<pad>", "</s>", "<unk>", "[UNK]", *TOPICS, *FILLERS, "<mask>"]
PROBES = [
    {"kind": "query", "text": "sepsis", "selfTest": True},
    {"kind": "document", "text": "Heart failure in older adults", "selfTest": True},
    {"kind": "document", "text": "heart word1 word2 word3 " * 20, "selfTest": True},  # longer than 32 tokens
]

SHAPE = {"hidden_size": 32, "num_hidden_layers": 2, "num_attention_heads": 4, "intermediate_size": 64}
ROBERTA_IDS = {"pad_token_id": 1, "bos_token_id": 0, "eos_token_id": 2, "max_position_embeddings": 34}


def save_checkpoint(folder: Path, model_type: str = "bert", pooling: str = "mean_tokens", **settings) -> Path:
    """A folder of which 32 tokens are read; its tokenizer pads and cuts by itself, as all-MiniLM's does."""
    torch.manual_seed(7)
    model, tokenizer = FAMILIES[model_type](**settings)
    model.save_pretrained(folder)
    tokenizer.save_pretrained(folder)
    written = json.loads((folder / "tokenizer.json").read_text())
    written["truncation"] = {"max_length": 8, "strategy": "LongestFirst", "stride": 0, "direction": "Right"}
    write_json(folder / "tokenizer.json", written)
    write_json(folder / "sentence_bert_config.json", {"max_seq_length": 8})
    write_sentence_files(folder, pooling, {"query": "heart ", "passage": ""})
    return folder


def write_sentence_files(folder: Path, pooling: str, prompts: dict[str, str]) -> None:
    modules = {"Transformer": "", "Pooling": "1_Pooling", "Normalize": "2_Normalize"}
    write_json(folder / "modules.json", [{"type": f"st.{kind}", "path": path} for kind, path in modules.items()])
    write_json(folder / "1_Pooling" / "config.json", {f"pooling_mode_{pooling}": True})
    write_json(folder / "config_sentence_transformers.json", {"prompts": prompts})


def write_json(file: Path, value) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(value))


def _bert(**settings):
    config = transformers.BertConfig(vocab_size=len(BERT_WORDS), max_position_embeddings=32, **{**SHAPE, **settings})
    return transformers.BertModel(config), _word_pieces(transformers.BertTokenizer, BERT_WORDS)


def _distilbert(**settings):
    shape = {"dim": 32, "n_layers": 2, "n_heads": 4, "hidden_dim": 64, **settings}
    config = transformers.DistilBertConfig(vocab_size=len(BERT_WORDS), max_position_embeddings=32, **shape)
    return transformers.DistilBertModel(config), _word_pieces(transformers.DistilBertTokenizer, BERT_WORDS)


def _electra(**settings):
    shape = {**SHAPE, "embedding_size": 16, **settings}  # narrower than the layers, as ELECTRA's are
    config = transformers.ElectraConfig(vocab_size=len(BERT_WORDS), max_position_embeddings=32, **shape)
    return transformers.ElectraModel(config), _word_pieces(transformers.ElectraTokenizer, BERT_WORDS)


def _mpnet(**settings):
    config = transformers.MPNetConfig(vocab_size=len(MPNET_WORDS), **{**SHAPE, **ROBERTA_IDS, **settings})
    return transformers.MPNetModel(config), _word_pieces(transformers.MPNetTokenizer, MPNET_WORDS)


def _roberta(**settings):
    """Byte pairs without merges: every letter is a token."""
    vocabulary = {token: i for i, token in enumerate(["<s>", "<pad>", "</s>", "<unk>"])}
    for letter in sorted(pre_tokenizers.ByteLevel.alphabet()):
        vocabulary[letter] = len(vocabulary)
    vocabulary["<mask>"] = len(vocabulary)
    config = transformers.RobertaConfig(
        vocab_size=len(vocabulary), type_vocab_size=1, **{**SHAPE, **ROBERTA_IDS, **settings}
    )
    tokenizer = transformers.RobertaTokenizer(vocab=vocabulary, merges=[], model_max_length=16)
    return transformers.RobertaModel(config), tokenizer


def _xlm_roberta(**settings):
    """Pieces with scores, spaces as ▁."""
    pieces = [("<s>", 0.0), ("<pad>", 0.0), ("</s>", 0.0), ("<unk>", 0.0)]
    pieces += [(f"▁{word}", -float(i)) for i, word in enumerate((*TOPICS, *FILLERS), 1)]
    pieces += [(letter, -2000.0) for letter in "▁abcdefghijklmnopqrstuvwxyz0123456789"]
    pieces += [("<mask>", 0.0)]
    config = transformers.XLMRobertaConfig(
        vocab_size=len(pieces), type_vocab_size=1, **{**SHAPE, **ROBERTA_IDS, **settings}
    )
    tokenizer = transformers.XLMRobertaTokenizer(vocab=pieces, model_max_length=16)
    return transformers.XLMRobertaModel(config), tokenizer


def _word_pieces(kind, words: list[str]):
    return kind(vocab={word: i for i, word in enumerate(words)}, model_max_length=16)


FAMILIES = {
    "bert": _bert,
    "distilbert": _distilbert,
    "electra": _electra,
    "mpnet": _mpnet,
    "roberta": _roberta,
    "xlm-roberta": _xlm_roberta,
}
