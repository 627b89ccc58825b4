"""A person who has a keyboard and no mouse."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QInputDialog, QWidget
from pytestqt.qtbot import QtBot

from sleepscorer.gui.files.report_dialog import ReportDialog
from sleepscorer.gui.main_window import MainWindow

LOOK_MS = 20
LONGEST_MS = 60_000


class Keyboard:
    """Keys into a window and into the dialogs that they open.

    Parameters
    ----------
    window : MainWindow
    qtbot : QtBot
    """

    def __init__(self, window: MainWindow, qtbot: QtBot) -> None:
        self._window = window
        self._qtbot = qtbot

    def press(self, *keys: str) -> None:
        """Press keys one after the other, as ``Ctrl+O`` or ``E``."""
        self._window.activateWindow()  # as the desktop does once a dialog is closed
        self._qtbot.waitUntil(self._window.isActiveWindow)
        for key in keys:
            QTest.keySequence(self._window, QKeySequence(key))
            QApplication.processEvents()

    def choose_file(self, keys: str, path: Path) -> None:
        """Press keys that ask for a file, and type its path."""
        self._answer(keys, QFileDialog, str(path))

    def go_to(self, epoch: int) -> None:
        """Go to an epoch, counted from 1, by its number."""
        self._answer("Ctrl+G", QInputDialog, str(epoch))

    def until(self, true: Callable[[], bool], timeout_ms: int = LONGEST_MS) -> None:
        """Look on until something has come about."""
        self._qtbot.waitUntil(true, timeout=timeout_ms)

    def _answer(self, keys: str, kind: type[QDialog], text: str) -> None:
        """Press keys that open a dialog, which holds up what pressed them; type into it and press Return."""
        answered: list[bool] = []

        def look() -> None:
            dialog = QApplication.activeModalWidget()
            if isinstance(dialog, ReportDialog):
                dialog.comment.setFocus()
                for key in (Qt.Key.Key_Tab, Qt.Key.Key_Return):  # out of the comment, then to the file
                    QTest.keyClick(QApplication.focusWidget() or dialog, key)
            elif isinstance(dialog, kind):
                timer.stop()
                self._type(text)
                answered.append(not dialog.isVisible())
                dialog.close()  # a dialog that did not take the answer may not hold up the test

        timer = QTimer(interval=LOOK_MS)
        timer.timeout.connect(look)
        timer.start()
        self.press(keys)
        timer.stop()
        assert answered == [True], f"what {keys} opened did not take {text!r}: {answered}"

    def _type(self, text: str) -> None:
        """Type into the field of a dialog, in place of what stands there, and press Return."""
        self._qtbot.waitUntil(_is_dialog_ready)
        QTest.keySequence(_taker(), QKeySequence("Ctrl+A"))
        for letter in text:
            QTest.keyClicks(_taker(), letter)
        QTest.keyClick(_taker(), Qt.Key.Key_Return)
        QApplication.processEvents()


def _is_dialog_ready() -> bool:
    """Whether the keys go into the dialog that was opened last."""
    field = QApplication.focusWidget()
    return field is not None and field.window() is QApplication.activeModalWidget()


def _taker() -> QWidget:
    """Where keys go: a list of completions has them before the field below it."""
    found = QApplication.activePopupWidget() or QApplication.focusWidget()
    assert found is not None
    return found
