"""Numbers that describe 30 s epochs, computed with numpy alone.

Two groups per channel. The *measures* are statistics that the literature computes of raw epochs;
tables of them exist for real, scored nights, so that a network can learn from people whose raw
recordings it never met. The *spectrum* is a log-spectrogram summed up over each epoch. Training
and pre-scoring both call these functions.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sleepscorer.processors import for_each
from sleepscorer.stages import EPOCH_SECONDS

Floats = NDArray[np.float32]

RATE_HZ = 100
EPOCH_SAMPLES = EPOCH_SECONDS * RATE_HZ
MEASURES = (
    "std",
    "iqr",
    "skewness",
    "kurtosis",
    "crossings",
    "mobility",
    "complexity",
    "higuchi",
    "petrosian",
    "entropy5",
    "entropy10",
    "entropy30",
    "entropy60",
    "minimum",
    "maximum",
    "delta",
    "theta",
    "alpha",
    "beta",
)
"""Statistics of one channel in one epoch, in order; microvolts and their squares."""
ENTROPY_BINS = (5, 10, 30, 60)
HIGUCHI_K_MAX = 10
BANDS_HZ = ((0.5, 4.0), (4.0, 8.0), (8.0, 13.0), (13.0, 30.0))
"""Bands of the last four measures, edges included."""
SPECTRUM_EDGES_HZ = (
    *(0.5, 1.0, 1.5, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0, 10.0, 11.0, 12.0, 13.0),
    *(14.0, 15.0, 16.0, 18.0, 20.0, 23.0, 26.0, 30.0, 35.0, 40.0, 45.0),
)
N_BANDS = len(SPECTRUM_EDGES_HZ) - 1
SPECTRUM_STATISTICS = ("mean", "p10", "p90", "max")
WINDOW = 2 * RATE_HZ
N_WINDOWS = 29
"""Windows of an epoch, which overlap by half."""
_SLOW_WAVES = 8
"""Frequencies of a window's transform up to 4 Hz."""
N_CHANNELS = 4
"""EEG, EEG, EOG, EMG."""
_EEGS, _EOG = {0, 1}, 2
N_COUPLING = 3
GROUPS = ("statistics", "bands", "spectrum", "coupling")
"""Groups of numbers that may be known or not: the first 13 measures, the other measures, ..."""
N_STATISTICS = 13
"""Measures before those of the group of bands; the first, the standard deviation, belongs to the bands."""
GROUP_COLUMNS = (24, 13, 5 * N_BANDS, N_COUPLING)
"""Columns of every group in what :func:`describe` gives."""
N_COLUMNS = sum(GROUP_COLUMNS)
_BLOCK_EPOCHS = 30
"""Epochs worked on at a time: their arrays stay in the processor's cache."""
_TINY = 1e-6
_FLOOR_UV2_HZ = 1e-4
"""Added to power densities, so that what filters removed does not reach the logarithm."""


def measure(epochs_uv: Floats) -> Floats:
    """Compute the statistics of one channel's epochs.

    Parameters
    ----------
    epochs_uv : ndarray of float32, shape (n_epochs, 3000)
        Microvolts at 100 Hz.

    Returns
    -------
    ndarray of float32, shape (n_epochs, len(MEASURES))
    """
    parts = [np.zeros((0, len(MEASURES)), np.float32)]
    for first in range(0, len(epochs_uv), _BLOCK_EPOCHS):
        block = np.asarray(epochs_uv[first : first + _BLOCK_EPOCHS], np.float32)
        histogram = _histogram(block)
        spread = _percentile(block, histogram, 75) - _percentile(block, histogram, 25)
        slope = np.diff(block, axis=1)
        columns = _moments(block, spread)
        columns += [*_hjorth(block, slope, columns[0]), *_fractal(block, slope), *_entropies(histogram)]
        columns += [block.min(axis=1), block.max(axis=1), *_band_powers(block)]
        parts.append(np.stack(columns, axis=1).astype(np.float32))
    return np.concatenate(parts)


@dataclass(frozen=True)
class _Histogram:
    """Of each epoch over its own range.

    Parameters
    ----------
    bins : ndarray of int, shape (n_epochs, n_samples)
        The bin of each sample.
    below : ndarray of int, shape (n_epochs, n_bins + 1)
        Samples below each edge.
    """

    bins: NDArray[np.int32]
    below: NDArray[np.int64]


