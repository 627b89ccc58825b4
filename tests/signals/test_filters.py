from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sleepscorer.signals.filters import band_pass, band_pass_rows, fast_length, settling_seconds

RATE_HZ = 128.0


def sine(hz: float, seconds: float = 60, rate_hz: float = RATE_HZ) -> np.ndarray:
    return np.sin(2 * np.pi * hz * np.arange(int(seconds * rate_hz)) / rate_hz)


def middle(values: np.ndarray) -> np.ndarray:
    return values[values.size // 4 : -values.size // 4]


@pytest.mark.parametrize(
    ("low", "high", "order"),
    [(0.3, 35.0, 2), (0.3, None, 2), (None, 35.0, 2), (10.0, 50.0, 4), (0.5, 30.0, 1)],
)
def test_filters_give_what_scipy_gives_forwards_and_backwards(low, high, order):
    signal = pytest.importorskip("scipy.signal")
    kind = "bandpass" if low and high else "highpass" if low else "lowpass"
    corners = (low, high) if low and high else low or high
    sections = signal.butter(order, corners, kind, fs=RATE_HZ, output="sos")
    noise = np.random.default_rng(3).normal(20, 30, int(120 * RATE_HZ))
    expected = middle(signal.sosfiltfilt(sections, noise))
    np.testing.assert_allclose(middle(band_pass(noise, RATE_HZ, low, high, order)), expected, atol=0.05)


@pytest.mark.parametrize(("low", "order", "rate_hz"), [(0.2, 2, 100.0), (0.3, 2, 128.0), (0.1, 3, 100.0)])
def test_a_long_high_pass_gives_what_scipy_gives(low, order, rate_hz):
    signal = pytest.importorskip("scipy.signal")
    count = int(2000 * rate_hz)
    random = np.random.default_rng(3)
    waves = 50 * sine(10, count / rate_hz, rate_hz)[:count] + random.normal(0, 30, count)
    drifting = waves + random.normal(0, 1, count).cumsum() + 400
    sections = signal.butter(order, low, "highpass", fs=rate_hz, output="sos")
    expected = middle(signal.sosfiltfilt(sections, drifting))
    np.testing.assert_allclose(middle(band_pass(drifting, rate_hz, low, None, order)), expected, atol=0.02)


def test_a_long_run_is_filtered_as_a_short_one_is():
    noise = np.random.default_rng(3).normal(0, 30, 150_000).cumsum() / 50
    short = band_pass(noise[:100_000], 100, 0.2, None)
    long = band_pass(noise, 100, 0.2, None)[:100_000]
    np.testing.assert_allclose(long[:90_000], short[:90_000], atol=0.05)


def test_waves_in_the_band_neither_move_nor_shrink():
    np.testing.assert_allclose(middle(band_pass(sine(8), RATE_HZ, 0.3, 35)), middle(sine(8)), atol=0.01)


@pytest.mark.parametrize(("hz", "low", "high"), [(0.02, 0.3, None), (60, None, 20), (0.02, 0.3, 35)])
def test_waves_outside_the_band_go(hz, low, high):
    assert np.abs(middle(band_pass(sine(hz, 300), RATE_HZ, low, high))).max() < 0.02


def test_an_offset_goes_with_a_high_pass_and_stays_with_a_low_pass():
    offset = np.full(int(60 * RATE_HZ), 500.0)
    np.testing.assert_allclose(band_pass(offset, RATE_HZ, 0.3, None), 0, atol=1e-2)
    np.testing.assert_allclose(band_pass(offset, RATE_HZ, None, 35), 500, rtol=1e-5)


def test_a_corner_beyond_the_nyquist_frequency_is_left_out():
    noise = np.random.default_rng(3).normal(size=4000).astype(np.float32)
    np.testing.assert_array_equal(band_pass(noise, 60, None, 35), noise)
    np.testing.assert_array_equal(band_pass(noise, 60, 0.3, 35), band_pass(noise, 60, 0.3, None))
    np.testing.assert_array_equal(band_pass(noise, 1.0, 0.6, 35), noise)


def test_gaps_stay_gaps_and_do_not_spread():
    noise = np.random.default_rng(3).normal(size=6000)
    noise[2000:2100] = np.nan
    filtered = band_pass(noise, RATE_HZ, 0.3, 35)
    assert np.flatnonzero(np.isnan(filtered)).tolist() == list(range(2000, 2100))
    np.testing.assert_array_equal(filtered[:2000], band_pass(noise[:2000], RATE_HZ, 0.3, 35))


@pytest.mark.parametrize(
    ("low", "high", "notch"), [(0.3, 35.0, None), (None, 15.0, 50.0), (10.0, None, None)]
)
def test_signals_filtered_together_are_what_each_is_alone_gaps_as_well(low, high, notch):
    random = np.random.default_rng(3)
    signals = (random.normal(0, 30, (5, 7000)) + random.normal(0, 1, (5, 7000)).cumsum(axis=1)).astype("f4")
    signals[1, 2000:2100] = signals[3, :9] = signals[4] = np.nan
    together = band_pass(signals, RATE_HZ, low, high, notch_hz=notch)
    assert together.dtype == np.float32
    for alone, shown in zip(signals, together, strict=True):
        np.testing.assert_array_equal(shown, band_pass(alone, RATE_HZ, low, high, notch_hz=notch))


@pytest.mark.parametrize("size", [2000, 200_000])
@pytest.mark.parametrize("has_gap", [False, True])
def test_rows_with_filters_of_their_own_are_what_each_is_alone(size, has_gap):
    corners = [
        (0.3, 35.0, None),
        (0.3, 35.0, None),
        (10.0, None, 50.0),
        (None, 15.0, None),
        (None, None, None),
    ]
    signals = np.random.default_rng(3).normal(20, 30, (5, size)).astype(np.float32)
    if has_gap:
        signals[2, 500:700] = np.nan
    kinds = [(corners[0], slice(0, 2)), *((corners[row], slice(row, row + 1)) for row in (2, 3, 4))]
    for n_rows, taken in ((5, kinds), (4, kinds[:3])):
        filtered = band_pass_rows(signals[:n_rows], 256.0, taken, edge_s=1.0)
        for row in range(n_rows):
            low, high, notch = corners[row]
            alone = band_pass(signals[row], 256.0, low, high, edge_s=1.0, notch_hz=notch)
            np.testing.assert_array_equal(filtered[row], alone)


def test_single_precision_rounds_no_more_than_the_samples_themselves():
    random = np.random.default_rng(3)
    signal = (random.normal(0, 30, 15_000).cumsum() + 2000).astype(np.float32)
    padding, size = int(10 * RATE_HZ), signal.size
    exact = signal.astype(np.float64)
    centred = exact - exact.mean()
    extended = np.concatenate(
        (
            2 * centred[0] - centred[padding:0:-1],
            centred,
            2 * centred[-1] - centred[-2 : -2 - padding : -1],
        )
    )
    length = fast_length(extended.size)
    hz = np.fft.rfftfreq(length)[1:] * np.pi
    low, high = (np.tan(np.pi * corner / RATE_HZ) for corner in (0.3, 35.0))
    distance = (np.tan(np.minimum(hz, 0.4999999 * np.pi)) ** 2 - low * high) / np.tan(
        np.minimum(hz, 0.4999999 * np.pi)
    )
    gain = np.r_[0.0, 1 / (1 + (distance / (high - low)) ** 4)]
    expected = np.fft.irfft(np.fft.rfft(extended, length) * gain, length)[padding : padding + size]
    rounding = np.spacing(np.abs(signal).max())
    np.testing.assert_allclose(band_pass(signal, RATE_HZ, 0.3, 35.0), expected, rtol=0, atol=2 * rounding)


@given(st.integers(0, 40), st.lists(st.integers(0, 39), max_size=5))
def test_runs_of_any_length_can_be_filtered(size, missing):
    signal = np.ones(size)
    signal[[place for place in missing if place < size]] = np.nan
    filtered = band_pass(signal, RATE_HZ, 0.3, 35)
    np.testing.assert_array_equal(np.isnan(filtered), np.isnan(signal))


def test_a_long_signal_filtered_in_blocks_has_no_seams():
    noise = np.random.default_rng(3).normal(size=400_000)
    whole = band_pass(noise, 100, 0.3, 35)
    part = band_pass(noise[100_000:260_000], 100, 0.3, 35)
    np.testing.assert_allclose(whole[105_000:255_000], part[5_000:-5_000], atol=0.01)


def test_a_page_read_with_its_settling_time_is_that_of_the_whole_night():
    noise = np.random.default_rng(3).normal(0, 30, int(600 * RATE_HZ))
    margin = int(settling_seconds(0.3) * RATE_HZ)
    first, last = int(300 * RATE_HZ), int(330 * RATE_HZ)
    page = band_pass(noise[first - margin : last + margin], RATE_HZ, 0.3, 35)[margin:-margin]
    np.testing.assert_allclose(page, band_pass(noise, RATE_HZ, 0.3, 35)[first:last], atol=1.0)


@given(st.integers(1, 100_000))
def test_lengths_suit_the_fourier_transform(least):
    length = fast_length(least)
    rest = length
    for factor in (2, 3, 5):
        while rest % factor == 0:
            rest //= factor
    assert rest == 1
    assert least <= length < max(2 * least, 3)
