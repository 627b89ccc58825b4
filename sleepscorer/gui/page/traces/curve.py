"""Curves of the traces on the page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF
from shiboken6 import VoidPtr

from sleepscorer.gui.page.computed_once import ComputedOnce
from sleepscorer.gui.page.traces.lane import TraceShape
from sleepscorer.gui.page.traces.pens import cosmetic_pen
from sleepscorer.signals.resampling import peak_positions

if TYPE_CHECKING:
    from sleepscorer.gui.page.pages import Page


FEWEST_BINS = 200
KEPT_DRAWINGS = 6
BLOCK_ALPHAS = (30, 60, 95, 130, 45)
"""Shades of the blocks of neighbouring codes."""
LEAST_WORD_PIXELS = 12
HIGHEST_WORD = 13
"""Pixels of a word in a block that has room for more."""
LINES_Z = -5.0
"""Above the backdrop, below the traces."""


@dataclass
class Drawing:
    """Drawing of a trace at any scale, in seconds of the page and its unit; NaN is left out.

    Attributes
    ----------
    original : tuple of ndarray of float32, each of shape (n,)
        Times and values of the page, before they were reduced.
    times_s, values, heights : ndarray of float32, shape (n_kept,)
        What is drawn, and the values less ``offset``.
    offset : float
        Middle value of the page of a trace that is drawn about it, else 0.
    bounds : QRectF
    lines : list of QPolygonF
        A line for each stretch of signal.
    blocks : list of (float, float, int)
        Start, stop and code of each stretch of one code.
    """

    original: tuple[NDArray[np.float32], NDArray[np.float32]]
    times_s: NDArray[np.float32]
    values: NDArray[np.float32]
    heights: NDArray[np.float32]
    offset: float = 0.0
    bounds: QRectF = field(default_factory=QRectF)
    lines: list[QPolygonF] = field(default_factory=list)
    blocks: list[tuple[float, float, int]] = field(default_factory=list)

    @classmethod
    def nothing(cls) -> Drawing:
        """Return the drawing of a trace without a sample."""
        nothing = np.zeros(0, np.float32)
        return cls((nothing, nothing), nothing, nothing, nothing)

    @classmethod
    def of_page(cls, page: Page, bins: int, shapes: Sequence[TraceShape]) -> list[Drawing]:
        """Return the drawings of a page, over about so many pixels; traces of the same times together."""
        same: dict[int, list[int]] = {}
        for index, times_s in enumerate(page.times_s):
            same.setdefault(id(times_s), []).append(index)
        drawings: dict[int, Drawing] = {}
        for traces in same.values():
            values = [page.values[index] for index in traces]
            drawn = cls.of_traces(page.times_s[traces[0]], values, bins, [shapes[index] for index in traces])
            drawings |= zip(traces, drawn, strict=True)
        return [drawings[index] for index in range(len(page.values))]

    @classmethod
    def of_traces(
        cls,
        times_s: NDArray[np.float32],
        traces: Sequence[NDArray[np.float32]],
        bins: int,
        shapes: Sequence[TraceShape],
    ) -> list[Drawing]:
        """Return the drawings of traces of the same times, over about so many pixels.

        What can be done for all of them is: between any two calls another thread has to be waited for.
        """
        if not times_s.size:
            return [cls.nothing() for _ in traces]
        together = np.stack(traces)
        kept = peak_positions(together, bins)
        drawn_s, values = times_s[kept], np.take_along_axis(together, kept, axis=1)
        known = np.isfinite(values)
        are_whole = np.asarray(known.all(axis=1)).tolist()
        offsets = [
            float(np.median(values[row][known[row]]))
            if shape is TraceShape.CENTRED and known[row].any()
            else 0.0
            for row, shape in enumerate(shapes)
        ]
        heights = values - np.array(offsets, np.float32)[:, np.newaxis] if any(offsets) else values
        points = np.empty((*values.shape, 2), np.float64)
        points[..., 0], points[..., 1] = drawn_s, heights
        low = np.fmin.reduce(heights, axis=1, initial=np.inf).tolist()
        high = np.fmax.reduce(heights, axis=1, initial=-np.inf).tolist()
        drawings = []
        for row, shape in enumerate(shapes):
            drawing = cls((times_s, traces[row]), drawn_s[row], values[row], heights[row], offsets[row])
            drawing.bounds = _bounds(drawn_s[row], low[row], high[row])
            stretches = [(0, values.shape[1])] if are_whole[row] else _stretches(known[row])
            drawing._join(shape, points[row], stretches)
            drawings.append(drawing)
        return drawings

    def _join(
        self, shape: TraceShape, points: NDArray[np.float64], stretches: Sequence[tuple[int, int]]
    ) -> None:
        """Join the values of each stretch of signal, as the shape says."""
        if shape is TraceShape.BLOCKS:
            self.blocks = _blocks(self.times_s, self.values)
        elif shape is TraceShape.STEPS:
            self.lines = [self._steps(first, stop) for first, stop in stretches]
        else:
            self.lines = [_polygon(points[first:stop]) for first, stop in stretches]

    def _steps(self, first: int, stop: int) -> QPolygonF:
        """Return a line that keeps each value until the next one, the last until the sample that follows."""
        times_s, values = self.times_s[first:stop], self.heights[first:stop]
        after_s = self.times_s[stop] if stop < self.times_s.size else times_s[-1] + step_of(self.original[0])
        points = np.empty((2 * times_s.size + 1, 2), np.float64)
        points[:, 0] = np.repeat(np.append(times_s, after_s), 2)[1:]
        points[:, 1] = np.repeat(np.append(values, values[-1]), 2)[:-1]
        return _polygon(points)


class Drawings:
    """Drawings of the pages asked for last; safe to be asked by two threads."""

    def __init__(self) -> None:
        self._kept: ComputedOnce[tuple[object, ...], tuple[Page, list[Drawing]]] = ComputedOnce()

    def of(self, page: Page, pixels: int, shapes: tuple[TraceShape, ...]) -> list[Drawing]:
        """Return what is drawn of each trace of a page, over so many pixels."""
        bins = max(pixels, FEWEST_BINS)

        def compute() -> tuple[Page, list[Drawing]]:
            return page, Drawing.of_page(page, bins, [as_drawn(shape) for shape in shapes])

        def as_drawn(shape: TraceShape) -> TraceShape:
            return TraceShape.LINE if page.reduced and shape is TraceShape.STEPS else shape

        key = (id(page), bins, shapes)  # the page is kept with it, so that no other one takes its place
        return self._kept.get(key, compute, lambda kept: KEPT_DRAWINGS)[1]


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
        self._limits: tuple[float, float] | None = None
        self._cut: list[tuple[float, NDArray[np.float64], NDArray[np.float64]]] = []
        self.cut_pen = pen
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

    def limit(self, limits: tuple[float, float] | None) -> None:
        """Cut off what is below or above two values, in the trace's unit; None lets it overflow."""
        self._limits = limits
        self._mark_cut()

    def _mark_cut(self) -> None:
        """Note the edges at which values are cut off, and where on the page: starts and stops."""
        self._cut = []
        if self._limits is None or self._bounds.isNull():
            return
        low, high = self._limits
        for edge, is_beyond in ((high, self._bounds.bottom() > high), (low, self._bounds.top() < low)):
            if is_beyond:
                beyond = self._heights > edge if edge == high else self._heights < edge
                runs = np.array(_stretches(beyond), np.intp).reshape(-1, 2)
                if len(runs):
                    times_s = self.xData.astype(np.float64)
                    self._cut.append((edge, times_s[runs[:, 0]], times_s[runs[:, 1] - 1]))

    @property
    def cut_off_s(self) -> list[tuple[float, float, float]]:
        """Return where values are cut off: start and stop in seconds of the page, value of the edge."""
        return [
            (start_s, stop_s, edge)
            for edge, starts_s, stops_s in self._cut
            for start_s, stop_s in zip(starts_s.tolist(), stops_s.tolist(), strict=True)
        ]

    def _show(self, drawing: Drawing) -> None:
        self._heights = drawing.heights
        self.xData, self.yData = drawing.times_s, drawing.values
        self._original = drawing.original
        self.lines, self._bounds = drawing.lines, drawing.bounds
        self._mark_cut()
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
        if not self._cut:
            self._paint_lines(painter)
            return
        assert self._limits is not None
        low, high = self._limits
        painter.save()
        painter.setClipRect(QRectF(self._bounds.left(), low, self._bounds.width(), high - low))
        self._paint_lines(painter)
        painter.restore()
        self._paint_ticks(painter)

    def _paint_lines(self, painter: QPainter) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(self.opts["pen"])
        for line in self.lines:
            painter.drawPolyline(line)

    def _paint_ticks(self, painter: QPainter) -> None:
        """Paint a pixel along the edge of the lane where values are cut off."""
        pixel_s, pixel = 1 / abs(painter.worldTransform().m11()), 1 / abs(painter.worldTransform().m22())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.setPen(self.cut_pen)
        middle = sum(self._limits or (0.0, 0.0)) / 2
        for edge, starts_s, stops_s in self._cut:
            inner = edge + (pixel if edge < middle else -pixel)
            ends_s = _united(starts_s, np.maximum(stops_s, starts_s + pixel_s))
            painter.drawPath(pg.arrayToQPath(ends_s, np.full(ends_s.size, inner), connect="pairs"))


