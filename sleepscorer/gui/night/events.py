"""Lane with the events of the night, a row for each kind of sleep disturbance."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter

from sleepscorer.channels import Role
from sleepscorer.gui.i18n.labels import event_text
from sleepscorer.gui.i18n.translation import QT_TRANSLATE_NOOP, fill, translate
from sleepscorer.gui.night.lanes import Lane
from sleepscorer.scoring import Event, EventKind
from sleepscorer.stages import EPOCH_SECONDS

ROW = 6
_BREATHING = (
    EventKind.OBSTRUCTIVE_APNOEA,
    EventKind.CENTRAL_APNOEA,
    EventKind.MIXED_APNOEA,
    EventKind.HYPOPNOEA,
    EventKind.DESATURATION,
)
_ROWS: dict[EventKind, int] = {
    EventKind.AROUSAL: 0,
    **dict.fromkeys(_BREATHING, 1),
    EventKind.LIMB_MOVEMENT: 2,
}
_OTHER = 3
_ROLES = (Role.EMG, Role.RESPIRATION, Role.LEG, Role.OTHER)
N_ROWS = len(_ROLES)


class EventsLane(Lane):
    """Arousals, breathing, limbs and the rest, each on a row and in a colour of its own."""

    name = "events"
    gutter = QT_TRANSLATE_NOOP("Strip", "events")
    title = QT_TRANSLATE_NOOP("Strip", "Events")
    usual = N_ROWS * ROW + 4

    @property
    def row(self) -> int:
        """Pixels of a row."""
        return (self.height - 4) // N_ROWS

    def redraw_epochs(self, first: int, stop: int) -> None:
        """Stages leave the events as they are."""

    def draw(self, painter: QPainter, first: int, stop: int) -> None:
        """Draw the rows and the events."""
        painter.setPen(QColor(self.night.theme.grid))
        area = self.plot()
        for row in range(N_ROWS):
            y = 2 + row * self.row + self.row // 2
            painter.drawLine(int(area.left()), y, int(area.right()), y)
        for event in self.night.scoring.events if self.night.scoring else ():
            self._draw_event(painter, event)

    def _draw_event(self, painter: QPainter, event: Event) -> None:
        axis = self.night.axis
        left, right = axis.x_of_seconds(event.start_s), axis.x_of_seconds(event.stop_s)
        if right < axis.left or left > axis.right:
            return
        box = QRectF(left, 2 + row_of(event) * self.row + 1, max(right - left, 2.0), self.row - 1)
        painter.fillRect(box, QColor(self.night.theme.roles[_ROLES[row_of(event)]]))

    def tip(self, epoch: int, y: float) -> str:
        """Events of the epoch."""
        events = self.night.scoring.events if self.night.scoring else ()
        begin, end = epoch * EPOCH_SECONDS, (epoch + 1) * EPOCH_SECONDS
        here = [event for event in events if event.start_s < end and event.stop_s >= begin]
        text = translate("Strip", "{event}, {seconds:.1f} s")
        return "\n".join(fill(text, event=event_text(one), seconds=one.duration_s) for one in here)


def row_of(event: Event) -> int:
    """Row of an event in the lane."""
    return _ROWS.get(event.kind, _OTHER)
