"""Course of a clinical night that the events follow: stages, lights, position, pressure, sensors off."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from sleepscorer.scoring import Lights
from sleepscorer.simulation.clinical.protocol import Montage
from sleepscorer.simulation.frames import Floats
from sleepscorer.simulation.hypnogram import draw_hypnogram
from sleepscorer.stages import EPOCH_SECONDS, SCORED_STAGES, Stage

Bools = NDArray[np.bool_]
Stages = NDArray[np.int8]
Span = tuple[float, float]
"""Start and stop in seconds."""


class Position(IntEnum):
    """Body position, by the code in the position channel."""

    SUPINE = 1
    LEFT = 2
    RIGHT = 3
    PRONE = 4
    UPRIGHT = 5

    @property
    def words(self) -> str:
        """Word for the position, e.g. ``Supine``."""
        return self.name.capitalize()


_LYING = (Position.SUPINE, Position.LEFT, Position.RIGHT, Position.PRONE)
_LYING_SHARES = (0.45, 0.25, 0.22, 0.08)
NAP_STARTS = ("09:00", "11:00", "13:00", "15:00", "17:00")
"""Starts of the five naps, two hours apart (AASM practice parameters for the MSLT, Sleep 2005;28:113)."""
FIRST_CMH2O, HIGHEST_CMH2O = 4, 12


@dataclass(frozen=True)
class Timeline:
    """Course of a recording.

    Attributes
    ----------
    stages : ndarray of int8, shape (n_epochs,)
    lights : Lights
    position : ndarray of int8, shape (n_seconds,)
        Codes of :class:`Position`.
    pressure_cmh2o : ndarray of float32, shape (n_seconds,)
        Of CPAP; 0 without.
    probe_off : tuple of float or None
        Stretch without the oximeter.
    loose : tuple of float or None
        Stretch with a loose EEG electrode.
    """

    stages: Stages
    lights: Lights
    position: NDArray[np.int8]
    pressure_cmh2o: Floats
    probe_off: Span | None = None
    loose: Span | None = None

    @property
    def n_seconds(self) -> int:
        """Length of the recording."""
        return self.stages.size * EPOCH_SECONDS

    @property
    def bed_s(self) -> tuple[int, int]:
        """Seconds of lights off and lights on."""
        assert self.lights.off_s is not None
        assert self.lights.on_s is not None
        return int(self.lights.off_s), int(self.lights.on_s)

    def stage_at(self, time_s: float) -> Stage:
        """Return the stage at a time."""
        return Stage(int(self.stages[min(int(time_s) // EPOCH_SECONDS, self.stages.size - 1)]))

    def position_at(self, time_s: float) -> Position:
        """Return the position at a time."""
        return Position(int(self.position[min(int(time_s), self.n_seconds - 1)]))

    def asleep(self) -> Bools:
        """Return the seconds of sleep in bed, shape (n_seconds,)."""
        asleep = np.repeat(self.stages > Stage.W, EPOCH_SECONDS)
        off_s, on_s = self.bed_s
        asleep[:off_s] = False
        asleep[on_s:] = False
        return asleep

    def changes_of_position_s(self) -> tuple[int, ...]:
        """Return the seconds at which the position changes."""
        return tuple((np.flatnonzero(np.diff(self.position)) + 1).tolist())

    def steps_of_pressure_s(self) -> tuple[int, ...]:
        """Return the seconds at which the pressure of CPAP changes."""
        return tuple((np.flatnonzero(np.diff(self.pressure_cmh2o)) + 1).tolist())


def draw_timeline(random: np.random.Generator, montage: Montage, hours: float) -> Timeline:
    """Draw the course of a night."""
    stages = _draw_stages(random, hours, montage)
    n_seconds = stages.size * EPOCH_SECONDS
    asleep = np.flatnonzero(stages > Stage.W)
    first, last = (int(asleep[0]), int(asleep[-1]) + 1) if asleep.size else (1, stages.size)
    off = min(max(1, first // 2), 24)
    on = min(stages.size - 1, last + 2)
    lights = Lights(float(off * EPOCH_SECONDS), float(on * EPOCH_SECONDS))
    pressure = np.zeros(n_seconds, dtype=np.float32)
    if montage is Montage.SPLIT:
        _titrate(pressure, round(0.42 * stages.size) * EPOCH_SECONDS)
    timeline = Timeline(stages, lights, _draw_positions(random, stages, off), pressure)
    return Timeline(
        stages,
        lights,
        timeline.position,
        pressure,
        probe_off=_probe_off(random, timeline),
        loose=_loose(random, timeline) if montage is not Montage.HOME else None,
    )


def _draw_stages(random: np.random.Generator, hours: float, montage: Montage) -> Stages:
    """Draw stages until there is enough sleep, and in a short recording every stage, if that can be."""
    best, most = draw_hypnogram(random, hours), -1.0
    for _ in range(60):
        stages = draw_hypnogram(random, hours)
        stages[-max(1, min(10, stages.size // 20)) :] = Stage.W
        kinds = sum(bool((stages == stage).sum() > 2) for stage in SCORED_STAGES)
        sleep = float((stages > Stage.W).mean())
        enough = 0.78 if montage is Montage.CHILD else 0.68
        merit = kinds + min(sleep, enough)
        if merit > most:
            best, most = stages, merit
        if kinds == len(SCORED_STAGES) and sleep >= enough:
            break
    return best


def _draw_positions(random: np.random.Generator, stages: Stages, off: int) -> NDArray[np.int8]:
    """Draw positions that change every 15 to 60 min, where possible in wake."""
    position = np.empty(stages.size * EPOCH_SECONDS, dtype=np.int8)
    position[: off * EPOCH_SECONDS] = Position.UPRIGHT
    before, epoch = Position.UPRIGHT, off
    longest = min(120, max(20, stages.size // 4))
    while epoch < stages.size:
        shares = np.array([0.0 if p is before else s for p, s in zip(_LYING, _LYING_SHARES, strict=True)])
        before = _LYING[int(random.choice(len(_LYING), p=shares / shares.sum()))]
        stop = _near_wake(stages, epoch + int(random.integers(longest // 4 + 1, longest + 1)))
        stop = stages.size if stop + 8 >= stages.size else stop
        at = 0 if epoch == off else int(random.integers(5, 25))
        position[epoch * EPOCH_SECONDS + at :] = before
        epoch = max(stop, epoch + 4)
    return position


def _near_wake(stages: Stages, epoch: int) -> int:
    """Return the nearest wake epoch within six minutes, else that of light sleep, else the epoch itself."""
    near = np.arange(max(epoch - 12, 0), min(epoch + 12, stages.size))
    for wanted in ((Stage.W,), (Stage.N1, Stage.N2)):
        fits = near[np.isin(stages[near], wanted)]
        if fits.size:
            return int(fits[np.argmin(np.abs(fits - epoch))])
    return epoch


def _titrate(pressure: Floats, start_s: int) -> None:
    """Raise the pressure by 1 cmH2O at a time to the highest, which holds for the last third."""
    steps = HIGHEST_CMH2O - FIRST_CMH2O
    each_s = max(60, int((pressure.size - start_s) * 0.67 / steps))
    at = np.arange(pressure.size - start_s)
    pressure[start_s:] = np.minimum(FIRST_CMH2O + at // each_s, HIGHEST_CMH2O)


def _probe_off(random: np.random.Generator, timeline: Timeline) -> Span | None:
    """Draw half a minute to two minutes in bed without the oximeter."""
    off_s, on_s = timeline.bed_s
    length = min(int(random.integers(40, 120)), (on_s - off_s) // 10)
    if length < 20:
        return None
    start = float(random.integers(off_s + (on_s - off_s) // 4, on_s - length))
    return start, start + length


def _loose(random: np.random.Generator, timeline: Timeline) -> Span | None:
    """Draw one to five minutes in bed with a loose electrode."""
    off_s, on_s = timeline.bed_s
    length = float(min(random.uniform(60, 300), (on_s - off_s) / 15))
    start = float(random.uniform(off_s + (on_s - off_s) * 0.55, on_s - length))
    return start, start + length


def draw_naps(random: np.random.Generator) -> tuple[Timeline, ...]:
    """Draw the five naps of a multiple sleep latency test.

    A nap ends 20 min after lights off without sleep, else 15 min after the first epoch of sleep
    (AASM Manual; practice parameters for the MSLT, Sleep 2005;28:113).
    """
    typical_min = float(random.uniform(3.0, 12.0))
    rem_share = float(random.choice([0.0, 0.15, 0.6]))
    return tuple(_draw_nap(random, typical_min, rem_share) for _ in NAP_STARTS)


def _draw_nap(random: np.random.Generator, typical_min: float, rem_share: float) -> Timeline:
    latency = max(1, round(2 * typical_min * float(np.exp(random.normal(0, 0.45)))))
    before, after = 4, 2
    if latency >= 40:
        nap = np.zeros(40, dtype=np.int8)
    else:
        nap = np.concatenate([np.zeros(latency, dtype=np.int8), _sleep_of_nap(random, rem_share)])
    stages = np.concatenate([np.zeros(before, np.int8), nap, np.zeros(after, np.int8)])
    n_seconds = stages.size * EPOCH_SECONDS
    lights = Lights(float(before * EPOCH_SECONDS), float((before + nap.size) * EPOCH_SECONDS))
    position = np.full(n_seconds, Position.SUPINE, dtype=np.int8)
    position[: before * EPOCH_SECONDS] = Position.UPRIGHT
    return Timeline(stages, lights, position, np.zeros(n_seconds, dtype=np.float32))


def _sleep_of_nap(random: np.random.Generator, rem_share: float) -> Stages:
    """Draw the 30 epochs from the first sleep on, with REM sleep among them by the chance given."""
    light = int(random.integers(1, 7))
    sleep = np.full(30, Stage.N2, dtype=np.int8)
    sleep[:light] = Stage.N1
    if random.random() < rem_share:
        start = int(random.integers(light + 2, 18))
        sleep[start : start + int(random.integers(8, 14))] = Stage.R
    elif random.random() < 0.3:
        sleep[22:] = Stage.N3
    if random.random() < 0.4:
        woken = int(random.integers(light + 1, 28))
        sleep[woken : woken + 2] = (Stage.W, Stage.N1)
    return sleep
