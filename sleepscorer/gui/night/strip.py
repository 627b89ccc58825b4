"""The night strip: lanes over one time axis, with the mouse on them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QContextMenuEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QMenu, QSizePolicy, QWidget

from sleepscorer.channels import Derivation
from sleepscorer.gui.i18n.translation import translate
from sleepscorer.gui.night.axis import NightAxis
from sleepscorer.gui.night.clock import ClockLane
from sleepscorer.gui.night.events import EventsLane
from sleepscorer.gui.night.hypnodensity import ConfidenceLane, HypnodensityLane
from sleepscorer.gui.night.hypnogram import HypnogramLane, OthersLane, SecondLane
from sleepscorer.gui.night.lanes import SMALL, Lane, Night, scale_for, scaled
from sleepscorer.gui.night.menu import fill_menu
from sleepscorer.gui.night.mouse import ZOOM_STEP, Drag, start_drag, turn_wheel
from sleepscorer.gui.night.overlay import Overlay
from sleepscorer.gui.night.spectra import Compute, SpectrogramSource, compute_spectrogram
from sleepscorer.gui.night.spectrogram import SpectrogramLane
from sleepscorer.gui.widgets.theme import Theme
from sleepscorer.recording import Recording
from sleepscorer.scoring import Lights, Scoring
from sleepscorer.settings import Settings
from sleepscorer.stages import EPOCH_SECONDS

PREFERRED = ("C4", "C3", "Cz", "F4", "F3", "Fz", "Fpz")
"""Electrodes whose spectrogram is shown if none was chosen, the first there is."""


class NightStrip(QWidget):
    """The whole night, or part of it, in lanes that share one time axis.

    A lane is drawn once and kept as a picture; when the current epoch moves only the marker is painted.

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
    overlay : Overlay

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
    """

    clicked = Signal(int)
    range_selected = Signal(int, int)
    lights_dragged = Signal(Lights)
    doubt_wanted = Signal(int)

    def __init__(
        self, theme: Theme, parent: QWidget | None = None, compute: Compute = compute_spectrogram
    ) -> None:
        super().__init__(parent)
        self.axis = NightAxis(self)
        self.source = SpectrogramSource(compute, self)
        self.overlay = Overlay(night := Night(self.axis, theme))
        self._night = night
        self._settings: Settings | None = None
        self._drag: Drag | None = None
        self._spectrogram = SpectrogramLane(night, self.source)
        self._model_lanes: tuple[Lane, ...] = (HypnodensityLane(night), ConfidenceLane(night))
        scored = (HypnogramLane(night), SecondLane(night), OthersLane(night))
        self.lanes: tuple[Lane, ...] = (*scored, *self._model_lanes, self._spectrogram, EventsLane(night))
        self._clock = ClockLane(night)
        self._by_name = {lane.name: lane for lane in (*self.lanes, self._clock)}
        self._placed: list[tuple[int, Lane]] = []
        self._prepare()

    def _prepare(self) -> None:
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setMouseTracking(True)
        self.setAccessibleName(translate("Strip", "Night strip"))
        self.setAccessibleDescription(
            translate(
                "Strip",
                "Stages, the model's probabilities, spectrogram and events over the night; "
                "click to go to an epoch, drag to select epochs",
            )
        )
        self.axis.changed.connect(self._redraw_all)
        self.source.changed.connect(lambda: self._redraw("spectrogram"))
        self._arrange()

    # What is shown

    def use_settings(self, settings: Settings) -> None:
        """Follow and alter what is remembered of the strip."""
        self._settings = settings
        for lane in self.lanes:
            lane.hidden = lane.name in settings.strip_hidden
        self._arrange()

    def show_night(self, recording: Recording | None, scoring: Scoring | None) -> None:
        """Show a night from its first epoch; None shows nothing."""
        self._night.recording, self._night.scoring = recording, scoring
        self._night.second, self._night.others = None, ()
        self.overlay.begin()
        self.source.show_recording(recording)
        self._show_trace(self._first_trace(recording) if recording is not None else None)
        self.axis.show_night(scoring.n_epochs if scoring is not None else 0)
        self._arrange()

    def leave(self) -> None:
        """Stop what works in the background on the night shown."""
        self.source.stop()

    def show_second(self, second: Scoring | None, others: Sequence[tuple[str, Scoring]] = ()) -> None:
        """Show another scorer's hypnogram under the first, and further ones, with their names, smaller."""
        self._night.second, self._night.others = second, tuple(others)
        self._redraw("second")
        self._redraw("others")
        self._arrange()

    def fit(self, height: int) -> None:
        """Choose the size of the lanes for a view of some height; the traces keep most of it."""
        scale = scale_for(height)
        if scale != self._night.scale:
            self._night.scale = scale
            self._redraw_all()
            self._arrange()

    def set_theme(self, theme: Theme) -> None:
        """Show other colours."""
        self._night.theme = theme
        self._redraw_all()

    def refresh(self) -> None:
        """Draw everything anew that depends on the scoring."""
        for name in ("hypnogram", "second", "others", "hypnodensity", "confidence", "events"):
            self._by_name[name].forget()
        self.update()

    def refresh_epochs(self, epochs: Sequence[int]) -> None:
        """Draw these epochs anew, and the model's lanes if a model has run."""
        if not epochs:
            return
        first, stop = min(epochs), max(epochs) + 1
        for lane in self.lanes:
            lane.redraw_epochs(first, stop)
        self.update()

    def refresh_marks(self, epoch: int) -> None:
        """Draw the flags of an epoch anew."""
        self._by_name["hypnogram"].redraw_epochs(epoch, epoch + 1)
        self.update()

    def refresh_events(self) -> None:
        """Draw the events anew."""
        self._redraw("events")

    def mark(self, epoch: int) -> None:
        """Mark the current epoch."""
        self.update(self.overlay.marker_rectangle(self.height()))
        self.overlay.epoch = epoch
        self.axis.reveal(epoch)
        self.update(self.overlay.marker_rectangle(self.height()))

    def show_page(self, start_s: float, page_s: float) -> None:
        """Show what the page holds, where that is more than the current epoch."""
        page = (start_s, start_s + page_s) if page_s > EPOCH_SECONDS else None
        if page != self.overlay.page:
            self.update(self.overlay.marker_rectangle(self.height()))
            self.overlay.page = page
            self.update(self.overlay.marker_rectangle(self.height()))

    def show_selection(self, selection: range | None) -> None:
        """Show selected epochs."""
        self.overlay.selection = selection
        self.update()

    def show_dragged(self, lights: Lights | None) -> None:
        """Show lights where they would be let go; None shows those of the scoring."""
        self.overlay.dragged = lights
        self.update()

    # Lanes

    def lane(self, name: str) -> Lane:
        """Lane of a name."""
        return self._by_name[name]

    def top_of(self, name: str) -> int | None:
        """Pixel at which a lane begins; None while it is not shown."""
        return next((top for top, lane in self._placed if lane.name == name), None)

    def set_hidden(self, name: str, hidden: bool) -> None:
        """Hide or show a lane, and remember it."""
        self._by_name[name].hidden = hidden
        if self._settings is not None:
            self._settings.strip_hidden = [lane.name for lane in self.lanes if lane.hidden]
        self._want()
        self._arrange()

    @property
    def trace(self) -> Derivation | None:
        """Trace of the spectrogram."""
        return self._spectrogram.trace

    def choose_trace(self, trace: Derivation) -> None:
        """Show the spectrogram of another trace, and remember it for this device."""
        if self._settings is not None and self._night.recording is not None:
            self._settings.device(self._night.recording.device).spectrogram = trace.label
        self._show_trace(trace)

    def _show_trace(self, trace: Derivation | None) -> None:
        self._spectrogram.show_trace(trace)
        self._want()

    def _want(self) -> None:
        self.source.want(None if self._spectrogram.hidden else self.trace)

    def _first_trace(self, recording: Recording) -> Derivation | None:
        """Trace chosen for this device, else the one most used to see the night by."""
        chosen = self._settings.device(recording.device).spectrogram if self._settings else ""
        traces = self.source.traces()
        remembered = [trace for trace in traces if trace.label == chosen]
        wanted = [t for name in PREFERRED for t in traces if name in t.label.replace("-", " ").split()]
        return next(iter([*remembered, *wanted, *traces]), None)

    def make_menu(self, title: str, parent: QWidget) -> QMenu:
        """Menu that is filled whenever it is shown."""
        menu = QMenu(title, parent)
        menu.aboutToShow.connect(lambda: fill_menu(menu, self))
        return menu

    # Geometry

    def zoom(self, steps: int) -> None:
        """Zoom in, or out, around the current epoch."""
        self.axis.zoom(ZOOM_STEP ** (2 * steps), self.x_of(self.overlay.epoch + 0.5))

    def x_of(self, epoch: float) -> float:
        """Pixel of an epoch's left edge."""
        return self.axis.x_of(epoch)

    def epoch_at(self, x: float) -> int:
        """Epoch under a pixel, bounded to the night."""
        return self.axis.epoch_at(x)

    def sizeHint(self) -> QSize:
        """As high as the lanes shown."""
        return QSize(600, sum(lane.height for _, lane in self._placed))

    def minimumSizeHint(self) -> QSize:
        """As high as wanted, as narrow as need be."""
        return QSize(200, self.sizeHint().height())

    def _arrange(self) -> None:
        self._placed, top = [], 0
        for lane in (*self.lanes, self._clock):
            if lane.visible:
                self._placed.append((top, lane))
                top += lane.height
        self.updateGeometry()
        self.update()

    def _redraw(self, name: str) -> None:
        self._by_name[name].forget()
        self.update()

    def _redraw_all(self) -> None:
        for lane in self._by_name.values():
            lane.forget()
        self.update()

    # Events

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the axis out over the width."""
        self.axis.set_width(self.width())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the kept pictures, and what moves over them."""
        painter = QPainter(self)
        painter.fillRect(event.rect(), self._night.theme.base)
        for top, lane in self._placed:
            painter.drawPixmap(0, top, lane.picture(self.width(), self.devicePixelRatioF(), self.font()))
        painter.setFont(scaled(self.font(), SMALL))
        self.overlay.paint(painter, self.height() - self._clock.height)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a click or a drag."""
        if self._night.scoring is not None and self._drag is None:
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
        """Time, epoch and what the lane says of it."""
        recording, lane = self._night.recording, self._lane_at(where.y())
        if recording is None or lane is None:
            return ""
        epoch = self.epoch_at(where.x())
        clock = recording.clock(epoch * EPOCH_SECONDS)
        text = translate("Strip", "epoch {epoch}, {time}") if clock else translate("Strip", "epoch {epoch}")
        place = text.format(epoch=epoch + 1, time=clock.strftime("%H:%M:%S") if clock else "")
        said = lane.tip(epoch, where.y() - (self.top_of(lane.name) or 0))
        return f"{place}\n{said}" if said else place

    def _lane_at(self, y: float) -> Lane | None:
        return next((lane for top, lane in self._placed if top <= y < top + lane.height), None)
