from __future__ import annotations

import time
from functools import partial

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sleepscorer.assets import resource
from sleepscorer.recording import open_recording
from sleepscorer.signals.spectra import N_TAPERS, colour_limits, night_spectrogram, spectrogram


def noise(seconds: float, rate_hz: float, sigma_uv: float = 10.0) -> np.ndarray:
    return np.random.default_rng(0).normal(0, sigma_uv, round(seconds * rate_hz)).astype(np.float32)


def by_definition(segment: np.ndarray, rate_hz: float, frequency_hz: float) -> float:
    """One-sided density at one frequency: each taper written out, one Fourier sum each."""
    places = np.arange(1, segment.size + 1)
    wave = np.exp(-2j * np.pi * frequency_hz / rate_hz * places)
    total = 0.0
    for taper in range(1, N_TAPERS + 1):
        window = np.sqrt(2 / (segment.size + 1)) * np.sin(np.pi * taper * places / (segment.size + 1))
        total += abs((window * (segment - segment.mean()) * wave).sum()) ** 2
    return 2 * total / N_TAPERS / rate_hz


def test_it_is_the_multitaper_spectrum_by_definition():
    signal = noise(4, 128) + 30 * np.sin(2 * np.pi * 11.3 / 128 * np.arange(512)).astype(np.float32)
    found = spectrogram(signal, 128, column_s=4)
    assert found.power_db.shape == (1, 121)
    for place in (1, 17, 45, 46, 120):
        density = by_definition(signal[:511].astype(float), 128, found.frequencies_hz[place])
        assert found.power_db[0, place] == pytest.approx(10 * np.log10(density), abs=0.01)


@pytest.mark.parametrize("rate_hz", [100, 128, 200, 256, 512, 199.9])
def test_white_noise_has_its_density_at_any_rate(rate_hz):
    found = spectrogram(noise(300, rate_hz), rate_hz)
    assert len(found.power_db) == 10
    density = 10 ** (found.power_db[:, 1:] / 10)
    assert density.mean() == pytest.approx(2 * 100 / rate_hz, rel=0.03)
    assert found.frequencies_hz[-1] == pytest.approx(30, abs=0.3)


@given(st.floats(2, 28))
def test_a_sine_stands_at_its_frequency_with_its_power(frequency_hz):
    signal = 20 * np.sin(2 * np.pi * frequency_hz / 100 * np.arange(3000))
    found = spectrogram(signal, 100)
    density = 10 ** (found.power_db[0] / 10)
    centre = (density * found.frequencies_hz).sum() / density.sum()
    assert centre == pytest.approx(frequency_hz, abs=0.15)
    assert density.sum() * (found.frequencies_hz[1]) == pytest.approx(200, rel=0.1)


def test_low_rates_stop_below_their_nyquist_frequency():
    found = spectrogram(noise(60, 32), 32)
    assert 14 < found.frequencies_hz[-1] < 16
    assert np.isfinite(found.power_db).all()


def test_segments_without_signal_are_left_out_of_their_column():
    signal = noise(90, 100)
    whole = spectrogram(signal, 100).power_db
    signal[3100:3400] = np.nan
    signal[6000:] = np.nan
    found = spectrogram(signal, 100).power_db
    np.testing.assert_array_equal(found[0], whole[0])
    assert np.isfinite(found[1]).all()
    assert abs(found[1].mean() - whole[1].mean()) < 1
    assert np.isnan(found[2]).all()


def test_a_flat_signal_is_at_the_floor():
    assert (spectrogram(np.full(3000, 7.0), 100).power_db == -40).all()


@pytest.mark.parametrize("n_samples", [0, 50, 2999])
def test_less_than_a_column_is_no_column(n_samples):
    assert spectrogram(np.zeros(n_samples), 100).power_db.shape == (0, 121)


def test_columns_may_be_finer_than_a_segment():
    found = spectrogram(noise(10, 100), 100, column_s=1)
    assert len(found.power_db) == 10
    assert np.isfinite(found.power_db).all()


def test_a_recording_is_read_block_by_block():
    night = open_recording(resource("sample", "sample-night.edf"))
    trace = night.traces[0]
    rate_hz = night.rate_of(trace)
    asked: list[float] = []

    def read(start_s: float, seconds: float) -> np.ndarray:
        asked.append(seconds)
        return night.read_derivation(trace, start_s, seconds)

    told: list[float] = []
    found = night_spectrogram(read, night.duration_s, rate_hz, step=told.append)
    whole = spectrogram(night.read_derivation(trace, 0, night.duration_s), rate_hz)
    np.testing.assert_allclose(found.power_db, whole.power_db, atol=1e-4)
    assert max(asked) <= 600
    assert told == sorted(told)
    assert told[-1] == 1


def test_it_can_be_stopped():
    def stop(_: float) -> None:
        raise InterruptedError

    with pytest.raises(InterruptedError):
        night_spectrogram(lambda start, seconds: noise(seconds, 100), 3600, 100, step=stop)


def test_a_night_takes_little_longer_than_its_bare_transforms():
    signal = noise(8 * 3600, 256)

    def least(run) -> float:
        seconds = []
        for _ in range(3):
            start = time.process_time()
            run()
            seconds.append(time.process_time() - start)
        return min(seconds)

    floor = least(lambda: np.fft.rfft(signal.reshape(-1, 512)))
    assert least(lambda: spectrogram(signal, 256)) < 15 * floor


def test_colours_are_not_moved_by_artefacts_or_gaps():
    values = np.random.default_rng(1).normal(0, 5, (500, 100)).astype(np.float32)
    low, high = colour_limits(values)
    values[:4], values[4:20], values[20:60] = 90, np.nan, -40
    again = colour_limits(values)
    assert again == pytest.approx((low, high), abs=1.5)
    assert again[1] < 20


def test_colours_of_nothing_are_apart():
    for values in (np.full((3, 3), np.nan), np.full((3, 3), 5.0), np.zeros((0, 4))):
        low, high = colour_limits(values)
        assert high - low >= 10


def test_a_partial_of_a_recording_is_a_reader():
    night = open_recording(resource("sample", "sample-night.edf"))
    found = night_spectrogram(partial(night.read_derivation, night.traces[0]), 120.0, 100.0)
    assert found.power_db.shape == (4, 121)
