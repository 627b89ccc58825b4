"""From a path to an open night."""

from __future__ import annotations

from pathlib import Path

from sleepscorer.errors import RecordingError, StorageError
from sleepscorer.gui.i18n.translation import fill, translate
from sleepscorer.gui.session.session import Questions, Session
from sleepscorer.recording import Recording, open_recording
from sleepscorer.settings import Settings
from sleepscorer.stages import EPOCH_SECONDS


def open_to_score(path: str | Path, settings: Settings) -> Recording:
    """Open a recording with its roles as corrected; the work kept of it is not touched.

    Raises
    ------
    RecordingError
        In one sentence, if the recording cannot be read or holds no epoch.
    """
    recording = open_recording(path)
    if recording.n_epochs == 0:
        recording.close()
        text = translate(
            "Session",
            "{path} lasts {seconds:.1f} s, less than one epoch of {epoch} s; there is nothing to score in "
            "it.",
        )
        raise RecordingError(fill(text, path=path, seconds=recording.duration_s, epoch=EPOCH_SECONDS))
    device = settings.device(recording.device)
    recording.assign_units(device.units)
    recording.assign_roles(device.chosen_roles())
    return recording


def session_of(
    recording: Recording,
    settings: Settings,
    state_folder: Path | None = None,
    questions: Questions | None = None,
) -> Session:
    """Take up the work kept of a recording.

    Raises
    ------
    StorageError
        If it cannot be read, or the answer to what is asked about it is not to open; the recording is
        closed then.
    """
    try:
        return Session(recording, settings, state_folder, questions)
    except StorageError:
        recording.close()
        raise


def is_open(session: Session | None, path: str | Path) -> bool:
    """Whether ``session`` is of that recording."""
    try:
        return session is not None and session.recording.path.samefile(path)
    except OSError:
        return False
