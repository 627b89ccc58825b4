"""Curves of the traces on the page."""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock
from typing import TYPE_CHECKING, Any

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtCore import QLineF, QRectF
from PySide6.QtGui import QPainter, QPen, QPolygonF
from shiboken6 import VoidPtr

from sleepscorer.signals.resampling import envelope

if TYPE_CHECKING:
    from sleepscorer.gui.page.pages import Page


FEWEST_BINS = 200
KEPT_DRAWINGS = 6
LINES_Z = -5.0
"""Above the backdrop, below the traces."""


class Drawing:
    """Drawing of a trace at any scale, in seconds of the page and its unit; NaN is left out.

    Parameters
    ----------
    times_s, values : ndarray of float32, shape (n,)
    bins : int
        About the number of pixels.
    """

    def __init__(self, times_s: NDArray[np.float32], values: NDArray[np.float32], bins: int) -> None:
        self.original = times_s, values
        kept, self.values = envelope(values, bins)
        self.times_s = times_s[kept]
        self.lines = [
            _polygon(self.times_s[first:stop], self.values[first:stop])
            for first, stop in _stretches(np.isfinite(self.values))
        ]
        self.bounds = _bounds(self.times_s, self.values)

    @classmethod
    def nothing(cls) -> Drawing:
        """Return the drawing of a trace without a sample."""
        return cls(np.zeros(0, np.float32), np.zeros(0, np.float32), FEWEST_BINS)


class Drawings:
    """Drawings of the pages asked for last; safe to be asked by two threads."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._kept: OrderedDict[tuple[int, int], tuple[Page, list[Drawing]]] = OrderedDict()

    def of(self, page: Page, pixels: int) -> list[Drawing]:
        """Return what is drawn of each trace of a page, over so many pixels."""
        bins = max(pixels, FEWEST_BINS)
        key = (id(page), bins)  # the page is kept with it, so that no other one takes its place
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key][1]
        pairs = zip(page.times_s, page.values, strict=True)
        drawn = [Drawing(times_s, values, bins) for times_s, values in pairs]
        with self._lock:
            self._kept[key] = (page, drawn)
            while len(self._kept) > KEPT_DRAWINGS:
                self._kept.popitem(last=False)
        return drawn


class TraceCurve(pg.PlotCurveItem):
    """A trace of the page: a polyline for each stretch of signal, in seconds and the trace's unit.

    The painter path that a plot curve keeps takes half as long again to paint, so the polylines are kept
    ready in Qt's memory. Where the curve is and its scale are the transform of the item.

    Parameters
    ----------
    pen : QPen
    name : str
        Label of the trace.
    """

    def __init__(self, pen: QPen, name: str) -> None:
        self.lines: list[QPolygonF] = []
        self._bounds = QRectF()
        super().__init__(pen=pen, name=name)
        self._show(Drawing.nothing())

    @property
    def times_s(self) -> NDArray[np.float32]:
        """Times on the page of what is drawn, in seconds."""
        return self.xData

    @property
    def values(self) -> NDArray[np.float32]:
        """Values drawn, in the trace's unit; NaN in gaps."""
        return self.yData

    def draw(self, drawing: Drawing) -> None:
        """Take another page of the trace; the view that shows it is to be updated by the caller.

        The scene is not told: a scene with changed items has its window painted at once, so that the
        page would be painted a second time after the night's scene has had the window painted. No index
        and no cache of Qt's depends on the bounds (NoIndex, NoCache, FullViewportUpdate).
        """
        self._show(drawing)

    def _show(self, drawing: Drawing) -> None:
        self.xData, self.yData = drawing.times_s, drawing.values
        self._original = drawing.original
        self.lines, self._bounds = drawing.lines, drawing.bounds
        self.path = self._mouseShape = None
        self.invalidateBounds()

    def getOriginalDataset(self) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """Return times and values of the page before they are reduced, which exporters ask a curve for."""
        return self._original

    def boundingRect(self) -> QRectF:
        """Return the page and range of the values."""
        return self._bounds

    def pixelPadding(self) -> float:
        """Return nothing: the whole page is painted at once."""
        return 0.0

    def viewTransformChanged(self) -> None:
        """Keep the bounds: they do not depend on where the page is seen."""

    def paint(self, painter: QPainter, *args: object) -> None:
        """Paint in the trace's unit; the item's transform is its scale."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(self.opts["pen"])
        for line in self.lines:
            painter.drawPolyline(line)


class GuideLines(pg.GraphicsObject):
    """Level lines over the page proper, at a value and at its negative.

    Parameters
    ----------
    value : float
        In the trace's unit.
    page_s : float
    pen : QPen
    """

    def __init__(self, value: float, page_s: float, pen: QPen) -> None:
        super().__init__()
        self._pen = pen
        self._page_s = page_s
        self.levels = (value, -value)
        self.setZValue(LINES_Z)

    def set_length(self, page_s: float) -> None:
        """Reach over a page of another length."""
        self.prepareGeometryChange()
        self._page_s = page_s

    def boundingRect(self) -> QRectF:
        """Return the rectangle between the lines."""
        return QRectF(0, min(self.levels), self._page_s, 2 * abs(self.levels[0]))

    def paint(self, painter: QPainter, *args: object) -> None:
        """Paint in the trace's unit; the item's transform is its scale."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.setPen(self._pen)
        for level in self.levels:
            painter.drawLine(QLineF(0, level, self._page_s, level))


def _polygon(x: NDArray[np.float32], y: NDArray[np.float32]) -> QPolygonF:
    """Points written into Qt's own memory: a point at a time takes a hundred times as long."""
    points = QPolygonF()
    if not x.size:
        return points  # memory of no length is refused
    points.resize(x.size)
    # The stubs know VoidPtr neither with a length nor as a buffer.
    pointer: Any = VoidPtr
    memory = np.frombuffer(pointer(points.data(), 16 * x.size, True), np.float64).reshape(-1, 2)
    memory[:, 0], memory[:, 1] = x, y
    return points


def _stretches(known: NDArray[np.bool_]) -> list[tuple[int, int]]:
    """Start and stop of each run of known values."""
    if known.size and known.all():
        return [(0, known.size)]
    edges = np.flatnonzero(np.diff(np.r_[False, known, False].astype(np.int8))).tolist()
    return list(zip(edges[::2], edges[1::2], strict=True))


def _bounds(times_s: NDArray[np.float32], values: NDArray[np.float32]) -> QRectF:
    low = float(np.fmin.reduce(values, initial=np.inf))
    high = float(np.fmax.reduce(values, initial=-np.inf))
    if low > high:
        return QRectF()
    return QRectF(float(times_s[0]), low, float(times_s[-1] - times_s[0]), high - low)
