"""The night strip: lanes over one time axis, with the mouse on them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QContextMenuEvent, QMouseEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QGraphicsItem, QMenu, QSizePolicy, QWidget

from sleepscorer.channels import Derivation
from sleepscorer.gui.i18n.translation import translate
from sleepscorer.gui.night.axis import NightAxis
from sleepscorer.gui.night.canvas import StripCanvas
from sleepscorer.gui.night.clock import HEIGHT as CLOCK_HEIGHT
from sleepscorer.gui.night.contrast import WIDTH as BAR_WIDTH
from sleepscorer.gui.night.contrast import ContrastBar
from sleepscorer.gui.night.events import EventsLane
from sleepscorer.gui.night.handle import HEIGHT as HANDLE_HEIGHT
from sleepscorer.gui.night.handle import Handle
from sleepscorer.gui.night.hypnodensity import ConfidenceLane, HypnodensityLane
from sleepscorer.gui.night.hypnogram import HypnogramLane, OthersLane, SecondLane
from sleepscorer.gui.night.lanes import SCALES, GuestLane, Lane, StripState, scale_for
from sleepscorer.gui.night.menu import fill_menu
from sleepscorer.gui.night.mouse import ZOOM_STEP, Drag, start_drag, turn_wheel
from sleepscorer.gui.night.overlay import StripOverlay
from sleepscorer.gui.night.signal_lanes import signal_lanes
from sleepscorer.gui.night.spectra import Compute, SpectrogramSource, compute_spectrogram
from sleepscorer.gui.night.spectrogram import SpectrogramLane
from sleepscorer.gui.widgets.theme import Theme
from sleepscorer.recording import Recording
from sleepscorer.scoring import Lights, Scoring
from sleepscorer.settings import Settings
from sleepscorer.stages import EPOCH_SECONDS

if TYPE_CHECKING:
    from sleepscorer.statistics import NightSignals

_RATIO_EVENTS = (QEvent.Type.DevicePixelRatioChange, QEvent.Type.Show)
SETTLED_MS = 120
"""The lanes are drawn coarsely while the epochs in sight change again and again within this time."""
MOST_SHARE = 0.34
"""Share of the view that the lanes take at most, unless they would be too small to be read."""
PREFERRED = ("C4", "C3", "Cz", "F4", "F3", "Fz", "Fpz")
"""Electrodes whose spectrogram is shown if none was chosen, the first there is."""


class NightStrip(QWidget):
    """The whole night, or part of it, in lanes that share one time axis.

    The lanes are items of a pyqtgraph scene, each in a view box whose x counts epochs. Their pictures are
    kept; when the current epoch moves only the marker is moved. The mouse is the strip's own.

    Parameters
    ----------
    theme : Theme
    parent : QWidget, optional
    compute : callable, optional
        What computes spectrograms.

    Attributes
    ----------
    axis : NightAxis
    lanes : tuple of Lane
        From the top; hidden ones too.
    source : SpectrogramSource
    overlay : StripOverlay
    contrast : ContrastBar
    handle : Handle
    night : StripState
        What the lanes share.

    Signals
    -------
    clicked(int)
        Epoch clicked on, 0-based.
    range_selected(int, int)
        First epoch dragged over, and the one after the last.
    lights_dragged(Lights)
        Where the lights markers were let go.
    doubt_wanted(int)
        Double click on what the model thinks: the next epoch to review from here on is wanted.
    compact_changed(bool)
        Whether the hypnogram alone is shown.
    """

    clicked = Signal(int)
    range_selected = Signal(int, int)
    lights_dragged = Signal(Lights)
    doubt_wanted = Signal(int)
    compact_changed = Signal(bool)

    def __init__(
        self, theme: Theme, parent: QWidget | None = None, compute: Compute = compute_spectrogram
    ) -> None:
        super().__init__(parent)
        self.axis = NightAxis(self)
        self.source = SpectrogramSource(compute, self)
        self.night = night = StripState(self.axis, theme, font=self.font())
        self.overlay = StripOverlay(night)
        self._settings: Settings | None = None
        self._drag: Drag | None = None
        self._view_height = 0
        self._spectrogram = SpectrogramLane(night, self.source)
        self._model_lanes: tuple[Lane, ...] = (HypnodensityLane(night), ConfidenceLane(night))
        self._scored = (HypnogramLane(night), SecondLane(night), OthersLane(night))
        self._events = EventsLane(night)
        model_lanes = (*self._model_lanes, self._spectrogram)
        self.lanes: tuple[Lane, ...] = (*self._scored, *model_lanes, *signal_lanes(night), self._events)
        self._placed: list[tuple[int, Lane]] = []
        self._showed_stages = True
        self.canvas = StripCanvas(night, self.overlay, self)
        self.contrast = ContrastBar(theme, self)
        self.handle = Handle(night, self)
        self._is_coarse = False
        self._settling = QTimer(self, singleShot=True, interval=SETTLED_MS)
        self._prepare()

    def _prepare(self) -> None:
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)
        self.setAccessibleName(translate("Strip", "Night strip"))
        self.setAccessibleDescription(
            translate(
                "Strip",
                "Stages, the model's probabilities, spectrogram, signals and events over the night; "
                "click to go to an epoch, drag to select epochs",
            )
        )
        for lane in self.lanes:
            self.canvas.add(lane)
        self.canvas.take_theme()
        self.axis.changed.connect(self._follow_axis)
        self._settling.timeout.connect(self._settle)
        self.source.changed.connect(self._show_spectrogram)
        self.contrast.changed.connect(self._show_contrast)
        self.contrast.settled.connect(self._keep_contrast)
        self.handle.pulled.connect(self.set_compact)
        self._arrange()

    # What is shown

    def use_settings(self, settings: Settings) -> None:
        """Follow and alter what is remembered of the strip."""
        self._settings = settings
        for lane in self.lanes:
            lane.hidden = lane.name in settings.strip_hidden
        low, high = settings.spectrogram_contrast
        self.contrast.show_contrast((low, high))
        self.set_compact(settings.strip_compact)
        self._arrange()

    def show_night(self, recording: Recording | None, scoring: Scoring | None) -> None:
        """Show a night from its first epoch; None shows nothing."""
        self.night.recording, self.night.scoring = recording, scoring
        self._showed_stages = self.night.shows_stages
        self.night.second, self.night.others, self.night.signals = None, (), None
        self.overlay.begin()
        self.source.show_recording(recording)
        self._show_trace(self._first_trace(recording) if recording is not None else None)
        self.axis.show_night(scoring.n_epochs if scoring is not None else 0)
        self.refresh()
        self._arrange()

    def leave(self) -> None:
        """Stop what works in the background on the night shown."""
        self.source.stop()

    def show_second(self, second: Scoring | None, others: Sequence[tuple[str, Scoring]] = ()) -> None:
        """Show another scorer's hypnogram under the first, and further ones, with their names, smaller."""
        self.night.second, self.night.others = second, tuple(others)
        self._arrange()
        for lane in self._scored[1:]:
            lane.refresh()

    def show_signals(self, signals: NightSignals | None) -> None:
        """Show the signals of the night; None while they are not known."""
        self.night.signals = signals
        self._arrange()

    def fit(self, height: int) -> None:
        """Choose the size of the lanes for a view of some height; the traces keep most of it."""
        self._view_height = height
        if self._take_scale():
            self._arrange()

    def _take_scale(self) -> bool:
        """Take the size that leaves the traces their share, as far as lanes can shrink; whether it is new."""
        before, scale = self.night.scale, scale_for(self._view_height)
        self.night.scale = scale
        while scale > SCALES[0] and self._lanes_height() > MOST_SHARE * self._view_height:
            scale = round(scale - 0.1, 1)
            self.night.scale = scale
        return scale != before

    def _lanes_height(self) -> int:
        return sum(lane.height for lane in self.lanes if lane.visible) + CLOCK_HEIGHT

    def set_theme(self, theme: Theme) -> None:
        """Show other colours."""
        self.night.theme = theme
        self.canvas.take_theme()
        self.contrast.set_theme(theme)
        self.handle.update()
        self._redraw_all()

    def refresh(self) -> None:
        """Draw everything again that depends on the scoring."""
        self._make_room_for_stages()
        for lane in self._scored:
            lane.refresh()
        for model_lane in self._model_lanes:
            model_lane.forget()
        self._events.refresh()
        self.refresh_lights()

    def refresh_epochs(self, epochs: Sequence[int]) -> None:
        """Draw these epochs again, and the model's lanes if a model has run."""
        if not epochs:
            return
        self._make_room_for_stages()
        first, stop = min(epochs), max(epochs) + 1
        for lane in self.lanes:
            lane.redraw_epochs(first, stop)

    def _make_room_for_stages(self) -> None:
        """Lay the lanes out again once a night without EEG has its first stage, or has none any more."""
        if self.night.shows_stages != self._showed_stages:
            self._showed_stages = self.night.shows_stages
            self._arrange()

    def refresh_marks(self, epoch: int) -> None:
        """Draw the flags of an epoch again."""
        self._scored[0].redraw_epochs(epoch, epoch + 1)

    def refresh_events(self) -> None:
        """Draw the events again; kinds that were not there before get a row."""
        height = self._events.height
        self._events.refresh()
        if self._events.height != height:
            self._arrange()

    def refresh_lights(self) -> None:
        """Draw the lights and the selection again."""
        self.canvas.regions.take_geometry(self.canvas.lanes_height)

    def mark(self, epoch: int) -> None:
        """Mark the current epoch."""
        self.overlay.epoch = epoch
        self.axis.reveal(epoch)
        self.canvas.marker.take_geometry(self.canvas.lanes_height)

    def show_page(self, start_s: float, page_s: float) -> None:
        """Show what the page holds, where that is more than the current epoch."""
        page = (start_s, start_s + page_s) if page_s > EPOCH_SECONDS else None
        if page != self.overlay.page:
            self.overlay.page = page
            self.canvas.page.take_geometry(self.canvas.lanes_height)

    def show_selection(self, selection: range | None) -> None:
        """Show selected epochs."""
        if selection != self.overlay.selection:
            self.overlay.selection = selection
            self.refresh_lights()

    def show_dragged(self, lights: Lights | None) -> None:
        """Show lights where they would be let go; None shows those of the scoring."""
        self.overlay.dragged = lights
        self.refresh_lights()

    # Lanes

    def lane(self, name: str) -> Lane:
        """Return the lane of a name."""
        return next(lane for lane in self.lanes if lane.name == name)

    def top_of(self, name: str) -> int | None:
        """Return the pixel at which a lane begins; None while it is not shown."""
        return next((top for top, lane in self._placed if lane.name == name), None)

    def add_lane(
        self, name: str, item: QGraphicsItem, height: int, y_range: tuple[float, float] = (0.0, 1.0)
    ) -> None:
        """Show an item in a lane of its own, under the others.

        Parameters
        ----------
        name : str
            Written beside the lane and in the menu of the strip, by which it can be hidden.
        item : QGraphicsItem
            An item of pyqtgraph, such as ``pg.PlotCurveItem``, or any other; x counts epochs of 30 s from the
            start of the recording. It is looked at only: the mouse goes to epochs and selects them there too.
        height : int
            Pixels at the usual size of the window.
        y_range : tuple of float and float
            Values at the bottom and at the top of the lane.

        Raises
        ------
        ValueError
            If there is a lane of that name, or it has no height.
        """
        if any(lane.name == name for lane in self.lanes):
            raise ValueError(f"There is a lane {name!r} in the night strip already.")
        if height < 1 or not y_range[0] < y_range[1]:
            raise ValueError(f"The lane {name!r} of the night strip has no height.")
        lane = GuestLane(self.night, name, item, height, y_range)
        lane.hidden = self._settings is not None and name in self._settings.strip_hidden
        self.lanes = (*self.lanes, lane)
        self.canvas.add(lane)
        self._arrange()

    def remove_lane(self, name: str) -> None:
        """Take a lane out that was added.

        Raises
        ------
        ValueError
            If no such lane was added.
        """
        lane = next((lane for lane in self.lanes if lane.name == name), None)
        if not isinstance(lane, GuestLane):
            raise ValueError(f"No lane {name!r} was added to the night strip.")
        self.lanes = tuple(other for other in self.lanes if other is not lane)
        self.canvas.remove(lane)
        self._arrange()

    def set_hidden(self, name: str, hidden: bool) -> None:
        """Hide or show a lane, and remember it."""
        self.lane(name).hidden = hidden
        if self._settings is not None:
            self._settings.strip_hidden = [lane.name for lane in self.lanes if lane.hidden]
        self._want()
        self._arrange()

    @property
    def is_compact(self) -> bool:
        """Whether the hypnogram alone is shown."""
        return self.night.compact

    def set_compact(self, compact: bool) -> None:
        """Show the hypnogram alone, with narrow rows, or all lanes; and remember it."""
        if compact == self.night.compact:
            return
        self.night.compact = compact
        if self._settings is not None:
            self._settings.strip_compact = compact
        self._want()
        self._arrange()
        self.compact_changed.emit(compact)

    def _show_contrast(self, low: float, high: float) -> None:
        self._spectrogram.show_contrast((low, high))

    def _keep_contrast(self) -> None:
        if self._settings is not None:
            self._settings.spectrogram_contrast = list(self.contrast.contrast)

    @property
    def trace(self) -> Derivation | None:
        """Trace of the spectrogram."""
        return self._spectrogram.trace

    def choose_trace(self, trace: Derivation) -> None:
        """Show the spectrogram of another trace, and remember it for this device."""
        if self._settings is not None and self.night.recording is not None:
            self._settings.device(self.night.recording.device).spectrogram = trace.label
        self._show_trace(trace)

    def _show_trace(self, trace: Derivation | None) -> None:
        self._spectrogram.show_trace(trace)
        self._want()

    def _want(self) -> None:
        self.source.want(self.trace if self._spectrogram.visible else None)

    def _first_trace(self, recording: Recording) -> Derivation | None:
        """Trace chosen for this device, else the one most used to see the night by."""
        chosen = self._settings.device(recording.device).spectrogram if self._settings else ""
        traces = self.source.traces()
        remembered = [trace for trace in traces if trace.label == chosen]
        wanted = [t for name in PREFERRED for t in traces if name in t.label.replace("-", " ").split()]
        return next(iter([*remembered, *wanted, *traces]), None)

    def make_menu(self, title: str, parent: QWidget) -> QMenu:
        """Make a menu that is filled whenever it is shown."""
        menu = QMenu(title, parent)
        menu.aboutToShow.connect(lambda: fill_menu(menu, self))
        return menu

    # Geometry

    def zoom(self, steps: int) -> None:
        """Zoom in, or out, around the current epoch."""
        self.axis.zoom(ZOOM_STEP ** (2 * steps), self.x_of(self.overlay.epoch + 0.5))

    def x_of(self, epoch: float) -> float:
        """Return the pixel of an epoch's left edge."""
        return self.axis.x_of(epoch)

    def epoch_at(self, x: float) -> int:
        """Return the epoch under a pixel, bounded to the night."""
        return self.axis.epoch_at(x)

    def sizeHint(self) -> QSize:
        """Make room for the lanes shown."""
        return QSize(600, sum(lane.height for _, lane in self._placed) + CLOCK_HEIGHT)

    def minimumSizeHint(self) -> QSize:
        """Return the height wanted, and a width as narrow as need be."""
        return QSize(200, self.sizeHint().height())

    def _arrange(self) -> None:
        if self._view_height:
            self._take_scale()
        self._placed, top = [], 0
        for lane in self.lanes:
            if lane.visible:
                self._placed.append((top, lane))
                top += lane.height
        self.canvas.arrange(self._placed, top)
        self._lay_out_tools()
        self._redraw_all()
        self.updateGeometry()

    def _lay_out_tools(self) -> None:
        """Put the handle at the lower edge, and the colour bar right of its lane."""
        self.canvas.setGeometry(self.rect())
        self.handle.setGeometry(0, self.height() - HANDLE_HEIGHT, self.width(), HANDLE_HEIGHT)
        top = self.top_of(self._spectrogram.name)
        self.contrast.setVisible(top is not None)
        if top is not None:
            band = self._spectrogram.band()
            self.contrast.lay_out(QRectF(band.right() + 2, top + band.top(), BAR_WIDTH, band.height()))

    def _follow_axis(self) -> None:
        """Show the epochs in sight: at once in full, but quickly while they go on changing."""
        is_fast = self._settling.isActive()
        self._settling.start()
        self.canvas.keep_pictures(not is_fast)
        self.canvas.follow_axis()
        self._is_coarse = is_fast
        for _, lane in self._placed:
            if is_fast:
                lane.follow_quickly()
            else:
                lane.follow_axis()

    def _settle(self) -> None:
        """Draw in full what was drawn quickly."""
        if not self._is_coarse:
            return
        self._is_coarse = False
        self.canvas.keep_pictures(True)
        for _, lane in self._placed:
            lane.follow_axis()

    def _show_spectrogram(self) -> None:
        self._spectrogram.forget()
        self.canvas.update_gutter(self._spectrogram)

    def _redraw_all(self) -> None:
        self._is_coarse = False
        self.canvas.keep_pictures(True)
        for _, lane in self._placed:
            lane.forget()

    # Events

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the axis and the lanes out over the width."""
        self.axis.set_width(self.width())
        self._take_ratio()
        self._arrange()

    def event(self, event: QEvent) -> bool:
        """Follow the font, and the screen's pixels."""
        if event.type() is QEvent.Type.FontChange:
            self.night.font = self.font()
            self._arrange()
        elif event.type() in _RATIO_EVENTS and self._take_ratio():
            self._arrange()
        return super().event(event)

    def _take_ratio(self) -> bool:
        """Pixels of the device to one of the window; whether they are others than before."""
        before, self.night.ratio = self.night.ratio, self.devicePixelRatioF()
        return before != self.night.ratio

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a click or a drag."""
        if self.night.scoring is not None and self._drag is None:
            self._drag = start_drag(self, event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follow the pointer, and say what is under it."""
        if self._drag is not None:
            self._drag.move(event.position().x())
        else:
            near = self.overlay.lights_at(event.position().x()) is not None
            self.setCursor(Qt.CursorShape.SplitHCursor if near else Qt.CursorShape.ArrowCursor)
            self.setToolTip(self.tip(event.position().toPoint()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End a click or a drag."""
        drag, self._drag = self._drag, None
        if drag is not None:
            drag.release(event.position().x())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Ask for the next epoch to review."""
        if self._lane_at(event.position().y()) in self._model_lanes:
            self.doubt_wanted.emit(self.epoch_at(event.position().x()))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom and pan."""
        event.setAccepted(turn_wheel(self, event))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Show the menu of the strip."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        fill_menu(menu, self)
        menu.popup(event.globalPos())

    def closeEvent(self, event: QCloseEvent) -> None:
        """Stop what works in the background."""
        self.leave()
        super().closeEvent(event)

    def tip(self, where: QPoint) -> str:
        """Return the time, the epoch and what the lane tells of it."""
        recording, lane = self.night.recording, self._lane_at(where.y())
        if recording is None or lane is None:
            return ""
        epoch = self.epoch_at(where.x())
        clock = recording.clock(epoch * EPOCH_SECONDS)
        text = translate("Strip", "epoch {epoch}, {time}") if clock else translate("Strip", "epoch {epoch}")
        position = text.format(epoch=epoch + 1, time=clock.strftime("%H:%M:%S") if clock else "")
        tip = lane.tip(epoch, where.y() - (self.top_of(lane.name) or 0))
        return f"{position}\n{tip}" if tip else position

    def _lane_at(self, y: float) -> Lane | None:
        return next((lane for top, lane in self._placed if top <= y < top + lane.height), None)