class CodeBlocks(TraceCurve):
    """Trace of codes: a block with its word for each stretch of one code.

    Parameters
    ----------
    pen : QPen
    name : str
        Label of the trace.
    text_of : callable
        Word for a code.
    """

    def __init__(self, pen: QPen, name: str, text_of: Callable[[int], str]) -> None:
        super().__init__(pen, name)
        self._text_of = text_of

    def _show(self, drawing: Drawing) -> None:
        super()._show(drawing)
        self.blocks = drawing.blocks
        self._bounds = QRectF(self._bounds.left(), -0.5, self._bounds.width(), 1.0)

    def paint(self, painter: QPainter, *args: object) -> None:
        """Paint in pixels, for a word keeps its shape; a change of code is a line."""
        onto = painter.worldTransform()
        painter.save()
        painter.resetTransform()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        ink = QColor(self.opts["pen"].color())
        shade = QColor(ink)
        for first_s, last_s, code in self.blocks:
            box = onto.mapRect(QRectF(first_s, -0.5, last_s - first_s, 1.0)).adjusted(0, 1, 0, -1)
            shade.setAlpha(BLOCK_ALPHAS[code % len(BLOCK_ALPHAS)])
            painter.fillRect(box, shade)
            painter.setPen(cosmetic_pen(ink.name()))
            painter.drawLine(QLineF(box.left(), box.top(), box.left(), box.bottom()))
            shown = box.intersected(QRectF(painter.viewport())).adjusted(4, 0, -2, 0)
            if shown.width() >= LEAST_WORD_PIXELS:
                font = painter.font()
                font.setPixelSize(max(min(round(box.height()), HIGHEST_WORD), 1))
                painter.setFont(font)
                metrics = painter.fontMetrics()
                text, width = self._text_of(code), int(shown.width())
                word = metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)
                painter.drawText(shown, Qt.AlignmentFlag.AlignVCenter, word)
        painter.restore()


