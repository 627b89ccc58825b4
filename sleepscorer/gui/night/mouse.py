"""Mouse of the strip: one object for each thing that can be dragged."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import Qt
from PySide6.QtGui import QMouseEvent, QWheelEvent

from sleepscorer.stages import EPOCH_SECONDS

if TYPE_CHECKING:
    from sleepscorer.gui.night.strip import NightStrip

STILL = 4
"""Pixels up to which a press and its release are a click."""
ZOOM_STEP = 1.25
PAN_SHARE = 0.1
NOTCH = 120
"""Angle of one notch of a wheel."""


class Drag(Protocol):
    """A button held down."""

    def move(self, x: float) -> None:
        """Follow the pointer."""

    def release(self, x: float) -> None:
        """Do what was meant."""


class SelectDrag:
    """Select epochs; a click goes to the one under the pointer."""

    def __init__(self, strip: NightStrip, x: float) -> None:
        self._strip = strip
        self._from = x
        self._moved = False

    def _range(self, x: float) -> range:
        first, last = sorted((self._strip.epoch_at(self._from), self._strip.epoch_at(x)))
        return range(first, last + 1)

    def move(self, x: float) -> None:
        """Show what would be selected."""
        self._moved = self._moved or abs(x - self._from) > STILL
        if self._moved:
            self._strip.show_selection(self._range(x))

    def release(self, x: float) -> None:
        """Select, or jump."""
        self.move(x)
        if self._moved:
            selected = self._range(x)
            self._strip.range_selected.emit(selected.start, selected.stop)
        else:
            self._strip.clicked.emit(self._strip.epoch_at(x))


class LightsDrag:
    """Move a lights marker, by whole epochs, never past the other one."""

    def __init__(self, strip: NightStrip, x: float, which: str) -> None:
        self._strip = strip
        self._from = x
        self._which = which
        self._moved = False

    def move(self, x: float) -> None:
        """Show where the marker would come to stand."""
        self._moved = self._moved or abs(x - self._from) > STILL
        if self._moved:
            lights = replace(self._strip.overlay.lights, **{self._which: self._seconds(x)})
            self._strip.show_dragged(lights)

    def _seconds(self, x: float) -> float:
        lights, at = self._strip.overlay.lights, float(round(self._strip.axis.position(x)) * EPOCH_SECONDS)
        if self._which == "off_s":
            return at if lights.on_s is None else max(min(at, lights.on_s - EPOCH_SECONDS), 0.0)
        return at if lights.off_s is None else max(at, lights.off_s + EPOCH_SECONDS)

    def release(self, x: float) -> None:
        """Let go of the marker, or jump."""
        self.move(x)
        lights = self._strip.overlay.lights
        self._strip.show_dragged(None)
        if self._moved:
            self._strip.lights_dragged.emit(lights)
        else:
            self._strip.clicked.emit(self._strip.epoch_at(x))


class PanDrag:
    """Move the night along."""

    def __init__(self, strip: NightStrip, x: float) -> None:
        self._strip = strip
        self._x = x

    def move(self, x: float) -> None:
        """Keep what was taken hold of under the pointer."""
        self._strip.axis.pan(x - self._x)
        self._x = x

    def release(self, x: float) -> None:
        """Stay there."""


def start_drag(strip: NightStrip, event: QMouseEvent) -> Drag | None:
    """Begin what a press begins: a click, a selection, a drag of the lights."""
    x = event.position().x()
    if event.button() is Qt.MouseButton.MiddleButton:
        return PanDrag(strip, x)
    if event.button() is not Qt.MouseButton.LeftButton:
        return None
    which = strip.overlay.lights_at(x)
    return SelectDrag(strip, x) if which is None else LightsDrag(strip, x, which)


def turn_wheel(strip: NightStrip, event: QWheelEvent) -> bool:
    """Zoom around the pointer by Ctrl and wheel; pan by Shift and wheel, or sideways.

    Returns
    -------
    bool
        Whether the wheel was for the strip.
    """
    angle = event.angleDelta()
    if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
        strip.axis.zoom(ZOOM_STEP ** (angle.y() / NOTCH), event.position().x())
        return True
    # Some platforms turn the wheel sideways themselves while Shift is held.
    sideways = angle.x() or (angle.y() if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 0)
    if sideways:
        strip.axis.pan(sideways / NOTCH * PAN_SHARE * strip.axis.width)
    return bool(sideways)
