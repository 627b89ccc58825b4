"""Proposals as texts of EDF+ and of Luna, and back, so that no program takes them for a person's events."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from sleepscorer.edf.tal import Annotation
from sleepscorer.scoring.authors import Author, AuthorKind
from sleepscorer.scoring.events import Event
from sleepscorer.scoring.proposals import Proposal

_TEXT = re.compile(
    r"Proposed by (?P<name>[^\s(]+)(?: \((?P<profile>[^)]*)\))?(?:, score (?P<score>\d\.\d+))?: (?P<event>.+)"
)


def proposal_annotation(event: Event) -> Annotation:
    """Return the annotation beside an unconfirmed proposal that says whose it is."""
    proposal = event.proposal
    assert proposal is not None
    profile = f" ({proposal.profile})" if proposal.profile else ""
    score = "" if proposal.score is None else f", score {proposal.score:.3f}"
    text = f"Proposed by {proposal.author.name}{profile}{score}: {event.label}"
    return Annotation(event.start_s, event.duration_s, text)


def is_proposal_text(text: str) -> bool:
    """Return whether an annotation only says whose an event beside it is."""
    return _TEXT.fullmatch(" ".join(text.split())) is not None


def with_proposals(events: Iterable[Event], annotations: Iterable[Annotation]) -> tuple[Event, ...]:
    """Return events with the proposals that annotations of their time and kind tell of."""
    proposals: dict[tuple[int, int, str], Proposal] = {}
    for annotation in annotations:
        match = _TEXT.fullmatch(" ".join(annotation.text.split()))
        if match:
            key = _key(annotation.onset_s, annotation.duration_s or 0.0, match["event"])
            proposals[key] = _proposal(match)
    return tuple(
        replace(event, proposal=proposals.get(_key(event.start_s, event.duration_s, event.label)))
        for event in events
    )


def _key(start_s: float, duration_s: float, label: str) -> tuple[int, int, str]:
    """Return what tells an event from others, its times to the millisecond."""
    return round(start_s * 1000), round(duration_s * 1000), label.lower()


def _proposal(match: re.Match[str]) -> Proposal:
    score = match["score"]
    author = Author(AuthorKind.MODEL, match["name"])
    return Proposal(author, match["profile"] or "", score=float(score) if score else None)


def luna_meta(event: Event) -> str:
    """Return the column ``meta`` of Luna for an event: keys and values, or a dot."""
    proposal = event.proposal
    if proposal is None:
        return "."
    pairs = {"scorer": proposal.author.name, "profile": proposal.profile}
    pairs |= {} if proposal.score is None else {"score": f"{proposal.score:.3f}"}
    pairs |= {"confirmed": "no" if proposal.confirmed_by is None else "yes"}
    return ";".join(f"{name}={value}" for name, value in pairs.items() if value)
