"""Backdrop of the traces: grid, grey margins, the current epoch of a long page."""

from __future__ import annotations

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QLineF, QRectF
from PySide6.QtGui import QColor, QPainter

from sleepscorer.gui.page.span import PageSpan
from sleepscorer.gui.page.traces.pens import cosmetic_pen
from sleepscorer.gui.widgets.theme import Theme
from sleepscorer.stages import EPOCH_SECONDS

LONGEST_GREYED_S = 60.0
"""Page length up to which all but the current epoch is grey; on longer pages the epoch is outlined."""
SHADE, EDGE = 28, 160
"""Opacity of the current epoch on a long page, and of its edges."""
LOWEST_Z = -10.0
LEAST_PIXELS = 3.0
"""Width of the current epoch on a page where it would hardly be seen."""


class Backdrop(pg.GraphicsObject):
    """Grid, margins and the current epoch, painted as one item.

    Its coordinates are seconds of the page, and heights of lanes from 0 at the top downwards.
    """

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme
        self.height = 1.0
        self.fine = True
        self.span = PageSpan()
        self.epoch_at_s: float | None = None
        self.setZValue(LOWEST_Z)

    def arrange(self, height: float, fine: bool, span: PageSpan) -> None:
        """Lay out for lanes of that height together; ``fine`` draws a line each second."""
        self.prepareGeometryChange()
        self.height, self.fine, self.span = height, fine, span
        self.update()

    def mark_epoch(self, at_s: float | None) -> None:
        """Mark the current epoch of a page that holds several, by its start on the page."""
        self.epoch_at_s = at_s
        self.update()

    def boundingRect(self) -> QRectF:
        """Return the whole page with its margins."""
        return QRectF(-self.span.margin_s, -self.height, self.span.whole_s, self.height)

    def paint(self, painter: QPainter, *args: object) -> None:
        """Paint in page coordinates."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        self._paint_margins(painter)
        lines = self._lines()
        for colour, wanted in ((self.theme.grid, False), (self.theme.line, True)):
            painter.setPen(cosmetic_pen(colour))
            painter.drawLines(
                [QLineF(at_s, -self.height, at_s, 0) for at_s, strong in lines if strong is wanted]
            )

    def _paint_margins(self, painter: QPainter) -> None:
        grey, margin_s = QColor(self.theme.margin), self.span.margin_s
        if margin_s:
            painter.fillRect(QRectF(-margin_s, -self.height, margin_s, self.height), grey)
            painter.fillRect(QRectF(self.span.page_s, -self.height, margin_s, self.height), grey)
        elif self.epoch_at_s is not None and self.span.page_s > LONGEST_GREYED_S:
            self._outline(painter, self.epoch_at_s)
        elif self.epoch_at_s is not None:
            for left, right in ((0.0, self.epoch_at_s), (self.epoch_at_s + EPOCH_SECONDS, self.span.page_s)):
                painter.fillRect(QRectF(left, -self.height, max(right - left, 0), self.height), grey)

    def _outline(self, painter: QPainter, at_s: float) -> None:
        pixel_s = 1 / painter.worldTransform().m11()
        width = max(float(EPOCH_SECONDS), LEAST_PIXELS * pixel_s)
        shade, edge = QColor(self.theme.accent), QColor(self.theme.accent)
        is_narrow = width < 10 * pixel_s
        shade.setAlpha(EDGE if is_narrow else SHADE)
        edge.setAlpha(EDGE)
        painter.fillRect(QRectF(at_s, -self.height, width, self.height), shade)
        for left in () if is_narrow else (at_s, at_s + width - pixel_s):
            painter.fillRect(QRectF(left, -self.height, pixel_s, self.height), edge)

    def _lines(self) -> list[tuple[float, bool]]:
        """Places of the lines on the page, and whether they are strong."""
        fine_s, strong_s = self.span.grid_s
        step = fine_s if self.fine else strong_s
        places = np.arange(0, self.span.page_s + step / 2, step).tolist()
        return [(at_s, at_s % strong_s == 0) for at_s in places]
