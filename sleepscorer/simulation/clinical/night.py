"""A clinical night: its course, its events and what each sensor would see, all drawn from one seed."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sleepscorer.simulation.clinical.breaths import Breath, Respiration, breathe, draw_breaths
from sleepscorer.simulation.clinical.heart import draw_heart_rate
from sleepscorer.simulation.clinical.oxygen import (
    SMALLEST_FALL_PERCENT,
    Desaturation,
    draw_baseline,
    measure_falls,
    saturation,
)
from sleepscorer.simulation.clinical.protocol import PROTOCOLS, Montage, Sleeper, draw_sleeper, stream
from sleepscorer.simulation.clinical.schedule import (
    Arousal,
    EventSchedule,
    LimbMovement,
    RespiratoryEvent,
    deeper,
    draw_arousals,
    draw_limb_movements,
    draw_respiratory_events,
    keep_those_that_count,
    needs_consequence,
)
from sleepscorer.simulation.clinical.timeline import (
    NAP_STARTS,
    Bools,
    Position,
    Timeline,
    draw_naps,
    draw_timeline,
)
from sleepscorer.simulation.frames import drift
from sleepscorer.stages import Stage

Array = NDArray[np.float64]

DAY = datetime.date(2024, 1, 15)
BEDTIMES = {
    Montage.CLINICAL: datetime.time(22, 30),
    Montage.HOME: datetime.time(23, 0),
    Montage.SPLIT: datetime.time(22, 15),
    Montage.CHILD: datetime.time(20, 15),
}
"""Starts of the recordings; naps start at :data:`NAP_STARTS`."""
FEWEST_HOURS = 0.25
"""Shortest night that holds sleep, events and a probe that is off."""


@dataclass(frozen=True)
class Study:
    """Study of a recording: who is recorded when, and how.

    Attributes
    ----------
    montage : Montage
    seed : int
    start : datetime.datetime
    sleeper : Sleeper
    timeline : Timeline
    part : str
        Name of the nap, empty for a night.
    """

    montage: Montage
    seed: int
    start: datetime.datetime
    sleeper: Sleeper
    timeline: Timeline
    part: str

    def random(self, part: str) -> np.random.Generator:
        """Return the random numbers of one part of this recording."""
        return stream(self.seed, self.part + part)


@dataclass(frozen=True)
class ClinicalNight(Study):
    """A recording before it is written.

    Attributes
    ----------
    schedule : EventSchedule
    desaturations : tuple of Desaturation
        Falls of the saturation of 3 % or more.
    breaths : tuple of Breath
    saturation_percent, beats_per_min : ndarray, shape (n_seconds,)
        The saturation is 0 while the oximeter is off.
    snoring : ndarray of bool, shape (n_seconds,)
        Seconds of a stretch that is snored through.
    """

    schedule: EventSchedule
    desaturations: tuple[Desaturation, ...]
    breaths: tuple[Breath, ...]
    saturation_percent: Array
    beats_per_min: Array
    snoring: Bools

    @property
    def respiratory(self) -> tuple[RespiratoryEvent, ...]:
        """Respiratory events."""
        return self.schedule.respiratory

    @property
    def arousals(self) -> tuple[Arousal, ...]:
        """Arousals."""
        return self.schedule.arousals

    @property
    def movements(self) -> tuple[LimbMovement, ...]:
        """Limb movements."""
        return self.schedule.movements

    def respiration(self) -> Respiration:
        """Return flow, effort and snoring at 32 Hz."""
        return breathe(self.random("respiration"), self.breaths, self.timeline.n_seconds)


def simulate_clinical(
    montage: Montage,
    seed: int,
    hours: float = 8.0,
    *,
    ahi: float | None = None,
    plm_index: float | None = None,
) -> tuple[ClinicalNight, ...]:
    """Simulate a clinical recording, or the five of a multiple sleep latency test.

    Parameters
    ----------
    montage : Montage
    seed : int
        The same seed gives the same recording.
    hours : float
        Length of a night, 0.25 or more; naps have their own.
    ahi : float, optional
        Respiratory events per hour of sleep without CPAP; the montage's own if not given.
    plm_index : float, optional
        Periodic limb movements per hour of sleep; the montage's own if not given.

    Returns
    -------
    tuple of ClinicalNight

    Raises
    ------
    ValueError
        If a night is to be shorter than 0.25 h.
    """
    sleeper = draw_sleeper(stream(seed, "sleeper"), montage)
    protocol = PROTOCOLS[montage]
    rates = (protocol.ahi if ahi is None else ahi, protocol.plm_index if plm_index is None else plm_index)
    if montage is Montage.MSLT:
        naps = draw_naps(stream(seed, "naps"))
        return tuple(
            _night(Study(montage, seed, _nap_start(index), sleeper, nap, f"nap{index + 1}"), 0.0, 0.0)
            for index, nap in enumerate(naps)
        )
    if hours < FEWEST_HOURS:
        raise ValueError(f"A clinical night is {FEWEST_HOURS} h or longer.")
    start = datetime.datetime.combine(DAY, BEDTIMES[montage])
    timeline = draw_timeline(stream(seed, "timeline"), montage, hours)
    return (_night(Study(montage, seed, start, sleeper, timeline, ""), *rates),)


def _nap_start(index: int) -> datetime.datetime:
    return datetime.datetime.combine(DAY, datetime.time.fromisoformat(NAP_STARTS[index]))


def _night(setting: Study, ahi: float, plm_index: float) -> ClinicalNight:
    timeline, sleeper = setting.timeline, setting.sleeper
    protocol = PROTOCOLS[setting.montage]
    planned = draw_respiratory_events(setting.random("events"), timeline, sleeper, protocol, ahi)
    baseline = draw_baseline(setting.random("oxygen"), timeline, sleeper)
    movements = draw_limb_movements(setting.random("legs"), timeline, planned, plm_index)
    respiratory, arousals = _with_consequences(setting, planned, movements, baseline)
    schedule = EventSchedule(tuple(respiratory), tuple(arousals), tuple(movements))
    percent = saturation(baseline, respiratory, sleeper.delay_s)
    falls = measure_falls(percent, respiratory, sleeper.delay_s)
    snoring = _draw_snoring(setting.random("snore"), timeline, sleeper)
    if timeline.probe_off:
        percent[int(timeline.probe_off[0]) : int(timeline.probe_off[1])] = 0
    return ClinicalNight(
        **vars(setting),
        schedule=schedule,
        desaturations=tuple(fall for fall in falls if fall.fall_percent >= SMALLEST_FALL_PERCENT),
        breaths=tuple(draw_breaths(setting.random("breaths"), timeline, sleeper, respiratory, snoring)),
        saturation_percent=percent,
        beats_per_min=draw_heart_rate(setting.random("heart"), timeline, sleeper, schedule),
        snoring=snoring,
    )


def _with_consequences(
    setting: Study, events: list[RespiratoryEvent], movements: list[LimbMovement], baseline: Array
) -> tuple[list[RespiratoryEvent], list[Arousal]]:
    """Give every event what the manual asks for: an arousal, or else a fall of the saturation."""
    sleeper = setting.sleeper

    def measured(these: list[RespiratoryEvent]) -> list[float]:
        percent = saturation(baseline, these, sleeper.delay_s)
        return [fall.fall_percent for fall in measure_falls(percent, these, sleeper.delay_s)]

    falls = measured(events)
    must = [needs_consequence(e, sleeper.is_child) and f < 3 for e, f in zip(events, falls, strict=True)]
    arousals = draw_arousals(setting.random("arousals"), setting.timeline, events, movements, must)
    seen = [] if setting.montage is Montage.HOME else arousals
    for _ in range(10):
        counts = keep_those_that_count(events, falls, seen, sleeper.is_child)
        if all(counts):
            break
        events = [e if count else deeper(e, 1.0) for e, count in zip(events, counts, strict=True)]
        falls = measured(events)
    counts = keep_those_that_count(events, falls, seen, sleeper.is_child)
    return [event for event, count in zip(events, counts, strict=True) if count], arousals


def _draw_snoring(random: np.random.Generator, timeline: Timeline, sleeper: Sleeper) -> Bools:
    """Draw the stretches that are snored through: more supine, hardly any in REM sleep."""
    level = np.repeat(drift(random, timeline.n_seconds // 2, 120), 2)
    threshold = float(np.quantile(level, 1 - sleeper.snores))
    level = level + np.where(timeline.position == Position.SUPINE, 0.4, -0.2)
    rem = np.repeat(timeline.stages == Stage.R, timeline.n_seconds // timeline.stages.size)
    snored = (level > threshold) & timeline.asleep() & ~(rem & (level < threshold + 0.8))
    return np.asarray(snored & (timeline.pressure_cmh2o == 0))
