"""Statistics of a clinical night: respiration, oxygen, arousals, limb movements, heart, position and snoring.

Definitions are those of the AASM Manual, chapter II (parameters to be reported) and the chapters named in
docs/statistics.md, which lists every figure.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from enum import Enum

import numpy as np
from numpy.typing import NDArray

from sleepscorer.body_positions import BodyPosition
from sleepscorer.channel_roles import Role
from sleepscorer.edf.tal import Annotation
from sleepscorer.scoring import RESPIRATORY, Event, EventKind, Lights, Scoring
from sleepscorer.scoring.home_tests import is_home_test
from sleepscorer.stages import EPOCH_SECONDS, Stage
from sleepscorer.statistics.arousals import ArousalCause, arousal_cause, is_with_arousal
from sleepscorer.statistics.event_kinds import DISTURBANCES, RERAS, SNORES
from sleepscorer.statistics.indices import CountedEvent, EventStatistics, event_statistics, rate
from sleepscorer.statistics.marked_positions import with_marked_positions
from sleepscorer.statistics.segments import NightSegment, segments_of
from sleepscorer.statistics.signals import NightSignals, Seconds
from sleepscorer.statistics.sleep import SleepStatistics, sleep_statistics
from sleepscorer.statistics.spans import Spans

Bools = NDArray[np.bool_]

LOW_PERCENT = (90, 88, 80)
"""Saturations below which the time is reported."""
LEAST_HELD_S = 30
"""Seconds of sleep at a pressure that make a row of the table of pressures."""
FALLS_PERCENT = (3, 4)
"""Falls of the saturation that make a desaturation, by either rule."""


@dataclass(frozen=True)
class StretchStatistics:
    """Respiration in part of the sleep: in a stage, in a position, at a pressure.

    Attributes
    ----------
    minutes : float
        Of sleep, or of monitoring time.
    rem_min, supine_min : float
        Those of them in stage R and supine; 0 where it is not known.
    counts : dict of EventKind to int
        Respiratory events and desaturations, by the edge by which they count.
    ahi, rdi : float or None
    mean_percent, nadir_percent : float or None
        Saturation.
    """

    minutes: float
    rem_min: float
    supine_min: float
    counts: dict[EventKind, int]
    ahi: float | None
    rdi: float | None
    mean_percent: float | None
    nadir_percent: float | None

    @property
    def respiratory(self) -> int:
        """Number of apnoeas and hypopnoeas."""
        return sum(count for kind, count in self.counts.items() if kind in RESPIRATORY)


@dataclass(frozen=True)
class OxygenStatistics:
    """Oxygen saturation in sleep, or in the monitoring time.

    Attributes
    ----------
    mean_percent, nadir_percent : float
    below_min : dict of int to float
        Minutes below 90, 88 and 80 %.
    measured_min : float
        Minutes that the probe measured.
    odi : dict of int to float or None
        Desaturations of at least 3 and 4 % per hour; None where some count and the fall of none was measured.
    falls : int
        Desaturations whose fall was measured.
    unmeasured : int
        Desaturations that count, but whose fall could not be measured: they are in no ODI.
    """

    mean_percent: float
    nadir_percent: float
    below_min: dict[int, float]
    measured_min: float
    odi: dict[int, float | None]
    falls: int
    unmeasured: int


@dataclass(frozen=True)
class PulseStatistics:
    """Pulse per minute in sleep, or in the monitoring time."""

    mean: float
    highest: float
    lowest: float


@dataclass(frozen=True)
class NightStatistics:
    """Statistics of a night, or of one segment of it.

    Attributes
    ----------
    sleep : SleepStatistics
    is_monitored : bool
        Whether nothing tells sleep from wake: figures are then per hour of the time between the lights.
    events : EventStatistics
    by_stage : dict of str to StretchStatistics
        ``N1``, ``N2``, ``N3``, ``R`` and ``NREM``; empty where nothing tells sleep from wake.
    by_position : dict of BodyPosition to StretchStatistics
        Positions that occur; empty where no channel tells them.
    supine, not_supine : StretchStatistics or None
    by_pressure : dict of float to StretchStatistics
        By pressure in cmH2O, rounded to whole ones; 0 is without. Empty without a channel.
    oxygen : OxygenStatistics or None
        None where no channel measured it.
    pulse : PulseStatistics or None
    arousals : dict of ArousalCause to (int, float or None)
        Number, and per hour.
    limb_movements : (int, float or None)
        All that count, periodic or not, and per hour.
    plms_with_arousal : (int, float or None)
    snore_min : float or None
        As marked; else by the channel; None without either.
    """

    sleep: SleepStatistics
    is_monitored: bool
    events: EventStatistics
    by_stage: dict[str, StretchStatistics]
    by_position: dict[BodyPosition, StretchStatistics]
    supine: StretchStatistics | None
    not_supine: StretchStatistics | None
    by_pressure: dict[float, StretchStatistics]
    oxygen: OxygenStatistics | None
    pulse: PulseStatistics | None
    arousals: dict[ArousalCause, tuple[int, float | None]]
    limb_movements: tuple[int, float | None]
    plms_with_arousal: tuple[int, float | None]
    snore_min: float | None

    @property
    def hours(self) -> float:
        """Hours of sleep, or of monitoring time."""
        return self.events.hours

    @property
    def unmeasured_desaturations(self) -> int:
        """Number of desaturations that count, but whose fall was not measured: they are in no ODI."""
        if self.oxygen is None:
            return self.events.by_kind[EventKind.DESATURATION].count
        return self.oxygen.unmeasured

    @property
    def rei(self) -> float | None:
        """Respiratory event index, per hour of monitoring time; None where sleep is told from wake."""
        return self.events.ahi if self.is_monitored else None

    @property
    def ahi(self) -> float | None:
        """Apnoea-hypopnoea index per hour of sleep; None where nothing tells sleep from wake."""
        return None if self.is_monitored else self.events.ahi

    @property
    def rdi(self) -> float | None:
        """Respiratory disturbance index: apnoeas, hypopnoeas and RERAs per hour of sleep."""
        if self.is_monitored:
            return None
        reras = sum(self.events.by_kind[kind].count for kind in RERAS)
        return self.events.per_hour(self.events.respiratory.count + reras)

    @property
    def snore_percent(self) -> float | None:
        """Snoring in per cent of the sleep, or of the monitoring time."""
        if self.snore_min is None or not self.hours:
            return None
        return 100 * self.snore_min / (60 * self.hours)


class StudyKind(Enum):
    """Kind of study; the values are keys of a report's texts."""

    POLYSOMNOGRAPHY = "polysomnography"
    HOME = "home"
    SPLIT = "split"


