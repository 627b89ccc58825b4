"""A program killed while a scorer of events runs and its proposals are reviewed: nothing done is lost."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest
from edfio import Edf, EdfSignal

from sleepscorer.recording import open_recording
from sleepscorer.scoring import Author, AuthorKind, EventKind, count_proposals
from sleepscorer.storage.store import store_of

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="processes are looked up in /proc")

SCORERS = """
from sleepscorer.prescoring.events.result import FoundEvent, FoundEvents
from sleepscorer.prescoring.events.scorers import Profile
from sleepscorer.scoring import EventKind

class Sound:
    name = title = "sound"
    version, install = "1", ""
    profiles = (Profile("usual", "as ever"),)
    def find(self, recording, request, progress):
        found = [FoundEvent(EventKind.HYPOPNOEA, start_s, 12.0, "Flow") for start_s in (30.0, 90.0, 150.0)]
        return FoundEvents(tuple(found), searched=frozenset({EventKind.HYPOPNOEA}))

class Endless(Sound):
    name = title = "endless"
    def find(self, recording, request, progress):
        progress(0.5)
        while True: pass
"""
REVIEW = """
import sys
from pathlib import Path
from sleepscorer.prescoring.events.run import change_of, propose_events
from sleepscorer.recording import open_recording
from sleepscorer.scoring import Author, AuthorKind
from sleepscorer.storage.store import store_of

if __name__ == "__main__":
    recording, person = open_recording(Path(sys.argv[1])), Author(AuthorKind.TECHNICIAN, "AK")
    night = store_of(recording, Path(sys.argv[2]))
    scoring = night.open().scoring
    night.record(change_of(propose_events(recording, scoring, scorer="sound"), scoring), scoring, str(person))
    first, second, _ = scoring.events
    night.save(scoring)
    night.record(scoring.confirm_events([first], person), scoring, str(person))
    night.record(scoring.remove_events([second], person), scoring, str(person))
    said = lambda fraction: fraction >= 0.5 and print("half", flush=True)
    propose_events(recording, scoring, scorer="endless", progress=said)
"""


def test_what_was_reviewed_is_there_after_a_kill_in_mid_run_and_no_process_is_left(tmp_path: Path) -> None:
    (tmp_path / "endless_scorers.py").write_text(SCORERS)
    info = tmp_path / "endless_scorers-1.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: endless-scorers\nVersion: 1\n")
    lines = "sound = endless_scorers:Sound\nendless = endless_scorers:Endless\n"
    (info / "entry_points.txt").write_text("[sleepscorer.event_scorers]\n" + lines)
    night = tmp_path / "home.edf"
    flow = EdfSignal(np.sin(np.arange(3000)), 10, label="Flow", physical_dimension="uV")
    Edf([flow]).write(night)
    script = tmp_path / "review.py"
    script.write_text(REVIEW)
    paths = os.pathsep.join([str(tmp_path), *sys.path])
    reviewer = subprocess.Popen(
        [sys.executable, script, night, tmp_path / "state"],
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": paths},
        text=True,
    )
    assert reviewer.stdout is not None
    assert reviewer.stdout.readline() == "half\n"
    (scorer,) = _children(reviewer.pid)
    reviewer.send_signal(signal.SIGKILL)
    reviewer.wait()
    reviewer.stdout.close()
    recording = open_recording(night)
    store = store_of(recording, tmp_path / "state")
    opened = store.open()
    try:
        by = str(Author(AuthorKind.TECHNICIAN, "AK"))
        assert opened.recovered == 2
        assert [event.start_s for event in opened.scoring.events] == [30.0, 150.0]
        counted = count_proposals(opened.scoring.events)
        assert (counted.confirmed, counted.total) == (1, 2)
        assert [event.start_s for event in opened.scoring.rejected] == [90.0], "it does not come back"
        assert set(opened.scoring.searched) == {EventKind.HYPOPNOEA}
        assert len(opened.undo.steps_of(by)) == 3, "and it can be undone"
    finally:
        store.close()
        recording.close()
    deadline = time.monotonic() + 20
    while _runs(scorer) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not _runs(scorer), "the endless scorer goes with the program that asked for it"


def _children(pid: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def _runs(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False
