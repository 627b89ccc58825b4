"""Zero-phase Butterworth filters for display and for models."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

SETTLING_PERIODS = 3.0
"""Periods of the high-pass corner after which an edge no longer shows on the trace."""


@lru_cache(maxsize=128)
def _sections(
    rate_hz: float, low_hz: float | None, high_hz: float | None, order: int
) -> NDArray[np.float64] | None:
    """Second-order sections, or None where nothing is left to filter."""
    from scipy.signal import butter

    nyquist_hz = rate_hz / 2
    low = low_hz if low_hz and low_hz < nyquist_hz else None
    high = high_hz if high_hz and high_hz < nyquist_hz * 0.99 else None
    if low and high:
        return np.asarray(butter(order, (low, high), "bandpass", fs=rate_hz, output="sos"))
    if low:
        return np.asarray(butter(order, low, "highpass", fs=rate_hz, output="sos"))
    if high:
        return np.asarray(butter(order, high, "lowpass", fs=rate_hz, output="sos"))
    return None


def band_pass(
    signal: NDArray[np.floating], rate_hz: float, low_hz: float | None, high_hz: float | None, order: int = 2
) -> Floats:
    """Filter a signal forwards and backwards, so that no wave moves in time.

    Parameters
    ----------
    signal : ndarray, shape (n,)
        Any unit; NaN (no data) stays NaN and does not spread.
    rate_hz : float
        Sampling rate.
    low_hz, high_hz : float or None
        Corners. A corner of None, or at or above the Nyquist frequency, is left out.
    order : int
        Order of the Butterworth design; the two passes double it.

    Returns
    -------
    ndarray of float32, shape (n,)
    """
    values = np.asarray(signal, dtype=np.float64)
    sections = _sections(rate_hz, low_hz, high_hz, order)
    if sections is None or values.size == 0:
        return values.astype(np.float32)
    missing = np.isnan(values)
    if not missing.any():
        return _forwards_backwards(sections, values)
    return _filter_runs(sections, values, missing)


def _forwards_backwards(sections: NDArray[np.float64], values: NDArray[np.float64]) -> Floats:
    from scipy.signal import sosfiltfilt

    padding = min(values.size - 1, 3 * (2 * len(sections) + 1) * 10)
    return np.asarray(sosfiltfilt(sections, values, padlen=max(padding, 0)), dtype=np.float32)


def _filter_runs(
    sections: NDArray[np.float64], values: NDArray[np.float64], missing: NDArray[np.bool_]
) -> Floats:
    filtered = np.full(values.shape, np.nan, dtype=np.float32)
    edges = np.flatnonzero(np.diff(np.r_[True, missing, True].astype(np.int8)))
    for start, stop in zip(edges[::2], edges[1::2], strict=True):
        filtered[start:stop] = _forwards_backwards(sections, values[start:stop])
    return filtered


def settling_seconds(low_hz: float | None, longest_s: float = 10.0) -> float:
    """Seconds of signal to read beyond each edge of a page so that its edges are clean."""
    return min(longest_s, SETTLING_PERIODS / low_hz) if low_hz else 0.5
