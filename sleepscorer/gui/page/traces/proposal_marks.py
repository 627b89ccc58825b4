"""Marks of proposed events: hatched and dashed around, so that nobody takes them for a person's."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen

from sleepscorer.gui.page.traces.marks import Geometry, PageMarks
from sleepscorer.gui.widgets.theme import Theme

HATCH_ALPHA = 150
NAME_PIXELS = 16
"""Height at the top that is left free for the name of the event."""


def paint_proposals(painter: QPainter, marks: PageMarks, at: Geometry, theme: Theme) -> None:
    """Hatch each event that a model has proposed and nobody has confirmed, and dash its outline."""
    for event in marks.events:
        if not event.is_proposed or (marks.moving is not None and event == marks.moving[0]):
            continue
        area = at.box_of(event)
        is_bar = at.lane_of_event(event) is None
        colour = QColor(event.kind.type.colour)
        if not is_bar:
            hatch = QColor(theme.base)
            hatch.setAlpha(HATCH_ALPHA)
            brush = QBrush(hatch, Qt.BrushStyle.BDiagPattern)
            painter.fillRect(area.adjusted(2, NAME_PIXELS, -2, 0), brush)
        pen = QPen(QColor(theme.accent) if event == marks.selected else colour, 1.0)
        pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(area.adjusted(0, 0, 0, -1))
