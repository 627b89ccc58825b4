"""Time under the page of traces."""

from __future__ import annotations

from PySide6.QtCore import QLine, QPointF, QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from sleepscorer.gui.i18n.translation import translate
from sleepscorer.gui.page.span import PageSpan
from sleepscorer.gui.widgets.theme import Theme
from sleepscorer.recording import Recording

HEIGHT = 22


class TimeRuler(QWidget):
    """Clock time every five seconds, or seconds since the start where the clock is unknown.

    It is no axis of pyqtgraph: that one makes a picture each time it is painted, which PySide6 leaks.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._texts: dict[int, str] = {}
        self._span = PageSpan()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(translate("Traces", "Time"))

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        self._theme = theme
        self.update()

    def sizeHint(self) -> QSize:
        """Make room for one line of text."""
        return QSize(400, HEIGHT)

    def show_texts(self, texts: dict[int, str], span: PageSpan) -> None:
        """Show texts by second of the page."""
        self._texts, self._span = texts, span
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint a tick each second and the texts."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(self._theme.base))
        per_second = self.width() / self._span.whole_s
        margin_s = self._span.margin_s
        painter.setPen(QColor(self._theme.dim))
        ticks = [QLine(0, 0, self.width(), 0)]
        for second in range(0, int(self._span.page_s) + 1, max(1, self._span.tick_s // 5)):
            x = round((second + margin_s) * per_second)
            ticks.append(QLine(x, 0, x, 5 if second in self._texts else 3))
        painter.drawLines(ticks)
        for second, text in self._texts.items():
            width = painter.fontMetrics().horizontalAdvance(text)
            middle = (second + margin_s) * per_second
            left = min(max(middle - width / 2, 0.0), self.width() - float(width))
            painter.drawText(QPointF(left, HEIGHT - 4), text)


def tick_texts(recording: Recording, start_s: float, span: PageSpan) -> dict[int, str]:
    """Return the clock times by second of a page; seconds since the start where the clock is unknown."""
    texts = {}
    for second in range(0, int(span.page_s) + 1, span.tick_s):
        clock = recording.clock(start_s + second)
        texts[second] = clock.strftime("%H:%M:%S") if clock else f"{start_s + second:.0f} s"
    return texts
