"""History of what undo takes back, kept with a night from one opening to the next.

It follows from the changes alone: the inverse of the change made last takes it back, and the change itself,
given again, makes it again; every other change is a new one, and what was taken back is then forgotten.
"""

from __future__ import annotations

import hashlib
import json
import socket
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import Any

from sleepscorer.errors import ChangeError
from sleepscorer.scoring import Author, Change, change_from_json, change_to_json
from sleepscorer.storage.history import compact
from sleepscorer.storage.lock import user_name

MOST_HELD = 2000
"""What memory holds of it, the newest: twice as many as a window takes back, as a step may have several."""
MOST_ENTRIES = 200
MOST_BYTES = 256 << 10
"""What is kept of it on disk, the newest first; a run of a model is some 120 kB."""
_DAMAGES = (ChangeError, KeyError, TypeError, ValueError, AttributeError)


@dataclass(frozen=True)
class UndoEntry:
    """Change that was made, or made and taken back.

    Attributes
    ----------
    change : Change
    by : str
        Who made it, as :func:`person_at_work` tells; nobody else takes it back after the night was closed.
    text : str
        What the undo menu says; empty where only the change is known.
    group : int
        Entries of one number above 0 beside each other are one step.
    """

    change: Change
    by: str
    text: str = ""
    group: int = 0

    @cached_property
    def values(self) -> dict[str, Any]:
        """Plain JSON values."""
        values: dict[str, Any] = {"change": change_to_json(self.change), "by": self.by, "text": self.text}
        return values | ({"group": self.group} if self.group else {})

    @cached_property
    def n_bytes(self) -> int:
        """Length as JSON."""
        return len(compact(self.values))

    def is_made_by(self, change: Change) -> bool:
        """Return whether a change is this one, given again."""
        return bool(change_to_json(change) == self.values["change"])

    def is_taken_back_by(self, change: Change) -> bool:
        """Return whether a change is the inverse of this one."""
        return change.at == self.change.at and self.is_made_by(change.inverse())


@dataclass(frozen=True)
class UndoStep:
    """Changes that are taken back by one key, in the order in which they were made."""

    text: str
    changes: tuple[Change, ...]
    stands: bool


def person_at_work(author: Author) -> str:
    """Return who is at work: initials, and a hash of the account and the machine.

    Initials alone are no person: two may have the same, and many have none of their own.
    """
    account = f"{user_name()}@{socket.gethostname()}"
    return f"{author} {hashlib.sha256(account.encode()).hexdigest()[:8]}"


class UndoHistory:
    """Changes in the order in which they were made; those from ``index`` on have been taken back.

    Parameters
    ----------
    entries : iterable of UndoEntry
    index : int, optional
        All stand if not given.
    revision : int
        Of the scoring that they led to.
    """

    def __init__(
        self, entries: Iterable[UndoEntry] = (), index: int | None = None, revision: int = 0
    ) -> None:
        self.entries = list(entries)
        self.index = len(self.entries) if index is None else index
        self.revision = revision

    def record(self, entry: UndoEntry, revision: int) -> None:
        """Take up a change that has been applied.

        Parameters
        ----------
        entry : UndoEntry
        revision : int
            Of the scoring with the change.
        """
        before, self.revision = self.revision, revision
        if revision != before + 1:  # others in between are not known, so nothing before can be taken back
            self.entries, self.index = [], 0
        if self.index and self.entries[self.index - 1].is_taken_back_by(entry.change):
            self.index -= 1
        elif self.index < len(self.entries) and self.entries[self.index].is_made_by(entry.change):
            self.index += 1
        else:
            self.entries[self.index :] = [entry]
            del self.entries[:-MOST_HELD]
            self.index = len(self.entries)

    def steps_of(self, by: str) -> list[UndoStep]:
        """Return the steps at the end that one person has made, the oldest first.

        Parameters
        ----------
        by : str
            As in the entries; work of others, and what is older, is nobody's to take back by a key.
        """
        first = len(self.entries)
        while first and self.entries[first - 1].by == by:
            first -= 1
        own = [(entry, index < self.index) for index, entry in enumerate(self.entries) if index >= first]
        numbered = ((entry.group or -number, stands, entry) for number, (entry, stands) in enumerate(own, 1))
        steps = []
        for (_, stands), members in groupby(numbered, key=lambda item: item[:2]):
            entries = [entry for _, _, entry in members]
            steps.append(UndoStep(entries[0].text, tuple(entry.change for entry in entries), stands))
        return steps

    def _is_in_step(self, index: int) -> bool:
        """Return whether an entry is of one step with the entry before it."""
        return 0 < self.entries[index].group == self.entries[index - 1].group

    def to_text(self) -> str:
        """Write the newest entries, within the limits, as one line of JSON."""
        first, n_bytes = len(self.entries), 0
        while first and len(self.entries) - first < MOST_ENTRIES:
            n_bytes += self.entries[first - 1].n_bytes
            if n_bytes > MOST_BYTES:
                break
            first -= 1
        while 0 < first < len(self.entries) and self._is_in_step(first):  # half a step is none
            first += 1
        if first > self.index:  # what was taken back fits on nothing that is kept
            first = len(self.entries)
        kept = self.entries[first:]
        values = {
            "revision": self.revision,
            "index": max(0, self.index - first),
            "entries": [entry.values for entry in kept],
        }
        return compact(values).decode()


def undo_from_text(text: str, revision: int) -> UndoHistory:
    """Restore a history; an empty one where it is none, or not that of a scoring of this revision.

    Parameters
    ----------
    text : str
        From :meth:`UndoHistory.to_text`; may be empty.
    revision : int
        Of the scoring.
    """
    try:
        values = json.loads(text) if text else {}
        if values.get("revision") != revision:
            return UndoHistory(revision=revision)
        entries = [
            UndoEntry(
                change_from_json(entry["change"]),
                str(entry["by"]),
                str(entry["text"]),
                int(entry.get("group", 0)),
            )
            for entry in values["entries"]
        ]
        index = values["index"]
        if type(index) is not int or not 0 <= index <= len(entries):
            raise ValueError("no index")
    except _DAMAGES:
        return UndoHistory(revision=revision)
    return UndoHistory(entries, index, revision)
