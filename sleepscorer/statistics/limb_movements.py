"""Periodic limb movements (AASM Manual, chapter VII)."""

from __future__ import annotations

from collections.abc import Sequence

from sleepscorer.scoring import Event, EventKind
from sleepscorer.statistics.event_kinds import DISTURBANCES
from sleepscorer.statistics.spans import Spans

LENGTHS_S = (0.5, 10.0)
APART_S = (5.0, 90.0)
"""Between the onsets of neighbours in a series; what is closer is one movement of both legs."""
FEWEST = 4
AROUND_BREATHING_S = 0.5
"""From this long before a respiratory event to this long after it a movement is not counted."""


def periodic(events: Sequence[Event]) -> list[Event]:
    """Return the limb movements that belong to a series of at least four.

    Parameters
    ----------
    events : sequence of Event
        Of all kinds, in the order of their start.

    Returns
    -------
    list of Event
    """
    series: list[list[Event]] = [[]]
    for movement in _movements(events):
        previous = series[-1][-1].start_s if series[-1] else movement.start_s
        if movement.start_s - previous > APART_S[1]:
            series.append([])
        series[-1].append(movement)
    return [movement for run in series if len(run) >= FEWEST for movement in run]


def _movements(events: Sequence[Event]) -> list[Event]:
    """Return the movements of the right length, of both legs at once only once, none with breathing."""
    breathing = Spans(event for event in events if event.kind in DISTURBANCES)
    movements: list[Event] = []
    for event in events:
        if event.kind is not EventKind.LIMB_MOVEMENT or _with_breathing(event, breathing):
            continue
        fits = LENGTHS_S[0] <= event.duration_s <= LENGTHS_S[1]
        if fits and (not movements or event.start_s - movements[-1].start_s >= APART_S[0]):
            movements.append(event)
    return movements


def _with_breathing(movement: Event, breathing: Spans) -> bool:
    start_s, stop_s = movement.start_s - AROUND_BREATHING_S, movement.stop_s + AROUND_BREATHING_S
    return breathing.any_from(start_s, stop_s)
