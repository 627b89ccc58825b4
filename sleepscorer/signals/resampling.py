"""Change of sampling rate, and the reduction of a trace to what a screen can show."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from sleepscorer.signals.filters import fast_length
from sleepscorer.signals.polyphase import change_rate

_LARGEST_BLOCK = 512
_LARGEST_DRIFT = 1e-4
"""Of a sample, by which the end of a signal may be out of place."""
_MARGIN = 1000
"""Samples at the lower rate by which the ends are extended before a signal is transformed."""


def resample(signal: NDArray[np.floating], rate_hz: float, new_rate_hz: float) -> NDArray[np.float32]:
    """Resample with a filter that lets everything up to nine tenths of the lower Nyquist frequency pass.

    See :mod:`sleepscorer.signals.polyphase`. Between rates in no simple ratio the spectrum is cut or extended
    instead.

    Parameters
    ----------
    signal : ndarray, shape (n,)
        Any unit, without NaN. Its ends are extended by point reflection, so that they do not ring.
    rate_hz, new_rate_hz : float
        Sampling rates before and after.

    Returns
    -------
    ndarray of float32, shape (round(n * new_rate_hz / rate_hz),)
    """
    values = np.asarray(signal, dtype=np.float32)
    if rate_hz == new_rate_hz or values.size < 2:
        return values.copy()
    count = round(values.size * new_rate_hz / rate_hz)
    if count == 0:
        return values[:0].copy()
    before, after = _ratio(new_rate_hz / rate_hz, values.size)
    mean = values.mean(dtype=np.float64).astype(np.float32)
    change = change_rate if max(before, after) <= _LARGEST_BLOCK else _change_spectrum
    return np.asarray(change(values - mean, before, after)[:count] + mean, np.float32)


def _ratio(exact: float, size: int) -> tuple[int, int]:
    """Return the smallest ratio of samples, before and after, that keeps the signal's end in its place."""
    from fractions import Fraction

    for largest in (_LARGEST_BLOCK, 10_000, 100_000, 1_000_000):
        ratio = Fraction(exact).limit_denominator(largest)
        if size * abs(float(ratio) - exact) < _LARGEST_DRIFT:
            break
    return ratio.denominator, ratio.numerator


