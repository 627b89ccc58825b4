"""Time under the strip."""

from __future__ import annotations

from collections.abc import Iterator

import pyqtgraph as pg
from PySide6.QtCore import QLineF, QPointF, QRectF
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from sleepscorer.gui.night.lanes import SMALL, StripState, scaled
from sleepscorer.recording import Recording
from sleepscorer.stages import EPOCH_SECONDS

STEPS_S = (60, 120, 300, 600, 900, 1800, 3600, 7200, 14400, 21600, 43200, 86400)
APART = 64
"""Least pixels between two texts."""
HEIGHT = 18
"""A line of text, however large the lanes are."""


class Clock(pg.GraphicsObject):
    """Clock time where the start is known, else time since the start; over the whole width, in pixels.

    Painted here: the axis of pyqtgraph records a picture at each paint.
    """

    def __init__(self, night: StripState) -> None:
        super().__init__()
        self._night = night
        self._bounds = QRectF(0, 0, 1, HEIGHT)
        self.setCacheMode(QGraphicsItem.CacheMode.DeviceCoordinateCache)

    def take_geometry(self) -> None:
        """Draw again what is in sight now."""
        axis = self._night.axis
        bounds = QRectF(axis.left - 20, 0, axis.width + 29, HEIGHT)
        if bounds != self._bounds:
            self.prepareGeometryChange()
            self._bounds = bounds
        self.update()

    def boundingRect(self) -> QRectF:
        """Return the axis, and as much as the texts at either end reach over it."""
        return self._bounds

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        """Draw ticks and texts."""
        axis, recording = self._night.axis, self._night.recording
        if recording is None:
            return
        painter.setFont(scaled(self._night.font, SMALL))
        painter.setPen(QColor(self._night.theme.dim))
        painter.drawLine(axis.left, 0, axis.right, 0)
        begin, end = axis.first * EPOCH_SECONDS, axis.stop * EPOCH_SECONDS
        for seconds, text in ticks(recording, begin, end, max(axis.width // APART, 1)):
            x = axis.x_of_seconds(seconds)
            painter.drawLine(QLineF(x, 0, x, 4))
            width = painter.fontMetrics().horizontalAdvance(text)
            left = min(max(x - width / 2, axis.left - 18), axis.right + 8 - width)
            painter.drawText(QPointF(left, HEIGHT - 4), text)


def ticks(recording: Recording, begin_s: float, end_s: float, most: int) -> Iterator[tuple[float, str]]:
    """Return the seconds and texts of round times, at most so many."""
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