@dataclass(frozen=True)
class StudyStatistics:
    """Statistics of a recording as a whole and of its segments.

    Attributes
    ----------
    kind : StudyKind
    night : NightStatistics
    segments : tuple of (NightSegment, NightStatistics)
        Empty where the night is undivided.
    signals : NightSignals
    """

    kind: StudyKind
    night: NightStatistics
    segments: tuple[tuple[NightSegment, NightStatistics], ...]
    signals: NightSignals


def study_statistics(
    scoring: Scoring,
    signals: NightSignals | None = None,
    annotations: Sequence[Annotation] = (),
    *,
    has_eeg: bool = True,
) -> StudyStatistics:
    """Compute the statistics of a recording and of the segments of a split night.

    Parameters
    ----------
    scoring : Scoring
    signals : NightSignals, optional
        Without them nothing is told of oxygen, pulse, position and pressure.
    annotations : sequence of Annotation
        Texts of the recording, which may say that CPAP was put on.
    has_eeg : bool
        Whether the recording has an EEG; see :func:`sleepscorer.scoring.home_tests.is_home_test`.

    Returns
    -------
    StudyStatistics
    """
    n_seconds = scoring.n_epochs * EPOCH_SECONDS
    signals = with_marked_positions(signals or NightSignals(n_seconds), scoring.events)
    is_monitored = is_home_test(scoring.stages, has_eeg=has_eeg)
    night = night_statistics(
        scoring.stages,
        scoring.events,
        scoring.lights,
        signals,
        is_monitored=is_monitored,
        searched=scoring.searched,
    )
    parts = segments_of(scoring.events, annotations, float(n_seconds), signals.of(Role.CPAP_PRESSURE))
    segments = tuple(
        (
            part,
            night_statistics(
                scoring.stages,
                scoring.events,
                scoring.lights,
                signals,
                is_monitored=is_monitored,
                segment=part,
                searched=scoring.searched,
            ),
        )
        for part in parts
    )
    kind = StudyKind.HOME if is_monitored else StudyKind.SPLIT if segments else StudyKind.POLYSOMNOGRAPHY
    return StudyStatistics(kind, night, segments, signals)


