"""The page pulled along by the middle button."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QWidget

STEP_SHARE = 0.2
"""How far the page is pulled for one step, as a share of its width."""


class Pan(QObject):
    """Watches a widget for drags with the middle button: to the left goes on, to the right goes back.

    Parameters
    ----------
    watched : QWidget

    Signals
    -------
    stepped(int)
        Steps; positive towards later.
    """

    stepped = Signal(int)

    def __init__(self, watched: QWidget) -> None:
        super().__init__(watched)
        self._widget = watched
        self._x: float | None = None
        watched.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take hold, pull, and let go; everything else is left to the widget."""
        if not isinstance(event, QMouseEvent):
            return super().eventFilter(watched, event)
        if event.button() is Qt.MouseButton.MiddleButton:
            pressed = event.type() is QEvent.Type.MouseButtonPress
            self._x = event.position().x() if pressed else None
            return True
        if self._x is None or not event.buttons() & Qt.MouseButton.MiddleButton:
            return super().eventFilter(watched, event)
        self._pull(self._x, event.position().x())
        return True

    def _pull(self, begun: float, x: float) -> None:
        step = max(1.0, STEP_SHARE * self._widget.width())
        steps = int((begun - x) / step)
        if steps:
            self._x = begun - steps * step
            self.stepped.emit(steps)
