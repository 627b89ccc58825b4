"""The page of traces: true scale, grey margins, grid, cursor and ruler."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate
from math import inf

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QResizeEvent, QTransform, QWheelEvent
from PySide6.QtWidgets import QGraphicsItem, QGraphicsView, QWidget

from sleepscorer.channels import Role
from sleepscorer.gui.i18n.translation import translate
from sleepscorer.gui.page.pages import Page
from sleepscorer.gui.page.span import PageSpan
from sleepscorer.gui.page.traces.backdrop import Backdrop
from sleepscorer.gui.page.traces.curve import CodeBlocks, Drawings, GuideLines, TraceCurve
from sleepscorer.gui.page.traces.edges import LONGEST_PAGE_S, Grip, grip_at
from sleepscorer.gui.page.traces.heights import lane_heights
from sleepscorer.gui.page.traces.lane import TraceLane, TraceShape
from sleepscorer.gui.page.traces.mark_items import KINDS, MARKS_Z, MarksItem
from sleepscorer.gui.page.traces.marks import SLOW_WAVE_PTP_UV, Geometry, Measured, PageMarks, peak_to_peak
from sleepscorer.gui.page.traces.notches import Notches
from sleepscorer.gui.page.traces.panning import Pan
from sleepscorer.gui.page.traces.pens import cosmetic_pen
from sleepscorer.gui.widgets.theme import Theme
from sleepscorer.scoring import Event, EventKind
from sleepscorer.scoring.events import RESPIRATORY

SLOW_WAVE_UV = SLOW_WAVE_PTP_UV / 2
CLICK_PIXELS = 4
"""A drag shorter than this is a click."""
OVERLAY_Z = 10.0
"""Above the traces, below the marks."""


class TraceView(pg.GraphicsView):
    """Traces of one page, in a bare view box.

    The coordinates of the box are seconds of the page, from 0 at its start, and heights of lanes, from 0 at
    the top downwards; see :meth:`lane_range`. What is laid over the traces has these coordinates, too.

    Parameters
    ----------
    theme : Theme

    Signals
    -------
    wheel_turned(int)
        Epochs to go, by the wheel.
    gain_turned(int)
        Steps of the gain of all traces, by Shift and the wheel.
    length_turned(int)
        Steps of the page length, by Ctrl and the wheel.
    hovered(QPointF or None)
        Where the pointer is with no button pressed; None where it is gone, or a page is shown under it.
    cursor_moved(int, float)
        TraceLane, and seconds from the first sample.
    measured(Measured)
        A box was dragged.
    event_dragged(Event, Event)
        An edge of an event was dragged: what it was, and what it shall be.
    menu_wanted(int, float, QPoint)
        Lane, seconds from the first sample, and where on the screen, by the right button.
    laid_out()
        Sizes or scale have changed.
    page_changed(float, float)
        Another page, or more of it, is drawn: its start in seconds from the first sample, and its length.
    """

    wheel_turned = Signal(int)
    gain_turned = Signal(int)
    length_turned = Signal(int)
    cursor_moved = Signal(int, float)
    hovered = Signal(object)
    measured = Signal(object)
    event_dragged = Signal(object, object)
    menu_wanted = Signal(int, float, QPoint)
    laid_out = Signal()
    page_changed = Signal(float, float)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        self._view_box: pg.ViewBox | None = None  # the size is asked for before there is a box
        super().__init__(parent, background=QColor(theme.base))
        self._theme = theme
        self._overlays: list[QGraphicsItem] = []
        self._curves: list[TraceCurve] = []
        self._lines: list[GuideLines | None] = []
        self._page: Page | None = None
        self._drawn: Page | None = None
        self._drawings = Drawings()
        self._pressed: QPointF | None = None
        self._grip: Grip | None = None
        self._notches = Notches()
        self.lanes: list[TraceLane] = []
        self._edges: list[float] = [0.0]
        self._shapes: tuple[TraceShape, ...] = ()
        self.clips = True
        self.marks = PageMarks()
        self.span = PageSpan()
        self.grid = True
        self.uv_per_mm = 7.0
        self.measured_pixels_per_mm = 0.0
        self.negative_up = False
        self.night_s = inf
        self._backdrop = Backdrop(theme)
        self._view_box = self._prepare_box()
        self._mark_items = [
            MarksItem(paint, self.marks, self._geometry, theme, self._view_box) for paint in KINDS
        ]
        self._fit()
        self.setAccessibleName(translate("Traces", "Traces"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setMouseTracking(True)
        Pan(self.viewport()).stepped.connect(self.wheel_turned)

    def _prepare_box(self) -> pg.ViewBox:
        # Clipping to the union of what each trace covers costs more than painting the page whole.
        self.setViewportUpdateMode(self.ViewportUpdateMode.FullViewportUpdate)
        self.setCacheMode(self.CacheModeFlag.CacheNone)
        self.scene().setItemIndexMethod(self.scene().ItemIndexMethod.NoIndex)
        box = pg.ViewBox(enableMouse=False, enableMenu=False, defaultPadding=0)
        box.disableAutoRange()
        box.setFlag(box.GraphicsItemFlag.ItemIsFocusable, False)
        self.setCentralItem(box)
        box.addItem(self._backdrop, ignoreBounds=True)
        return box

    def _fit(self) -> None:
        """Spread the page over the widget."""
        if self._view_box is not None:
            margin_s = self.span.margin_s
            self._view_box.setRange(
                xRange=(-margin_s, self.span.page_s + margin_s), yRange=(-self._height, 0), padding=0
            )
            self._view_box.updateMatrix()

    @property
    def _height(self) -> float:
        """Return the height of all lanes together, that of an EEG being 1."""
        return self._edges[-1] or 1.0

    @property
    def box(self) -> pg.ViewBox:
        """View box that holds the page, as exporters and overlays ask for it."""
        assert self._view_box is not None
        return self._view_box

    @property
    def curves(self) -> tuple[TraceCurve, ...]:
        """What is drawn of each trace, from the top."""
        return tuple(self._curves)

    @property
    def guide_lines(self) -> tuple[GuideLines | None, ...]:
        """Guide lines of each trace that has some, from the top."""
        return tuple(self._lines)

    def add_overlay(self, item: QGraphicsItem) -> None:
        """Lay an item over the traces, in the coordinates of the box, until it is removed."""
        if item in self._overlays:
            return
        item.setZValue(min(max(item.zValue(), OVERLAY_Z), MARKS_Z - 1))
        self._overlays.append(item)
        self.box.addItem(item, ignoreBounds=True)

    def remove_overlay(self, item: QGraphicsItem) -> None:
        """Take an overlay away; one that is not there is none to take away."""
        if item in self._overlays:
            self._overlays.remove(item)
            self.box.removeItem(item)

    def clear_overlays(self) -> None:
        """Take every overlay away."""
        for item in list(self._overlays):
            self.remove_overlay(item)

    def lane_range(self, lane: int) -> tuple[float, float]:
        """Return the lowest and highest coordinate of a lane in the box."""
        return -self._edges[lane + 1], -self._edges[lane]

    def set_theme(self, theme: Theme) -> None:
        """Draw in other colours, from the next :meth:`show_lanes` on."""
        self._theme = self._backdrop.theme = theme
        for item in self._mark_items:
            item.theme = theme
        self.setBackground(QColor(theme.base))

    def set_span(self, span: PageSpan) -> None:
        """Show pages of another length."""
        self.span = span
        self._share_height()
        self._fit()
        self._backdrop.arrange(self._height, self.grid, span)
        self.rescale()
        for line in self._lines:
            if line is not None:
                line.set_length(span.page_s)

    def show_lanes(self, lanes: Sequence[TraceLane], grid: bool) -> None:
        """Lay the traces out, one below the other."""
        for item in [*self._curves, *self._lines]:
            if item is not None:
                self.box.removeItem(item)
        self.lanes, self.grid, self._drawn = list(lanes), grid, None
        before: TraceLane | None = None
        for lane in self.lanes:
            lane.is_alternate = (
                before is not None and before.trace.role is lane.trace.role and not before.is_alternate
            )
            before = lane
        self._share_height()
        self._shapes = tuple(lane.shape for lane in lanes)
        self._curves = [self._add_curve(lane) for lane in lanes]
        self._lines = [self._add_lines(lane) for lane in lanes]
        self._backdrop.arrange(self._height, grid, self.span)
        self._fit()
        self.rescale()

    def _share_height(self) -> None:
        """Give each lane its height on pages of this length and height."""
        heights = lane_heights(self.lanes, self.span.page_s, self.viewport().height())
        for lane, height in zip(self.lanes, heights, strict=True):
            lane.height = height
        self._edges = [0.0, *accumulate(heights)]

    def colour_of(self, lane: TraceLane) -> str:
        """Return the colour of a trace and its label, as ``#rrggbb``."""
        return lane.colour or self._theme.trace(lane.trace.role, lane.is_alternate)

    def _add_curve(self, lane: TraceLane) -> TraceCurve:
        pen = cosmetic_pen(self.colour_of(lane))
        name = lane.trace.label
        is_code = lane.shape is TraceShape.BLOCKS
        curve = CodeBlocks(pen, name, lane.text_of_code) if is_code else TraceCurve(pen, name)
        curve.cut_pen = cosmetic_pen(self._theme.warning)
        self.box.addItem(curve, ignoreBounds=True)
        return curve

    def _add_lines(self, lane: TraceLane) -> GuideLines | None:
        """Lines at +-37.5 uV where slow waves are measured, and at the levels of a fixed range."""
        if not lane.shows_slow_waves and not lane.levels:
            return None
        levels = lane.levels or (SLOW_WAVE_UV, -SLOW_WAVE_UV)
        pen = cosmetic_pen(self._theme.line if lane.levels else self._theme.accent, Qt.PenStyle.DashLine)
        lines = GuideLines(levels, self.span.page_s, pen)
        self.box.addItem(lines, ignoreBounds=True)
        return lines

    def set_grid(self, fine: bool) -> None:
        """Draw the fine lines of the grid, or only the strong ones."""
        self.grid = fine
        self._backdrop.arrange(self._height, fine, self.span)

    def show_page(self, page: Page, epoch_at_s: float | None = None) -> None:
        """Draw a page read for the lanes as they stand.

        Parameters
        ----------
        page : Page
        epoch_at_s : float, optional
            Start of the current epoch on the page, where the page holds several.
        """
        if page is not self._drawn:
            self.fill_page(page)
        self.mark_epoch(epoch_at_s)
        self.marks.cursor = self.marks.box = None
        self.hovered.emit(None)

    def mark_epoch(self, at_s: float | None) -> None:
        """Mark the current epoch of a page that holds several, by its start on the page."""
        if at_s != self._backdrop.epoch_at_s:
            self._backdrop.mark_epoch(at_s)

    def fill_page(self, page: Page) -> None:
        """Draw more of the page shown, which has been read meanwhile."""
        self._page = self._drawn = page
        drawings = self._drawings.of(page, self.width(), self._shapes)
        for curve, drawing in zip(self._curves, drawings, strict=True):
            curve.draw(drawing)
        self.marks.unread = [(page.start_s + a, page.start_s + b) for a, b in page.unread_s]
        self.viewport().update()
        self.page_changed.emit(page.start_s, self.span.page_s)

    def make_ready(self, page: Page) -> None:
        """Work out what is drawn of a page that may be shown next; another thread may do so."""
        shapes = self._shapes
        if len(shapes) == len(page.values):  # else other lanes are shown by now
            self._drawings.of(page, self.width(), shapes)

    def page_of(self, lane: int) -> tuple[np.ndarray, np.ndarray]:
        """Return the times on the page and values of a trace, as filtered for the screen."""
        if self._page is None:
            return np.zeros(0, np.float32), np.zeros(0, np.float32)
        return self._page.times_s[lane], self._page.values[lane]

    @property
    def is_reduced(self) -> bool:
        """Whether the page holds extremes of stretches, not every sample."""
        return self._page is not None and self._page.reduced

    @property
    def start_s(self) -> float:
        """Start of the page, in seconds from the first sample."""
        return self._page.start_s if self._page is not None else 0.0

    def value_at(self, lane: int, at_s: float) -> float:
        """Return the value of a trace at a time of the page, as it is drawn there; NaN without signal.

        What is drawn in steps or blocks holds until the next sample; of a line it is the nearest sample's.
        """
        if self._page is None or not self._page.times_s[lane].size:
            return float("nan")
        times, on_page_s = self._page.times_s[lane], at_s - self.start_s
        index = int(np.searchsorted(times, on_page_s, side="right")) - 1
        holds = self.lanes[lane].holds
        if not holds and index + 1 < times.size and times[index + 1] - on_page_s < on_page_s - times[index]:
            index += 1
        return float(self._page.values[lane][max(index, 0)])

    def pixels_per_mm(self) -> float:
        """Return the true resolution of the screen; 96 dots per inch where it tells nothing sensible."""
        if self.measured_pixels_per_mm:
            return self.measured_pixels_per_mm
        screen = self.screen()
        dots = screen.physicalDotsPerInchY() if screen else 96.0
        return (dots if 50 <= dots <= 400 else 96.0) / 25.4

    def lane_pixels(self, lane: TraceLane | None = None) -> float:
        """Return the height of a lane in pixels; of one as high as an EEG where none is given."""
        return self.viewport().height() / self._height * (lane.height if lane is not None else 1.0)

    def uv_to_lane(self, lane: TraceLane) -> float:
        """Return the height of one unit of a trace, as a share of its lane."""
        if lane.half is not None:
            return lane.gain / 2 / lane.half
        return lane.gain / (
            (lane.uv_per_mm or self.uv_per_mm) * self.lane_pixels(lane) / self.pixels_per_mm()
        )

    def rescale(self) -> None:
        """Apply scale, gains and polarity to the curves as they stand."""
        for index, (lane, curve, lines) in enumerate(zip(self.lanes, self._curves, self._lines, strict=True)):
            sign = -1.0 if lane.inverted != (self.negative_up and lane.trace.role is Role.EEG) else 1.0
            scale = sign * self.uv_to_lane(lane) * lane.height
            middle = -(self._edges[index] + self._edges[index + 1]) / 2
            centre = 0.0 if lane.shape is TraceShape.CENTRED else lane.centre
            for item in (curve, lines):
                if item is not None:
                    item.setTransform(QTransform.fromScale(1, scale))
                    item.setPos(0, middle - scale * centre)
        self._limit()
        self.laid_out.emit()

    def set_clipped(self, clips: bool) -> None:
        """Cut off what swings beyond its lane, or let it overflow."""
        self.clips = clips
        self._limit()
        self.viewport().update()

    def _limit(self) -> None:
        """Cut traces off at their lanes; what may overflow, where lanes of another kind begin."""
        overflows = [lane.may_overflow(self.span.page_s) for lane in self.lanes]
        for index, curve in enumerate(self._curves):
            if not self.clips:
                curve.limit(None)
                continue
            first = last = index
            while overflows[index] and first > 0 and overflows[first - 1]:
                first -= 1
            while overflows[index] and last < len(self.lanes) - 1 and overflows[last + 1]:
                last += 1
            lowest, highest = (
                (-edge - curve.pos().y()) / curve.transform().m22()
                for edge in (self._edges[last + 1], self._edges[first])
            )
            curve.limit((min(lowest, highest), max(lowest, highest)))

    def plot_rectangle(self) -> QRectF:
        """Return where the lanes are, in this widget's pixels."""
        return QRectF(self.viewport().rect())

    def seconds_at(self, x: float) -> float:
        """Return the time under a pixel, in seconds from the first sample."""
        area = self.plot_rectangle()
        share = (x - area.left()) / max(area.width(), 1)
        return self.start_s - self.span.margin_s + share * self.span.whole_s

    def x_of(self, seconds: float) -> float:
        """Return the pixel of a time; inverse of :meth:`seconds_at`."""
        area = self.plot_rectangle()
        share = (seconds - self.start_s + self.span.margin_s) / self.span.whole_s
        return area.left() + share * area.width()

    def lane_at(self, y: float) -> int | None:
        """Return the lane under a height in pixels."""
        area = self.plot_rectangle()
        if not self.lanes or not area.top() <= y < area.bottom():
            return None
        height = (y - area.top()) / area.height() * self._height
        return min(bisect_right(self._edges, height) - 1, len(self.lanes) - 1)

    def lane_box(self, lane: int) -> QRectF:
        """Return where a lane is, in pixels."""
        area = self.plot_rectangle()
        top, bottom = (edge / self._height * area.height() for edge in self._edges[lane : lane + 2])
        return QRectF(area.left(), area.top() + top, area.width(), bottom - top)

    def lane_of(self, label: str) -> int | None:
        """Return the lane of a trace by its label, in capitals or not."""
        labels = [lane.trace.label for lane in self.lanes]
        if label in labels:
            return labels.index(label)
        folded = [other.casefold() for other in labels]
        return folded.index(label.casefold()) if label.casefold() in folded else None

    def _geometry(self) -> Geometry:
        return Geometry(
            self.x_of,
            self.lane_box,
            self.lane_of,
            self.lane_of_event,
            float(self.width()),
            float(self.height()),
        )

    def lane_of_event(self, event: Event) -> int | None:
        """Return the lane of an event: of its channel, else the best of its kind; None where not shown.

        What is seen on any channel of breathing, or on that of the saturation, is shown on one that is there
        if its own is not; a limb movement or an artefact belongs to its channel alone.
        """
        lane = self.lane_of(event.channel) if event.channel else None
        is_of_any = not event.channel or event.kind in (*RESPIRATORY, EventKind.DESATURATION)
        return self.lane_of_roles(event.kind.type.roles) if lane is None and is_of_any else lane

    def lane_of_roles(self, roles: Sequence[Role]) -> int | None:
        """Return the lane of the first of some roles that is shown."""
        shown = [lane.trace.role for lane in self.lanes]
        return next((shown.index(role) for role in roles if role in shown), None)

    def resizeEvent(self, event: QResizeEvent | None) -> None:
        """Keep the true scale when the size changes."""
        super().resizeEvent(event)
        if self._view_box is not None:
            self._drawn = None
            self._share_height()
            self._fit()
            self.rescale()

    def close(self) -> bool:
        """Close the widget alone: pyqtgraph would take its viewport away, and Qt end the process."""
        return QGraphicsView.close(self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave keys to the window."""
        QGraphicsView.keyPressEvent(self, event)

    def leaveEvent(self, event: QEvent) -> None:
        """Keep the page as it is: nothing on it follows the pointer out of it."""
        self.hovered.emit(None)
        QGraphicsView.leaveEvent(self, event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Go by epochs; with Shift turn the gain of all, with Ctrl the page length."""
        steps = self._notches.steps(event.angleDelta().y() or event.angleDelta().x())
        if steps:
            if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
                self.gain_turned.emit(steps)
            elif event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self.length_turned.emit(-steps)
            else:
                self.wheel_turned.emit(-steps)
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of an event's edge, or begin a click or a box; the right button asks for the menu."""
        lane = self.lane_at(event.position().y())
        self.hovered.emit(None)
        if lane is not None and event.button() is Qt.MouseButton.LeftButton:
            self._pressed, self._grip = event.position(), self._grip_at(event.position())
        elif lane is not None and event.button() is Qt.MouseButton.RightButton:
            at_s = self.seconds_at(event.position().x())
            self.menu_wanted.emit(lane, at_s, event.globalPosition().toPoint())
        event.accept()

    def _grip_at(self, position: QPointF) -> Grip | None:
        if self.span.page_s > LONGEST_PAGE_S:
            return None
        return grip_at(self.marks.events, self._geometry(), position.x(), position.y())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Draw the box or the event as it is dragged; show where an edge could be taken hold of."""
        if self._pressed is None:
            over = self._grip_at(event.position()) is not None
            self.viewport().setCursor(Qt.CursorShape.SizeHorCursor if over else Qt.CursorShape.ArrowCursor)
            self.hovered.emit(event.position())
        elif self._is_drag(event.position()):
            if self._grip is not None:
                self.marks.moving = (self._grip.event, self._dragged(self._grip, event.position()))
            else:
                self.marks.box = self._box(event.position())
            self.viewport().update()
        event.accept()

    def _dragged(self, grip: Grip, position: QPointF) -> Event:
        """The event with its edge as far from where it was as the pointer has gone."""
        assert self._pressed is not None
        by_s = self.seconds_at(position.x()) - self.seconds_at(self._pressed.x())
        return grip.moved_by(by_s, self.night_s)

    def let_go(self) -> bool:
        """Give up what is being dragged; false where nothing is."""
        dragging = self._pressed is not None
        self._pressed = self._grip = self.marks.moving = self.marks.box = None
        self.viewport().update()
        return dragging

    def move_cursor(self, lanes: int, seconds: float) -> None:
        """Move the cursor by keys; where there is none it starts at the left of the upper trace."""
        if not self.lanes:
            return
        begin_s = self.start_s
        if self.marks.cursor is None:
            lane, at_s = 0, begin_s
        else:
            lane, at_s = self.marks.cursor[0] + lanes, self.marks.cursor[1] + seconds
        lane = max(0, min(lane, len(self.lanes) - 1))
        self.marks.cursor = (lane, max(begin_s, min(at_s, begin_s + self.span.page_s)))
        self.marks.box = None
        self.viewport().update()
        self.cursor_moved.emit(*self.marks.cursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Set the cursor, measure the box, or leave the event's edge where it is."""
        if self._pressed is None:
            return
        pressed, grip, dragged = self._pressed, self._grip, self._is_drag(event.position())
        box = self._box(event.position())
        moved = self._dragged(grip, event.position()) if grip is not None else None
        self.let_go()
        if not dragged:
            self.marks.cursor = (self.lane_at(pressed.y()) or 0, self.seconds_at(pressed.x()))
            self.cursor_moved.emit(*self.marks.cursor)
        elif grip is not None:
            self.event_dragged.emit(grip.event, moved)
        else:
            self.marks.box = box
            self.measured.emit(self._measure(*box))
        event.accept()

    def _is_drag(self, position: QPointF) -> bool:
        return self._pressed is not None and abs(position.x() - self._pressed.x()) >= CLICK_PIXELS

    def _box(self, position: QPointF) -> tuple[int, float, float]:
        assert self._pressed is not None
        lane = self.lane_at(self._pressed.y()) or 0
        first, last = sorted((self.seconds_at(self._pressed.x()), self.seconds_at(position.x())))
        return lane, first, last

    def _measure(self, lane: int, first_s: float, last_s: float) -> Measured:
        shown = self.lanes[lane]
        height = peak_to_peak(*self.page_of(lane), first_s - self.start_s, last_s - self.start_s)
        counts = shown.trace.role is Role.EEG and shown.unit == "uV" and height >= SLOW_WAVE_PTP_UV
        return Measured(shown.trace.label, first_s, last_s, height, shown.unit, counts)
