"""Nights rebuilt on real trajectories: simulated waves under the spectra of a real sleeper's epochs.

Raw recordings are large and often may not be passed on; their spectral moments are small and
tell, epoch by epoch, how the spectrum of a real night moved. A night is simulated on the real
stages and then equalised so that each epoch has the moments that were measured.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from sleepscorer.simulation.background import FREQUENCIES_HZ, WINDOW_SAMPLES
from sleepscorer.simulation.frames import FRAME_SAMPLES, FRAMES_PER_EPOCH, RATE_HZ, Floats
from sleepscorer.simulation.night import SimulatedNight, simulate_night
from sleepscorer.stages import EPOCH_SECONDS

Array = NDArray[np.float64]

BANDS_HZ = ((0.5, 4.0), (4.0, 8.0), (8.0, 13.0), (13.0, 30.0))
"""Bands, edges included, whose power a night's measurements may give."""
LARGEST_GAIN = 3.5
"""Largest natural logarithm of a power ratio: beyond it the measurement is not of a brain."""
_EPOCH_SAMPLES = EPOCH_SECONDS * RATE_HZ
_EPOCH_HZ: Array = np.fft.rfftfreq(_EPOCH_SAMPLES, 1 / RATE_HZ).astype(np.float64)
_MOMENT_KNOTS_HZ = (0.7, 6.0, 22.0)
_BAND_KNOTS_HZ = (0.25, 1.5, 6.0, 10.5, 17.0, 27.0, 42.0)


@dataclass(frozen=True)
class ChannelMeasures:
    """Measurements of every epoch of one channel of a real night.

    Parameters
    ----------
    variance_uv2, mobility, complexity : ndarray, shape (n_epochs,)
        Variance and Hjorth's mobility and complexity of raw microvolts at 100 Hz.
    band_uv2 : ndarray, shape (n_epochs, 4), optional
        Variance within :data:`BANDS_HZ`; NaN in epochs where it is not known.
    """

    variance_uv2: Array
    mobility: Array
    complexity: Array
    band_uv2: Array | None = None


def rebuild_night(
    seed: int, stages: NDArray[np.int8], channels: tuple[ChannelMeasures, ChannelMeasures, ChannelMeasures]
) -> SimulatedNight:
    """Simulate a night on real stages whose EEG, EEG and EOG follow what was measured.

    Parameters
    ----------
    seed : int
    stages : ndarray of int8, shape (n_epochs,)
    channels : tuple of ChannelMeasures
        Fpz-Cz, Pz-Oz and horizontal EOG, one row per stage.

    Returns
    -------
    SimulatedNight
        The chin EMG is as simulated.
    """
    night = simulate_night(seed, stages=stages, sleep_edf_montage=True)
    signals = night.signals_uv.copy()
    for channel, measured in enumerate(channels):
        signals[channel] = equalise(signals[channel], measured)
    return replace(night, signals_uv=signals)


def equalise(signal_uv: Floats, measured: ChannelMeasures, passes: int = 2) -> Floats:
    """Filter a signal, epoch by epoch, until it has the moments that were measured."""
    for _ in range(passes):
        power = epoch_power(signal_uv)
        gains = _fit_moments(power, measured)
        if measured.band_uv2 is not None:
            known = np.asarray(np.isfinite(measured.band_uv2).all(axis=1))
            gains[known] = _fit_bands(power[known], measured, known)
        signal_uv = _apply(signal_uv, gains)
    return signal_uv


def epoch_power(signal_uv: Floats) -> Array:
    """Compute the share of each epoch's variance at each frequency, shape (n_epochs, 1501)."""
    from scipy.fft import rfft

    epochs = signal_uv.reshape(-1, _EPOCH_SAMPLES)
    power = np.abs(rfft(epochs, axis=1)).astype(np.float64) ** 2 * (2 / _EPOCH_SAMPLES**2)
    power[:, 0] = 0
    return np.asarray(power)


def _moments(count: int) -> Array:
    """Return the weights over frequency of the variance of a signal and of its successive differences."""
    difference = 4 * np.sin(np.pi * _EPOCH_HZ / RATE_HZ) ** 2
    return np.stack([difference**order for order in range(count)])


