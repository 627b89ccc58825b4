"""Lanes of the night strip: graphics items in a view box of epochs, a name in the gutter, a tip."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QTransform
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from sleepscorer.gui.i18n.translation import translate
from sleepscorer.gui.night.axis import NightAxis
from sleepscorer.gui.widgets.theme import Theme
from sleepscorer.recording import Recording
from sleepscorer.scoring import Scoring
from sleepscorer.scoring.home_tests import shows_stages

if TYPE_CHECKING:
    from sleepscorer.statistics import NightSignals

SMALL = 0.8
"""Size of the text in the gutter, as a share of the window's."""
USUAL_HEIGHT = 830.0
"""Height of the view, in pixels, at which the lanes have their usual size."""
LEAST_TEXT = 8
"""Pixels of the smallest text in or beside a lane."""
SCALES = (0.6, 1.3)
"""Least and greatest size of the lanes, as a share of the usual."""
N_COLOURS = 256
"""Entries of the colour table of an image of bytes."""


@dataclass
class StripState:
    """State that the lanes share: the night they show, and how large."""

    axis: NightAxis
    theme: Theme
    scale: float = 1.0
    ratio: float = 1.0
    """Pixels of the device to a pixel of the window."""
    font: QFont = field(default_factory=QFont)
    compact: bool = False
    """Whether the hypnogram alone is shown, with narrow rows."""
    recording: Recording | None = None
    scoring: Scoring | None = None
    second: Scoring | None = None
    signals: NightSignals | None = None
    """Signals of the night; None until they are read."""
    others: tuple[tuple[str, Scoring], ...] = ()
    """Name and scoring of those that are open beside the second."""

    @property
    def has_eeg(self) -> bool:
        """Whether the recording has an EEG; without a recording there is room for everything."""
        return self.recording is None or self.recording.has_eeg

    @property
    def shows_stages(self) -> bool:
        """Whether there are stages to show, now or later."""
        if self.scoring is None:
            return self.has_eeg
        return shows_stages(self.scoring.stages, has_eeg=self.has_eeg)


class Lane:
    """One lane of the night strip.

    Attributes
    ----------
    name : str
        Name in the settings.
    title : str
        Name in the menu, in English.
    gutter : str
        Name left of the axis, in English; where it is empty the lane writes something else there.
    usual : int
        Pixels of its height at the usual scale.
    hidden : bool
        Whether the technician has hidden it.
    items : list of QGraphicsItem
        What it shows, in a view box whose x counts epochs.
    y_range : tuple of float and float, or None
        Values at the bottom and at the top of the view box; None for pixels from the top.
    needs_eeg : bool
        Whether it has nothing to show of a recording without EEG.
    """

    name = ""
    title = ""
    gutter = ""
    usual = 20
    y_range: tuple[float, float] | None = None
    needs_eeg = False

    def __init__(self, night: StripState) -> None:
        self.night = night
        self.hidden = False
        self.items: list[QGraphicsItem] = []

    @property
    def height(self) -> int:
        """Pixels of its height."""
        return round(self.usual * self.night.scale)

    @property
    def visible(self) -> bool:
        """Whether the lane has a place in the strip."""
        if self.hidden or self.night.compact:
            return False
        return not self.needs_eeg or self.night.has_eeg

    @property
    def menu_title(self) -> str:
        """Name in the menu."""
        return translate("Strip", self.title)

    def follow_axis(self) -> None:
        """Show the epochs that are in sight now."""
        self.forget()

    def follow_quickly(self) -> None:
        """Show the epochs in sight while they change fast; what is shown may be coarse."""
        self.follow_axis()

    def forget(self) -> None:
        """Draw the whole lane again."""

    def redraw_epochs(self, first: int, stop: int) -> None:
        """Draw some epochs again; stages leave most lanes as they are."""

    def plot(self) -> QRectF:
        """Return where the lane draws what belongs to the time axis, in pixels from its top left."""
        return QRectF(self.night.axis.left, 0, self.night.axis.width, self.height)

    def gutter_text(self, painter: QPainter, text: str, top: float, height: float) -> None:
        """Write into the gutter, at its right: smaller in a low lane, cut with an ellipsis if too long."""
        painter.setPen(QColor(self.night.theme.dim))
        width, font = self.night.axis.left - 8, painter.font()
        fit_font(painter, height)
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, width)
        flags = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextDontClip
        painter.drawText(QRectF(2, top, width, height), flags, shown)
        painter.setFont(font)

    def draw_gutter(self, painter: QPainter) -> None:
        """Say left of the axis what the lane shows."""
        self.gutter_text(painter, translate("Strip", self.gutter), 0, self.height)

    def tip(self, epoch: int, y: float) -> str:
        """Return what the lane says of an epoch, at a height in the lane."""
        return ""


