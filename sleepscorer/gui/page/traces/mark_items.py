"""Items over the traces: what is still being read, events, ruler boxes, the cursor."""

from __future__ import annotations

from collections.abc import Callable

import pyqtgraph as pg
from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QGraphicsItem

from sleepscorer.gui.page.traces.marks import (
    Geometry,
    PageMarks,
    paint_cursor,
    paint_events,
    paint_ruler,
    paint_unread,
)
from sleepscorer.gui.page.traces.proposal_marks import paint_proposals
from sleepscorer.gui.widgets.theme import Theme

Paint = Callable[[QPainter, PageMarks, Geometry, Theme], None]
KINDS: tuple[Paint, ...] = (paint_unread, paint_events, paint_proposals, paint_ruler, paint_cursor)
"""What is painted of the marks, from the lowest to the uppermost."""
MARKS_Z = 100.0
"""Above the traces, and above what is laid over them."""


class MarksItem(pg.GraphicsObject):
    """One kind of marks, painted in pixels of the box that holds the page.

    Parameters
    ----------
    paint_kind : callable
    marks : PageMarks
    geometry : callable
        Where times and lanes are now.
    theme : Theme
    parent : QGraphicsItem
        Its coordinates are pixels.
    """

    def __init__(
        self,
        paint_kind: Paint,
        marks: PageMarks,
        geometry: Callable[[], Geometry],
        theme: Theme,
        parent: QGraphicsItem,
    ) -> None:
        super().__init__(parent)
        self._paint_kind, self._marks, self._geometry = paint_kind, marks, geometry
        self.theme = theme
        self.setZValue(MARKS_Z)

    def boundingRect(self) -> QRectF:
        """Return the whole page."""
        at = self._geometry()
        return QRectF(0, 0, at.width, at.height)

    def paint(self, painter: QPainter, *args: object) -> None:
        """Paint in pixels."""
        self._paint_kind(painter, self._marks, self._geometry(), self.theme)
