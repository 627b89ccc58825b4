"""The table of what distortions cost."""

from __future__ import annotations

import numpy as np
import pytest

from sleepscorer.assets import models_folder
from sleepscorer.prescoring.classifier import Classifier
from sleepscorer.prescoring.model_card import load_card
from sleepscorer.simulation import simulate_night
from sleepscorer.training.data.distortions import TABLE
from sleepscorer.training.experiments import distortion_table
from sleepscorer.training.experiments.distortion_table import Night, distorted_night, losses, scorer, table


@pytest.fixture(scope="module")
def night() -> Night:
    return distorted_night("simulated-5", lambda: simulate_night(5, 0.25), None)


def test_every_row_is_there_and_loses_against_the_clean_night(night: Night) -> None:
    score = scorer(Classifier(load_card(models_folder() / "sleepscorer-context")))
    rows = {name: (kappa, loss) for name, kappa, loss in losses([night], (0, 2), score)}
    assert list(rows) == [*TABLE, "first half alone", "pieces of half an hour"]
    assert rows["as recorded"][1] == 0
    for name in TABLE:
        assert rows[name][0] + rows[name][1] == pytest.approx(rows["as recorded"][0])
    lines = table({"simulated": [night]}, score)
    assert lines[0] == "| | simulated, EEG | simulated, EEG + EOG |"
    assert len(lines) == 2 + len(rows)


def test_pieces_are_compared_with_the_same_epochs(night: Night) -> None:
    stages = night.stages

    def oracle(numbers) -> np.ndarray:
        """Know the first half of a whole night, and call everything N2 where there is less."""
        known = np.eye(5, dtype=np.float32)[stages]
        known[stages.size // 2 :] = np.eye(5, dtype=np.float32)[2]
        size = len(numbers.measures)
        return known if size == stages.size else np.eye(5, dtype=np.float32)[np.full(size, 2)]

    rows = {name: (kappa, loss) for name, kappa, loss in losses([night], (0,), oracle)}
    assert rows["first half alone"] == (pytest.approx(0), pytest.approx(1))


def test_of_pairs_only_the_two_stages_count() -> None:
    night = Night(np.zeros(2, np.int8), slice(0, 2), {}, is_pair=True)
    rows = np.array([[0.1, 0.5, 0.2, 0.2, 0], [0.3, 0.1, 0.4, 0.2, 0]], np.float32)
    assert night.stages_of(rows).tolist() == [3, 0]
    assert distortion_table.PAIR == [0, 3]
