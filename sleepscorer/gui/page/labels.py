"""Names of the traces beside their lanes, with a bar of known height."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QMouseEvent, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from sleepscorer.channels import Role
from sleepscorer.gui.i18n.translation import number, translate
from sleepscorer.gui.page.traces import TraceLane
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
        area = self._view.plot_rectangle()
        height = area.height() / max(len(self._view.lanes), 1)
        for index, lane in enumerate(self._view.lanes):
            self._paint_lane(painter, lane, QRectF(0, area.top() + index * height, self.width(), height))

    def _paint_lane(self, painter: QPainter, lane: TraceLane, box: QRectF) -> None:
        """Name above scale, or beside it where the lane is too low for both."""
        inner = box.adjusted(8, 0, -26, 0)
        if box.height() >= TWO_LINES:
            upper, lower = QRectF(inner), QRectF(inner)
            upper.setBottom(box.center().y())
            lower.setTop(box.center().y())
            self._paint_name(painter, lane, upper, Qt.AlignmentFlag.AlignBottom)
            self._paint_scale(painter, self.scale_text(lane), lower, Qt.AlignmentFlag.AlignTop)
        else:
            size = self.scale_text(lane, brief=True)
            used = self._paint_scale(painter, size, inner, RIGHT)
            self._paint_name(painter, lane, inner.adjusted(0, 0, -used - 6, 0), Qt.AlignmentFlag.AlignVCenter)
        self._paint_bar(painter, lane, box)

    def _paint_name(self, painter: QPainter, lane: TraceLane, box: QRectF, align: Qt.AlignmentFlag) -> None:
        painter.setPen(QColor(lane.colour or self._theme.roles[lane.trace.role]))
        painter.setFont(self._font_for(box.height(), 1.0, bold=True))
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

    def _font_for(self, height: float, share: float, bold: bool = False) -> QFont:
        """The window's font, smaller where it would be higher than there is room."""
        font = self.font()
        font.setBold(bold)
        room = min(1.0, height / self.fontMetrics().height())
        font.setPointSizeF(font.pointSizeF() * share * room)
        return font

    def bar(self, lane: TraceLane) -> tuple[float, float]:
        """Round number of microvolts and its height in pixels, which is less than that of a lane."""
        pixels_per_uv = self._view.uv_to_lane(lane) * self._view.lane_pixels()
        least = min(BAR_PIXELS, self._view.lane_pixels() * BAR_SHARE)
        size = next((bar_uv for bar_uv in BAR_UV if bar_uv * pixels_per_uv >= least), BAR_UV[-1])
        return size, size * pixels_per_uv

    def scale_text(self, lane: TraceLane, brief: bool = False) -> str:
        """Write the scale of a trace, whether it is inverted, and which way is negative."""
        marks = " " + translate("Lanes", "inv.") if lane.inverted else ""
        if self._view.negative_up and lane.trace.role is Role.EEG:
            marks += " −↑"
        band = f"  {lane.band.text}" if lane.band.text and not brief else ""
        if lane.spread is not None:
            unit = "µV" if lane.unit == "uV" else lane.unit
            if brief:
                return unit + marks
            text = translate("Lanes", "{unit}, own scale") if unit else translate("Lanes", "own scale")
            return text.format(unit=unit) + marks
        return f"{number(self.bar(lane)[0], 'g')} µV{marks}{band}"

    def _paint_bar(self, painter: QPainter, lane: TraceLane, box: QRectF) -> None:
        if lane.spread is not None:
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
