"""Keys pressed one after the other: what may follow the first one, and what was no command."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QMainWindow

from sleepscorer.gui.commands.command import NATIVE, PORTABLE
from sleepscorer.gui.i18n.translation import translate

SHOWN_MS = 4000
MODIFIERS = (Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_Meta, Qt.Key.Key_AltGr)


class ChordHint(QObject):
    """Says in the status line which keys can follow one that others begin with, such as E.

    Qt takes the second key for itself even where the two are no command; without a word it would look as
    if that key had done what it does alone.

    Parameters
    ----------
    window : QMainWindow
        Whose keys are watched.
    actions : mapping of name to QAction
        Their keys are known from the first :meth:`read_keys` on.
    """

    def __init__(self, window: QMainWindow, actions: Mapping[str, QAction]) -> None:
        super().__init__(window)
        self._window = window
        self._actions = actions
        self._chords: dict[str, QAction] = {}
        self._first = ""
        window.installEventFilter(self)

    def read_keys(self) -> None:
        """Read the keys of the actions, which are asked for at every key pressed."""
        self._chords = {
            key.toString(PORTABLE): action
            for action in self._actions.values()
            for key in action.shortcuts()
            if key.count() > 1
        }

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Look at keys before they are taken for commands; Qt keeps the second one, but for its release."""
        if isinstance(event, QKeyEvent) and event.key() not in MODIFIERS and not event.isAutoRepeat():
            key = QKeySequence(event.keyCombination())
            if event.type() is QEvent.Type.ShortcutOverride:
                self._begin(key)
            elif event.type() is QEvent.Type.KeyRelease and self._first not in ("", key.toString(PORTABLE)):
                self._end(key)
        return False

    def _begin(self, key: QKeySequence) -> None:
        texts = self._following(key.toString(PORTABLE))
        self._first = key.toString(PORTABLE) if texts else ""
        if texts:
            self._window.statusBar().showMessage(f"{key.toString(NATIVE)}, ...  {'  '.join(texts)}")
        else:
            self._window.statusBar().clearMessage()

    def _end(self, key: QKeySequence) -> None:
        pair, self._first = f"{self._first}, {key.toString(PORTABLE)}", ""
        if pair in self._chords or key == QKeySequence(Qt.Key.Key_Escape):
            self._window.statusBar().clearMessage()
            return
        keys = QKeySequence(pair, PORTABLE).toString(NATIVE)
        text = translate("Status", "{keys} is no command; nothing was done.").format(keys=keys)
        self._window.statusBar().showMessage(text, SHOWN_MS)

    def _following(self, first: str) -> list[str]:
        """Keys that can follow one, the last of each action, and what they do."""
        texts = {}
        for chord, action in self._chords.items():
            begins, _, second = chord.partition(", ")
            if begins == first and second:
                shown = QKeySequence(second, PORTABLE).toString(NATIVE)
                texts[action] = f"{shown} {action.text().replace('&', '')}"
        return list(texts.values())
