"""List of the night's events: go to one, change its length, take it away."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHeaderView, QTableWidget, QTableWidgetItem, QVBoxLayout, QWidget

from sleepscorer.gui.i18n import QT_TRANSLATE_NOOP, number, translate
from sleepscorer.gui.session import Session
from sleepscorer.gui.words import event_text
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
        self._events: tuple[Event, ...] = ()
        self._selected: Event | None = None
        self.table = QTableWidget(0, len(COLUMNS), self)
        self.table.setHorizontalHeaderLabels([translate("Events", name) for name in COLUMNS])
        self.table.verticalHeader().hide()
        self.table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        for column in (0, SECONDS):
            self.table.horizontalHeader().setSectionResizeMode(
                column, QHeaderView.ResizeMode.ResizeToContents
            )
        self.table.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        self.table.setAccessibleName(translate("Events", "Events of the night"))
        self.table.setTabKeyNavigation(False)
        self.table.itemSelectionChanged.connect(self._go)
        self.table.itemChanged.connect(self._change_length)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.table)
        self._timer = QTimer(self, interval=SETTLE_MS, singleShot=True)
        self._timer.timeout.connect(self.refresh)

    def show_session(self, session: Session) -> None:
        """Follow a night."""
        self._session = session
        session.events_changed.connect(self._timer.start)
        self._timer.start()

    def refresh(self) -> None:
        """List the events as they are now."""
        if self._session is None:
            return
        self._events = self._session.scoring.events
        self.table.blockSignals(True)
        self.table.setRowCount(len(self._events))
        for row, event in enumerate(self._events):
            self._fill(row, event)
        self.table.blockSignals(False)
        self._show_row()

    def show_selected(self, event: Event | None) -> None:
        """Show the event that keys act on, chosen elsewhere."""
        self._selected = event
        self._show_row()

    def _show_row(self) -> None:
        if self._selected is None:
            return
        row, there = find(self._events, self._selected)
        if there and row != self.table.currentRow():
            self.table.blockSignals(True)
            self.table.selectRow(row)
            self.table.blockSignals(False)
            self.table.viewport().update()

    def _fill(self, row: int, event: Event) -> None:
        assert self._session is not None
        clock = self._session.recording.clock(event.start_s)
        when = clock.strftime("%H:%M:%S") if clock else f"{event.start_s:.0f} s"
        words = (when, event_text(event), event.channel or "", number(event.duration_s, ".1f"))
        for column, text in enumerate(words):
            item = QTableWidgetItem(text)
            item.setToolTip(text)
            if column != SECONDS:
                item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
            self.table.setItem(row, column, item)

    def _chosen(self) -> Event | None:
        row = self.table.currentRow()
        return self._events[row] if 0 <= row < len(self._events) else None

    def _go(self) -> None:
        event = self._chosen()
        if event is not None and self._session is not None:
            self._selected = event
            self._session.go_to(int(event.start_s // EPOCH_SECONDS))
            self.chosen.emit(event)

    def _change_length(self, item: QTableWidgetItem) -> None:
        """Keep a typed length; what is no length is put back."""
        if self._session is None or item.column() != SECONDS or item.row() >= len(self._events):
            return
        old = self._events[item.row()]
        try:
            new = replace(old, duration_s=float(item.text().replace(",", ".")))
        except ValueError:
            self._timer.start()
            return
        if new != old:
            self._session.replace_event(old, new)

    def keyPressEvent(self, key: QKeyEvent) -> None:
        """Delete takes the chosen event away."""
        event = self._chosen()
        if key.key() == Qt.Key.Key_Delete and event is not None and self._session is not None:
            self._session.remove_event(event)
        else:
            super().keyPressEvent(key)
