"""Zero-phase Butterworth filters for display and for models.

The gain of a Butterworth filter run forwards and backwards is the squared magnitude of its
response and its phase is zero, so it is applied to the spectrum directly. That gives what
``scipy.signal.sosfiltfilt`` gives, in a tenth of the time, and without importing scipy.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from sleepscorer.signals.polyphase import change_rate

Floats = NDArray[np.float32]
Corners = tuple[float | None, float | None, float | None]
"""Low, high and mains frequency in Hz; None is left open."""

VERSION = 2
"""Raised with every change to what :func:`band_pass` gives: filtered extremes are kept on disk."""
SETTLING_PERIODS = 3.0
"""Periods of the high-pass corner after which an edge no longer shows on the trace."""
LONGEST_SETTLING_S = 10.0
NOTCH_QUALITY = 30.0
_CACHED_SAMPLES = 1 << 17
_DRIFT_RATE = 50
"""Rate, in multiples of a high-pass filter's corner, at which what it takes out is found."""
_DRIFT_PERIODS = 16
_LEAST_THINNING = 4


def band_pass(
    signal: NDArray[np.floating],
    rate_hz: float,
    low_hz: float | None,
    high_hz: float | None,
    order: int = 2,
    *,
    edge_s: float = LONGEST_SETTLING_S,
    notch_hz: float | None = None,
) -> Floats:
    """Filter a signal forwards and backwards, so that no wave moves in time.

    Parameters
    ----------
    signal : ndarray, shape (n,) or (n_signals, n)
        Any unit; NaN (no data) stays NaN and does not spread. Several signals of one length are filtered
        together in a fraction of the time, each as it would be alone.
    rate_hz : float
        Sampling rate.
    low_hz, high_hz : float or None
        Corners. A corner of None, or at or above the Nyquist frequency, is left out.
    order : int
        Order of the Butterworth design; the two passes double it.
    edge_s : float
        Seconds by which the ends are extended; less will do where the ends are cut off afterwards.
    notch_hz : float, optional
        Mains frequency taken out, with its harmonics; quality factor 30.

    Returns
    -------
    ndarray of float32, of the signal's shape
    """
    values = np.asarray(signal, dtype=np.float32)
    band = _band_of(rate_hz, (low_hz, high_hz, notch_hz), edge_s, order)
    if values.size == 0 or band is None:
        return values.copy()
    signals = values.reshape(-1, values.shape[-1])
    is_broken = np.isnan(signals.sum(axis=1))
    if not is_broken.any():
        return _filter(signals, band).reshape(values.shape)
    filtered = np.full(signals.shape, np.nan, np.float32)
    if not is_broken.all():
        filtered[~is_broken] = _filter(signals[~is_broken], band)
    for row in np.flatnonzero(is_broken):
        missing = np.isnan(signals[row])
        edges = np.flatnonzero(np.diff(np.r_[True, missing, True].astype(np.int8)))
        for start, stop in zip(edges[::2], edges[1::2], strict=True):
            filtered[row, start:stop] = _filter(signals[row : row + 1, start:stop], band)[0]
    return filtered.reshape(values.shape)


def band_pass_rows(
    signals: Floats, rate_hz: float, kinds: Sequence[tuple[Corners, slice]], *, edge_s: float
) -> Floats:
    """Filter rows of signals by corners of their own, each as :func:`band_pass` does, together if it can be.

    Parameters
    ----------
    signals : ndarray of float32, shape (n_signals, n)
    rate_hz : float
    kinds : sequence of (low, high and mains frequency in Hz, rows)
        The rows of all of them are all signals.
    edge_s : float
        See :func:`band_pass`.

    Returns
    -------
    ndarray of float32, shape (n_signals, n)
    """
    bands = [(_band_of(rate_hz, corners, edge_s), rows) for corners, rows in kinds]
    are_filtered = all(band is not None for band, _ in bands)
    is_block = 0 < signals.shape[1] <= _CACHED_SAMPLES - 4 * int(LONGEST_SETTLING_S * rate_hz)
    if are_filtered and is_block and not np.isnan(signals.sum()):
        return _filter_rows(signals, [(band, rows) for band, rows in bands if band is not None])
    return np.concatenate(
        [
            band_pass(signals[rows], rate_hz, low_hz, high_hz, edge_s=edge_s, notch_hz=notch_hz)
            for (low_hz, high_hz, notch_hz), rows in kinds
        ]
    )


