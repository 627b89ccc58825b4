"""List of the night's events: go to one, change its length, take it away."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import (
    QAbstractTableModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHeaderView, QTableView, QVBoxLayout, QWidget

from sleepscorer.gui.i18n.labels import event_text
from sleepscorer.gui.i18n.translation import QT_TRANSLATE_NOOP, number, translate
from sleepscorer.gui.session.session import Session
from sleepscorer.scoring import Event
from sleepscorer.scoring.events import find
from sleepscorer.stages import EPOCH_SECONDS

COLUMNS = (
    QT_TRANSLATE_NOOP("Events", "Time"),
    QT_TRANSLATE_NOOP("Events", "Event"),
    QT_TRANSLATE_NOOP("Events", "Channel"),
    QT_TRANSLATE_NOOP("Events", "Seconds"),
)
SECONDS = 3
SETTLE_MS = 60
ROW_MARGIN = 6
"""Pixels of a row beside its text: the panel is low, and events are many."""
Index = QModelIndex | QPersistentModelIndex


class EventList(QAbstractTableModel):
    """Events as rows; a row's words are made when it is looked at, so thousands cost nothing.

    Attributes
    ----------
    events : tuple of Event
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.events: tuple[Event, ...] = ()
        self._session: Session | None = None

    def show_events(self, session: Session | None) -> None:
        """List the events of a night as they are now."""
        self.beginResetModel()
        self._session, self.events = session, session.scoring.events if session is not None else ()
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Count the rows."""
        return 0 if parent.isValid() else len(self.events)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Count the columns."""
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> str | None:
        """Return the names of the columns."""
        is_name = orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole
        return translate("Events", COLUMNS[section]) if is_name else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let lengths be typed."""
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return flags | Qt.ItemFlag.ItemIsEditable if index.column() == SECONDS else flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        """Return the words of a cell."""
        shown = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole, Qt.ItemDataRole.ToolTipRole)
        if role not in shown or not 0 <= index.row() < len(self.events):
            return None
        event = self.events[index.row()]
        return (self._when, event_text, _channel, _seconds)[index.column()](event)

    def _when(self, event: Event) -> str:
        clock = self._session.recording.clock(event.start_s) if self._session else None
        return clock.strftime("%H:%M:%S") if clock else f"{event.start_s:.0f} s"

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Keep a typed length; what is no length is put back."""
        if self._session is None or index.column() != SECONDS or role != Qt.ItemDataRole.EditRole:
            return False
        old = self.events[index.row()]
        try:
            new = replace(old, duration_s=float(str(value).replace(",", ".")))
        except ValueError:
            return False
        if new != old:
            self._session.replace_event(old, new)
        return True


def _channel(event: Event) -> str:
    return event.channel or ""


def _seconds(event: Event) -> str:
    return number(event.duration_s, ".1f")


class EventsPanel(QWidget):
    """Table of events; the length of one can be typed.

    Signals
    -------
    chosen(Event)
        An event was chosen in the table.
    """

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session: Session | None = None
        self._selected: Event | None = None
        self._is_following = False
        self.list = EventList(self)
        self.table = self._table()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.table)
        self._timer = QTimer(self, interval=SETTLE_MS, singleShot=True)
        self._timer.timeout.connect(self.refresh)

    def _table(self) -> QTableView:
        table = QTableView(self)
        table.setModel(self.list)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(table.fontMetrics().height() + ROW_MARGIN)
        header = table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        header.setResizeContentsPrecision(0)  # what is in view: all rows would take a second
        for column in (0, SECONDS):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        table.setWordWrap(False)
        table.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        table.setAccessibleName(translate("Events", "Events of the night"))
        table.setTabKeyNavigation(False)
        table.selectionModel().selectionChanged.connect(self._go)
        return table

    def show_session(self, session: Session) -> None:
        """Follow a night."""
        self._session = session
        session.events_changed.connect(self._timer.start)
        self._timer.start()

    def show_nothing(self) -> None:
        """Show that no night is open."""
        self._session = self._selected = None
        self.list.show_events(None)

    def refresh(self) -> None:
        """List the events as they are now; what stands in place of one that is gone can be chosen next."""
        if self._session is None:
            return
        row = self.table.currentIndex().row()
        self._is_following = True
        self.list.show_events(self._session)
        if row >= 0:
            self.table.setCurrentIndex(self.list.index(min(row, len(self.list.events) - 1), 0))
        self._is_following = False
        self._show_row()

    def show_selected(self, event: Event | None) -> None:
        """Show the event that keys act on, chosen elsewhere."""
        self._selected = event
        self._show_row()

    def _show_row(self) -> None:
        if self._selected is None:
            return
        row, there = find(self.list.events, self._selected)
        if there and row != self.table.currentIndex().row():
            self._is_following = True
            self.table.selectRow(row)
            self._is_following = False

    def _chosen(self) -> Event | None:
        row = self.table.currentIndex().row()
        return self.list.events[row] if 0 <= row < len(self.list.events) else None

    def _go(self) -> None:
        event = self._chosen()
        if event is not None and self._session is not None and not self._is_following:
            self._selected = event
            self._session.go_to(int(event.start_s // EPOCH_SECONDS))
            self.chosen.emit(event)

    def event(self, event: QEvent) -> bool:
        """Delete is the table's own key while an event is chosen in it, not the window's for an epoch."""
        is_override = event.type() is QEvent.Type.ShortcutOverride
        if is_override and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Delete:
            event.setAccepted(self._chosen() is not None)
            return event.isAccepted()
        return super().event(event)

    def keyPressEvent(self, key: QKeyEvent) -> None:
        """Delete takes the chosen event away."""
        event = self._chosen()
        if key.key() == Qt.Key.Key_Delete and event is not None and self._session is not None:
            self._session.remove_event(event)
        else:
            super().keyPressEvent(key)
