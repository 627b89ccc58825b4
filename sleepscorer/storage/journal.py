"""Append-only log of the changes since the sidecar was saved; replayed after a crash.

One line per change: CRC-32 of the rest, a blank, JSON. The first line says which recording the
journal belongs to. A line cut short by a crash fails its checksum and ends the replay.
"""

from __future__ import annotations

import errno
import json
import os
from collections.abc import Collection, Iterator
from contextlib import suppress
from dataclasses import dataclass
from enum import Enum, auto
from io import FileIO
from pathlib import Path
from typing import Any
from zlib import crc32

from sleepscorer.atomic import name_aside, read_regular, sync_folder, write_atomically
from sleepscorer.errors import ChangeError
from sleepscorer.messages import Message
from sleepscorer.scoring import Change, Scoring, change_from_json
from sleepscorer.storage.history import History, compact, text_of
from sleepscorer.storage.undo_history import UndoEntry, UndoHistory

FORMAT = 1


class JournalChangedError(OSError):
    """The file is not as this process has left it."""


class Journal:
    """Journal open for appending.

    Parameters
    ----------
    path : Path
    fingerprint : str
        Of the recording; see ``Recording.fingerprint``.
    history : History, optional
        Takes up each change that is appended.
    """

    def __init__(self, path: Path, fingerprint: str, history: History | None = None) -> None:
        self.path = path
        self._fingerprint = fingerprint
        self._history = History() if history is None else history
        self._file: FileIO | None = None
        self._sound_bytes = _size(path)
        self._is_torn = False

    def append(self, revision: int, change: Change, by: str = "", text: str = "", group: int = 0) -> None:
        """Put a change on disk; it is there when this returns, and not there if this raises.

        Parameters
        ----------
        revision : int
            Revision of the scoring once the change is applied.
        change : Change
        by, text, group
            Who makes it, and how undo takes it back; see
            :class:`sleepscorer.storage.undo_history.UndoEntry`.

        Raises
        ------
        JournalChangedError
            If another program has removed, replaced, cut or lengthened the file.
        OSError
            If the disk is full or the folder cannot be written.
        """
        file = self._file or self._begin()
        self._file = file
        self._check_untouched(file)
        of_change = text_of(change)
        identity = self._history.next_id(of_change).hex()
        step = {name: value for name, value in (("text", text), ("group", group)) if value}
        head = compact({"revision": revision, "id": identity, "by": by, **step})
        line = _line(b'%s,"change":%s}' % (head[:-1], of_change))
        try:
            self._is_torn = True
            _write_all(file, line)
            os.fsync(file.fileno())
        except OSError:
            with suppress(OSError):
                self._cut(file)
            raise
        self._is_torn = False
        self._sound_bytes += len(line)
        self._history.extend(of_change)

    def _begin(self) -> FileIO:
        if _size(self.path) != self._sound_bytes:
            raise _changed(self.path)
        if not self._sound_bytes:
            write_atomically(self.path, _line(compact({"format": FORMAT, "recording": self._fingerprint})))
        # Unbuffered: a buffer would write a refused change after all when the file is closed.
        file = FileIO(self.path, "ab")
        self._sound_bytes = os.fstat(file.fileno()).st_size
        sync_folder(self.path.parent)
        return file

    def _check_untouched(self, file: FileIO) -> None:
        """See that the file has its name and length: what is written to one without a name is lost."""
        status = os.fstat(file.fileno())
        try:
            has_name = os.path.samestat(self.path.stat(), status)
        except FileNotFoundError:
            has_name = False
        if has_name and self._is_torn and status.st_size >= self._sound_bytes:
            # Half a line that an earlier failure left would hide every line after it.
            self._cut(file)
        elif not has_name or status.st_size != self._sound_bytes:
            raise _changed(self.path)

    def _cut(self, file: FileIO) -> None:
        os.ftruncate(file.fileno(), self._sound_bytes)
        self._is_torn = False

    def close(self) -> None:
        """Close the file, keeping it."""
        if self._file is not None:
            self._file.close()
            self._file = None

    def clear(self) -> Path | None:
        """Forget the changes: they are in a saved sidecar now.

        Returns
        -------
        Path or None
            Where the file was kept, if it was not as this process has left it.
        """
        is_ours = self._is_as_left()
        self.close()
        kept = None
        if is_ours:
            self.path.unlink(missing_ok=True)
        elif os.path.lexists(self.path):
            kept = name_aside(self.path)
            self.path.rename(kept)
        self._sound_bytes, self._is_torn = 0, False
        return kept

    def _is_as_left(self) -> bool:
        if self._file is None:
            return _size(self.path) in (0, self._sound_bytes) or self._is_torn
        try:
            status = os.fstat(self._file.fileno())
            is_same = os.path.samestat(self.path.stat(), status)
        except OSError:
            return False
        return is_same and (status.st_size == self._sound_bytes or self._is_torn)


def _size(path: Path) -> int:
    """Bytes of a file; 0 where there is none."""
    try:
        return path.stat().st_size
    except FileNotFoundError:
        return 0


def _changed(path: Path) -> JournalChangedError:
    return JournalChangedError(errno.ESTALE, "changed by another program", str(path))


def _write_all(file: FileIO, data: bytes) -> None:
    while data:
        data = data[file.write(data) :]


def _line(text: bytes) -> bytes:
    return b"%08x %s\n" % (crc32(text), text)


def _read_line(line: bytes) -> dict[str, Any] | None:
    """What a line without its end says; None where it is damaged."""
    checksum, _, text = line.partition(b" ")
    if not text or checksum != b"%08x" % crc32(text):
        return None
    try:
        values = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return values if isinstance(values, dict) else None


