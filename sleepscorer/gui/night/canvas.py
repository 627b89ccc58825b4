"""The scene of the night strip: a view box a lane, the gutter beside it, and what lies over all of them."""

from __future__ import annotations

from collections.abc import Sequence

import pyqtgraph as pg
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPixmapCache
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from sleepscorer.gui.night.clock import Clock
from sleepscorer.gui.night.lanes import SMALL, Lane, LaneItem, StripState, scaled
from sleepscorer.gui.night.overlay import Marker, PageStretch, Regions, StripOverlay

LEAST_CACHE_KB = 65_536
"""Room for the pictures that Qt keeps of items: a strip of 3840 pixels takes more than the usual 10 MB."""
_OVER = 10.0


class StripCanvas(pg.GraphicsView):
    """Lanes under each other, their x axes linked; the mouse is the strip's own.

    Parameters
    ----------
    night : StripState
    overlay : StripOverlay
    parent : QWidget, optional
    """

    def __init__(self, night: StripState, overlay: StripOverlay, parent: QWidget | None = None) -> None:
        super().__init__(parent, background=None)
        self._night = night
        self._boxes: dict[str, pg.ViewBox] = {}
        self._gutters: dict[str, _Gutter] = {}
        self._master = _make_box()  # never shown: lanes may come and go
        self.clock = Clock(night)
        self.regions, self.page, self.marker = (
            kind(night, overlay) for kind in (Regions, PageStretch, Marker)
        )
        QPixmapCache.setCacheLimit(max(QPixmapCache.cacheLimit(), LEAST_CACHE_KB))
        self._prepare()

    def _prepare(self) -> None:
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setInteractive(False)
        self._master.setVisible(False)
        for item in (self._master, self.clock):
            self.scene().addItem(item)
        for height, item in enumerate((self.regions, self.page, self.marker)):
            item.setZValue(_OVER + height)
            self.scene().addItem(item)

    def add(self, lane: Lane) -> None:
        """Give a lane its view box and its gutter."""
        box, gutter = _make_box(), _Gutter(lane)
        for item in lane.items:
            box.addItem(item, ignoreBounds=True)
        self.scene().addItem(box)
        self.scene().addItem(gutter)
        self._boxes[lane.name], self._gutters[lane.name] = box, gutter
        _clip(box, True)

    def remove(self, lane: Lane) -> None:
        """Take a lane out of the scene; its items are whole and without a scene afterwards."""
        box, gutter = self._boxes.pop(lane.name), self._gutters.pop(lane.name)
        self._link(box, False)
        for item in lane.items:
            box.removeItem(item)
        self.scene().removeItem(box)
        self.scene().removeItem(gutter)

    def box(self, name: str) -> pg.ViewBox:
        """Return the view box of a lane."""
        return self._boxes[name]

    def arrange(self, placed: Sequence[tuple[int, Lane]], clock_top: int) -> None:
        """Lay the lanes shown under each other, and the clock under them."""
        axis, tops = self._night.axis, {lane.name: (top, lane) for top, lane in placed}
        self._master.setGeometry(QRectF(axis.left, 0, axis.width, 1))
        for name, box in self._boxes.items():
            box.setVisible(name in tops)
            self._gutters[name].setVisible(name in tops)
            self._link(box, name in tops)
            if name in tops:
                top, lane = tops[name]
                box.setGeometry(QRectF(axis.left, top, axis.width, lane.height))
                box.invertY(lane.y_range is None)
                box.setYRange(*(lane.y_range or (0, lane.height)), padding=0)
                self._gutters[name].take_geometry(top)
        self.clock.setPos(0, clock_top)
        self.clock.take_geometry()
        for item in (self.regions, self.page, self.marker):
            item.take_geometry(clock_top)

    def _link(self, box: pg.ViewBox, linked: bool) -> None:
        """Have a box follow the axis, or not: one that is hidden would only take its time."""
        if linked != (box.linkedView(box.XAxis) is not None):
            box.setXLink(self._master if linked else None)

    def follow_axis(self) -> None:
        """Show the epochs that are in sight now in all lanes."""
        axis = self._night.axis
        self._master.setXRange(axis.first, axis.stop, padding=0)
        self.clock.take_geometry()
        height = round(self.clock.pos().y())
        for item in (self.regions, self.page, self.marker):
            item.take_geometry(height)

    def keep_pictures(self, keep: bool) -> None:
        """Let Qt keep the pictures of what follows the axis; while it changes fast each is used once."""
        kinds = QGraphicsItem.CacheMode
        mode = kinds.DeviceCoordinateCache if keep else kinds.NoCache
        for box in self._boxes.values():
            _clip(box, keep)
            for item in filter(lambda item: isinstance(item, LaneItem), box.addedItems):
                item.setCacheMode(mode)
        for item in (self.clock, self.regions, self.page):
            item.setCacheMode(mode)

    def take_theme(self) -> None:
        """Paint in the colours of the theme."""
        self.setBackground(QColor(self._night.theme.base))
        for item in (*self._gutters.values(), self.clock, self.regions, self.page, self.marker):
            item.update()

    def update_gutter(self, lane: Lane) -> None:
        """Write what stands beside a lane again."""
        self._gutters[lane.name].update()

    @property
    def lanes_height(self) -> int:
        """Pixels down to which the lanes reach."""
        return round(self.clock.pos().y())


class _Gutter(pg.GraphicsObject):
    """Gutter that a lane writes left of the axis."""

    def __init__(self, lane: Lane) -> None:
        super().__init__()
        self._lane = lane
        self._bounds = QRectF(0, 0, 1, 1)
        self.setCacheMode(QGraphicsItem.CacheMode.DeviceCoordinateCache)

    def take_geometry(self, top: int) -> None:
        """Move beside the lane, and write again."""
        bounds = QRectF(0, 0, self._lane.night.axis.left, self._lane.height)
        if bounds != self._bounds:
            self.prepareGeometryChange()
            self._bounds = bounds
        self.setPos(0, top)
        self.update()

    def boundingRect(self) -> QRectF:
        """Return a rectangle as high as the lane."""
        return self._bounds

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        """Write."""
        painter.setFont(scaled(self._lane.night.font, SMALL))
        self._lane.draw_gutter(painter)


def _clip(box: pg.ViewBox, kept: bool) -> None:
    """Clip a lane to its box, unless it is made of pictures that reach no farther than the axis.

    To clip asks the box for its shape at each paint, and the current epoch moves over all lanes.
    """
    own = kept and all(isinstance(item, LaneItem | pg.ImageItem) for item in box.addedItems)
    box.setFlag(box.GraphicsItemFlag.ItemClipsChildrenToShape, not own)


def _make_box() -> pg.ViewBox:
    box = pg.ViewBox(enableMenu=False, enableMouse=False, defaultPadding=0)
    box.disableAutoRange()
    box.setFlag(box.GraphicsItemFlag.ItemHasNoContents)
    box.borderRect.hide()
    return box
