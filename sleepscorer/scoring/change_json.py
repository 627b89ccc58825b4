"""Changes as plain JSON values and back, for the journal."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from math import isfinite
from typing import Any

from sleepscorer.errors import ChangeError
from sleepscorer.messages import Message
from sleepscorer.probabilities import decode, encode
from sleepscorer.scoring.authors import Author
from sleepscorer.scoring.changes import (
    Change,
    CommentChange,
    EventChange,
    LightsChange,
    MarkChange,
    StageChange,
)
from sleepscorer.scoring.events import Event, EventKind
from sleepscorer.scoring.lights import Lights
from sleepscorer.scoring.marks import EpochMarks, Flag
from sleepscorer.scoring.proposals import Proposal
from sleepscorer.stages import Stage

_KINDS_OF_FORMAT_4 = frozenset(
    (
        *(EventKind.AROUSAL, EventKind.OBSTRUCTIVE_APNOEA, EventKind.CENTRAL_APNOEA, EventKind.MIXED_APNOEA),
        *(EventKind.HYPOPNOEA, EventKind.LIMB_MOVEMENT, EventKind.DESATURATION, EventKind.SPINDLE),
        *(EventKind.K_COMPLEX, EventKind.SLOW_WAVE, EventKind.ARTEFACT, EventKind.OTHER),
    )
)
"""Kinds that every program knows which reads events; it would take a file with another one for damaged."""


def has_later_kind(events: Iterable[Event]) -> bool:
    """Return whether events are of kinds that programs reading sidecars up to format 4 may not know."""
    return any(event.kind not in _KINDS_OF_FORMAT_4 for event in events)


def event_to_json(event: Event) -> dict[str, Any]:
    """Convert an event to plain JSON values."""
    values: dict[str, Any] = {
        "kind": event.kind.value,
        "start_s": event.start_s,
        "duration_s": event.duration_s,
    }
    values |= {"channel": event.channel} if event.channel is not None else {}
    values |= {name: text for name in ("words", "note") if (text := getattr(event, name))}
    return values | ({"proposal": _proposal_to_json(event.proposal)} if event.proposal else {})


def _proposal_to_json(proposal: Proposal) -> dict[str, Any]:
    by = proposal.confirmed_by
    return {
        "author": str(proposal.author),
        "profile": proposal.profile,
        "stages": proposal.stages,
        "score": proposal.score,
        "terms": dict(proposal.terms),
        "confirmed_by": str(by) if by else None,
    }


def _proposal_from_json(values: Mapping[str, Any] | None) -> Proposal | None:
    if values is None:
        return None
    score, by = values["score"], values["confirmed_by"]
    if not isinstance(values["profile"], str) or not isinstance(values["stages"], str):
        raise TypeError("no profile and stages")
    return Proposal(
        Author.parse(values["author"]),
        values["profile"],
        values["stages"],
        None if score is None else float(score),
        tuple((str(name), float(value)) for name, value in values["terms"].items()),
        None if by is None else Author.parse(by),
    )


def event_from_json(values: Mapping[str, Any]) -> Event:
    """Restore an event from :func:`event_to_json`.

    Raises
    ------
    KeyError, TypeError, ValueError
        If the values are no event.
    """
    channel, words, note = values.get("channel"), values.get("words", ""), values.get("note", "")
    if not isinstance(channel, str | None) or not isinstance(words, str) or not isinstance(note, str):
        raise TypeError(f"no channel, words and note: {channel!r}, {words!r}, {note!r}")
    kind = EventKind(values["kind"])
    proposal = _proposal_from_json(values.get("proposal"))
    return Event(kind, float(values["start_s"]), float(values["duration_s"]), channel, words, note, proposal)


def marks_to_json(marks: EpochMarks) -> dict[str, Any]:
    """Convert flags and note to plain JSON values."""
    return {"flags": sorted(flag.value for flag in marks.flags), "note": marks.note}


def marks_from_json(values: Mapping[str, Any]) -> EpochMarks:
    """Restore marks from :func:`marks_to_json`."""
    if not isinstance(values["note"], str):
        raise TypeError(f"no note: {values['note']!r}")
    return EpochMarks(frozenset(Flag(flag) for flag in values["flags"]), values["note"])


def change_to_json(change: Change) -> dict[str, Any]:
    """Convert a change to plain JSON values; see :func:`change_from_json`."""
    match change:
        case LightsChange():
            return _lights_to_json(change)
        case EventChange():
            return _events_to_json(change)
        case MarkChange():
            return _marks_change_to_json(change)
        case CommentChange():
            return _comment_to_json(change)
        case StageChange():
            return _stages_to_json(change)


def _lights_to_json(change: LightsChange) -> dict[str, Any]:
    return {
        "kind": "lights",
        "before": [change.before.off_s, change.before.on_s],
        "after": [change.after.off_s, change.after.on_s],
        "author": str(change.author),
        "at": change.at,
    }


def _events_to_json(change: EventChange) -> dict[str, Any]:
    values: dict[str, Any] = {
        "kind": _kind_of_events(change),
        "removed": [event_to_json(event) for event in change.removed],
        "added": [event_to_json(event) for event in change.added],
        "author": str(change.author),
        "at": change.at,
    }
    for name in ("rejected", "unrejected"):
        events = getattr(change, name)
        values |= {name: [event_to_json(event) for event in events]} if events else {}
    for name in ("searched_before", "searched_after"):
        searched = getattr(change, name)
        values |= {name: searched_to_json(searched)} if searched is not None else {}
    for name in ("searched_on_before", "searched_on_after"):
        searched_on = getattr(change, name)
        values |= {name: searched_on} if searched_on is not None else {}
    return values


def searched_to_json(searched: Mapping[EventKind, Author]) -> dict[str, str]:
    """Convert the kinds that were looked for, and by whom, to plain JSON values."""
    return {kind.value: str(author) for kind, author in searched.items()}


def searched_from_json(values: Mapping[Any, Any]) -> dict[EventKind, Author]:
    """Restore the kinds from :func:`searched_to_json`.

    Raises
    ------
    AttributeError, TypeError, ValueError
        If the values are no kinds and authors.
    """
    return {EventKind(kind): Author.parse(author) for kind, author in values.items()}


def searched_on_from_json(value: object) -> str:
    """Restore the fingerprint of the stages on which a scorer has looked for events.

    Raises
    ------
    TypeError
        If the value is no text.
    """
    if not isinstance(value, str):
        raise TypeError(f"no fingerprint of stages: {value!r}")
    return value


def _comment_to_json(change: CommentChange) -> dict[str, Any]:
    return {
        "kind": "comment",
        "before": change.before,
        "after": change.after,
        "author": str(change.author),
        "at": change.at,
    }


def _kind_of_events(change: EventChange) -> str:
    """Return the kind of a change of events: another one where a program that knows less has to refuse it."""
    if change.searched_after is not None:
        return "events looked for"
    if has_later_kind((*change.removed, *change.added, *change.rejected, *change.unrejected)):
        return "events of later kinds"
    return "proposals" if change.concerns_proposals or change.has_notes else "events"


def _marks_change_to_json(change: MarkChange) -> dict[str, Any]:
    return {
        "kind": "marks",
        "epoch": change.epoch,
        "before": marks_to_json(change.before),
        "after": marks_to_json(change.after),
        "author": str(change.author),
        "at": change.at,
    }


def _stages_to_json(change: StageChange) -> dict[str, Any]:
    return {
        "kind": "stages",
        "epochs": list(change.epochs),
        "before": [int(stage) for stage in change.before],
        "after": [int(stage) for stage in change.after],
        "author_before": [str(a) if a else None for a in change.author_before],
        "author_after": [str(a) if a else None for a in change.author_after],
        "at": change.at,
        "is_model_run": change.is_model_run,
        "undoes": change.undoes,
        "probabilities_before": encode(change.probabilities_before),
        "probabilities_after": encode(change.probabilities_after),
        **_ties_to_json(change),
    }


def _ties_to_json(change: StageChange) -> dict[str, Any]:
    if change.ties_after is None:
        return {}
    return {"ties_before": list(change.ties_before or ()), "ties_after": list(change.ties_after)}


def change_from_json(values: Mapping[str, Any]) -> Change:
    """Restore a change from :func:`change_to_json`.

    Raises
    ------
    ChangeError
        If the values are no change this version knows.
    """
    try:
        read = _READERS.get(values["kind"])
        if read is None:
            raise ChangeError(
                Message(
                    "Unknown kind of change: {kind!r}; a newer sleepscorer wrote it.", kind=values["kind"]
                )
            )
        return read(values)
    except (KeyError, TypeError, ValueError, AttributeError, OverflowError, RecursionError) as error:
        raise ChangeError(Message("A change cannot be read ({reason}).", reason=repr(error))) from error


def _stage_change_from_json(values: Mapping[str, Any]) -> StageChange:
    return StageChange(
        epochs=tuple(int(epoch) for epoch in values["epochs"]),
        before=tuple(Stage(stage) for stage in values["before"]),
        after=tuple(Stage(stage) for stage in values["after"]),
        author_before=tuple(Author.parse(a) if a else None for a in values["author_before"]),
        author_after=tuple(Author.parse(a) if a else None for a in values["author_after"]),
        at=values["at"],
        probabilities_before=decode(values["probabilities_before"]),
        probabilities_after=decode(values["probabilities_after"]),
        is_model_run=values["is_model_run"],
        undoes=values["undoes"],
        ties_before=_ties_from_json(values.get("ties_before")),
        ties_after=_ties_from_json(values.get("ties_after")),
    )


def _ties_from_json(epochs: Sequence[int] | None) -> tuple[int, ...] | None:
    return None if epochs is None else tuple(int(epoch) for epoch in epochs)


def _lights_from_json(values: Mapping[str, Any]) -> LightsChange:
    before, after = lights_from_json(values["before"]), lights_from_json(values["after"])
    return LightsChange(before, after, Author.parse(values["author"]), values["at"])


def lights_from_json(values: Sequence[float | None]) -> Lights:
    """Restore the lights from two markers, each in seconds or None.

    Raises
    ------
    TypeError, ValueError
        If the values are no lights.
    """
    off_s, on_s = values
    for value in (off_s, on_s):
        if isinstance(value, bool) or not isinstance(value, float | int | None):
            raise TypeError(f"no time: {value!r}")
        if value is not None and not isfinite(value):
            raise ValueError(f"no time: {value!r}")
    return Lights(off_s, on_s)


def _events_from_json(values: Mapping[str, Any]) -> EventChange:
    removed, added, rejected, unrejected = (
        tuple(event_from_json(event) for event in events)
        for events in (
            values["removed"],
            values["added"],
            values.get("rejected", ()),
            values.get("unrejected", ()),
        )
    )
    author = Author.parse(values["author"])
    before, after = (
        None if (by_kind := values.get(name)) is None else searched_from_json(by_kind)
        for name in ("searched_before", "searched_after")
    )
    on_before, on_after = (
        None if (text := values.get(name)) is None else searched_on_from_json(text)
        for name in ("searched_on_before", "searched_on_after")
    )
    change = EventChange(removed, added, author, values["at"], rejected, unrejected, before, after)
    return replace(change, searched_on_before=on_before, searched_on_after=on_after)


def _comment_from_json(values: Mapping[str, Any]) -> CommentChange:
    before, after = values["before"], values["after"]
    if not isinstance(before, str) or not isinstance(after, str):
        raise TypeError(f"no comment: {before!r}, {after!r}")
    return CommentChange(before, after, Author.parse(values["author"]), values["at"])


def _marks_change_from_json(values: Mapping[str, Any]) -> MarkChange:
    before, after = marks_from_json(values["before"]), marks_from_json(values["after"])
    author = Author.parse(values["author"])
    return MarkChange(int(values["epoch"]), before, after, author, values["at"])


_READERS: Mapping[str, Callable[[Mapping[str, Any]], Change]] = {
    "stages": _stage_change_from_json,
    "lights": _lights_from_json,
    "events": _events_from_json,
    "proposals": _events_from_json,
    "events of later kinds": _events_from_json,
    "events looked for": _events_from_json,
    "marks": _marks_change_from_json,
    "comment": _comment_from_json,
}
