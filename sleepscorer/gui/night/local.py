"""Hypnogram of a few minutes around the current epoch."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QBrush, QColor, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from sleepscorer.gui.i18n.translation import translate
from sleepscorer.gui.widgets.theme import Theme
from sleepscorer.scoring import Scoring
from sleepscorer.stages import PLOT_ORDER, Stage

AROUND = 10
"""Epochs shown before and after the current one: five minutes."""
CELL = 13
ROW = 5
_ROWS = {int(stage): row for row, stage in enumerate(PLOT_ORDER)}


class LocalHypnogram(QWidget):
    """Five minutes before and after the current epoch, which is framed; click to jump.

    Signals
    -------
    clicked(int)
        Epoch clicked on, 0-based.
    """

    clicked = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._scoring: Scoring | None = None
        self._epoch = 0
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(translate("Strip", "Hypnogram of ten minutes"))
        self.setToolTip(translate("Strip", "Five minutes before and after this epoch; click to go there"))

    def show_night(self, scoring: Scoring | None) -> None:
        """Show a night from its first epoch; None shows nothing."""
        self._scoring, self._epoch = scoring, 0
        self.update()

    def set_theme(self, theme: Theme) -> None:
        """Show other colours."""
        self._theme = theme
        self.update()

    def mark(self, epoch: int) -> None:
        """Show what is around another epoch."""
        self._epoch = epoch
        self.update()

    def refresh(self) -> None:
        """Draw the stages again."""
        self.update()

    def sizeHint(self) -> QSize:
        """Make room for a cell for each epoch, a row for each stage."""
        return QSize((2 * AROUND + 1) * CELL + 1, 5 * ROW + 1)

    def box(self, epoch: int) -> QRectF:
        """Return the column of an epoch."""
        return QRectF((epoch - self._epoch + AROUND) * CELL, 0, CELL, 5 * ROW)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the stages, then the frame of the current epoch."""
        painter = QPainter(self)
        scoring = self._scoring
        if scoring is None:
            return
        first, stop = max(self._epoch - AROUND, 0), min(self._epoch + AROUND + 1, scoring.n_epochs)
        night = self.box(first) | self.box(stop - 1)
        painter.fillRect(night, QColor(self._theme.margin))
        for epoch in range(first, stop):
            self._paint_epoch(painter, scoring, epoch)
        painter.setPen(QPen(QColor(self._theme.accent), 1))
        painter.drawRect(self.box(self._epoch))

    def _paint_epoch(self, painter: QPainter, scoring: Scoring, epoch: int) -> None:
        stage, author = Stage(int(scoring.stages[epoch])), scoring.author(epoch)
        if stage is Stage.UNSCORED:
            return
        column = self.box(epoch)
        box = QRectF(column.left() + 1, _ROWS[stage] * ROW, CELL - 1, ROW)
        colour = self._theme.stage(stage)
        if author is not None and author.is_model:
            pale = QColor(colour)
            pale.setAlpha(70)
            painter.fillRect(box, pale)
            painter.fillRect(box, QBrush(colour, Qt.BrushStyle.Dense5Pattern))
        else:
            painter.fillRect(box, colour)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Jump to the epoch under the pointer."""
        epoch = self._epoch - AROUND + int(event.position().x() // CELL)
        if self._scoring is not None and 0 <= epoch < self._scoring.n_epochs:
            self.clicked.emit(epoch)
