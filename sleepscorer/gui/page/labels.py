"""Names of the traces beside their lanes, with a bar of known height."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil, floor, inf, isfinite, log10
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QMouseEvent, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from sleepscorer.channel_roles import Role, Scale
from sleepscorer.gui.i18n.translation import number, translate
from sleepscorer.gui.page.traces.lane import RANGE_FILL, TraceLane, TraceShape
from sleepscorer.gui.page.traces.marks import value_text
from sleepscorer.gui.page.traces.notches import Notches
from sleepscorer.gui.widgets.theme import Theme

if TYPE_CHECKING:
    from sleepscorer.gui.page.traces.view import TraceView

WIDTH = 156
BAR_UV = (0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000)
BAR_PIXELS = 14
BAR_SHARE = 0.38
"""Least share of a low lane that a bar takes; the next rounder one is at most 2.5 times as high."""
TWO_LINES = 32
"""Height from which on a lane has room for its name above its scale."""
USUAL_HALF_UV = 100.0
"""Half height of a lane by which the digits of a wave in microvolts are chosen."""
MOST_NAMED = 3
"""Hidden channels that are named; of more the number is told."""
STRETCHES = (100, 92, 85, 79, 75)
"""Widths of letters in per cent, of which the first that lets name and scale stand side by side is taken."""
LEAST_TEXT = 8.0
"""Pixels of a line of the smallest text that anybody can read."""
GAP = 6
"""Pixels between a name and its scale."""
UPPER_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class LaneLabels(QWidget):
    """Column of labels, aligned with the lanes of a trace view.

    Signals
    -------
    gain_turned(int, int)
        Lane and steps, by the wheel over a label.
    menu_wanted(int, QPoint)
        Lane and where on the screen, by a click.
    """

    gain_turned = Signal(int, int)
    menu_wanted = Signal(int, QPoint)

    def __init__(self, view: TraceView, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view = view
        self._theme = theme
        self._notches = Notches()
        self._hidden: list[str] = []
        self._painted_cursor: tuple[int, float] | None = None
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(translate("Lanes", "Channel labels"))
        self.setToolTip(translate("Lanes", "Click: hide, invert, gain. Wheel: gain of this channel."))
        view.laid_out.connect(self.update)

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        self._theme = theme
        self.update()

    def sizeHint(self) -> QSize:
        """Return a fixed width."""
        return QSize(WIDTH, 200)

    def lane_at(self, y: float) -> int | None:
        """Return the lane under a height in pixels."""
        return self._view.lane_at(y)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint label, bar and its height in the trace's unit."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(self._theme.base))
        cursor = self._painted_cursor = self._view.marks.cursor
        for index, lane in enumerate(self._view.lanes):
            box = self._view.lane_box(index)
            value = "" if cursor is None else self.value_text_at(index, cursor[1])
            self._paint_lane(painter, lane, QRectF(0, box.top(), self.width(), box.height()), value)
        if self._hidden:
            self._paint_hidden(painter)

    def follow_cursor(self) -> None:
        """Show the values at the cursor, where it has moved or gone."""
        if self._view.marks.cursor != self._painted_cursor:
            self.update()

    def show_hidden(self, labels: Sequence[str]) -> None:
        """Tell which channels are hidden."""
        self._hidden = list(labels)
        self.update()

    @property
    def hidden_text(self) -> str:
        """What is told of the channels that are hidden."""
        if len(self._hidden) > MOST_NAMED:
            text = translate("Lanes", "hidden: {count} channels")
            return text.format(count=len(self._hidden))
        return translate("Lanes", "hidden: {channels}").format(channels=", ".join(self._hidden))

    def _paint_hidden(self, painter: QPainter) -> None:
        top = self._view.plot_rectangle().bottom()
        box = QRectF(8, top, self.width() - 12, self.height() - top)
        if box.height() > 0:
            self._paint_scale(painter, self.hidden_text, box, Qt.AlignmentFlag.AlignVCenter)

    def value_text_at(self, index: int, at_s: float) -> str:
        """Return the value of a trace at a time of the page, with its unit, or the word it stands for."""
        lane, value = self._view.lanes[index], self._view.value_at(index, at_s)
        if not isfinite(value):
            return "–"
        if lane.shape is TraceShape.BLOCKS:
            return lane.text_of_code(round(value))
        half = lane.half / lane.gain if lane.half is not None else USUAL_HALF_UV
        digits = 0 if lane.shape is TraceShape.STEPS else min(max(0, 1 - floor(log10(half))), 4)
        return value_text(round(value, digits) + 0.0, lane.unit, digits)  # + 0.0: no minus before zero

    def _paint_lane(self, painter: QPainter, lane: TraceLane, box: QRectF, value: str) -> None:
        """Name above scale, or beside it where the lane is too low for both; a value takes its room."""
        inner = box.adjusted(8, 0, -26, 0)
        if box.height() >= TWO_LINES:
            upper, lower = QRectF(inner), QRectF(inner)
            upper.setBottom(box.center().y())
            lower.setTop(box.center().y())
            self._paint_name(painter, lane, upper, Qt.AlignmentFlag.AlignBottom)
            used = self._paint_value(painter, value, lower, lane) if value else 0
            lower.setRight(lower.right() - used)
            scale = self.scale_text(lane, brief=bool(value))
            self._paint_scale(painter, scale, lower, Qt.AlignmentFlag.AlignTop)
        else:
            self._paint_line(painter, lane, box, value)
        self._paint_bar(painter, lane, box)
        self._paint_levels(painter, lane, box)

    def _paint_line(self, painter: QPainter, lane: TraceLane, box: QRectF, value: str) -> None:
        """Paint the name of a low lane and its scale, or value, beside it."""
        text, inner, stretch = self.line_of(lane, box, value)
        font = self._side_font(box.height(), bool(value), stretch)
        colour = self._view.colour_of(lane) if value else self._theme.dim
        painter.setPen(QColor(colour))
        painter.setFont(font)
        painter.drawText(inner, RIGHT, text)
        used = ceil(QFontMetricsF(font).horizontalAdvance(text)) + GAP if text else 0
        room = inner.adjusted(0, 0, -used, 0)
        self._paint_name(painter, lane, room, Qt.AlignmentFlag.AlignVCenter, stretch)

    def line_of(self, lane: TraceLane, box: QRectF, value: str) -> tuple[str, QRectF, int]:
        """Return what stands beside the name of a low lane, the room for both and the stretch of letters.

        Letters are narrowed before anything is left out: then the unit of a value, or the scale.
        """
        text = value or self.scale_text(lane, brief=True)
        inner, wide = box.adjusted(8, 0, -26, 0), box.adjusted(8, 0, -8, 0)
        has_bar = lane.half is None or bool(lane.levels)
        for room in (inner,) if has_bar else (inner, wide):
            for stretch in STRETCHES:
                name = QFontMetricsF(self._font_for(box.height(), 1.0, bold=True, stretch=stretch))
                side = QFontMetricsF(self._side_font(box.height(), bool(value), stretch))
                widths = name.horizontalAdvance(lane.trace.label) + side.horizontalAdvance(text)
                if widths + GAP <= room.width():
                    return text, room, stretch
        figure = value.rpartition(" ")[0] if lane.unit else ""
        return figure or value, inner, STRETCHES[-1]

    def _side_font(self, height: float, is_value: bool, stretch: int) -> QFont:
        return self._font_for(height, 0.95 if is_value else 0.85, bold=is_value, stretch=stretch)

    def _paint_value(self, painter: QPainter, text: str, box: QRectF, lane: TraceLane) -> int:
        """Gives the width of the text."""
        painter.setPen(QColor(self._view.colour_of(lane)))
        painter.setFont(self._font_for(box.height(), 0.95, bold=True))
        painter.drawText(box, UPPER_RIGHT, text)
        return painter.fontMetrics().horizontalAdvance(text) + 6

    def _paint_levels(self, painter: QPainter, lane: TraceLane, box: QRectF) -> None:
        """Paint the levels of a fixed range beside their lines, as far as there is room."""
        if not lane.levels or lane.half is None:
            return
        painter.setPen(QColor(self._theme.dim))
        painter.setFont(self._font_for(box.height() / 2, 0.75))
        height, free = float(painter.fontMetrics().height()), -inf
        if height < LEAST_TEXT:
            return
        share = -1 if lane.inverted else 1
        for level in sorted(lane.levels, reverse=share > 0):
            y = box.center().y() - share * (level - lane.centre) * lane.gain / lane.half * box.height() / 2
            if y - height / 2 >= max(free, box.top()) and y + height / 2 <= box.bottom():
                painter.drawText(
                    QRectF(box.width() - 26, y - height / 2, 22, height), RIGHT, number(level, "g")
                )
                free = y + height / 2

    def _paint_name(
        self, painter: QPainter, lane: TraceLane, box: QRectF, align: Qt.AlignmentFlag, stretch: int = 100
    ) -> None:
        painter.setPen(QColor(self._view.colour_of(lane)))
        painter.setFont(self._font_for(box.height(), 1.0, bold=True, stretch=stretch))
        name = painter.fontMetrics().elidedText(
            lane.trace.label, Qt.TextElideMode.ElideRight, int(box.width())
        )
        painter.drawText(box, align, name)

    def _paint_scale(self, painter: QPainter, text: str, box: QRectF, align: Qt.AlignmentFlag) -> int:
        """Gives the width of the text."""
        painter.setPen(QColor(self._theme.dim))
        painter.setFont(self._font_for(box.height(), 0.85))
        metrics = painter.fontMetrics()
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, int(box.width()))
        painter.drawText(box, align, shown)
        return metrics.horizontalAdvance(shown)

    def _font_for(self, height: float, share: float, bold: bool = False, stretch: int = 100) -> QFont:
        """The window's font, smaller where it would be higher than there is room."""
        font = self.font()
        font.setBold(bold)
        room = min(1.0, height / self.fontMetrics().height())
        font.setPointSizeF(font.pointSizeF() * share * room)
        if stretch != 100:
            font.setStretch(stretch)
        return font

    def bar(self, lane: TraceLane) -> tuple[float, float]:
        """Round number of microvolts and its height in pixels, which is less than that of a lane."""
        height = self._view.lane_pixels(lane)
        pixels_per_uv = self._view.uv_to_lane(lane) * height
        alike = [other.height for other in self._view.lanes if _have_one_scale(other, lane)]
        least = min(BAR_PIXELS, min([lane.height, *alike]) / lane.height * height * BAR_SHARE)
        size = next((bar_uv for bar_uv in BAR_UV if bar_uv * pixels_per_uv >= least), BAR_UV[-1])
        return size, size * pixels_per_uv

    def scale_text(self, lane: TraceLane, brief: bool = False) -> str:
        """Write the scale of a trace, whether it is inverted, and which way is negative."""
        marks = " " + translate("Lanes", "inv.") if lane.inverted else ""
        if self._view.negative_up and lane.trace.role is Role.EEG:
            marks += " −↑"
        band = f"  {lane.band.text}" if lane.band.text and not brief else ""
        if lane.half is not None:
            return _range_text(lane, lane.half / lane.gain, brief) + marks + band
        if lane.uv_per_mm:
            return f"{number(lane.uv_per_mm / lane.gain, '.3g')} µV/mm{marks}{band}"
        return f"{number(self.bar(lane)[0], 'g')} µV{marks}{band}"

    def _paint_bar(self, painter: QPainter, lane: TraceLane, box: QRectF) -> None:
        if lane.half is not None:
            return
        height = self.bar(lane)[1]
        top, right = box.center().y() - height / 2, box.width() - 10
        painter.setPen(QPen(QColor(self._theme.dim), 1))
        painter.drawLine(int(right), int(top), int(right), int(top + height))
        for end in (top, top + height):
            painter.drawLine(int(right - 3), int(end), int(right + 3), int(end))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Ask for the lane's menu."""
        lane = self.lane_at(event.position().y())
        if lane is not None:
            self.menu_wanted.emit(lane, event.globalPosition().toPoint())

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Turn the gain of the lane under the pointer."""
        lane, steps = self.lane_at(event.position().y()), self._notches.steps(event.angleDelta().y())
        if lane is not None and steps:
            self.gain_turned.emit(lane, steps)
        event.accept()


def _have_one_scale(lane: TraceLane, other: TraceLane) -> bool:
    """Whether one bar tells the height of both."""
    is_common = lane.scale is other.scale is Scale.MICROVOLTS and lane.trace.role is other.trace.role
    return is_common and (lane.gain, lane.uv_per_mm) == (other.gain, other.uv_per_mm)


def _range_text(lane: TraceLane, half: float, brief: bool) -> str:
    """Tell what a lane holds from edge to edge: ``±300 µV``, ``70–100 %``."""
    unit = "µV" if lane.unit == "uV" else lane.unit
    if lane.scale in (Scale.BREATHING, Scale.AMPLITUDE, Scale.LOUDNESS):
        if unit == "µV" and half >= 1000:
            unit, half = "mV", half / 1000
        return f"±{number(half, '.0f' if half >= 100 else '.3g')} {unit}".rstrip()
    if lane.scale is Scale.RANGE:
        edges = (round(lane.centre + side * half * RANGE_FILL, 6) + 0.0 for side in (-1, 1))
        low, high = (number(edge, ".3g") for edge in edges)
        return f"{low}–{high} {unit}".rstrip()
    if lane.scale is Scale.WORDS:
        return translate("Lanes", "codes assumed") if lane.are_codes_assumed and not brief else ""
    if brief:
        return unit
    text = translate("Lanes", "{unit}, own scale") if unit else translate("Lanes", "own scale")
    return text.format(unit=unit)
