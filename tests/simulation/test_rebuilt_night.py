from __future__ import annotations

import numpy as np
import pytest

from sleepscorer.simulation import simulate_night
from sleepscorer.simulation.rebuilt_night import (
    BANDS_HZ,
    ChannelMeasures,
    epoch_power,
    equalise,
    rebuild_night,
)


def _measure(signal: np.ndarray) -> ChannelMeasures:
    """Moments of every epoch, as the published tables give them."""
    epochs = signal.reshape(-1, 3000).astype(np.float64)
    first, second = np.diff(epochs, axis=1), np.diff(epochs, 2, axis=1)
    mobility = np.sqrt(first.var(axis=1) / epochs.var(axis=1))
    complexity = np.sqrt(second.var(axis=1) / first.var(axis=1)) / mobility
    power, hertz = epoch_power(signal), np.fft.rfftfreq(3000, 0.01)
    bands = np.stack([power[:, (hertz >= a) & (hertz <= b)].sum(axis=1) for a, b in BANDS_HZ], axis=1)
    return ChannelMeasures(epochs.var(axis=1), mobility, complexity, bands)


@pytest.fixture(scope="module")
def real():
    return simulate_night(11, 1.0, sleep_edf_montage=True)


def test_power_adds_up_to_the_variance(real):
    signal = real.signals_uv[0]
    np.testing.assert_allclose(
        epoch_power(signal).sum(axis=1), signal.reshape(-1, 3000).var(axis=1), rtol=5e-3
    )


def test_an_equalised_signal_has_the_measured_moments(real):
    wanted = _measure(real.signals_uv[0])
    other = simulate_night(12, stages=real.stages, sleep_edf_montage=True).signals_uv[0]
    got = _measure(equalise(other, wanted))
    assert np.median(np.abs(np.log(got.variance_uv2 / wanted.variance_uv2))) < 0.03
    assert np.median(np.abs(np.log(got.mobility / wanted.mobility))) < 0.05
    assert np.median(np.abs(np.log(got.band_uv2 / wanted.band_uv2))) < 0.05


def test_epochs_without_band_powers_follow_the_moments(real):
    wanted = _measure(real.signals_uv[1])
    moments = ChannelMeasures(wanted.variance_uv2, wanted.mobility, wanted.complexity)
    other = simulate_night(12, stages=real.stages, sleep_edf_montage=True).signals_uv[1]
    got = _measure(equalise(other, moments))
    assert np.median(np.abs(np.log(got.variance_uv2 / wanted.variance_uv2))) < 0.03
    assert np.median(np.abs(np.log(got.complexity / wanted.complexity))) < 0.05


def test_a_rebuilt_night_keeps_the_real_stages(real):
    channels = tuple(_measure(signal) for signal in real.signals_uv[:3])
    night = rebuild_night(3, real.stages, channels)
    np.testing.assert_array_equal(night.stages, real.stages)
    assert night.signals_uv.shape == real.signals_uv.shape
    assert np.isfinite(night.signals_uv).all()
