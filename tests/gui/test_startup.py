"""What a start of the window loads, and in which order; benchmarks/measure.py has the seconds."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from sleepscorer.assets import resource
from sleepscorer.gui import app

PROGRAM = """
import json, sys
from sleepscorer.cli import main
from sleepscorer.gui import app, main_window

painted = []

class Watched(main_window.MainWindow):
    def paintEvent(self, event):
        super().paintEvent(event)
        painted.append(list(sys.modules))

app.MainWindow = Watched
def paint_and_close(*_):
    app.QApplication.processEvents()
    app.QApplication.closeAllWindows()
    return 0

app.QApplication.exec = paint_and_close
code = main({words})
print(json.dumps([code, painted[0]]))
"""
MEANWHILE = """
import sys, time
from sleepscorer.gui import app
from sleepscorer.gui.page import central
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

loading = central.CentralWidget._load
central.CentralWidget._load = lambda self: (time.sleep(0.2), loading(self))
window = app.make_window()
window.show()
began = time.monotonic()
while window.central._thread is None and time.monotonic() - began < 20:
    app.QApplication.processEvents()
assert window.central._thread.is_alive()
assert window.central.made_view is None and "pyqtgraph" not in sys.modules
assert window.central.welcome.isVisible() and "Ctrl+O" in window.central.welcome.text()
{act}
began = time.monotonic()
while window.central.made_view is None and time.monotonic() - began < 20:
    app.QApplication.processEvents()
assert "pyqtgraph" in sys.modules
{check}
window.close()
print("done")
"""
NEEDED_LATER = (
    *("mne", "scipy", "onnxruntime", "edfio", "pyedflib", "matplotlib", "importlib.metadata", "pyqtgraph"),
    *("subprocess", "csv", "uuid"),
    *("sleepscorer.formats", "sleepscorer.report", "sleepscorer.statistics", "sleepscorer.batch"),
    *("sleepscorer.prescoring", "sleepscorer.storage", "sleepscorer.review.queue"),
    *("sleepscorer.gui.session.session", "sleepscorer.gui.comparison.stage_questions"),
    *(f"sleepscorer.gui.files.{name}" for name in ("figures", "nap_report", "report_export")),
    *(f"sleepscorer.gui.page.{name}" for name in ("pages", "traces.lane", "traces.marks")),
    *(f"sleepscorer.gui.{name}" for name in ("page.page_view", "page.traces.view", "night.strip")),
    *(f"sleepscorer.gui.{name}" for name in ("preferences.dialog", "montages.roles", "commands.palette")),
)


MOST_MODULES = 138
"""Modules of ours at the first paint: each costs the start of everybody a millisecond or more."""


def _start(program: str, home: Path) -> subprocess.CompletedProcess[str]:
    """Start a window whose settings and log are in a folder of its own."""
    homes = {f"XDG_{kind}_HOME": str(home) for kind in ("CONFIG", "STATE", "DATA")}
    environment = os.environ | homes | {"QT_QPA_PLATFORM": "offscreen", "HOME": str(home)}
    command = [sys.executable, "-c", program]
    return subprocess.run(command, capture_output=True, text=True, env=environment, check=False, timeout=60)


def _first_paint(home: Path, *words: str) -> list[str]:
    """Modules of a window at its first paint, in the order of their loading."""
    run = _start(PROGRAM.replace("{words}", repr(list(words))), home)
    assert run.returncode == 0, run.stderr
    code, modules = json.loads(run.stdout.splitlines()[-1])
    assert code == 0, run.stderr
    assert isinstance(modules, list)
    return modules


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """Modules of a window that has just been shown, in the order of their loading."""
    return _first_paint(tmp_path_factory.mktemp("home"))


def test_what_is_needed_later_is_loaded_later(loaded: list[str]) -> None:
    assert "sleepscorer.gui.main_window" in loaded
    assert set(NEEDED_LATER) & set(loaded) == set()


def test_few_modules_are_loaded_before_the_window_stands(loaded: list[str]) -> None:
    ours = [name for name in loaded if name.partition(".")[0] == "sleepscorer"]
    assert len(ours) <= MOST_MODULES, "import what a night needs where it is used"


def test_what_a_start_imports_is_no_garbage_to_look_through(tmp_path: Path) -> None:
    run = _start(
        "import gc\nfrom sleepscorer.cli import window\nwindow.load_window()\nprint(gc.get_freeze_count())",
        tmp_path,
    )
    assert int(run.stdout) > 10_000, run.stderr


def test_a_window_with_a_night_is_painted_before_the_night_is_read(tmp_path: Path) -> None:
    night = shutil.copy(resource("sample", "sample-night.edf"), tmp_path / "night.edf")
    assert "pyqtgraph" not in _first_paint(tmp_path, str(night))


def _meanwhile(home: Path, act: str, check: str) -> None:
    """Do something while the views are being loaded, and look at what has become of it."""
    run = _start(MEANWHILE.replace("{act}", act).replace("{check}", check), home)
    assert run.returncode == 0, run.stderr
    assert run.stdout.splitlines()[-1] == "done"


def test_the_views_take_the_place_of_the_welcome(tmp_path: Path) -> None:
    shown = "window.view.isVisible() and window.view.welcome.isVisible()"
    check = f"assert {shown} and window.central.welcome is None"
    _meanwhile(tmp_path, "", check)


def test_a_night_opened_while_the_views_are_loaded_is_shown(tmp_path: Path) -> None:
    night = shutil.copy(resource("sample", "sample-night.edf"), tmp_path / "night.edf")
    check = "assert window.session is not None and len(window.view.traces.lanes) > 1"
    _meanwhile(tmp_path, f"assert window.open({str(night)!r}, prescore=False)", check)


def test_a_key_pressed_while_the_views_are_loaded_is_not_lost(tmp_path: Path) -> None:
    keys = "QTest.keyClick(window, Qt.Key.Key_G); QTest.keyClick(window, Qt.Key.Key_Plus)"
    act = f"assert window.settings.grid; window.activateWindow(); {keys}"
    check = "assert window.settings.grid is False and window.view.traces.grid is False"
    _meanwhile(tmp_path, act, check)


def test_views_that_do_not_load_are_a_sentence_and_leave_the_night_as_it_was(tmp_path: Path) -> None:
    night = shutil.copy(resource("sample", "sample-night.edf"), tmp_path / "night.edf")
    program = f"""
