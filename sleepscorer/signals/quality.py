"""Faults of a signal, epoch by epoch: missing, flat, at the amplifier's limit, far too large.

And of a whole night, from some of its epochs: whether a trace can be what its label and header say.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from sleepscorer.stages import EPOCH_SECONDS

FLAT_UV = 0.5
"""Standard deviation within a second under which it is flat."""
EXTREME_UV = 500.0
"""Distance from the median that no EEG of sleep reaches for long."""
SATURATED_S = 0.05
"""Least time for which one extreme value is held without a change."""
SHARE = 0.2
"""Share of an epoch (6 s) from which on a fault is worth a word; a twentieth of it for ``EXTREME``."""
BLOCK_EPOCHS = 20

DEAD_UV = 0.05
"""Standard deviation of a second under which it holds no signal, of whatever kind."""
ALIVE_SHARE = 0.05
"""Share of the seconds that have to hold a signal."""
CLIPPED_SHARE = 0.5
"""Share of the epochs that are cut off at a limit from which on the trace is."""
REPEATED_RATE_HZ = 20.0
"""Changes per second under which samples only repeat what was recorded far more coarsely."""
WAVE_HZ = (0.5, 35.0)
"""Band that an EEG or EOG is judged in: above drift, below the mains."""
NOISE_HZ = (30.0, 45.0)
"""Band in which a sleeper's EEG holds next to nothing, so that noise of the electrode is seen there."""
FAST_BETA_HZ = (22.0, 30.0)
SLOW_OSCILLATION_HZ, DELTA_HZ = (0.3, 0.8), (1.5, 3.0)
LEAST_GAMMA, LEAST_SLOW = 0.55, 0.5
"""Ratios from which on an EEG holds what lies above 30 Hz, and below 1 Hz: between those of nights rebuilt,
simulated and of patients, and of the same nights filtered there.
"""
MUSCLE_HZ = (10.0, 1e9)
"""Band that an EMG is judged in (AASM: 10 to 100 Hz)."""
_SLOW_HZ = (0.5, 10.0)
_LEAST_FAST_OF_WAVES, _LEAST_FAST_OF_MUSCLE = 0.02, 0.05
"""Amplitude above 10 Hz over that from 0.5 to 10 Hz which every raw EEG or EOG, every raw EMG, exceeds."""
_RECTIFIED, _SMOOTHED = 3.0, 20.0
"""Mean in standard deviations, at most, of a rectified signal (of a normal one 1.3), and of one smoothed."""

Mask = NDArray[np.bool_]
Read = Callable[[float, float], NDArray[np.float32]]


class Fault(StrEnum):
    """Fault of a signal in an epoch."""

    MISSING = "missing"
    FLAT = "flat"
    SATURATED = "saturated"
    EXTREME = "extreme"


def faults(signal_uv: NDArray[np.floating], rate_hz: float) -> dict[Fault, Mask]:
    """Find the faults of each complete epoch of a signal.

    Parameters
    ----------
    signal_uv : ndarray, shape (n,)
        NaN where there is no signal.
    rate_hz : float

    Returns
    -------
    dict of Fault to ndarray of bool, shape (n_epochs,)
    """
    length = round(EPOCH_SECONDS * rate_hz)
    n_epochs = len(signal_uv) // length
    epochs = np.asarray(signal_uv, np.float32)[: n_epochs * length].reshape(n_epochs, length)
    missing = np.isnan(epochs)
    known = np.where(missing, np.float32(0), epochs)
    return {
        Fault.MISSING: missing.mean(axis=1) > SHARE,
        Fault.FLAT: _flat(known, missing, rate_hz),
        Fault.SATURATED: _saturated(known, rate_hz),
        Fault.EXTREME: _extreme(known, missing),
    }


