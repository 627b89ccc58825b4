"""Sleep cycles: stretches of NREM sleep, each closed by a REM episode."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sleepscorer.stages import Stage

APART = 30
"""Epochs (15 min) without stage R that part two REM episodes; the least NREM sleep of a cycle."""
SHORTEST_REM = 10
"""Epochs (5 min) of stage R that make an episode; the first episode of a night may be shorter."""


@dataclass(frozen=True)
class Cycle:
    """One cycle.

    Attributes
    ----------
    epochs : range
        From sleep onset, or from the end of the cycle before, to the last epoch of its REM episode.
    rem_first : int
        First epoch of its REM episode.
    """

    epochs: range
    rem_first: int


def sleep_cycles(stages: NDArray[np.integer], within: range) -> tuple[Cycle, ...]:
    """Return the complete NREM-REM cycles (after Feinberg and Floyd, Psychophysiology 16:283-291, 1979).

    A REM episode is stage R with pauses under 15 minutes and holds 5 minutes of R, the first of the
    night excepted. It closes a cycle if 15 minutes of N1, N2 or N3 came before it in that cycle.

    Parameters
    ----------
    stages : ndarray of int, shape (n_epochs,)
    within : range
        Epochs to look at.

    Returns
    -------
    tuple of Cycle
        NREM sleep that no REM episode follows is no cycle.
    """
    bed = np.asarray(stages)[within.start : within.stop]
    asleep = np.flatnonzero(bed > Stage.W)
    begin = int(asleep[0]) if asleep.size else 0
    cycles = []
    for first, last in _rem_episodes(bed):
        nrem = np.isin(bed[begin:first], (Stage.N1, Stage.N2, Stage.N3)).sum()
        if nrem >= APART:
            epochs = range(within.start + begin, within.start + last + 1)
            cycles.append(Cycle(epochs, within.start + first))
        if nrem >= APART or not cycles:
            begin = last + 1
    return tuple(cycles)


def _rem_episodes(stages: NDArray[np.integer]) -> list[tuple[int, int]]:
    """Return the first and last epoch of each episode."""
    rem = np.flatnonzero(stages == Stage.R)
    runs = np.split(rem, np.flatnonzero(np.diff(rem) > APART) + 1) if rem.size else []
    return [
        (int(run[0]), int(run[-1]))
        for index, run in enumerate(runs)
        if index == 0 or run.size >= SHORTEST_REM
    ]
