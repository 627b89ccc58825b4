"""Lane with the events of the night, a row for each kind of sleep disturbance."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from sleepscorer.channels import Role
from sleepscorer.gui.i18n.labels import event_text
from sleepscorer.gui.i18n.translation import QT_TRANSLATE_NOOP, fill, translate
from sleepscorer.gui.night.lanes import DrawnLane, StripState
from sleepscorer.scoring import Event
from sleepscorer.scoring.events import EventGroup
from sleepscorer.stages import EPOCH_SECONDS

ROW = 6
_ROLES = {
    EventGroup.AROUSAL: Role.EMG,
    EventGroup.BREATHING: Role.RESPIRATION,
    EventGroup.LIMBS: Role.LEG,
    EventGroup.OTHER: Role.OTHER,
}
"""Role whose colour the events of a group have; a row each."""
_GROUPS = tuple(_ROLES)
N_ROWS = len(_ROLES)


LEAST_WIDTH = 2.0
"""Pixels of the shortest event, so that it is seen in a whole night."""


@dataclass(frozen=True)
class _Kept:
    """Events as arrays: starts and stops in epochs, and the rows."""

    starts: NDArray[np.float64]
    stops: NDArray[np.float64]
    rows: NDArray[np.intp]


class EventsLane(DrawnLane):
    """Arousals, breathing, limbs and the rest, each on a row and in a colour of its own."""

    name = "events"
    gutter = QT_TRANSLATE_NOOP("Strip", "events")
    title = QT_TRANSLATE_NOOP("Strip", "Events")
    usual = N_ROWS * ROW + 4

    @property
    def row(self) -> int:
        """Pixels of a row."""
        return (self.height - 4) // N_ROWS

    def __init__(self, night: StripState) -> None:
        super().__init__(night)
        self._kept: _Kept | None = None

    def refresh(self) -> None:
        """Draw the events as they are now."""
        self._kept = None
        self.forget()

    def redraw_epochs(self, first: int, stop: int) -> None:
        """Keep the events as they are: stages do not change them."""

    def draw(self, painter: QPainter, first: int, stop: int) -> None:
        """Draw the rows and the events."""
        painter.setPen(QColor(self.night.theme.grid))
        area = self.plot()
        for row in range(N_ROWS):
            y = 2 + row * self.row + self.row // 2
            painter.drawLine(int(area.left()), y, int(area.right()), y)
        painter.setPen(Qt.PenStyle.NoPen)
        for row, boxes in enumerate(self._boxes()):
            painter.setBrush(QColor(self.night.theme.roles[_ROLES[_GROUPS[row]]]))
            painter.drawRects(boxes)

    def _boxes(self) -> list[list[QRectF]]:
        """Boxes of the events in sight by row; a short one is still two pixels wide."""
        axis = self.night.axis
        if self._kept is None:
            self._kept = _keep(self.night.scoring.events if self.night.scoring else ())
        left = axis.left + (self._kept.starts - axis.first) * axis.per_epoch
        right = axis.left + (self._kept.stops - axis.first) * axis.per_epoch
        seen = (right >= axis.left) & (left <= axis.right)
        widths = np.maximum(right - left, LEAST_WIDTH)
        boxes = []
        for row in range(N_ROWS):
            here = np.flatnonzero(seen & (self._kept.rows == row))
            y, height = 2 + row * self.row + 1, self.row - 1
            pairs = zip(left[here].tolist(), widths[here].tolist(), strict=True)
            boxes.append([QRectF(x, y, width, height) for x, width in pairs])
        return boxes

    def tip(self, epoch: int, y: float) -> str:
        """Return the events of the epoch."""
        events = self.night.scoring.events if self.night.scoring else ()
        begin, end = epoch * EPOCH_SECONDS, (epoch + 1) * EPOCH_SECONDS
        here = [event for event in events if event.start_s < end and event.stop_s >= begin]
        text = translate("Strip", "{event}, {seconds:.1f} s")
        return "\n".join(fill(text, event=event_text(event), seconds=event.duration_s) for event in here)


def row_of(event: Event) -> int:
    """Return the row of an event in the lane."""
    return _GROUPS.index(event.kind.type.group)


def _keep(events: Sequence[Event]) -> _Kept:
    starts = np.array([event.start_s for event in events], np.float64) / EPOCH_SECONDS
    stops = np.array([event.stop_s for event in events], np.float64) / EPOCH_SECONDS
    return _Kept(starts, stops, np.array([row_of(event) for event in events], np.intp))
