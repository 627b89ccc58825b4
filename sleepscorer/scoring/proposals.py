"""Events that a model proposes, and what a person has made of them.

A proposal is an event with a :class:`Proposal`; it counts like any other event until somebody takes it out.
What a person draws, moves or confirms is theirs: no run of a model lies over it. What a person takes out is
remembered, so that the next run does not bring it back.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from sleepscorer.scoring.authors import Author

if TYPE_CHECKING:
    from sleepscorer.scoring.events import Event, EventKind

SAME_SHARE = 0.5
"""Share of the shorter event from which on an overlap with a rejected one means that event again."""


@dataclass(frozen=True)
class Proposal:
    """Origin of an event that a model has found.

    Parameters
    ----------
    author : Author
        The scorer, of kind ``MODEL``: its name and version, ``psgscoring@0.37.0``.
    profile : str
        Set of rules that the scorer went by; empty where it has only one.
    stages : str
        Fingerprint of the stages that the scorer was given; see :func:`stages_fingerprint`.
    score : float or None
        From 0 to 1; it ranks events of one kind among each other, and is no probability.
    terms : tuple of (str, float)
        What the scorer measured, by name: ``(("flow", -59.0), ("desaturation", 12.0))``.
    confirmed_by : Author or None
        Who has taken it over, as it stood or with other edges; None for nobody.
    """

    author: Author
    profile: str = ""
    stages: str = ""
    score: float | None = None
    terms: tuple[tuple[str, float], ...] = ()
    confirmed_by: Author | None = None


def stages_fingerprint(stages: NDArray[np.integer]) -> str:
    """Return what tells these stages from others: a hash of 16 digits."""
    return hashlib.sha256(np.asarray(stages, np.int8).tobytes()).hexdigest()[:16]


def confirmed(event: Event, author: Author) -> Event:
    """Return an event as somebody's own: a proposal says from then on who has confirmed it."""
    if event.proposal is None or event.proposal.confirmed_by is not None:
        return event
    return replace(event, proposal=replace(event.proposal, confirmed_by=author))


def what_to_add(
    proposed: Iterable[Event], kept: Sequence[Event], rejected: Sequence[Event], artefact: EventKind
) -> tuple[Event, ...]:
    """Return the proposals that lie over no event that is kept, and are none that was rejected.

    Parameters
    ----------
    proposed : iterable of Event
    kept : sequence of Event
        What persons have drawn, imported or confirmed. A breathing event of any type is in the way of each
        other; of other kinds only those of the same kind are; an artefact is in the way of all that have
        their middle in it, on its channel, or on any if it names none.
    rejected : sequence of Event
        What persons have taken out.
    artefact : EventKind
        The kind of an artefact.
    """
    theirs, refused = _by_sort(kept), _by_sort(rejected)
    artefacts = [event for event in kept if event.kind is artefact]
    return tuple(
        event
        for event in dict.fromkeys(proposed)
        if not _overlap_s(theirs.get(_sort(event)), event).any()
        and not _is_among(refused.get(_sort(event)), event)
        and not any(_spoils(each, event) for each in artefacts)
    )


def lain_over(proposed: Iterable[Event], drawn: Sequence[Event]) -> tuple[Event, ...]:
    """Return the proposals that events of a person's lie over, of a kind that is in their way."""
    theirs = _by_sort(drawn)
    return tuple(event for event in proposed if _overlap_s(theirs.get(_sort(event)), event).any())


_Spans = NDArray[np.float64]


def _sort(event: Event) -> str:
    """Return what events exclude each other by: breathing is scored once, whatever its type."""
    is_breathing = event.kind.type.breathing or event.kind.value == "rera"
    return "breathing" if is_breathing else event.kind.value


def _by_sort(events: Iterable[Event]) -> dict[str, _Spans]:
    spans: dict[str, list[tuple[float, float]]] = {}
    for event in events:
        spans.setdefault(_sort(event), []).append((event.start_s, event.stop_s))
    return {sort: np.array(pairs) for sort, pairs in spans.items()}


def _overlap_s(spans: _Spans | None, event: Event) -> _Spans:
    """Return for how long an event lies over each span; what only touches does not."""
    if spans is None:
        return np.zeros(0)
    overlap = np.minimum(spans[:, 1], event.stop_s) - np.maximum(spans[:, 0], event.start_s)
    return np.asarray(np.maximum(overlap, 0.0), np.float64)


def _is_among(spans: _Spans | None, event: Event) -> bool:
    if spans is None:
        return False
    shorter = np.minimum(spans[:, 1] - spans[:, 0], event.duration_s)
    overlap = _overlap_s(spans, event)
    return bool(((overlap >= SAME_SHARE * shorter) & (overlap > 0)).any())


def _spoils(artefact: Event, event: Event) -> bool:
    middle_s = event.start_s + event.duration_s / 2
    is_there = artefact.start_s <= middle_s <= artefact.stop_s
    return is_there and artefact.channel in (None, event.channel)


@dataclass(frozen=True)
class ProposalCount:
    """Count of the events that a model has found.

    Attributes
    ----------
    confirmed, total : int
        Those that a person has confirmed, and all.
    """

    confirmed: int
    total: int


def count_proposals(events: Iterable[Event]) -> ProposalCount:
    """Count the events that a model has found, and those of them that a person has confirmed."""
    proposals = [event.proposal for event in events if event.proposal is not None]
    by_person = sum(proposal.confirmed_by is not None for proposal in proposals)
    return ProposalCount(by_person, len(proposals))


def on_other_stages(events: Iterable[Event], stages: NDArray[np.integer]) -> int:
    """Return how many unconfirmed proposals were made on other stages than these."""
    now = stages_fingerprint(stages)
    return sum(
        event.is_proposed and event.proposal is not None and event.proposal.stages not in ("", now)
        for event in events
    )