def _band_of(rate_hz: float, corners: Corners, edge_s: float, order: int = 2) -> _Band | None:
    """Return a filter with the corners that do anything; None where none does."""
    low_hz, high_hz, notch_hz = corners
    low, high = _corners(rate_hz, low_hz, high_hz)
    notch = notch_hz if notch_hz and notch_hz < rate_hz / 2 else None
    if low is None and high is None and notch is None:
        return None
    return _Band(rate_hz, low, high, order, notch, edge_s)


@dataclass(frozen=True)
class _Band:
    rate_hz: float
    low_hz: float | None
    high_hz: float | None
    order: int
    notch_hz: float | None
    edge_s: float


def _corners(
    rate_hz: float, low_hz: float | None, high_hz: float | None
) -> tuple[float | None, float | None]:
    nyquist_hz = rate_hz / 2
    low = low_hz if low_hz and low_hz < nyquist_hz else None
    high = high_hz if high_hz and high_hz < nyquist_hz * 0.99 else None
    return low, high


def _filter(signals: Floats, band: _Band) -> Floats:
    """Filter signals without NaN, long ones block by block with the filter settling between them."""
    size = signals.shape[1]
    thinned = _thinning(band)
    if thinned >= _LEAST_THINNING and size > _CACHED_SAMPLES:
        return np.stack([_without_drift(values, band, thinned) for values in signals])
    margin = int(LONGEST_SETTLING_S * band.rate_hz)
    step = max(_CACHED_SAMPLES - 4 * margin, margin)
    if size <= step:
        return _filter_block(signals, band)
    filtered = np.empty_like(signals)
    for first in range(0, size, step):
        begin = max(0, first - margin)
        block = _filter_block(signals[:, begin : first + step + margin], band)
        filtered[:, first : first + step] = block[:, first - begin : first - begin + step]
    return filtered


def _thinning(band: _Band) -> int:
    """Return the decimation that still holds what a high-pass filter removes; 1 for any other filter."""
    if band.low_hz is None or band.high_hz or band.notch_hz or band.order < 2:
        return 1
    return int(band.rate_hz / (_DRIFT_RATE * band.low_hz))


def _without_drift(values: Floats, band: _Band, thinned: int) -> Floats:
    """High-pass filter a long run: the drift is estimated at a lower rate and subtracted.

    Of what is taken out, less than one part in 300,000 lies above the lower Nyquist frequency.
    """
    rows, padding, _ = _extended(values[np.newaxis], band.edge_s * band.rate_hz)
    extended: Floats = rows[0]
    slow = change_rate(extended, thinned, 1, _DRIFT_PERIODS)
    length = fast_length(slow.size)
    spectrum = np.fft.rfft(slow, length)
    spectrum *= 1 - _squared_magnitude(np.fft.rfftfreq(length) / thinned, band)
    taken = np.asarray(np.fft.irfft(spectrum, length)[: slow.size], np.float32)
    drift = change_rate(taken, 1, thinned, _DRIFT_PERIODS)
    extended -= drift[: extended.size]
    return extended[padding : padding + values.size]


def _extended(signals: Floats, wanted: float) -> tuple[Floats, int, Floats]:
    """Extend signals less their means by point reflection; return padding and means as well."""
    size = signals.shape[1]
    means = signals.mean(axis=1, keepdims=True)
    padding = min(size - 1, int(wanted))
    extended = np.empty((len(signals), size + 2 * padding), np.float32)
    centred = extended[:, padding : padding + size]
    np.subtract(signals, means, out=centred)
    np.subtract(2 * centred[:, :1], centred[:, padding:0:-1], out=extended[:, :padding])
    np.subtract(2 * centred[:, -1:], centred[:, -2 : -2 - padding : -1], out=extended[:, padding + size :])
    return extended, padding, means


