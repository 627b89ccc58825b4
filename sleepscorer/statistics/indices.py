"""Events counted per hour of sleep."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sleepscorer.scoring import APNOEAS, RESPIRATORY, Event, EventKind, Lights
from sleepscorer.scoring.events import Counts
from sleepscorer.stages import EPOCH_SECONDS, Stage
from sleepscorer.statistics.limb_movements import periodic
from sleepscorer.statistics.sleep import epochs_in_bed

Stages = NDArray[np.integer]
_Counted = tuple[Event, int | None]


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
    """Compute the events per hour of sleep.

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
    night = _Night(np.asarray(stages), epochs_in_bed(len(stages), lights or Lights()))
    everything = sorted(events, key=lambda event: event.order)
    counted = night.counted(everything)
    by_kind: dict[EventKind, list[_Counted]] = {kind: [] for kind in EventKind}
    for pair in counted:
        by_kind[pair[0].kind].append(pair)
    return EventStatistics(
        by_kind={kind: night.index(events_of_kind) for kind, events_of_kind in by_kind.items()},
        apnoeas=night.index([pair for pair in counted if pair[0].kind in APNOEAS]),
        respiratory=night.index([pair for pair in counted if pair[0].kind in RESPIRATORY]),
        periodic_limb_movements=night.index(night.counted(periodic(everything))),
    )


class _Night:
    """Stages at the edges of events."""

    def __init__(self, stages: Stages, bed: range) -> None:
        in_bed = stages[bed.start : bed.stop]
        self._stages = dict(zip(bed, in_bed.tolist(), strict=True))
        self._hours_rem = int((in_bed == Stage.R).sum()) * EPOCH_SECONDS / 3600
        self._hours = int((in_bed > Stage.W).sum()) * EPOCH_SECONDS / 3600

    def counted(self, events: Iterable[Event]) -> list[_Counted]:
        """Return the events that enter their index, each with the sleep it belongs to."""
        pairs = ((event, self._sleep_of(event)) for event in events)
        return [
            (event, stage)
            for event, stage in pairs
            if stage is not None
            or (event.kind.type.counts is Counts.IN_BED and self._at(event.start_s) is not None)
        ]

    def _at(self, time_s: float) -> int | None:
        """Return the stage at a time; None out of bed."""
        return self._stages.get(int(time_s // EPOCH_SECONDS))

    def _sleep_of(self, event: Event) -> int | None:
        """Return the stage of sleep at an event's start, else at its end where that counts."""
        stage = self._at(event.start_s)
        if (stage is None or stage <= Stage.W) and event.kind.type.counts is Counts.EITHER_EDGE:
            stage = self._at(event.stop_s)
        return stage if stage is not None and stage > Stage.W else None

    def index(self, counted: Sequence[_Counted]) -> EventIndex:
        """Compute the index of events that count."""
        in_rem = sum(stage == Stage.R for _, stage in counted)
        in_sleep = sum(stage is not None for _, stage in counted)
        lengths = [event.duration_s for event, _ in counted]
        return EventIndex(
            count=len(counted),
            per_hour=_rate(len(counted), self._hours),
            in_nrem=_rate(in_sleep - in_rem, self._hours - self._hours_rem),
            in_rem=_rate(in_rem, self._hours_rem),
            mean_s=sum(lengths) / len(lengths) if lengths else None,
            longest_s=max(lengths, default=None),
        )


def _rate(count: int, hours: float) -> float | None:
    return count / hours if hours > 0 else None
