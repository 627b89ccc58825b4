"""A text that gives way to a shorter one where there is no room for it."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QWidget


class RoomyLabel(QLabel):
    """A text that gives way to a shorter one where there is no room for it.

    It keeps the room of its longest text, so that a window is not laid out again with each epoch.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._text = self._short = ""
        self._room = QSize()  # widths of the text and of the shorter one

    def show_text(self, text: str, short: str | None = None) -> None:
        """Show a text, or a shorter one."""
        self._text, self._short = text, text if short is None else short
        room = QSize(self._width_of(self._text), self._width_of(self._short))
        if text:
            room = room.expandedTo(self._room)
        if room != self._room:
            self._room = room
            self.updateGeometry()
        self.update()

    def text(self) -> str:
        """Return the whole text, whether there is room for it or not."""
        return self._text

    def _width_of(self, text: str) -> int:
        return self.fontMetrics().horizontalAdvance(text) + 2

    def sizeHint(self) -> QSize:
        """Make room for the longest text so far."""
        return QSize(self._room.width(), self.fontMetrics().height())

    def minimumSizeHint(self) -> QSize:
        """Make room for the longest of the shorter texts so far."""
        return QSize(self._room.height(), self.fontMetrics().height())

    @property
    def shown(self) -> str:
        """What there is room for."""
        return self._text if self.width() >= self._width_of(self._text) else self._short

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint what there is room for."""
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(self.rect(), self.alignment(), self.shown)
