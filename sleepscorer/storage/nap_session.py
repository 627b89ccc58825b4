"""Session files of naps: which recordings belong to one MSLT or MWT, in their order.

A session file is JSON in UTF-8::

    {"format": "sleepscorer naps", "version": 1, "protocol": "MSLT", "recordings": ["nap1.edf", "nap2.edf"]}

Paths are relative to its folder and have forward slashes, so that the folder can be moved or copied whole.
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from itertools import count
from pathlib import Path
from typing import Any

from sleepscorer.atomic import write_atomically
from sleepscorer.errors import StorageError
from sleepscorer.messages import Message, reason

EXTENSION = ".naps.json"
FORMAT, VERSION = "sleepscorer naps", 1
MOST_BYTES = 1 << 20


class NapProtocol(Enum):
    """Protocol of a day of naps: multiple sleep latency test or maintenance of wakefulness test."""

    MSLT = "MSLT"
    MWT = "MWT"

    @property
    def longest_min(self) -> float:
        """Latency of a nap without sleep."""
        from sleepscorer.statistics.naps import MSLT_LATENCY_MIN, MWT_LATENCY_MIN  # a window starts without

        return MSLT_LATENCY_MIN if self is NapProtocol.MSLT else MWT_LATENCY_MIN


@dataclass(frozen=True)
class NapSession:
    """Recordings of the naps of one day.

    Attributes
    ----------
    protocol : NapProtocol
    recordings : tuple of Path
        In the order of the naps; one of them may hold several.
    """

    protocol: NapProtocol
    recordings: tuple[Path, ...]


def is_nap_session(path: Path) -> bool:
    """Return whether the name of a file is that of a session file of naps."""
    return path.name.lower().endswith(EXTENSION)


def read_nap_session(path: Path) -> NapSession:
    """Read a session file of naps.

    Parameters
    ----------
    path : Path

    Returns
    -------
    NapSession
        Recordings all exist.

    Raises
    ------
    StorageError
        If the file cannot be read or is no session file, or a recording of it is not there.
    """
    values = _values(path)
    if values.get("format") != FORMAT:
        raise StorageError(Message("{path} is no session file of naps; choose another one.", path=path))
    if values.get("version") != VERSION:
        raise StorageError(
            Message("{path} is a session file of a newer sleepscorer; open it with that.", path=path)
        )
    names, protocols = values.get("recordings") or [], [each.value for each in NapProtocol]
    if not _are_names(names) or values.get("protocol") not in protocols:
        raise StorageError(
            Message(
                "{path} names no recordings, or neither MSLT nor MWT; choose the naps' recordings instead.",
                path=path,
            )
        )
    recordings = tuple(Path(os.path.normpath(path.parent / name)) for name in names)
    if len(set(recordings)) < len(recordings):
        raise StorageError(
            Message("{path} names a recording twice; choose the naps' recordings instead.", path=path)
        )
    for recording in recordings:
        if not recording.exists():
            raise StorageError(
                Message(
                    "{recording}, a nap of {path}, is not there; copy it back or choose the recordings.",
                    recording=recording,
                    path=path.name,
                )
            )
    return NapSession(NapProtocol(values["protocol"]), recordings)


def write_nap_session(session: NapSession, path: Path) -> None:
    """Write a session file of naps, atomically.

    Parameters
    ----------
    session : NapSession
    path : Path
        Ends with ``.naps.json``.

    Raises
    ------
    StorageError
        If it cannot be written, or a recording lies on another drive.
    """
    try:
        write_atomically(path, json.dumps(_plain(session, path.parent), indent=2, ensure_ascii=False) + "\n")
    except ValueError as error:
        raise StorageError(
            Message(
                "{path} cannot name recordings of another drive; put the naps into one folder.", path=path
            )
        ) from error
    except OSError as error:
        raise StorageError(
            Message(
                "{path} could not be written ({reason}); choose another folder.",
                path=path,
                reason=reason(error),
            )
        ) from error


def keep_nap_session(session: NapSession, day: datetime | None) -> Path:
    """Write a session file beside the first recording, unless it is there; another one is never replaced.

    Parameters
    ----------
    session : NapSession
    day : datetime or None
        Of the first nap; the name is made of it and of the protocol, and of nothing else.

    Returns
    -------
    Path
        Of the session file.

    Raises
    ------
    StorageError
        If it cannot be written.
    """
    folder = session.recordings[0].parent
    stem = session.protocol.value.lower() + (f"-{day:%Y-%m-%d}" if day is not None else "")
    for number in count(1):
        path = folder / f"{stem}{f'-{number}' if number > 1 else ''}{EXTENSION}"
        if not path.exists():
            break
        if _holds(path, session):
            return path
    write_nap_session(session, path)
    return path


def _holds(path: Path, session: NapSession) -> bool:
    try:
        return _values(path) == _plain(session, path.parent)
    except (StorageError, ValueError):
        return False


def _plain(session: NapSession, folder: Path) -> dict[str, Any]:
    names = [Path(os.path.relpath(path, folder)).as_posix() for path in session.recordings]
    return {"format": FORMAT, "version": VERSION, "protocol": session.protocol.value, "recordings": names}


def _values(path: Path) -> dict[str, Any]:
    try:
        with path.open("rb") as file:
            content = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise StorageError(
            Message(
                "{path} could not be read ({reason}); choose another file.", path=path, reason=reason(error)
            )
        ) from error
    try:
        values = json.loads(content.decode("utf-8-sig")) if len(content) <= MOST_BYTES else None
    except (ValueError, RecursionError):
        values = None
    return values if isinstance(values, dict) else {}


def _are_names(names: Any) -> bool:
    return isinstance(names, list) and bool(names) and all(isinstance(n, str) and n for n in names)
