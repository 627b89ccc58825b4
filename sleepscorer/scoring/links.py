"""Links between events: the desaturation or arousal by which a hypopnoea counts.

A hypopnoea is one by a fall in oxygen saturation or by an arousal that goes with it (AASM Manual, chapter
VIII). The manual names no interval. Those used here are ours: a finger's saturation lags the airflow by 10 to
30 s, and an arousal ends the event.
"""

from __future__ import annotations

from collections.abc import Iterable

from sleepscorer.scoring.events import Event, EventKind

DESATURATION_WITHIN_S = 30.0
"""Time after the end of a hypopnoea within which its desaturation starts."""
AROUSAL_WITHIN_S = 5.0
"""Time after the end of a hypopnoea within which its arousal starts."""
_WITHIN_S = {EventKind.DESATURATION: DESATURATION_WITHIN_S, EventKind.AROUSAL: AROUSAL_WITHIN_S}


def grounds_of(hypopnoea: Event, events: Iterable[Event]) -> tuple[Event, ...]:
    """Return the events by which a hypopnoea counts.

    Parameters
    ----------
    hypopnoea : Event
    events : iterable of Event
        Of all kinds, in the order of their start.

    Returns
    -------
    tuple of Event
        The first desaturation and the first arousal that start within it or soon after, if any.
    """
    first: dict[EventKind, Event] = {}
    for event in events:
        within_s = _WITHIN_S.get(event.kind)
        if within_s is not None and hypopnoea.start_s <= event.start_s <= hypopnoea.stop_s + within_s:
            first.setdefault(event.kind, event)
    return tuple(first[kind] for kind in _WITHIN_S if kind in first)
