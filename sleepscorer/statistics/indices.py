"""Events counted per hour of sleep, and those that are not counted, with the reason."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum

import numpy as np
from numpy.typing import NDArray

from sleepscorer.messages import Message
from sleepscorer.scoring import APNOEAS, RESPIRATORY, Event, EventKind, Lights
from sleepscorer.scoring.events import Counts
from sleepscorer.stages import EPOCH_SECONDS, Stage
from sleepscorer.statistics.limb_movements import periodic
from sleepscorer.statistics.segments import NightSegment, is_marker
from sleepscorer.statistics.sleep import epochs_in_bed

Stages = NDArray[np.integer]


class Uncounted(Enum):
    """Reason why an event enters no index."""

    IN_WAKE = "in wake"
    OUTSIDE_LIGHTS = "outside lights off and on"
    UNSCORED = "in unscored epochs"
    BEYOND = "after the last whole epoch"


@dataclass(frozen=True)
class Tally:
    """Events marked, counted and not counted.

    Attributes
    ----------
    marked, counted : int
    reasons : mapping of Uncounted to int
        Events that are not counted, by the reason; together with ``counted`` they make ``marked``.
    """

    marked: int = 0
    counted: int = 0
    reasons: Mapping[Uncounted, int] = field(default_factory=dict)

    @property
    def uncounted(self) -> int:
        """Number of events that enter no index."""
        return self.marked - self.counted

    @property
    def sentence(self) -> Message:
        """Sentence on all of it, as ``9 events marked, 7 counted, 2 not counted (2 in wake).``."""
        if not self.uncounted:
            return Message(
                "{marked} events marked, {counted} counted.", marked=self.marked, counted=self.counted
            )
        return Message(
            "{marked} events marked, {counted} counted, {uncounted} not counted ({reasons}).",
            marked=self.marked,
            counted=self.counted,
            uncounted=self.uncounted,
            reasons=[_reason_message(reason, count) for reason, count in self.reasons.items()],
        )


def _reason_message(reason: Uncounted, count: int) -> Message:
    match reason:
        case Uncounted.IN_WAKE:
            return Message("{count} in wake", count=count)
        case Uncounted.OUTSIDE_LIGHTS:
            return Message("{count} outside lights off and on", count=count)
        case Uncounted.UNSCORED:
            return Message("{count} in unscored epochs", count=count)
        case Uncounted.BEYOND:
            return Message("{count} after the last whole epoch", count=count)


@dataclass(frozen=True)
class CountedEvent:
    """Event that enters its index.

    Attributes
    ----------
    event : Event
    stage : int or None
        Stage of sleep it belongs to; None in wake, and where no sleep is scored.
    at_s : float
        Edge by which it counts, in seconds from the first sample.
    """

    event: Event
    stage: int | None
    at_s: float


@dataclass(frozen=True)
class EventIndex:
    """Events of one kind, or of several together.

    Attributes
    ----------
    count : int
        Those that count; see :func:`event_statistics`.
    per_hour : float or None
        Of sleep, or of monitoring time; None where there is none.
    in_nrem, in_rem : float or None
        Events of that sleep per hour of that sleep.
    mean_s, longest_s : float or None
        Durations.
    """

    count: int
    per_hour: float | None
    in_nrem: float | None
    in_rem: float | None
    mean_s: float | None
    longest_s: float | None


@dataclass(frozen=True)
class EventStatistics:
    """Indices of a night.

    Attributes
    ----------
    by_kind : dict of EventKind to EventIndex
        Every kind, those that do not occur too.
    apnoeas, respiratory : EventIndex
        All apnoeas; apnoeas and hypopnoeas, whose ``per_hour`` is the apnoea-hypopnoea index.
    periodic_limb_movements : EventIndex
        Those in a series, in sleep: ``per_hour`` is the PLMS index.
    counted, periodic : tuple of CountedEvent
        Events behind the indices, and the periodic limb movements among them.
    hours : float
        Of sleep, or of monitoring time.
    tallies : dict of EventKind to Tally
        Of the kinds that are marked in the night, or were looked for; a tally of 0 where there is none.
    """

    by_kind: dict[EventKind, EventIndex]
    apnoeas: EventIndex
    respiratory: EventIndex
    periodic_limb_movements: EventIndex
    counted: tuple[CountedEvent, ...]
    periodic: tuple[CountedEvent, ...]
    hours: float
    tallies: dict[EventKind, Tally]

    @property
    def ahi(self) -> float | None:
        """Apnoea-hypopnoea index, per hour of sleep."""
        return self.respiratory.per_hour

    @property
    def arousal_index(self) -> float | None:
        """Arousals per hour of sleep."""
        return self.by_kind[EventKind.AROUSAL].per_hour

    @property
    def tally(self) -> Tally:
        """Return what became of all events together."""
        reasons: Counter[Uncounted] = Counter()
        for tally in self.tallies.values():
            reasons.update(tally.reasons)
        tallies = self.tallies.values()
        marked, counted = sum(tally.marked for tally in tallies), sum(tally.counted for tally in tallies)
        return Tally(marked, counted, {reason: reasons[reason] for reason in Uncounted if reasons[reason]})

    @property
    def unconfirmed(self) -> int:
        """Number of events that count though they are proposals that no person has confirmed."""
        return sum(each.event.is_proposed for each in self.counted)

    @property
    def unconfirmed_sentence(self) -> Message | None:
        """Sentence on the proposals among the events that count; None without any."""
        if not self.unconfirmed:
            return None
        return Message(
            "{unconfirmed} of the {counted} counted are proposals that no person has confirmed.",
            unconfirmed=self.unconfirmed,
            counted=self.tally.counted,
        )

    def per_hour(self, count: int) -> float | None:
        """Return a number of events as an index."""
        return rate(count, self.hours)


def event_statistics(
    events: Iterable[Event],
    stages: Stages,
    lights: Lights | None = None,
    *,
    is_monitored: bool = False,
    segment: NightSegment | None = None,
    searched: Collection[EventKind] = (),
) -> EventStatistics:
    """Compute the events per hour of sleep.

    What counts follows the AASM Manual: a respiratory event or desaturation that starts or ends in
    an epoch of sleep (chapter VIII); an arousal between lights off and lights on, also one in an
    epoch of wake (chapter V); every other kind where it starts in sleep.

    Parameters
    ----------
    events : iterable of Event
        Markers of the segments of a night are no events.
    stages : ndarray of int, shape (n_epochs,)
    lights : Lights, optional
    is_monitored : bool
        Whether nothing tells sleep from wake, as in a home sleep apnoea test: then every event that
        starts or ends between lights off and on counts, per hour of that monitoring time (chapter IX).
    segment : NightSegment, optional
        Part of the night: of the events that count, those that start in it, per hour of the sleep in it. An
        event across a border is thus in one segment alone.
    searched : collection of EventKind
        Kinds that were looked for all night: of these, no event is an index of 0.

    Returns
    -------
    EventStatistics
    """
    stages, lights = np.asarray(stages), lights or Lights()
    spent = lights if segment is None else segment.lights_within(lights)
    bed, spent_in_bed = epochs_in_bed(len(stages), lights), epochs_in_bed(len(stages), spent)
    night = _Night(stages, bed, spent_in_bed, is_monitored)
    everything = sorted(scored_events(events), key=lambda event: event.order)
    inside = [event for event in everything if segment is None or segment.holds(event)]
    counted = night.counted(inside)
    periodic_counted = night.counted(e for e in periodic(everything) if segment is None or segment.holds(e))
    by_kind: dict[EventKind, list[CountedEvent]] = {kind: [] for kind in EventKind}
    for each in counted:
        by_kind[each.event.kind].append(each)
    return EventStatistics(
        by_kind={kind: night.index(events_of_kind) for kind, events_of_kind in by_kind.items()},
        apnoeas=night.index([each for each in counted if each.event.kind in APNOEAS]),
        respiratory=night.index([each for each in counted if each.event.kind in RESPIRATORY]),
        periodic_limb_movements=night.index(periodic_counted),
        counted=tuple(counted),
        periodic=tuple(periodic_counted),
        hours=night.hours,
        tallies=night.tallies(inside, {*searched, *(event.kind for event in everything)}),
    )


def scored_events(events: Iterable[Event]) -> list[Event]:
    """Return the events that statistics tell of: body positions and markers of segments are none."""
    return [event for event in events if event.kind.type.counts is not Counts.NEVER and not is_marker(event)]


class _Night:
    """Stages at the edges of events in bed, and the time by which they are counted."""

    def __init__(self, stages: Stages, bed: range, spent: range, is_monitored: bool) -> None:
        self._n_epochs = len(stages)
        self._is_monitored = is_monitored
        self._stages = dict(zip(bed, stages[bed.start : bed.stop].tolist(), strict=True))
        there = stages[spent.start : spent.stop]
        self._hours_rem = int((there == Stage.R).sum()) * EPOCH_SECONDS / 3600
        epochs = len(there) if is_monitored else int((there > Stage.W).sum())
        self.hours = epochs * EPOCH_SECONDS / 3600

    def counted(self, events: Iterable[Event]) -> list[CountedEvent]:
        """Return the events that enter their index, each with the sleep it belongs to."""
        return [each for event in events if (each := self._counted(event)) is not None]

    def tallies(self, events: Sequence[Event], kinds: Collection[EventKind]) -> dict[EventKind, Tally]:
        """Return what became of the events of each of some kinds."""
        marked, counted = Counter(event.kind for event in events), Counter[EventKind]()
        occurring = [kind for kind in EventKind if kind in kinds]
        reasons: dict[EventKind, Counter[Uncounted]] = {kind: Counter() for kind in occurring}
        for event in events:
            if self._counted(event) is not None:
                counted[event.kind] += 1
            else:
                reasons[event.kind][self._reason(event)] += 1
        return {kind: Tally(marked[kind], counted[kind], dict(reasons[kind])) for kind in occurring}

    def _counted(self, event: Event) -> CountedEvent | None:
        counts = event.kind.type.counts
        edges = (event.start_s, event.stop_s) if self._has_two_edges(counts) else (event.start_s,)
        for at_s in edges:
            stage = self._at(at_s)
            if stage is not None and (stage > Stage.W or self._is_monitored):
                return CountedEvent(event, stage if stage > Stage.W else None, at_s)
        if counts is Counts.IN_BED and self._at(event.start_s) is not None:
            return CountedEvent(event, None, event.start_s)
        return None

    def _has_two_edges(self, counts: Counts) -> bool:
        return counts is Counts.EITHER_EDGE

    def _reason(self, event: Event) -> Uncounted:
        if event.start_s >= self._n_epochs * EPOCH_SECONDS:
            return Uncounted.BEYOND
        stages = [self._at(event.start_s)]
        if self._has_two_edges(event.kind.type.counts):
            stages.append(self._at(event.stop_s))
        in_bed = [stage for stage in stages if stage is not None]
        if not in_bed:
            return Uncounted.OUTSIDE_LIGHTS
        return Uncounted.UNSCORED if Stage.UNSCORED in in_bed else Uncounted.IN_WAKE

    def _at(self, time_s: float) -> int | None:
        """Return the stage at a time; None out of bed."""
        return self._stages.get(int(time_s // EPOCH_SECONDS))

    def index(self, counted: Sequence[CountedEvent]) -> EventIndex:
        """Compute the index of events that count."""
        in_rem = sum(each.stage == Stage.R for each in counted)
        in_sleep = sum(each.stage is not None for each in counted)
        lengths = [each.event.duration_s for each in counted]
        return EventIndex(
            count=len(counted),
            per_hour=rate(len(counted), self.hours),
            in_nrem=None if self._is_monitored else rate(in_sleep - in_rem, self.hours - self._hours_rem),
            in_rem=rate(in_rem, self._hours_rem),
            mean_s=sum(lengths) / len(lengths) if lengths else None,
            longest_s=max(lengths, default=None),
        )


def rate(count: int, hours: float) -> float | None:
    """Return a number of events per hour; None without any time."""
    return count / hours if hours > 0 else None
