from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from sleepscorer.gui.dialogs.palette import CommandPalette
from sleepscorer.gui.main_window import MainWindow
from sleepscorer.scoring import Event, EventKind
from sleepscorer.stages import Stage


def test_statistics_follow_what_is_scored(window: MainWindow, qtbot: QtBot) -> None:
    session = window.session
    assert session is not None
    window.actions_by_name["statistics"].setChecked(True)
    session.score(range(0, 20), Stage.W)
    session.score(range(20, 120), Stage.N2)
    session.score(range(120, session.n_epochs), Stage.R)
    session.add_event(Event(EventKind.AROUSAL, 700.0, 4.0, "EEG Fpz-Cz"))
    qtbot.waitUntil(lambda: "50.0 min" in window.statistics.text(), timeout=3000)
    text = window.statistics.text()
    assert "Sleep latency" in text
    assert "10.0 min" in text
    assert "Arousal" in text
    session.undo()
    qtbot.waitUntil(lambda: "Arousal" not in window.statistics.text(), timeout=3000)
    window.actions_by_name["statistics"].setChecked(False)
    assert window.statistics_dock.isHidden()


def test_palette_finds_and_runs(window: MainWindow, qtbot: QtBot) -> None:
    session = window.session
    assert session is not None
    palette = CommandPalette(window.actions_by_name.values(), window)
    qtbot.addWidget(palette)
    palette.open()
    palette.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is palette, timeout=5000)
    qtbot.keyClicks(palette._entry, "last epo")
    assert palette._shown.rowCount() == 1
    qtbot.keyClick(palette._entry, Qt.Key.Key_Return)
    assert session.epoch == session.n_epochs - 1
    assert not palette.isVisible()


def test_palette_moves_by_key_and_leaves_disabled_actions_out(qtbot: QtBot) -> None:
    done: list[str] = []
    actions = []
    for name in ("alpha", "beta", "gamma"):
        action = QAction(name)
        action.triggered.connect(lambda checked=False, name=name: done.append(name))
        actions.append(action)
    actions[1].setEnabled(False)
    palette = CommandPalette(actions)
    qtbot.addWidget(palette)
    palette.show()
    qtbot.keyClick(palette._entry, Qt.Key.Key_Down)
    qtbot.keyClick(palette._entry, Qt.Key.Key_Down)
    qtbot.keyClick(palette._entry, Qt.Key.Key_Return)
    assert done == ["gamma"]
