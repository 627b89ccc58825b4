"""Nothing opens a network connection: the window, a batch with its processes, the doctor."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from edf_files import EdfFile, Signal, ramp

WATCH = """
import os, sys

def _note(event, arguments):
    if event in ("socket.connect", "socket.bind", "socket.sendto", "socket.sendmsg"):
        if not isinstance(arguments[1], (str, bytes)):  # a path: this machine's own
            _write(f"{event} {arguments[1]}")
    elif event in ("socket.getaddrinfo", "socket.gethostbyname", "urllib.Request"):
        _write(f"{event} {arguments}")

def _write(text):
    with open(os.environ["WATCHED"], "a", encoding="utf-8") as file:
        file.write(f"{text} {sys.argv}\\n")

sys.addaudithook(_note)
with open(os.environ["WATCHED"] + ".processes", "a", encoding="utf-8") as file:
    file.write("1\\n")
"""
"""Python runs it at the start of every process, those that a batch starts among them."""
WINDOW = """
import sys
from sleepscorer.cli import main
from sleepscorer.gui import app

def close(*_):
    app.QApplication.processEvents()
    assert any(window.windowTitle().startswith("night.edf") for window in app.QApplication.topLevelWidgets())
    app.QApplication.closeAllWindows()
    return 0

app.QApplication.exec = close
code = main([sys.argv[1]])
assert not any("QtNetwork" in name for name in sys.modules)
sys.exit(code)
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("watched")
    (folder / "sitecustomize.py").write_text(WATCH, encoding="utf-8")
    labels = ("EEG C4-M1", "EOG E1-M2", "EMG Chin")
    EdfFile([Signal(ramp(300, 100), 100, label) for label in labels]).write(folder / "night.edf")
    return folder


def opened(folder: Path, *words: str | Path) -> list[str]:
    """Connections that a program and the processes it starts have tried to open."""
    (folder / "opened").write_text("")
    (folder / "opened.processes").write_text("")
    env = {**os.environ, "PYTHONPATH": str(folder), "WATCHED": str(folder / "opened")}
    env["QT_QPA_PLATFORM"] = "offscreen"
    done = subprocess.run(
        [sys.executable, *map(str, words)], env=env, cwd=folder, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return (folder / "opened").read_text(encoding="utf-8").splitlines()


def n_processes(folder: Path) -> int:
    return len((folder / "opened.processes").read_text().splitlines())


def test_the_watch_sees_a_connection(folder: Path) -> None:
    code = "import socket; s = socket.socket(); s.settimeout(0.1); s.connect_ex(('127.0.0.1', 9))"
    assert "('127.0.0.1', 9)" in "".join(opened(folder, "-c", code))


def test_the_window_opens_none(folder: Path) -> None:
    assert opened(folder, "-c", WINDOW, folder / "night.edf") == []


def test_a_batch_and_its_processes_open_none(folder: Path) -> None:
    words = ("prescore", folder / "night.edf", "--out", folder / "out", "--jobs", "2")
    assert opened(folder, "-m", "sleepscorer", *words) == []
    assert n_processes(folder) > 1


def test_the_doctor_and_its_probes_open_none(folder: Path) -> None:
    assert opened(folder, "-m", "sleepscorer", "doctor") == []
    assert n_processes(folder) > 1
