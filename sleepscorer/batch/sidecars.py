"""Sidecars of a batch's results, beside the recordings; none is written over."""

from __future__ import annotations

import errno
import os
from dataclasses import dataclass
from pathlib import Path

from sleepscorer.errors import LockedError, StorageError
from sleepscorer.messages import Message, joined, reason
from sleepscorer.recording import Recording
from sleepscorer.scoring import Scoring
from sleepscorer.storage.lock import Lock
from sleepscorer.storage.places import Place, place_beside
from sleepscorer.storage.sidecar import Sidecar, load, save
from sleepscorer.storage.store import store_of

WRITTEN, BEGUN, OPEN = "written", "begun", "open"
"""The file is there; a person's work on the night is; somebody has the night open."""
DENIED, REFUSED, NOT_NOW = "denied", "refused", "not now"
"""The folder may not be written; the system refuses the file itself; it failed for a reason that may pass."""

REVISION = 4
"""Changes that a batch makes at most: a model's run, lights and events of the recording, events proposed."""

_KEPT = Message("The night was begun in the window already; what is kept of it was left as it is.")
_NOT_WRITTEN = Message("The window's own file was not written.")
_LASTING = (errno.EROFS, errno.EACCES, errno.EPERM, errno.ENAMETOOLONG)


@dataclass(frozen=True)
class Kept:
    """Outcome of writing the sidecar, with a sentence where it was not written."""

    state: str
    sentence: str = ""

    @property
    def is_missing(self) -> bool:
        """Whether the night does not open pre-scored, though nobody has begun it."""
        return is_missing(self.state)


def is_missing(state: str) -> bool:
    """Return whether a state says that a file which was asked for is not there."""
    return state in (DENIED, REFUSED, NOT_NOW)


def is_settled(recording: Path, state: str) -> bool:
    """Return whether scoring again would not bring the file about, as far as can be told without trying.

    Parameters
    ----------
    recording : Path
    state : str
        What became of the file when the recording was scored; empty if it was not asked for.
    """
    if has_sidecar(recording) or state in (BEGUN, REFUSED):
        return True
    if state == OPEN:
        return os.access(_place(recording).lock, os.F_OK)
    return state == DENIED and not _is_writable(recording)


def has_sidecar(recording: Path) -> bool:
    """Return whether the window's own file is there."""
    return os.access(_place(recording).sidecar, os.F_OK)


def write_sidecar(recording: Recording, scoring: Scoring) -> Kept:
    """Keep a scoring as the window would, so that the night opens pre-scored.

    Parameters
    ----------
    recording : Recording
    scoring : Scoring

    Returns
    -------
    Kept
        Says why where nothing was written: somebody has the night open or has begun it, or the folder
        cannot be written.
    """
    files = _place(recording.path)
    lock = Lock(files.lock)
    try:
        lock.take()
        try:
            if _is_begun(recording, files, scoring):
                return Kept(BEGUN, _KEPT)
            save(files.sidecar, Sidecar(recording.fingerprint, scoring))
        finally:
            lock.release()
    except LockedError as error:
        return Kept(OPEN, joined([_NOT_WRITTEN, error.message]))
    except StorageError as error:
        return Kept(NOT_NOW, joined([_NOT_WRITTEN, error.message]))
    except OSError as error:
        sentence = Message(
            "The window's own file could not be written beside the recording ({reason}).",
            reason=reason(error),
        )
        return Kept(_state_after(error, recording.path), sentence)
    return Kept(WRITTEN)


def _state_after(error: OSError, recording: Path) -> str:
    if error.errno not in _LASTING:
        return NOT_NOW
    return REFUSED if _is_writable(recording) else DENIED


def _is_writable(recording: Path) -> bool:
    return os.access(recording.absolute().parent, os.W_OK)


def _is_begun(recording: Recording, files: Place, scoring: Scoring) -> bool:
    """Return whether there is any work on the night, here or in the folder of the user's own."""
    if files.journal.exists() or (files.sidecar.exists() and not _is_untouched(files.sidecar, scoring)):
        return True
    return store_of(recording).peek().scoring.revision > 0


def _is_untouched(path: Path, scoring: Scoring) -> bool:
    """Return whether the file is a batch's and unchanged since, e.g. of a recording that has grown."""
    try:
        kept = load(path).scoring
    except StorageError:
        return False
    theirs, recorded = (
        [event for event in events if not event.is_proposed] for events in (kept.events, scoring.events)
    )
    has_own_events = not theirs or theirs == recorded
    has_words = kept.marked or kept.comment or kept.searched_by_people
    is_bare = has_own_events and not (kept.rejected or has_words) and kept.lights == scoring.lights
    return is_bare and kept.revision <= REVISION and not kept.by_human().any()


def _place(recording: Path) -> Place:
    return place_beside(recording)
