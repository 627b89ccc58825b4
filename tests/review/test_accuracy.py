"""The accuracy that is to be expected of a night."""

from __future__ import annotations

import numpy as np
import pytest

from sleepscorer.review import accuracy
from sleepscorer.review.accuracy import expected_accuracy, logit


def test_nights_are_sorted_as_their_models_doubt_them() -> None:
    nights = [expected_accuracy(errors, 900) for errors in (0, 20, 90, 300, 899)]
    percents = [night.percent for night in nights if night is not None]
    assert percents == sorted(percents, reverse=True)
    assert len(set(percents)) == 5
    for night in nights:
        assert night is not None
        assert 0 < night.low_percent < night.percent < night.high_percent < 100


def test_the_interval_is_that_of_the_spread() -> None:
    night = expected_accuracy(100, 1000)
    assert night is not None
    middle = accuracy.OFFSET + accuracy.SLOPE * logit(0.9)
    assert logit(night.percent / 100) == pytest.approx(middle)
    random = np.random.default_rng(0)
    drawn = 1 / (1 + np.exp(-(middle + accuracy.SPREAD * random.standard_normal(20_000))))
    within = (100 * drawn > night.low_percent) & (100 * drawn < night.high_percent)
    assert within.mean() == pytest.approx(0.8, abs=0.01)


def test_nothing_is_expected_where_nothing_is_scored() -> None:
    assert expected_accuracy(0, 0) is None
