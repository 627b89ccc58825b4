"""Time under the strip."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QLineF, QPointF, QRectF
from PySide6.QtGui import QColor, QPainter

from sleepscorer.gui.i18n.translation import QT_TRANSLATE_NOOP
from sleepscorer.gui.night.lanes import Lane
from sleepscorer.recording import Recording
from sleepscorer.stages import EPOCH_SECONDS

STEPS_S = (60, 120, 300, 600, 900, 1800, 3600, 7200, 14400, 21600, 43200, 86400)
APART = 64
"""Least pixels between two texts."""


class ClockLane(Lane):
    """Clock time where the start is known, else time since the start."""

    name = "clock"
    title = QT_TRANSLATE_NOOP("Strip", "Clock")
    usual = 18

    @property
    def height(self) -> int:
        """A line of text, however large the other lanes are."""
        return self.usual

    def redraw_epochs(self, first: int, stop: int) -> None:
        """Stages leave the clock as it is."""

    def draw_gutter(self, painter: QPainter) -> None:
        """Say nothing: a clock is a clock."""

    def plot(self) -> QRectF:
        """Texts at either end may reach over the axis."""
        return super().plot().adjusted(-20, 0, 9, 0)

    def draw(self, painter: QPainter, first: int, stop: int) -> None:
        """Draw ticks and texts."""
        axis, recording = self.night.axis, self.night.recording
        if recording is None:
            return
        painter.setPen(QColor(self.night.theme.dim))
        painter.drawLine(axis.left, 0, axis.right, 0)
        begin, end = axis.first * EPOCH_SECONDS, axis.stop * EPOCH_SECONDS
        for seconds, text in ticks(recording, begin, end, max(axis.width // APART, 1)):
            x = axis.x_of_seconds(seconds)
            painter.drawLine(QLineF(x, 0, x, 4))
            width = painter.fontMetrics().horizontalAdvance(text)
            left = min(max(x - width / 2, axis.left - 18), axis.right + 8 - width)
            painter.drawText(QPointF(left, self.height - 4), text)


def ticks(recording: Recording, begin_s: float, end_s: float, most: int) -> Iterator[tuple[float, str]]:
    """Seconds and texts of round times, at most so many."""
    step = next((s for s in STEPS_S if (end_s - begin_s) / s <= most), STEPS_S[-1])
    start = recording.start
    midnight = 0.0 if start is None else start.hour * 3600.0 + start.minute * 60 + start.second
    seconds = -((begin_s + midnight) // -step) * step - midnight
    while seconds <= end_s:
        clock = recording.clock(seconds)
        yield seconds, clock.strftime("%H:%M") if clock else _elapsed(seconds)
        seconds += step


def _elapsed(seconds: float) -> str:
    hours, minutes = divmod(round(seconds) // 60, 60)
    return f"{hours}:{minutes:02d} h"
