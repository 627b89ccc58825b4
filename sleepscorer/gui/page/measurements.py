"""Measurements on a page: the cursor's value, ruler boxes, slow waves, events in view."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from sleepscorer.errors import RecordingError
from sleepscorer.gui.i18n.translation import fill, number, translate
from sleepscorer.gui.page.pages import value_at
from sleepscorer.gui.page.traces import Measured
from sleepscorer.gui.page.traces.edges import Edge, Grip
from sleepscorer.gui.page.traces.marks import N3_SECONDS, slow_wave_seconds, value_text
from sleepscorer.gui.session.session import Session
from sleepscorer.scoring import Event, EventKind
from sleepscorer.scoring.events import find
from sleepscorer.signals.slow_waves import slow_waves
from sleepscorer.stages import EPOCH_SECONDS

if TYPE_CHECKING:
    from sleepscorer.gui.page.traces.view import TraceView

KEPT_BOXES = 200
LONGEST_HELPED_S = 60.0
"""Page length up to which slow waves are underlined: beyond, one cannot see them."""


class Measurements(QObject):
    """Keeps what was measured in a night, and shows it on the page.

    Boxes are an aid to the eye: they are not saved.

    Signals
    -------
    read_out(str)
        Text for the status line.
    event_selected(Event or None)
        The event that keys act on.
    """

    read_out = Signal(str)
    event_selected = Signal(object)

    def __init__(self, view: TraceView, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._view = view
        self._session: Session | None = None
        self._boxes: list[Measured] = []
        self._last: Measured | None = None
        view.measured.connect(self._take_box)
        view.cursor_moved.connect(self.read_cursor)
        view.cursor_moved.connect(self._select_under)
        view.event_dragged.connect(self.replace_event)

    def show_session(self, session: Session) -> None:
        """Follow a night, without the boxes of the one before."""
        self._session, self._boxes, self._last = session, [], None
        session.events_changed.connect(self._follow_events)
        self._view.marks.selected = None
        session.epoch_moved.connect(self._forget_box)
        self.refresh()

    def show_nothing(self) -> None:
        """Show that no night is open."""
        self._session, self._boxes, self._last = None, [], None
        self._view.marks.cursor = self._view.marks.selected = None
        self.take_page()

    def refresh(self) -> None:
        """Put the marks of the page in view on it."""
        view, marks = self._view, self._view.marks
        first_s, last_s = self._stretch()
        marks.measured = [box for box in self._boxes if self._is_on_page(box)]
        events = self._session.scoring.events if self._session else ()
        marks.events = [e for e in events if e.stop_s >= first_s and e.start_s <= last_s]
        view.viewport().update()
        self._say()

    def _stretch(self) -> tuple[float, float]:
        """Seconds between which the page lies, its margins included."""
        first_s = self._view.start_s - self._view.span.margin_s
        return first_s, first_s + self._view.span.whole_s

    def _is_on_page(self, box: Measured) -> bool:
        first_s, last_s = self._stretch()
        return box.stop_s > first_s and box.start_s < last_s

    def take_page(self) -> None:
        """Underline the slow waves of a new page, where that help is on."""
        view, session = self._view, self._session
        if self._last is not None and not self._is_on_page(self._last):
            self._forget_box()  # a key makes no event of what is out of sight
        view.marks.slow_waves = []
        if session is not None and session.settings.slow_waves and view.span.page_s <= LONGEST_HELPED_S:
            for lane, shown in enumerate(view.lanes):
                if shown.shows_slow_waves:
                    view.marks.slow_waves += [(lane, *span) for span in self._slow_waves(lane)]
        self.refresh()

    def _slow_waves(self, lane: int) -> list[tuple[float, float]]:
        times, values = self._view.page_of(lane)
        if times.size < 2:
            return []
        rate_hz = self._session.recording.rate_of(self._view.lanes[lane].trace) if self._session else 0.0
        waves = slow_waves(values, rate_hz, self._view.start_s + float(times[0]))
        return [(float(start), float(stop)) for start, stop in waves]

    def _automatic_s(self) -> float:
        """Most seconds of the current epoch that are underlined on one trace."""
        if self._session is None:
            return 0.0
        begin = self._session.epoch * EPOCH_SECONDS
        seconds: dict[int, float] = {}
        for lane, start_s, stop_s in self._view.marks.slow_waves:
            inside = min(stop_s, begin + EPOCH_SECONDS) - max(start_s, begin)
            seconds[lane] = seconds.get(lane, 0.0) + max(inside, 0.0)
        return max(seconds.values(), default=0.0)

    def _forget_box(self) -> None:
        self._last = None

    def clear(self) -> bool:
        """Forget cursor and boxes, or what is being dragged; false where there is nothing of it."""
        if self._view.let_go():
            return True
        marks = self._view.marks
        there = bool(self._boxes) or marks.cursor is not None or marks.selected is not None
        self._boxes, self._last = [], None
        marks.cursor = None
        self.select(None)
        self.refresh()
        return there

    def _take_box(self, box: Measured) -> None:
        self._boxes = [*self._boxes, box][-KEPT_BOXES:]
        self._last = box
        self._view.marks.box = None
        self.refresh()

    def read_cursor(self, lane: int, at_s: float) -> None:
        """Read the value of a trace at a time out."""
        assert self._session is not None
        shown = self._view.lanes[lane]
        value = self._value(lane, at_s)
        clock = self._session.recording.clock(at_s)
        when = clock.strftime("%H:%M:%S.%f")[:-4] if clock else f"{number(at_s, '.2f')} s"
        self._last = None
        self.read_out.emit(f"{when}   {shown.trace.label}   {value_text(value, shown.unit, 1)}")

    def _value(self, lane: int, at_s: float) -> float:
        """Value at the cursor, read again where the page holds less than every sample."""
        assert self._session is not None
        shown = self._view.lanes[lane]
        if not self._view.is_reduced:
            return self._view.value_at(lane, at_s)
        try:
            return value_at(self._session.recording, shown.trace, shown.band, at_s)
        except RecordingError:
            return float("nan")

    def _say(self) -> None:
        if self._session is None:
            return
        seconds = slow_wave_seconds(self._boxes, self._session.epoch)
        box = f"{self._last.trace}: {self._last.text}   " if self._last else ""
        text = ""
        if seconds or self._last:
            text = translate("Measuring", "slow waves {seconds:.1f} / {needed:.1f} s")
        elif self._view.marks.slow_waves:
            seconds = self._automatic_s()
            text = translate("Measuring", "slow waves, automatic: {seconds:.1f} / {needed:.1f} s")
        self.read_out.emit(box + fill(text, seconds=seconds, needed=N3_SECONDS))

    def event_here(self, kind: EventKind) -> Event | None:
        """Return the event over the box dragged last, or at the cursor; None where neither is on the page."""
        if self._last is not None:
            box = self._last
            return Event(kind, box.start_s, box.stop_s - box.start_s, self._channel_for(kind, box.trace))
        if self._view.marks.cursor is not None:
            lane, at_s = self._view.marks.cursor
            channel = self._channel_for(kind, self._view.lanes[lane].trace.label)
            return Event(kind, at_s, kind.type.usual_s, channel)
        return None

    def _channel_for(self, kind: EventKind, label: str) -> str:
        """Return the channel that an event is marked on: the chosen one, or one that the kind is read on.

        A desaturation belongs to the saturation whatever trace was dragged over. Where no fitting trace is
        shown, the chosen one has it.
        """
        roles, view = kind.type.roles, self._view
        chosen = view.lane_of(label)
        best = view.lane_of_roles(roles)
        if best is None or (chosen is not None and view.lanes[chosen].trace.role in roles):
            return label
        return view.lanes[best].trace.label

    def use_box(self) -> None:
        """Take the box away that has become an event."""
        if self._last is not None:
            self._boxes = [box for box in self._boxes if box is not self._last]
            self._last = None
        self.refresh()

    def select(self, event: Event | None) -> None:
        """Have keys act on an event."""
        if event != self._view.marks.selected:
            self._view.marks.selected = event
            self._view.viewport().update()
            self.event_selected.emit(event)

    def _select_under(self, lane: int, at_s: float) -> None:
        self.select(self.event_under(lane, at_s))

    def _follow_events(self) -> None:
        """Keep the selection where its event was changed, here or by undo."""
        self.refresh()
        old = self._view.marks.selected
        if old is None or self._session is None or find(self._session.scoring.events, old)[1]:
            return
        alike = [
            event
            for event in self._view.marks.events
            if (event.kind, event.channel, event.words) == (old.kind, old.channel, old.words)
            and event.start_s <= old.stop_s
            and event.stop_s >= old.start_s
        ]
        self.select(alike[0] if alike else None)

    def chosen_event(self) -> Event | None:
        """Return the event that keys act on: the selected one, else that at the cursor; none out of sight."""
        marks = self._view.marks
        if marks.selected not in marks.events and marks.cursor is not None:
            self._select_under(*marks.cursor)
        return marks.selected if marks.selected in marks.events else None

    def replace_event(self, old: Event, new: Event) -> None:
        """Change an event, and go on with it."""
        if self._session is not None and new != old:
            self._session.replace_event(old, new)
            if find(self._session.scoring.events, new)[1]:
                self.select(new)

    def move_edge(self, edge: Edge, seconds: float) -> bool:
        """Move an edge of the chosen event; false where no event is chosen."""
        event = self.chosen_event()
        if event is not None:
            self.replace_event(event, Grip(event, edge).moved_by(seconds, self._view.night_s))
        return event is not None

    def event_under(self, lane: int, at_s: float) -> Event | None:
        """Return the event at a place of the page, the shortest where several overlap."""
        under = [
            event
            for event in self._view.marks.events
            if event.start_s <= at_s <= event.stop_s and self._view.lane_of_event(event) in (None, lane)
        ]
        return min(under, key=lambda event: event.duration_s, default=None)
