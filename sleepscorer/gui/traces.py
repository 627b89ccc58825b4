"""The page of traces: true scale, grey margins, grid, and the lines that slow waves are read by."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF, QResizeEvent, QTransform, QWheelEvent
from PySide6.QtWidgets import QWidget

from sleepscorer.channels import Derivation, Role, is_frontal
from sleepscorer.gui.pages import Page
from sleepscorer.gui.theme import Theme
from sleepscorer.signals.resampling import envelope

MARGIN_S = 4.0
PAGE_S = 30.0
SLOW_WAVE_UV = 37.5
"""Half of the 75 uV peak to peak that a slow wave has at least (AASM)."""
LANE_FILL = 0.7
"""Share of its lane that a trace without a voltage scale fills."""
ROLE_GAIN = {Role.ECG: 0.15, Role.LEG: 0.7}
"""Factor on the common scale for roles whose waves are taller."""


@dataclass
class Lane:
    """How one trace is drawn.

    Attributes
    ----------
    trace : Derivation
    unit : str
    gain : float
        The technician's factor on the scale.
    inverted : bool
    centre, spread : float, float or None
        Value in the middle of the lane, and the half-range that fills it, for a trace that is no
        wave in microvolts.
    """

    trace: Derivation
    unit: str
    gain: float = 1.0
    inverted: bool = False
    centre: float = 0.0
    spread: float | None = None


class Backdrop(pg.GraphicsObject):
    """Grid, grey margins and lane lines, painted as one item under the curves."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme
        self.n_lanes = 1
        self.fine = True
        self.setZValue(-10)

    def arrange(self, n_lanes: int, fine: bool) -> None:
        """Lay out for so many lanes; ``fine`` draws a line each second."""
        self.prepareGeometryChange()
        self.n_lanes, self.fine = n_lanes, fine
        self.update()

    def boundingRect(self) -> QRectF:
        """Whole page with its margins."""
        return QRectF(-MARGIN_S, -self.n_lanes, PAGE_S + 2 * MARGIN_S, self.n_lanes)

    def paint(self, painter: QPainter, *args: object) -> None:
        """Paint in page coordinates."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        margin = QColor(self.theme.margin)
        painter.fillRect(QRectF(-MARGIN_S, -self.n_lanes, MARGIN_S, self.n_lanes), margin)
        painter.fillRect(QRectF(PAGE_S, -self.n_lanes, MARGIN_S, self.n_lanes), margin)
        for second in range(int(PAGE_S) + 1):
            strong = second % 5 == 0
            if strong or self.fine:
                painter.setPen(_pen(self.theme.line if strong else self.theme.grid))
                painter.drawLine(second, -self.n_lanes, second, 0)


def _pen(colour: str, style: Qt.PenStyle = Qt.PenStyle.SolidLine) -> QPen:
    """Cosmetic pen of width exactly 1: any other width costs a hundred times the time."""
    pen = QPen(QColor(colour))
    pen.setWidth(1)
    pen.setCosmetic(True)
    pen.setStyle(style)
    return pen


class TraceCurve(pg.GraphicsObject):
    """One trace: a polyline for each stretch of signal.

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
        low, high = (values[known].min(), values[known].max()) if known.any() else (0.0, 0.0)
        self._bounds = QRectF(-MARGIN_S, float(low), PAGE_S + 2 * MARGIN_S, float(high - low))
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


