"""What a start of the window loads, and in which order; benchmarks/measure.py has the seconds."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

PROGRAM = """
import json, sys
from sleepscorer.cli import main
from sleepscorer.gui import app
app.QApplication.exec = lambda *_: app.QApplication.processEvents() or 0
code = main([])
print(json.dumps([code, list(sys.modules)]))
"""
NEEDED_LATER = (
    *("mne", "scipy", "onnxruntime", "edfio", "pyedflib", "matplotlib", "importlib.metadata"),
    *("sleepscorer.formats", "sleepscorer.report", "sleepscorer.statistics", "sleepscorer.batch"),
    *(f"sleepscorer.gui.{name}" for name in ("preferences.dialog", "montages.roles", "commands.palette")),
)


def _start(program: str, home: Path) -> subprocess.CompletedProcess[str]:
    """Start a window whose settings and log are in a folder of its own."""
    homes = {f"XDG_{kind}_HOME": str(home) for kind in ("CONFIG", "STATE", "DATA")}
    environment = os.environ | homes | {"QT_QPA_PLATFORM": "offscreen", "HOME": str(home)}
    command = [sys.executable, "-c", program]
    return subprocess.run(command, capture_output=True, text=True, env=environment, check=False, timeout=60)


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """Modules of a window that has just been shown, in the order of their loading."""
    run = _start(PROGRAM, tmp_path_factory.mktemp("home"))
    code, modules = json.loads(run.stdout.splitlines()[-1])
    assert code == 0, run.stderr
    assert isinstance(modules, list)
    return modules


def test_what_is_needed_later_is_loaded_later(loaded: list[str]) -> None:
    assert "sleepscorer.gui.main_window" in loaded
    assert set(NEEDED_LATER) & set(loaded) == set()


def test_all_but_the_window_itself_is_loaded_before_qt(loaded: list[str]) -> None:
    """PySide6 reads the source text of whatever is imported after it."""
    behind = loaded[loaded.index("PySide6") :]
    ours = [name for name in behind if name.startswith("sleepscorer.") and ".gui" not in name]
    assert ours == [], "import them in sleepscorer/gui/__init__.py, or where they are used"
    assert [name for name in behind if name.startswith("numpy.")] == []


def test_the_log_is_begun_all_the_same(tmp_path: Path) -> None:
    failing = PROGRAM.replace("code = main", "app.make_window = lambda: 1 / 0\ncode = main")
    run = _start(failing, tmp_path)
    assert run.returncode == 1
    logs = list(tmp_path.rglob("sleepscorer.log"))
    assert len(logs) == 1
    assert "ZeroDivisionError" in logs[0].read_text(encoding="utf-8")
