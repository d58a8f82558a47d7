import json
import os
from pathlib import Path

import pytest
from training_fixtures import make_row, write_data

import data
from data import (
    EVALUATION_SETS,
    Record,
    conclusion_view,
    describe,
    evaluation_keys,
    normalise_title,
    read_corpus,
    read_jsonl,
    read_retrieval_set,
    title_view,
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return write_data(tmp_path_factory.mktemp("data"))


@pytest.fixture
def corpus(folder, monkeypatch):
    monkeypatch.setattr(data, "HELD_OUT_RECORDS", 20)
    return read_corpus(folder)


def test_records_of_evaluation_sets_are_left_out_and_counted(corpus):
    assert corpus.left_out == {
        "comes from an evaluation set": 1,
        "shares a PMID with an evaluation set": 1,
        "shares a title with an evaluation set": 2,
        "has no abstract": 1,
        "given twice": 1,
    }
    assert not {record.pmid for record in (*corpus.train, *corpus.held_out)} & {"9001", "9002", "9003", "9004", "9005"}


def test_records_without_headings_are_new_ones_of_no_evaluation_set(corpus):
    assert [record.pmid for record in corpus.unlabelled] == [str(number) for number in range(8000, 8020)]
    assert not any(record.headings for record in corpus.unlabelled)


def test_a_record_is_in_one_part_only_and_none_is_lost(corpus):
    train, held_out = ({record.pmid for record in part} for part in (corpus.train, corpus.held_out))
    assert not train & held_out
    assert train | held_out == {str(i) for i in range(1, 121)}
    assert len(held_out) == 20


def test_the_split_goes_by_pmid_alone(corpus, tmp_path, monkeypatch):
    monkeypatch.setattr(data, "HELD_OUT_RECORDS", 20)
    more = read_corpus(write_data(tmp_path, records=140))
    before = {record.pmid for record in corpus.held_out}
    assert len(before - {record.pmid for record in more.held_out}) <= 20 * 20 / 120  # displaced by new ones only
    assert {r.pmid for r in more.held_out} - before <= {str(i) for i in range(121, 141)}


def test_the_hash_is_the_same_for_the_same_data_and_another_for_other_data(corpus, folder, tmp_path, monkeypatch):
    assert read_corpus(folder).hash == corpus.hash
    monkeypatch.setattr(data, "HELD_OUT_RECORDS", 21)
    assert read_corpus(folder).hash != corpus.hash
    assert corpus.hash in describe(corpus)


def test_headings_are_found_by_name_and_unknown_ones_counted(corpus):
    assert corpus.unknown_headings == 120
    failure = next(record for record in corpus.train if record.title.startswith("heart"))
    assert failure.headings == ("D000003", "D000007")


def test_titles_are_compared_by_letters_and_digits():
    assert normalise_title("Is β-blockade, in 2024, [SAFE]?") == normalise_title("is β blockade in 2024 safe")


def test_a_view_never_holds_its_own_query():
    record = Record("1", "A title.", "First sentence. Second one. So it works.", ())
    assert title_view(record) == ("A title.", "First sentence. Second one. So it works.")
    assert conclusion_view(record) == ("So it works.", "A title. First sentence. Second one.")
    assert conclusion_view(Record("1", "A title.", "One sentence.", ())) == ("A title.", "One sentence.")


def test_a_retrieval_set_keeps_missing_documents_in_the_ideal(tmp_path):
    write_data(tmp_path)
    qrels = tmp_path / "scifact" / "qrels" / "dev.tsv"
    qrels.write_text(qrels.read_text() + "q1\tmissing\t2\nunknown\ts1\t1\n")
    found = read_retrieval_set(tmp_path / "scifact")
    assert found.queries == ("is sepsis treated",)
    assert found.documents == ("A title of scifact. heart word1", "sepsis word2")
    assert [sorted(judged.values()) for judged in found.judgements] == [[1.0, 2.0]]
    assert min(found.judgements[0]) < 0


def test_a_damaged_line_is_named(tmp_path):
    file = tmp_path / "rows.jsonl"
    file.write_text(json.dumps(make_row(1)) + "\n{\n")
    with pytest.raises(ValueError, match=r"rows\.jsonl:2 .*Remedy"):
        list(read_jsonl(file))


def test_missing_data_is_named_with_the_remedy(monkeypatch):
    monkeypatch.delenv("BIOHICL_DATA_DIR", raising=False)
    with pytest.raises(FileNotFoundError, match=r"BIOHICL_DATA_DIR.*Remedy"):
        data.data_folder()


@pytest.mark.skipif("BIOHICL_DATA_DIR" not in os.environ, reason="needs the records in BIOHICL_DATA_DIR")
def test_no_record_of_an_evaluation_set_is_left_in_the_real_data():
    folder = Path(os.environ["BIOHICL_DATA_DIR"])
    corpus = read_corpus(folder)
    pmids, titles = evaluation_keys(folder)
    rows = {row["pmid"]: row for row in read_jsonl(folder / "pubmed" / "pubmed_mesh.jsonl.gz")}
    labelled = (*corpus.train, *corpus.held_out)
    kept = (*labelled, *corpus.unlabelled)
    assert len(labelled) > 14_000
    assert not [r.pmid for r in kept if r.pmid in pmids]
    assert not [r.pmid for r in labelled if rows[r.pmid]["source"] in EVALUATION_SETS]
    assert not [r.title for r in kept if normalise_title(r.title) in titles]
    # The 500 abstracts of PubMedQA have no titles there: by their text, none is left either.
    texts = {normalise_title(row["text"])[:300] for row in read_jsonl(folder / "pubmedqa" / "corpus.jsonl.gz")}
    assert not [r.pmid for r in kept if normalise_title(r.abstract)[:300] in texts]
