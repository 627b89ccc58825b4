"""The table of what a colleague is worth."""

from __future__ import annotations

import pytest

from sleepscorer.assets import models_folder
from sleepscorer.prescoring.model_card import load_card
from sleepscorer.simulation import simulate_night
from sleepscorer.training.experiments.committee_table import Members, SignalNight, kappas, table


@pytest.fixture(scope="module")
def night() -> SignalNight:
    made = simulate_night(5, 0.25)
    return SignalNight("simulated-5", [made.signals_uv], made.stages)


def test_both_differ_from_either_alone_but_under_noise(night: SignalNight) -> None:
    members = Members(load_card(models_folder() / "sleepscorer-committee"))
    results = list(kappas([night], members, (0, 2), ["as recorded", "white noise 10 uV"]))
    clean, noisy = (values for _, values in results)
    assert noisy["both"] == noisy["first"]
    assert set(clean) == {"first", "second", "both"}
    lines = table("simulated, EEG + EOG", results)
    assert lines[0] == "| simulated, EEG + EOG | first | second | both |"
    assert lines[2].startswith("| as recorded | ")


def test_a_model_without_a_colleague_is_refused() -> None:
    with pytest.raises(SystemExit, match="sleepscorer-context has no colleague"):
        Members(load_card(models_folder() / "sleepscorer-context"))
