"""From a path to an open night."""

from __future__ import annotations

from pathlib import Path

from sleepscorer.errors import StorageError
from sleepscorer.gui.session.questions import Prompts
from sleepscorer.gui.session.session import Session
from sleepscorer.prescoring import run
from sleepscorer.recording import Recording
from sleepscorer.settings import Settings


def open_to_score(path: str | Path, settings: Settings) -> Recording:
    """Open a recording with its roles as corrected; the work kept of it is not touched.

    Raises
    ------
    RecordingError
        In one sentence, if the recording cannot be read or holds no epoch.
    """
    recording = run.open_to_score(path)
    device = settings.device(recording.device)
    recording.assign_units(device.units)
    recording.assign_roles(device.chosen_roles())
    return recording


def session_of(
    recording: Recording,
    settings: Settings,
    state_folder: Path | None = None,
    prompts: Prompts | None = None,
) -> Session:
    """Take up the work kept of a recording.

    Raises
    ------
    StorageError
        If it cannot be read, or the answer to what is asked about it is not to open; the recording is
        closed then.
    """
    try:
        return Session(recording, settings, state_folder, prompts)
    except StorageError:
        recording.close()
        raise


def is_open(session: Session | None, path: str | Path) -> bool:
    """Tell whether ``session`` is of that recording."""
    try:
        return session is not None and session.recording.path.samefile(path)
    except OSError:
        return False