def _filter_block(signals: Floats, band: _Band) -> Floats:
    """Filter one block, extended by point reflection at both ends."""
    return _filter_rows(signals, [(band, slice(None))])


def _filter_rows(signals: Floats, bands: Sequence[tuple[_Band, slice]]) -> Floats:
    """Filter one block, the rows of each band by it, extended by point reflection at both ends.

    With a factor of its own type numpy transforms in single precision, which takes a third of the time.
    """
    size, (first, _) = signals.shape[1], bands[0]
    extended, padding, means = _extended(signals, first.edge_s * first.rate_hz)
    length = fast_length(extended.shape[1])
    spectrum = np.fft.rfft(extended, length, norm="ortho")
    calculate = _cached_gain if length <= _CACHED_SAMPLES else _gain
    for band, rows in bands:
        spectrum[rows] *= calculate(length, replace(band, edge_s=0.0))
    filtered = np.fft.irfft(spectrum, length, norm="ortho")[:, padding : padding + size]
    for band, rows in bands:
        if not band.low_hz:
            filtered[rows] += means[rows]
    return np.asarray(filtered, np.float32)


def _gain(length: int, band: _Band) -> Floats:
    """Return the gain of a band at the FFT's frequencies."""
    gain = np.ones(length // 2 + 1, np.float32)
    if band.low_hz or band.high_hz:
        gain = _squared_magnitude(np.fft.rfftfreq(length), band)
    if band.notch_hz:
        gain = gain * _notch_gain(length, band.rate_hz, band.notch_hz)
    return gain


_cached_gain = lru_cache(maxsize=64)(_gain)


def _notch_gain(length: int, rate_hz: float, notch_hz: float) -> Floats:
    """Return the squared magnitude of a second-order notch at a frequency and its harmonics."""
    frequency = np.fft.rfftfreq(length, 1 / rate_hz)
    gain = np.ones(frequency.size)
    for centre in np.arange(notch_hz, rate_hz / 2, notch_hz):
        far = (frequency**2 - centre**2) ** 2
        gain *= far / (far + (frequency * centre / NOTCH_QUALITY) ** 2)
    return gain.astype(np.float32)


def _squared_magnitude(frequency: NDArray[np.floating], band: _Band) -> Floats:
    """Return the squared magnitude of a digital Butterworth filter (bilinear transform), in cycles/sample."""
    with np.errstate(divide="ignore", over="ignore"):
        warped = np.tan(np.minimum(frequency, 0.4999999) * np.pi)
        low = np.tan(np.pi * band.low_hz / band.rate_hz) if band.low_hz else None
        high = np.tan(np.pi * band.high_hz / band.rate_hz) if band.high_hz else None
        if low is not None and high is not None:
            distance = (warped**2 - low * high) / (warped * (high - low))
        else:
            distance = warped / high if high is not None else low / warped
        return np.asarray(1 / (1 + distance ** (2 * band.order)), np.float32)


@lru_cache(maxsize=256)
def fast_length(least: int) -> int:
    """Return the smallest length of at least ``least`` whose only prime factors are 2, 3 and 5."""
    best = 1 << max(least - 1, 1).bit_length()
    five = 1
    while five < best:
        three = five
        while three < best:
            two = -(-least // three)
            best = min(best, three << max(two - 1, 0).bit_length())
            three *= 3
        five *= 5
    return best


def settling_seconds(low_hz: float | None) -> float:
    """Return the seconds of signal to read beyond each edge of a page so that its edges are clean."""
    return min(LONGEST_SETTLING_S, SETTLING_PERIODS / low_hz) if low_hz else 0.5
