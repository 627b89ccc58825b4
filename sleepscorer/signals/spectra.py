"""Spectrogram of a night: multitaper spectra with sine tapers, in decibels.

Sine tapers (Riedel and Sidorenko, IEEE Transactions on Signal Processing 43:188-195, 1995) leak
hardly more than Slepian ones, and all of them come out of one Fourier transform: tapering with
sin(pi k n / (N + 1)) is a difference of two frequencies.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sleepscorer.signals.filters import fast_length

SEGMENT_S = 4.0
"""Length of what is transformed at once; with three tapers a line is 1 Hz wide."""
N_TAPERS = 3
COLUMN_S = 30.0
TOP_HZ = 30.0
FLOOR_UV2_HZ = 1e-4
"""Power density of a flat signal: -40 dB."""
BLOCK_S = 600.0
_COLUMNS_AT_ONCE = 4
"""Few enough for the processor's cache: three times as fast as 16."""

Read = Callable[[float, float], NDArray[np.float32]]
"""Samples from a start, for some seconds; see ``Recording.read_derivation``."""


@dataclass(frozen=True, eq=False)
class Spectrogram:
    """Spectra of equal stretches of a signal.

    Attributes
    ----------
    power_db : ndarray of float32, shape (n_columns, n_frequencies)
        10 log10 of the one-sided density in uV^2/Hz; NaN where there is no signal.
    frequencies_hz : ndarray of float, shape (n_frequencies,)
    column_s : float
        Column i holds the signal from ``i * column_s`` on.
    """

    power_db: NDArray[np.float32]
    frequencies_hz: NDArray[np.float64]
    column_s: float


@dataclass(frozen=True)
class _Plan:
    """Samples of a segment with the zero before it, and the spacing and number of frequencies kept."""

    rate_hz: float
    half: int
    every: int
    n_frequencies: int

    @property
    def frequencies_hz(self) -> NDArray[np.float64]:
        """Frequencies kept; the transform has twice as many in between."""
        return np.arange(self.n_frequencies, dtype=np.float64) * (self.every * self.rate_hz / (2 * self.half))


def _plan(rate_hz: float, column_s: float, top_hz: float) -> _Plan:
    half = fast_length(max(8, round(min(SEGMENT_S, column_s) * rate_hz)))
    top = min(top_hz, rate_hz / 2 - (N_TAPERS + 1) * rate_hz / (2 * half))
    return _Plan(rate_hz, half, 2, int(top * half / rate_hz + 1e-9) + 1)


def spectrogram(
    signal_uv: NDArray[np.floating], rate_hz: float, *, column_s: float = COLUMN_S, top_hz: float = TOP_HZ
) -> Spectrogram:
    """Compute the spectrogram of a signal in memory.

    Parameters
    ----------
    signal_uv : ndarray, shape (n,)
        A segment with NaN in it is left out of its column.
    rate_hz : float
    column_s : float
        Length of a column; a rest shorter than that at the end is left out.
    top_hz : float
        Highest frequency kept.

    Returns
    -------
    Spectrogram
    """
    plan = _plan(rate_hz, column_s, top_hz)
    values = np.asarray(signal_uv, np.float32)
    n_columns = int(values.size / (rate_hz * column_s) + 1e-9)
    per_column = max(1, int(column_s / SEGMENT_S))
    power = np.full((n_columns, plan.n_frequencies), np.nan, np.float32)
    within = np.arange(per_column) * (column_s / per_column)
    for first in range(0, n_columns, _COLUMNS_AT_ONCE):
        columns = np.arange(first, min(first + _COLUMNS_AT_ONCE, n_columns))
        starts = np.round((columns[:, None] * column_s + within) * rate_hz).astype(np.int64)
        power[columns] = _column_power(values, starts, plan)
    level = 10 * np.log10(np.maximum(power, np.float32(FLOOR_UV2_HZ)))
    return Spectrogram(level.astype(np.float32), plan.frequencies_hz, column_s)


