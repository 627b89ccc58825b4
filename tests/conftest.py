"""Fixtures of every test: real data where it is found, and no user's own settings or state."""

from __future__ import annotations

import gc
import io
import os
import signal
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from batch_runs import CARD, Run, prescore_with_stage_2
from hypothesis import HealthCheck, settings
from message_sources import translations_tool

from sleepscorer import batch

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
# A shell has what it starts in the background ignore Ctrl+C, and so would the programs that tests interrupt.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

# A shared machine is no place for deadlines; an isolated home is the same for every example.
settings.register_profile(
    "house",
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    database=None,
)
settings.load_profile("house")

ROOT = Path(__file__).parent.parent


def pytest_configure() -> None:
    """Compile the translations that have changed; the window is tested in its languages."""
    translations_tool().compile_outdated()


@pytest.fixture(scope="session")
def data_folder() -> Path:
    """Folder of real recordings; the test is skipped where there is none."""
    folder = Path(os.environ.get("SLEEPSCORER_TEST_DATA", ROOT.parent / "shared" / "data"))
    if not folder.is_dir():
        pytest.skip(f"no real recordings at {folder}; set SLEEPSCORER_TEST_DATA to have this tested")
    return folder


@pytest.fixture(scope="session")
def homes(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Folder of the homes of tests."""
    return tmp_path_factory.mktemp("homes")


@pytest.fixture(autouse=True)
def isolated_home(homes: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An empty home: tests neither see nor touch the user's settings, state and logs."""
    with TemporaryDirectory(dir=homes, ignore_cleanup_errors=True) as folder:
        home = Path(folder)
        for name in ("CONFIG", "STATE", "DATA", "CACHE"):
            monkeypatch.setenv(f"XDG_{name}_HOME", str(home / name.lower()))
        monkeypatch.setenv("XDG_CONFIG_DIRS", str(home / "machine"))
        for name in ("HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA"):
            monkeypatch.setenv(name, str(home))
        yield home


def pytest_collection_finish() -> None:
    """Leave modules and tests out of every garbage collection: they stay to the end, and are many."""
    gc.collect()
    gc.freeze()


def _windows() -> set[int]:
    """Addresses of the windows there are, shown or not."""
    widgets = sys.modules.get("PySide6.QtWidgets")
    if widgets is None or widgets.QApplication.instance() is None:
        return set()
    return {sys.modules["shiboken6"].getCppPointer(one)[0] for one in widgets.QApplication.topLevelWidgets()}


_kept_windows: set[int] = set()
"""Windows that outlived the test that made them, such as one that all tests of a module look at."""


@pytest.fixture(autouse=True)
def closed_windows_are_collected() -> None:
    """Nothing stays of the windows of the test before: Qt deletes later only what its event loop gets to."""
    if _windows() <= _kept_windows:
        return
    core = sys.modules["PySide6.QtCore"]
    core.QCoreApplication.sendPostedEvents(None, core.QEvent.Type.DeferredDelete)
    gc.collect()
    _kept_windows.clear()
    _kept_windows.update(_windows())
    gc.freeze()  # what is left stays: the next collection need not go through it again


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs a batch in threads, with a model that always says N2."""
    monkeypatch.setattr("sleepscorer.prescoring.prescore.prescore", prescore_with_stage_2)
    monkeypatch.setattr("sleepscorer.prescoring.prescore.identities", lambda model: {CARD.identity})

    def run_batch(*paths: Path, **options: object) -> batch.Outcome:
        options = {"workers": 2, "make_executor": ThreadPoolExecutor, "stream": io.StringIO()} | options
        return batch.run_batch(paths, **options)

    return run_batch
