"""What is wrong with a signal, epoch by epoch: missing, flat, at the amplifier's limit, far too large."""

from __future__ import annotations

from collections.abc import Callable
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

Mask = NDArray[np.bool_]
Read = Callable[[float, float], NDArray[np.float32]]


class Fault(StrEnum):
    """What is wrong with a signal."""

    MISSING = "missing"
    FLAT = "flat"
    SATURATED = "saturated"
    EXTREME = "extreme"


def faults(signal_uv: NDArray[np.floating], rate_hz: float) -> dict[Fault, Mask]:
    """Faults of each whole epoch of a signal.

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
    whole = epochs.shape[1] // second * second
    seconds = epochs[:, :whole].reshape(len(epochs), whole // second, second)
    absent = missing[:, :whole].reshape(seconds.shape).any(axis=2)
    return np.asarray(((seconds.std(axis=2) < FLAT_UV) & ~absent).mean(axis=1) > SHARE)


def _saturated(epochs: NDArray[np.float32], rate_hz: float) -> Mask:
    """Epochs whose largest or smallest value is held, again and again."""
    hold = max(2, round(SATURATED_S * rate_hz))
    found = np.zeros(len(epochs), bool)
    for extreme in (epochs.max(axis=1), epochs.min(axis=1)):
        at = np.cumsum(epochs == extreme[:, None], axis=1, dtype=np.int32)
        held = at[:, hold:] - at[:, :-hold] == hold
        found |= (held.mean(axis=1) > SHARE / 20) & (np.abs(extreme) > EXTREME_UV / 10)
    return found


def _extreme(epochs: NDArray[np.float32], missing: Mask) -> Mask:
    far = np.abs(epochs - np.median(epochs, axis=1, keepdims=True)) > EXTREME_UV
    return np.asarray((far & ~missing).mean(axis=1) > SHARE / 20)


def night_faults(
    read: Read, n_epochs: int, rate_hz: float, step: Callable[[float], None] = lambda fraction: None
) -> dict[Fault, Mask]:
    """Faults of a recording's trace, read block by block.

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
    found = {fault: np.zeros(n_epochs, bool) for fault in Fault}
    for first in range(0, n_epochs, BLOCK_EPOCHS):
        count = min(BLOCK_EPOCHS, n_epochs - first)
        page = read(float(first * EPOCH_SECONDS), float(count * EPOCH_SECONDS))
        for fault, mask in faults(page, rate_hz).items():
            found[fault][first : first + len(mask)] = mask
        step((first + count) / n_epochs)
    return found