class GuideLines(pg.GraphicsObject):
    """Level lines over the page proper.

    Parameters
    ----------
    levels : sequence of float
        In the trace's unit.
    page_s : float
    pen : QPen
    """

    def __init__(self, levels: Sequence[float], page_s: float, pen: QPen) -> None:
        super().__init__()
        self._pen = pen
        self._page_s = page_s
        self.levels = tuple(levels)
        self.setZValue(LINES_Z)

    def set_length(self, page_s: float) -> None:
        """Reach over a page of another length."""
        self.prepareGeometryChange()
        self._page_s = page_s

    def boundingRect(self) -> QRectF:
        """Return the rectangle from the lowest line to the highest."""
        return QRectF(0, min(self.levels), self._page_s, max(self.levels) - min(self.levels))

    def paint(self, painter: QPainter, *args: object) -> None:
        """Paint in the trace's unit; the item's transform is its scale."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.setPen(self._pen)
        for level in self.levels:
            painter.drawLine(QLineF(0, level, self._page_s, level))


def _polygon(points: NDArray[np.float64]) -> QPolygonF:
    """Points, shape (n, 2), written into Qt's own memory: a point at a time takes a hundred times as long."""
    polygon = QPolygonF()
    if not len(points):
        return polygon  # memory of no length is refused
    polygon.resize(len(points))
    # The stubs know VoidPtr neither with a length nor as a buffer.
    pointer: Any = VoidPtr
    memoryview(pointer(polygon.data(), points.nbytes, True))[:] = points.data.cast("B")
    return polygon


def step_of(times_s: NDArray[np.float32]) -> float:
    """Return the seconds from one sample to the next."""
    return float(times_s[1] - times_s[0]) if times_s.size > 1 else 1.0


def _blocks(times_s: NDArray[np.float32], values: NDArray[np.float32]) -> list[tuple[float, float, int]]:
    """Return start, stop and code of each stretch of one code."""
    blocks: list[tuple[float, float, int]] = []
    step_s = step_of(times_s)
    for first, stop in _stretches(np.isfinite(values)):
        codes = np.round(values[first:stop]).astype(int)
        starts = [0, *(np.flatnonzero(np.diff(codes)) + 1).tolist(), codes.size]
        for begin, end in pairwise(starts):
            last = first + end
            stop_s = float(times_s[last]) if last < stop else float(times_s[last - 1]) + step_s
            blocks.append((float(times_s[first + begin]), stop_s, int(codes[begin])))
    return blocks


def _stretches(known: NDArray[np.bool_]) -> list[tuple[int, int]]:
    """Start and stop of each run of known values."""
    if known.size and known.all():
        return [(0, known.size)]
    edges = np.flatnonzero(np.diff(np.r_[False, known, False].astype(np.int8))).tolist()
    return list(zip(edges[::2], edges[1::2], strict=True))


def _united(starts: NDArray[np.float64], stops: NDArray[np.float64]) -> NDArray[np.float64]:
    """Unite stretches that meet or overlap, ordered by their starts; gives start and stop of each in turn.

    Of a night there are thousands.
    """
    reached = np.maximum.accumulate(stops)
    begins = np.flatnonzero(np.r_[True, starts[1:] > reached[:-1]])
    ends = np.r_[begins[1:], starts.size] - 1
    return np.stack([starts[begins], reached[ends]], axis=1).ravel()


def _bounds(times_s: NDArray[np.float32], low: float, high: float) -> QRectF:
    if low > high:
        return QRectF()
    return QRectF(float(times_s[0]), low, float(times_s[-1] - times_s[0]), high - low)
