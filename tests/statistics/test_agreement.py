from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sleepscorer.stages import Stage
from sleepscorer.statistics import agreement

pairs = st.lists(st.tuples(st.integers(-1, 4), st.integers(-1, 4)), max_size=60)


def compare(values: list[tuple[int, int]]):
    table = np.array(values, np.int8).reshape(-1, 2)
    return agreement(table[:, 0], table[:, 1])


def weighted_kappa(first: list[int], second: list[int]) -> float:
    """Cohen's kappa in the form with disagreement weights, as scikit-learn computes it."""
    classes = sorted(set(first) | set(second))
    counts = np.array(
        [
            [sum((a, b) == (i, j) for a, b in zip(first, second, strict=True)) for j in classes]
            for i in classes
        ]
    )
    expected = np.outer(counts.sum(1), counts.sum(0)) / counts.sum()
    weights = 1 - np.eye(len(classes))
    return float(1 - (weights * counts).sum() / (weights * expected).sum())


def test_kappa_of_an_example_worked_by_hand():
    # 50 epochs: both say W 20 times, both say N2 15 times, W/N2 5 times, N2/W 10 times.
    found = compare([(0, 0)] * 20 + [(0, 2)] * 5 + [(2, 0)] * 10 + [(2, 2)] * 15)
    assert found.accuracy == pytest.approx(0.7)
    assert found.kappa == pytest.approx(0.4)  # chance: 0.5 * 0.6 + 0.5 * 0.4 = 0.5
    assert found.f1[Stage.W] == pytest.approx(40 / 55)
    assert found.f1[Stage.N2] == pytest.approx(30 / 45)
    assert np.isnan(found.f1[Stage.R])
    assert found.macro_f1 == pytest.approx((40 / 55 + 30 / 45) / 2)
    assert found.confusion[0, 2] == 5
    assert found.confusion[2, 0] == 10
    assert (found.n_epochs, found.n_left_out) == (50, 0)


@given(pairs)
def test_kappa_is_that_of_the_weighted_form(values):
    both = [pair for pair in values if min(pair) >= 0]
    found = compare(values)
    if not both:
        assert np.isnan(found.kappa)
        assert np.isnan(found.accuracy)
        return
    first, second = (list(column) for column in zip(*both, strict=True))
    if len(set(first) | set(second)) == 1:
        assert found.kappa == 1
    else:
        assert found.kappa == pytest.approx(weighted_kappa(first, second))


@given(pairs)
def test_measures_are_symmetric_and_bounded(values):
    one, other = compare(values), compare([(b, a) for a, b in values])
    for name in ("accuracy", "kappa", "macro_f1", "n_epochs", "n_left_out"):
        assert getattr(one, name) == pytest.approx(getattr(other, name), nan_ok=True)
    np.testing.assert_array_equal(one.confusion, other.confusion.T)
    if one.n_epochs:
        assert -1 <= one.kappa <= 1
        assert 0 <= one.accuracy <= 1
        assert one.kappa <= one.accuracy + 1e-12


@given(pairs)
def test_every_epoch_is_compared_left_out_or_scored_by_nobody(values):
    found = compare(values)
    nobody = sum(pair == (-1, -1) for pair in values)
    assert found.n_epochs + found.n_left_out + nobody == len(values)
    assert found.confusion.sum() == found.n_epochs


@given(st.lists(st.integers(0, 4), min_size=1, max_size=40))
def test_a_scorer_agrees_with_themselves(stages):
    found = compare([(stage, stage) for stage in stages])
    assert (found.accuracy, found.kappa, found.macro_f1) == (1, 1, 1)


def test_scorings_of_different_nights_are_not_compared():
    with pytest.raises(ValueError, match="4 and 5 epochs"):
        agreement(np.zeros(4, int), np.zeros(5, int))
