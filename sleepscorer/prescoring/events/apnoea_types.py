"""Mixed apnoeas among the proposed ones: typed by the manual's plain rule on the belts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from sleepscorer.prescoring.events.inputs import ReadTrace
from sleepscorer.prescoring.events.result import FoundEvent
from sleepscorer.scoring import APNOEAS, EventKind
from sleepscorer.signals.effort import absent_before_effort, excursions


def with_mixed_apnoeas(events: Iterable[FoundEvent], belts: Sequence[ReadTrace]) -> list[FoundEvent]:
    """Return events of which those apnoeas are mixed that begin without effort and end with it.

    psgscoring asks first whether chest and abdomen move against each other anywhere in an apnoea, which the
    second portion of a mixed one does, and calls that obstructive.

    Parameters
    ----------
    events : iterable of FoundEvent
        Apnoeas whose type is uncertain stay as they are.
    belts : sequence of ReadTrace
        Chest and abdomen, or one of them, at one rate.
    """
    moved = [excursions(belt.values, belt.rate_hz) for belt in belts]

    def typed(event: FoundEvent) -> FoundEvent:
        if event.kind not in APNOEAS or "untyped" in event.terms:
            return event
        stop_s = event.start_s + event.duration_s
        absent_s = absent_before_effort(moved, belts[0].rate_hz, event.start_s, stop_s)
        if absent_s is None:
            return event
        terms = {**event.terms, "effort_absent": absent_s}
        return replace(event, kind=EventKind.MIXED_APNOEA, terms=terms)

    return [typed(event) for event in events] if belts else list(events)
