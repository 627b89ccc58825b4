"""Effort within apnoeas: what makes a mixed one, and what does not."""

from __future__ import annotations

import numpy as np
import pytest

from sleepscorer.signals.effort import absent_before_effort, excursions

RATE_HZ = 10.0
START_S, STOP_S = 200.0, 224.0


def belt(sizes: list[tuple[float, float, float]], *, drift: float = 0.0, heart: float = 0.0) -> np.ndarray:
    """Breathing at 15 a minute, its size changed in spans (start, stop, size), on a drift, with a heart."""
    times = np.arange(0, 300, 1 / RATE_HZ)
    size = np.ones(times.size)
    for start_s, stop_s, share in sizes:
        size[(times >= start_s) & (times < stop_s)] = share
    noise = np.random.default_rng(1).normal(0, 0.01, times.size)
    wave = size * np.sin(2 * np.pi * times / 4) + noise
    return wave + drift * np.sin(2 * np.pi * times / 90) + heart * np.sin(2 * np.pi * 1.15 * times)


def absent_s(*belts: np.ndarray, start_s: float = START_S, stop_s: float = STOP_S) -> float | None:
    return absent_before_effort([excursions(each, RATE_HZ) for each in belts], RATE_HZ, start_s, stop_s)


MIXED = [(200, 212, 0.02), (212, 224, 0.8)]


def test_effort_that_is_absent_and_comes_back_makes_a_mixed_apnoea():
    assert absent_s(belt(MIXED), belt(MIXED)) == pytest.approx(12, abs=2)
    assert absent_s(belt(MIXED)) is not None, "one belt will do"
    assert absent_s(-belt(MIXED), 50 * belt(MIXED)) is not None, "whatever its sign and unit"


@pytest.mark.parametrize(
    ("sizes", "what"),
    [
        ([(200, 224, 0.02)], "central: no effort at all"),
        ([(200, 224, 0.7)], "obstructive: effort throughout"),
        ([(200, 208, 0.3), (208, 224, 0.9)], "obstructive: effort that grows"),
        ([(200, 212, 0.8), (212, 224, 0.02)], "effort first, and none then"),
        ([(200, 203, 0.02), (203, 224, 0.8)], "a pause of less than a breath"),
        ([(200, 220, 0.02), (220, 224, 1.5)], "the first free breaths, as the end is late"),
        ([], "no apnoea at all"),
    ],
)
def test_what_is_no_mixed_apnoea(sizes, what):
    assert absent_s(belt(sizes), belt(sizes)) is None, what


def test_effort_in_either_belt_is_effort():
    assert absent_s(belt(MIXED), belt([(200, 224, 0.8)])) is None


def test_heart_and_drift_are_no_effort():
    moved = {"drift": 0.5, "heart": 0.3}
    assert absent_s(belt(MIXED, **moved), belt(MIXED, **moved)) is not None
    assert absent_s(belt([(200, 224, 0.02)], **moved)) is None


def test_edges_that_are_some_seconds_off_change_nothing():
    for start_s, stop_s in ((198.0, 225.5), (202.0, 222.5)):
        assert absent_s(belt(MIXED), start_s=start_s, stop_s=stop_s) is not None
        central = belt([(200, 224, 0.02)])
        assert absent_s(central, start_s=start_s, stop_s=stop_s) is None


def test_nothing_is_told_where_samples_are_missing_or_nothing_was_before():
    broken = belt(MIXED)
    broken[2050:2060] = np.nan
    assert absent_s(broken) is None
    assert absent_s(belt(MIXED), start_s=0.0, stop_s=24.0) is None
    assert absent_s() is None
    assert absent_s(belt(MIXED), start_s=298.0, stop_s=299.0) is None
