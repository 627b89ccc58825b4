"""Many nights at once from the window: what to score above, what has become of each below."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSortFilterProxyModel, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QProgressBar,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from sleepscorer.batch import BatchPlan, Row
from sleepscorer.batch.progress import Count, duration_text
from sleepscorer.gui.batch.form import BatchForm
from sleepscorer.gui.batch.nights import RECORDING, SAID, STATE, UNDONE, Entry, NightList, NightState
from sleepscorer.gui.batch.runner import BatchRunner, Order
from sleepscorer.gui.i18n.localization import localized
from sleepscorer.gui.i18n.translation import fill, translate
from sleepscorer.gui.workspace import Workspace


class BatchDialog(QDialog):
    """Window of a batch; it goes on while this is hidden and while nights are reviewed.

    Parameters
    ----------
    workspace : Workspace

    Attributes
    ----------
    badge : QLabel
        How far the batch is, for the status line.
    """

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace.window)
        self._workspace = workspace
        self._order: Order | None = None
        self._count = Count(0)
        self._summary: Path | None = None
        self._trouble = ""
        self.badge = QLabel("", workspace.window)
        self.badge.hide()
        self.setWindowTitle(translate("Batch", "Pre-score many nights"))
        self.form = BatchForm(workspace.settings.model, self)
        if workspace.session is not None:
            self.form.nights.setText(str(workspace.session.recording.path.parent))
        self.nights = NightList(lambda: workspace.theme)
        self.runner = BatchRunner(self)
        self.table = self._table()
        self.message = self._label(translate("Batch", "What was said"))
        self.state = self._label(translate("Batch", "Progress"))
        self.bar = QProgressBar(self)
        self.bar.setAccessibleName(translate("Batch", "Progress"))
        self.bar.setTextVisible(False)
        self._make_buttons()
        self._lay_out()
        self._connect()
        self._enable()
        self.resize(900, 720)

    def _make_buttons(self) -> None:
        self.start_button = self._button(translate("Batch", "&Start"), self.start)
        self.stop_button = self._button("", self.runner.stop)
        self.stop_button.clicked.connect(self._enable)
        self.again_button = self._button(translate("Batch", "Try f&ailed ones again"), self.start_again)
        self.only_failed = QCheckBox(translate("Batch", "Failed ones on&ly"), self)
        self.open_button = self._button(translate("Batch", "O&pen the night"), self.open_current)
        self.summary_button = self._button(translate("Batch", "Show the s&ummary"), self.show_summary)
        self.close_button = self._button(translate("Batch", "&Close"), self.reject)
        QWidget.setTabOrder(self.only_failed, self.table)

    def _button(self, text: str, run: Callable[[], object]) -> QPushButton:
        button = QPushButton(text, self)
        button.setAutoDefault(False)  # Enter belongs to the list
        button.clicked.connect(lambda checked=False: run())
        return button

    def _label(self, name: str) -> QLabel:
        label = QLabel("", self)
        label.setWordWrap(True)
        label.setAccessibleName(name)
        return label

    def _table(self) -> QTableView:
        self._shown = _Filter(self.nights, self)
        table = QTableView(self)
        table.setModel(self._shown)
        table.setAccessibleName(translate("Batch", "Recordings"))
        table.setTabKeyNavigation(False)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setWordWrap(False)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(table.fontMetrics().height() + 6)
        header = table.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(SAID, QHeaderView.ResizeMode.Stretch)
        header.resizeSection(RECORDING, 260)
        header.resizeSection(STATE, 110)
        return table

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.addWidget(self.form)
        layout.addLayout(self._row(self.start_button, self.stop_button, self.again_button, self.only_failed))
        layout.addWidget(self.table, 1)
        for part in (self.message, self.bar, self.state):
            layout.addWidget(part)
        layout.addLayout(self._row(self.open_button, self.summary_button, self.close_button))

    def _row(self, *parts: QWidget) -> QHBoxLayout:
        row = QHBoxLayout()
        for part in parts[:-1]:
            row.addWidget(part)
        row.addStretch(1)
        row.addWidget(parts[-1])
        return row

    def _connect(self) -> None:
        self.form.changed.connect(self._enable)
        self.table.activated.connect(lambda index: self.open_current())
        self.table.selectionModel().currentChanged.connect(self._show_current)
        self.nights.dataChanged.connect(self._show_current)
        self.only_failed.toggled.connect(self._shown.set_only_undone)
        self.runner.planned.connect(self._take_plan)
        self.runner.began.connect(self.nights.begin)
        self.runner.ended.connect(self._take_row)
        self.runner.failed.connect(self._take_failure)
        self.runner.finished.connect(self._end)

    def start(self) -> None:
        """Score what the form asks for; what an earlier run has done is kept."""
        order = self.form.order()
        if order is not None and not self.runner.is_running:
            self._order = order
            self.nights.clear()
            self._begin(None)

    def start_again(self) -> None:
        """Score once more what failed or was skipped."""
        undone = self.nights.undone()
        if self._order is not None and undone:
            self._begin(undone)

    def _begin(self, only: set[Path] | None) -> None:
        if self._order is None:
            return
        self._trouble = ""
        self.state.setText(translate("Batch", "Looking for recordings..."))
        self.bar.setRange(0, 0)
        self.runner.start(self._order, only)
        self._enable()

    def _take_plan(self, choice: BatchPlan) -> None:
        self.nights.plan(choice)
        self._count = Count(len(choice.todo))
        self.bar.setRange(0, max(1, len(choice.todo)))
        self.bar.setValue(0 if choice.todo else 1)
        home = next(iter(choice.manifests), None)
        self._summary = home / "summary.html" if home else None
        if self.nights.entries and not self.table.currentIndex().isValid():
            self.table.setCurrentIndex(self._shown.index(0, 0))
        self._show_progress()

    def _take_row(self, row: Row) -> None:
        self.nights.end(row)
        self._count.add(row)
        self.bar.setValue(self._count.done)
        self._show_progress()

    def _show_progress(self) -> None:
        self.state.setText(self._progress())
        count = self._count
        text = fill(translate("Batch", "Batch: {done} of {total}"), done=count.done, total=count.total)
        self.badge.setText(text)
        self.badge.show()

    def _progress(self) -> str:
        """``12 of 87, 1 failed; 2,010 an hour, 3 min 20 s left``."""
        count = self._count
        parts = [fill(translate("Batch", "{done} of {total}"), done=count.done, total=count.total)]
        if count.failed:
            parts.append(fill(translate("Batch", "{failed} failed"), failed=count.failed))
        left_s = count.left_s()
        if left_s:
            rate = translate("Batch", "{rate:,.0f} an hour, {left} left")
            parts.append(fill(rate, rate=count.per_hour(), left=duration_text(left_s)))
        return ", ".join(parts)

    def _take_failure(self, sentence: str) -> None:
        self._trouble = localized(sentence)

    def _end(self) -> None:
        self.nights.stop()
        self.bar.setRange(0, 1)
        self.bar.setValue(0 if self._trouble else 1)
        self.badge.hide()
        self.state.setText(self._trouble or self._outcome())
        if not self.isVisible():
            self._workspace.notify(translate("Batch", "Batch: {state}").format(state=self.state.text()))
        self._enable()

    def _outcome(self) -> str:
        counts = self.nights.counts()
        words = (
            (translate("Batch", "{count} scored"), counts[NightState.DONE]),
            (translate("Batch", "{count} done before"), counts[NightState.KEPT]),
            (translate("Batch", "{count} failed"), counts[NightState.FAILED]),
            (translate("Batch", "{count} skipped"), counts[NightState.SKIPPED]),
            (translate("Batch", "{count} not begun"), counts[NightState.STOPPED]),
        )
        return ", ".join(fill(text, count=count) for text, count in words if count)

    def _show_current(self) -> None:
        entry = self.current()
        self.message.setText(entry.message if entry else "")
        self._enable()

    def current(self) -> Entry | None:
        """Return the line of the list that is chosen."""
        index = self._shown.mapToSource(self.table.currentIndex()).row()
        return self.nights.entries[index] if 0 <= index < len(self.nights.entries) else None

    def open_current(self) -> None:
        """Open the chosen night in the window."""
        entry = self.current()
        if entry is not None and entry.recording is not None and self._workspace.open_night(entry.recording):
            self._workspace.window.activateWindow()

    def show_summary(self) -> None:
        """Show the summary of the cohort as the system shows pages."""
        if self._summary is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._summary)))

    def _enable(self) -> None:
        """Grey out what cannot be done now."""
        running, stopping = self.runner.is_running, self.runner.is_stopping
        entry = self.current()
        self.form.setEnabled(not running)
        self.start_button.setEnabled(not running and self.form.order() is not None)
        self.stop_button.setEnabled(running)
        words = (
            translate("Batch", "Stop t&hem at once") if stopping else translate("Batch", "Stop after t&hese")
        )
        self.stop_button.setText(words)
        self.again_button.setEnabled(not running and bool(self.nights.undone()))
        self.open_button.setEnabled(entry is not None and entry.recording is not None)
        self.summary_button.setEnabled(not running and self._summary is not None and self._summary.exists())


class _Filter(QSortFilterProxyModel):
    """All recordings, or those that failed or were skipped."""

    def __init__(self, nights: NightList, parent: QWidget) -> None:
        super().__init__(parent)
        self._nights = nights
        self._only_undone = False
        self.setSourceModel(nights)

    def set_only_undone(self, on: bool) -> None:
        """Show failures only, or all."""
        self._only_undone = on
        self.invalidate()

    def filterAcceptsRow(self, row: int, parent: QModelIndex | QPersistentModelIndex) -> bool:
        """Tell whether a recording is shown."""
        return not self._only_undone or self._nights.entries[row].state in UNDONE
