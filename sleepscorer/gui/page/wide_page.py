"""Second time base: minutes of legs, respiration, oxygen and position below the page of the EEG."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from math import inf

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from sleepscorer.channels import Derivation
from sleepscorer.errors import RecordingError
from sleepscorer.gui.page.labels import LaneLabels
from sleepscorer.gui.page.loader import NightPages
from sleepscorer.gui.page.measurements import Measurements
from sleepscorer.gui.page.pages import DisplayBand, blank_page
from sleepscorer.gui.page.ruler import TimeRuler, tick_texts
from sleepscorer.gui.page.span import PageSpan
from sleepscorer.gui.page.stage_row import StageRow
from sleepscorer.gui.page.traces.lane import TraceLane
from sleepscorer.gui.page.traces.view import TraceView
from sleepscorer.gui.session.session import Session
from sleepscorer.gui.widgets.theme import Theme
from sleepscorer.stages import EPOCH_SECONDS

LENGTHS_S = (60.0, 120.0, 300.0, 600.0, 1800.0)
"""Page lengths of the second time base, by Ctrl and the wheel."""
USUAL_S = (120.0, 300.0, 600.0)
"""Those that a key steps through."""


class WidePage(QWidget):
    """Page of minutes that holds the current epoch; it stands still until the epoch leaves it.

    Attributes
    ----------
    traces : TraceView
    labels : LaneLabels
    measurements : Measurements
        Cursor, ruler and events of this page.

    Signals
    -------
    failed(object)
        A sentence: the page could not be read.
    length_changed(float)
        Seconds of a page.
    """

    failed = Signal(object)
    length_changed = Signal(float)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session: Session | None = None
        self._pages: NightPages | None = None
        self._wanted_s = PageSpan().page_s
        self._shown_page: tuple[float, PageSpan, int] | None = None
        self.traces = TraceView(theme, self)
        self.labels = LaneLabels(self.traces, theme, self)
        self.stages = StageRow(theme, self)
        self.ruler = TimeRuler(theme, self)
        self.measurements = Measurements(self.traces, self)
        self._ahead = QTimer(self, interval=0, singleShot=True)
        self._ahead.timeout.connect(self._read_ahead)
        layout = QGridLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.stages, 0, 1)
        layout.addWidget(self.labels, 1, 0, 2, 1)
        layout.addWidget(self.traces, 1, 1)
        layout.addWidget(self.ruler, 2, 1)
        layout.setColumnStretch(1, 1)
        layout.setRowStretch(1, 1)
        self.traces.wheel_turned.connect(self.turn)
        self.traces.length_turned.connect(self.turn_length)
        self.stages.clicked.connect(self._go_to)
        self.measurements.read_out.connect(self.labels.follow_cursor)
        self.hide()

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        for part in (self.traces, self.labels, self.stages, self.ruler):
            part.set_theme(theme)

    def show_session(self, session: Session) -> None:
        """Follow a night; nothing of it is read before there are lanes."""
        self._session, self._shown_page = session, None
        self._pages = NightPages(session.recording, self, self.traces.make_ready, reduces_night=False)
        self._pages.arrived.connect(self._fill)
        self._pages.failed.connect(self.failed)
        self.traces.night_s = session.recording.duration_s
        self.traces.set_span(self._span())
        self.measurements.show_session(session)
        self.stages.show_session(session)

    def leave(self) -> None:
        """Stop what is read in the background."""
        if self._pages is not None:
            self._pages.stop()
            self._pages.deleteLater()
            self._pages = None

    def show_nothing(self) -> None:
        """Show that no night is open."""
        self._session = None
        self.show_lanes([], False)
        self.measurements.show_nothing()
        self.stages.show_nothing()

    def show_lanes(self, lanes: Sequence[TraceLane], grid: bool) -> None:
        """Lay traces out; without any the page is hidden."""
        self._shown_page = None
        self.traces.show_lanes(lanes, grid)
        self.setVisible(bool(lanes))
        if not lanes:
            self.traces.show_page(blank_page(0.0, 0))
            self.measurements.forget()

    def set_length(self, page_s: float) -> None:
        """Show pages of another length, of this night and the next ones, as far as they are that long."""
        self._wanted_s = page_s
        span = self._span()
        if span != self.traces.span:
            self.traces.set_span(span)
            self.show_page()

    def _span(self) -> PageSpan:
        night_s = self._session.recording.duration_s if self._session is not None else inf
        is_short = self._wanted_s >= night_s
        return PageSpan(night_s, whole_night=True) if is_short else PageSpan(self._wanted_s)

    def turn_length(self, steps: int) -> None:
        """Step the page length; up makes pages longer."""
        index = bisect_left(LENGTHS_S, self._wanted_s) + steps
        chosen = LENGTHS_S[max(0, min(index, len(LENGTHS_S) - 1))]
        self.set_length(chosen)
        self.length_changed.emit(chosen)

    def next_length(self) -> None:
        """Show the next of the usual page lengths, after the longest the shortest."""
        chosen = next((length for length in USUAL_S if length > self._wanted_s), USUAL_S[0])
        self.set_length(chosen)
        self.length_changed.emit(chosen)

    def turn(self, pages: int) -> None:
        """Go on or back by pages."""
        if self._session is not None:
            turn_page(self._session, self.traces.span, pages)

    def show_page(self) -> None:
        """Draw the page that holds the current epoch, if there are lanes."""
        session, pages = self._session, self._pages
        if session is None or pages is None or not self.traces.lanes:
            return
        span = self.traces.span
        start_s = span.start_s(session.epoch)
        at_s = session.epoch * EPOCH_SECONDS - start_s
        if self._shown_page == (start_s, span, self.traces.width()):
            self.traces.mark_epoch(at_s)
            return
        self._shown_page = (start_s, span, self.traces.width())
        try:
            page = pages.page(*self._shown(), start_s, span)
        except RecordingError as error:
            self.failed.emit(str(error))
            page, self._shown_page = blank_page(start_s, len(self.traces.lanes)), None
        self.traces.show_page(page, at_s)
        self.stages.show_page(start_s, span)
        self.ruler.show_texts(tick_texts(session.recording, start_s, span), span)
        self.measurements.take_page()
        self._ahead.start()

    def show_cursor(self, at_s: float) -> None:
        """Show a cursor that was set on the other page."""
        self.traces.marks.cursor = (0, at_s) if self.traces.lanes else None
        self.traces.viewport().update()
        self.labels.update()

    def _shown(self) -> tuple[list[Derivation], list[DisplayBand]]:
        lanes = self.traces.lanes
        return [lane.trace for lane in lanes], [lane.band for lane in lanes]

    def _fill(self) -> None:
        if self._pages is not None and self.traces.lanes:
            self.traces.fill_page(self._pages.page(*self._shown(), self.traces.start_s, self.traces.span))
            self.measurements.refresh()

    def _read_ahead(self) -> None:
        if self._pages is not None and self.traces.lanes:
            self._pages.read_ahead(*self._shown(), self.traces.start_s, self.traces.span)

    def _go_to(self, epoch: int) -> None:
        if self._session is not None:
            self._session.go_to(epoch)


def turn_page(session: Session, span: PageSpan, pages: int) -> None:
    """Go on or back by pages of their own length, as far as the night goes."""
    start_s = span.start_s(session.epoch) + pages * span.page_s
    if not span.whole_night and 0 <= start_s < session.n_epochs * EPOCH_SECONDS:
        session.go_to(int(start_s // EPOCH_SECONDS))
