"""Events that mean the same are matched once."""

from __future__ import annotations

from sleepscorer.evaluation.event_metrics import EventAgreement, agreement_of, match_events
from sleepscorer.scoring import Event, EventKind


def at(start_s: float, duration_s: float = 10.0) -> Event:
    return Event(EventKind.HYPOPNOEA, start_s, duration_s)


def test_each_event_is_matched_once_and_with_the_one_it_shares_most_with():
    true, proposed = [at(0), at(20), at(50)], [at(8, 20), at(22), at(100)]
    assert match_events(true, proposed) == [(true[0], proposed[0]), (true[1], proposed[1])]
    agreement = agreement_of(true, proposed)
    assert agreement == EventAgreement(3, 3, 2)
    assert (agreement.precision, agreement.recall, agreement.f1) == (2 / 3, 2 / 3, 2 / 3)


def test_what_only_touches_does_not_match():
    assert match_events([at(0)], [at(10)]) == []


def test_no_events_have_no_figures():
    nothing = EventAgreement(0, 0, 0)
    assert (nothing.precision, nothing.recall, nothing.f1) == (None, None, None)
    assert nothing + EventAgreement(1, 2, 1) == EventAgreement(1, 2, 1)
