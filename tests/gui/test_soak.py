"""A long night at the keyboard: random actions, then the state must equal a replay of the journal."""

from __future__ import annotations

import gc
import os
import random
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from sleepscorer.gui.background.memory import give_back
from sleepscorer.gui.main_window import MainWindow
from sleepscorer.scoring import Scoring
from sleepscorer.storage.journal import replay

ACTIONS = int(os.environ.get("SLEEPSCORER_SOAK", "300"))
"""``SLEEPSCORER_SOAK=20000 pytest -s tests/gui/test_soak.py`` is the long run; it tells how far it is."""
MOST_GROWTH = 0.10 if ACTIONS >= 5000 else 0.30
"""The warm-up of a short run, a quarter of it, does not fill what is kept of pages."""
TOLD_EVERY = 500
LONGEST_MS = 180_000
NONE = Qt.KeyboardModifier.NoModifier
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier
KEYS = (
    *(Qt.Key(ord(letter)) for letter in "W123RU0MQBFGSDL"),
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
)
MONTAGES = (Qt.Key.Key_F1, Qt.Key.Key_F2, Qt.Key.Key_F3, Qt.Key.Key_F4, Qt.Key.Key_F5, Qt.Key.Key_F6)
STAGES = tuple(Qt.Key(ord(letter)) for letter in "W123RU")
KINDS = tuple(Qt.Key(ord(letter)) for letter in "AOCMHLDSKF")
EDGES = tuple(Qt.Key(ord(letter)) for letter in "IOJK")
ELSEWHERE = (
    (Qt.Key.Key_Right, CTRL),
    (Qt.Key.Key_Left, CTRL),
    (Qt.Key.Key_Right, CTRL | SHIFT),
    (Qt.Key.Key_Down, CTRL),
    (Qt.Key.Key_Space, SHIFT),
    (Qt.Key.Key_L, SHIFT),
    (Qt.Key.Key_Equal, CTRL),
    (Qt.Key.Key_Minus, CTRL),
    (Qt.Key.Key_0, CTRL),
    (Qt.Key.Key_F, CTRL | SHIFT),
)
PANELS = ((Qt.Key.Key_T, CTRL), (Qt.Key.Key_V, CTRL | SHIFT), (Qt.Key.Key_J, CTRL))
OTHERS = (
    (Qt.Key.Key_Right, ALT),
    (Qt.Key.Key_Left, ALT),
    (Qt.Key.Key_Down, ALT),
    (Qt.Key.Key_I, CTRL),
)
Act = Callable[[MainWindow, random.Random], None]


def _key(window: MainWindow, chance: random.Random) -> None:
    QTest.keyClick(window, chance.choice(KEYS))


def _undo_or_redo(window: MainWindow, chance: random.Random) -> None:
    QTest.keyClick(window, chance.choice((Qt.Key.Key_Z, Qt.Key.Key_Y)), CTRL)


def _jump(window: MainWindow, chance: random.Random) -> None:
    QTest.keyClick(window, *chance.choice(ELSEWHERE))


def _fill(window: MainWindow, chance: random.Random) -> None:
    """Select epochs by key and give them one stage."""
    for _ in range(chance.randrange(1, 8)):
        QTest.keyClick(window, chance.choice((Qt.Key.Key_Right, Qt.Key.Key_Left)), SHIFT)
    QTest.keyClick(window, chance.choice(STAGES))


def _page(window: MainWindow, chance: random.Random) -> None:
    """Another page length, up to the whole night and back."""
    if chance.random() < 0.3:
        QTest.keyClick(window, Qt.Key.Key_N, CTRL | SHIFT)
    else:
        QTest.keyClick(window, chance.choice((Qt.Key.Key_Plus, Qt.Key.Key_Minus)))


def _montage(window: MainWindow, chance: random.Random) -> None:
    QTest.keyClick(window, chance.choice(MONTAGES))


def _mark_by_mouse(window: MainWindow, chance: random.Random) -> None:
    """Drag over a trace, and make an event of it or take one away."""
    port = window.view.traces.viewport()
    y = chance.randrange(10, max(port.height() - 10, 11))
    left, right = (QPoint(chance.randrange(10, max(port.width() - 10, 11)), y) for _ in range(2))
    QTest.mousePress(port, Qt.MouseButton.LeftButton, pos=left)
    QTest.mouseMove(port, right)
    QTest.mouseRelease(port, Qt.MouseButton.LeftButton, pos=right)
    QTest.keyClick(window, Qt.Key.Key_E)
    QTest.keyClick(window, chance.choice((*KINDS, Qt.Key.Key_X)))


