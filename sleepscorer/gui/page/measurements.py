"""Measurements on a page: the cursor's value, ruler boxes, slow waves, events in view."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, Signal

from sleepscorer.channels import Role
from sleepscorer.errors import RecordingError
from sleepscorer.gui.i18n.labels import event_name
from sleepscorer.gui.i18n.translation import fill, number, translate
from sleepscorer.gui.page.pages import read_filtered, value_at
from sleepscorer.gui.page.traces.marks import N3_SECONDS, Measured, slow_wave_seconds, value_text
from sleepscorer.gui.session.session import Session
from sleepscorer.scoring import RESPIRATORY, Event, EventKind, kinds_on
from sleepscorer.scoring.events import find, within_night
from sleepscorer.scoring.links import grounds_of
from sleepscorer.signals.breath_period import breath_period
from sleepscorer.signals.desaturation import fall_of
from sleepscorer.signals.slow_waves import slow_waves
from sleepscorer.stages import EPOCH_SECONDS
from sleepscorer.statistics.limb_movements import APART_S, FEWEST, periodic

if TYPE_CHECKING:
    from sleepscorer.gui.page.traces.lane import TraceLane
    from sleepscorer.gui.page.traces.view import TraceView

KEPT_BOXES = 200
LONGEST_HELPED_S = 60.0
"""Page length up to which slow waves are underlined: beyond, one cannot see them."""

LONGEST_DETAILED_S = 600.0
"""Page length up to which falls of the saturation and links between events are shown."""
BREATHS_OF_A_CHILD = 2
"""Least duration of an apnoea, a hypopnoea and a RERA in a child, in breaths (AASM Manual, chapter VIII)."""
OF_TWO_BREATHS = RESPIRATORY | {EventKind.RERA}
AROUND_S = (FEWEST + 1) * APART_S[1]
"""Seconds around a page within which the other movements of its series lie."""
BEFORE_S = 60.0
"""Seconds before an event in which a breath is measured."""
LONGEST_FALL_S = 600.0
"""Seconds of a desaturation that are measured at most: an artefact of hours is none."""


class Measurements(QObject):
    """Keeps what was measured in a night, and shows it on the page.

    Boxes are an aid to the eye: they are not saved.

    Attributes
    ----------
    fitting_key : str
        Key that marks the kind of event that fits the channel, as it is shown.

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
        self._measured_falls: dict[tuple[str, float, float], tuple[float, float] | None] = {}
        self._breaths: dict[tuple[str, float], float | None] = {}
        self.fitting_key = ""
        view.measured.connect(self._take_box)
        view.cursor_moved.connect(self.read_cursor)
        view.cursor_moved.connect(self._select_under)
        view.event_dragged.connect(self.replace_event)

    def show_session(self, session: Session) -> None:
        """Follow a night, without the boxes of the one before."""
        self._session, self._boxes, self._last = session, [], None
        self._measured_falls.clear()
        self._breaths.clear()
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
        events = self._session.scoring.events if self._session and view.lanes else ()
        marks.events = [e for e in events if e.stop_s >= first_s and e.start_s <= last_s]
        is_detailed = view.span.page_s <= LONGEST_DETAILED_S
        near = (
            [e for e in events if first_s - AROUND_S <= e.start_s <= last_s + AROUND_S] if is_detailed else []
        )
        hypopnoeas = [e for e in marks.events if e.kind is EventKind.HYPOPNOEA]
        marks.grounds = {event: grounds_of(event, near) for event in hypopnoeas if is_detailed}
        marks.periodic = frozenset(periodic(near))
        marks.falls = self._falls(marks.events)
        marks.least_s = self._least_durations(marks.events)
        view.viewport().update()
        self._say()

    def _falls(self, events: Sequence[Event]) -> dict[Event, tuple[float, float]]:
        """Measure fall and nadir of the desaturations on a page, each once, from its start to its end."""
        lane = self._view.lane_of_roles((Role.SPO2,))
        if self._session is None or lane is None or self._view.span.page_s > LONGEST_DETAILED_S:
            return {}
        shown = self._view.lanes[lane]
        falls: dict[Event, tuple[float, float]] = {}
        for event in events:
            if event.kind is EventKind.DESATURATION:
                key = (shown.trace.label, event.start_s, event.duration_s)
                if key not in self._measured_falls:
                    seconds = min(event.duration_s, LONGEST_FALL_S)
                    self._measured_falls[key] = fall_of(self._read(shown, event.start_s, seconds))
                fall = self._measured_falls[key]
                falls |= {event: fall} if fall is not None else {}
        return falls

    def _least_durations(self, events: Sequence[Event]) -> dict[Event, float]:
        """Return two breaths for each breathing event of a child, as long as those before it."""
        session = self._session
        if session is None or not session.settings.child_durations:
            return {}
        breaths = {event: self._breath_before(event) for event in events if event.kind in OF_TWO_BREATHS}
        return {event: BREATHS_OF_A_CHILD * breath_s for event, breath_s in breaths.items() if breath_s}

    def _breath_before(self, event: Event) -> float | None:
        """Measure a breath in the minute before an event, once, on its own lane or the first of breathing."""
        view, session = self._view, self._session
        lane = view.lane_of_event(event)
        lane = view.lane_of_roles(EventKind.HYPOPNOEA.type.roles) if lane is None else lane
        if lane is None or session is None or view.span.page_s > LONGEST_DETAILED_S:
            return None
        shown = view.lanes[lane]
        key = (shown.trace.label, event.start_s)
        if key not in self._breaths:
            self._breaths[key] = breath_period(
                self._read(shown, max(event.start_s - BEFORE_S, 0.0), min(event.start_s, BEFORE_S)),
                session.recording.rate_of(shown.trace),
            )
        return self._breaths[key]

    def _read(self, shown: TraceLane, start_s: float, seconds: float) -> NDArray[np.float32]:
        """Read a stretch of a trace as the screen shows it; nothing where the file cannot be read."""
        assert self._session is not None
        try:
            (values,) = read_filtered(self._session.recording, [shown.trace], [shown.band], start_s, seconds)
        except RecordingError:
            return np.zeros(0, np.float32)
        return values

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
        self.read_out.emit(
            f"{when}   {shown.trace.label}   {value_text(value, shown.unit, 0 if shown.holds else 1)}"
        )

    def _value(self, lane: int, at_s: float) -> float:
        """Value at the cursor, read again where the page holds less than every sample."""
        assert self._session is not None
        shown = self._view.lanes[lane]
        if not self._view.is_reduced:
            return self._view.value_at(lane, at_s)
        try:
            return value_at(self._session.recording, shown.trace, shown.band, at_s, holds=shown.holds)
        except RecordingError:
            return float("nan")

    def _say(self) -> None:
        if self._session is None:
            return
        seconds = slow_wave_seconds(self._boxes, self._session.epoch)
        box = f"{self._last.trace}: {self._last.text}   {self._proposal()}" if self._last else ""
        text = ""
        if seconds or self._last:
            text = translate("Measuring", "slow waves {seconds:.1f} / {needed:.1f} s")
        elif self._view.marks.slow_waves:
            seconds = self._automatic_s()
            text = translate("Measuring", "slow waves, automatic: {seconds:.1f} / {needed:.1f} s")
        self.read_out.emit(box + fill(text, seconds=seconds, needed=N3_SECONDS))

    def event_here(self, kind: EventKind) -> Event | None:
        """Return the event over the box dragged last, or at the cursor, as far as the night goes.

        None where neither is on the page, and where there is no night under it.
        """
        if self._last is not None:
            box = self._last
            return self._event_within(kind, box.start_s, box.stop_s, box.trace)
        cursor = self._view.marks.cursor
        if cursor is not None and cursor[1] >= 0:
            lane, at_s = cursor
            label = self._view.lanes[lane].trace.label
            return self._event_within(kind, at_s, at_s + kind.type.usual_s, label)
        return None

    def _event_within(self, kind: EventKind, start_s: float, stop_s: float, label: str) -> Event | None:
        """Return an event without what lies before the first sample and after the last; None if all does."""
        event = Event(kind, start_s, stop_s - start_s, self._channel_for(kind, label))
        return within_night(event, self._view.night_s)

    def _proposal(self) -> str:
        """Return the key that makes an event of the box dragged last, and its kind; empty without a key."""
        role = self.role_here()
        if role is None or not self.fitting_key:
            return ""
        return f"{self.fitting_key}: {event_name(kinds_on(role)[0])}   "

    @property
    def has_box(self) -> bool:
        """Whether a box has been dragged of which nothing has been made yet."""
        return self._last is not None

    def role_here(self) -> Role | None:
        """Return the role of the channel of the box dragged last, or at the cursor; None without either."""
        view = self._view
        if self._last is not None:
            lane = view.lane_of(self._last.trace)
        else:
            lane = view.marks.cursor[0] if view.marks.cursor is not None else None
        return view.lanes[lane].trace.role if lane is not None else None

    def kinds_for(self, event: Event) -> tuple[EventKind, ...]:
        """Return the kinds that an event may be on its channel, else those of its group."""
        lane = self._view.lane_of_event(event)
        if lane is not None:
            return kinds_on(self._view.lanes[lane].trace.role)
        group = event.kind.type.group
        return tuple(kind for kind in EventKind if kind.type.group is group and kind.type.command is not None)

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

    @property
    def selected(self) -> Event | None:
        """The event that keys act on."""
        return self._view.marks.selected

    def forget(self) -> None:
        """Forget cursor and boxes of a page that is no longer shown; what is chosen stays."""
        self._boxes, self._last = [], None
        self._view.marks.cursor = self._view.marks.box = None
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
            for event in self._session.scoring.events
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

    def event_under(self, lane: int, at_s: float) -> Event | None:
        """Return the event at a place of the page, the shortest where several overlap."""
        under = [
            event
            for event in self._view.marks.events
            if event.start_s <= at_s <= event.stop_s and self._view.lane_of_event(event) in (None, lane)
        ]
        is_bar = {event: self._view.lane_of_event(event) is None for event in under}
        return min(under, key=lambda event: (is_bar[event], event.duration_s), default=None)
