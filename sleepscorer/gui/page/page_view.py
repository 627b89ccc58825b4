"""The middle of the window: hypnogram, stages of this epoch, traces with their labels."""

from __future__ import annotations

from bisect import bisect_left
from functools import partial
from math import inf

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QPalette, QResizeEvent, QShowEvent, QWindow
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QMenu, QSplitter, QVBoxLayout, QWidget

from sleepscorer.body_positions import BodyPosition
from sleepscorer.channels import Derivation
from sleepscorer.errors import RecordingError
from sleepscorer.gui.i18n.translation import translate
from sleepscorer.gui.night import LocalHypnogram, NightStrip, StripFollower
from sleepscorer.gui.page.crosshair import Crosshair
from sleepscorer.gui.page.epoch_header import EpochHeader
from sleepscorer.gui.page.fits import NightFits
from sleepscorer.gui.page.labels import LaneLabels
from sleepscorer.gui.page.lane_controls import LaneControls
from sleepscorer.gui.page.lanes import LaneMaker
from sleepscorer.gui.page.loader import NightPages
from sleepscorer.gui.page.measurements import Measurements
from sleepscorer.gui.page.pages import DisplayBand, blank_page
from sleepscorer.gui.page.ruler import TimeRuler, tick_texts
from sleepscorer.gui.page.span import SCALES_UV_PER_MM, PageSpan, page_lengths
from sleepscorer.gui.page.stage_row import StageRow
from sleepscorer.gui.page.traces.lane import TraceLane
from sleepscorer.gui.page.traces.view import TraceView
from sleepscorer.gui.page.welcome import Welcome
from sleepscorer.gui.page.wide_page import WidePage, turn_page
from sleepscorer.gui.session.session import Session
from sleepscorer.gui.widgets.theme import Theme
from sleepscorer.montages import Montage, resolve, stand_ins
from sleepscorer.scoring import Event
from sleepscorer.settings import Settings, TraceSettings
from sleepscorer.stages import EPOCH_SECONDS

BADGE = 76
"""Pixels that the badge of the epoch before takes from the left of the header."""
LEAST_SHARE, MOST_SHARE = 0.3, 0.65
"""Share of the height that the page takes above the second time base, by the lanes of both."""