def _sound_lines(data: bytes) -> Iterator[tuple[dict[str, Any], bytes, int]]:
    """Each line up to the first damaged one: what it says, its text, and how many bytes it takes.

    The last line counts without its end, or with a damaged one, if its checksum is right.
    """
    start = 0
    while start < len(data):
        end = data.find(b"\n", start)
        is_last = end < 0
        line = data[start:] if is_last else data[start:end]
        values = _read_line(line)
        if values is None and is_last:
            line = line[:-1]
            values = _read_line(line)
        if values is None:
            return
        size = len(data) - start if is_last else end + 1 - start
        yield values, line, size
        start += size


@dataclass(frozen=True)
class Replay:
    """Outcome of a replay: changes applied, changes that did not fit, and the time of the last one."""

    applied: int
    left_over: int
    at: str = ""


def replay(
    path: Path,
    fingerprint: str | Collection[str],
    scoring: Scoring,
    history: History | None = None,
    undo: UndoHistory | None = None,
) -> Replay:
    """Apply the changes of a journal that a scoring does not have yet.

    Parameters
    ----------
    path : Path
    fingerprint : str or collection of str
        Of the recording; a journal of another recording is left alone.
    scoring : Scoring
    history : History, optional
        Takes up each change that is applied; a change that does not follow on it does not fit.
    undo : UndoHistory, optional
        Takes up each change that is applied, too.

    Returns
    -------
    Replay
    """
    lines = _lines(path, fingerprint)
    known = History(scoring.revision) if history is None else history
    if any(_is_of_another(values, known) for values in lines):
        return Replay(0, len(lines))
    at, applied = "", 0
    missing = [values for values in lines if not _is_applied(values, scoring.revision)]
    for applied, values in enumerate(missing):
        try:
            change = _apply(values, scoring, known, checks_ids=history is not None)
        except (ChangeError, KeyError, TypeError, ValueError):
            return Replay(applied, len(missing) - applied, at)
        at = str(change.at)
        if undo is not None:
            undo.record(_undo_entry(change, values), scoring.revision)
    return Replay(len(missing), 0, at)


def _undo_entry(change: Change, values: dict[str, Any]) -> UndoEntry:
    group = values.get("group", 0)
    by, text = (str(values.get(name, "")) for name in ("by", "text"))
    return UndoEntry(change, by, text, group if type(group) is int else 0)


def _is_applied(values: dict[str, Any], revision: int) -> bool:
    return isinstance(values.get("revision"), int) and values["revision"] <= revision


def _is_of_another(values: dict[str, Any], history: History) -> bool:
    """Whether a line is a change of this revision that the history does not have."""
    revision, kept = values.get("revision"), values.get("id")
    known = history.id_at(revision) if type(revision) is int else None
    return known is not None and kept is not None and kept != known.hex()


def _apply(values: dict[str, Any], scoring: Scoring, history: History, *, checks_ids: bool) -> Change:
    """Apply the change of a line.

    Raises
    ------
    ChangeError, KeyError, TypeError, ValueError
        If it does not follow on what the scoring holds, or is none.
    """
    if values["revision"] != scoring.revision + 1:
        raise ChangeError(Message("no next revision"))
    text = compact(values["change"])
    if checks_ids and values.get("id", history.next_id(text).hex()) != history.next_id(text).hex():
        raise ChangeError(Message("another history"))
    change = change_from_json(values["change"])
    scoring.apply(change)
    history.extend(text)
    return change


def _lines(path: Path, fingerprint: str | Collection[str]) -> list[dict[str, Any]]:
    """Sound lines after the first, up to the first broken one."""
    if state_of(path, fingerprint) is not JournalState.OURS:
        return []
    return [values for values, _, _ in _sound_lines(read_regular(path))][1:]


class JournalState(Enum):
    """State of a journal file."""

    ABSENT = auto()
    OURS = auto()
    OTHER = auto()
    NEWER = auto()
    BROKEN = auto()


def state_of(path: Path, fingerprint: str | Collection[str]) -> JournalState:
    """Tell whether a journal is of a recording, and of a version that can be read.

    Raises
    ------
    OSError
        If it cannot be read.
    """
    try:
        data = read_regular(path)
    except FileNotFoundError:
        return JournalState.ABSENT
    except OSError as error:
        if error.errno != errno.EINVAL:
            raise
        return JournalState.BROKEN
    first = next(_sound_lines(data), None)
    known = [fingerprint] if isinstance(fingerprint, str) else fingerprint
    if first is None or type(first[0].get("format")) is not int:
        return JournalState.BROKEN
    if first[0]["format"] > FORMAT:
        return JournalState.NEWER
    return JournalState.OURS if first[0].get("recording") in known else JournalState.OTHER


def holds_changes(path: Path) -> bool:
    """Tell whether there is more in a journal than a first line cut short."""
    try:
        return b"\n" in read_regular(path)
    except OSError:
        return True


def repair(path: Path) -> Path | None:
    """Cut a broken last line off, so that what is appended next can be read.

    Returns
    -------
    Path or None
        Where the whole file was kept, if more than one line cut short by a crash had to go.
    """
    try:
        data = read_regular(path)
    except FileNotFoundError:
        return None
    lines = list(_sound_lines(data))
    sound = b"".join(line + b"\n" for _, line, _ in lines)
    if sound == data:
        return None
    kept = name_aside(path) if b"\n" in data[sum(size for _, _, size in lines) :] else None
    if kept is not None:
        write_atomically(kept, data)
    write_atomically(path, sound)
    return kept
