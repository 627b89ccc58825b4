"""The middle of the window: hypnogram, stages of this epoch, traces with their labels."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable
from math import inf

from PySide6.QtCore import QPoint, QTimer, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent, QWindow
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from sleepscorer.body_positions import BodyPosition
from sleepscorer.channels import Derivation
from sleepscorer.errors import RecordingError
from sleepscorer.gui.i18n.translation import translate
from sleepscorer.gui.night import LocalHypnogram, NightStrip, StripFollower
from sleepscorer.gui.page.epoch_header import EpochHeader
from sleepscorer.gui.page.fits import NightFits
from sleepscorer.gui.page.labels import LaneLabels
from sleepscorer.gui.page.lanes import LaneMaker
from sleepscorer.gui.page.loader import NightPages
from sleepscorer.gui.page.measurements import Measurements
from sleepscorer.gui.page.pages import DisplayBand, blank_page
from sleepscorer.gui.page.ruler import TimeRuler, tick_texts
from sleepscorer.gui.page.traces import SCALES_UV_PER_MM, PageSpan, page_lengths
from sleepscorer.gui.page.traces.view import TraceView
from sleepscorer.gui.page.welcome import Welcome
from sleepscorer.gui.session.session import Session
from sleepscorer.gui.widgets.theme import Theme
from sleepscorer.montages import Montage, resolve, stand_ins
from sleepscorer.settings import Settings, TraceSettings
from sleepscorer.stages import EPOCH_SECONDS

GAIN_STEP = 2**0.5
BADGE = 76
"""Pixels that the badge of the epoch before takes from the left of the header."""


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
    length_changed(float)
        Seconds of a page.
    montage_changed()
        Another montage is shown, or none.
    event_menu_wanted(Event, QPoint, float)
        The menu of an event, where on the screen, and at which second.
    """

    failed = Signal(object)
    scale_changed = Signal(float)
    lanes_changed = Signal()
    length_changed = Signal(float)
    montage_changed = Signal()
    event_menu_wanted = Signal(object, QPoint, float)

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
        self.measurements = Measurements(self.traces, self)
        self._handle: QWindow | None = None
        self._wanted_s = PageSpan().page_s
        self._part = 0
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
        self.traces.set_grid(settings.grid)
        self.traces.set_clipped(settings.clip_lanes)
        self._follow_scale(settings)

    def follow_setting(self, name: str) -> None:
        """Show a setting that has another value."""
        settings = self._settings
        if settings is None:
            return
        if name in ("filters", "bands", "notch_hz"):
            self.rebuild()
        elif name == "grid":
            self.traces.set_grid(settings.grid)
        elif name == "clip_lanes":
            self.traces.set_clipped(settings.clip_lanes)
        elif name == "slow_waves":
            self.measurements.take_page()
        elif name == "child_durations":
            self.measurements.refresh()
        elif name in ("negative_up", "pixels_per_mm"):
            self._follow_scale(settings)
        elif name == "strip_compact":
            self.strip.set_compact(settings.strip_compact)

    def _follow_scale(self, settings: Settings) -> None:
        self.traces.negative_up = settings.negative_up
        self.traces.measured_pixels_per_mm = settings.pixels_per_mm
        self.traces.rescale()

    def set_theme(self, theme: Theme) -> None:
        """Paint everything in other colours."""
        for part in (self.strip, self.local, self.header, self.traces, self.labels, self.ruler):
            part.set_theme(theme)
        self.rebuild()

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(self.labels)
        row.addLayout(_column(self.traces, self.ruler), 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.strip)
        layout.addWidget(self.header)
        layout.addWidget(self.welcome)
        layout.addLayout(row, 1)

        beside = QHBoxLayout(self.header)
        beside.setContentsMargins(BADGE, 0, 0, 0)
        beside.addWidget(self.local)
        beside.addStretch(1)

    def _connect(self) -> None:
        self.traces.gain_turned.connect(self.turn_scale)
        self.traces.wheel_turned.connect(self.step)
        self.traces.length_turned.connect(self.turn_length)
        self.labels.gain_turned.connect(self.turn_gain)
        self.labels.menu_wanted.connect(self._show_lane_menu)
        self.traces.menu_wanted.connect(self._show_page_menu)
        self.measurements.read_out.connect(self.labels.follow_cursor)

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
        self.traces.uv_per_mm = session.settings.uv_per_mm
        self.traces.measured_pixels_per_mm = session.settings.pixels_per_mm
        self.follower.show_session(session)
        self.header.show_session(session)
        self.measurements.show_session(session)
        self.rebuild()
        session.epoch_moved.connect(self._show_epoch)

    def showEvent(self, event: QShowEvent) -> None:
        """Keep the true scale on whatever screen the window is moved to."""
        handle = self.window().windowHandle()
        if handle is not None and handle is not self._handle:
            self._handle = handle
            handle.screenChanged.connect(lambda screen: self.traces.rescale())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the strip its share of the height."""
        self.strip.fit(event.size().height())

    def leave(self) -> None:
        """Stop what works in the background on the night shown."""
        self.follower.leave()
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
        self.follower.show_nothing()
        self.measurements.show_nothing()
        self.welcome.show()

    def settings_of(self, trace: Derivation) -> TraceSettings:
        """Return what is remembered of a trace on this device."""
        assert self._lane_maker is not None
        return self._lane_maker.settings_of(trace)

    def is_hidden(self, trace: Derivation) -> bool:
        """Tell whether a trace is hidden."""
        return self._lane_maker is not None and self._lane_maker.is_hidden(trace)

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
            self.set_length(wanted_s)
        if montage is not None and montage.uv_per_mm:
            self.set_scale(montage.uv_per_mm)

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
        self.traces.show_lanes(self._lane_maker.lanes(self.montage), self._session.settings.grid)
        self.labels.show_hidden([trace.label for trace in self._lane_maker.hidden(self.montage)])
        self.show_page()
        self.lanes_changed.emit()

    def _follow_fits(self) -> None:
        """Scale the traces by what was measured of the night; nothing else of the page changes."""
        maker = self._lane_maker
        if maker is None:
            return
        maker.remember()
        before = [(lane.scale, lane.levels, lane.half, lane.centre) for lane in self.traces.lanes]
        for lane in self.traces.lanes:
            maker.fit(lane)
        now = [(lane.scale, lane.levels, lane.half, lane.centre) for lane in self.traces.lanes]
        if [kinds[:2] for kinds in before] != [kinds[:2] for kinds in now]:
            self.rebuild()
        elif before != now:
            self.traces.rescale()
            self.traces.viewport().update()
        codes = maker.unknown_codes()
        if codes:
            text = translate(
                "NightView", "Body position: nobody has told what {codes} mean; they are shown as numbers."
            )
            self.failed.emit(text.format(codes=", ".join(map(str, codes))))

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
        self.measurements.take_page()
        self._ahead.start()

    def _fill_page(self) -> None:
        """Draw what has been read of a long page meanwhile."""
        if self.pages is not None:
            span = self.traces.span
            page = self.pages.page(self.shown_traces(), self.shown_bands(), self.traces.start_s, span)
            self.traces.fill_page(page)
            self.measurements.refresh()

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
        self._session.settings.uv_per_mm = self.traces.uv_per_mm = uv_per_mm
        self.traces.rescale()
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
        """Step the gain of one trace."""
        shown, kept = self.traces.lanes[lane], self.settings_of(self.traces.lanes[lane].trace)
        shown.gain *= GAIN_STEP**steps
        kept.gain *= GAIN_STEP**steps
        self.traces.rescale()

    def reset_gain(self, lane: int) -> None:
        """Give one trace the common scale again, or that of its montage."""
        shown, kept = self.traces.lanes[lane], self.settings_of(self.traces.lanes[lane].trace)
        shown.gain, kept.gain = shown.gain / kept.gain, 1.0
        self.traces.rescale()

    def invert(self, lane: int) -> None:
        """Turn one trace upside down."""
        shown = self.traces.lanes[lane]
        shown.inverted = self.settings_of(shown.trace).inverted = not shown.inverted
        self.traces.rescale()

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
        """Return the menu of one trace."""
        trace = self.traces.lanes[lane].trace
        menu = QMenu(self)
        choices: tuple[tuple[str, Callable[[], object]], ...] = (
            (translate("NightView", "Hide {channel}"), lambda: self.set_hidden(trace, True)),
            (translate("NightView", "Invert {channel}"), lambda: self.invert(lane)),
            (translate("NightView", "Larger"), lambda: self.turn_gain(lane, 1)),
            (translate("NightView", "Smaller"), lambda: self.turn_gain(lane, -1)),
            (translate("NightView", "Common scale"), lambda: self.reset_gain(lane)),
        )
        for text, run in choices:
            menu.addAction(text.format(channel=trace.label)).triggered.connect(
                lambda checked=False, run=run: run()
            )
        return menu

    def fill_lanes_menu(self, menu: QMenu) -> None:
        """Fill a menu with the menus of all traces shown, for the keyboard."""
        menu.clear()
        for index, lane in enumerate(self.traces.lanes):
            own = self.lane_menu(index)
            own.setTitle(lane.trace.label.replace("&", "&&"))
            menu.aboutToHide.connect(own.deleteLater)
            menu.addMenu(own)

    def _show_page_menu(self, lane: int, at_s: float, where: QPoint) -> None:
        """Show the menu of the event under the pointer, else that of the trace."""
        event = self.measurements.event_under(lane, at_s)
        if event is None:
            self._show_lane_menu(lane, where)
        else:
            self.measurements.select(event)
            self.event_menu_wanted.emit(event, where, at_s)

    def _show_lane_menu(self, lane: int, where: QPoint) -> None:
        self.lane_menu(lane).popup(where)


def _column(*widgets: QWidget) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(0)
    for widget in widgets:
        column.addWidget(widget)
    return column