def _mark_by_key(window: MainWindow, chance: random.Random) -> None:
    """Move the cursor, make an event there and move its edges."""
    for _ in range(chance.randrange(1, 6)):
        QTest.keyClick(window, chance.choice((Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Up)), ALT | SHIFT)
    QTest.keyClick(window, Qt.Key.Key_E)
    QTest.keyClick(window, chance.choice((*KINDS, Qt.Key.Key_X)))
    QTest.keyClick(window, chance.choice(EDGES), chance.choice((NONE, SHIFT)))


def _click_strip(window: MainWindow, chance: random.Random) -> None:
    strip = window.view.strip
    where = QPoint(
        chance.randrange(5, max(strip.width() - 5, 6)), chance.randrange(2, max(strip.height(), 3))
    )
    QTest.mouseClick(strip, Qt.MouseButton.LeftButton, pos=where)


def _compare(window: MainWindow, chance: random.Random) -> None:
    """Open the expert's hypnogram, go by its differences, close it."""
    if chance.random() < 0.1:
        window.actions_by_name["close_second"].trigger()
    else:
        QTest.keyClick(window, *chance.choice(OTHERS))


def _resize(window: MainWindow, chance: random.Random) -> None:
    if chance.random() < 0.1:
        QTest.keyClick(window, Qt.Key.Key_F11)
    window.resize(chance.randrange(900, 1700), chance.randrange(600, 1000))


def _panel(window: MainWindow, chance: random.Random) -> None:
    QTest.keyClick(window, *chance.choice(PANELS))


def _escape(window: MainWindow, chance: random.Random) -> None:
    QTest.keyClick(window, Qt.Key.Key_Escape)


KINDS_OF_ACT: dict[Act, int] = {
    _key: 54,
    _undo_or_redo: 10,
    _jump: 8,
    _fill: 4,
    _page: 5,
    _montage: 2,
    _mark_by_mouse: 4,
    _mark_by_key: 3,
    _click_strip: 4,
    _compare: 2,
    _resize: 2,
    _panel: 1,
    _escape: 1,
}
"""How often each is done in a hundred actions."""


def _act(window: MainWindow, chance: random.Random) -> None:
    (act,) = chance.choices(list(KINDS_OF_ACT), list(KINDS_OF_ACT.values()))
    act(window, chance)
    QApplication.processEvents()
    # An event loop deletes what is to be deleted later; without one it would only gather.
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def _resident_mb() -> float:
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1]) / 1024
    return 0.0


def _work(window: MainWindow, chance: random.Random, first: int, stop: int) -> float:
    """Do the actions, and return the memory held then, in MB."""
    assert window.session is not None
    for number in range(first + 1, stop + 1):
        _act(window, chance)
        if number % TOLD_EVERY == 0:
            told = f"{number} actions, {window.session.scoring.revision} changes, {_resident_mb():.0f} MB"
            print(told, flush=True)
    window.resize(1600, 900)
    QApplication.processEvents()
    gc.collect()
    give_back()  # what is free is no memory that is held
    return _resident_mb()


def _prepare(window: MainWindow, qtbot: QtBot, expert: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Pre-score the night and answer what would be asked."""
    session = window.session
    assert session is not None
    session.autosave.setInterval(10**8)  # a save would empty the journal
    answers = random.Random(11)
    session.ask_overwrite = lambda n_human, n_epochs: answers.choice((True, False, None))
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([str(expert)], ""))
    QTest.keyClick(window, Qt.Key.Key_P, CTRL)
    qtbot.waitUntil(lambda: session.scoring.probabilities is not None, timeout=LONGEST_MS)
    qtbot.waitUntil(lambda: not session.is_prescoring, timeout=LONGEST_MS)


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="memory is read from /proc")
def test_random_actions_leave_what_the_journal_says(
    window: MainWindow, qtbot: QtBot, expert: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = window.session
    assert session is not None
    _prepare(window, qtbot, expert, monkeypatch)
    chance = random.Random(7)
    before = _work(window, chance, 0, ACTIONS // 4)
    growth = _work(window, chance, ACTIONS // 4, ACTIONS) / before - 1
    print(f"{ACTIONS} actions, {session.scoring.revision} changes, memory {before:.0f} MB {growth:+.1%}")
    again = Scoring(session.n_epochs)
    journal = session.recording.path.with_name("night.edf.sleepscorer.journal")
    replayed = replay(journal, session.recording.fingerprint, again)
    assert replayed.left_over == 0
    _assert_equal(again, session.scoring)
    assert again.revision > ACTIONS / 10
    assert growth < MOST_GROWTH


def _assert_equal(again: Scoring, scoring: Scoring) -> None:
    assert again.stages.tolist() == scoring.stages.tolist()
    assert again.authors == scoring.authors
    assert again.events == scoring.events
    assert dict(again.marked) == dict(scoring.marked)
    assert again.lights == scoring.lights
    assert again.revision == scoring.revision
    held, kept = scoring.probabilities, again.probabilities
    assert (held is None) == (kept is None)
    assert held is None or kept is None or held.tobytes() == kept.tobytes()