def _flat(epochs: NDArray[np.float32], missing: Mask, rate_hz: float) -> Mask:
    second = max(2, int(rate_hz))
    n_samples = epochs.shape[1] // second * second
    seconds = epochs[:, :n_samples].reshape(len(epochs), n_samples // second, second)
    absent = missing[:, :n_samples].reshape(seconds.shape).any(axis=2)
    return np.asarray(((seconds.std(axis=2) < FLAT_UV) & ~absent).mean(axis=1) > SHARE)


def _saturated(epochs: NDArray[np.float32], rate_hz: float) -> Mask:
    """Return the epochs whose largest or smallest value is held repeatedly."""
    hold = max(2, round(SATURATED_S * rate_hz))
    saturated = np.zeros(len(epochs), bool)
    for extreme in (epochs.max(axis=1), epochs.min(axis=1)):
        at = np.cumsum(epochs == extreme[:, None], axis=1, dtype=np.int32)
        held = at[:, hold:] - at[:, :-hold] == hold
        saturated |= (held.mean(axis=1) > SHARE / 20) & (np.abs(extreme) > EXTREME_UV / 10)
    return saturated


def _extreme(epochs: NDArray[np.float32], missing: Mask) -> Mask:
    far = np.abs(epochs - np.median(epochs, axis=1, keepdims=True)) > EXTREME_UV
    return np.asarray((far & ~missing).mean(axis=1) > SHARE / 20)


def night_faults(
    read: Read, n_epochs: int, rate_hz: float, step: Callable[[float], None] = lambda fraction: None
) -> dict[Fault, Mask]:
    """Find the faults of a recording's trace, read block by block.

    Parameters
    ----------
    read : callable
        ``partial(recording.read_derivation, trace)``.
    n_epochs : int
    rate_hz : float
    step : callable
        Told the fraction done after each block; may raise to stop.

    Returns
    -------
    dict of Fault to ndarray of bool, shape (n_epochs,)
    """
    masks = {fault: np.zeros(n_epochs, bool) for fault in Fault}
    for first in range(0, n_epochs, BLOCK_EPOCHS):
        count = min(BLOCK_EPOCHS, n_epochs - first)
        page = read(float(first * EPOCH_SECONDS), float(count * EPOCH_SECONDS))
        for fault, mask in faults(page, rate_hz).items():
            masks[fault][first : first + len(mask)] = mask
        step((first + count) / n_epochs)
    return masks


class Unfit(StrEnum):
    """Reason why a trace cannot be the raw signal that its label says."""

    FLAT = "flat"
    CLIPPED = "clipped"
    ENVELOPE = "envelope"


@dataclass(frozen=True)
class Look:
    """Amplitudes of some epochs of a trace, and whether it is unfit.

    Attributes
    ----------
    quartiles_uv : tuple of 3 floats
        Of the standard deviation within one second, in the band of the trace's kind: a quarter, half and
        three quarters of the seconds that hold a signal lie below; zeros where there is none.
    unfit : Unfit or None
    bad_share : float
        Share of the epochs with a fault: see :class:`Fault`.
    noise_uv : float
        Standard deviation in ``NOISE_HZ`` that a tenth of the epochs stay under, as muscle comes and
        goes; 0 of an EMG, or where the rate is too low to hold that band.
    gamma_ratio : float
        Amplitude in ``NOISE_HZ`` over that in ``FAST_BETA_HZ``, median over the epochs; 0 where the rate is
        too low to hold the former.
    slow_ratio : float
        Amplitude in ``SLOW_OSCILLATION_HZ`` over that in ``DELTA_HZ``, median over the epochs.
    """

    quartiles_uv: tuple[float, float, float]
    unfit: Unfit | None = None
    bad_share: float = 0.0
    noise_uv: float = 0.0
    gamma_ratio: float = 1.0
    slow_ratio: float = 1.0

    @property
    def is_broadband(self) -> bool:
        """Whether an EEG holds what lies above 30 Hz and below 1 Hz."""
        return self.gamma_ratio >= LEAST_GAMMA and self.slow_ratio >= LEAST_SLOW

    def lies_in(self, range_uv: tuple[float, float]) -> bool:
        """Return whether at least a quarter of the seconds reach a range, from below and from above.

        So many, since an electrode may be loose for half of a night.
        """
        low, _, high = self.quartiles_uv
        return high >= range_uv[0] and low <= range_uv[1]


def look_at(
    epochs_uv: Sequence[NDArray[np.floating]], rate_hz: float, *, is_emg: bool, is_clipped: bool = False
) -> Look:
    """Judge a trace by some of its epochs.

    Parameters
    ----------
    epochs_uv : sequence of ndarray, each of shape (n,)
        At the rate they were recorded with; NaN where there is no signal.
    rate_hz : float
    is_emg : bool
        Whether it is to be an EMG; an EEG or EOG otherwise.
    is_clipped : bool
        Whether a channel that the trace is derived from was found to be cut off.

    Returns
    -------
    Look
    """
    pages = [np.nan_to_num(page).astype(np.float64) for page in epochs_uv if np.isfinite(page).any()]
    if not any(page.std() > 0 for page in pages):
        return Look((0.0, 0.0, 0.0), Unfit.FLAT)
    quartiles = _quartiles(pages, rate_hz, MUSCLE_HZ if is_emg else WAVE_HZ)
    moving = [page for page in pages if page.std() >= DEAD_UV]
    if moving and _is_envelope(moving, rate_hz, is_emg):
        return Look(quartiles, Unfit.ENVELOPE)
    unfit = Unfit.CLIPPED if is_clipped else None
    bad_share = _bad_share(epochs_uv, rate_hz)
    if is_emg or not moving:
        return Look(quartiles, unfit, bad_share)
    bands_hz = (NOISE_HZ, FAST_BETA_HZ, SLOW_OSCILLATION_HZ, DELTA_HZ)
    noise, fast_beta, slow, delta = _amplitudes(moving, rate_hz, bands_hz).T
    ratios = [
        float(np.median(over / np.maximum(under, DEAD_UV)))
        for over, under in ((noise, fast_beta), (slow, delta))
    ]
    return Look(quartiles, unfit, bad_share, float(np.percentile(noise, 10)), *ratios)


def _bad_share(epochs_uv: Sequence[NDArray[np.floating]], rate_hz: float) -> float:
    """Return the share of epochs that are flat, cut off, far too large or missing."""
    finite = [np.where(np.isfinite(page), page, np.nan) for page in epochs_uv]
    bad = [np.any([mask.any() for mask in faults(page, rate_hz).values()]) for page in finite]
    return float(np.mean(bad))


def _amplitudes(
    pages: Sequence[NDArray[np.float64]], rate_hz: float, bands_hz: Sequence[tuple[float, float]]
) -> NDArray[np.float64]:
    """Return the standard deviation of each epoch within bands, shape (n_pages, n_bands).

    It is 0 in a band that the rate is too low to hold.
    """
    rows = np.zeros((len(pages), len(bands_hz)))
    for row, page in zip(rows, pages, strict=True):
        powers = np.abs(np.fft.rfft(page)) ** 2
        frequencies = np.fft.rfftfreq(page.size, 1 / rate_hz)
        for number, (low_hz, high_hz) in enumerate(bands_hz):
            if rate_hz >= 2 * high_hz:
                within = (frequencies >= low_hz) & (frequencies <= high_hz)
                row[number] = np.sqrt(2 * powers[within].sum()) / page.size
    return rows


def _quartiles(
    pages: Sequence[NDArray[np.float64]], rate_hz: float, band_hz: tuple[float, float]
) -> tuple[float, float, float]:
    spreads = _spreads(pages, rate_hz)
    alive = spreads >= DEAD_UV
    if alive.mean() < ALIVE_SHARE:  # then it is said how little it varies
        alive = spreads >= 0
    bands = _spreads([_band(page, rate_hz, band_hz) for page in pages], rate_hz)
    low, median, high = np.percentile(bands[alive], [25, 50, 75])
    return float(low), float(median), float(high)


def is_clipped(epochs: Sequence[NDArray[np.floating]], rate_hz: float) -> bool:
    """Return whether a channel is held at the largest or smallest value in at least half of the epochs.

    To be asked of channels, not of derivations: of two electrodes, the limit of one is hidden by the other.
    """
    known = [page[np.isfinite(page)] for page in epochs]
    moving = [page for page in known if page.size > rate_hz and page.std() > 0]
    return bool(moving) and bool(np.mean([_is_held(page) for page in moving]) >= CLIPPED_SHARE)


def _is_held(page: NDArray[np.floating]) -> bool:
    """Return whether more than a hundredth of an epoch lies in runs of its largest or smallest value."""
    held = 0
    for extreme in (page.max(), page.min()):
        edges = np.flatnonzero(np.diff(np.concatenate(([0], page == extreme, [0])).astype(np.int8)))
        runs = edges[1::2] - edges[::2]
        held += int(runs[runs > 1].sum())
    return held > SHARE / 20 * page.size


def _spreads(pages: Sequence[NDArray[np.float64]], rate_hz: float) -> NDArray[np.float64]:
    """Return the standard deviation of each whole second."""
    second = max(2, round(rate_hz))
    cut = [page[: page.size // second * second].reshape(-1, second).std(axis=1) for page in pages]
    return np.concatenate(cut) if cut else np.zeros(0)


def _band(page: NDArray[np.float64], rate_hz: float, band_hz: tuple[float, float]) -> NDArray[np.float64]:
    spectrum = np.fft.rfft(page - page.mean())
    frequencies = np.fft.rfftfreq(page.size, 1 / rate_hz)
    spectrum[(frequencies < band_hz[0]) | (frequencies > band_hz[1])] = 0
    return np.fft.irfft(spectrum, page.size)


def _is_envelope(pages: Sequence[NDArray[np.float64]], rate_hz: float, is_emg: bool) -> bool:
    changes = np.median([np.count_nonzero(np.diff(page)) / page.size for page in pages]) * rate_hz
    if changes < REPEATED_RATE_HZ:
        return True
    fast = float(np.percentile([_fast_share(page, rate_hz) for page in pages], 75))
    if is_emg:
        over = [page.mean() / page.std() if page.min() >= 0 else np.inf for page in pages]
        return fast < _LEAST_FAST_OF_MUSCLE or bool(np.median(over) < (_SMOOTHED if fast < 1 else _RECTIFIED))
    return fast < _LEAST_FAST_OF_WAVES


def _fast_share(page: NDArray[np.float64], rate_hz: float) -> float:
    """Return the amplitude above 10 Hz over that from 0.5 to 10 Hz."""
    powers = np.abs(np.fft.rfft((page - page.mean()) * np.hanning(page.size))) ** 2
    frequencies = np.fft.rfftfreq(page.size, 1 / rate_hz)
    slow = powers[(frequencies >= _SLOW_HZ[0]) & (frequencies < _SLOW_HZ[1])].sum()
    return float(np.sqrt(powers[frequencies >= _SLOW_HZ[1]].sum() / max(slow, 1e-12)))