class TraceView(pg.PlotWidget):
    """Traces of one page.

    Parameters
    ----------
    theme : Theme

    Signals
    -------
    wheel_turned(int)
        Epochs to go, by the wheel.
    gain_turned(int)
        Steps of the gain of all traces, by Shift and the wheel.
    laid_out()
        Sizes or scale have changed.
    """

    wheel_turned = Signal(int)
    gain_turned = Signal(int)
    laid_out = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent, background=theme.base)
        self._theme = theme
        self._curves: list[TraceCurve] = []
        self._marks: list[pg.PlotCurveItem | None] = []
        self.lanes: list[Lane] = []
        self.uv_per_mm = 7.0
        self.negative_up = False
        self._prepare_plot()
        self._backdrop = Backdrop(theme)
        self.addItem(self._backdrop)
        self.setAccessibleName("Traces")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def _prepare_plot(self) -> None:
        plot = self.getPlotItem()
        plot.hideAxis("left")
        plot.hideAxis("bottom")
        plot.setMenuEnabled(False)
        plot.hideButtons()
        plot.setMouseEnabled(False, False)
        plot.vb.setDefaultPadding(0)
        # Clipping to the union of what each trace covers costs more than painting the page whole.
        self.setViewportUpdateMode(self.ViewportUpdateMode.FullViewportUpdate)
        plot.vb.disableAutoRange()
        self.setXRange(-MARGIN_S, PAGE_S + MARGIN_S, padding=0)

    def show_lanes(self, lanes: Sequence[Lane], grid: bool) -> None:
        """Lay the traces out, one below the other."""
        for item in [*self._curves, *self._marks]:
            if item is not None:
                self.removeItem(item)
        self.lanes = list(lanes)
        self._curves = [self._add_curve(lane) for lane in lanes]
        self._marks = [self._add_marks(lane) for lane in lanes]
        self._backdrop.arrange(max(len(lanes), 1), grid)
        self.setYRange(-max(len(lanes), 1), 0, padding=0)
        self.rescale()

    def _add_curve(self, lane: Lane) -> TraceCurve:
        curve = TraceCurve(_pen(self._theme.roles[lane.trace.role]))
        self.addItem(curve)
        return curve

    def _add_marks(self, lane: Lane) -> pg.PlotCurveItem | None:
        """Lines at +-37.5 uV where slow waves are measured."""
        if lane.trace.role is not Role.EEG or lane.unit != "uV" or not is_frontal(lane.trace.label):
            return None
        x = np.array([0, PAGE_S, 0, PAGE_S], np.float32)
        y = np.array([SLOW_WAVE_UV, SLOW_WAVE_UV, -SLOW_WAVE_UV, -SLOW_WAVE_UV], np.float32)
        pen = _pen(self._theme.accent, Qt.PenStyle.DashLine)
        marks = pg.PlotCurveItem(x, y, pen=pen, connect="pairs", antialias=False)
        marks.setZValue(-5)
        self.addItem(marks)
        return marks

    def set_grid(self, fine: bool) -> None:
        """Draw a line each second, or only every five."""
        self._backdrop.arrange(max(len(self.lanes), 1), fine)

    def show_page(self, page: Page) -> None:
        """Draw a page read for the lanes as they stand."""
        bins = max(self.width(), 200)
        for curve, times, values in zip(self._curves, page.times_s, page.values, strict=True):
            kept, shown = envelope(values, bins)
            curve.show_values(times[kept], shown)

    def pixels_per_mm(self) -> float:
        """True resolution of the screen; 96 dots per inch where the screen tells nothing sensible."""
        screen = self.screen()
        dots = screen.physicalDotsPerInchY() if screen else 96.0
        return (dots if 50 <= dots <= 400 else 96.0) / 25.4

    def lane_pixels(self) -> float:
        """Height of a lane in pixels."""
        return self.getPlotItem().vb.height() / max(len(self.lanes), 1)

    def uv_to_lane(self, lane: Lane) -> float:
        """Height of one unit of a trace, as a share of its lane."""
        if lane.spread is not None:
            return lane.gain * LANE_FILL / 2 / lane.spread
        per_pixel = 1 / (self.uv_per_mm * self.lane_pixels() / self.pixels_per_mm())
        return lane.gain * ROLE_GAIN.get(lane.trace.role, 1.0) * per_pixel

    def rescale(self) -> None:
        """Apply scale, gains and polarity to the curves as they stand."""
        for place, (lane, curve, marks) in enumerate(zip(self.lanes, self._curves, self._marks, strict=True)):
            sign = -1.0 if lane.inverted != (self.negative_up and lane.trace.role is Role.EEG) else 1.0
            scale = sign * self.uv_to_lane(lane)
            for item in (curve, marks):
                if item is not None:
                    item.setTransform(QTransform.fromScale(1, scale))
                    item.setPos(0, -(place + 0.5) - scale * lane.centre)
        self.laid_out.emit()

    def plot_rectangle(self) -> QRectF:
        """Where the lanes are, in this widget's pixels."""
        return self.getPlotItem().vb.sceneBoundingRect()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the true scale when the size changes."""
        super().resizeEvent(event)
        if hasattr(self, "_backdrop"):
            self.rescale()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Wheel: epoch; Shift and wheel: gain of all."""
        turned = event.angleDelta().y() or event.angleDelta().x()
        if turned:
            steps = 1 if turned > 0 else -1
            if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
                self.gain_turned.emit(steps)
            else:
                self.wheel_turned.emit(-steps)
        event.accept()
