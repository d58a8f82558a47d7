import math

import numpy as np
import pytest
from training_fixtures import write_data

from labels import LabelConfig, make_labels
from mesh import lineage, read_mesh

FAILURE, SEPSIS, ASPIRIN, HEART, HUMANS = "D000003", "D000004", "D000006", "D000002", "D000007"


@pytest.fixture(scope="module")
def mesh(tmp_path_factory):
    return read_mesh(write_data(tmp_path_factory.mktemp("data")) / "mesh")


def similarities(mesh, records, **options):
    return make_labels(mesh, records, LabelConfig(**options)).similarities(range(len(records)))


def test_a_node_names_its_ancestors():
    assert lineage("C04.557.337") == ["C04", "C04.557", "C04.557.337"]


def test_ancestors_of_a_heading_are_those_at_any_of_its_nodes(mesh):
    assert mesh.ancestor_headings(HEART) == {"D000002", "D000001", "D000009"}


def test_sim_l_is_the_cosine_of_depth_weighted_expansions(mesh):
    # Heart Failure: C01 (weight log 1), C01.100 (log 2), C01.100.200 (log 3). Heart Diseases: C01.100, C02.300 (log 2).
    failure = math.hypot(math.log(2), math.log(3))
    heart = math.hypot(math.log(2), math.log(2))
    expected = math.log(2) ** 2 / (failure * heart)
    found = similarities(mesh, [[FAILURE], [HEART]])
    assert found[0, 1] == pytest.approx(expected, rel=1e-6)
    assert np.diag(found) == pytest.approx([1, 1])


def test_records_that_share_a_root_alone_are_unlike_unless_the_root_weighs(mesh):
    assert similarities(mesh, [[FAILURE], [SEPSIS]])[0, 1] == 0
    # C01 log 2 of (log 2, log 3, log 4) and of (log 2, log 3)
    expected = math.log(2) ** 2 / (
        math.sqrt(math.log(2) ** 2 + math.log(3) ** 2 + math.log(4) ** 2) * math.hypot(math.log(2), math.log(3))
    )
    assert similarities(mesh, [[FAILURE], [SEPSIS]], root_depth=1)[0, 1] == pytest.approx(expected, rel=1e-6)


def test_check_tags_count_only_when_asked_for(mesh):
    records = [[FAILURE, HUMANS], [ASPIRIN, HUMANS]]
    assert similarities(mesh, records)[0, 1] == 0
    assert similarities(mesh, records, check_tags=True)[0, 1] > 0.3


def test_a_record_of_check_tags_alone_is_like_none_even_itself(mesh):
    assert not similarities(mesh, [[HUMANS], [FAILURE]])[0].any()


def test_headings_as_concepts_have_one_depth(mesh):
    # Heart Failure with Heart Diseases, both also below roots of weight 0: depths 2 and 1.
    expected = math.log(2) / math.hypot(math.log(2), math.log(3))
    assert similarities(mesh, [[FAILURE], [HEART]], concepts="headings")[0, 1] == pytest.approx(expected, rel=1e-6)


def test_without_ancestors_only_shared_headings_count(mesh):
    assert similarities(mesh, [[FAILURE], [HEART]], ancestors=False)[0, 1] == 0
    assert similarities(mesh, [[FAILURE, SEPSIS], [FAILURE]], ancestors=False, depth_weights=False)[0, 1] == (
        pytest.approx(math.sqrt(0.5), rel=1e-6)
    )


def test_idf_is_taken_over_all_that_stands_below(mesh):
    labels = make_labels(mesh, [[FAILURE]], LabelConfig(idf=True, depth_weights=False))
    # 10 records a heading, check tags left out: 8 headings with nodes or without. Heart Failure alone: log(80 / 10);
    # C01.100 counts Heart Diseases and Heart Failure; C01 counts itself, those two and Sepsis.
    expected = np.array([math.log(80 / n) for n in (40, 20, 10)])
    assert labels.rows.toarray()[0] == pytest.approx(expected / np.linalg.norm(expected), rel=1e-5)


def test_similarities_agree_with_a_slow_twin(mesh):
    rng = np.random.default_rng(5)
    records = [list(rng.choice(sorted(mesh.names), size=3, replace=False)) for _ in range(20)]

    def weights(record):
        nodes = {n for ui in record if ui not in mesh.check_tags for own in mesh.nodes[ui] for n in lineage(own)}
        return {node: math.log(node.count(".") + 1) for node in nodes}

    def cosine(a, b):
        lengths = [math.sqrt(sum(w * w for w in x.values())) for x in (a, b)]
        return sum(w * b.get(node, 0) for node, w in a.items()) / math.prod(lengths) if all(lengths) else 0

    slow = [[cosine(weights(a), weights(b)) for b in records] for a in records]
    assert similarities(mesh, records) == pytest.approx(np.array(slow), abs=1e-6)


@pytest.mark.parametrize("options", [{"concepts": "trees"}, {"root_depth": 2}])
def test_an_unknown_option_is_named(options):
    with pytest.raises(ValueError, match=f"labels.{next(iter(options))}"):
        LabelConfig(**options)
