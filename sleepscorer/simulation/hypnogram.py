"""Hypnograms drawn from a semi-Markov chain."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from sleepscorer.simulation.dynamics import (
    DURATION_RANKS,
    DURATIONS_EPOCHS,
    NIGHT_HOURS,
    ONSET_EPOCHS,
    TRANSITIONS,
)
from sleepscorer.stages import EPOCH_SECONDS, Stage

CYCLE_EPOCHS = 150
"""Epochs after which another REM period is due."""
EPOCHS_PER_HOUR = 3600 // EPOCH_SECONDS


def draw_hypnogram(random: np.random.Generator, hours: float | None = None) -> NDArray[np.int8]:
    """Draw the stages of one night.

    Parameters
    ----------
    random : numpy.random.Generator
    hours : float, optional
        Length of the recording; drawn if not given.

    Returns
    -------
    ndarray of int8, shape (n_epochs,)
    """
    length = max(1, round((hours or random.uniform(*NIGHT_HOURS)) * EPOCHS_PER_HOUR))
    runs = [np.full(_onset(random, length), Stage.W, dtype=np.int8)]
    done, stage, since_rem = runs[0].size, Stage.W, 0
    while done < length:
        third = min(2, 3 * done // length)
        stage = _next_stage(random, third, stage, since_rem)
        duration = _duration(random, DURATIONS_EPOCHS[third][stage])
        runs.append(np.full(duration, stage, dtype=np.int8))
        done += duration
        since_rem = 0 if stage == Stage.R else since_rem + duration
    return np.concatenate(runs)[:length]


def _onset(random: np.random.Generator, length: int) -> int:
    # A short excerpt must still hold sleep.
    return max(1, min(_duration(random, ONSET_EPOCHS), length // 4))


def _duration(random: np.random.Generator, quantiles: tuple[int, ...]) -> int:
    drawn = np.exp(np.interp(random.random(), DURATION_RANKS, np.log(np.array(quantiles, dtype=np.float64))))
    return max(1, round(float(drawn) * float(np.exp(random.normal(0, 0.15)))))


def _next_stage(random: np.random.Generator, third: int, stage: Stage, since_rem: int) -> Stage:
    chances = np.array(TRANSITIONS[third][stage])
    chances[Stage.R] *= 0.25 if since_rem < CYCLE_EPOCHS // 3 else min(3.0, since_rem / CYCLE_EPOCHS + 0.5)
    return Stage(int(random.choice(5, p=chances / chances.sum())))