class DrawnLane(Lane, ABC):
    """A lane that is drawn with lines and boxes; Qt keeps the picture while the same epochs are in sight."""

    def __init__(self, night: StripState) -> None:
        super().__init__(night)
        self.item = LaneItem(self)
        self.items = [self.item]

    def forget(self) -> None:
        """Draw the whole lane again."""
        self.item.take_geometry()

    def redraw_epochs(self, first: int, stop: int) -> None:
        """Draw some epochs again."""
        around = 3 / self.night.axis.per_epoch  # lines and least widths reach beyond their epochs
        self.item.update(QRectF(first - around, 0, stop - first + 2 * around, self.height))

    @abstractmethod
    def draw(self, painter: QPainter, first: int, stop: int) -> None:
        """Draw at least these epochs, in pixels from the top left of the lane."""


class LaneItem(pg.GraphicsObject):
    """Picture of a drawn lane, in epochs; as wide as what is in sight.

    Parameters
    ----------
    lane : DrawnLane
    """

    def __init__(self, lane: DrawnLane) -> None:
        super().__init__()
        self._lane = lane
        self._bounds = QRectF(0, 0, 1, 1)
        self.setCacheMode(QGraphicsItem.CacheMode.DeviceCoordinateCache)
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemUsesExtendedStyleOption)

    def take_geometry(self) -> None:
        """Cover the epochs in sight, and draw all of them again."""
        axis = self._lane.night.axis
        bounds = QRectF(axis.first, 0, axis.span, self._lane.height)
        if bounds != self._bounds:
            self.prepareGeometryChange()
            self._bounds = bounds
        self.update()

    def boundingRect(self) -> QRectF:
        """Return the epochs in sight, by the pixels of the lane's height."""
        return self._bounds

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        """Draw the epochs asked for."""
        axis, exposed = self._lane.night.axis, option.exposedRect
        start = axis.first - axis.left / axis.per_epoch
        painter.setTransform(QTransform(1 / axis.per_epoch, 0, 0, 1, start, 0), True)
        painter.setFont(scaled(self._lane.night.font, SMALL))
        self._lane.draw(painter, int(max(exposed.left(), 0)), int(exposed.right()) + 1)


