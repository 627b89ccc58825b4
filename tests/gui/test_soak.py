"""A long night at the keyboard: random actions, then the state must equal a replay of the journal."""

from __future__ import annotations

import gc
import os
import random
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from sleepscorer.gui.main_window import MainWindow
from sleepscorer.journal import replay
from sleepscorer.scoring import Scoring

ACTIONS = int(os.environ.get("SLEEPSCORER_SOAK", "600"))
"""``SLEEPSCORER_SOAK=20000 pytest tests/gui/test_soak.py`` is the long run."""
KEYS = (
    *(Qt.Key(ord(letter)) for letter in "W123RU0MQBFGSD"),
    Qt.Key.Key_Right,
    Qt.Key.Key_Left,
    Qt.Key.Key_PageDown,
    Qt.Key.Key_PageUp,
    Qt.Key.Key_Home,
    Qt.Key.Key_End,
    Qt.Key.Key_Return,
    Qt.Key.Key_Space,
    Qt.Key.Key_Plus,
    Qt.Key.Key_Minus,
    Qt.Key.Key_Up,
    Qt.Key.Key_Down,
    Qt.Key.Key_L,
    Qt.Key.Key_F1,
    Qt.Key.Key_F6,
)


def _act(window: MainWindow, chance: random.Random) -> None:
    kind = chance.random()
    if kind < 0.7:
        QTest.keyClick(window, chance.choice(KEYS))
    elif kind < 0.82:
        key = chance.choice((Qt.Key.Key_Z, Qt.Key.Key_Y, Qt.Key.Key_Right, Qt.Key.Key_Left))
        QTest.keyClick(window, key, Qt.KeyboardModifier.ControlModifier)
    elif kind < 0.9:
        _drag(window, chance)
        QTest.keyClick(window, Qt.Key.Key_E)
        QTest.keyClick(window, chance.choice((Qt.Key.Key_A, Qt.Key.Key_S, Qt.Key.Key_K, Qt.Key.Key_X)))
    elif kind < 0.98:
        where = QPoint(chance.randrange(5, window.view.strip.width() - 5), 40)
        QTest.mouseClick(window.view.strip, Qt.MouseButton.LeftButton, pos=where)
    else:
        window.resize(chance.randrange(900, 1700), chance.randrange(600, 1000))
    QApplication.processEvents()


def _drag(window: MainWindow, chance: random.Random) -> None:
    port = window.view.traces.viewport()
    y = chance.randrange(10, max(port.height() - 10, 11))
    left, right = (QPoint(chance.randrange(10, max(port.width() - 10, 11)), y) for _ in range(2))
    QTest.mousePress(port, Qt.MouseButton.LeftButton, pos=left)
    QTest.mouseMove(port, right)
    QTest.mouseRelease(port, Qt.MouseButton.LeftButton, pos=right)


def _resident_mb() -> float:
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1]) / 1024
    return 0.0


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="memory is read from /proc")
def test_random_actions_leave_what_the_journal_says(window: MainWindow) -> None:
    session = window.session
    assert session is not None
    session._autosave.setInterval(10**8)
    chance = random.Random(7)
    for _ in range(ACTIONS // 4):
        _act(window, chance)
    gc.collect()
    before = _resident_mb()
    for _ in range(ACTIONS):
        _act(window, chance)
    gc.collect()
    growth = _resident_mb() / before - 1
    print(f"{ACTIONS} actions, {session.scoring.revision} changes, memory {before:.0f} MB {growth:+.1%}")
    assert growth < 0.10
    again = Scoring(session.n_epochs)
    journal = session.recording.path.with_name("night.edf.sleepscorer.journal")
    replayed = replay(journal, session.recording.fingerprint, again)
    assert replayed.left_over == 0
    assert again.stages.tolist() == session.scoring.stages.tolist()
    assert again.authors == session.scoring.authors
    assert again.events == session.scoring.events
    assert dict(again.marked) == dict(session.scoring.marked)
    assert again.lights == session.scoring.lights
    assert again.revision == session.scoring.revision > ACTIONS / 10
