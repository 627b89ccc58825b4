"""Transitions between stages, counted in hypnograms."""

from __future__ import annotations

import numpy as np
import pytest

from sleepscorer.prescoring.smoothing import TRANSITIONS
from sleepscorer.training.data.locations import data_directory
from sleepscorer.training.experiments.dynamics_table import (
    count_all,
    count_transitions,
    log_likelihood,
    probabilities_of,
    read_sources,
)


def test_transitions_are_counted_between_scored_epochs_alone() -> None:
    counts = count_transitions([np.array([0, 0, 1, -1, 2, 2]), np.array([4, 0])])
    assert counts.sum() == 4
    assert counts[0, 0] == counts[0, 1] == counts[2, 2] == counts[4, 0] == 1


def test_own_transitions_are_the_likeliest() -> None:
    own, other = np.diag([9.0] * 5) + 1, np.ones((5, 5))
    assert log_likelihood(own, probabilities_of(own)) > log_likelihood(own, probabilities_of(other))


def test_the_smoothing_has_the_transitions_of_dod() -> None:
    if not (data_directory() / "hypnograms" / "dod").is_dir():
        pytest.skip("the hypnograms of other sites are not here")
    counts = count_all(read_sources(data_directory()))
    np.testing.assert_allclose(probabilities_of(counts["DOD"]), TRANSITIONS, atol=2e-4)
