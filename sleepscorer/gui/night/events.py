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
from sleepscorer.scoring import Event, EventKind
from sleepscorer.scoring.events import EventGroup
from sleepscorer.stages import EPOCH_SECONDS
from sleepscorer.statistics.event_kinds import RERAS

ROW, NAMED_ROW = 6, 8
"""Pixels of a row, and of one with a name beside it."""
LEAST_NAMED_ROW = 7
"""Pixels of the lowest row whose name can be read."""
_ROLES = {
    EventGroup.AROUSAL: Role.EMG,
    EventGroup.BREATHING: Role.RESPIRATION,
    EventGroup.LIMBS: Role.LEG,
    EventGroup.OTHER: Role.OTHER,
}
"""Role whose colour the events of a group have; a row each, from the top."""
_GROUPS = tuple(_ROLES)
OF_BREATHING = tuple(
    kind for kind in EventKind if kind.type.breathing or kind in RERAS or kind is EventKind.DESATURATION
)
"""Kinds of breathing that have a row and a colour each, once any of them is marked."""


LEAST_WIDTH = 2.0
"""Pixels of the shortest event, so that it is seen in a whole night."""


@dataclass(frozen=True)
class _Kept:
    """Events as arrays: starts and stops in epochs, and the rows; then the name and colour of each row."""

    starts: NDArray[np.float64]
    stops: NDArray[np.float64]
    rows: NDArray[np.intp]
    names: tuple[str, ...]
    colours: tuple[str | Role, ...]


class EventsLane(DrawnLane):
    """Arousals, kinds of breathing, limbs and the rest, each on a row and in a colour of its own."""

    name = "events"
    gutter = QT_TRANSLATE_NOOP("Strip", "events")
    title = QT_TRANSLATE_NOOP("Strip", "Events")

    def __init__(self, night: StripState) -> None:
        super().__init__(night)
        self._kept: _Kept | None = None

    @property
    def visible(self) -> bool:
        """Whether it is wanted; it is what a compact strip of a home test has in place of stages."""
        is_instead = self.night.compact and not self.night.shows_stages
        return super().visible or (is_instead and not self.hidden)

    @property
    def height(self) -> int:
        """Pixels of its height: as many rows as there are kinds."""
        names = self._events_kept().names
        return round((len(names) * (NAMED_ROW if any(names) else ROW) + 4) * self.night.scale)

    @property
    def row(self) -> int:
        """Pixels of a row."""
        return (self.height - 4) // len(self._events_kept().names)

    def _events_kept(self) -> _Kept:
        if self._kept is None:
            self._kept = _keep(self.night.scoring.events if self.night.scoring else ())
        return self._kept

    def refresh(self) -> None:
        """Draw the events as they are now."""
        self._kept = None
        self.forget()

    def redraw_epochs(self, first: int, stop: int) -> None:
        """Keep the events as they are: stages do not change them."""

    def draw(self, painter: QPainter, first: int, stop: int) -> None:
        """Draw the rows and the events."""
        painter.setPen(QColor(self.night.theme.grid))
        area, kept = self.plot(), self._events_kept()
        for row in range(len(kept.names)):
            y = 2 + row * self.row + self.row // 2
            painter.drawLine(int(area.left()), y, int(area.right()), y)
        painter.setPen(Qt.PenStyle.NoPen)
        for row, boxes in enumerate(self._boxes()):
            colour = kept.colours[row]
            painter.setBrush(QColor(self.night.theme.roles[colour] if isinstance(colour, Role) else colour))
            painter.drawRects(boxes)

    def _boxes(self) -> list[list[QRectF]]:
        """Boxes of the events in sight by row; a short one is still two pixels wide."""
        axis, kept = self.night.axis, self._events_kept()
        left = axis.left + (kept.starts - axis.first) * axis.per_epoch
        right = axis.left + (kept.stops - axis.first) * axis.per_epoch
        seen = (right >= axis.left) & (left <= axis.right)
        widths = np.maximum(right - left, LEAST_WIDTH)
        boxes = []
        for row in range(len(kept.names)):
            here = np.flatnonzero(seen & (kept.rows == row))
            y, height = 2 + row * self.row + 1, self.row - 1
            pairs = zip(left[here].tolist(), widths[here].tolist(), strict=True)
            boxes.append([QRectF(x, y, width, height) for x, width in pairs])
        return boxes

    def draw_gutter(self, painter: QPainter) -> None:
        """Write the short names of the kinds that have a row each, if they can be read; else the lane's."""
        names = self._events_kept().names
        if not any(names) or self.row < LEAST_NAMED_ROW:
            super().draw_gutter(painter)
            return
        font = painter.font()
        font.setPixelSize(max(self.row + 1, 7))
        painter.setFont(font)
        for row, name in enumerate(names):
            self.gutter_text(painter, name, 2 + row * self.row, self.row)

    def tip(self, epoch: int, y: float) -> str:
        """Return the events of the epoch."""
        events = self.night.scoring.events if self.night.scoring else ()
        begin, end = epoch * EPOCH_SECONDS, (epoch + 1) * EPOCH_SECONDS
        here = [event for event in events if event.start_s < end and event.stop_s >= begin]
        text = translate("Strip", "{event}, {seconds:.1f} s")
        return "\n".join(fill(text, event=event_text(event), seconds=event.duration_s) for event in here)


def _keep(events: Sequence[Event]) -> _Kept:
    there = {event.kind for event in events}
    rows: dict[EventGroup | EventKind, tuple[str, str | Role]] = {}
    for group in _GROUPS:
        kinds = [kind for kind in OF_BREATHING if kind in there] if group is EventGroup.BREATHING else []
        rows |= {kind: (kind.type.abbreviation, kind.type.colour) for kind in kinds}
        is_alone = not kinds or any(
            event.kind.type.group is group and event.kind not in kinds for event in events
        )
        if is_alone:
            rows[group] = ("", _ROLES[group])
    places = {key: index for index, key in enumerate(rows)}
    starts = np.array([event.start_s for event in events], np.float64) / EPOCH_SECONDS
    stops = np.array([event.stop_s for event in events], np.float64) / EPOCH_SECONDS
    keys = [event.kind if event.kind in places else event.kind.type.group for event in events]
    names, colours = zip(*rows.values(), strict=True)
    return _Kept(starts, stops, np.array([places[key] for key in keys], np.intp), names, colours)
