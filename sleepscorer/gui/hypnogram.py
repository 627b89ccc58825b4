"""The night at a glance: hypnogram over the whole night, click to jump."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QBrush, QColor, QMouseEvent, QPainter, QPaintEvent, QPen, QPixmap, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from sleepscorer.gui.theme import Theme
from sleepscorer.recording import Recording
from sleepscorer.scoring import Scoring
from sleepscorer.stages import EPOCH_SECONDS, PLOT_ORDER, Stage

LEFT = 40
RIGHT = 10
TOP = 18
ROW = 18
GAP = 12
SECOND_ROW = 11
AXIS = 18
_ROWS = {int(stage): row for row, stage in enumerate(PLOT_ORDER)}


@dataclass(frozen=True)
class Run:
    """Epochs in a row with one stage by one kind of author."""

    first: int
    stop: int
    stage: int
    human: bool


def runs(stages: NDArray[np.integer], human: NDArray[np.bool_]) -> Iterator[Run]:
    """Split a scoring into runs to draw; unscored epochs are left out."""
    if not len(stages):
        return
    keys = stages.astype(np.int64) * 2 + human
    starts = np.r_[0, np.flatnonzero(np.diff(keys)) + 1, len(keys)]
    for first, stop in pairwise(starts):
        if stages[first] != Stage.UNSCORED:
            yield Run(int(first), int(stop), int(stages[first]), bool(human[first]))


class NightStrip(QWidget):
    """Hypnogram of the whole night, with a second one below it where there is one.

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
        self._second: Scoring | None = None
        self._recording: Recording | None = None
        self._epoch = 0
        self._picture: QPixmap | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("Hypnogram")
        self.setAccessibleDescription("Sleep stages over the night; click to go to an epoch")

    def show_night(self, recording: Recording, scoring: Scoring) -> None:
        """Show the hypnogram of a night."""
        self._recording, self._scoring, self._second, self._epoch = recording, scoring, None, 0
        self.refresh()

    def show_second(self, second: Scoring | None) -> None:
        """Show another scorer's hypnogram under the first."""
        self._second = second
        self.updateGeometry()
        self.refresh()

    def refresh(self) -> None:
        """Draw the scoring anew."""
        self._picture = None
        self.update()

    def mark(self, epoch: int) -> None:
        """Mark the current epoch."""
        self._epoch = epoch
        self.update()

    def sizeHint(self) -> QSize:
        """Five rows and the clock; room for the second hypnogram where there is one."""
        return QSize(600, self._second_top() + (GAP + 5 * SECOND_ROW if self._second else 0) + AXIS)

    def minimumSizeHint(self) -> QSize:
        """As high as wanted, as narrow as need be."""
        return QSize(200, self.sizeHint().height())

    def _second_top(self) -> int:
        return TOP + 5 * ROW

    def x_of(self, epoch: float) -> float:
        """Pixel of an epoch's left edge."""
        n_epochs = self._scoring.n_epochs if self._scoring else 1
        return LEFT + (self.width() - LEFT - RIGHT) * epoch / max(n_epochs, 1)

    def epoch_at(self, x: float) -> int:
        """Epoch under a pixel, bounded to the night."""
        n_epochs = self._scoring.n_epochs if self._scoring else 1
        share = (x - LEFT) / max(self.width() - LEFT - RIGHT, 1)
        return int(min(max(share * n_epochs, 0), n_epochs - 1))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Jump to the epoch under the pointer."""
        if self._scoring is not None and event.button() is Qt.MouseButton.LeftButton:
            self.clicked.emit(self.epoch_at(event.position().x()))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the kept picture and the current epoch over it."""
        painter = QPainter(self)
        ratio = self.devicePixelRatioF()
        if self._picture is None or self._picture.size() != self.size() * ratio:
            self._picture = self._draw(ratio)
        painter.drawPixmap(0, 0, self._picture)
        if self._scoring is not None and self._scoring.n_epochs:
            self._paint_marker(painter)

    def _paint_marker(self, painter: QPainter) -> None:
        left, right = self.x_of(self._epoch), self.x_of(self._epoch + 1)
        middle, bottom = (left + right) / 2, self.height() - AXIS
        colour = QColor(self._theme.accent)
        painter.setPen(QPen(colour, 1))
        painter.drawLine(QLineF(middle, 1, middle, bottom))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(colour)
        painter.drawPolygon(QPolygonF([QPointF(middle - 5, 0), QPointF(middle + 5, 0), QPointF(middle, 7)]))

    def _draw(self, ratio: float) -> QPixmap:
        picture = QPixmap(self.size() * ratio)
        picture.setDevicePixelRatio(ratio)
        picture.fill(QColor(self._theme.base))
        painter = QPainter(picture)
        self._draw_rows(painter, TOP, ROW)
        if self._scoring is not None:
            self._draw_clock(painter)
            self._draw_gaps(painter)
            self._draw_scoring(painter, self._scoring, TOP, ROW)
            self._draw_lights(painter, self._scoring)
        if self._scoring is not None and self._second is not None:
            top = self._second_top() + GAP
            self._draw_rows(painter, top, SECOND_ROW)
            self._draw_scoring(painter, self._second, top, SECOND_ROW)
            self._draw_disagreements(painter, self._scoring, self._second)
        painter.end()
        return picture

    def _draw_rows(self, painter: QPainter, top: int, row: int) -> None:
        font = self.font()
        font.setPointSizeF(font.pointSizeF() * (0.9 if row >= ROW else 0.7))
        painter.setFont(font)
        for place, stage in enumerate(PLOT_ORDER):
            y = top + place * row
            painter.setPen(QColor(self._theme.grid))
            painter.drawLine(LEFT, y + row // 2, self.width() - RIGHT, y + row // 2)
            painter.setPen(QColor(self._theme.dim))
            box = QRectF(0, y, LEFT - 6, row)
            painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, stage.name)

    def _draw_scoring(self, painter: QPainter, scoring: Scoring, top: int, row: int) -> None:
        previous: Run | None = None
        for run in runs(scoring.stages, scoring.by_human()):
            if previous is not None and previous.stop == run.first:
                self._draw_step(painter, previous, run, top, row)
            self._draw_run(painter, run, top, row)
            previous = run

    def _draw_step(self, painter: QPainter, before: Run, run: Run, top: int, row: int) -> None:
        x = self.x_of(run.first)
        painter.setPen(QPen(QColor(self._theme.line), 1))
        low, high = sorted((_ROWS[before.stage], _ROWS[run.stage]))
        painter.drawLine(QLineF(x, top + (low + 0.5) * row, x, top + (high + 0.5) * row))

    def _draw_run(self, painter: QPainter, run: Run, top: int, row: int) -> None:
        """Solid where a person scored, hatched where a model did; REM taller than the others."""
        share = 0.82 if run.stage == Stage.R else 0.5
        left, right = self.x_of(run.first), self.x_of(run.stop)
        y = top + _ROWS[run.stage] * row + row * (1 - share) / 2
        box = QRectF(left, y, max(right - left, 1.0), row * share)
        colour = self._theme.stage(run.stage)
        if run.human:
            painter.fillRect(box, colour)
            return
        pale = QColor(colour)
        pale.setAlpha(70)
        painter.fillRect(box, pale)
        painter.fillRect(box, QBrush(colour, Qt.BrushStyle.Dense5Pattern))

    def _draw_disagreements(self, painter: QPainter, first: Scoring, second: Scoring) -> None:
        """Ticks between the hypnograms where they differ."""
        differ = (first.stages != second.stages) & (first.stages >= 0) & (second.stages >= 0)
        colour = QColor(self._theme.warning)
        y = self._second_top() + 3
        for epoch in np.flatnonzero(differ).tolist():
            x = self.x_of(epoch)
            painter.fillRect(QRectF(x, y, max(self.x_of(epoch + 1) - x, 1.0), GAP - 6), colour)

    def _draw_lights(self, painter: QPainter, scoring: Scoring) -> None:
        bottom = self._second_top()
        for seconds, text in ((scoring.lights.off_s, "lights off"), (scoring.lights.on_s, "lights on")):
            if seconds is None:
                continue
            x = self.x_of(seconds / EPOCH_SECONDS)
            painter.setPen(QPen(QColor(self._theme.warning), 1, Qt.PenStyle.DashLine))
            painter.drawLine(QLineF(x, 0, x, bottom))
            width = painter.fontMetrics().horizontalAdvance(text)
            at = x + 4 if x + width + 6 < self.width() else x - width - 4
            painter.drawText(QPointF(at, TOP - 5), text)

    def _draw_gaps(self, painter: QPainter) -> None:
        for gap in self._recording.gaps if self._recording else ():
            left, right = (self.x_of(s / EPOCH_SECONDS) for s in (gap.start_s, gap.stop_s))
            box = QRectF(left, TOP, max(right - left, 1.0), self._second_top() - TOP)
            painter.fillRect(box, QBrush(QColor(self._theme.line), Qt.BrushStyle.BDiagPattern))

    def _draw_clock(self, painter: QPainter) -> None:
        """Hours under the strip: of the clock where the start is known, else since the start."""
        assert self._recording is not None
        assert self._scoring is not None
        painter.setPen(QColor(self._theme.dim))
        y = self.height() - 5
        for seconds, text in _hours(self._recording):
            x = self.x_of(seconds / EPOCH_SECONDS)
            painter.drawLine(QLineF(x, self.height() - AXIS, x, self.height() - AXIS + 3))
            width = painter.fontMetrics().horizontalAdvance(text)
            left = min(max(x - width / 2, LEFT), self.width() - RIGHT - width)
            painter.drawText(QPointF(left, y), text)


def _hours(recording: Recording) -> Iterator[tuple[float, str]]:
    """Seconds and texts of full hours, thinned out for long recordings."""
    step_h = max(1, round(recording.duration_s / 3600 / 14))
    start = recording.start
    first = 0.0 if start is None else (3600 - (start.minute * 60 + start.second)) % 3600
    for seconds in np.arange(first, recording.duration_s, 3600 * step_h).tolist():
        clock = recording.clock(seconds)
        yield seconds, clock.strftime("%H:%M") if clock else f"{seconds / 3600:.0f} h"
