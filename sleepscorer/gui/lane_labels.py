"""Names of the traces beside their lanes, with a bar of known height."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from sleepscorer.gui.i18n import translate
from sleepscorer.gui.theme import Theme
from sleepscorer.gui.traces import Lane, TraceView

WIDTH = 156
BAR_UV = (20, 50, 100, 200, 500, 1000, 2000)
BAR_PIXELS = 14


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
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(translate("Lanes", "Channel labels"))
        self.setToolTip(translate("Lanes", "Click: hide, invert, gain. Wheel: gain of this channel."))
        view.laid_out.connect(self.update)

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        self._theme = theme
        self.update()

    def sizeHint(self) -> QSize:
        """Fixed width."""
        return QSize(WIDTH, 200)

    def lane_at(self, y: float) -> int | None:
        """Lane under a height in pixels."""
        return self._view.lane_at(y)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint label, bar and its height in the trace's unit."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(self._theme.base))
        area = self._view.plot_rectangle()
        height = area.height() / max(len(self._view.lanes), 1)
        for place, lane in enumerate(self._view.lanes):
            self._paint_lane(painter, lane, QRectF(0, area.top() + place * height, self.width(), height))

    def _paint_lane(self, painter: QPainter, lane: Lane, box: QRectF) -> None:
        painter.setPen(QColor(lane.colour or self._theme.roles[lane.trace.role]))
        font = self.font()
        font.setBold(True)
        painter.setFont(font)
        text = painter.fontMetrics().elidedText(
            lane.trace.label, Qt.TextElideMode.ElideRight, int(box.width()) - 34
        )
        middle = box.center().y()
        painter.drawText(QRectF(8, middle - 16, box.width() - 34, 16), Qt.AlignmentFlag.AlignLeft, text)
        font.setBold(False)
        font.setPointSizeF(self.font().pointSizeF() * 0.85)
        painter.setFont(font)
        painter.setPen(QColor(self._theme.dim))
        scale = painter.fontMetrics().elidedText(
            self._scale_text(lane), Qt.TextElideMode.ElideRight, int(box.width()) - 34
        )
        painter.drawText(QRectF(8, middle, box.width() - 34, 15), Qt.AlignmentFlag.AlignLeft, scale)
        self._paint_bar(painter, lane, box)

    def _bar(self, lane: Lane) -> tuple[int, float]:
        """Round number of microvolts and its height in pixels."""
        pixels_per_uv = self._view.uv_to_lane(lane) * self._view.lane_pixels()
        for size in BAR_UV:
            if size * pixels_per_uv >= BAR_PIXELS:
                return size, size * pixels_per_uv
        return BAR_UV[-1], BAR_UV[-1] * pixels_per_uv

    def _scale_text(self, lane: Lane) -> str:
        marks = " " + translate("Lanes", "inv.") if lane.inverted else ""
        band = f"   {lane.band.text}" if lane.band.text else ""
        if lane.spread is not None:
            text = translate("Lanes", "{unit}, own scale") if lane.unit else translate("Lanes", "own scale")
            return text.format(unit="µV" if lane.unit == "uV" else lane.unit) + marks
        return f"{self._bar(lane)[0]} µV{marks}{band}"

    def _paint_bar(self, painter: QPainter, lane: Lane, box: QRectF) -> None:
        if lane.spread is not None:
            return
        height = min(self._bar(lane)[1], box.height())
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
        lane = self.lane_at(event.position().y())
        if lane is not None and event.angleDelta().y():
            self.gain_turned.emit(lane, 1 if event.angleDelta().y() > 0 else -1)
        event.accept()
