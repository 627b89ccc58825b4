"""Every entry of the menus by its name: type a part of it, press Enter."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from PySide6.QtCore import QEvent, QObject, QRegularExpression, QSortFilterProxyModel, QStringListModel, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QDialog, QLineEdit, QListView, QMenu, QVBoxLayout, QWidget

from sleepscorer.gui.i18n.translation import translate

Entry = tuple[str, QAction]
"""What the palette calls an action, and the action."""


def commands_of(menus: Iterable[QMenu]) -> Iterator[Entry]:
    """Yield every entry of some menus, those of their sub-menus with the sub-menu's name before them."""
    for menu in menus:
        for action in menu.actions():
            inner = action.menu()
            if isinstance(inner, QMenu):
                inner.aboutToShow.emit()  # some fill themselves only then
                title = _plain(action)
                yield from ((_under(title, text), entry) for text, entry in commands_of([inner]))
            elif action.text():
                yield _plain(action), action


def _under(title: str, text: str) -> str:
    """An entry with the name of its sub-menu before it, where it does not begin with it itself."""
    return text if text.startswith(title) else f"{title}: {text}"


class CommandPalette(QDialog):
    """List of actions, narrowed by what is typed.

    Parameters
    ----------
    commands : iterable of (str, QAction)

    Attributes
    ----------
    entry : QLineEdit
    shown : QSortFilterProxyModel
        The commands that hold what is typed.
    """

    def __init__(self, commands: Iterable[Entry], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(translate("Palette", "Commands"))
        self._actions = {text + _keys(action): action for text, action in commands if action.isEnabled()}
        self.entry = QLineEdit(self, placeholderText=translate("Palette", "Type a part of a command"))
        self.entry.setAccessibleName(translate("Palette", "Command"))
        self.shown = QSortFilterProxyModel(self)
        self.shown.setSourceModel(QStringListModel(sorted(self._actions), self))
        self.shown.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self._list = QListView(self)
        self._list.setModel(self.shown)
        self._list.setAccessibleName(translate("Palette", "Commands found"))
        self._list.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        layout = QVBoxLayout(self)
        layout.addWidget(self.entry)
        layout.addWidget(self._list)
        self.entry.textChanged.connect(self._narrow)
        self.entry.installEventFilter(self)
        self._list.activated.connect(self.run)
        self.entry.returnPressed.connect(self.run)
        self._narrow("")
        self.resize(600, 480)

    def _narrow(self, text: str) -> None:
        """List what holds every word, in whatever order they are typed."""
        words = "".join(f"(?=.*{QRegularExpression.escape(word)})" for word in text.split())
        self.shown.setFilterRegularExpression(f"^{words}")
        self._list.setCurrentIndex(self.shown.index(0, 0))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Move in the list by Up and Down while the text is typed."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
            if step:
                row = max(0, min(self._list.currentIndex().row() + step, self.shown.rowCount() - 1))
                self._list.setCurrentIndex(self.shown.index(row, 0))
                return True
        return super().eventFilter(watched, event)

    def run(self) -> None:
        """Close, and do what is chosen."""
        text = self._list.currentIndex().data()
        self.accept()
        if text in self._actions:
            self._actions[text].trigger()


def _plain(action: QAction) -> str:
    return action.text().replace("&&", "\0").replace("&", "").replace("\0", "&").removesuffix("...")


def _keys(action: QAction) -> str:
    keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
    return f"     {keys}" if keys else ""
