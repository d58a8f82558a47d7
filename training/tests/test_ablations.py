import json

import pytest

import ablations
from ablations import TRIALS, configure, read_trials, table


def test_a_trial_has_the_settings_of_the_one_that_it_extends(tmp_path):
    file = tmp_path / "trials.toml"
    file.write_text(
        "seeds = [1, 2]\n"
        '[trials.first]\nwhat = "first"\nsettings = { mse = 10.0, views = 0.3 }\n'
        '[trials.second]\nwhat = "second"\nextends = "first"\nsettings = { views = 0.5 }\n'
    )
    seeds, trials = read_trials(file)
    assert seeds == [1, 2]
    assert trials["second"] == {"what": "second", "settings": {"mse": 10.0, "views": 0.5}}
    config = configure("second", trials["second"]["settings"], 2)
    assert (config.name, config.seed, config.mse, config.views) == ("second", 2, 10.0, 0.5)


def test_the_table_gives_mean_spread_and_number_of_seeds(tmp_path):
    for seed, value in ((1, 0.5), (2, 0.6)):
        folder = tmp_path / f"first-{seed}"
        folder.mkdir()
        figures = {"step": 204, "interpolation": 0.5, **dict.fromkeys(ablations.COLUMNS, value)}
        (folder / "figures.json").write_text(json.dumps({"figures": [figures]}))
    lines = table(
        tmp_path, [1, 2], {"first": {"what": "the first", "settings": {}}, "none": {"what": "", "settings": {}}}
    )
    assert lines.splitlines()[2:] == ["| the first | 2 | 204 | 0.5 |" + " 0.550 ± 0.050 |" * 6]


@pytest.mark.parametrize("name", read_trials(TRIALS)[1])
def test_every_trial_is_a_valid_configuration(name):
    _, trials = read_trials(TRIALS)
    assert configure(name, trials[name]["settings"], 1).epochs >= 1
