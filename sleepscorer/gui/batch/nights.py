"""The recordings of a batch as a list that changes while they are scored."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor

from sleepscorer.batch import BatchPlan, Job, Row
from sleepscorer.batch.manifest import FAILED, OK
from sleepscorer.batch.worker import source_of
from sleepscorer.gui.i18n.localization import localized
from sleepscorer.gui.i18n.translation import QT_TRANSLATE_NOOP, number, translate
from sleepscorer.gui.widgets.theme import Theme
from sleepscorer.messages import joined

Index = QModelIndex | QPersistentModelIndex
Key = tuple[str, str]
RECORDING, STATE, FLAGGED, SAID = range(4)
COLUMNS = (
    QT_TRANSLATE_NOOP("Batch", "Recording"),
    QT_TRANSLATE_NOOP("Batch", "State"),
    QT_TRANSLATE_NOOP("Batch", "To review"),
    QT_TRANSLATE_NOOP("Batch", "What was said"),
)


class NightState(Enum):
    """State of a recording of a batch."""

    QUEUED = QT_TRANSLATE_NOOP("Batch", "queued")
    RUNNING = QT_TRANSLATE_NOOP("Batch", "running")
    DONE = QT_TRANSLATE_NOOP("Batch", "done")
    KEPT = QT_TRANSLATE_NOOP("Batch", "done before")
    FAILED = QT_TRANSLATE_NOOP("Batch", "failed")
    SKIPPED = QT_TRANSLATE_NOOP("Batch", "skipped")
    STOPPED = QT_TRANSLATE_NOOP("Batch", "not begun")


UNDONE = (NightState.FAILED, NightState.SKIPPED)
"""States of what another run would try again."""
_OF_ROW = {OK: NightState.DONE, FAILED: NightState.FAILED}


@dataclass
class Entry:
    """A line of the list.

    Attributes
    ----------
    file : str
        Place below the folder chosen.
    recording : Path or None
        None for a folder that could not be looked into.
    state : NightState
    flagged : float
        Share of its epochs to look at; negative where that is not known.
    message : str
        Reason or notices.
    """

    file: str
    recording: Path | None
    state: NightState
    flagged: float = -1.0
    message: str = ""


class NightList(QAbstractTableModel):
    """Recordings of a batch, in the order in which they are scored.

    Parameters
    ----------
    theme : callable
        Gives the colours in force.
    """

    def __init__(self, theme: Callable[[], Theme]) -> None:
        super().__init__()
        self._theme = theme
        self.entries: list[Entry] = []
        self._rows: dict[Key, int] = {}

    def clear(self) -> None:
        """Forget every recording."""
        self.beginResetModel()
        self.entries, self._rows = [], {}
        self.endResetModel()

    def plan(self, choice: BatchPlan) -> None:
        """Take what is to be done; a recording that is there already stays in its place."""
        self.beginResetModel()
        for key, entry in _planned(choice):
            if key in self._rows:
                self.entries[self._rows[key]] = entry
            else:
                self._rows[key] = len(self.entries)
                self.entries.append(entry)
        self.endResetModel()

    def begin(self, job: Job) -> None:
        """Show that a recording is being scored."""
        index = self._rows[job.file, source_of(job)]
        self.entries[index].state = NightState.RUNNING
        self._changed(index)

    def end(self, row: Row) -> None:
        """Show that a recording has ended."""
        index = self._rows[row.file, row.source]
        entry = self.entries[index]
        entry.state = _OF_ROW.get(row.status, NightState.SKIPPED)
        entry.flagged, entry.message = row.flagged, localized(row.reason or joined(row.notices))
        self._changed(index)

    def stop(self) -> None:
        """Show that nothing runs any more, and what was never begun."""
        for index, entry in enumerate(self.entries):
            if entry.state in (NightState.QUEUED, NightState.RUNNING):
                entry.state = NightState.STOPPED
                self._changed(index)

    def undone(self) -> set[Path]:
        """Return the recordings that failed or were skipped."""
        return {entry.recording for entry in self.entries if entry.state in UNDONE and entry.recording}

    def counts(self) -> Counter[NightState]:
        """Count the recordings in each state."""
        return Counter(entry.state for entry in self.entries)

    def _changed(self, index: int) -> None:
        self.dataChanged.emit(self.index(index, 0), self.index(index, len(COLUMNS) - 1))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own way
        """Count the rows."""
        return 0 if parent.isValid() else len(self.entries)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own way
        """Count the columns."""
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> Any:
        """Return the names of the columns."""
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return translate("Batch", COLUMNS[section])
        return None

    def data(self, index: Index, role: int = 0) -> Any:
        """Return the text of a cell, and the colour of a failure."""
        entry = self.entries[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return _text(entry, index.column())
        if role == Qt.ItemDataRole.ToolTipRole:
            return entry.message or entry.file
        if role == Qt.ItemDataRole.ForegroundRole and index.column() == STATE:
            return self._colour(entry.state)
        return None

    def _colour(self, state: NightState) -> QColor | None:
        if state in UNDONE:
            return QColor(self._theme().warning)
        return QColor(self._theme().accent) if state is NightState.RUNNING else None


def _text(entry: Entry, column: int) -> str:
    if column == STATE:
        return translate("Batch", entry.state.value)
    if column == FLAGGED:
        return number(entry.flagged, ".0%") if entry.flagged >= 0 else ""
    return entry.file if column == RECORDING else entry.message


def _planned(choice: BatchPlan) -> Iterable[tuple[Key, Entry]]:
    """A line for each recording; what cannot be scored first."""
    for _, row in choice.refused:
        key = row.file, row.source
        state = _OF_ROW.get(row.status, NightState.SKIPPED)
        yield key, Entry(row.file, choice.recordings.get(key), state, message=localized(row.reason))
    for jobs, state in ((choice.todo, NightState.QUEUED), (choice.kept, NightState.KEPT)):
        for job in jobs:
            yield (job.file, source_of(job)), _entry(choice, job, state)


def _entry(choice: BatchPlan, job: Job, state: NightState) -> Entry:
    row = choice.manifests[job.home].row(job.file) if state is NightState.KEPT else None
    return Entry(job.file, job.recording, state, row.flagged if row else -1.0)
