"""Windows on the real sample night."""

from __future__ import annotations

import gc
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from sleepscorer.assets import resource
from sleepscorer.gui.app import make_window
from sleepscorer.gui.i18n import translation
from sleepscorer.gui.main_window import MainWindow


@pytest.fixture(autouse=True)
def collecting() -> Iterator[None]:
    """Python collects its garbage by itself again once no window is open."""
    yield
    gc.enable()


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    """Windows speak English, whatever the system does, where no other language is chosen."""
    monkeypatch.setattr(translation, "system_language", lambda: translation.SOURCE_LANGUAGE)


@pytest.fixture(autouse=True)
def unsynced(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test of a window waits for the disk: no power is cut here."""
    monkeypatch.setattr(os, "fsync", lambda descriptor: None)


@pytest.fixture
def night(tmp_path: Path) -> Path:
    """A copy of the sample night, to be written beside."""
    return Path(shutil.copy(resource("sample", "sample-night.edf"), tmp_path / "night.edf"))


@pytest.fixture
def expert() -> Path:
    """The expert's hypnogram of the sample night."""
    return resource("sample", "sample-night-hypnogram.edf")


@pytest.fixture(scope="module")
def lasting_window(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Iterator[MainWindow]:
    """A window, in a home of its own, for all tests of a module that only look at its night."""
    home = tmp_path_factory.mktemp("lasting")
    with pytest.MonkeyPatch.context() as patch:
        for name in ("CONFIG", "STATE", "DATA", "CACHE"):
            patch.setenv(f"XDG_{name}_HOME", str(home / name.lower()))
        for name in ("HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA"):
            patch.setenv(name, str(home))
        patch.setenv("XDG_CONFIG_DIRS", str(home / "machine"))
        patch.setattr(translation, "system_language", lambda: translation.SOURCE_LANGUAGE)
        window = make_window(home / "state")
        window.resize(1600, 900)
        yield window
        window.close()
        window.deleteLater()


@pytest.fixture
def empty_window(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    """A window without a night."""
    window = make_window(tmp_path / "state")
    qtbot.addWidget(window)
    window.hypnograms.prompts.epoch_length = lambda: 30.0  # type: ignore[assignment]
    window.hypnograms.prompts.first_epoch = lambda n_epochs: 1  # type: ignore[assignment]
    window.hypnograms.prompts.key = lambda path, readings, usual: readings[0].keys[0]
    window.hypnograms.prompts.words = lambda question: None
    window.consensus.ask = lambda names, describe: None
    window.resize(1600, 900)
    window.show()
    yield window
    window.close()


@pytest.fixture
def window(empty_window: MainWindow, night: Path) -> MainWindow:
    """A window on the sample night, not pre-scored."""
    assert empty_window.open(night, prescore=False)
    return empty_window
