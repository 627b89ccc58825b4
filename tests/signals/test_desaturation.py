"""Fall and nadir of a saturation."""

from __future__ import annotations

import numpy as np

from sleepscorer.signals.desaturation import fall_of


def test_the_fall_is_from_the_highest_value_before_the_nadir() -> None:
    assert fall_of(np.array([95.0, 96.0, 93.0, 88.0, 90.0, 97.0])) == (8.0, 88.0)


def test_what_the_probe_does_not_measure_is_passed_over() -> None:
    assert fall_of(np.array([np.nan, 95.0, np.nan, 91.0])) == (4.0, 91.0)
    assert fall_of(np.array([np.nan, np.nan])) is None
    assert fall_of(np.zeros(0)) is None
