"""Writes a random checkpoint of bge-large's shape, 0.3 billion weights, for bench/large.ts.

python training/tests/save_large.py FOLDER
"""

import shutil
import sys
from pathlib import Path

import torch
import transformers
from tiny_checkpoints import write_sentence_files

SHAPE = {"hidden_size": 1024, "num_hidden_layers": 24, "num_attention_heads": 16, "intermediate_size": 4096}
TOKENIZER = Path(__file__).parents[2] / "models" / "biohicl-small"  # BERT's words, as bge has them

if __name__ == "__main__":
    folder = Path(sys.argv[1])
    torch.manual_seed(24)
    config = transformers.BertConfig(vocab_size=30522, **SHAPE)
    transformers.BertModel(config, add_pooling_layer=False).save_pretrained(folder)
    for name in ("tokenizer.json", "tokenizer_config.json"):
        shutil.copy(TOKENIZER / name, folder / name)
    write_sentence_files(folder, "cls_token", {})