def _histogram(epochs: Floats) -> _Histogram:
    finest = max(ENTROPY_BINS)
    low = epochs.min(axis=1, keepdims=True)
    width = np.maximum(epochs.max(axis=1, keepdims=True) - low, _TINY) / finest
    bins = np.minimum(((epochs - low) / width).astype(np.int32), finest - 1)
    at = bins + np.arange(len(epochs), dtype=np.int32)[:, None] * finest
    counts = np.bincount(at.ravel(), minlength=finest * len(epochs)).reshape(len(epochs), finest)
    return _Histogram(bins, np.pad(counts.cumsum(axis=1), ((0, 0), (1, 0))))


def _percentile(epochs: Floats, histogram: _Histogram, percent: float) -> Floats:
    """Of each epoch, interpolated linearly; looked for in the bins that hold it, which are few."""
    index, share = divmod(percent / 100 * (epochs.shape[1] - 1), 1)
    first, last = ((histogram.below[:, 1:] <= rank).sum(axis=1, keepdims=True) for rank in (index, index + 1))
    chosen = (histogram.bins >= first) & (histogram.bins <= last)
    sizes = chosen.sum(axis=1, keepdims=True)
    held = np.full((len(epochs), sizes.max()), np.inf, np.float32)
    held[np.arange(sizes.max()) < sizes] = epochs[chosen]
    held.sort(axis=1)
    at = int(index) - np.take_along_axis(histogram.below, first, axis=1)
    pair = np.take_along_axis(held, at + np.arange(2), axis=1)
    return np.asarray(pair @ np.array([1 - share, share], np.float32), np.float32)


def _moments(epochs: Floats, spread: Floats) -> list[Floats]:
    """Standard deviation, inter-quartile range, skewness, excess kurtosis, sign changes."""
    centred = epochs - epochs.mean(axis=1, keepdims=True)
    squares = centred * centred
    variance = np.maximum(squares.mean(axis=1), _TINY**2)
    skewness = _mean_product(squares, centred) / variance**1.5
    kurtosis = _mean_product(squares, squares) / variance**2 - 3
    negative = np.signbit(epochs)
    crossings = _count(negative[:, 1:] != negative[:, :-1])
    return [np.sqrt(variance), spread, skewness, kurtosis, crossings.astype(np.float32)]


def _count(flags: NDArray[np.bool_]) -> NDArray[np.int16]:
    """How many of each row are set; several times faster than ``np.count_nonzero`` along an axis."""
    return np.asarray(flags.view(np.int8).sum(axis=1, dtype=np.int16))


def _mean_product(first: Floats, second: Floats) -> Floats:
    """Mean along the second axis of what two arrays multiply to, without an array of the products."""
    return np.asarray(np.einsum("ij,ij->i", first, second) / np.float32(first.shape[1]), np.float32)


def _hjorth(epochs: Floats, slope: Floats, std: Floats) -> list[Floats]:
    """Hjorth's mobility and complexity (Hjorth 1970)."""
    of_slope = _spread_of_steps(slope, epochs)
    mobility = of_slope / std
    return [mobility, _spread_of_steps(np.diff(slope, axis=1), slope) / of_slope / mobility]


def _spread_of_steps(steps: Floats, values: Floats) -> Floats:
    """Standard deviation of the differences of values, whose mean is known from the first and the last."""
    mean = (values[:, -1] - values[:, 0]) / np.float32(steps.shape[1])
    variance = np.maximum(_mean_product(steps, steps) - mean**2, 0)
    return np.asarray(np.maximum(np.sqrt(variance), _TINY), np.float32)


def _fractal(epochs: Floats, slope: Floats) -> list[Floats]:
    """Fractal dimensions after Higuchi (1988) and Petrosian (1995), as the tables have them."""
    turns = _count(slope[:, 1:] * slope[:, :-1] < 0)
    length = np.log10(epochs.shape[1])
    petrosian = length / (length + np.log10(1 + 0.4 * turns))
    return [_higuchi(epochs), petrosian]


def _higuchi(epochs: Floats) -> Floats:
    scales = np.arange(1, HIGUCHI_K_MAX + 1)
    lengths = np.empty((len(epochs), scales.size))
    for k in scales:
        steps = epochs[:, k:] - epochs[:, :-k]
        np.abs(steps, out=steps)
        lengths[:, k - 1] = steps @ _higuchi_weights(epochs.shape[1], int(k))
    x = -np.log(scales)
    x = x - x.mean()
    return np.asarray(np.log(np.maximum(lengths, _TINY)) @ x / (x @ x), np.float32)


