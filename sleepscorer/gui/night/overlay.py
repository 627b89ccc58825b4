"""Marks that lie over the lanes and move: the current epoch, the selection, the lights."""

from __future__ import annotations

import pyqtgraph as pg
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from sleepscorer.gui.i18n.translation import fill, translate
from sleepscorer.gui.night.lanes import SMALL, StripState, scaled
from sleepscorer.scoring import Lights
from sleepscorer.stages import EPOCH_SECONDS

GRAB = 4
"""Pixels beside a lights marker at which it can still be taken hold of."""
HALF_ARROW = 5
APART = HALF_ARROW + 3
"""Pixels between a marker and its name: the arrow of the current epoch fits between them."""
GROUND_ALPHA = 200
NIGHT_ALPHA = 26
SELECTED_ALPHA = 60
PAGE_ALPHA = 30
HALO_ALPHA = 150
"""The marker is set off from what lies under it: the spectrogram has its colour too."""


class StripOverlay:
    """Marks of the night, and where they are.

    Attributes
    ----------
    epoch : int
        The current one.
    selection : range or None
    page : tuple of float and float, or None
        Seconds between which the page lies, where it is longer than an epoch.
    dragged : Lights or None
        Lights as they would be if the mouse were let go now.
    """

    def __init__(self, night: StripState) -> None:
        self._night = night
        self.epoch = 0
        self.selection: range | None = None
        self.page: tuple[float, float] | None = None
        self.dragged: Lights | None = None

    def begin(self) -> None:
        """Forget the night before."""
        self.epoch, self.selection, self.page, self.dragged = 0, None, None, None

    @property
    def lights(self) -> Lights:
        """Lights as shown."""
        scoring = self._night.scoring
        return self.dragged or (scoring.lights if scoring else Lights())

    def lights_at(self, x: float) -> str | None:
        """Return which marker can be taken hold of at a pixel: ``off_s`` or ``on_s``."""
        axis, lights = self._night.axis, self.lights
        near = []
        for name, seconds in (("off_s", lights.off_s), ("on_s", lights.on_s)):
            if seconds is not None and abs(axis.x_of_seconds(seconds) - x) <= GRAB:
                near.append((abs(axis.x_of_seconds(seconds) - x), name))
        return min(near)[1] if near else None

    @property
    def is_shown(self) -> bool:
        """Whether there is a night to mark anything in."""
        scoring = self._night.scoring
        return scoring is not None and bool(scoring.n_epochs)

    def paint_regions(self, painter: QPainter, height: int) -> None:
        """Paint the lights and the selection over lanes that reach down to a height."""
        self._paint_lights(painter, height)
        self._paint_selection(painter, height)

    def _paint_lights(self, painter: QPainter, height: int) -> None:
        axis, lights = self._night.axis, self.lights
        colour, grey = QColor(self._night.theme.warning), QColor(self._night.theme.dim)
        grey.setAlpha(NIGHT_ALPHA)
        places = self.lights_places(painter, lights)
        for seconds, text in _lights_texts(lights):
            if seconds is None:
                continue
            x = axis.x_of_seconds(seconds)
            outside = (axis.left, x) if seconds == lights.off_s else (x, axis.right)
            if outside[1] > outside[0]:
                painter.fillRect(QRectF(outside[0], 0, outside[1] - outside[0], height), grey)
            painter.setPen(QPen(colour, 1, Qt.PenStyle.DashLine))
            painter.drawLine(QLineF(x, 0, x, height))
            self._write(painter, places[text], text, colour)

    def lights_places(self, painter: QPainter, lights: Lights) -> dict[str, float]:
        """Return the left edges of the names of the markers, so that neither lies over the other."""
        (off_s, off), (on_s, on) = _lights_texts(lights)
        axis, width_of = self._night.axis, painter.fontMetrics().horizontalAdvance
        places = {
            text: self._beside(painter, axis.x_of_seconds(seconds), text)
            for seconds, text in ((off_s, off), (on_s, on))
            if seconds is not None
        }
        if len(places) == 2 and places[off] + width_of(off) + APART > places[on]:
            places[off] = axis.x_of_seconds(off_s or 0.0) - width_of(off) - APART
            places[on] = max(places[on], axis.x_of_seconds(on_s or 0.0) + APART)
        return places

    def _beside(self, painter: QPainter, x: float, text: str) -> float:
        """Where a text begins beside a pixel, on the side where there is room."""
        width = painter.fontMetrics().horizontalAdvance(text)
        return x + APART if x + APART + width < self._night.axis.right else x - width - APART

    def _write(self, painter: QPainter, x: float, text: str, colour: QColor, y: float = 0.0) -> None:
        """Write on a ground that sets the text off from what lies under it."""
        metrics = painter.fontMetrics()
        ground = QColor(self._night.theme.base)
        ground.setAlpha(GROUND_ALPHA)
        painter.fillRect(QRectF(x - 1, y, metrics.horizontalAdvance(text) + 2, metrics.height()), ground)
        painter.setPen(colour)
        painter.drawText(QPointF(x, y + metrics.ascent()), text)

    def _paint_selection(self, painter: QPainter, height: int) -> None:
        if self.selection is None:
            return
        axis, colour = self._night.axis, QColor(self._night.theme.accent)
        left, right = axis.x_of(self.selection.start), axis.x_of(self.selection.stop)
        pale = QColor(colour)
        pale.setAlpha(SELECTED_ALPHA)
        painter.fillRect(QRectF(left, 0, right - left, height), pale)
        painter.setPen(QPen(colour, 1))
        painter.drawLine(QLineF(left, 0, left, height))
        painter.drawLine(QLineF(right, 0, right, height))
        text = selection_text(self.selection)
        x, metrics = self._beside(painter, right, text), painter.fontMetrics()
        stop = x + metrics.horizontalAdvance(text)
        lights = self.lights_places(painter, self.lights).items()
        is_taken = any(
            at < stop + APART and at + metrics.horizontalAdvance(name) + APART > x for name, at in lights
        )
        self._write(painter, x, text, colour, float(metrics.height()) if is_taken else 0.0)