def night_statistics(
    stages: NDArray[np.integer],
    events: Iterable[Event],
    lights: Lights | None = None,
    signals: NightSignals | None = None,
    *,
    is_monitored: bool = False,
    segment: NightSegment | None = None,
    searched: Collection[EventKind] = (),
) -> NightStatistics:
    """Compute the statistics of a night, or of one segment of it, between lights off and on.

    Parameters
    ----------
    stages : ndarray of int, shape (n_epochs,)
    events : iterable of Event
    lights : Lights, optional
    signals : NightSignals, optional
    is_monitored : bool
        Whether nothing tells sleep from wake; see :func:`event_statistics`.
    segment : NightSegment, optional
        Part of the night; an event belongs to the segment that it starts in.
    searched : collection of EventKind
        Kinds that were looked for all night; see :func:`event_statistics`.

    Returns
    -------
    NightStatistics
    """
    stages, marked, lights = np.asarray(stages), list(events), lights or Lights()
    sleep = sleep_statistics(stages, lights if segment is None else segment.lights_within(lights))
    counts = event_statistics(
        marked, stages, lights, is_monitored=is_monitored, segment=segment, searched=searched
    )
    seconds = _NightSeconds(stages, sleep.in_bed, signals, counts.counted, is_monitored)
    return NightStatistics(
        sleep=sleep,
        is_monitored=is_monitored,
        events=counts,
        by_stage={} if is_monitored else seconds.by_stage(),
        by_position=seconds.by_position(),
        supine=seconds.of_position(supine=True),
        not_supine=seconds.of_position(supine=False),
        by_pressure=seconds.by_pressure(),
        oxygen=seconds.oxygen(counts),
        pulse=seconds.pulse(),
        arousals=_arousals(counts, marked),
        limb_movements=_counted_of(counts, EventKind.LIMB_MOVEMENT),
        plms_with_arousal=_plms_with_arousal(counts, marked),
        snore_min=seconds.snore_min(marked),
    )