def _log_targets(measured: ChannelMeasures) -> Array:
    variance = np.maximum(measured.variance_uv2, 1e-3)
    first = variance * np.maximum(measured.mobility, 1e-3) ** 2
    second = first * np.maximum(measured.complexity * measured.mobility, 1e-3) ** 2
    return np.asarray(np.log(np.stack([variance, first, second], axis=1)))


def _fit_moments(power: Array, measured: ChannelMeasures) -> Array:
    log_gains = _fit(power, _moments(3), _log_targets(measured), _basis(_MOMENT_KNOTS_HZ))
    return np.asarray(log_gains @ _basis(_MOMENT_KNOTS_HZ, FREQUENCIES_HZ))


def _fit_bands(power: Array, measured: ChannelMeasures, known: NDArray[np.bool_]) -> Array:
    assert measured.band_uv2 is not None
    inside = np.stack([(low <= _EPOCH_HZ) & (high >= _EPOCH_HZ) for low, high in BANDS_HZ])
    weights = np.concatenate([_moments(3), inside])
    bands = np.log(np.maximum(measured.band_uv2[known], 1e-4))
    targets = np.concatenate([_log_targets(measured)[known], bands], axis=1)
    return _fit(power, weights, targets, _basis(_BAND_KNOTS_HZ)) @ _basis(_BAND_KNOTS_HZ, FREQUENCIES_HZ)


def _basis(knots_hz: tuple[float, ...], at_hz: NDArray[np.floating] = _EPOCH_HZ) -> Array:
    """Return the piecewise linear functions of log frequency, one per knot."""
    octaves = np.log2(np.maximum(at_hz, 0.1))
    knots = np.log2(knots_hz)
    return np.stack([np.interp(octaves, knots, row) for row in np.eye(len(knots_hz))])


def _fit(power: Array, weights: Array, log_targets: Array, basis: Array, steps: int = 6) -> Array:
    """Fit the logarithm of a power gain, as a sum of ``basis``, by damped Newton steps."""
    log_gains = np.zeros((len(power), len(basis)))
    products = np.einsum("mf,kf->mkf", weights, basis).reshape(-1, weights.shape[1])
    ridge = 0.02 * np.eye(len(basis))
    for _ in range(steps):
        gained = power * np.exp(log_gains @ basis)
        moments = gained @ weights.T + 1e-9
        slopes = (gained @ products.T).reshape(len(power), len(weights), len(basis)) / moments[:, :, None]
        errors = log_targets - np.log(moments)
        normal = slopes.transpose(0, 2, 1) @ slopes + ridge
        step = np.linalg.solve(normal, (slopes.transpose(0, 2, 1) @ errors[:, :, None]))[..., 0]
        log_gains = np.clip(log_gains + np.clip(step, -1.5, 1.5), -LARGEST_GAIN, LARGEST_GAIN)
    return log_gains


def _apply(signal_uv: Floats, log_gains: Array) -> Floats:
    """Filter by overlap-add with gains given per epoch over the frequencies of a frame."""
    from scipy.fft import irfft, rfft

    window = np.sin(np.pi * (np.arange(WINDOW_SAMPLES) + 0.5) / WINDOW_SAMPLES).astype(np.float32)
    padded = np.pad(signal_uv, FRAME_SAMPLES)
    blocks = np.lib.stride_tricks.sliding_window_view(padded, WINDOW_SAMPLES)[::FRAME_SAMPLES]
    of_epoch = np.minimum(np.arange(len(blocks)) // FRAMES_PER_EPOCH, len(log_gains) - 1)
    gains = np.exp(0.5 * log_gains).astype(np.float32)[of_epoch]
    filtered = irfft(rfft(blocks * window, axis=1) * gains, WINDOW_SAMPLES, axis=1) * window
    joined = filtered[1:, :FRAME_SAMPLES] + filtered[:-1, FRAME_SAMPLES:]
    return np.asarray(joined, dtype=np.float32).ravel()
