"""What a lane of the night strip is: a picture that is kept until what it shows has changed."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPixmap

from sleepscorer.gui.i18n.translation import translate
from sleepscorer.gui.night.axis import NightAxis
from sleepscorer.gui.widgets.theme import Theme
from sleepscorer.recording import Recording
from sleepscorer.scoring import Scoring

SMALL = 0.8
"""Size of the text in the gutter, as a share of the window's."""
USUAL_HEIGHT = 830.0
"""Height of the view, in pixels, at which the lanes have their usual size."""
SCALES = (0.7, 1.3)
"""Least and greatest size of the lanes, as a share of the usual."""


@dataclass
class Night:
    """What the lanes show, and how large."""

    axis: NightAxis
    theme: Theme
    scale: float = 1.0
    recording: Recording | None = None
    scoring: Scoring | None = None
    second: Scoring | None = None
    others: tuple[tuple[str, Scoring], ...] = ()
    """Name and scoring of those that are open beside the second."""


class Lane(ABC):
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
    """

    name = ""
    title = ""
    gutter = ""
    usual = 20

    def __init__(self, night: Night) -> None:
        self.night = night
        self.hidden = False
        self._picture: QPixmap | None = None

    @property
    def height(self) -> int:
        """Pixels of its height."""
        return round(self.usual * self.night.scale)

    @property
    def visible(self) -> bool:
        """Whether the lane has a place in the strip."""
        return not self.hidden

    def forget(self) -> None:
        """Draw the lane anew when it is painted next."""
        self._picture = None

    def picture(self, width: int, ratio: float, font: QFont) -> QPixmap:
        """Picture of the lane as it stands, drawn if need be."""
        size = QSize(round(width * ratio), round(self.height * ratio))
        if self._picture is None or self._picture.size() != size:
            self._picture = self._draw_picture(size, ratio, font)
        return self._picture

    def _draw_picture(self, size: QSize, ratio: float, font: QFont) -> QPixmap:
        picture = QPixmap(size)
        picture.setDevicePixelRatio(ratio)
        picture.fill(QColor(self.night.theme.base))
        painter = QPainter(picture)
        painter.setFont(scaled(font, SMALL))
        self.draw_gutter(painter)
        painter.setClipRect(self.plot())
        axis = self.night.axis
        self.draw(painter, int(axis.first), int(axis.stop) + 1)
        painter.end()
        return picture

    def redraw_epochs(self, first: int, stop: int) -> None:
        """Draw some epochs of the kept picture anew."""
        picture, axis = self._picture, self.night.axis
        if picture is None or stop < axis.first or first > axis.stop:
            return
        left, right = int(axis.x_of(first)) - 2, int(axis.x_of(stop)) + 3
        painter = QPainter(picture)
        slice_ = QRectF(left, 0, right - left, self.height) & self.plot()
        painter.setClipRect(slice_)
        painter.fillRect(slice_, QColor(self.night.theme.base))
        self.draw(painter, int(axis.position(left)), int(axis.position(right)) + 1)
        painter.end()

    def plot(self) -> QRectF:
        """Where the lane draws what belongs to the time axis."""
        return QRectF(self.night.axis.left, 0, self.night.axis.width, self.height)

    def gutter_text(self, painter: QPainter, text: str, top: float, height: float) -> None:
        """Write into the gutter, at its right, cut off with an ellipsis where it is too long."""
        painter.setPen(QColor(self.night.theme.dim))
        width = self.night.axis.left - 8
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, width)
        flags = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextDontClip
        painter.drawText(QRectF(2, top, width, height), flags, shown)

    def draw_gutter(self, painter: QPainter) -> None:
        """Say left of the axis what the lane shows."""
        self.gutter_text(painter, translate("Strip", self.gutter), 0, self.height)

    @abstractmethod
    def draw(self, painter: QPainter, first: int, stop: int) -> None:
        """Draw at least these epochs."""

    def tip(self, epoch: int, y: float) -> str:
        """What the lane says of an epoch, at a height in the lane."""
        return ""


def scale_for(height: float) -> float:
    """Size of the lanes in a view of some height, in steps, so that few heights draw them anew."""
    return min(max(round(height / USUAL_HEIGHT, 1), SCALES[0]), SCALES[1])


def scaled(font: QFont, factor: float) -> QFont:
    """Font of another size."""
    made = QFont(font)
    if font.pointSizeF() > 0:
        made.setPointSizeF(font.pointSizeF() * factor)
    else:
        made.setPixelSize(max(round(font.pixelSize() * factor), 1))
    return made
