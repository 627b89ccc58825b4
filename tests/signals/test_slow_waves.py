from __future__ import annotations

from functools import partial

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sleepscorer.assets import resource
from sleepscorer.formats import read_hypnogram
from sleepscorer.recording import open_recording
from sleepscorer.signals.slow_waves import (
    N3_SECONDS,
    merged,
    night_slow_waves,
    seconds_per_epoch,
    slow_waves,
)

RATE_HZ = 100.0


def sine(frequency_hz: float, peak_to_peak_uv: float, seconds: float = 30.0) -> np.ndarray:
    times = np.arange(round(seconds * RATE_HZ)) / RATE_HZ
    return (peak_to_peak_uv / 2 * np.sin(2 * np.pi * frequency_hz * times)).astype(np.float32)


@pytest.mark.parametrize(
    ("frequency_hz", "peak_to_peak_uv", "counts"),
    [
        (1.0, 80, True),
        (1.0, 70, False),
        (0.55, 80, True),
        (1.9, 80, True),
        (0.4, 200, False),
        (2.5, 200, False),
        (10, 200, False),
    ],
)
def test_waves_of_the_right_length_and_height_count(frequency_hz, peak_to_peak_uv, counts):
    found = slow_waves(sine(frequency_hz, peak_to_peak_uv), RATE_HZ)
    seconds = (found[:, 1] - found[:, 0]).sum()
    assert seconds == pytest.approx(30 if counts else 0, abs=3)


def test_a_spindle_on_top_hides_no_wave():
    found = slow_waves(sine(1.0, 100) + sine(13, 40), RATE_HZ)
    assert (found[:, 1] - found[:, 0]).sum() > 27


def test_a_burst_is_found_where_it_is():
    signal = np.zeros(6000, np.float32)
    signal[2000:2600] = sine(1.0, 120, 6.0)
    found = slow_waves(signal, RATE_HZ, start_s=100.0)
    assert found[0, 0] == pytest.approx(120, abs=0.3)
    assert found[-1, 1] == pytest.approx(126, abs=0.3)
    assert (found[:, 1] - found[:, 0]).sum() == pytest.approx(6, abs=0.8)


def test_no_wave_reaches_across_missing_signal():
    signal = sine(1.0, 120)
    signal[1000:1500] = np.nan
    found = slow_waves(signal, RATE_HZ)
    assert ((found[:, 1] <= 10.01) | (found[:, 0] >= 14.99)).all()
    assert (found[:, 1] - found[:, 0]).sum() > 20


@pytest.mark.parametrize("signal", [np.zeros(0), np.zeros(1), np.zeros(500), np.full(500, np.nan)])
def test_nothing_holds_no_wave(signal):
    assert slow_waves(signal, RATE_HZ).shape == (0, 2)


spans = st.lists(st.tuples(st.floats(0, 290), st.floats(0.1, 10)), max_size=12)


@given(spans)
def test_merged_intervals_are_apart_and_cover_the_same(pairs):
    table = np.array([[start, start + length] for start, length in pairs]).reshape(-1, 2)
    found = merged(table)
    assert (found[1:, 0] > found[:-1, 1]).all()
    times_s = np.linspace(0, 300, 1501)[:, None]
    covered = [((rows[:, 0] <= times_s) & (times_s < rows[:, 1])).any(axis=1) for rows in (table, found)]
    np.testing.assert_array_equal(covered[1], covered[0])


@given(spans)
def test_seconds_per_epoch_are_the_overlaps(pairs):
    found = merged(np.array([[start, start + length] for start, length in pairs]).reshape(-1, 2))
    expected = [
        sum(max(0.0, min(stop, 30 * e + 30) - max(start, 30 * e)) for start, stop in found) for e in range(10)
    ]
    np.testing.assert_allclose(seconds_per_epoch(found, 10), expected, atol=1e-9)


def test_the_sample_night_s_n3_is_where_the_expert_saw_it():
    night = open_recording(resource("sample", "sample-night.edf"))
    trace = next(one for one in night.traces if "Fpz" in one.label)
    told: list[float] = []
    waves = night_slow_waves(
        partial(night.read_derivation, trace), night.duration_s, night.rate_of(trace), told.append
    )
    seconds = seconds_per_epoch(waves, night.n_epochs)
    stages = read_hypnogram(resource("sample", "sample-night-hypnogram.edf")).stages
    deep, light = seconds[stages == 3], seconds[(stages == 1) | (stages == 2) | (stages == 4)]
    assert (deep >= N3_SECONDS).mean() > 0.8
    assert (light >= N3_SECONDS).mean() < 0.25
    assert told[-1] == 1
    whole = slow_waves(night.read_derivation(trace, 0, night.duration_s), night.rate_of(trace))
    np.testing.assert_allclose(seconds, seconds_per_epoch(whole, night.n_epochs), atol=0.6)