@lru_cache(maxsize=64)
def _higuchi_weights(n: int, k: int) -> Floats:
    """How much each step over ``k`` samples counts: the mean over the curves that begin at each offset.

    The tables do without a further division by ``k``, which would add one to the slope.
    """
    at = np.arange(n - k)
    n_steps = (n - 1 - at % k) // k * k
    return np.asarray(np.where(at < at % k + n_steps, (n - 1) / n_steps / k, 0.0), np.float32)


def _entropies(histogram: _Histogram) -> list[Floats]:
    """Entropy in bits of the histogram over each epoch's range, for several numbers of bins."""
    counts = np.diff(histogram.below, axis=1)
    entropies = []
    for bins in ENTROPY_BINS:
        share = counts.reshape(len(counts), bins, -1).sum(axis=2) / histogram.bins.shape[1]
        entropies.append(-(share * np.log2(np.maximum(share, 1e-12))).sum(axis=1))
    return [np.asarray(values, np.float32) for values in entropies]


def _band_powers(epochs: Floats) -> list[Floats]:
    """Variance within the bands."""
    parts = _parts(np.fft.rfft(epochs, axis=1))
    at_hz = np.fft.rfftfreq(epochs.shape[1], 1 / RATE_HZ)
    ends = [(np.searchsorted(at_hz, low), np.searchsorted(at_hz, high, "right")) for low, high in BANDS_HZ]
    bands = [parts[:, 2 * first : 2 * last] for first, last in ends]
    scale = np.float32(2 / epochs.shape[1] ** 2)
    return [np.asarray(np.einsum("ij,ij->i", band, band) * scale, np.float32) for band in bands]


def _parts(spectrum: NDArray[np.complexfloating]) -> Floats:
    """Real and imaginary parts side by side: a band's power is the sum of the squares of both."""
    return np.ascontiguousarray(spectrum, np.complex64).view(np.float32)


class Windowed(NamedTuple):
    """Statistics of one channel's windows of 2 s.

    Attributes
    ----------
    spectrum : ndarray of float32, shape (n_epochs, len(SPECTRUM_STATISTICS), N_BANDS)
        Mean, 10th and 90th percentile and maximum over an epoch's windows of the natural logarithm of
        the power density (uV^2/Hz) within bands of :data:`SPECTRUM_EDGES_HZ`.
    slow : ndarray of float32, shape (n_epochs, 29, 16)
        Real and imaginary parts of the transform of each window from 0.5 to 4 Hz.
    """

    spectrum: Floats
    slow: Floats


def summarise_windows(epochs_uv: Floats) -> Windowed:
    """Summarise the log-spectrogram of one channel over each epoch, and its slow waves.

    Parameters
    ----------
    epochs_uv : ndarray of float32, shape (n_epochs, 3000)
        Microvolts at 100 Hz.

    Returns
    -------
    Windowed
    """
    spectra = [np.zeros((0, len(SPECTRUM_STATISTICS), N_BANDS), np.float32)]
    slow = [np.zeros((0, N_WINDOWS, 2 * _SLOW_WAVES), np.float32)]
    for first in range(0, len(epochs_uv), _BLOCK_EPOCHS):
        windows = _windows(epochs_uv[first : first + _BLOCK_EPOCHS])
        spectra.append(_summed_up(_levels(windows)))
        slow.append(_slow_parts(windows))
    return Windowed(np.concatenate(spectra), np.concatenate(slow))


def _summed_up(levels: Floats) -> Floats:
    """Statistics over the windows of each epoch."""
    ordered = np.sort(levels, axis=1)
    last = ordered.shape[1] - 1
    chosen = [ordered[:, round(share * last)] for share in (0.1, 0.9, 1.0)]
    return np.stack([ordered.mean(axis=1), *chosen], axis=1)