def _column_power(values: NDArray[np.float32], starts: NDArray[np.int64], plan: _Plan) -> NDArray[np.float32]:
    """Return the mean density of each row of segments, without those with NaN or beyond the end."""
    n_columns, per_column = starts.shape
    length = plan.half - 1
    if values.size < length:
        return np.full((n_columns, plan.n_frequencies), np.nan, np.float32)
    segments = np.lib.stride_tricks.sliding_window_view(values, length)[
        np.minimum(starts.ravel(), values.size - length)
    ]
    padded = np.zeros((len(segments), 2 * plan.half), np.float32)
    np.subtract(segments, segments.mean(axis=1, keepdims=True), out=padded[:, 1 : plan.half])
    density = _density(padded, plan).reshape(n_columns, per_column, -1)
    known = np.isfinite(density[:, :, :1])
    total = np.where(known, density, np.float32(0)).sum(axis=1)
    with np.errstate(invalid="ignore"):
        return np.asarray(total / known.sum(axis=1), np.float32)


def _density(padded: NDArray[np.float32], plan: _Plan) -> NDArray[np.float32]:
    """Return the one-sided power density, mean of the tapers."""
    kept = plan.every * plan.n_frequencies + N_TAPERS
    spectrum = np.fft.rfft(padded, axis=1)[:, :kept].astype(np.complex64)
    mirrored = np.concatenate((spectrum[:, N_TAPERS:0:-1].conj(), spectrum), axis=1)
    total = np.zeros((len(padded), plan.n_frequencies), np.float32)
    for taper in range(1, N_TAPERS + 1):
        below = mirrored[:, N_TAPERS - taper :: plan.every][:, : plan.n_frequencies]
        above = mirrored[:, N_TAPERS + taper :: plan.every][:, : plan.n_frequencies]
        difference = below - above
        total += difference.real**2 + difference.imag**2
    total *= np.float32(1 / (plan.half * plan.rate_hz * N_TAPERS))
    total[:, 0] /= 2  # no negative frequency is folded onto 0 Hz
    return total


def night_spectrogram(
    read: Read,
    duration_s: float,
    rate_hz: float,
    *,
    column_s: float = COLUMN_S,
    top_hz: float = TOP_HZ,
    step: Callable[[float], None] = lambda fraction: None,
) -> Spectrogram:
    """Compute the spectrogram of a recording's trace, read block by block so that memory stays flat.

    Parameters
    ----------
    read : callable
        ``partial(recording.read_derivation, trace)`` for one trace.
    duration_s, rate_hz : float
        Of the trace.
    column_s, top_hz : float
        See :func:`spectrogram`.
    step : callable
        Told the fraction done after each block; may raise to stop.

    Returns
    -------
    Spectrogram
    """
    n_columns = int(duration_s / column_s + 1e-9)
    per_block = max(1, int(BLOCK_S / column_s))
    plan = _plan(rate_hz, column_s, top_hz)
    power = np.full((n_columns, plan.n_frequencies), np.nan, np.float32)
    for first in range(0, n_columns, per_block):
        count = min(per_block, n_columns - first)
        page = read(first * column_s, count * column_s)
        columns = spectrogram(page, rate_hz, column_s=column_s, top_hz=top_hz).power_db
        power[first : first + len(columns)] = columns
        step((first + count) / n_columns)
    return Spectrogram(power, plan.frequencies_hz, column_s)


def colour_limits(
    power_db: NDArray[np.floating], low_percent: float = 5.0, high_percent: float = 98.0
) -> tuple[float, float]:
    """Return the levels for the two ends of a colour scale, that artefacts do not move.

    Parameters
    ----------
    power_db : ndarray
        NaN, and stretches of a flat signal, do not count.
    low_percent, high_percent : float

    Returns
    -------
    low, high : float
        At least 10 dB apart.
    """
    floor = 10 * np.log10(FLOOR_UV2_HZ)
    known = power_db[np.isfinite(power_db) & (power_db > floor + 1e-3)]
    if not known.size:
        return -10.0, 20.0
    low, high = np.percentile(known, [low_percent, high_percent])
    return float(low), float(max(high, low + 10.0))