import sys
from sleepscorer.gui import app
sys.modules["pyqtgraph"] = None
window = app.make_window()
window.show()
app.QApplication.processEvents()
assert not window.open({str(night)!r}, prescore=False)
assert window.session is None and "pyqtgraph" in window.banner.text()
window.close()
print("done")
"""
    run = _start(program, tmp_path)
    assert run.stdout.splitlines()[-1:] == ["done"], run.stderr
    assert not list(tmp_path.glob("*.lock"))


def test_all_but_the_window_itself_is_loaded_before_qt(loaded: list[str]) -> None:
    """PySide6 reads the source text of whatever is imported after it."""
    behind = loaded[loaded.index("PySide6") :]
    ours = [name for name in behind if name.startswith("sleepscorer.") and ".gui" not in name]
    assert ours == [], "import them in sleepscorer/gui/__init__.py, or where they are used"
    assert [name for name in behind if name.startswith("numpy.")] == []


def test_the_log_is_begun_all_the_same(tmp_path: Path) -> None:
    failing = PROGRAM.replace("{words}", "[]").replace(
        "code = main", "app.make_window = lambda: 1 / 0\ncode = main"
    )
    run = _start(failing, tmp_path)
    assert run.returncode == 1
    logs = list(tmp_path.rglob("sleepscorer.log"))
    assert len(logs) == 1
    assert "ZeroDivisionError" in logs[0].read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("platform", "shown"), [("offscreen", False), ("minimal:fontconfig", False), ("windows", True)]
)
def test_a_platform_that_shows_nothing_is_no_display(
    monkeypatch: pytest.MonkeyPatch, platform: str, shown: bool
) -> None:
    """Windows always has a screen; a demo that shows nothing must not wait for somebody to close it."""
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setenv("QT_QPA_PLATFORM", platform)
    assert app.has_display() is shown
