"""Agreement of two lists of events: which mean the same, and how many do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sleepscorer.scoring import Event


@dataclass(frozen=True)
class EventAgreement:
    """Agreement of proposed events with true ones.

    Attributes
    ----------
    n_true, n_proposed, n_matched : int
    """

    n_true: int
    n_proposed: int
    n_matched: int

    @property
    def precision(self) -> float | None:
        """Share of the proposed events that are true; None where there are none."""
        return self.n_matched / self.n_proposed if self.n_proposed else None

    @property
    def recall(self) -> float | None:
        """Share of the true events that are proposed; None where there are none."""
        return self.n_matched / self.n_true if self.n_true else None

    @property
    def f1(self) -> float | None:
        """Harmonic mean of precision and recall; None where there are no events at all."""
        count = self.n_true + self.n_proposed
        return 2 * self.n_matched / count if count else None

    def __add__(self, other: EventAgreement) -> EventAgreement:
        return EventAgreement(
            self.n_true + other.n_true,
            self.n_proposed + other.n_proposed,
            self.n_matched + other.n_matched,
        )


def match_events(true: Sequence[Event], proposed: Sequence[Event]) -> list[tuple[Event, Event]]:
    """Find for each true event the proposed one that it shares most time with, no event twice.

    Parameters
    ----------
    true, proposed : sequence of Event
        Of whatever kinds; an overlap of any length makes a pair possible.

    Returns
    -------
    list of (Event, Event)
        True and proposed.
    """
    pairs = [
        (min(each.stop_s, other.stop_s) - max(each.start_s, other.start_s), i, j)
        for i, each in enumerate(true)
        for j, other in enumerate(proposed)
    ]
    matched: list[tuple[int, int]] = []
    taken_true: set[int] = set()
    taken_proposed: set[int] = set()
    for overlap_s, i, j in sorted(pairs, reverse=True):
        if overlap_s <= 0:
            break
        if i not in taken_true and j not in taken_proposed:
            matched.append((i, j))
            taken_true.add(i)
            taken_proposed.add(j)
    return [(true[i], proposed[j]) for i, j in sorted(matched)]


def agreement_of(true: Sequence[Event], proposed: Sequence[Event]) -> EventAgreement:
    """Return how many events match; see :func:`match_events`."""
    return EventAgreement(len(true), len(proposed), len(match_events(true, proposed)))