def _windows(epochs_uv: Floats) -> Floats:
    """Windows of 2 s that overlap by half, shape (n_epochs, 29, 200), each without its mean."""
    sliding = np.lib.stride_tricks.sliding_window_view(epochs_uv, WINDOW, axis=1)[:, :: WINDOW // 2]
    return np.asarray(sliding - sliding.mean(axis=2, keepdims=True), np.float32)


def _levels(windows: Floats) -> Floats:
    """Logarithm of the power density within each band."""
    taper = np.hanning(WINDOW).astype(np.float32)
    at_hz = np.fft.rfftfreq(WINDOW, 1 / RATE_HZ)
    starts = np.searchsorted(at_hz, SPECTRUM_EDGES_HZ)
    parts = _parts(np.fft.rfft(windows * taper, axis=2)[..., : starts[-1]])
    sums = np.add.reduceat(parts * parts, 2 * starts[:-1], axis=2)
    scale = np.asarray(2 / (RATE_HZ * (taper**2).sum()) / np.diff(starts), np.float32)
    return np.asarray(np.log(sums * scale + np.float32(_FLOOR_UV2_HZ)), np.float32)


def couple(eeg_slow: Floats, eog_slow: Floats) -> Floats:
    """Measure how an EEG and an EOG move together below 4 Hz, shape (n_epochs, 3).

    Mean, 10th and 90th percentile over an epoch's windows of 2 s of their correlation, from
    :attr:`Windowed.slow` of both.
    """
    product = (eeg_slow * eog_slow).sum(axis=2)
    norm = np.sqrt((eeg_slow**2).sum(axis=2) * (eog_slow**2).sum(axis=2))
    ordered = np.sort(product / np.maximum(norm, _TINY), axis=1)
    last = ordered.shape[1] - 1
    chosen = [ordered[:, round(share * last)] for share in (0.1, 0.9)]
    return np.stack([ordered.mean(axis=1), *chosen], axis=1).astype(np.float32)


def _slow_parts(windows: Floats) -> Floats:
    phases = np.outer(np.arange(WINDOW), np.arange(1, _SLOW_WAVES + 1)) * (2 * np.pi / WINDOW)
    waves = np.concatenate([np.cos(phases), np.sin(phases)], axis=1).astype(np.float32)
    return np.asarray(windows @ waves, np.float32)


@dataclass(frozen=True)
class EpochNumbers:
    """Numbers of the epochs of a recording, before any normalisation.

    Parameters
    ----------
    measures : ndarray of float32, shape (n_epochs, 4, len(MEASURES))
        Channels are EEG, EEG, EOG, EMG; what is not known is zero.
    spectra : ndarray of float32, shape (n_epochs, 4, len(SPECTRUM_STATISTICS), N_BANDS)
    coupling : ndarray of float32, shape (n_epochs, 4, 3)
        Of each EEG with the EOG; zero for the other channels.
    known : ndarray of bool, shape (4, len(GROUPS))
        Which groups of numbers are known of which channel.
    """

    measures: Floats
    spectra: Floats
    coupling: Floats
    known: NDArray[np.bool_]


def compute(channels_uv: Sequence[Floats | None], threads: int = 1) -> EpochNumbers:
    """Compute everything for a recording.

    Parameters
    ----------
    channels_uv : sequence of ndarray or None
        EEG, EEG, EOG, EMG in microvolts at 100 Hz, shape (n_epochs, 3000) each; None where the
        recording has none.
    threads : int

    Returns
    -------
    EpochNumbers
    """
    n_epochs = next(len(channel) for channel in channels_uv if channel is not None)
    numbers = EpochNumbers(
        np.zeros((n_epochs, N_CHANNELS, len(MEASURES)), np.float32),
        np.zeros((n_epochs, N_CHANNELS, len(SPECTRUM_STATISTICS), N_BANDS), np.float32),
        np.zeros((n_epochs, N_CHANNELS, N_COUPLING), np.float32),
        np.zeros((N_CHANNELS, len(GROUPS)), np.bool_),
    )
    slow: dict[int, Floats] = {}

    def compute_one(index: int) -> None:
        channel = channels_uv[index]
        if channel is None:
            return
        numbers.measures[:, index] = measure(channel)
        numbers.spectra[:, index], slow[index] = summarise_windows(channel)
        numbers.known[index, :3] = True

    for_each(compute_one, range(len(channels_uv)), threads)
    for index in slow.keys() & _EEGS if _EOG in slow else ():
        numbers.coupling[:, index] = couple(slow[index], slow[_EOG])
        numbers.known[index, 3] = True
    return numbers