class _OverLanes(pg.GraphicsObject):
    """Item over all lanes, in pixels; Qt keeps the picture."""

    def __init__(self, night: StripState, overlay: StripOverlay) -> None:
        super().__init__()
        self._night, self._overlay = night, overlay
        self._bounds = QRectF(0, 0, 1, 1)
        self.setCacheMode(QGraphicsItem.CacheMode.DeviceCoordinateCache)

    def boundingRect(self) -> QRectF:
        """Return what may be painted on."""
        return self._bounds

    def _take(self, bounds: QRectF) -> bool:
        """Cover an area; whether it is another."""
        differs = bounds != self._bounds
        if differs:
            self.prepareGeometryChange()
            self._bounds = bounds
        return differs


class Regions(_OverLanes):
    """Lights and selection over all lanes."""

    def take_geometry(self, height: int) -> None:
        """Cover the lanes, and paint again."""
        axis = self._night.axis
        self._take(QRectF(axis.left - HALF_ARROW, 0, axis.width + 2 * HALF_ARROW, height))
        self.update()

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        """Paint the lights and the selection."""
        if self._overlay.is_shown:
            painter.setClipRect(self._bounds, Qt.ClipOperation.IntersectClip)
            painter.setFont(scaled(self._night.font, SMALL))
            self._overlay.paint_regions(painter, round(self._bounds.height()))


class PageStretch(_OverLanes):
    """Stretch of a page that is longer than an epoch."""

    def take_geometry(self, height: int) -> None:
        """Move to where the page is."""
        axis, page = self._night.axis, self._overlay.page
        self.setVisible(page is not None and self._overlay.is_shown)
        if page is None:
            return
        left = max(axis.x_of_seconds(page[0]) - 1, axis.left - HALF_ARROW)
        right = min(axis.x_of_seconds(page[1]) + 1, axis.right + HALF_ARROW)
        self._take(QRectF(0, 0, max(right - left, 0), height))
        self.setPos(left, 0)

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        """Paint a pale ground, and a bar at its top."""
        colour = QColor(self._night.theme.accent)
        painter.fillRect(QRectF(0, 0, self._bounds.width(), 2), colour)
        colour.setAlpha(PAGE_ALPHA)
        painter.fillRect(self._bounds, colour)


class Marker(_OverLanes):
    """The current epoch: a line with an arrow, and a pale ground where an epoch is wide enough."""

    def take_geometry(self, height: int) -> None:
        """Move to the current epoch."""
        axis, ratio = self._night.axis, self._night.ratio
        middle = axis.x_of(self._overlay.epoch + 0.5)
        self.setVisible(self._overlay.is_shown and axis.left - 1 <= middle <= axis.right + 1)
        half = max(axis.per_epoch / 2, HALF_ARROW + 1)
        self._take(QRectF(-half, 0, 2 * half, height))
        self.setPos(round(middle * ratio) / ratio, 0)  # whole pixels of the device: it is only moved

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        """Paint the marker around its middle."""
        width, height = self._night.axis.per_epoch, self._bounds.height()
        colour = QColor(self._night.theme.accent)
        if width > 3:
            pale = QColor(colour)
            pale.setAlpha(SELECTED_ALPHA)
            painter.fillRect(QRectF(-width / 2, 0, width, height), pale)
        halo = QColor(self._night.theme.base)
        halo.setAlpha(HALO_ALPHA)
        for pen in (QPen(halo, 3), QPen(colour, 1)):
            painter.setPen(pen)
            painter.drawLine(QLineF(0, 1, 0, height))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(colour)
        arrow = (QPointF(-HALF_ARROW, 0), QPointF(HALF_ARROW, 0), QPointF(0, 7))
        painter.drawPolygon(QPolygonF(arrow))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)


def selection_text(selection: range) -> str:
    """Return the number of epochs and their length."""
    minutes = len(selection) * EPOCH_SECONDS / 60
    text = translate("Strip", "{count} epochs, {minutes:g} min")
    if len(selection) == 1:
        text = translate("Strip", "1 epoch, {minutes:g} min")
    return fill(text, count=len(selection), minutes=minutes)


def _lights_texts(lights: Lights) -> tuple[tuple[float | None, str], ...]:
    """Seconds of the markers, and what is written beside them."""
    off, on = translate("Strip", "lights off"), translate("Strip", "lights on")
    return (lights.off_s, off), (lights.on_s, on)
