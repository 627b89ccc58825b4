"""Slow waves as the AASM Manual counts them for N3 (chapter IV.G): 0.5 to 2 Hz, 75 uV peak to peak."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from sleepscorer.signals.filters import band_pass
from sleepscorer.stages import EPOCH_SECONDS

LEAST_UV = 75.0
"""Least amplitude, peak to peak, over frontal derivations."""
N3_SECONDS = 6.0
"""Seconds of slow waves that make an epoch N3: 20 per cent."""
HALF_WAVE_S = (0.25, 1.0)
"""Half a period of 2 Hz and of 0.5 Hz."""
BAND_HZ, ORDER = (0.2, 4.0), 3
"""Wide enough to leave 98 % of the amplitude of any wave that counts."""
BLOCK_S, MARGIN_S = 600.0, 12.0

Intervals = NDArray[np.float64]
Read = Callable[[float, float], NDArray[np.float32]]


def slow_waves(signal_uv: NDArray[np.floating], rate_hz: float, start_s: float = 0.0) -> Intervals:
    """Detect the slow waves of a signal.

    Two neighbouring half-waves, each of 0.25 to 1 s between zero crossings, count if their peaks
    are 75 uV or more apart.

    Parameters
    ----------
    signal_uv : ndarray, shape (n,)
        NaN where there is no signal; no wave reaches across it.
    rate_hz : float
    start_s : float
        Time of the first sample.

    Returns
    -------
    ndarray of float, shape (n_intervals, 2)
        Start and end in seconds, in order and apart from each other.
    """
    values = band_pass(signal_uv, rate_hz, *BAND_HZ, ORDER)
    if values.size < 2:
        return np.zeros((0, 2))
    edges, peaks = _half_waves(values)
    lengths = np.diff(edges) / rate_hz
    tolerance = 1 / rate_hz
    fits = (lengths >= HALF_WAVE_S[0] - tolerance) & (lengths <= HALF_WAVE_S[1] + tolerance)
    fits &= np.isfinite(peaks)
    pair = fits[:-1] & fits[1:] & (np.abs(np.diff(peaks)) >= LEAST_UV)
    counts = np.append(pair, False) | np.append(False, pair)
    return merged(np.stack((edges[:-1], edges[1:]), axis=1)[counts] / rate_hz + start_s)


def _half_waves(values: NDArray[np.float32]) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
    """Return the borders of the half-waves and the extreme value of each; NaN where there is no signal."""
    sign = np.where(np.isnan(values), 0, np.where(values >= 0, 1, -1)).astype(np.int8)
    edges = np.concatenate(([0], np.flatnonzero(np.diff(sign)) + 1, [values.size]))
    low = np.minimum.reduceat(values, edges[:-1])
    high = np.maximum.reduceat(values, edges[:-1])
    return edges, np.where(high > -low, high, low)


def merged(intervals: Intervals) -> Intervals:
    """Merge intervals that touch or overlap, in order."""
    if not len(intervals):
        return np.zeros((0, 2))
    ordered = intervals[np.argsort(intervals[:, 0], kind="stable")]
    reached = np.maximum.accumulate(ordered[:, 1])
    first = np.append(True, ordered[1:, 0] > reached[:-1] + 1e-9)
    last = np.append(first[1:], True)
    return np.stack((ordered[first, 0], reached[last]), axis=1)


def seconds_per_epoch(intervals: Intervals, n_epochs: int) -> NDArray[np.float64]:
    """Return the seconds of slow waves in each epoch, shape (n_epochs,); N3 from ``N3_SECONDS`` on.

    Parameters
    ----------
    intervals : ndarray, shape (n_intervals, 2)
        Apart from each other, see :func:`slow_waves`.
    n_epochs : int
    """
    borders = np.arange(n_epochs + 1) * float(EPOCH_SECONDS)
    if not len(intervals):
        return np.zeros(n_epochs)
    # Seconds of slow waves before each border, from a line through what has been summed at each edge.
    times = intervals.ravel()
    sums = np.repeat(np.cumsum(intervals[:, 1] - intervals[:, 0]), 2)
    sums[::2] -= intervals[:, 1] - intervals[:, 0]
    return np.asarray(np.diff(np.interp(borders, times, sums, left=0.0)), np.float64)


def night_slow_waves(
    read: Read, duration_s: float, rate_hz: float, step: Callable[[float], None] = lambda fraction: None
) -> Intervals:
    """Detect the slow waves of a recording's trace, read block by block.

    Parameters
    ----------
    read : callable
        ``partial(recording.read_derivation, trace)`` for a frontal trace.
    duration_s, rate_hz : float
        Of the trace.
    step : callable
        Told the fraction done after each block; may raise to stop.

    Returns
    -------
    ndarray of float, shape (n_intervals, 2)
        See :func:`slow_waves`.
    """
    intervals = [np.zeros((0, 2))]
    for start in np.arange(0.0, duration_s, BLOCK_S):
        stop = min(start + BLOCK_S, duration_s)
        page = read(start - MARGIN_S, stop - start + 2 * MARGIN_S)
        waves = slow_waves(page, rate_hz, start - MARGIN_S)
        inside = waves[(waves[:, 1] > start) & (waves[:, 0] < stop)]
        intervals.append(np.clip(inside, start, stop))
        step(stop / duration_s)
    return merged(np.concatenate(intervals))
