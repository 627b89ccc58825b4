"""Order in which proposed events are reviewed: by time, the most doubtful first, or kind by kind."""

from __future__ import annotations

from collections.abc import Iterable
from math import inf

from sleepscorer.scoring import Event, EventKind

_STRENGTHS = ("desaturation", "amplitude")
"""Terms that rank the events of a scorer without scores."""


def in_review_order(
    events: Iterable[Event], *, by_risk: bool = False, by_kind: bool = False
) -> tuple[Event, ...]:
    """Return the proposals that nobody has confirmed, in the order in which they are reviewed.

    Parameters
    ----------
    events : iterable of Event
        Others than proposals are passed over.
    by_risk : bool
        The weakest of each kind first: those of the least score, or of the least fall or amplitude where the
        scorer gives none. A score ranks events of one kind alone, so that kinds are compared by the share of
        their own events that is weaker.
    by_kind : bool
        Kind by kind.

    Returns
    -------
    tuple of Event
    """
    proposals = [event for event in events if event.is_proposed]
    weaker = _shares_of_weaker(proposals) if by_risk else {}
    kinds = {kind: index for index, kind in enumerate(EventKind)} if by_kind else {}
    return tuple(
        sorted(
            proposals,
            key=lambda event: (kinds.get(event.kind, 0), weaker.get(event, 0.0), event.order),
        )
    )


def _shares_of_weaker(proposals: Iterable[Event]) -> dict[Event, float]:
    """Return for each event the share of its kind that is weaker."""
    by_kind: dict[EventKind, list[Event]] = {}
    for event in proposals:
        by_kind.setdefault(event.kind, []).append(event)
    shares: dict[Event, float] = {}
    for alike in by_kind.values():
        alike.sort(key=lambda event: (_strength(event), event.order))
        shares |= {event: index / len(alike) for index, event in enumerate(alike)}
    return shares


def _strength(event: Event) -> float:
    assert event.proposal is not None
    if event.proposal.score is not None:
        return event.proposal.score
    terms = dict(event.proposal.terms)
    return next((terms[name] for name in _STRENGTHS if name in terms), inf)
