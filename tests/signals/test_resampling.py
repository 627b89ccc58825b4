from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sleepscorer.signals.resampling import envelope, extremes, merged, peak_positions, resample


def sine(hz: float, rate_hz: float, seconds: float = 60) -> np.ndarray:
    return np.sin(2 * np.pi * hz * np.arange(round(seconds * rate_hz)) / rate_hz)


@pytest.mark.parametrize(
    ("rate_hz", "new_rate_hz"),
    [(256, 100), (512, 100), (100, 128), (200, 100), (125, 100), (104.234527, 100)],
)
def test_a_wave_below_both_nyquist_frequencies_is_the_same_wave(rate_hz, new_rate_hz):
    found = resample(sine(7.3, rate_hz), rate_hz, new_rate_hz)
    expected = sine(7.3, new_rate_hz)[: found.size]
    edge = int(5 * new_rate_hz)
    np.testing.assert_allclose(found[edge : expected.size - edge], expected[edge:-edge], atol=0.02)


@pytest.mark.parametrize("hz", [0.1, 10.0, 30.0, 45.0])
@pytest.mark.parametrize("rate_hz", [125, 200, 250, 256, 500, 512])
def test_every_wave_that_is_scored_by_passes_whole(hz, rate_hz):
    found = resample(sine(hz, rate_hz), rate_hz, 100)
    np.testing.assert_allclose(found[500:-500], sine(hz, 100)[500:-500], atol=1e-3)


@pytest.mark.parametrize("rate_hz", [99.5, 1000 / 3, 333.3, 104.23, 199.99, 499.99, 1024.0001, 16384])
def test_rates_in_no_simple_ratio_keep_every_wave_in_its_place_to_the_end(rate_hz):
    found = resample(sine(40, rate_hz, 620), rate_hz, 100)
    assert found.size == round(round(620 * rate_hz) * 100 / rate_hz)
    np.testing.assert_allclose(found[500:-500], sine(40, 100, 621)[: found.size][500:-500], atol=2e-3)
    constant = resample(np.full(round(60 * rate_hz), 42.0), rate_hz, 100)
    np.testing.assert_allclose(constant, 42, atol=0.01)


def test_waves_above_the_new_nyquist_frequency_do_not_fold_back():
    found = resample(sine(70, 256), 256, 100)
    assert np.abs(found[500:-500]).max() < 0.02


@given(st.integers(2, 3000), st.sampled_from([50, 100, 128, 200, 256, 512, 104.23, 499.99, 30000]))
def test_lengths_follow_the_rates(size, rate_hz):
    assert resample(np.ones(size), rate_hz, 100).size == round(size * 100 / rate_hz)


def test_the_same_rate_gives_the_same_signal():
    noise = np.random.default_rng(1).normal(size=500).astype(np.float32)
    np.testing.assert_array_equal(resample(noise, 100, 100), noise)


def test_a_constant_stays_constant_to_its_ends():
    np.testing.assert_allclose(resample(np.full(2560, 42.0), 256, 100), 42, atol=0.01)


@given(st.integers(1, 3000), st.integers(1, 200), st.integers(0, 99))
def test_a_reduced_trace_keeps_every_peak_in_its_place(size, bins, seed):
    values = np.random.default_rng(seed).normal(0, 30, size).astype(np.float32)
    positions, kept = envelope(values, bins)
    assert (np.diff(positions) >= 0).all()
    np.testing.assert_array_equal(values[positions], kept)
    per_bin = size // bins
    if per_bin > 4:
        for first in range(0, size, per_bin):
            inside = kept[(positions >= first) & (positions < first + per_bin)]
            part = values[first : first + per_bin]
            assert (inside.min(), inside.max()) == (part.min(), part.max())
    else:
        assert kept.size == size


def test_a_bin_that_begins_in_a_gap_keeps_its_peaks():
    values = np.full(1000, np.nan, np.float32)
    values[515:] = 7.0
    values[517], values[518] = 90.0, 3.0
    positions, kept = envelope(values, 10)
    inside = kept[(positions >= 500) & (positions < 600)]
    assert inside.tolist() == [90.0, 3.0]
    assert np.isnan(kept[positions < 500]).all()


@pytest.mark.parametrize("per_bin", [4, 5, 12, 32, 33, 100])
@pytest.mark.parametrize("missing", [0.0, 0.02, 0.9])
def test_peaks_are_the_first_least_and_the_first_largest_value_of_each_bin(per_bin, missing):
    random = np.random.default_rng(per_bin)
    traces = random.normal(0, 3, (3, 50 * per_bin + 2)).round().astype(np.float32)
    traces[1:][random.random((2, traces.shape[1])) < missing] = np.nan
    for trace, positions in zip(traces, peak_positions(traces, 50), strict=True):
        expected = []
        for first in range(0, trace.size, per_bin) if per_bin > 4 else ():
            part = trace[first : first + per_bin]
            none = np.isnan(part).all()
            pair = (0, 0) if none else (int(np.nanargmin(part)), int(np.nanargmax(part)))
            expected += [first + min(pair), first + max(pair)]
        assert positions.tolist() == (expected or list(range(trace.size)))
        np.testing.assert_array_equal(positions, envelope(trace, 50)[0])


@given(st.integers(1, 3000), st.sampled_from([0.5, 1, 10, 99.7, 128, 256]), st.integers(0, 99))
def test_extremes_lose_no_peak_and_fill_every_bin(size, rate_hz, seed):
    values = np.random.default_rng(seed).normal(0, 30, size).astype(np.float32)
    n_bins = max(round(size / rate_hz / 0.5), 1)
    pairs = extremes(values, rate_hz, 0.5, n_bins)
    assert len(pairs) == n_bins
    assert np.isfinite(pairs).all()
    assert (pairs[:, 0].min(), pairs[:, 1].max()) == (values.min(), values.max())
    places = (np.arange(size) / rate_hz / 0.5 + 1e-6).astype(int)
    for place in np.unique(places[places < len(pairs) - 1]):
        part = values[places == place]
        assert pairs[place].tolist() == [part.min(), part.max()]


def test_a_gap_of_extremes_is_where_there_is_no_sample():
    values = np.ones(1000, np.float32)
    values[200:410] = np.nan
    pairs = extremes(values, 100, 0.5, 20)
    assert np.flatnonzero(np.isnan(pairs[:, 0])).tolist() == [4, 5, 6, 7]
    together = merged(pairs, 5)
    np.testing.assert_array_equal(together, 1)
    assert len(together) == 4
