"""Panel with the other scorings: how far each agrees, where one differs, what is taken for what."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from html import escape
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QTableWidget,
    QTableWidgetItem,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from sleepscorer.gui.background.task import Task, TaskSlot
from sleepscorer.gui.comparison.confusion_matrix import ConfusionMatrix
from sleepscorer.gui.comparison.model import ComparisonModel, Other
from sleepscorer.gui.i18n.labels import stage_name
from sleepscorer.gui.i18n.translation import QT_TRANSLATE_NOOP, fill, number, translate
from sleepscorer.gui.widgets.theme import Theme
from sleepscorer.stages import EPOCH_SECONDS, SCORED_STAGES, Stage

if TYPE_CHECKING:
    from sleepscorer.gui.session.session import Session
    from sleepscorer.statistics import Agreement, Interval

SETTLE_MS = 150
"""Figures follow once the keys rest."""
COLUMNS = (
    QT_TRANSLATE_NOOP("Comparison", "Scoring"),
    QT_TRANSLATE_NOOP("Comparison", "Kappa (95 %)"),
    QT_TRANSLATE_NOOP("Comparison", "Epochs"),
)
BUTTONS = {
    "import_second": QT_TRANSLATE_NOOP("Comparison", "Open..."),
    "close_second": QT_TRANSLATE_NOOP("Comparison", "Close"),
    "consensus": QT_TRANSLATE_NOOP("Comparison", "Consensus..."),
}
WIDTH = 280
"""Pixels in which a name can be told beside the figures."""
ROWS = 4
"""Scorings in sight without scrolling."""
UNKNOWN = "–"

Stages = NDArray[np.int8]


class ComparisonPanel(QWidget):
    """List of the other scorings with their figures, and what the chosen one makes of the night.

    Parameters
    ----------
    model : ComparisonModel
    theme : Theme
    """

    def __init__(self, model: ComparisonModel, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._session: Session | None = None
        self._intervals: dict[int, Interval] = {}
        self._counting = TaskSlot(self)
        self._counting.succeeded.connect(self._take_intervals)
        self._counting.ended.connect(self._count_again)
        self._stale = False
        self.setAccessibleName(translate("Comparison", "Comparison with other scorings"))
        self.table = self._make_table()
        self.buttons = QHBoxLayout()
        self.figures = QLabel(self)
        self.figures.setWordWrap(True)
        self.figures.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.matrix = ConfusionMatrix(theme, self)
        self.stages = QLabel(self)
        self.stages.setAccessibleName(translate("Comparison", "Agreement by stage"))
        self.differences = QListWidget(self)
        self.differences.setAccessibleName(translate("Comparison", "Epochs that differ"))
        self.differences.setMinimumHeight(110)
        self._timer = QTimer(self, interval=SETTLE_MS, singleShot=True)
        self._lay_out()
        self._connect()

    def _make_table(self) -> QTableWidget:
        table = QTableWidget(0, len(COLUMNS), self)
        table.setHorizontalHeaderLabels([translate("Comparison", name) for name in COLUMNS])
        table.verticalHeader().hide()
        table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        table.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        table.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        table.setSelectionMode(QTableWidget.SelectionMode.SingleSelection)
        table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        table.setTabKeyNavigation(False)
        table.setAccessibleName(translate("Comparison", "Other scorings"))
        table.setMinimumWidth(WIDTH)
        table.setWordWrap(False)
        return table

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(6, 6, 6, 6)
        layout.addWidget(self.table)
        layout.addLayout(self.buttons)
        for part in (self.figures, self.matrix, self.stages):
            layout.addWidget(part)
        layout.addWidget(self.differences, 1)

    def _connect(self) -> None:
        self._timer.timeout.connect(self.refresh)
        self._model.changed.connect(self._take_others)
        self.table.currentCellChanged.connect(lambda row, *others: self._model.choose(row))
        self.differences.currentItemChanged.connect(self._go)

    def add_buttons(self, actions: Mapping[str, QAction]) -> None:
        """Put the actions that are about the list under it, as buttons with short texts."""
        for name, text in BUTTONS.items():
            action = actions[name]
            action.setIconText(translate("Comparison", text))
            button = QToolButton(self)
            button.setDefaultAction(action)
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
            button.setAutoRaise(False)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            self.buttons.addWidget(button)
        self.buttons.addStretch(1)

    def show_session(self, session: Session) -> None:
        """Follow a night."""
        self._session = session
        session.epochs_changed.connect(self._timer.start)
        self._timer.start()

    def show_nothing(self) -> None:
        """Show that no night is open; the other scorings are closed with it."""
        self._session = None

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        self.matrix.set_theme(theme)

    def showEvent(self, event: object) -> None:
        """Count when the panel is opened."""
        self._timer.start()

    def _take_others(self) -> None:
        self._intervals = {}
        self._timer.start()

    def refresh(self) -> None:
        """Count again; the intervals, which take longer, follow."""
        session = self._session
        if session is None or not self.isVisible():
            return
        from sleepscorer.statistics import agreement

        mine = session.scoring.stages
        self._fill_table([agreement(mine, other.scoring.stages) for other in self._model.others])
        self._show_chosen(session, self._model.chosen)
        self._want_intervals(mine.copy())

    def _fill_table(self, agreements: Sequence[Agreement]) -> None:
        self.table.blockSignals(True)
        self.table.setRowCount(len(agreements))
        for row, (other, agreed) in enumerate(zip(self._model.others, agreements, strict=True)):
            texts = (other.name, self._kappa(row, agreed.kappa), str(agreed.n_epochs))
            for column, text in enumerate(texts):
                item = QTableWidgetItem(text)
                item.setToolTip(text)
                self.table.setItem(row, column, item)
        self.table.setCurrentCell(self._model.index, 0)
        height = self.table.horizontalHeader().height() + 4
        self.table.setFixedHeight(height + min(max(len(agreements), 1), ROWS) * self.table.rowHeight(0) or 60)
        self.table.blockSignals(False)

    def _kappa(self, row: int, value: float) -> str:
        """Kappa, with its interval once that is known."""
        interval = self._intervals.get(row)
        if interval is None or np.isnan(interval.low):
            return UNKNOWN if np.isnan(value) else number(value, ".3f")
        return f"{number(value, '.3f')} ({number(interval.low, '.2f')}–{number(interval.high, '.2f')})"

    def _show_chosen(self, session: Session, other: Other | None) -> None:
        for part in (self.matrix, self.stages, self.differences):
            part.setVisible(other is not None)
        self.differences.blockSignals(True)
        self.differences.clear()
        if other is None:
            text = translate("Comparison", "No other scoring is open; Ctrl+I opens some.")
            self.figures.setText(text)
        else:
            from sleepscorer.statistics import agreement

            agreed = agreement(session.scoring.stages, other.scoring.stages)
            self.figures.setText(figures(agreed))
            self.matrix.show_agreement(agreed, (translate("Comparison", "this scoring"), other.name))
            self.stages.setText(_stages_html(agreed))
            self._list_differences(session, other.scoring.stages)
        self.differences.blockSignals(False)

    def _list_differences(self, session: Session, theirs: Stages) -> None:
        from sleepscorer.statistics import differing

        mine = session.scoring.stages
        text = translate("Comparison", "{epoch}   {time}   {mine} / {theirs}")
        for epoch in np.flatnonzero(differing(mine, theirs)).tolist():
            clock = session.recording.clock(epoch * EPOCH_SECONDS)
            line = text.format(
                epoch=epoch + 1,
                time=clock.strftime("%H:%M:%S") if clock else f"{epoch * EPOCH_SECONDS} s",
                mine=stage_name(Stage(int(mine[epoch]))),
                theirs=stage_name(Stage(int(theirs[epoch]))),
            )
            item = QListWidgetItem(line, self.differences)
            item.setData(Qt.ItemDataRole.UserRole, epoch)

    def _go(self, item: QListWidgetItem | None) -> None:
        if item is not None and self._session is not None:
            self._session.go_to(int(item.data(Qt.ItemDataRole.UserRole)))

    def _want_intervals(self, mine: Stages) -> None:
        """Work the intervals out in the background; one run at a time."""
        if self._counting.is_busy:
            self._stale = True
            return
        theirs = [other.scoring.stages.copy() for other in self._model.others]
        if not theirs:
            return
        self._counting.start(
            translate("Comparison", "The comparison"),
            lambda progress, cancelled: _intervals(mine, theirs, cancelled),
            Task.Priority.LowPriority,
        )

    def _take_intervals(self, intervals: list[Interval]) -> None:
        if self._stale or len(intervals) != self.table.rowCount():
            return
        self._intervals = dict(enumerate(intervals))
        for row in self._intervals:
            text = self._kappa(row, self._intervals[row].value)
            item = self.table.item(row, 1)
            if item is not None:
                item.setText(text)
                item.setToolTip(text)

    def _count_again(self) -> None:
        if self._stale:
            self._stale = False
            self._timer.start()


def figures(agreed: Agreement) -> str:
    """Describe how far two scorings agree, in two lines."""
    if agreed.n_epochs == 0:
        return translate("Comparison", "The two scorings have no epoch in common.")
    share = translate("Comparison", "Agreement {share:.1%} over {count} epochs; {left} scored by one only")
    mean = translate("Comparison", "Kappa {kappa:.3f}; mean F1 {mean:.2f}")
    return "\n".join(
        (
            fill(share, share=agreed.accuracy, count=agreed.n_epochs, left=agreed.n_left_out),
            fill(mean, kappa=agreed.kappa, mean=agreed.macro_f1),
        )
    )


def _intervals(mine: Stages, theirs: Sequence[Stages], cancelled: Callable[[], bool]) -> list[Interval]:
    from sleepscorer.statistics import Interval, kappa_interval

    nothing = Interval(*(float("nan"),) * 3, 0.95)
    return [nothing if cancelled() else kappa_interval(mine, other) for other in theirs]


def _stages_html(agreed: Agreement) -> str:
    """Table of the stages: how often each scorer gave it, both did, and how far they agree on it."""
    from sleepscorer.statistics import stage_agreement

    head = ("", translate("Comparison", "this"), translate("Comparison", "other"))
    names = (*head, translate("Comparison", "both"), "F1", translate("Comparison", "kappa"))
    rows = ["".join(f"<th align='right'>{escape(name)}</th>" for name in names)]
    for stage, of_stage in stage_agreement(agreed.confusion).items():
        cells = (of_stage.n_first, of_stage.n_second, of_stage.n_both)
        texts = (SCORED_STAGES[stage].name, *map(str, cells), _share(of_stage.f1), _share(of_stage.kappa))
        rows.append("".join(f"<td align='right'>{text}</td>" for text in texts))
    return f"<table cellpadding='3'>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>"


def _share(value: float) -> str:
    return UNKNOWN if np.isnan(value) else number(value, ".2f")
