"""The page in view, as a montage would show it."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from sleepscorer.errors import RecordingError
from sleepscorer.gui.i18n.localization import localized
from sleepscorer.gui.i18n.translation import translate
from sleepscorer.gui.page.labels import LaneLabels
from sleepscorer.gui.page.lanes import LaneMaker
from sleepscorer.gui.page.page_view import NightView
from sleepscorer.gui.page.pages import PageReader
from sleepscorer.gui.page.span import PageSpan
from sleepscorer.gui.page.traces.lane import TraceLane
from sleepscorer.gui.page.traces.view import TraceView
from sleepscorer.gui.workspace import Workspace
from sleepscorer.montages import Montage, resolve

SETTLE_MS = 60
HEIGHT = 170


class MontagePreview(QWidget):
    """Traces of the current epoch, and a sentence on those that the recording lacks.

    Parameters
    ----------
    workspace : Workspace
        With an open night.
    view : NightView
        Gives the scale.
    """

    def __init__(self, workspace: Workspace, view: NightView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        assert workspace.session is not None
        self._session = workspace.session
        assert view.fits is not None
        self._lanes = LaneMaker(workspace.session, view.fits)
        self._reader = PageReader(workspace.session.recording)
        self._montage: Montage | None = None
        self.traces = TraceView(workspace.theme, self)
        self.traces.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.traces.uv_per_mm = view.traces.uv_per_mm
        self.traces.measured_pixels_per_mm = view.traces.measured_pixels_per_mm
        self.traces.negative_up = view.traces.negative_up
        self.labels = LaneLabels(self.traces, workspace.theme, self)
        for part in (self.traces, self.labels):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            part.setAccessibleName(translate("MontageEditor", "Preview"))
        self.message = QLabel("", self)
        self.message.setObjectName("dim")
        self.message.setWordWrap(True)
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(self.labels)
        row.addWidget(self.traces, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.message)
        layout.addLayout(row, 1)
        self.traces.setMinimumHeight(HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._timer = QTimer(self, interval=SETTLE_MS, singleShot=True)
        self._timer.timeout.connect(self.refresh)

    def show_montage(self, montage: Montage) -> None:
        """Show a montage once nothing changes for a moment."""
        self._montage = montage
        self._timer.start()

    def refresh(self) -> None:
        """Show the montage asked for last."""
        if self._montage is None:
            return
        try:
            self._show(self._lanes.lanes(self._montage))
        except RecordingError as error:
            self.message.setText(localized(error.message))
        else:
            self._say(self._montage)

    def _show(self, lanes: list[TraceLane]) -> None:
        span = PageSpan()
        traces, bands = [lane.trace for lane in lanes], [lane.band for lane in lanes]
        page = self._reader.page(traces, bands, span.start_s(self._session.epoch), span)
        self.traces.show_lanes(lanes, grid=True)
        self.traces.show_page(page)
        self.traces.viewport().update()

    def _say(self, montage: Montage) -> None:
        self.traces.setAccessibleDescription(", ".join(lane.trace.label for lane in self.traces.lanes))
        lacking = [label for label in resolve(montage, self._session.recording)[1] if label.strip()]
        if not lacking:
            text = translate("MontageEditor", "Preview: epoch {epoch}")
            self.message.setText(text.format(epoch=self._session.epoch + 1))
        else:
            text = translate(
                "MontageEditor", "This recording lacks {channels}, or their rates or units differ."
            )
            self.message.setText(text.format(channels=", ".join(lacking)))
