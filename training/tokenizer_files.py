"""tokenizer.json and tokenizer_config.json of a model folder, as transformers.js and tokenizers read them.

Padding and truncation are left to callers: all-MiniLM's own file would pad and cut every text to 128 tokens.
"""

import json
from pathlib import Path
from typing import Any

from tokenizers import Tokenizer
from transformers import AutoTokenizer

from architectures import ARCHITECTURES, padding_id
from export_error import ExportError, read_json, read_json_if_there

# Taken where no file names the padding token.
PADDING_TOKENS = ("[PAD]", "<pad>")


def read_tokenizer(folder: Path, config: dict[str, Any], max_tokens: int) -> tuple[dict[str, Any], dict[str, Any]]:
    """Contents of tokenizer.json and tokenizer_config.json; `config` is the model's."""
    tokenizer = _read_fast_tokenizer(folder)
    tokenizer["padding"] = tokenizer["truncation"] = None
    settings = read_json_if_there(folder, "tokenizer_config.json")
    # Paths of another computer; and sides: texts are padded and cut at their end, as pooling by the first token needs.
    for key in ("name_or_path", "special_tokens_map_file", "tokenizer_file", "padding_side", "truncation_side"):
        settings.pop(key, None)
    settings = {key: _plain_token(value) if key.endswith("_token") else value for key, value in settings.items()}
    settings["model_max_length"] = max_tokens
    known = Tokenizer.from_str(json.dumps(tokenizer))
    _check_vocabulary(folder, known, config)
    _check_case(folder, known)
    # transformers.js looks for it here and nowhere else, and pads with the id of this token.
    settings["pad_token"] = _find_padding(folder, known, settings, config)
    return tokenizer, settings


def _read_fast_tokenizer(folder: Path) -> dict[str, Any]:
    if (folder / "tokenizer.json").is_file():
        return read_json(folder, "tokenizer.json")
    remedy = "add a tokenizer.json, saved by a fast tokenizer of the same vocabulary"
    try:
        tokenizer = AutoTokenizer.from_pretrained(folder, local_files_only=True)
    except Exception as error:  # what it raises depends on the tokenizer: ImportError, OSError, ValueError, TypeError …
        raise ExportError(
            f"{folder} has no tokenizer.json, and its tokenizer cannot be made into one ({error}). Remedy: {remedy}"
        ) from error
    if not tokenizer.is_fast:
        raise ExportError(
            f"{type(tokenizer).__name__} of {folder} has no fast form, and only those run in a page. Remedy: {remedy}"
        )
    written = json.loads(tokenizer.backend_tokenizer.to_str())
    # Without a vocabulary file transformers makes a tokenizer that knows its special tokens alone.
    if len(tokenizer) <= len(tokenizer.all_special_tokens):
        raise ExportError(f"{folder} has no tokenizer: neither tokenizer.json nor a vocabulary. Remedy: {remedy}")
    return written


def _check_vocabulary(folder: Path, tokenizer: Tokenizer, config: dict[str, Any]) -> None:
    largest, rows = max(tokenizer.get_vocab().values()), config.get("vocab_size")
    if rows is not None and largest >= rows:
        raise ExportError(
            f"The tokenizer of {folder} makes ids up to {largest}, but the model has {rows} token embeddings. "
            "Remedy: take tokenizer and model from one checkpoint, or call resize_token_embeddings before saving"
        )


def _check_case(folder: Path, tokenizer: Tokenizer) -> None:
    """sentence-transformers can lowercase a text before the tokenizer, which the app does not."""
    if not read_json_if_there(folder, "sentence_bert_config.json").get("do_lower_case"):
        return
    if tokenizer.encode("Aspirin IN Sepsis").ids != tokenizer.encode("aspirin in sepsis").ids:
        raise ExportError(
            f"sentence_bert_config.json of {folder} has do_lower_case, but its tokenizer tells capitals from small "
            "letters. Remedy: set a lowercasing normalizer in tokenizer.json"
        )


def _plain_token(token: Any) -> Any:
    """Some releases write a token as an object, which transformers.js takes in one form only."""
    return token["content"] if isinstance(token, dict) else token


def _find_padding(folder: Path, tokenizer: Tokenizer, settings: dict[str, Any], config: dict[str, Any]) -> str:
    named = settings.get("pad_token") or read_json_if_there(folder, "special_tokens_map.json").get("pad_token")
    token = _plain_token(named) or next(
        (token for token in PADDING_TOKENS if tokenizer.token_to_id(token) is not None), None
    )
    found = tokenizer.token_to_id(token) if token else None
    if found is None:
        raise ExportError(
            f"The tokenizer of {folder} has no padding token{f' {token}' if token else ''}. "
            "Remedy: name one of its tokens as pad_token in tokenizer_config.json"
        )
    wanted = padding_id(config)
    if ARCHITECTURES[config["model_type"]].starts_at_padding and found != wanted:
        raise ExportError(
            f"The tokenizer of {folder} pads with {token} (id {found}), but the model takes id {wanted} for padding. "
            "Remedy: take tokenizer and model from one checkpoint"
        )
    return token
