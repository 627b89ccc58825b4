"""The scoring of a recording, saved beside it as one JSON file."""

from __future__ import annotations

import errno
import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sleepscorer.atomic import read_regular, write_atomically
from sleepscorer.errors import ChangeError, StorageError
from sleepscorer.messages import Message
from sleepscorer.probabilities import decode, encode
from sleepscorer.scoring import Author, Event, Scoring, now
from sleepscorer.scoring.change_json import (
    event_from_json,
    event_to_json,
    has_later_kind,
    lights_from_json,
    marks_from_json,
    marks_to_json,
    searched_from_json,
    searched_on_from_json,
    searched_to_json,
)
from sleepscorer.stages import Stage
from sleepscorer.storage.history import History, compact, history_from_json, history_of_content
from sleepscorer.storage.undo_history import UndoHistory, undo_from_text

FORMAT = 6
"""2 adds events and marks, 3 the history and a checksum, 4 the origin of events that a model has found, and
those of them that were taken out, and notes on events, 5 events of kinds that came later, 6 the kinds of
events that were looked for and the comment on the night: a program that knew less would drop them, or take
the file for damaged. A file is written as the least from 3 on that its content needs. What undo takes back
and which events the recording told raise no format: a program that knew less drops them, and nothing else."""

CHECKED_FROM = 3
"""Format from which on every file ends with a checksum."""

_NO_CONTENT = ("format", "program", "saved", "notices", "recording", "history", "undo", "checksum")
_END = re.compile(rb',\n "checksum": "sha256:([0-9a-f]{64})"\n\}\n')
_END_BYTES = 91
_STAGE_OF = {**Stage.__members__, "?": Stage.UNSCORED}
_DAMAGES = (
    ValueError, KeyError, TypeError, IndexError, AttributeError, OverflowError, RecursionError, ChangeError
)  # fmt: skip


@dataclass
class Sidecar:
    """Content that is kept of a night.

    Attributes
    ----------
    fingerprint : str
        Of the recording the scoring belongs to.
    scoring : Scoring
    notices : list of str
        What was said to the user about the file when it was opened (repairs, substitutes).
    history : History, optional
        Of the scoring; one of its content if not given.
    saved : str
        Time of saving, ISO 8601, UTC; set by :func:`load`.
    undo : UndoHistory
        What undo takes back, saved where it has led to the scoring. A program that knows less drops it, and
        nothing else, so it raises no format.
    """

    fingerprint: str
    scoring: Scoring
    notices: list[str] = field(default_factory=list)
    history: History | None = None
    saved: str = ""
    undo: UndoHistory = field(default_factory=UndoHistory)


def save(path: Path, sidecar: Sidecar) -> None:
    """Save atomically.

    Raises
    ------
    OSError
        If the folder cannot be written or the disk is full; the old file is then still whole.
    ValueError
        If the history has more changes than the scoring: it is not the scoring's.
    """
    scoring = sidecar.scoring
    values = {
        "format": _least_format(scoring),
        "program": "sleepscorer",
        "recording": sidecar.fingerprint,
        "saved": now(),
        "revision": scoring.revision,
        "epoch_seconds": 30,
        "stages": " ".join(Stage(int(stage)).name if stage >= 0 else "?" for stage in scoring.stages),
        **_authors_to_json(scoring),
        "lights_off_s": scoring.lights.off_s,
        "lights_on_s": scoring.lights.on_s,
        "lights_author": str(scoring.lights_author) if scoring.lights_author else None,
        "probabilities_W_N1_N2_N3_R_float32_base64": encode(scoring.probabilities),
        "events": [event_to_json(event) for event in scoring.events],
        "marks": [
            {"epoch": epoch, **marks_to_json(scoring.marks(epoch))} for epoch in sorted(scoring.marked)
        ],
        "ties": list(scoring.ties),
        **_events_to_json("rejected_events", scoring.rejected),
        **_events_to_json("recorded_events", scoring.recorded),
        **({"searched": searched_to_json(scoring.searched)} if scoring.searched else {}),
        **({"searched_on": scoring.searched_on} if scoring.searched_on else {}),
        **({"comment": scoring.comment} if scoring.comment else {}),
        "notices": sidecar.notices,
    }
    history = _whole_history(sidecar, values)
    body = (
        json.dumps({**values, **_undo_to_json(sidecar), "history": history.to_json()}, indent=1)
        .encode()
        .removesuffix(b"\n}")
    )
    write_atomically(path, b'%s,\n "checksum": "sha256:%s"\n}\n' % (body, _checksum(body)))


def _undo_to_json(sidecar: Sidecar) -> dict[str, Any]:
    undo = sidecar.undo
    return {"undo": undo.to_text()} if undo.entries and undo.revision == sidecar.scoring.revision else {}


def _least_format(scoring: Scoring) -> int:
    """Return the least format that holds the content of a scoring."""
    if scoring.searched or scoring.comment:
        return FORMAT
    if has_later_kind((*scoring.events, *scoring.rejected)):
        return 5
    has_more = any(event.proposal is not None or event.note for event in scoring.events)
    return 4 if scoring.rejected or has_more else 3


