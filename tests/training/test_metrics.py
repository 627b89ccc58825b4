from __future__ import annotations

import numpy as np
import pytest

from sleepscorer.statistics import agreement
from sleepscorer.training.metrics import figures_of


def test_perfect_agreement():
    stages = np.array([0, 1, 2, 3, 4, 4])
    result = figures_of(stages, stages)
    assert (result["accuracy"], result["kappa"], result["macro_f1"]) == (1, 1, 1)


def test_kappa_of_a_known_table():
    true = np.repeat([0, 2], [25, 25])
    predicted = np.r_[np.repeat([0, 2], [20, 5]), np.repeat([0, 2], [10, 15])]
    assert figures_of(true, predicted)["kappa"] == pytest.approx(0.4)


def test_one_answer_for_all_is_worth_nothing():
    assert figures_of(np.array([0, 1, 2, 3]), np.array([2, 2, 2, 2]))["kappa"] == pytest.approx(0)


def test_unscored_epochs_do_not_count():
    true, predicted = np.array([0, -1, 2]), np.array([0, 3, 1])
    assert figures_of(true, predicted)["epochs"] == 2


def test_f1_is_averaged_over_the_stages_that_occur():
    result = figures_of(np.array([0, 0, 2, 2]), np.array([0, 0, 2, 2]))
    assert result["macro_f1"] == 1
    assert result["f1"]["N3"] == 0


def test_one_stage_throughout_is_agreement_and_nothing_to_compare_is_a_number():
    alike = np.array([2, 2, 2])
    assert figures_of(alike, alike)["kappa"] == agreement(alike, alike).kappa == 1
    nothing = figures_of(alike, np.full(3, -1))
    assert (nothing["epochs"], nothing["kappa"], nothing["accuracy"]) == (0, 0, 0)
