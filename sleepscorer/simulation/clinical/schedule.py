"""Events of a clinical night before they are seen in any signal: when, what, how long, and why."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from sleepscorer.scoring import APNOEAS, EventKind
from sleepscorer.simulation.clinical.protocol import Protocol, Sleeper
from sleepscorer.simulation.clinical.timeline import Bools, Position, Timeline
from sleepscorer.simulation.frames import drift
from sleepscorer.stages import EPOCH_SECONDS, Stage

Floats64 = NDArray[np.float64]

STAGE_FACTORS = (0.0, 1.2, 1.0, 0.35, 1.45)
"""How often respiratory events are in W N1 N2 N3 R, beside N2: least in N3, most in REM sleep (Ratnavadivel
et al., J Clin Sleep Med 2009;5:519; Mokhlesi & Punjabi, Sleep 2012;35:5)."""
SUPINE_FACTOR = 2.2
"""How often they are supine, beside other positions: half of the patients have twice as many (Cartwright,
Sleep 1984;7:110; Oksenberg et al., Chest 1997;112:629)."""
GAP_S = 12.0
"""Shortest stretch of breathing between two events."""
AROUSED_SHARE = 0.65
"""Share of respiratory events that end in an arousal; hypopnoeas without a fall of 3 % always do."""
PLM_APART_S = (12.0, 24.0, 55.0)
"""Onset to onset in a series: shortest, median, longest (Ferri et al., Sleep 2006;29:759)."""
ALONE_S = 95.0
"""Farther than 90 s from others a movement belongs to no series (AASM Manual, chapter VII)."""


@dataclass(frozen=True)
class RespiratoryEvent:
    """A respiratory event.

    Attributes
    ----------
    kind : EventKind
    start_s, duration_s : float
    fall_percent : float
        Fall of the oxygen saturation that it causes if the saturation was at its baseline.
    is_central : bool
        Of a hypopnoea: whether the effort falls with the flow.
    resumes : float
        Of a mixed apnoea: share of its duration at which effort comes back.
    """

    kind: EventKind
    start_s: float
    duration_s: float
    fall_percent: float
    is_central: bool = False
    resumes: float = 0.5

    @property
    def stop_s(self) -> float:
        """End."""
        return self.start_s + self.duration_s


@dataclass(frozen=True)
class Arousal:
    """An arousal, and what caused it: ``respiratory``, ``limb``, ``position`` or ``spontaneous``."""

    start_s: float
    duration_s: float
    cause: str


@dataclass(frozen=True)
class LimbMovement:
    """A limb movement, on the legs ``L``, ``R`` or ``LR``; ``series`` is its number, -1 if it is in none."""

    start_s: float
    duration_s: float
    legs: str
    peak_uv: float
    series: int = -1


@dataclass(frozen=True)
class EventSchedule:
    """Events of a night, each kind in the order of its start."""

    respiratory: tuple[RespiratoryEvent, ...]
    arousals: tuple[Arousal, ...]
    movements: tuple[LimbMovement, ...]


class FreeSeconds:
    """Seconds of a night that are still free, drawn from by weight."""

    def __init__(self, free: Bools) -> None:
        self._free = free.copy()

    def draw(self, random: np.random.Generator, weights: Floats64, before_s: float, length_s: float) -> int:
        """Draw a second with ``before_s`` free before it and ``length_s`` from it on; -1 if there is none."""
        before, length = int(np.ceil(before_s)), int(np.ceil(length_s))
        taken = np.concatenate([[0], np.cumsum(~self._free)])
        starts = np.arange(before, self._free.size - length)
        if starts.size <= 0:
            return -1
        fits = taken[starts + length] == taken[starts - before]
        cumulative = np.cumsum(np.where(fits, weights[starts], 0.0))
        if cumulative[-1] <= 0:
            return -1
        return int(starts[np.searchsorted(cumulative, random.random() * cumulative[-1], side="right")])

    def take(self, start_s: float, stop_s: float) -> None:
        """Take a stretch."""
        self._free[max(0, int(start_s)) : max(0, int(np.ceil(stop_s)))] = False

    def is_free(self, start_s: float, stop_s: float) -> bool:
        """Return whether a stretch lies in the night and is free."""
        inside = start_s >= 0 and stop_s <= self._free.size
        return inside and bool(self._free[int(start_s) : int(np.ceil(stop_s))].all())


def draw_respiratory_events(
    random: np.random.Generator, timeline: Timeline, sleeper: Sleeper, protocol: Protocol, ahi: float
) -> list[RespiratoryEvent]:
    """Draw the respiratory events of a night, ``ahi`` of them per hour of sleep without CPAP."""
    asleep = timeline.asleep()
    relieved = _under_pressure(timeline, sleeper)
    weights = _readiness(random, timeline) * relieved
    free = FreeSeconds(asleep)
    if timeline.probe_off:
        free.take(timeline.probe_off[0] - 75, timeline.probe_off[1] + 5)
    for moved_s in timeline.changes_of_position_s():
        free.take(moved_s - 3, moved_s + 15)
    events: list[RespiratoryEvent] = []
    for _ in range(round(ahi / 3600 * float(relieved[asleep].sum()))):
        duration = _duration(random, protocol)
        start = free.draw(random, weights, GAP_S, duration + GAP_S)
        if start < 0:
            continue
        event = _respiratory_event(random, timeline, sleeper, protocol, (start + random.random(), duration))
        events.append(event)
        free.take(event.start_s, event.stop_s)
    return sorted(events, key=lambda event: event.start_s)


def _readiness(random: np.random.Generator, timeline: Timeline) -> Floats64:
    """Return how likely a respiratory event is at each second; it comes and goes over some ten minutes."""
    weights = np.repeat(np.asarray(STAGE_FACTORS)[timeline.stages], EPOCH_SECONDS)
    weights[timeline.position == Position.SUPINE] *= SUPINE_FACTOR
    frames = drift(random, timeline.n_seconds // 2, 400)
    return np.asarray(weights * np.exp(0.7 * np.repeat(frames, 2)))


def _under_pressure(timeline: Timeline, sleeper: Sleeper) -> Floats64:
    """Return the share of the events that the pressure leaves, by second."""
    excess = (timeline.pressure_cmh2o.astype(np.float64) - sleeper.effective_cmh2o) / 0.8
    return np.where(timeline.pressure_cmh2o > 0, 1 / (1 + np.exp(excess)), 1.0)


def _duration(random: np.random.Generator, protocol: Protocol) -> float:
    drawn = protocol.median_s * float(np.exp(random.normal(0, 0.33)))
    return float(np.clip(drawn, protocol.shortest_s, protocol.longest_s))


def _respiratory_event(
    random: np.random.Generator,
    timeline: Timeline,
    sleeper: Sleeper,
    protocol: Protocol,
    span: tuple[float, float],
) -> RespiratoryEvent:
    start_s, duration_s = span
    in_rem = timeline.stage_at(start_s) is Stage.R
    kinds = list(protocol.shares)
    shares = np.array(list(protocol.shares.values()))
    if in_rem:
        shares *= [1.2, 0.3, 0.8, 1.1]
    kind = kinds[int(random.choice(len(kinds), p=shares / shares.sum()))]
    # The longer the deeper; deeper in REM sleep, shallower on a side (Peppard et al., 2009).
    fall = (0.5 if sleeper.is_child else 0.36) * (duration_s - 3) * float(np.exp(random.normal(0, 0.35)))
    fall *= 1.35 if in_rem else 1.0
    fall *= 1.0 if timeline.position_at(start_s) is Position.SUPINE else 0.85
    fall *= 1.0 if kind in APNOEAS else 0.75
    return RespiratoryEvent(
        kind,
        start_s,
        duration_s,
        float(np.clip(fall, 1.0, 22.0)),
        is_central=kind is EventKind.HYPOPNOEA and bool(random.random() < 0.12),
        resumes=float(random.uniform(0.4, 0.6)),
    )


def draw_limb_movements(
    random: np.random.Generator,
    timeline: Timeline,
    respiratory: list[RespiratoryEvent],
    plm_index: float,
) -> list[LimbMovement]:
    """Draw limb movements: series of at least four in sleep, some alone, some as an event of breathing ends.

    Those within 0.5 s of a respiratory event belong to it and to no series (AASM Manual, chapter VII).
    """
    asleep = timeline.asleep()
    wanted = round(plm_index / 3600 * int(asleep.sum()))
    free = FreeSeconds(asleep)
    for event in respiratory:
        free.take(event.start_s - 1, event.stop_s + 1)
    weights = np.repeat(np.array([0.0, 1.0, 1.0, 0.5, 0.2])[timeline.stages], EPOCH_SECONDS)
    movements: list[LimbMovement] = []
    apart = FreeSeconds(asleep)
    for number in range(6 * wanted):
        left = wanted - sum(movement.series >= 0 for movement in movements)
        if left <= 0:
            break
        start = apart.draw(random, weights, 0, 60)
        if start < 0:
            break
        series = _draw_series(random, free, float(start), max(4, min(left, int(random.integers(6, 26)))))
        if len(series) >= 4 and apart.is_free(start, min(series[-1], timeline.n_seconds)):
            movements += [_movement(random, at_s, number) for at_s in series]
            apart.take(series[0] - ALONE_S, series[-1] + ALONE_S)
        else:
            apart.take(start, start + 1)
    movements += _alone(random, apart, free, weights, round(int(asleep.sum()) / 3600 * min(2.0, plm_index)))
    movements += _with_breathing(random, respiratory, plm_index)
    return sorted(movements, key=lambda movement: movement.start_s)


def _draw_series(random: np.random.Generator, free: FreeSeconds, start_s: float, length: int) -> list[float]:
    """Draw onsets of a series; one that would fall into an event of breathing waits for its end."""
    shortest, median, longest = PLM_APART_S
    pace = float(np.clip(median * np.exp(random.normal(0, 0.2)), 16, 40))
    series: list[float] = []
    at_s = start_s
    while len(series) < length:
        waited = 0
        while not free.is_free(at_s, at_s + 6) and waited < 60:
            at_s, waited = at_s + 1, waited + 1
        if waited == 60 or (series and at_s - series[-1] > 85):
            break
        series.append(at_s)
        at_s += float(np.clip(pace * np.exp(random.normal(0, 0.15)), shortest, longest))
    return series


def _movement(random: np.random.Generator, start_s: float, series: int = -1) -> LimbMovement:
    duration = float(np.clip(2.2 * np.exp(random.normal(0, 0.35)), 0.7, 5.0))
    legs = str(random.choice(["L", "R", "LR"], p=[0.3, 0.25, 0.45]))
    return LimbMovement(start_s, duration, legs, float(random.uniform(35, 110)), series)


def _alone(
    random: np.random.Generator, apart: FreeSeconds, free: FreeSeconds, weights: Floats64, count: int
) -> list[LimbMovement]:
    movements = []
    for _ in range(count):
        start = apart.draw(random, weights, 0, 6)
        if start < 0:
            break
        if free.is_free(start, start + 6):
            movements.append(_movement(random, float(start)))
            apart.take(start - ALONE_S, start + ALONE_S)
        else:
            apart.take(start, start + 1)
    return movements


def _with_breathing(
    random: np.random.Generator, respiratory: list[RespiratoryEvent], plm_index: float
) -> list[LimbMovement]:
    if plm_index <= 0:
        return []
    ends = [event.stop_s for event in respiratory if random.random() < 0.2]
    return [_movement(random, end + float(random.uniform(-0.3, 0.4))) for end in ends]


def draw_arousals(
    random: np.random.Generator,
    timeline: Timeline,
    respiratory: list[RespiratoryEvent],
    movements: list[LimbMovement],
    must_arouse: list[bool],
) -> list[Arousal]:
    """Draw arousals of 3 s or more, each after at least 10 s of sleep (AASM Manual, chapter V).

    Parameters
    ----------
    random : numpy.random.Generator
    timeline : Timeline
    respiratory : list of RespiratoryEvent
    movements : list of LimbMovement
    must_arouse : list of bool
        Of each respiratory event, whether only an arousal makes it count.
    """
    room = _Room(random, timeline.asleep())
    for event, must in zip(respiratory, must_arouse, strict=True):
        if random.random() < AROUSED_SHARE or must:
            room.add(event.stop_s - float(random.uniform(0.2, 1.2)), "respiratory")
    for moved_s in timeline.changes_of_position_s():
        room.add(moved_s - 1.0, "position", 5.0)
    for movement in movements:
        if movement.series >= 0 and random.random() < 0.3:
            room.add(movement.start_s + float(random.uniform(-0.3, 0.3)), "limb")
    _add_spontaneous(random, room, timeline, respiratory, movements)
    return sorted(room.arousals, key=lambda arousal: arousal.start_s)


class _Room:
    """Arousals so far, and where there is room for another."""

    def __init__(self, random: np.random.Generator, asleep: Bools) -> None:
        self.arousals: list[Arousal] = []
        self._random, self._places = random, FreeSeconds(asleep)

    def add(self, start_s: float, cause: str, shortest_s: float = 3.3) -> None:
        """Add an arousal if ten seconds of sleep lie before it and no other within it."""
        lasts = float(np.clip(6.0 * np.exp(self._random.normal(0, 0.35)), shortest_s, 12.0))
        if self._places.is_free(start_s - 10.0, start_s + lasts):
            self.arousals.append(Arousal(start_s, lasts, cause))
            self._places.take(start_s - 10.0, start_s + lasts)


def _add_spontaneous(
    random: np.random.Generator,
    room: _Room,
    timeline: Timeline,
    respiratory: list[RespiratoryEvent],
    movements: list[LimbMovement],
) -> None:
    """Add some five arousals per hour of sleep away from all other events."""
    quiet = FreeSeconds(timeline.asleep())
    for event in respiratory:
        quiet.take(event.start_s - 12, event.stop_s + 14)
    for movement in movements:
        quiet.take(movement.start_s - 12, movement.start_s + movement.duration_s + 2)
    readiness = np.repeat(np.array([0.0, 1.3, 1.0, 0.4, 1.0])[timeline.stages], EPOCH_SECONDS)
    for _ in range(round(5 * int(timeline.asleep().sum()) / 3600)):
        start = quiet.draw(random, readiness, 11, 13)
        if start >= 0:
            room.add(float(start), "spontaneous")


def keep_those_that_count(
    respiratory: list[RespiratoryEvent], falls: list[float], arousals: list[Arousal], is_child: bool
) -> list[bool]:
    """Return which events the manual counts: rule 1A for hypopnoeas, and children's central apnoeas."""
    ends = np.array([arousal.start_s for arousal in arousals if arousal.cause == "respiratory"])
    return [
        not needs_consequence(event, is_child)
        or fall >= 3
        or bool(ends.size and (np.abs(ends - event.stop_s) < 3).any())
        for event, fall in zip(respiratory, falls, strict=True)
    ]


def needs_consequence(event: RespiratoryEvent, is_child: bool) -> bool:
    """Return whether an event counts only with a fall of 3 % or an arousal (AASM Manual, chapter VIII)."""
    if event.kind is EventKind.HYPOPNOEA:
        return True
    return is_child and event.kind is EventKind.CENTRAL_APNOEA and event.duration_s < 20


def deeper(event: RespiratoryEvent, percent: float) -> RespiratoryEvent:
    """Return the event with a deeper fall of the saturation."""
    return replace(event, fall_percent=event.fall_percent + percent)
