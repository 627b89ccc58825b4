"""Requests to an event scorer, and its results."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sleepscorer.body_positions import BodyPosition
from sleepscorer.scoring import Author, AuthorKind, Event, EventKind, Lights, Proposal, stages_fingerprint
from sleepscorer.scoring.events import within_night


@dataclass(frozen=True, eq=False)
class EventRequest:
    """Request to an event scorer, beside the recording.

    Parameters
    ----------
    stages : ndarray of int8, shape (n_epochs,)
        0 W, 1 N1, 2 N2, 3 N3, 4 R, -1 not scored; none scored for a home sleep apnoea test without EEG.
    profile : str
        Name of the rules to go by.
    positions : mapping of int to BodyPosition
        What the codes of the position channel stand for; empty where it is not known.
    lights : Lights
    """

    stages: NDArray[np.int8]
    profile: str = ""
    positions: Mapping[int, BodyPosition] = field(default_factory=dict)
    lights: Lights = field(default_factory=Lights)


@dataclass(frozen=True)
class FoundEvent:
    """An event as a scorer gives it.

    Parameters
    ----------
    kind : EventKind
    start_s, duration_s : float
        Seconds from the first sample, and length.
    channel : str or None
        Label of the trace that it was found on.
    score : float or None
        From 0 to 1; it ranks events of one kind among each other.
    terms : mapping of str to float
        What was measured; see :data:`sleepscorer.scoring.proposal_terms.TERMS`.
    finder : str
        Name and version of what has found it, where that is not the scorer itself.
    """

    kind: EventKind
    start_s: float
    duration_s: float
    channel: str | None = None
    score: float | None = None
    terms: Mapping[str, float] = field(default_factory=dict)
    finder: str = ""

    def to_json(self) -> list[Any]:
        """Return plain JSON values."""
        where = [self.start_s, self.duration_s, self.channel]
        return [self.kind.value, *where, self.score, dict(self.terms), self.finder]

    @classmethod
    def from_json(cls, values: Any) -> FoundEvent:
        """Restore an event from :meth:`to_json`.

        Raises
        ------
        KeyError, TypeError, ValueError
            If the values are no event.
        """
        kind, start_s, duration_s, channel, score, terms, finder = values
        return cls(
            EventKind(kind),
            float(start_s),
            float(duration_s),
            None if channel is None else str(channel),
            None if score is None else min(1.0, max(0.0, float(score))),
            {str(name): float(value) for name, value in terms.items()},
            str(finder),
        )


@dataclass(frozen=True, eq=False)
class FoundEvents:
    """Result of an event scorer for one recording.

    Parameters
    ----------
    events : tuple of FoundEvent
    notices : tuple of str
        Sentences for the user: channels used, what was done without.
    figures : mapping
        Whatever the scorer says of the night besides, as plain JSON values.
    searched : frozenset of EventKind
        Kinds that it has looked for all night, as the channels for them are there: where none of such a kind
        is found, its index is 0; of every other kind there is no index then.
    """

    events: tuple[FoundEvent, ...]
    notices: tuple[str, ...] = ()
    figures: Mapping[str, Any] = field(default_factory=dict)
    searched: frozenset[EventKind] = frozenset()


@dataclass(frozen=True, eq=False)
class ProposedEvents:
    """Events of a run, ready to be proposed.

    Attributes
    ----------
    events : tuple of Event
        Each with its :class:`sleepscorer.scoring.Proposal`, in the order of their start.
    author : Author
        The scorer, by name and version.
    profile : str
    notices : tuple of str
    figures : mapping
    searched : frozenset of EventKind
        Kinds that the scorer has looked for all night.
    searched_on : str
        Fingerprint of the stages that it was given.
    """

    events: tuple[Event, ...]
    author: Author
    profile: str
    notices: tuple[str, ...] = ()
    figures: Mapping[str, Any] = field(default_factory=dict)
    searched: frozenset[EventKind] = frozenset()
    searched_on: str = ""


def proposals_of(
    result: FoundEvents, scorer: str, version: str, request: EventRequest, duration_s: float
) -> ProposedEvents:
    """Return what a scorer has found within the night as proposals of its name, version and profile."""
    author = Author(AuthorKind.MODEL, f"{scorer}@{version}")
    stages = stages_fingerprint(request.stages)
    events = {
        event.order: event
        for each in result.events
        if (event := within_night(_proposed(each, author, request, stages), duration_s)) is not None
    }
    ordered = tuple(events[order] for order in sorted(events))
    return ProposedEvents(
        ordered, author, request.profile, result.notices, result.figures, result.searched, stages
    )


def _proposed(event: FoundEvent, author: Author, request: EventRequest, stages: str) -> Event:
    terms = tuple(event.terms.items())
    finder = Author(AuthorKind.MODEL, event.finder) if event.finder else author
    proposal = Proposal(finder, "" if event.finder else request.profile, stages, event.score, terms)
    return Event(event.kind, event.start_s, event.duration_s, event.channel, proposal=proposal)
