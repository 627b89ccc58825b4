"""List of the night's events: counts and a filter by kind, go to one, change its length, take it away."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QAbstractTableModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QColor, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from sleepscorer.gui.i18n.labels import event_abbreviation, event_text, upper_first
from sleepscorer.gui.i18n.translation import QT_TRANSLATE_NOOP, number, translate
from sleepscorer.scoring import Event, EventKind
from sleepscorer.scoring.events import find
from sleepscorer.stages import EPOCH_SECONDS

if TYPE_CHECKING:
    from sleepscorer.gui.session.session import Session

COLUMNS = (
    QT_TRANSLATE_NOOP("Events", "Time"),
    QT_TRANSLATE_NOOP("Events", "Event"),
    QT_TRANSLATE_NOOP("Events", "Channel"),
    QT_TRANSLATE_NOOP("Events", "s"),
    QT_TRANSLATE_NOOP("Events", "Note"),
)
EVENT, CHANNEL, SECONDS, NOTE = 1, 2, 3, 4
WIDTHS = {0: "00:00:00", EVENT: "Brady", CHANNEL: "Channel", SECONDS: "000.0"}
"""Text that a column has room for at least."""
MOST_MEASURED = 60
"""Different texts of a column that are measured: of a night's events few differ."""
WIDEST = 170
SWATCH, CELL_MARGIN = 10, 9
LEAST_COUNTED = 220
"""Pixels of a panel in which the counts of all kinds have room above the table."""
SETTLE_MS = 60
ROW_MARGIN = 6
"""Pixels of a row beside its text: the panel is low, and events are many."""
Index = QModelIndex | QPersistentModelIndex
Kind = tuple[EventKind, str]
"""A kind of event for the filter: what files or the laboratory call it is a kind of its own."""


