"""Ours: open a recording, show 30 s pages, score by key; where the time goes with ``--profile``."""

from __future__ import annotations

import cProfile
import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from driving import N_SCORED, SIZE, Painted, arguments, put_into, status_mb, tell, versions
from telling import hottest, largest_mappings

KEYS = "W123R"


class Window:
    """A window of ours on an empty settings folder, and how long it takes to paint."""

    def __init__(self, recording: Path, home: Path) -> None:
        os.environ.update({f"XDG_{kind}_HOME": str(home) for kind in ("CONFIG", "STATE", "DATA")})
        from PySide6 import QtCore, QtWidgets

        from sleepscorer.gui.app import make_application, make_window

        self.night = put_into(recording, home)
        make_application()
        self.window = make_window(home / "state")
        self.window.resize(*SIZE)
        self.window.show()
        QtWidgets.QApplication.processEvents()
        self.painted = Painted(QtCore, QtWidgets, self.window.view.traces.viewport())

    def open(self) -> None:
        """Open the night, not pre-scored."""
        self.window.open(self.night, prescore=False)

    @property
    def session(self) -> Any:
        """What the window has open."""
        return self.window.session

    def flip(self) -> None:
        """Go to the next epoch."""
        self.session.go_to((self.session.epoch + 1) % self.session.n_epochs)

    def key(self) -> None:
        """Score the epoch by its key, which goes on to the next."""
        from PySide6.QtTest import QTest

        QTest.keyClick(self.window, KEYS[self.session.epoch // 7 % len(KEYS)])


def score_all(night: Path) -> None:
    """Leave 960 scored epochs beside a night, as a person would."""
    import numpy as np

    from sleepscorer.recording import open_recording
    from sleepscorer.scoring import Author, AuthorKind
    from sleepscorer.stages import SCORED_STAGES
    from sleepscorer.storage.store import Store

    recording = open_recording(night)
    store = Store(night, recording.fingerprint, recording.n_epochs)
    scoring = store.open().scoring
    epochs = np.arange(min(N_SCORED, recording.n_epochs))
    person = Author(AuthorKind.TECHNICIAN, "AB")
    for place, stage in enumerate(SCORED_STAGES):
        store.record(scoring.score(epochs[epochs // 11 % 5 == place].tolist(), stage, person), scoring)
    store.save(scoring)
    store.close()
    recording.close()


def measure(ours: Window, flips: int) -> dict[str, Any]:
    """Every figure of one window."""
    times = ours.painted.times
    found: dict[str, Any] = times("open", [ours.open])
    found["page_at"] = time.time()
    found |= times("flip", [ours.flip] * flips)
    found["resident_mb"] = status_mb("VmRSS")
    found["channels"] = len(ours.window.view.traces.lanes)
    ours.session.go_to(0)
    return found | times("key", [ours.key] * min(flips, ours.session.n_epochs - 2))


def profile(ours: Window, part: str, flips: int) -> str:
    """Where the time of a part goes, or the memory."""
    acts: dict[str, Callable[[], object]] = {"flip": ours.flip, "key": ours.key}
    told = cProfile.Profile()
    if part == "open":
        told.runcall(ours.painted.until, ours.open)
        return hottest(told)
    ours.painted.until(ours.open)
    if part == "resident":
        return largest_mappings()
    for _ in range(flips):
        told.runcall(ours.painted.until, acts[part])
    return hottest(told)


def main() -> None:
    sys.path.insert(0, str(Path(__file__).parents[2]))
    asked = arguments()
    with tempfile.TemporaryDirectory(dir=asked.recording.parent) as home:
        ours = Window(asked.recording, Path(home))
        if asked.scored:
            score_all(ours.night)
        if asked.profile:
            tell(profile=profile(ours, asked.profile, asked.flips))
        found = measure(ours, asked.flips)
        tell(**found, version=versions("sleepscorer", "PySide6-Essentials"))


if __name__ == "__main__":
    main()