class _NightSeconds:
    """Night second by second: which are asleep, and what the signals say of them."""

    def __init__(
        self,
        stages: NDArray[np.integer],
        in_bed: range,
        signals: NightSignals | None,
        counted: Sequence[CountedEvent],
        is_monitored: bool,
    ) -> None:
        self._n_seconds = len(stages) * EPOCH_SECONDS
        self._signals = signals or NightSignals(self._n_seconds)
        self._counted = [each for each in counted if _is_of_respiration(each.event.kind)]
        counts = np.zeros(len(stages), np.bool_)
        bed = slice(in_bed.start, in_bed.stop)
        counts[bed] = True if is_monitored else stages[bed] > Stage.W
        self._stages = np.repeat(stages, EPOCH_SECONDS)
        self._asleep = np.repeat(counts, EPOCH_SECONDS)
        self._spo2 = self._of(Role.SPO2)
        self._supine = self._mask(self._signals.in_position(BodyPosition.SUPINE))

    def _of(self, role: Role) -> Seconds | None:
        values = self._signals.of(role)
        return None if values is None else self._fitted(values)

    def _fitted(self, values: Seconds) -> Seconds:
        """Return the values of the whole epochs alone, as many as there are seconds of them."""
        rest = max(self._n_seconds - values.size, 0)
        return np.pad(values[: self._n_seconds], (0, rest), constant_values=np.nan)

    def _mask(self, mask: Bools | None) -> Bools | None:
        return None if mask is None else self._fitted(mask.astype(np.float32)) == 1

    def stretch(self, where: Bools) -> StretchStatistics:
        """Compute the respiration in some seconds."""
        asleep = where & self._asleep
        hours = float(asleep.sum()) / 3600
        here = [each.event.kind for each in self._counted if where[int(each.at_s)]]
        counts = {kind: here.count(kind) for kind in EventKind if kind in here}
        events = sum(count for kind, count in counts.items() if kind in RESPIRATORY)
        reras = sum(count for kind, count in counts.items() if kind in RERAS)
        values = self._known(self._spo2, asleep)
        return StretchStatistics(
            minutes=hours * 60,
            rem_min=float((asleep & (self._stages == Stage.R)).sum()) / 60,
            supine_min=0.0 if self._supine is None else float((asleep & self._supine).sum()) / 60,
            counts=counts,
            ahi=rate(events, hours),
            rdi=rate(events + reras, hours),
            mean_percent=float(values.mean()) if values.size else None,
            nadir_percent=float(values.min()) if values.size else None,
        )

    def by_stage(self) -> dict[str, StretchStatistics]:
        """Compute the respiration in each stage of sleep, and in NREM."""
        wanted: dict[str, tuple[Stage, ...]] = {
            stage.name: (stage,) for stage in (Stage.N1, Stage.N2, Stage.N3, Stage.R)
        }
        wanted["NREM"] = (Stage.N1, Stage.N2, Stage.N3)
        return {name: self.stretch(np.isin(self._stages, stages)) for name, stages in wanted.items()}

    def by_position(self) -> dict[BodyPosition, StretchStatistics]:
        """Compute the respiration in each position that occurs."""
        masks = {position: self._mask(self._signals.in_position(position)) for position in BodyPosition}
        return {
            position: self.stretch(mask)
            for position, mask in masks.items()
            if mask is not None and (mask & self._asleep).any()
        }

    def of_position(self, *, supine: bool) -> StretchStatistics | None:
        """Compute the respiration supine, or in any other position that is known."""
        if self._supine is None:
            return None
        if supine:
            return self.stretch(self._supine)
        others = [position for position in BodyPosition if position is not BodyPosition.SUPINE]
        masks = [self._mask(self._signals.in_position(position)) for position in others]
        return self.stretch(np.any([mask for mask in masks if mask is not None], axis=0))

    def by_pressure(self) -> dict[float, StretchStatistics]:
        """Compute the respiration at each pressure that occurs in sleep."""
        steady = self._signals.steady_pressure
        if steady is None:
            return {}
        pressure = self._fitted(steady)
        pressure = np.where(pressure < 1, 0, pressure)
        levels, seconds = np.unique(self._known(pressure, self._asleep), return_counts=True)
        held = levels[seconds >= LEAST_HELD_S]
        if not held.size:
            return {}
        # A level held for less is one that the pressure passed on its way: it belongs to the nearest.
        nearest = held[np.abs(np.nan_to_num(pressure)[:, np.newaxis] - held).argmin(axis=1)]
        nearest = np.where(np.isfinite(pressure), nearest, np.nan)
        return {float(level): self.stretch(nearest == level) for level in held}

    def oxygen(self, counts: EventStatistics) -> OxygenStatistics | None:
        """Compute the saturation in sleep, and the falls of the desaturations that count."""
        values = self._known(self._spo2, self._asleep)
        if self._spo2 is None or not values.size:
            return None
        desaturations = [each.event for each in counts.counted if each.event.kind is EventKind.DESATURATION]
        falls = [fall_percent(event, self._spo2) for event in desaturations]
        known = [fall for fall in falls if fall is not None]
        is_unknown = bool(falls) and not known
        return OxygenStatistics(
            mean_percent=float(values.mean()),
            nadir_percent=float(values.min()),
            below_min={level: float((values < level).sum()) / 60 for level in LOW_PERCENT},
            measured_min=values.size / 60,
            odi={
                least: None if is_unknown else counts.per_hour(sum(fall >= least for fall in known))
                for least in FALLS_PERCENT
            },
            falls=len(known),
            unmeasured=len(falls) - len(known),
        )

    def pulse(self) -> PulseStatistics | None:
        """Compute the pulse in sleep."""
        values = self._known(self._of(Role.PULSE), self._asleep)
        if not values.size:
            return None
        return PulseStatistics(float(values.mean()), float(values.max()), float(values.min()))

    def snore_min(self, events: Iterable[Event]) -> float | None:
        """Compute the minutes of sleep snored through: as marked, else by the channel."""
        marked = [event for event in events if event.kind in SNORES]
        snored = self._mask(self._signals.snored)
        if marked:
            snored = np.zeros(self._n_seconds, np.bool_)
            for event in marked:
                snored[int(event.start_s) : int(np.ceil(event.stop_s))] = True
        return None if snored is None else float((snored & self._asleep).sum()) / 60

    @staticmethod
    def _known(values: Seconds | None, where: Bools) -> Seconds:
        if values is None:
            return np.zeros(0, np.float32)
        here = values[where]
        return np.asarray(here[np.isfinite(here)], np.float32)


