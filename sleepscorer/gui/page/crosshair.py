"""Crosshair under the pointer: a line over all lanes, with the time and the value of the trace pointed at."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPointF, Qt
from PySide6.QtWidgets import QLabel, QWidget

from sleepscorer.gui.i18n.translation import number
from sleepscorer.gui.page.labels import LaneLabels
from sleepscorer.gui.page.traces.view import TraceView
from sleepscorer.gui.session.session import Session
from sleepscorer.gui.widgets.theme import Theme

GAP = 8
"""Pixels between the pointer and what is told beside it."""


class Crosshair(QObject):
    """Crosshair of one page; it goes where the mouse leaves, a button is pressed or another page is shown.

    Parameters
    ----------
    view : TraceView
    labels : LaneLabels
        Writes the values.
    theme : Theme
    """

    def __init__(self, view: TraceView, labels: LaneLabels, theme: Theme) -> None:
        super().__init__(view)
        self._view, self._labels = view, labels
        self._session: Session | None = None
        # In the page, though each move has its traces painted again: a window of its own takes drags from it.
        self._line, self._tag = QWidget(view.viewport()), QLabel(view.viewport())
        for part in (self._line, self._tag):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            part.hide()
        self.set_theme(theme)
        view.hovered.connect(self.follow)
        view.laid_out.connect(lambda: self.follow(None))

    def set_theme(self, theme: Theme) -> None:
        """Show other colours."""
        self._line.setStyleSheet(f"background: {theme.dim}")
        self._tag.setStyleSheet(f"background: {theme.base}; color: {theme.text}; padding: 0 3px")

    def show_session(self, session: Session | None) -> None:
        """Follow a night; None for none."""
        self._session = session
        self.follow(None)

    @property
    def text(self) -> str:
        """What is told now; empty where the crosshair is not shown."""
        return "" if self._tag.isHidden() else self._tag.text()

    def follow(self, position: QPointF | None) -> None:
        """Show the crosshair at a pixel of the page; None hides it."""
        lane = None if position is None else self._view.lane_at(position.y())
        is_wanted = self._session is not None and self._session.settings.crosshair
        if not is_wanted or position is None or lane is None:
            self._line.hide()
            self._tag.hide()
            return
        port = self._view.viewport()
        self._tag.setText(self._text_at(lane, self._view.seconds_at(position.x())))
        self._tag.adjustSize()
        x, y = round(position.x()), round(position.y())
        beside = x + GAP if x + GAP + self._tag.width() <= port.width() else x - GAP - self._tag.width()
        self._tag.move(beside, max(y - self._tag.height() - GAP, 0))
        self._line.setGeometry(x, 0, 1, port.height())
        self._line.show()
        self._tag.show()

    def _text_at(self, lane: int, at_s: float) -> str:
        assert self._session is not None
        clock = self._session.recording.clock(at_s)
        when = clock.strftime("%H:%M:%S.%f")[:-5] if clock else f"{number(at_s, '.1f')} s"
        return f"{when}   {self._view.lanes[lane].trace.label} {self._labels.value_text_at(lane, at_s)}"
