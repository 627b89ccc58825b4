"""The history of a scoring: an identity for each change, to tell which of two scorings holds the other.

The identity of a change is a hash of it and of the identity before it. A scoring therefore holds all that
another one holds if it has the other's last identity among its own. A count of changes cannot tell that: two
people who have scored one night apart from each other have counts, too.
"""

from __future__ import annotations

import base64
import hashlib
import json
import struct
from collections.abc import Iterable, Mapping
from typing import Any

from sleepscorer.scoring import Change, change_to_json

ID_BYTES = 8


class History:
    """Identities of the changes that led to a scoring.

    Parameters
    ----------
    unknown : int
        Changes before the first identity: of a version that kept none.
    ids : iterable of bytes
        One per change since, each of ``ID_BYTES`` bytes.
    passed_over : iterable of bytes
        Last identities of other scorings of the night that a person has decided against.
    """

    def __init__(
        self, unknown: int = 0, ids: Iterable[bytes] = (), passed_over: Iterable[bytes] = ()
    ) -> None:
        self.unknown = unknown
        self._ids = list(ids)
        self._known = set(self._ids)
        self.passed_over = set(passed_over)

    @property
    def revision(self) -> int:
        """Number of changes."""
        return self.unknown + len(self._ids)

    @property
    def last(self) -> bytes:
        """Identity of the last change; empty if there is none."""
        return self._ids[-1] if self._ids else b""

    def holds(self, other: History) -> bool:
        """Tell whether every change of the other history is part of this one."""
        return not other.revision or other.last in self._known

    def passes_over(self, other: History) -> bool:
        """Tell whether a person has decided for this one and against the other, as it stands."""
        return other.last in self.passed_over

    def id_at(self, revision: int) -> bytes | None:
        """Return the identity of the change that led to a revision; None where it is not known."""
        index = revision - self.unknown - 1
        return self._ids[index] if 0 <= index < len(self._ids) else None

    def next_id(self, text: bytes) -> bytes:
        """Return the identity of a change that follows, of its JSON text."""
        return hashlib.sha256(self.last + text).digest()[:ID_BYTES]

    def extend(self, text: bytes) -> None:
        """Take up a change, of its JSON text."""
        self._ids.append(self.next_id(text))
        self._known.add(self._ids[-1])

    def shorten(self) -> None:
        """Forget the last change: it could not be kept."""
        self._known.discard(self._ids.pop())

    def to_json(self) -> dict[str, Any]:
        """Return the history as plain JSON values."""
        return {
            "unknown": self.unknown,
            "ids_base64": base64.b64encode(b"".join(self._ids)).decode(),
            "passed_over": sorted(identity.hex() for identity in self.passed_over),
        }


def history_from_json(values: Mapping[str, Any]) -> History:
    """Read a history from what :meth:`History.to_json` gives.

    Raises
    ------
    KeyError, TypeError, ValueError
        If the values are no history.
    """
    data = base64.b64decode(values["ids_base64"], validate=True)
    if len(data) % ID_BYTES or not isinstance(values["unknown"], int) or values["unknown"] < 0:
        raise ValueError("no history")
    ids = [identity for (identity,) in struct.iter_unpack(f"{ID_BYTES}s", data)]
    return History(values["unknown"], ids, map(bytes.fromhex, values["passed_over"]))


def history_of_content(values: Mapping[str, Any], revision: int) -> History:
    """Return the history of a scoring whose changes nobody has kept: one identity, of what it holds."""
    if not revision:
        return History()
    text = json.dumps(values, separators=(",", ":"), sort_keys=True).encode()
    return History(revision - 1, [hashlib.sha256(text).digest()[:ID_BYTES]])


def text_of(change: Change) -> bytes:
    """Return the JSON text of a change, as the journal keeps it and its identity is made of."""
    return compact(change_to_json(change))


def compact(values: Any) -> bytes:
    """Return the JSON values as one line of text."""
    return json.dumps(values, separators=(",", ":")).encode()