class ImageLane(Lane, ABC):
    """A lane that shows an array of bytes, one to a pixel of the device.

    Attributes
    ----------
    image : pg.ImageItem
        The epochs in sight.
    whole_night : pg.ImageItem
        The whole night, a column to a pixel: it is only stretched while the epochs in sight change fast.
    """

    def __init__(self, night: StripState) -> None:
        super().__init__(night)
        self.image, self.whole_night = (pg.ImageItem(axisOrder="row-major") for _ in range(2))
        self._is_whole_night_made = False
        self.items = [self.whole_night, self.image]
        for item in self.items:
            item.setVisible(False)

    @property
    def shown(self) -> pg.ImageItem | None:
        """Image that is shown; None where there is nothing to show."""
        return next((image for image in (self.image, self.whole_night) if image.isVisible()), None)

    def band(self) -> QRectF:
        """Return where the image lies, in pixels from the top left of the lane."""
        return self.plot().adjusted(0, 2, 0, -2)

    def forget(self) -> None:
        """Make the images again."""
        self._is_whole_night_made = False
        self.follow_axis()

    def follow_axis(self) -> None:
        """Make the image of the epochs in sight."""
        axis = self.night.axis
        self.image.setVisible(self._fill(self.image, axis.first, axis.stop))
        self.whole_night.setVisible(False)

    def follow_quickly(self) -> None:
        """Stretch the image of the whole night."""
        if self.shown is None:
            return
        if not self._is_whole_night_made:
            self._is_whole_night_made = self._fill(self.whole_night, 0.0, float(self.night.axis.n_epochs))
        self.whole_night.setVisible(self._is_whole_night_made)
        self.image.setVisible(False)

    def _fill(self, image: pg.ImageItem, first: float, stop: float) -> bool:
        """Make the image of some epochs; whether there is anything to show."""
        band = self.band()
        width, height = self._size(band)
        made = self.make(np.linspace(first, stop, width + 1), height)
        if made is None:
            return False
        indices, colours = made
        image.setLookupTable(colours, update=False)
        image.setImage(np.ascontiguousarray(indices), autoLevels=False, levels=(0, N_COLOURS))
        image.setRect(first, band.top(), stop - first, band.height())
        return True

    def _size(self, band: QRectF) -> tuple[int, int]:
        ratio = self.night.ratio
        return max(round(band.width() * ratio), 1), max(round(band.height() * ratio), 1)

    @abstractmethod
    def make(
        self, edges: NDArray[np.float64], height: int
    ) -> tuple[NDArray[np.uint8], NDArray[np.uint8]] | None:
        """Make the image of the epochs in sight.

        Parameters
        ----------
        edges : ndarray, shape (n_columns + 1,)
            Edges of the columns, in epochs.
        height : int
            Rows.

        Returns
        -------
        tuple of ndarray, or None
            Places in the colour table, shape (height, n_columns), and the table, shape (256, 4), of red,
            green, blue and opacity; None where there is nothing to show.
        """


class GuestLane(Lane):
    """A lane that shows an item of a plug-in.

    Parameters
    ----------
    night : StripState
    name : str
        In the settings, the gutter and the menu.
    item : QGraphicsItem
    height : int
        Pixels at the usual scale.
    y_range : tuple of float and float
        Values at the bottom and at the top.
    """

    def __init__(
        self, night: StripState, name: str, item: QGraphicsItem, height: int, y_range: tuple[float, float]
    ) -> None:
        super().__init__(night)
        self.name, self.usual, self.y_range = name, height, y_range
        self.items = [item]

    @property
    def menu_title(self) -> str:
        """Name in the menu."""
        return self.name.replace("&", "&&")

    def draw_gutter(self, painter: QPainter) -> None:
        """Write the name."""
        self.gutter_text(painter, self.name, 0, self.height)

    def tip(self, epoch: int, y: float) -> str:
        """Say what the item says of itself."""
        return self.items[0].toolTip()


def fit_font(painter: QPainter, height: float) -> None:
    """Have a painter write smaller where its text is higher than there is room, as small as can be read."""
    if painter.fontMetrics().ascent() > height:
        low = painter.font()
        low.setPixelSize(max(round(height), LEAST_TEXT))
        painter.setFont(low)


def colour_table(colours: list[QColor]) -> NDArray[np.uint8]:
    """Return the colours as the table of an image, filled up with nothing; shape (256, 4)."""
    table = np.zeros((N_COLOURS, 4), np.uint8)
    table[: len(colours)] = np.array([colour.getRgb() for colour in colours], np.uint8)
    return table


def scale_for(height: float) -> float:
    """Return the size of the lanes in a view of some height, in steps, so that few heights redraw."""
    return min(max(round(height / USUAL_HEIGHT, 1), SCALES[0]), SCALES[1])


def scaled(font: QFont, factor: float) -> QFont:
    """Return the font in another size."""
    made = QFont(font)
    if font.pointSizeF() > 0:
        made.setPointSizeF(font.pointSizeF() * factor)
    else:
        made.setPixelSize(max(round(font.pixelSize() * factor), 1))
    return made
