"""Order in which proposed events are reviewed."""

from __future__ import annotations

from dataclasses import replace

from sleepscorer.review.proposed import in_review_order
from sleepscorer.scoring import Author, AuthorKind, Event, EventKind, Proposal

MODEL, ANNA = Author(AuthorKind.MODEL, "scorer@1"), Author(AuthorKind.TECHNICIAN, "ANNA")


def proposed(kind: EventKind, start_s: float, score: float | None = None, **terms: float) -> Event:
    proposal = Proposal(MODEL, score=score, terms=tuple(terms.items()))
    return Event(kind, start_s, 10.0, proposal=proposal)


HYPOPNOEAS = [proposed(EventKind.HYPOPNOEA, 100.0 * i, score) for i, score in enumerate((0.9, 0.3, 0.6))]
FALLS = [proposed(EventKind.DESATURATION, 50.0 + 100 * i, desaturation=fall) for i, fall in enumerate((9, 3))]
CONFIRMED = Event(EventKind.AROUSAL, 5.0, 3.0, proposal=replace(Proposal(MODEL), confirmed_by=ANNA))
EVENTS = [*HYPOPNOEAS, *FALLS, CONFIRMED, Event(EventKind.AROUSAL, 7.0, 3.0)]


def starts(**order: bool) -> list[float]:
    return [event.start_s for event in in_review_order(EVENTS, **order)]


def test_by_time_come_the_proposals_that_nobody_has_confirmed():
    assert starts() == [0.0, 50.0, 100.0, 150.0, 200.0]


def test_the_weakest_of_each_kind_come_first():
    assert starts(by_risk=True) == [100.0, 150.0, 200.0, 50.0, 0.0]


def test_kind_by_kind_by_time_or_the_weakest_first():
    assert starts(by_kind=True) == [0.0, 100.0, 200.0, 50.0, 150.0]
    assert starts(by_kind=True, by_risk=True) == [100.0, 200.0, 0.0, 150.0, 50.0]