def fall_percent(event: Event, spo2_percent: Seconds) -> float | None:
    """Return how far the saturation falls within an event: from the highest value up to its lowest.

    Parameters
    ----------
    event : Event
    spo2_percent : ndarray, shape (n_seconds,)
        NaN where it was not measured.

    Returns
    -------
    float or None
        Per cent; None where less than half of the event was measured.
    """
    values = spo2_percent[int(event.start_s) : max(int(np.ceil(event.stop_s)), int(event.start_s) + 1)]
    if not values.size or np.isfinite(values).mean() < 0.5:
        return None
    lowest = int(np.nanargmin(values))
    return float(np.nanmax(values[: lowest + 1]) - values[lowest])


def _is_of_respiration(kind: EventKind) -> bool:
    return kind in DISTURBANCES or kind is EventKind.DESATURATION


def _counted_of(counts: EventStatistics, kind: EventKind) -> tuple[int, float | None]:
    return counts.by_kind[kind].count, counts.by_kind[kind].per_hour


def _arousals(
    counts: EventStatistics, events: Sequence[Event]
) -> dict[ArousalCause, tuple[int, float | None]]:
    arousals = [each.event for each in counts.counted if each.event.kind is EventKind.AROUSAL]
    breathing = Spans(event for event in events if event.kind in DISTURBANCES)
    limbs = Spans(event for event in events if event.kind is EventKind.LIMB_MOVEMENT)
    causes = [arousal_cause(arousal, breathing, limbs) for arousal in arousals]
    return {cause: (causes.count(cause), counts.per_hour(causes.count(cause))) for cause in ArousalCause}


def _plms_with_arousal(counts: EventStatistics, events: Sequence[Event]) -> tuple[int, float | None]:
    arousals = Spans(event for event in events if event.kind is EventKind.AROUSAL)
    count = sum(is_with_arousal(each.event, arousals) for each in counts.periodic)
    return count, counts.per_hour(count)