def _events_to_json(name: str, events: Iterable[Event]) -> dict[str, Any]:
    values = [event_to_json(event) for event in events]
    return {name: values} if values else {}


def _whole_history(sidecar: Sidecar, values: Mapping[str, Any]) -> History:
    """History of all changes; those it was not told of get identities of the content."""
    revision = sidecar.scoring.revision
    if sidecar.history is None:
        return history_of_content(_content(values), revision)
    if sidecar.history.revision > revision:
        raise ValueError("history of another scoring")
    content = compact(_content(values))
    while sidecar.history.revision < revision:
        sidecar.history.extend(content)
    return sidecar.history


def _checksum(body: bytes) -> bytes:
    return hashlib.sha256(body).hexdigest().encode()


def _content(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if name not in _NO_CONTENT}


def _authors_to_json(scoring: Scoring) -> dict[str, Any]:
    names = list(dict.fromkeys(author for author in scoring.authors if author))
    places: dict[Author | None, int] = {author: i for i, author in enumerate(names)}
    return {
        "authors": [str(author) for author in names],
        "author_of_epoch": [places.get(author, -1) for author in scoring.authors],
    }


def load(path: Path) -> Sidecar:
    """Load a sidecar.

    Raises
    ------
    OSError
        If it cannot be read.
    StorageError
        In one sentence, if the file is damaged or of a newer version.
    """
    try:
        data = read_regular(path)
    except OSError as error:
        if error.errno != errno.EINVAL:
            raise
        raise StorageError(
            Message("{path} is no regular file; move it away, then open the night again.", path=path)
        ) from error
    try:
        return _sidecar(path, data)
    except _DAMAGES as error:
        raise StorageError(
            Message(
                "{path} is damaged ({reason}); put a sound copy of it in its place.",
                path=path,
                reason=type(error).__name__,
            )
        ) from error


def _sidecar(path: Path, data: bytes) -> Sidecar:
    values = json.loads(data.decode("utf-8"))
    if type(values["format"]) is not int:
        raise TypeError("no format")
    if values["format"] > FORMAT:
        raise StorageError(Message("{path} was saved by a newer sleepscorer; update to open it.", path=path))
    if values["format"] >= CHECKED_FROM or "checksum" in values:
        _check(data)
    scoring = _scoring(values)
    history = _history(values, scoring.revision)
    recording, saved = _text(values["recording"]), _text(values["saved"])
    undo = undo_from_text(_text(values.get("undo", "")), scoring.revision)
    return Sidecar(recording, scoring, _texts(values["notices"]), history, saved, undo)


def _check(data: bytes) -> None:
    """See that a file is as it was saved.

    Raises
    ------
    ValueError
        If it is not.
    """
    body, end = data[:-_END_BYTES], _END.fullmatch(data[-_END_BYTES:])
    if end is None or _checksum(body) != end[1]:
        raise ValueError("no such checksum")


def _history(values: Mapping[str, Any], revision: int) -> History:
    if "history" not in values:
        return history_of_content(_content(values), revision)
    history = history_from_json(values["history"])
    if history.revision != revision:
        raise ValueError("history of another scoring")
    return history


def fingerprint_in(path: Path) -> str:
    """Return the recording that a sidecar names in its first lines; empty if it names none."""
    try:
        start = read_regular(path, 300).decode("utf-8", "replace")
    except OSError:
        return ""
    named = re.match(r'\{\n "format": \d+,\n "program": "sleepscorer",\n "recording": "([^"\n]*)"', start)
    return named[1] if named else ""


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("no text")
    return value


def _texts(values: object) -> list[str]:
    if not isinstance(values, list):
        raise TypeError("no list")
    return [_text(value) for value in values]


def _scoring(values: Mapping[str, Any]) -> Scoring:
    words = values["stages"].split()
    stages = tuple(_STAGE_OF[word] for word in words)
    names = [Author.parse(text) for text in values["authors"]]
    authors = [names[index] if index >= 0 else None for index in values["author_of_epoch"]]
    return Scoring.restored(
        stages,
        authors,
        probabilities=decode(values["probabilities_W_N1_N2_N3_R_float32_base64"]),
        lights=lights_from_json([values["lights_off_s"], values["lights_on_s"]]),
        lights_author=Author.parse(author) if (author := values.get("lights_author")) is not None else None,
        events=[event_from_json(event) for event in values.get("events", ())],
        rejected=[event_from_json(event) for event in values.get("rejected_events", ())],
        recorded=[event_from_json(event) for event in values.get("recorded_events", ())],
        marks={int(marks["epoch"]): marks_from_json(marks) for marks in values.get("marks", ())},
        ties=[int(epoch) for epoch in values.get("ties", ())],
        searched=searched_from_json(values.get("searched", {})),
        searched_on=searched_on_from_json(values.get("searched_on", "")),
        comment=_text(values.get("comment", "")),
        revision=values["revision"],
    )
