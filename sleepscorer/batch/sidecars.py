"""Puts a batch's result where the window finds it: beside the recording, never over what is there."""

from __future__ import annotations

import os
from pathlib import Path

from sleepscorer.errors import StorageError
from sleepscorer.lock import Lock
from sleepscorer.recording import Recording
from sleepscorer.scoring import Scoring
from sleepscorer.sidecar import Sidecar, save
from sleepscorer.store import Place, Store

_KEPT = "The night was begun in the window already; what is kept of it was left as it is."


def has_sidecar(recording: Path) -> bool:
    """Whether the window's own file is there."""
    return os.access(_place(recording).sidecar, os.F_OK)


def write_sidecar(recording: Recording, scoring: Scoring) -> str | None:
    """Keep a scoring as the window would, so that the night opens pre-scored.

    Parameters
    ----------
    recording : Recording
    scoring : Scoring

    Returns
    -------
    str or None
        Why nothing was written, in a sentence: somebody has the night open or has
        begun it, or what is kept of it is damaged.
    """
    place = _place(recording.path)
    lock = Lock(place.lock)
    try:
        lock.take()
        try:
            if _is_begun(recording, place):
                return _KEPT
            save(place.sidecar, Sidecar(recording.fingerprint, scoring))
        finally:
            lock.release()
    except StorageError as error:
        return f"The window's own file was not written. {error}"
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        return f"The window's own file could not be written beside the recording ({reason})."
    return None


def _is_begun(recording: Recording, place: Place) -> bool:
    """Whether there is any work on the night, here or in the folder of the user's own."""
    if place.sidecar.exists() or place.journal.exists():
        return True
    return Store(recording.path, recording.fingerprint, recording.n_epochs).peek().scoring.revision > 0


def _place(recording: Path) -> Place:
    return Place(recording.absolute().parent, recording.name)