class EventList(QAbstractTableModel):
    """Events as rows; a row's words are made when it is looked at, so thousands cost nothing.

    Attributes
    ----------
    events : tuple of Event
        Those that are listed.
    counts : dict of Kind to int
        Of the whole night, in the order of their kinds.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.events: tuple[Event, ...] = ()
        self.counts: dict[Kind, int] = {}
        self._session: Session | None = None

    def show_events(self, session: Session | None, kind: Kind | None = None, *, others: bool = False) -> None:
        """List the events of a night as they are now.

        Parameters
        ----------
        session : Session or None
        kind : Kind, optional
            Those of this kind alone.
        others : bool
            Those of every other kind instead.
        """
        events = session.scoring.events if session is not None else ()
        self.beginResetModel()
        self._session, self.counts = session, counts_of(events)
        self.events = tuple(e for e in events if kind is None or (kind_of(e) == kind) is not others)
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

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | QColor | None:
        """Return the words of a cell; an event has its abbreviation, its colour and its name as the tip."""
        if not 0 <= index.row() < len(self.events):
            return None
        event = self.events[index.row()]
        if role == Qt.ItemDataRole.DecorationRole and index.column() == EVENT:
            return QColor(event.kind.type.colour)
        if (
            role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole)
            and index.column() == EVENT
        ):
            return upper_first(event_text(event))
        shown = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole, Qt.ItemDataRole.ToolTipRole)
        if role not in shown:
            return None
        return (self._when, event_abbreviation, _channel, _seconds, _note)[index.column()](event)

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


def _note(event: Event) -> str:
    return event.note


def kind_of(event: Event) -> Kind:
    """Return what an event is for the filter."""
    return event.kind, event.words if event.kind.type.has_words else ""


def counts_of(events: Iterable[Event]) -> dict[Kind, int]:
    """Count events by kind, in the order of the kinds; those called by words by their words."""
    order = list(EventKind)
    counts = Counter(map(kind_of, events))
    return dict(sorted(counts.items(), key=lambda pair: (order.index(pair[0][0]), pair[0][1].casefold())))


class EventsPanel(QWidget):
    """Table of events with their counts; a kind can be looked at alone, the length of an event be typed.

    Signals
    -------
    chosen(Event)
        An event was chosen in the table.
    menu_wanted(Event, QPoint)
        The menu of an event, and where on the screen.
    """

    chosen = Signal(object)
    menu_wanted = Signal(object, QPoint)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session: Session | None = None
        self._selected: Event | None = None
        self._is_following = False
        self._offered: list[Kind | None] = [None]
        self.list = EventList(self)
        self.counts = QLabel(self)
        self.counts.setWordWrap(True)
        self.counts.setAccessibleName(translate("Events", "Number of events by kind"))
        self.kinds = QComboBox(self)
        self.kinds.setAccessibleName(translate("Events", "Kind of events that are listed"))
        self.kinds.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.kinds.setMinimumContentsLength(8)
        self.others = QCheckBox(translate("Events", "all but these"), self)
        self.table = self._table()
        self._lay_out()
        self.kinds.activated.connect(self.refresh)
        self.others.toggled.connect(self.refresh)
        self._fill_kinds()
        self._timer = QTimer(self, interval=SETTLE_MS, singleShot=True)
        self._timer.timeout.connect(self.refresh)

    def _lay_out(self) -> None:
        choice = QHBoxLayout()
        choice.addWidget(self.kinds, 1)
        choice.addWidget(self.others)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addWidget(self.counts)
        layout.addLayout(choice)
        layout.addWidget(self.table, 1)

    def _table(self) -> QTableView:
        table = QTableView(self)
        table.setModel(self.list)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(table.fontMetrics().height() + ROW_MARGIN)
        header = table.horizontalHeader()
        header.setMinimumSectionSize(20)
        metrics = table.fontMetrics()
        for column, text in WIDTHS.items():
            width = metrics.horizontalAdvance(text) + CELL_MARGIN + (2 * SWATCH if column == EVENT else 0)
            header.resizeSection(column, width)
        header.moveSection(SECONDS, SECONDS - 1)  # a low panel is narrow: kind and length are seen first
        table.setIconSize(QSize(SWATCH, SWATCH))
        header.setSectionResizeMode(NOTE, QHeaderView.ResizeMode.Stretch)
        table.setWordWrap(False)
        table.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        table.setAccessibleName(translate("Events", "Events of the night"))
        table.setTabKeyNavigation(False)
        table.selectionModel().selectionChanged.connect(self._go)
        table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        table.customContextMenuRequested.connect(self._ask_menu)
        return table

    def _ask_menu(self, where: QPoint) -> None:
        event = self._chosen()
        if event is not None:
            self.menu_wanted.emit(event, self.table.viewport().mapToGlobal(where))

    def _fill_kinds(self) -> None:
        """Offer the kinds that occur, with their counts; what was chosen stays chosen."""
        chosen, counts = self.kind, self.list.counts
        if chosen is not None:
            counts = {**counts, chosen: counts.get(chosen, 0)}
        everything = translate("Events", "All events ({count})").format(count=sum(counts.values()))
        self._offered = [None, *counts]
        self.kinds.clear()
        self.kinds.addItem(everything)
        self.kinds.addItems([f"{upper_first(_kind_name(kind))} ({count})" for kind, count in counts.items()])
        self.kinds.setCurrentIndex(self._offered.index(chosen))
        self.others.setEnabled(chosen is not None)
        short = [f"{_kind_name(kind, short=True)}\u00a0{count}" for kind, count in self.list.counts.items()]
        self.counts.setText("   ".join(short))
        self._show_counts()

    def _show_counts(self) -> None:
        self.counts.setVisible(bool(self.list.counts) and self.height() >= LEAST_COUNTED)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the height of a low panel to the table."""
        super().resizeEvent(event)
        self._show_counts()

    @property
    def kind(self) -> Kind | None:
        """Kind that is listed; None for all."""
        return self._offered[max(self.kinds.currentIndex(), 0)]

    def show_session(self, session: Session) -> None:
        """Follow a night."""
        self._session, self._selected = session, None
        self.list.show_events(None)
        session.events_changed.connect(self._timer.start)
        self._timer.start()

    def show_nothing(self) -> None:
        """Show that no night is open."""
        self._session = self._selected = None
        self.list.show_events(None)
        self.kinds.setCurrentIndex(0)
        self._fill_kinds()

    def refresh(self) -> None:
        """List the events as they are now; what stands in place of one that is gone can be chosen next."""
        if self._session is None:
            return
        row = self.table.currentIndex().row()
        self._is_following = True
        self.list.show_events(self._session, self.kind, others=self.others.isChecked())
        self._fill_kinds()
        self._fit_columns()
        if row >= 0:
            self.table.setCurrentIndex(self.list.index(min(row, len(self.list.events) - 1), 0))
        self._is_following = False
        self._show_row()

    def _fit_columns(self) -> None:
        """Give kind and channel the width of their longest text, as far as the panel can spare it."""
        metrics, header = self.table.fontMetrics(), self.table.horizontalHeader()
        for column, text_of in ((EVENT, event_abbreviation), (CHANNEL, _channel)):
            texts = sorted({text_of(event) for event in self.list.events}, key=len)[-MOST_MEASURED:]
            widest = max(map(metrics.horizontalAdvance, [WIDTHS[column], *texts]))
            swatch = 2 * SWATCH if column == EVENT else 0
            header.resizeSection(column, min(widest + CELL_MARGIN + swatch, WIDEST))

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


def _kind_name(kind: Kind, *, short: bool = False) -> str:
    """Return the name of a kind of the filter, or what stands on a trace."""
    event = Event(kind[0], 0.0, 0.0, words=kind[1])
    return event_abbreviation(event) if short else event_text(event)
