"""Desaturations, as they are proposed, and changes of position by plain rules.

The AASM Manual (chapter VIII) counts falls of 3 % or more from the saturation before the event; it gives no
rule for where a fall begins and ends, or for positions. That a saturation which does not recover within two
minutes is a level of its own, and no longer part of the fall, is a rule of this program's.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

LEAST_FALL = 3.0
BEFORE_S = 120.0
"""How far back the saturation before a fall is looked for, as a drift over an hour is no fall; and how long a
fall lasts at most once it has reached its nadir."""
PHYSICAL = (50.0, 100.0)
"""Percent that an oximeter measures; what lies outside is a probe that is off."""
ROUNDING = 1e-3
"""Percent by which the steps of a file may take a value beside the one that the oximeter told."""
HELD_S = 15.0
"""How long a position is held at least; what is shorter is a turn on the way."""


@dataclass(frozen=True)
class Fall:
    """A fall of the saturation.

    Attributes
    ----------
    start_s, stop_s : float
        From the last value before the fall to the recovery: back within 1 % of it, or up again by what makes
        a fall; to two minutes after the nadir was reached where there is none by then.
    baseline, nadir : float
        Percent.
    """

    start_s: float
    stop_s: float
    baseline: float
    nadir: float


def find_falls(saturation: NDArray[np.floating], rate_hz: float, least: float = LEAST_FALL) -> list[Fall]:
    """Find the falls of the saturation by ``least`` percent or more from its highest in two minutes.

    Parameters
    ----------
    saturation : ndarray, shape (n,)
        Percent.
    rate_hz : float
    least : float

    Returns
    -------
    list of Fall
        None over a stretch without a measurement, nor where the recording ends before the recovery.
    """
    falls: list[Fall] = []
    values = np.where((saturation >= PHYSICAL[0]) & (saturation <= PHYSICAL[1]), saturation, np.nan).tolist()
    before, top, low = round(BEFORE_S * rate_hz), 0, -1
    for at, value in enumerate(values):
        if value != value:  # noqa: PLR0124 - NaN alone differs from itself
            top, low = at + 1, -1
        elif low < 0:
            top = _highest(values, max(top, at - before), at)
            low = at if values[top] - value >= least - ROUNDING else -1
        elif value < values[low]:
            low = at
        elif value >= min(values[top] - 1.0, values[low] + least) or at - low >= before:
            falls.append(Fall(top / rate_hz, at / rate_hz, values[top], values[low]))
            top, low = at, -1
    return falls


def _highest(values: list[float], first: int, at: int) -> int:
    """Return the last index of the highest value from one index to another."""
    part = values[first : at + 1]
    return at - part[::-1].index(max(part))


def position_changes(codes: NDArray[np.floating], rate_hz: float) -> list[tuple[float, int]]:
    """Return the times at which a position begins that is held, with its code; the first counts, too."""
    rounded = np.round(np.nan_to_num(codes, nan=-1.0)).astype(int)
    edges = np.r_[0, np.flatnonzero(np.diff(rounded)) + 1, rounded.size]
    changes: list[tuple[float, int]] = []
    for start, stop in zip(edges[:-1].tolist(), edges[1:].tolist(), strict=True):
        code = int(rounded[start])
        is_held = (stop - start) / rate_hz >= HELD_S
        if is_held and code >= 0 and (not changes or changes[-1][1] != code):
            changes.append((start / rate_hz, code))
    return changes
