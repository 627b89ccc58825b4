"""What is computed as arrays is what psgscoring computes step by step."""

from __future__ import annotations

import numpy as np
import pytest

from sleepscorer.prescoring.events.psg_scorer import PsgScorer
from sleepscorer.prescoring.events.psg_speed import (
    _BreathRatios,
    breathing_at_once,
    dynamic_baseline,
    dynamic_baseline_excluding,
    replaced,
)

pytestmark = pytest.mark.skipif(
    not PsgScorer().version, reason="psgscoring is not installed: pip install 'sleepscorer[events]'"
)


def envelope(seconds: int, rate_hz: float, seed: int = 1) -> np.ndarray:
    """An envelope of breathing with apnoeas, steps and a stretch that is flat."""
    random = np.random.default_rng(seed)
    values = random.gamma(4.0, 0.25, round(seconds * rate_hz))
    for start_s in range(100, seconds - 40, 90):
        values[round(start_s * rate_hz) : round((start_s + 25) * rate_hz)] *= 0.05
    values[: round(60 * rate_hz)] *= 7
    values[-round(200 * rate_hz) : -round(120 * rate_hz)] = 0.0
    return values


@pytest.mark.parametrize(("window_s", "percentile"), [(300, 95.0), (120, 85.0)])
@pytest.mark.parametrize("rate_hz", [10.0, 7.3])
def test_the_baseline_is_that_of_the_library(rate_hz, window_s, percentile):
    from psgscoring import signal

    values = envelope(1800, rate_hz)
    theirs = signal.compute_dynamic_baseline(values, rate_hz, window_s, percentile)
    ours = dynamic_baseline(values, rate_hz, window_s, percentile)
    np.testing.assert_array_equal(ours, theirs)


def test_the_baseline_of_a_short_or_dead_night_is_that_of_the_library():
    from psgscoring import signal

    for values in (envelope(400, 10.0)[:2000], np.zeros(9000), np.ones(9000), np.repeat([0.0, 1.0], 4500)):
        theirs = signal.compute_dynamic_baseline(values, 10.0)
        np.testing.assert_array_equal(dynamic_baseline(values, 10.0), theirs)


@pytest.mark.parametrize("excluded", [0.0, 0.1, 0.7])
def test_the_baseline_without_recoveries_is_that_of_the_library(excluded):
    from psgscoring import respiratory

    values, random = envelope(1800, 10.0), np.random.default_rng(2)
    exclude = np.repeat(random.random(1800) < excluded, 10)
    exclude[8000:12000] = excluded > 0
    theirs = respiratory._dynamic_baseline_excluding(values, 10.0, exclude, 300, 95.0)
    ours = dynamic_baseline_excluding(values, 10.0, exclude, 300, 95.0)
    np.testing.assert_array_equal(ours, theirs)


@pytest.mark.parametrize("count", [0, 1, 9, 10, 11, 400])
def test_ratios_of_breaths_are_those_of_the_library(count):
    from psgscoring import breath

    random = np.random.default_rng(count)
    sizes = np.round(random.gamma(3.0, 0.3, count), 1)  # ties, too
    sizes[: count // 4] = 0.0
    breaths = [{"amplitude": size} for size in sizes.tolist()]
    theirs = breath.compute_breath_amplitudes(breaths, 10.0)
    np.testing.assert_array_equal(_BreathRatios(breath.compute_breath_amplitudes)(breaths, 10.0), theirs)


def test_undisturbed_breathing_is_flattened_to_the_library_so_that_its_reras_are_not_taken():
    from inspect import signature

    from psgscoring import breath, pipeline

    least = signature(pipeline._find_flattening_sequences).parameters["min_flat_index"].default
    inspiration = np.sin(np.linspace(0.0, np.pi, 200))
    assert breath.compute_flattening_index(inspiration) > least


def test_the_library_is_as_it_was_afterwards(monkeypatch):
    from psgscoring import respiratory, signal

    before = signal.compute_dynamic_baseline
    with breathing_at_once():
        assert respiratory.compute_dynamic_baseline is dynamic_baseline
    assert respiratory.compute_dynamic_baseline is before
    with pytest.raises(ZeroDivisionError), breathing_at_once():
        raise ZeroDivisionError
    assert respiratory.compute_dynamic_baseline is before
    monkeypatch.setattr("sleepscorer.prescoring.events.psg_speed.version", lambda name: "0.38.0")
    with breathing_at_once():
        assert respiratory.compute_dynamic_baseline is before, "it was not compared with that version"
    with replaced("psgscoring.signal", "no_such_function", None):
        assert not hasattr(signal, "no_such_function")
