"""Oxygen saturation as an oximeter at the finger shows it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sleepscorer.simulation.clinical.protocol import Sleeper
from sleepscorer.simulation.clinical.schedule import RespiratoryEvent
from sleepscorer.simulation.clinical.timeline import Timeline
from sleepscorer.simulation.frames import drift

Array = NDArray[np.float64]

RECOVERS_S = 14.0
"""From the lowest value back to the baseline."""
SMALLEST_FALL_PERCENT = 3


@dataclass(frozen=True)
class Desaturation:
    """A fall of the saturation: from its start until it is back by two thirds, its depth and lowest value."""

    start_s: float
    duration_s: float
    fall_percent: float
    nadir_percent: float


def draw_baseline(random: np.random.Generator, timeline: Timeline, sleeper: Sleeper) -> Array:
    """Draw the saturation without events, shape (n_seconds,): it drifts by less than 1 %."""
    slow = np.clip(drift(random, timeline.n_seconds // 2, 600), -1.5, 1.5)
    return np.asarray(sleeper.saturation_percent + 0.35 * np.repeat(slow, 2).astype(np.float64))


def saturation(baseline: Array, events: Sequence[RespiratoryEvent], delay_s: float) -> Array:
    """Return the saturation in whole percent, shape (n_seconds,).

    It falls from the start of an event plus the delay on, and is lowest at its end plus the delay: the
    circulation from lung to finger, and the oximeter's averaging (AASM Manual, chapter VIII, note on the
    averaging time of 3 s or less).
    """
    values = baseline.copy()
    for event in events:
        lowest_s = event.stop_s + delay_s
        first, stop = int(event.start_s + delay_s) - 1, int(lowest_s + RECOVERS_S) + 2
        at = np.arange(max(first, 0), min(stop, values.size))
        falling = np.clip((at - event.start_s - delay_s) / event.duration_s, 0, 1)
        rising = np.clip((at - lowest_s) / RECOVERS_S, 0, 1)
        share = np.where(at < lowest_s, falling**1.3, 0.5 * (1 + np.cos(np.pi * rising)))
        # Where the last fall is not over the deeper of both counts, not their sum.
        values[at] = np.minimum(values[at], baseline[at] - event.fall_percent * share)
    return np.asarray(np.round(np.clip(values, 50, 100)), dtype=np.float64)


def measure_falls(values: Array, events: Sequence[RespiratoryEvent], delay_s: float) -> list[Desaturation]:
    """Measure the fall that follows each event, from the highest value before it to the lowest."""
    return [_measure_fall(values, event, delay_s) for event in events]


def _measure_fall(values: Array, event: RespiratoryEvent, delay_s: float) -> Desaturation:
    first = min(max(0, int(event.start_s + delay_s) - 6), values.size - 2)
    stop = min(int(event.stop_s + delay_s) + 4, values.size)
    window = values[first : max(stop, first + 2)]
    lowest = first + int(np.argmin(window))
    highest = float(values[first : lowest + 1].max())
    start = first + int(np.flatnonzero(values[first : lowest + 1] == highest)[-1])
    nadir = float(values[lowest])
    back = np.flatnonzero(values[lowest : lowest + 60] >= nadir + (highest - nadir) * 2 / 3)
    end = lowest + (int(back[0]) if back.size and highest > nadir else 1)
    return Desaturation(float(start), float(max(end - start, 1)), highest - nadir, nadir)