def _change_spectrum(centred: NDArray[np.float32], before: int, after: int) -> NDArray[np.float32]:
    """Make ``after`` samples of every ``before`` by cutting or extending the spectrum."""
    margin = min(_MARGIN * max(1, before // after), centred.size - 1)
    ahead = 2 * centred[0] - centred[margin:0:-1]
    behind = 2 * centred[-1] - centred[-2 : -2 - margin : -1]
    blocks = fast_length(-(-(centred.size + 2 * margin) // before))
    new_length = blocks * after
    spectrum = np.fft.rfft(np.concatenate((ahead, centred, behind)), blocks * before)
    kept = min(spectrum.size, new_length // 2 + 1)
    # The first sample lies between two of the new ones; the spectrum is turned until it is one of them.
    first, between = divmod(margin * after, before)
    turned = np.exp(2j * np.pi / new_length * (between / before) * np.arange(kept))
    resized = np.zeros(new_length // 2 + 1, np.complex128)
    resized[:kept] = spectrum[:kept] * turned
    resampled = np.fft.irfft(resized, new_length) * (after / before)
    return np.asarray(resampled[first:], np.float32)


def envelope(values: NDArray[np.float32], bins: int) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
    """Reduce a trace to the smallest and largest value of each bin, so that no peak is lost.

    Parameters
    ----------
    values : ndarray of float32, shape (n,)
    bins : int
        About the number of pixels.

    Returns
    -------
    positions : ndarray of int
        Places of the kept values in ``values``, ascending.
    kept : ndarray of float32
        All of ``values`` where there are at most four to a bin. NaN only where a bin holds nothing else.
    """
    (positions,) = peak_positions(values[np.newaxis], bins)
    return positions, values[positions]


def peak_positions(traces: NDArray[np.float32], bins: int) -> NDArray[np.int64]:
    """Return where the values of :func:`envelope` are, of several traces together in a third of the time.

    Parameters
    ----------
    traces : ndarray of float32, shape (n_traces, n)
    bins : int
        About the number of pixels.

    Returns
    -------
    ndarray of int, shape (n_traces, n_kept)
        Ascending along the last axis.
    """
    n_traces, size = traces.shape
    per_bin = size // max(bins, 1)
    if per_bin <= 4:
        return np.broadcast_to(np.arange(size), traces.shape)
    starts = np.arange(0, size, per_bin)
    low = high = _by_place(traces, per_bin, starts.size)
    unknown = np.isnan(low)
    if unknown.any():
        low, high = (np.where(unknown, np.float32(worst), low) for worst in (np.inf, -np.inf))
    lowest, highest = _first_extreme(low, np.minimum, np.less), _first_extreme(high, np.maximum, np.greater)
    pairs = np.empty((n_traces, starts.size, 2), np.int64)
    np.add(starts, np.minimum(lowest, highest), out=pairs[..., 0])
    np.add(starts, np.maximum(lowest, highest), out=pairs[..., 1])
    return pairs.reshape(n_traces, -1)


def _by_place(traces: NDArray[np.float32], per_bin: int, n_bins: int) -> NDArray[np.float32]:
    """Arrange samples by their place in a bin: all first ones, all second ones; the last bin is filled up.

    Returns
    -------
    ndarray of float32, shape (per_bin, n_traces, n_bins)
    """
    n_traces, size = traces.shape
    samples = np.empty((per_bin, n_traces, n_bins), np.float32)
    n_full = size // per_bin
    full = traces[:, : n_full * per_bin].reshape(n_traces, n_full, per_bin)
    samples[:, :, :n_full] = np.moveaxis(full, -1, 0)
    if n_full < n_bins:
        rest = traces[:, n_full * per_bin :].T
        samples[: len(rest), :, n_full] = rest
        samples[len(rest) :, :, n_full] = rest[-1]
    return samples


def _first_extreme(
    samples: NDArray[np.float32], extreme: np.ufunc, is_beyond: np.ufunc
) -> NDArray[np.unsignedinteger]:
    """Return where along the first axis the extreme is, the first of several, without NaN.

    ``argmin`` goes through one short bin at a time, which takes three times as long.
    """
    number = np.uint8 if len(samples) <= 256 else np.uint32
    best, first = samples[0].copy(), np.zeros(samples.shape[1:], number)
    beyond, where = np.empty(first.shape, np.bool_), np.empty_like(first)
    for index in range(1, len(samples)):
        is_beyond(samples[index], best, out=beyond)
        extreme(best, samples[index], out=best)
        np.multiply(beyond.view(np.uint8), number(index), out=where)
        np.maximum(first, where, out=first)
    return first


def extremes(values: NDArray[np.float32], rate_hz: float, bin_s: float, n_bins: int) -> NDArray[np.float32]:
    """Return the smallest and largest value of each bin of time; the remainder counts in the last one.

    Parameters
    ----------
    values : ndarray of float32, shape (n,)
        NaN (no data) counts in no bin that holds anything else.
    rate_hz : float
    bin_s : float
        Length of a bin. One that holds no sample, at a low rate, has the value of the sample before.
    n_bins : int

    Returns
    -------
    ndarray of float32, shape (n_bins, 2)
        NaN where a bin has no data.
    """
    if not values.size:
        return np.full((n_bins, 2), np.nan, np.float32)
    first = np.ceil(np.arange(n_bins + 1) * bin_s * rate_hz - 1e-6).astype(np.int64)
    starts = np.minimum(first[:-1], values.size - 1)
    pairs = np.stack((np.fmin.reduceat(values, starts), np.fmax.reduceat(values, starts)), axis=1)
    empty = np.flatnonzero(np.diff(first) == 0)
    pairs[empty] = values[np.minimum(first[empty], values.size) - 1, np.newaxis]
    return pairs


def merged(pairs: NDArray[np.float32], bins: int) -> NDArray[np.float32]:
    """Merge the extremes of every ``bins`` bins of :func:`extremes`, shape (n // bins, 2)."""
    grouped = pairs[: len(pairs) // bins * bins].reshape(-1, bins, 2)
    return np.stack(
        (np.fmin.reduce(grouped[:, :, 0], axis=1), np.fmax.reduce(grouped[:, :, 1], axis=1)), axis=1
    )
