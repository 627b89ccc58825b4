"""Events counted per hour of sleep."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sleepscorer.scoring import APNOEAS, RESPIRATORY, Event, EventKind, Lights
from sleepscorer.stages import EPOCH_SECONDS, Stage
from sleepscorer.statistics.limb_movements import periodic
from sleepscorer.statistics.sleep import epochs_in_bed

Stages = NDArray[np.integer]


@dataclass(frozen=True)
class EventIndex:
    """Events of one kind, or of several together.

    Attributes
    ----------
    count : int
        Those that count; see :func:`event_statistics`.
    per_hour : float or None
        Of sleep; None where there is no sleep.
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
    """

    by_kind: dict[EventKind, EventIndex]
    apnoeas: EventIndex
    respiratory: EventIndex
    periodic_limb_movements: EventIndex

    @property
    def ahi(self) -> float | None:
        """Apnoea-hypopnoea index, per hour of sleep."""
        return self.respiratory.per_hour

    @property
    def arousal_index(self) -> float | None:
        """Arousals per hour of sleep."""
        return self.by_kind[EventKind.AROUSAL].per_hour


def event_statistics(
    events: Iterable[Event], stages: Stages, lights: Lights | None = None
) -> EventStatistics:
    """Events per hour of sleep.

    What counts follows the AASM Manual: a respiratory event or desaturation that starts or ends in
    an epoch of sleep (chapter VIII); an arousal between lights off and lights on, also one in an
    epoch of wake (chapter V); every other kind where it starts in sleep.

    Parameters
    ----------
    events : iterable of Event
    stages : ndarray of int, shape (n_epochs,)
    lights : Lights, optional

    Returns
    -------
    EventStatistics
    """
    stages = np.asarray(stages)
    bed = epochs_in_bed(len(stages), lights or Lights())
    night = _Night(stages, bed)
    everything = sorted(events, key=lambda event: event.order)
    counted = [event for event in everything if night.counts(event)]
    series = [event for event in periodic(everything) if night.counts(event)]
    return EventStatistics(
        by_kind={kind: night.index([e for e in counted if e.kind is kind]) for kind in EventKind},
        apnoeas=night.index([event for event in counted if event.kind in APNOEAS]),
        respiratory=night.index([event for event in counted if event.kind in RESPIRATORY]),
        periodic_limb_movements=night.index(series),
    )


class _Night:
    """Stages at the edges of events."""

    def __init__(self, stages: Stages, bed: range) -> None:
        self._stages, self._bed = stages, bed
        in_bed = stages[bed.start : bed.stop]
        self._hours_rem = int((in_bed == Stage.R).sum()) * EPOCH_SECONDS / 3600
        self._hours = int((in_bed > Stage.W).sum()) * EPOCH_SECONDS / 3600

    def stage_at(self, time_s: float) -> Stage | None:
        """Stage at a time; None out of bed."""
        epoch = int(time_s // EPOCH_SECONDS)
        return Stage(int(self._stages[epoch])) if epoch in self._bed else None

    def asleep(self, event: Event) -> Stage | None:
        """Stage of sleep that an event belongs to: at its start, else at its end."""
        edges = (event.start_s, event.stop_s) if _by_either_edge(event) else (event.start_s,)
        found = (self.stage_at(edge) for edge in edges)
        return next((stage for stage in found if stage is not None and stage > Stage.W), None)

    def counts(self, event: Event) -> bool:
        """Whether an event enters its index."""
        if event.kind is EventKind.AROUSAL:
            return self.stage_at(event.start_s) is not None
        return self.asleep(event) is not None

    def index(self, events: Sequence[Event]) -> EventIndex:
        """Index of events that count."""
        in_rem = sum(self.asleep(event) is Stage.R for event in events)
        in_sleep = sum(self.asleep(event) is not None for event in events)
        lengths = [event.duration_s for event in events]
        return EventIndex(
            count=len(events),
            per_hour=_rate(len(events), self._hours),
            in_nrem=_rate(in_sleep - in_rem, self._hours - self._hours_rem),
            in_rem=_rate(in_rem, self._hours_rem),
            mean_s=sum(lengths) / len(lengths) if lengths else None,
            longest_s=max(lengths, default=None),
        )


def _by_either_edge(event: Event) -> bool:
    return event.kind in RESPIRATORY or event.kind is EventKind.DESATURATION


def _rate(count: int, hours: float) -> float | None:
    return count / hours if hours > 0 else None
