"""A home sleep apnoea test in the window: no stages are asked for where nothing tells sleep from wake."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from edfio import Edf, EdfSignal
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from sleepscorer.gui.main_window import MainWindow
from sleepscorer.scoring import Event, EventKind
from sleepscorer.stages import Stage


def _home_test(path: Path) -> Path:
    breath = np.sin(2 * np.pi * 0.25 * np.arange(600 * 10) / 10)
    signals = [
        EdfSignal(100 * breath, 10, label="Flow", physical_dimension="uV", physical_range=(-200, 200)),
        EdfSignal(np.full(600, 96.0), 1, label="SpO2", physical_dimension="%", physical_range=(0, 102)),
    ]
    Edf(signals).write(path)
    return path


def test_the_panel_counts_events_and_shows_no_empty_stages(empty_window: MainWindow, tmp_path: Path) -> None:
    window = empty_window
    assert window.open(_home_test(tmp_path / "home.edf"), prescore=False)
    session = window.session
    assert session is not None
    assert session.is_home_test
    assert "Home test" in _texts(window)
    assert "Respiratory event index: – /h" in _texts(window)
    assert window.view.header.isHidden()
    session.add_event(Event(EventKind.HYPOPNOEA, 65.0, 16.0, "Flow"))
    assert "Respiratory event index: 6.0 /h\nRespiratory events: 1\nOther events: 0" in _texts(window)
    session.score([3], Stage.W)  # marked as wake, it still is a home test, and the mark is seen
    assert session.is_home_test
    assert not window.view.header.isHidden()
    assert "Respiratory event index: 6.0 /h" in _texts(window)
    session.score([3], Stage.N2)
    assert not window.view.header.isHidden()
    assert "Home test" not in _texts(window)
    assert "By a person: 1 of 20" in _texts(window)
    session.undo()
    session.undo()
    assert window.view.header.isHidden()
    assert "Respiratory events: 1" in _texts(window)


def test_no_model_is_asked_where_there_is_no_eeg(
    empty_window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    window = empty_window
    assert window.open(_home_test(tmp_path / "home.edf"))
    session = window.session
    assert session is not None
    with qtbot.assertNotEmitted(session.prescoring_moved, wait=200):
        pass
    assert not any("needs EEG" in str(notice) for notice in session.notices)
    window.actions_by_name["prescore"].trigger()  # whoever asks for one is told why it cannot
    qtbot.waitUntil(lambda: any("needs EEG" in str(notice) for notice in session.notices))


def _texts(window: MainWindow) -> str:
    return "\n".join(label.text() for label in window.card.findChildren(QLabel))
