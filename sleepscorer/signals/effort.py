"""Effort to breathe in the course of an apnoea: mixed ones begin without any.

The AASM Manual (chapter VIII) calls an apnoea mixed where inspiratory effort is absent in its initial portion
and comes back in the second. It gives neither the least length of a portion, nor a size below which effort
counts as absent; those below are this program's, and docs/validation-events.md says what they find.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from sleepscorer.signals.filters import band_pass

Floats = NDArray[np.float32]

ABSENT, PRESENT = 0.2, 0.3
"""Excursions of a belt as shares of those before: effort is absent under the first, there from the second."""
BEFORE_S = 120.0
"""Before the apnoea, in which the usual excursion is measured (AASM Manual: the baseline of two minutes)."""
WINDOW_S = 3.0
"""In which an excursion is measured: longer than the pause at the end of a breath."""
HEART_HZ = 0.7
"""From which on the beating heart moves a belt, and no breath does."""
LEAST_ABSENT_S, LEAST_EFFORT_S = 5.0, 4.5
"""Least length of the portion without effort, a missed breath; and of that with effort, which no late end of
the event with its first free breath makes up."""
LATEST_START = 0.4
"""Share of the apnoea in which its portion without effort begins at the latest."""


def excursions(belt: NDArray[np.floating], rate_hz: float) -> Floats:
    """Return how far a belt moves around each sample: its range in 3 s, without the heartbeat.

    Parameters
    ----------
    belt : ndarray, shape (n,)
        Any unit; NaN where there are no samples.
    rate_hz : float

    Returns
    -------
    ndarray of float32, shape (n,)
        In the belt's unit; NaN within 1.5 s of a missing sample.
    """
    from scipy.ndimage import maximum_filter1d, minimum_filter1d

    passed = band_pass(belt, rate_hz, None, HEART_HZ)
    is_missing = np.isnan(passed)
    width = max(1, round(WINDOW_S * rate_hz))
    known = np.where(is_missing, np.float32(0), passed)
    spread = maximum_filter1d(known, width) - minimum_filter1d(known, width)
    spread[maximum_filter1d(is_missing, width)] = np.nan
    return np.asarray(spread, np.float32)


def absent_before_effort(
    belts: Sequence[Floats], rate_hz: float, start_s: float, stop_s: float
) -> float | None:
    """Return for how long effort is absent before it comes back within an apnoea; None unless it is mixed.

    Parameters
    ----------
    belts : sequence of ndarray, shape (n,)
        Excursions of chest and abdomen, or of one; see :func:`excursions`. Effort is where either moves.
    rate_hz : float
    start_s, stop_s : float
        Of the apnoea.

    Returns
    -------
    float or None
        Seconds.
    """
    half = WINDOW_S / 2
    first, stop = round((start_s + half) * rate_hz), round((stop_s - half) * rate_hz)
    effort = _relative(belts, rate_hz, start_s, slice(first, stop))
    if effort.size == 0 or np.isnan(effort).any():
        return None
    absent = effort < ABSENT
    begin = int(absent.argmax())
    if not absent[begin] or begin > LATEST_START * effort.size:
        return None
    is_back = effort[begin:] >= PRESENT
    back = begin + int(is_back.argmax())
    absent_s = float(absent[begin:back].sum()) / rate_hz + WINDOW_S
    effort_s = (effort.size - back) / rate_hz
    is_mixed = (
        bool(is_back.any())
        and absent_s >= LEAST_ABSENT_S
        and effort_s >= LEAST_EFFORT_S
        and float(np.median(effort[back:])) >= PRESENT
    )
    return absent_s if is_mixed else None


def _relative(belts: Sequence[Floats], rate_hz: float, start_s: float, inside: slice) -> Floats:
    """Return the excursions in an apnoea as shares of those before, the larger of the belts."""
    before = slice(max(0, round((start_s - BEFORE_S) * rate_hz)), max(0, round(start_s * rate_hz)))
    shares = []
    for belt in belts:
        known = belt[before][~np.isnan(belt[before])]
        usual = float(np.median(known)) if known.size else 0.0
        if usual > 0:
            shares.append(belt[inside] / np.float32(usual))
    return np.max(shares, axis=0) if shares else np.zeros(0, np.float32)
