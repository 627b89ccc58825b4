"""One trace on the page."""

from __future__ import annotations

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPen, QPolygonF


class TraceCurve(pg.GraphicsObject):
    """A polyline for each stretch of signal.

    A third faster than ``pyqtgraph.PlotCurveItem``, which keeps a painter path.

    Parameters
    ----------
    pen : QPen
    """

    def __init__(self, pen: QPen) -> None:
        super().__init__()
        self._pen = pen
        self._lines: list[QPolygonF] = []
        self._bounds = QRectF()
        self.times_s = self.values = np.zeros(0, np.float32)

    def show_values(self, times_s: NDArray[np.float32], values: NDArray[np.float32]) -> None:
        """Draw values, in the trace's unit, over the seconds of the page; NaN is left out."""
        self.prepareGeometryChange()
        self.times_s, self.values = times_s, values
        known = np.isfinite(values)
        edges = np.flatnonzero(np.diff(np.r_[False, known, False].astype(np.int8)))
        self._lines = [
            pg.functions.arrayToQPolygonF(times_s[first:stop], values[first:stop])
            for first, stop in zip(edges[::2], edges[1::2], strict=True)
        ]
        self._bounds = _bounds(times_s, values[known])
        self.update()

    def boundingRect(self) -> QRectF:
        """Page and range of the values."""
        return self._bounds

    def paint(self, painter: QPainter, *args: object) -> None:
        """Paint in the trace's unit; the item's transform is its scale."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(self._pen)
        for line in self._lines:
            painter.drawPolyline(line)


def _bounds(times_s: NDArray[np.float32], known: NDArray[np.float32]) -> QRectF:
    if not known.size:
        return QRectF()
    low, high = float(known.min()), float(known.max())
    return QRectF(float(times_s[0]), low, float(times_s[-1] - times_s[0]), high - low)
