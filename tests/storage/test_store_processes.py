from __future__ import annotations

import getpass
import json
import os
import runpy
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from wards import ANNA, N_EPOCHS, Ward, score

from sleepscorer.errors import LockedError, StorageError
from sleepscorer.scoring import Scoring
from sleepscorer.stages import Stage
from sleepscorer.storage.store import Store


@pytest.fixture
def ward(tmp_path: Path) -> Ward:
    return Ward(tmp_path)


def test_a_second_opener_is_told_who_has_the_night_and_may_look(ward):
    night = ward.store()
    scoring = night.open().scoring
    score(night, scoring, 2)
    second = ward.store()
    with pytest.raises(LockedError, match=f"open on {socket.gethostname()} by {getpass.getuser()}"):
        second.open()
    before = ward.names()
    assert second.peek().scoring.stages[2] == Stage.N2
    assert second.read_only
    assert ward.names() == before
    assert not ward.state.exists()
    with pytest.raises(StorageError, match="reading only"):
        score(second, Scoring(N_EPOCHS), 1)
    night.close()
    third = ward.store()
    third.open()
    assert not third.read_only
    third.close()


def test_somebody_else_s_lock_elsewhere_stops_the_move(ward, monkeypatch):
    night = ward.store()
    scoring = night.open().scoring
    other = ward.store()
    other._elsewhere.folder.mkdir(parents=True)
    other._lock_at(other._elsewhere)
    with monkeypatch.context() as patch:
        ward.fill(patch, ward.recordings)
        with pytest.raises(LockedError):
            score(night, scoring, 2)
    assert scoring.revision == 0
    assert score(night, scoring, 2) is None
    night.close()
    other.close()
    assert ward.stages()[2] == Stage.N2


@pytest.mark.skipif(os.name == "nt", reason="no SIGKILL on Windows")
def test_everything_acknowledged_survives_kills(tmp_path):
    script = Path(__file__).parents[2] / "benchmarks" / "kill.py"
    command = [sys.executable, str(script), "--times", "4", "--folder", str(tmp_path)]
    found = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    assert (found["tries"], found["losses"], found["unreadable_sidecars"]) == (4, 0, 0)
    assert found["acknowledged"] >= 4
    assert found["said"] == []


def test_the_kills_notice_a_loss(tmp_path):
    """A count of losses that cannot rise proves nothing."""
    script = Path(__file__).parents[2] / "benchmarks" / "kill.py"
    kill = runpy.run_path(str(script))
    night = kill["night_in"](tmp_path)
    scoring = night.open().scoring
    for edit in range(3):
        night.record(scoring.score([edit], kill["stage_of"](edit), ANNA), scoring)
    night.close(scoring)
    for acknowledged, lost in ((3, 0), (5, 2)):
        figures = kill["Figures"]()
        kill["check"](tmp_path, acknowledged, figures)
        assert figures.losses == lost


OPENER = """
import sys
from pathlib import Path
from sleepscorer.errors import LockedError
from sleepscorer.storage.store import Store
night = Store(Path(sys.argv[1]), "abc", 20, Path(sys.argv[2]))
print("ready", flush=True)
sys.stdin.readline()
try:
    night.open()
    print("open", flush=True)
except LockedError:
    print("locked", flush=True)
sys.stdin.readline()
night.close()
"""


def test_of_processes_that_open_a_night_at_once_one_has_it(ward):
    command = [sys.executable, "-c", OPENER, str(ward.recording), str(ward.state)]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    openers = [subprocess.Popen(command, **pipes) for _ in range(4)]
    try:
        for what in ("ready", "answer"):
            said = [opener.stdout.readline().strip() for opener in openers]
            for opener in openers:
                opener.stdin.write("go\n")
                opener.stdin.flush()
            assert len(said) == 4, what
        assert sorted(said) == ["locked", "locked", "locked", "open"]
    finally:
        for opener in openers:
            opener.communicate(timeout=30)
    assert ward.stages() == [-1] * N_EPOCHS


def test_a_night_that_had_to_move_is_still_one_process_s(ward, monkeypatch):
    night = ward.store()
    scoring = night.open().scoring
    with monkeypatch.context() as patch:
        ward.fill(patch, ward.recordings)
        score(night, scoring, 1, Stage.N1)
    second = ward.store()
    with pytest.raises(LockedError, match="This night is open on"):
        second.open()
    assert second.read_only
    with pytest.raises(LockedError):
        Store(ward.recording, "abc", N_EPOCHS, ward.state.parent / "somebody else's").open()
    score(night, scoring, 2, Stage.N2)
    night.close()
    assert ward.stages()[1:3] == [Stage.N1, Stage.N2]
