"""Append-only log of the changes since the sidecar was saved; replayed after a crash.

One line per change: CRC-32 of the rest, a blank, JSON. The first line says which recording the
journal belongs to. A line cut short by a crash fails its checksum and ends the replay.
"""

from __future__ import annotations

import errno
import json
import os
from contextlib import suppress
from dataclasses import dataclass
from io import FileIO
from pathlib import Path
from typing import Any
from zlib import crc32

from sleepscorer.atomic import name_aside, sync_folder, write_atomically
from sleepscorer.errors import ChangeError
from sleepscorer.scoring import Change, Scoring, change_from_json, change_to_json

FORMAT = 1


class Journal:
    """Journal open for appending.

    Parameters
    ----------
    path : Path
    fingerprint : str
        Of the recording; see ``Recording.fingerprint``.
    """

    def __init__(self, path: Path, fingerprint: str) -> None:
        self.path = path
        self._fingerprint = fingerprint
        self._file: FileIO | None = None
        self._sound_bytes = 0

    def append(self, revision: int, change: Change) -> None:
        """Put a change on disk; it is there when this returns, and not there if this raises.

        Parameters
        ----------
        revision : int
            Revision of the scoring once the change is applied.
        change : Change

        Raises
        ------
        OSError
            If the disk is full or the folder cannot be written.
        """
        file = self._file or self._begin()
        self._file = file
        self._check_still_there(file)
        # Half a line that an earlier failure left would hide every line after it.
        self._cut(file)
        line = _line({"revision": revision, "change": change_to_json(change)})
        try:
            _write_all(file, line)
            os.fsync(file.fileno())
        except OSError:
            with suppress(OSError):
                self._cut(file)
            raise
        self._sound_bytes += len(line)

    def _begin(self) -> FileIO:
        if not self.path.exists():
            write_atomically(self.path, _line({"format": FORMAT, "recording": self._fingerprint}))
        # Unbuffered: a buffer would write a refused change after all when the file is closed.
        file = FileIO(self.path, "ab")
        self._sound_bytes = os.fstat(file.fileno()).st_size
        sync_folder(self.path.parent)
        return file

    def _check_still_there(self, file: FileIO) -> None:
        """See that the file still has its name: what is written to one without is lost, and no error."""
        if not os.path.samestat(self.path.stat(), os.fstat(file.fileno())):
            raise FileNotFoundError(errno.ENOENT, "the journal was replaced", str(self.path))

    def _cut(self, file: FileIO) -> None:
        if os.fstat(file.fileno()).st_size != self._sound_bytes:
            os.ftruncate(file.fileno(), self._sound_bytes)

    def close(self) -> None:
        """Close the file, keeping it."""
        if self._file is not None:
            self._file.close()
            self._file = None

    def clear(self) -> None:
        """Forget the changes: they are in a saved sidecar now."""
        self.close()
        self.path.unlink(missing_ok=True)


def _write_all(file: FileIO, data: bytes) -> None:
    while data:
        data = data[file.write(data) :]


def _line(values: dict[str, Any]) -> bytes:
    text = json.dumps(values, separators=(",", ":")).encode()
    return b"%08x %s\n" % (crc32(text), text)


def _read_line(line: bytes) -> dict[str, Any] | None:
    checksum, _, text = line.rstrip(b"\n").partition(b" ")
    if not line.endswith(b"\n") or not text or checksum != b"%08x" % crc32(text):
        return None
    values = json.loads(text)
    return values if isinstance(values, dict) else None


@dataclass(frozen=True)
class Replay:
    """Outcome of a replay: changes applied, and changes that did not fit."""

    applied: int
    left_over: int


def replay(path: Path, fingerprint: str, scoring: Scoring) -> Replay:
    """Apply the changes of a journal that a scoring does not have yet.

    Parameters
    ----------
    path : Path
    fingerprint : str
        Of the recording; a journal of another recording is left alone.
    scoring : Scoring

    Returns
    -------
    Replay
    """
    missing = [v for v in _lines(path, fingerprint) if v["revision"] > scoring.revision]
    for applied, values in enumerate(missing):
        if values["revision"] != scoring.revision + 1:
            return Replay(applied, len(missing) - applied)
        try:
            scoring.apply(change_from_json(values["change"]))
        except ChangeError:
            return Replay(applied, len(missing) - applied)
    return Replay(len(missing), 0)


def _lines(path: Path, fingerprint: str) -> list[dict[str, Any]]:
    """Sound lines after the first, up to the first broken one."""
    if not path.exists():
        return []
    with path.open("rb") as file:
        first = _read_line(file.readline())
        if first is None or first.get("format") != FORMAT or first.get("recording") != fingerprint:
            return []
        found = []
        for line in file:
            values = _read_line(line)
            if values is None:
                break
            found.append(values)
    return found


def belongs_to(path: Path, fingerprint: str) -> bool:
    """Whether a journal is absent or is of this recording."""
    if not path.exists():
        return True
    with path.open("rb") as file:
        first = _read_line(file.readline())
    return first is not None and first.get("recording") == fingerprint


def holds_changes(path: Path) -> bool:
    """Whether there is more in a journal than a first line cut short."""
    with path.open("rb") as file:
        return file.readline().endswith(b"\n")


def repair(path: Path) -> Path | None:
    """Cut a broken last line off, so that what is appended next can be read.

    Returns
    -------
    Path or None
        Where the whole file was kept, if more than one line cut short by a crash had to go.
    """
    if not path.exists():
        return None
    data = path.read_bytes()
    sound = 0
    for line in data.splitlines(keepends=True):
        if _read_line(line) is None:
            break
        sound += len(line)
    if sound == len(data):
        return None
    kept = name_aside(path) if b"\n" in data[sound:] else None
    if kept is not None:
        write_atomically(kept, data)
    write_atomically(path, data[:sound])
    return kept
