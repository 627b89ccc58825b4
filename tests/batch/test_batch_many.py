"""A large batch that is disturbed: broken files mixed in, a worker killed, Ctrl+C, and then resumed.

``SLEEPSCORER_TEST_NIGHTS`` sets how many recordings there are.
"""

from __future__ import annotations

import csv
import json
import os
import shutil
import signal
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from edf_files import EdfFile, Signal, keeper

from sleepscorer.formats import read_csv, read_hypnogram
from sleepscorer.prescoring.model_card import available_models
from sleepscorer.simulation import simulate_night, write_edf

N_NIGHTS = int(os.environ.get("SLEEPSCORER_TEST_NIGHTS", "24"))
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not available_models(), reason="no model is installed"),
    pytest.mark.skipif(not Path("/proc").is_dir(), reason="finds workers through /proc"),
]


def fill(folder: Path) -> Counter[str]:
    """Nights, every sixth of them broken in one of four ways; gives how many are to end how."""
    sound = folder.parent / "sound.edf"
    write_edf(simulate_night(1, 0.1), sound)
    whole = sound.read_bytes()
    tal = keeper("+0", b"+0\x1530\x14Sleep stage W\x14\0")
    EdfFile([Signal([tal], 40, "EDF Annotations")], reserved="EDF+C").write(folder.parent / "notes.edf")
    notes = (folder.parent / "notes.edf").read_bytes()
    broken = [b"this is no recording", b"", whole[:3000], notes]
    found: Counter[str] = Counter()
    for number in range(N_NIGHTS):
        path = folder / f"ward{number % 7}" / f"n{number:04}.edf"
        path.parent.mkdir(parents=True, exist_ok=True)
        is_broken = number % 6 == 0
        path.write_bytes(broken[number // 6 % 4]) if is_broken else shutil.copy(sound, path)
        found["skipped" if is_broken and number // 6 % 4 == 3 else "failed" if is_broken else "ok"] += 1
    return found


def workers_of(pid: int) -> list[int]:
    """Processes that a batch has started to score."""
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            parent = int(path.read_text().rpartition(")")[2].split()[1])
            command = (path.parent / "cmdline").read_bytes()
        except OSError:
            continue
        if parent == pid and b"spawn_main" in command:
            found.append(int(path.parent.name))
    return found


def disturbed_run(command: list[str]) -> int:
    """Kill a worker after a fifth of the files, and press Ctrl+C after half of them."""
    child = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert child.stdout is not None
    done = 0
    for line in child.stdout:
        done += json.loads(line)["event"] == "file"
        if done == N_NIGHTS // 5 and json.loads(line)["event"] == "file":
            os.kill(workers_of(child.pid)[0], signal.SIGKILL)
        elif done == N_NIGHTS // 2 and json.loads(line)["event"] == "file":
            child.send_signal(signal.SIGINT)
    child.communicate(timeout=100)
    return child.returncode


def test_nothing_is_lost_and_every_failure_is_a_row(tmp_path: Path) -> None:
    expected = fill(tmp_path / "in")
    out = tmp_path / "out"
    command = [sys.executable, "-m", "sleepscorer", "prescore", str(tmp_path / "in"), "--out", str(out)]
    command += ["--jobs", "2", "--json"]
    assert disturbed_run(command) == 130
    written = sorted(out.rglob("*_hyp.edf"))
    assert 0 < len(written) < expected["ok"]
    for path in written:
        assert len(read_hypnogram(path).stages) == read_csv(path.with_suffix(".csv")).n_epochs == 12
    before = {path: path.stat().st_mtime_ns for path in written}

    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=500)
    assert done.returncode == 1
    assert json.loads(done.stdout.splitlines()[-1])["kept"] == len(written)
    assert before == {path: path.stat().st_mtime_ns for path in written}
    with (out / "manifest.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))
    assert Counter(row["status"] for row in rows) == expected
    assert all(row["reason"] for row in rows if row["status"] != "ok")
    assert len(list(out.rglob("*_hyp.edf"))) == len(list(out.rglob("*_hyp.csv"))) == expected["ok"]
    assert not list(out.rglob(".*"))


def test_stopped_at_once_it_leaves_whole_files_only(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    first = tmp_path / "in" / "n00.edf"
    write_edf(simulate_night(1, 0.2), first)
    for number in range(1, 12):
        shutil.copy(first, tmp_path / "in" / f"n{number:02}.edf")
    command = [sys.executable, "-m", "sleepscorer", "prescore", str(tmp_path / "in"), "--jobs", "2", "--json"]
    child = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert child.stdout is not None
    for line in child.stdout:
        if json.loads(line)["event"] in ("file", "notice"):
            child.send_signal(signal.SIGINT)
    child.communicate(timeout=60)
    assert child.returncode == 130
    written = [path for path in (tmp_path / "in").iterdir() if "_hyp." in path.name]
    assert len(written) < 24
    assert all(len(read_hypnogram(path).stages) == 24 for path in written)
    assert not list((tmp_path / "in").glob(".*"))
    again = subprocess.run(command, capture_output=True, text=True, check=False, timeout=100)
    told = json.loads(again.stdout.splitlines()[-1])
    assert (again.returncode, told["ok"] + told["kept"], told["skipped"]) == (0, 12, 0)
