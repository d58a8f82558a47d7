"""Reads what sentence-transformers writes beside a model: pooling, normalising and prompts.

modules.json                         the parts and their folders: Transformer, Pooling, Normalize
1_Pooling/config.json                how token vectors become one
config_sentence_transformers.json    prompts by name; how vectors are compared
"""

from pathlib import Path

from export_error import ExportError, read_json, read_json_if_there

SUPPORTED_POOLING = ("mean", "cls")
SUPPORTED_MODULES = {"Transformer", "Pooling", "Normalize"}
SETTINGS = "config_sentence_transformers.json"
# Names of a kind's prompt, in the order in which sentence-transformers looks for them.
PROMPTS = {"query": ("query",), "document": ("document", "passage", "corpus")}


def read_modules(folder: Path) -> dict[str, str]:
    """Folder of each part. A plain transformers folder has no modules.json; its vectors are scaled to length 1 too."""
    if not (folder / "modules.json").is_file():
        return {}
    paths = {item["type"].rsplit(".", 1)[-1]: item.get("path", "") for item in read_json(folder, "modules.json")}
    unknown = sorted(set(paths) - SUPPORTED_MODULES)
    if unknown:
        raise ExportError(
            f"modules.json lists {', '.join(unknown)}, which this export does not convert. "
            "Remedy: use a checkpoint of Transformer, Pooling and Normalize only"
        )
    # Vectors that are compared by cosine rank as they do at length 1.
    if "Normalize" not in paths and read_json_if_there(folder, SETTINGS).get("similarity_fn_name") != "cosine":
        raise ExportError(
            f"modules.json lists no Normalize and {SETTINGS} no similarity_fn_name cosine, but the search compares "
            "vectors of length 1. Remedy: if the model was trained for cosine similarity, append models.Normalize() to "
            "the SentenceTransformer and save it again; one trained for dot products cannot be used"
        )
    for path in paths.values():
        if not (folder / path).resolve().is_relative_to(folder.resolve()):
            raise ExportError(f"modules.json names a folder outside of {folder}: {path}. Remedy: save it again")
    return paths


def read_pooling(folder: Path, modules: dict[str, str], given: str | None) -> str:
    """`given` stands in for the configuration of a checkpoint that has none."""
    name = f"{modules.get('Pooling', '1_Pooling')}/config.json"
    if not (folder / name).is_file():
        if given in SUPPORTED_POOLING:
            return given
        raise ExportError(f"{folder} has no {name}. Remedy: say how it was trained, --pooling mean or --pooling cls")
    config = read_json(folder, name)
    switched_on = [key for key, value in config.items() if key.startswith("pooling_mode_") and value]
    # Older releases have one switch a mode, newer ones one name; a list of modes means concatenation.
    modes = switched_on or config.get("pooling_mode")
    names = {"pooling_mode_mean_tokens": "mean", "pooling_mode_cls_token": "cls", "mean": "mean", "cls": "cls"}
    modes = [modes] if isinstance(modes, str) else list(modes or [])
    found = names.get(modes[0]) if len(modes) == 1 else None
    if found is None:
        raise ExportError(
            f"Unsupported pooling {', '.join(modes) or 'none'} in {name}. "
            f"Remedy: use a checkpoint with one of {', '.join(SUPPORTED_POOLING)}"
        )
    if given not in (None, found):
        raise ExportError(f"--pooling {given} contradicts {name} ({found}). Remedy: leave it out")
    if config.get("include_prompt") is False and any(read_prefixes(folder).values()):
        raise ExportError(
            f"{name} leaves the prompt out of the pooling, which the graph cannot do. "
            f"Remedy: use a checkpoint that pools all tokens, or one without prompts in {SETTINGS}"
        )
    return found


def read_prefixes(folder: Path) -> dict[str, str]:
    """What is put before a text of each kind. As sentence-transformers' encode_query and encode_document choose: the
    kind's own prompt, though it be empty, else the one that is named as the default."""
    settings = read_json_if_there(folder, SETTINGS)
    prompts = settings.get("prompts") or {}
    default = settings.get("default_prompt_name")

    def choose(names: tuple[str, ...]) -> str:
        name = next((name for name in names if name in prompts), default)
        return prompts.get(name) or ""

    return {kind: choose(names) for kind, names in PROMPTS.items()}
