"""A recording's folder and a user's own folder, for tests of what is kept of a night."""

from __future__ import annotations

import errno
from pathlib import Path
from typing import Any

import pytest

from sleepscorer import atomic
from sleepscorer.scoring import Author, AuthorKind, Scoring
from sleepscorer.stages import Stage
from sleepscorer.storage import journal
from sleepscorer.storage.store import Store

ANNA = Author(AuthorKind.TECHNICIAN, "AK")
N_EPOCHS = 20


def no_space(*_: object) -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


class Ward:
    """A recording's folder and a user's own folder."""

    def __init__(self, folder: Path) -> None:
        self.recordings, self.state = folder / "recordings", folder / "state"
        self.recordings.mkdir()
        self.recording = self.recordings / "night.edf"
        self.recording.write_bytes(b"")

    def store(self, fingerprint: str = "abc", n_epochs: int = N_EPOCHS) -> Store:
        return Store(self.recording, fingerprint, n_epochs, self.state)

    def stages(self) -> list[int]:
        """What is found on opening again."""
        again = self.store()
        try:
            return again.open().scoring.stages.tolist()
        finally:
            again.close()

    def names(self) -> list[str]:
        return sorted(path.name for path in self.recordings.iterdir())

    def fill(self, monkeypatch: pytest.MonkeyPatch, *folders: Path) -> None:
        """Let the disk of some folders be full: nothing new fits, in journals or whole files."""
        write_all, sync = journal._write_all, atomic._sync

        def write(file: Any, data: bytes) -> None:
            if any(folder in Path(file.name).parents for folder in folders):
                file.write(data[: len(data) // 2])
                no_space()
            write_all(file, data)

        def synced(path: Path) -> None:
            if any(folder in path.parents for folder in folders):
                no_space()
            sync(path)

        monkeypatch.setattr(journal, "_write_all", write)
        monkeypatch.setattr(atomic, "_sync", synced)


def score(night: Store, scoring: Scoring, epoch: int, stage: Stage = Stage.N2) -> str | None:
    return night.record(scoring.score([epoch], stage, ANNA), scoring)
