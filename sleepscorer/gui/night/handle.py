"""The handle at the lower edge of the night strip, by which its lanes are folded."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from sleepscorer.gui.i18n.translation import translate
from sleepscorer.gui.night.lanes import StripState

HEIGHT = 5
PULL = 24
"""Pixels of a drag after which the lanes are folded or unfolded."""
GRIP_LEFT, GRIP_WIDTH = 24, 24


class Handle(QWidget):
    """Drag up for the hypnogram alone, down for all lanes; a double click changes from one to the other.

    Signals
    -------
    pulled(bool)
        Whether the strip is to be compact.
    """

    pulled = Signal(bool)

    def __init__(self, night: StripState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._night = night
        self._from: float | None = None
        self.setFixedHeight(HEIGHT)
        self.setCursor(Qt.CursorShape.SplitVCursor)
        self.setAccessibleName(translate("Strip", "Edge of the night strip"))
        self.setToolTip(translate("Strip", "Drag up for the hypnogram alone, down for all lanes"))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold."""
        if event.button() is Qt.MouseButton.LeftButton:
            self._from = event.globalPosition().y()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Fold or unfold once the drag is long enough."""
        y = event.globalPosition().y()
        if self._from is not None and abs(y - self._from) >= PULL:
            self.pulled.emit(y < self._from)
            self._from = y

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go."""
        self._from = None

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Change from one to the other."""
        self.pulled.emit(not self._night.compact)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint a grip in the gutter."""
        painter = QPainter(self)
        painter.setPen(QColor(self._night.theme.dim))
        for y in (1, 3):
            painter.drawLine(GRIP_LEFT, y, GRIP_LEFT + GRIP_WIDTH, y)