class NightView(QWidget):
    """Hypnogram and traces of one night.

    Signals
    -------
    failed(str)
        A sentence: the page could not be read.
    scale_changed(float)
        Microvolts per millimetre.
    lanes_changed()
        Other channels are shown.
    position_codes_met()
        Of some codes of the body position nobody has told the meaning.
    length_changed(float)
        Seconds of a page.
    montage_changed()
        Another montage is shown, or none.
    event_menu_wanted(Event, QPoint, float)
        The menu of an event, where on the screen, and at which second.
    read_out(str)
        Text for the status line.
    event_selected(Event or None)
        The event that keys act on.
    """

    failed = Signal(object)
    scale_changed = Signal(float)
    lanes_changed = Signal()
    position_codes_met = Signal()
    length_changed = Signal(float)
    montage_changed = Signal()
    event_menu_wanted = Signal(object, QPoint, float)
    read_out = Signal(str)
    event_selected = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session: Session | None = None
        self._settings: Settings | None = None
        self.pages: NightPages | None = None
        self.montage: Montage | None = None
        self._lane_maker: LaneMaker | None = None
        self.strip = NightStrip(theme, self)
        self.header = EpochHeader(theme, self)
        self.local = LocalHypnogram(theme, self.header)
        self.follower = StripFollower(self.strip, self.local, self)
        self.traces = TraceView(theme, self)
        self.labels = LaneLabels(self.traces, theme, self)
        self.fits: NightFits | None = None
        self.ruler = TimeRuler(theme, self)
        self.stages = StageRow(theme, self)
        self.wide = WidePage(theme, self)
        self.measurements = self.page_measurements = Measurements(self.traces, self)
        self._controls = LaneControls(self.traces, self.labels, self.settings_of, self.set_hidden, self)
        self._wide_controls = LaneControls(
            self.wide.traces, self.wide.labels, self.settings_of, self.set_hidden, self
        )
        self.crosshairs = (
            Crosshair(self.traces, self.labels, theme),
            Crosshair(self.wide.traces, self.wide.labels, theme),
        )
        self._handle: QWindow | None = None
        self._wanted_s = PageSpan().page_s
        self._part = 0
        self._selected: Event | None = None
        self._montage_s: tuple[float, float] | None = None
        self._length_before = PageSpan().page_s
        self.welcome = Welcome(
            translate("NightView", "Open a recording: Ctrl+O, or drop an EDF or BDF file here."), self
        )
        self._ahead = QTimer(self, interval=0, singleShot=True)
        self._ahead.timeout.connect(self._read_ahead)
        self._lay_out()
        self._connect()

    def use_settings(self, settings: Settings) -> None:
        """Show what the settings say, and remember in them what is changed on the night strip."""
        self._settings = settings
        self.strip.use_settings(settings)
        self.wide.set_length(settings.wide_page_s)
        for traces in self.trace_views:
            traces.set_grid(settings.grid)
            traces.set_clipped(settings.clip_lanes)
        self._follow_scale(settings)

    @property
    def trace_views(self) -> tuple[TraceView, TraceView]:
        """The page, and the second time base below it."""
        return self.traces, self.wide.traces

    def follow_setting(self, name: str) -> None:
        """Show a setting that has another value."""
        settings = self._settings
        if settings is None:
            return
        if name in ("filters", "bands", "notch_hz", "wide_page"):
            self.rebuild()
        elif name == "wide_page_s":
            self.wide.set_length(settings.wide_page_s)
        elif name == "strip_compact":
            self.strip.set_compact(settings.strip_compact)
        else:
            self._follow_look(settings, name)

    def _follow_look(self, settings: Settings, name: str) -> None:
        """Draw what is shown as a setting says."""
        if name in ("grid", "clip_lanes"):
            for traces in self.trace_views:
                traces.set_grid(settings.grid)
                traces.set_clipped(settings.clip_lanes)
        elif name == "crosshair":
            for crosshair in self.crosshairs:
                crosshair.follow(None)
        elif name == "slow_waves":
            self.page_measurements.take_page()
        elif name == "child_durations":
            for measurements in (self.page_measurements, self.wide.measurements):
                measurements.refresh()
        elif name in ("negative_up", "pixels_per_mm"):
            self._follow_scale(settings)

    def _follow_scale(self, settings: Settings) -> None:
        for traces in self.trace_views:
            traces.negative_up = settings.negative_up
            traces.measured_pixels_per_mm = settings.pixels_per_mm
            traces.rescale()

    def set_theme(self, theme: Theme) -> None:
        """Paint everything in other colours."""
        parts = (self.strip, self.local, self.header, self.traces, self.labels, self.ruler, self.stages)
        for part in (*parts, self.wide, *self.crosshairs):
            part.set_theme(theme)
        self.rebuild()

    def _lay_out(self) -> None:
        upper = QWidget(self)
        grid = QGridLayout(upper)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(0)
        grid.addWidget(self.stages, 0, 1)
        grid.addWidget(self.labels, 1, 0, 2, 1)
        grid.addWidget(self.traces, 1, 1)
        grid.addWidget(self.ruler, 2, 1)
        grid.setColumnStretch(1, 1)
        grid.setRowStretch(1, 1)
        self.splitter = QSplitter(Qt.Orientation.Vertical, self)
        self.splitter.setChildrenCollapsible(False)
        for part in (upper, self.wide):
            part.setBackgroundRole(QPalette.ColorRole.Base)
            part.setAutoFillBackground(True)
            self.splitter.addWidget(part)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.strip)
        layout.addWidget(self.header)
        layout.addWidget(self.welcome)
        layout.addWidget(self.splitter, 1)

        beside = QHBoxLayout(self.header)
        beside.setContentsMargins(BADGE, 0, 0, 0)
        beside.addWidget(self.local)
        beside.addStretch(1)

    def _connect(self) -> None:
        self.traces.gain_turned.connect(self.turn_scale)
        self.traces.wheel_turned.connect(self.step)
        self.traces.length_turned.connect(self.turn_length)
        self.traces.menu_wanted.connect(partial(self._show_page_menu, self.page_measurements, self._controls))
        self.wide.traces.menu_wanted.connect(
            partial(self._show_page_menu, self.wide.measurements, self._wide_controls)
        )
        self.measurements.read_out.connect(self.labels.follow_cursor)
        self.stages.clicked.connect(self._go_to)
        self.wide.failed.connect(self.failed)
        self.wide.traces.gain_turned.connect(self.turn_scale)
        self.wide.length_changed.connect(self._keep_wide_length)
        for traces, measurements in (
            (self.traces, self.page_measurements),
            (self.wide.traces, self.wide.measurements),
        ):
            for signal in (traces.cursor_moved, traces.measured, traces.event_dragged):
                signal.connect(partial(self._use, measurements))
            measurements.read_out.connect(partial(self._read_out, measurements))
            measurements.event_selected.connect(self.select_event)
        self.traces.cursor_moved.connect(lambda lane, at_s: self.wide.show_cursor(at_s))
        self.wide.traces.cursor_moved.connect(self._follow_wide_cursor)

    def _use(self, measurements: Measurements, *what: object) -> None:
        """Have keys act on the page that the mouse was used on last."""
        self.measurements = measurements

    def _show_header(self, *epochs: object) -> None:
        """Show the stages around the current epoch, but of a home test without any."""
        self.header.setVisible(self._session is None or self._session.shows_stages)

    def set_fitting_key(self, key: str) -> None:
        """Tell the key that marks the kind of event which fits the channel."""
        for measurements in (self.page_measurements, self.wide.measurements):
            measurements.fitting_key = key

    def select_event(self, event: Event | None) -> None:
        """Have keys act on an event, whichever page shows it."""
        if event != self._selected:
            self._selected = event
            for measurements in (self.page_measurements, self.wide.measurements):
                measurements.select(event)
            self.event_selected.emit(event)

    @property
    def selected(self) -> Event | None:
        """The event that was chosen last, in view or not."""
        return self._selected

    @property
    def selected_in_view(self) -> Event | None:
        """The event that is shown as chosen on either page."""
        shown = [event for traces in self.trace_views for event in traces.marks.events]
        return self._selected if self._selected in shown else None

    def clear_marks(self) -> bool:
        """Forget cursors and boxes of both pages; false where there is nothing of it."""
        cleared = [measurements.clear() for measurements in (self.page_measurements, self.wide.measurements)]
        return any(cleared)

    def _read_out(self, measurements: Measurements, text: str) -> None:
        """Have the status line follow the page that the mouse was used on last."""
        if measurements is self.measurements:
            self.read_out.emit(text)

    def _follow_wide_cursor(self, lane: int, at_s: float) -> None:
        """Show the epoch under the cursor of the second time base, and the same cursor on both pages."""
        if self._session is not None:
            self._session.go_to(min(int(at_s // EPOCH_SECONDS), self._session.n_epochs - 1))
        self.wide.traces.marks.cursor = (lane, at_s)
        self.wide.labels.update()
        self.traces.marks.cursor = (0, at_s)
        self.labels.update()
        self.traces.viewport().update()
        self.wide.measurements.read_cursor(lane, at_s)

    def _keep_wide_length(self, page_s: float) -> None:
        if self._settings is not None:
            self._settings.wide_page_s = page_s

    def show_session(self, session: Session) -> None:
        """Show a night, its first page at once."""
        self._session, self.pages = session, NightPages(session.recording, self, self.traces.make_ready)
        self.pages.arrived.connect(self._fill_page)
        self.pages.failed.connect(self.failed)
        self.fits = NightFits(session.recording, self)
        self.fits.measured.connect(self._follow_fits)
        self._lane_maker = LaneMaker(session, self.fits)
        self._part = 0
        self.traces.set_span(self._span(PageSpan(self._wanted_s)))
        self.welcome.hide()
        self.traces.night_s = session.recording.duration_s
        self.traces.uv_per_mm = self.wide.traces.uv_per_mm = self._scale_for(self.montage)
        self.traces.measured_pixels_per_mm = session.settings.pixels_per_mm
        self.follower.show_session(session)
        self.header.show_session(session)
        self._selected = None
        self.measurements = self.page_measurements
        self.page_measurements.show_session(session)
        self.stages.show_session(session)
        self.wide.show_session(session)
        for crosshair in self.crosshairs:
            crosshair.show_session(session)
        self.rebuild()
        self.scale_changed.emit(self.traces.uv_per_mm)
        self._show_header()
        session.epochs_changed.connect(self._show_header)
        session.epoch_moved.connect(self._show_epoch)

    def showEvent(self, event: QShowEvent) -> None:
        """Keep the true scale on whatever screen the window is moved to."""
        handle = self.window().windowHandle()
        if handle is not None and handle is not self._handle:
            self._handle = handle
            handle.screenChanged.connect(self._rescale)

    def _rescale(self, *what: object) -> None:
        for traces in self.trace_views:
            traces.rescale()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the strip its share of the height."""
        self.strip.fit(event.size().height())

    def leave(self) -> None:
        """Stop what works in the background on the night shown."""
        self.follower.leave()
        self.wide.leave()
        if self.fits is not None:
            self.fits.stop()
            self.fits.deleteLater()
            self.fits = None
        if self.pages is not None:
            self.pages.stop()
            self.pages.deleteLater()
            self.pages = None

    def show_nothing(self) -> None:
        """Show the page as before the first night."""
        self._session = self._lane_maker = None
        self.traces.show_lanes([], self.traces.grid)
        self.traces.show_page(blank_page(0.0, 0))
        self.ruler.show_texts({}, self.traces.span)
        self.header.show_nothing()
        self.header.show()
        self.follower.show_nothing()
        self.page_measurements.show_nothing()
        self.stages.show_nothing()
        self.wide.show_nothing()
        for crosshair in self.crosshairs:
            crosshair.show_session(None)
        self.welcome.show()

    def settings_of(self, trace: Derivation) -> TraceSettings:
        """Return what is remembered of a trace on this device."""
        assert self._lane_maker is not None
        return self._lane_maker.settings_of(trace)

    def is_hidden(self, trace: Derivation) -> bool:
        """Tell whether a trace is hidden."""
        return self._lane_maker is not None and self._lane_maker.is_hidden(trace)

    def unnamed_codes(self) -> list[int]:
        """Return the codes of the body position of which nobody has told anything."""
        return self._lane_maker.unnamed_codes() if self._lane_maker is not None else []

    def position_codes(self) -> tuple[list[int], dict[int, BodyPosition]]:
        """Return the codes of the body position in this night, and what is known of them."""
        return self._lane_maker.position_codes() if self._lane_maker is not None else ([], {})

    def all_traces(self) -> tuple[Derivation, ...]:
        """Return every trace of the recording, or of the montage, hidden ones too."""
        return tuple(trace for trace, _ in self._lane_maker.traces(self.montage)) if self._lane_maker else ()

    def choose_montage(self, montage: Montage | None) -> None:
        """Show the traces of a montage; None shows the recording as it is."""
        self.montage = montage
        self._take_scale(montage)
        self.rebuild()
        if self._session is not None and montage is not None:
            self._tell_lacking(self._session, montage)
        self.montage_changed.emit()

    def _take_scale(self, montage: Montage | None) -> None:
        """Show pages of the montage's length and scale; what was shown before comes back without one."""
        now_s = self.traces.span.page_s
        if self._montage_s is not None and self._montage_s[1] == now_s:
            before_s = self._montage_s[0]
        else:
            before_s = now_s  # nobody has changed it since
        wanted_s = montage.page_s if montage is not None and montage.page_s else before_s
        self._montage_s = (before_s, wanted_s) if wanted_s != before_s else None
        if self._session is not None and wanted_s != now_s:
            self._set_length_of_montage(wanted_s)
        if self._session is not None and self._scale_for(montage) != self.traces.uv_per_mm:
            self._show_scale(self._scale_for(montage))

    def _scale_for(self, montage: Montage | None) -> float:
        """Return the scale that a montage comes with, else the technician's."""
        if montage is not None and montage.uv_per_mm:
            return montage.uv_per_mm
        return self._session.settings.uv_per_mm if self._session is not None else self.traces.uv_per_mm

    def _set_length_of_montage(self, page_s: float) -> None:
        """Show pages of a length; where there is a second time base, it takes those of minutes."""
        if self._settings is not None and self._settings.wide_page and page_s > 2 * EPOCH_SECONDS:
            self.wide.set_length(page_s)
        else:
            self.set_length(page_s)

    def _tell_lacking(self, session: Session, montage: Montage) -> None:
        """Tell which traces of a montage the recording lacks; without any of them all channels are shown."""
        shown, lacking = resolve(montage, session.recording)
        name = translate("Montages", montage.name)
        if not shown:
            self.montage = None
            self.rebuild()
            text = translate(
                "NightView", "The recording has no channel of the montage “{name}”; all are shown."
            )
            self.failed.emit(text.format(name=name))
        else:
            self._tell_stand_ins(name, stand_ins(shown), lacking)

    def _tell_stand_ins(self, name: str, pairs: list[tuple[str, str]], lacking: list[str]) -> None:
        """Tell which traces stand for others, and which are lacking."""
        sentences = []
        if pairs:
            text = translate("NightView", "{shown} for {asked}")
            shown = ", ".join(text.format(shown=other, asked=asked) for asked, other in pairs)
            text = translate("NightView", "Montage “{name}”, shown instead: {channels}.")
            sentences.append(text.format(name=name, channels=shown))
        if lacking:
            text = translate("NightView", "Montage “{name}”: the recording lacks {channels}.")
            sentences.append(text.format(name=name, channels=", ".join(lacking)))
        if sentences:
            self.failed.emit(" ".join(sentences))

    def rebuild(self) -> None:
        """Lay the lanes out again, after roles or hidden channels have changed."""
        if self._session is None or self._lane_maker is None:
            return
        upper, lower = self._split(self._lane_maker.lanes(self.montage))
        self.traces.show_lanes(upper, self._session.settings.grid)
        were_shown = [lane.trace for lane in self.wide.traces.lanes]
        self.wide.show_lanes(lower, self._session.settings.grid)
        if not lower:
            self.measurements = self.page_measurements
        if lower and were_shown != [lane.trace for lane in lower]:
            self._share_height(upper, lower)
        self.labels.show_hidden([trace.label for trace in self._lane_maker.hidden(self.montage)])
        self.show_page()
        self.lanes_changed.emit()

    def _split(self, lanes: list[TraceLane]) -> tuple[list[TraceLane], list[TraceLane]]:
        """Lanes of the page, and of the second time base where it is shown and both have some."""
        slow = [lane for lane in lanes if lane.trace.role.is_slow]
        if self._settings is None or not self._settings.wide_page or len(slow) in (0, len(lanes)):
            return lanes, []
        return [lane for lane in lanes if not lane.trace.role.is_slow], slow

    def _share_height(self, upper: list[TraceLane], lower: list[TraceLane]) -> None:
        """Give both pages the height of their lanes; it can be dragged to another share."""
        if self.traces.span.page_s > 2 * EPOCH_SECONDS:
            self.set_length(float(EPOCH_SECONDS))
        weights = [sum(lane.weight for lane in lanes) for lanes in (upper, lower)]
        share = min(max(weights[0] / sum(weights), LEAST_SHARE), MOST_SHARE)
        height = max(self.splitter.height(), 100)
        self.splitter.setSizes([round(share * height), round((1 - share) * height)])

    @property
    def lanes(self) -> list[TraceLane]:
        """Lanes of both time bases, from the top."""
        return [*self.traces.lanes, *self.wide.traces.lanes]

    def _follow_fits(self) -> None:
        """Scale the traces by what was measured of the night; nothing else of the page changes."""
        maker = self._lane_maker
        if maker is None:
            return
        maker.remember()
        before = [(lane.scale, lane.levels, lane.half, lane.centre) for lane in self.lanes]
        for lane in self.lanes:
            maker.fit(lane)
        now = [(lane.scale, lane.levels, lane.half, lane.centre) for lane in self.lanes]
        if [kinds[:2] for kinds in before] != [kinds[:2] for kinds in now]:
            self.rebuild()
        elif before != now:
            for traces in self.trace_views:
                traces.rescale()
                traces.viewport().update()
        if maker.unnamed_codes():
            self.position_codes_met.emit()

    def show_page(self) -> None:
        """Draw the page of the current epoch."""
        session, pages = self._session, self.pages
        if session is None or pages is None:
            return
        span = self.traces.span
        start_s = span.start_s(session.epoch, self._part)
        try:
            page = pages.page(self.shown_traces(), self.shown_bands(), start_s, span)
        except RecordingError as error:
            self.failed.emit(str(error))
            page = blank_page(start_s, len(self.traces.lanes))  # never another epoch's signal
        several = span.page_s > EPOCH_SECONDS
        self.traces.show_page(page, session.epoch * EPOCH_SECONDS - start_s if several else None)
        self.ruler.show_texts(tick_texts(session.recording, start_s, span), span)
        self.strip.show_page(start_s, 0.0 if span.whole_night else span.page_s)
        self.stages.show_page(start_s, span)
        self.page_measurements.take_page()
        self.wide.show_page()
        self._ahead.start()

    def _fill_page(self) -> None:
        """Draw what has been read of a long page meanwhile."""
        if self.pages is not None:
            span = self.traces.span
            page = self.pages.page(self.shown_traces(), self.shown_bands(), self.traces.start_s, span)
            self.traces.fill_page(page)
            self.page_measurements.refresh()

    def _show_epoch(self) -> None:
        """Show the page of a new current epoch, from its first part."""
        self._part = 0
        self.show_page()

    def step(self, pages: int) -> None:
        """Go so many epochs on or back; part by part where a page is shorter than an epoch."""
        session = self._session
        if session is None:
            return
        part, parts = self._part + pages, len(self.traces.span.part_starts_s)
        if parts > 1 and 0 <= part < parts:
            self._part = part
            self.show_page()
            return
        session.go_to(session.epoch + pages)
        if parts > 1 and pages == -1:
            self._part = parts - 1
            self.show_page()

    def turn_page(self, pages: int) -> None:
        """Go on or back by the length of the second time base, where it is shown, else of the page."""
        session, span = self._session, self.traces.span
        if not self.wide.isHidden():
            self.wide.turn(pages)
        elif session is not None and span.page_s > EPOCH_SECONDS and not span.whole_night:
            turn_page(session, span, pages)
        else:
            self.step(pages)

    def _go_to(self, epoch: int) -> None:
        if self._session is not None:
            self._session.go_to(epoch)

    def turn_length(self, steps: int) -> None:
        """Step the page length; up makes pages longer."""
        if self._session is None:
            return
        lengths = page_lengths(self._session.recording.duration_s)
        index = bisect_left(lengths, self.traces.span.page_s) + steps
        chosen = lengths[max(0, min(index, len(lengths) - 1))]
        self.set_length(inf if chosen == lengths[-1] else chosen)

    def set_length(self, page_s: float) -> None:
        """Show pages of another length, one of ``PAGE_LENGTHS_S``, or longer for the whole night.

        It is also that of the next night: a short one is shown whole without the next one being so.
        """
        self._wanted_s = page_s
        span = self._span(PageSpan(page_s))
        if span == self.traces.span:
            return
        self._part = 0
        self.traces.set_span(span)
        self.show_page()
        self.length_changed.emit(span.page_s)

    def toggle_whole_night(self) -> None:
        """Show the whole night on one page, or the page length of before again."""
        if not self.traces.span.whole_night:
            self._length_before = self.traces.span.page_s
            self.set_length(inf)
        else:
            self.set_length(self._length_before)

    def _span(self, span: PageSpan) -> PageSpan:
        """A page length for this night: what is longer is the whole night."""
        whole_s = self._session.recording.duration_s if self._session is not None else inf
        if span.whole_night or span.page_s >= whole_s:
            return PageSpan(whole_s, whole_night=True) if whole_s < inf else PageSpan()
        return span

    def shown_traces(self) -> tuple[Derivation, ...]:
        """Return the traces in view, from the top."""
        return tuple(lane.trace for lane in self.traces.lanes)

    def shown_bands(self) -> tuple[DisplayBand, ...]:
        """Return the filter of each trace in view."""
        return tuple(lane.band for lane in self.traces.lanes)

    def _read_ahead(self) -> None:
        """Read the pages around the one in view while nobody waits for them."""
        if self.pages is not None:
            self.pages.read_ahead(
                self.shown_traces(), self.shown_bands(), self.traces.start_s, self.traces.span
            )

    def set_scale(self, uv_per_mm: float) -> None:
        """Set the scale of all voltage traces."""
        if self._session is None:
            return
        self._session.settings.uv_per_mm = uv_per_mm
        self._show_scale(uv_per_mm)

    def _show_scale(self, uv_per_mm: float) -> None:
        """Draw at a scale; that of a montage is not remembered as the technician's."""
        for traces in self.trace_views:
            traces.uv_per_mm = uv_per_mm
            traces.rescale()
        self.scale_changed.emit(uv_per_mm)

    def turn_scale(self, steps: int) -> None:
        """Step the scale; up makes waves larger."""
        now = self.traces.uv_per_mm
        if steps > 0:
            choices = [scale for scale in reversed(SCALES_UV_PER_MM) if scale < now]
        else:
            choices = [scale for scale in SCALES_UV_PER_MM if scale > now]
        if choices:
            self.set_scale(choices[0])

    def turn_gain(self, lane: int, steps: int) -> None:
        """Step the gain of one trace of the page."""
        self._controls.turn_gain(lane, steps)

    def reset_gain(self, lane: int) -> None:
        """Give one trace of the page the common scale again, or that of its montage."""
        self._controls.reset_gain(lane)

    def invert(self, lane: int) -> None:
        """Turn one trace of the page upside down."""
        self._controls.invert(lane)

    def set_hidden(self, trace: Derivation, hidden: bool) -> None:
        """Hide or show a trace."""
        self.settings_of(trace).hidden = hidden
        self.rebuild()

    def show_all(self) -> None:
        """Show every trace."""
        for trace in self.all_traces():
            self.settings_of(trace).hidden = False
        self.rebuild()

    def lane_menu(self, lane: int) -> QMenu:
        """Return the menu of one trace of the page."""
        return self._controls.menu(lane)

    def fill_lanes_menu(self, menu: QMenu) -> None:
        """Fill a menu with the menus of all traces shown, for the keyboard."""
        menu.clear()
        for controls in (self._controls, self._wide_controls):
            controls.add_menus(menu)

    def _show_page_menu(
        self, measurements: Measurements, controls: LaneControls, lane: int, at_s: float, where: QPoint
    ) -> None:
        """Show the menu of the event under the pointer, else that of the trace."""
        event = measurements.event_under(lane, at_s)
        if event is None:
            controls.menu(lane).popup(where)
        else:
            self._use(measurements)
            measurements.select(event)
            self.event_menu_wanted.emit(event, where, at_s)
