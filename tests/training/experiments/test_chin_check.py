"""The comparison of stages with and without chin EMG."""

from __future__ import annotations

import numpy as np

from sleepscorer.training.experiments.chin_check import Signals, compare, ways


def test_each_way_changes_the_chin_alone() -> None:
    signals = {"C4": np.ones(10), "Chin": np.ones(10)}
    made = ways(signals, ["Chin"])
    assert list(made["none"]) == ["C4"]
    assert made["dead"]["Chin"].sum() == 0
    assert made["dead from half on"]["Chin"].tolist() == [1] * 5 + [0] * 5
    assert all(np.array_equal(given["C4"], np.ones(10)) for given in made.values())


def test_a_scorer_that_leans_on_the_chin_is_seen() -> None:
    signals = {"C4": np.ones(4), "Chin": np.array([0.0, 0, 5, 5])}

    def score(given: Signals) -> np.ndarray:
        return np.where(given["Chin"] > 1, 0, 4) if "Chin" in given else np.array([4, 4, 0, 2])

    _, _, recorded, none, dead, _ = compare(signals, ["Chin"], score)
    assert recorded == "| chin EMG | 2 | 2 | 100% | 1.000 |"
    assert none.startswith("| none | 2 | 2 | 75% |")
    assert dead.startswith("| dead | 4 | 2 | 50% |")
