"""Every action by its name: type a part of it, press Enter."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QObject, QRegularExpression, QSortFilterProxyModel, QStringListModel, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QDialog, QLineEdit, QListView, QVBoxLayout, QWidget

from sleepscorer.gui.i18n import translate


class CommandPalette(QDialog):
    """List of actions, narrowed by what is typed.

    Parameters
    ----------
    actions : iterable of QAction
    """

    def __init__(self, actions: Iterable[QAction], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(translate("Palette", "Commands"))
        self._actions = {_text(action): action for action in actions if action.isEnabled()}
        self._entry = QLineEdit(self, placeholderText=translate("Palette", "Type a part of a command"))
        self._entry.setAccessibleName(translate("Palette", "Command"))
        self._shown = QSortFilterProxyModel(self)
        self._shown.setSourceModel(QStringListModel(sorted(self._actions), self))
        self._shown.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self._list = QListView(self)
        self._list.setModel(self._shown)
        self._list.setAccessibleName(translate("Palette", "Commands found"))
        self._list.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        layout = QVBoxLayout(self)
        layout.addWidget(self._entry)
        layout.addWidget(self._list)
        self._entry.textChanged.connect(self._narrow)
        self._entry.installEventFilter(self)
        self._list.activated.connect(self.run)
        self._entry.returnPressed.connect(self.run)
        self._narrow("")
        self.resize(520, 420)

    def _narrow(self, text: str) -> None:
        words = ".*".join(QRegularExpression.escape(word) for word in text.split())
        self._shown.setFilterRegularExpression(words)
        self._list.setCurrentIndex(self._shown.index(0, 0))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Up and down move in the list while the text is typed."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
            if step:
                row = max(0, min(self._list.currentIndex().row() + step, self._shown.rowCount() - 1))
                self._list.setCurrentIndex(self._shown.index(row, 0))
                return True
        return super().eventFilter(watched, event)

    def run(self) -> None:
        """Close, and do what is chosen."""
        text = self._list.currentIndex().data()
        self.accept()
        if text in self._actions:
            self._actions[text].trigger()


def _text(action: QAction) -> str:
    keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
    return action.text().replace("&", "") + (f"     {keys}" if keys else "")
