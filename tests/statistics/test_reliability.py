from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sleepscorer.stages import Stage
from sleepscorer.statistics import agreement, kappa_interval, stage_agreement


def two_scorers(seed: int, n_epochs: int = 900, agree: float = 0.8) -> tuple[np.ndarray, np.ndarray]:
    random = np.random.default_rng(seed)
    first = np.repeat(random.integers(0, 5, n_epochs // 10), 10)
    second = np.where(random.random(n_epochs) < agree, first, random.integers(0, 5, n_epochs))
    return first, second


def test_the_interval_is_around_kappa_and_the_same_each_time():
    first, second = two_scorers(1)
    found = kappa_interval(first, second)
    assert found.value == agreement(first, second).kappa
    assert found.low < found.value < found.high
    assert 0.02 < found.high - found.low < 0.15
    assert found == kappa_interval(first, second)


def test_the_interval_covers_the_truth_about_as_often_as_it_says():
    # P(agree) = 0.8 + 0.2 / 5; kappa of stages drawn evenly is (0.84 - 0.2) / 0.8.
    hits = 0
    for seed in range(200):
        found = kappa_interval(*two_scorers(seed), resamples=400)
        hits += found.low <= 0.8 <= found.high
    assert 175 <= hits <= 199


def test_blocks_widen_the_interval_where_errors_come_in_runs():
    first = np.repeat(np.arange(45) % 5, 20)
    second = first.copy()
    second[200:260] = 0  # one long stretch of disagreement
    by_block, by_epoch = kappa_interval(first, second), kappa_interval(first, second, block=1)
    assert by_block.high - by_block.low > 1.5 * (by_epoch.high - by_epoch.low)


def test_without_epochs_in_common_there_is_no_interval():
    found = kappa_interval(np.array([-1, 2]), np.array([1, -1]))
    assert np.isnan([found.value, found.low, found.high]).all()


def test_scorers_of_one_stage_agree_wholly():
    found = kappa_interval(np.full(50, 2), np.full(50, 2))
    assert (found.value, found.low, found.high) == (1, 1, 1)


@given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), min_size=1, max_size=50))
def test_per_stage_agreement_is_that_of_two_classes(pairs):
    table = np.array(pairs)
    whole = agreement(table[:, 0], table[:, 1])
    for stage, found in stage_agreement(whole.confusion).items():
        first, second = (table[:, 0] == stage).astype(int), (table[:, 1] == stage).astype(int)
        assert found.n_both == int((first & second).sum())
        assert found.f1 == pytest.approx(whole.f1[stage], nan_ok=True)
        if found.n_first + found.n_second:
            assert found.kappa == pytest.approx(agreement(first, second).kappa)
        else:
            assert np.isnan(found.kappa)
        if found.n_first:
            assert found.sensitivity == found.n_both / found.n_first


def test_per_stage_agreement_by_hand():
    found = stage_agreement(agreement(np.array([1, 1, 2, 2]), np.array([1, 2, 2, 2])).confusion)[Stage.N1]
    assert (found.n_first, found.n_second, found.n_both) == (2, 1, 1)
    assert (found.sensitivity, found.precision) == (0.5, 1.0)
    assert found.kappa == pytest.approx(0.5)
