"""Lane with the spectrogram of one EEG, 0 to 30 Hz."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from sleepscorer.channels import Derivation
from sleepscorer.gui.i18n.translation import QT_TRANSLATE_NOOP, fill, number, translate
from sleepscorer.gui.night.lanes import N_COLOURS, DrawnLane, ImageLane, StripState
from sleepscorer.gui.night.spectra import HIGHEST_HZ, SpectrogramSource
from sleepscorer.stages import EPOCH_SECONDS

COLOUR_MAP = "viridis"
"""Even in lightness, and the same to people with a colour vision deficiency (van der Walt and Smith)."""
USUAL_CONTRAST = (0.0, 1.0)
"""Levels shown darkest and brightest, as shares of those between the quietest and the loudest."""
CONTRAST_LIMITS = (-0.5, 1.5)
LEAST_CONTRAST = 0.05
"""Least difference of the two."""
_QUIETEST, _LOUDEST = 1, 255


class _Placeholder(DrawnLane):
    """Text where there is no spectrogram yet."""

    def __init__(self, night: StripState, text: Callable[[], str]) -> None:
        super().__init__(night)
        self._text = text

    def draw(self, painter: QPainter, first: int, stop: int) -> None:
        """Write the text in the middle."""
        painter.setPen(QColor(self.night.theme.dim))
        area = QRectF(self.plot())
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter, self._text())


class SpectrogramLane(ImageLane):
    """Power over time and frequency; low frequencies at the bottom.

    Parameters
    ----------
    night : StripState
    source : SpectrogramSource

    Attributes
    ----------
    trace : Derivation or None
        What is shown.
    contrast : tuple of float and float
        Levels shown darkest and brightest.
    """

    name = "spectrogram"
    title = QT_TRANSLATE_NOOP("Strip", "Spectrogram")
    usual = 56
    needs_eeg = True

    def __init__(self, night: StripState, source: SpectrogramSource) -> None:
        super().__init__(night)
        self.source = source
        self.trace: Derivation | None = None
        self.contrast = USUAL_CONTRAST
        self._message = _Placeholder(night, self.state)
        self.items = [self._message.item, *self.items]

    def show_trace(self, trace: Derivation | None) -> None:
        """Show another trace."""
        self.trace = trace
        self.forget()

    def y_of(self, hz: float) -> float:
        """Return the height of a frequency in the lane."""
        area = self.band()
        return float(area.bottom() - area.height() * hz / HIGHEST_HZ)

    def hz_at(self, y: float) -> float:
        """Return the frequency at a height in the lane."""
        area = self.band()
        return float(min(max((area.bottom() - y) / area.height(), 0), 1) * HIGHEST_HZ)

    def draw_gutter(self, painter: QPainter) -> None:
        """Write the frequencies at both ends, and between them the trace."""
        text = painter.fontMetrics().height()
        self.gutter_text(painter, f"{HIGHEST_HZ:.0f} Hz", 0, text)
        self.gutter_text(painter, "0", self.height - text, text)
        if self.trace is not None:
            name = self.trace.label.removeprefix("EEG ")
            self.gutter_text(painter, name, (self.height - text) / 2, text)

    def follow_axis(self) -> None:
        """Show the spectrogram, or how far it has come."""
        super().follow_axis()
        self._message.item.setVisible(self.shown is None)
        self._message.usual = self.usual
        self._message.forget()

    def make(
        self, edges: NDArray[np.float64], height: int
    ) -> tuple[NDArray[np.uint8], NDArray[np.uint8]] | None:
        """Make the image: the mean under each pixel first, so that what is narrow is not left out."""
        spectrogram = self.source.get(self.trace) if self.trace else None
        if spectrogram is None:
            return None
        means = spectrogram.means(edges * EPOCH_SECONDS, np.linspace(0, HIGHEST_HZ, height + 1))[::-1]
        return means.astype(np.uint8), self._colours()

    def show_contrast(self, contrast: tuple[float, float]) -> None:
        """Show other levels darkest and brightest."""
        self.contrast = contrast
        for image in (self.image, self.whole_night):
            if image.image is not None:
                image.setLookupTable(self._colours())

    def _colours(self) -> NDArray[np.uint8]:
        """Colour of each level; none where there is no signal."""
        low, high = self.contrast
        shares = np.linspace(0, 1, _LOUDEST - _QUIETEST + 1)
        places = np.clip((shares - low) / max(high - low, LEAST_CONTRAST), 0, 1)
        table = np.zeros((N_COLOURS, 4), np.uint8)
        table[_QUIETEST:] = colour_map().map(places, mode="byte")
        return table

    def state(self) -> str:
        """Describe why there is no spectrogram yet, or how far it is."""
        if self.trace is None:
            return translate("Strip", "no EEG to show a spectrogram of") if self.night.recording else ""
        text = fill(translate("Strip", "spectrogram {share:.0%}"), share=self.source.progress)
        return self.source.failure(self.trace) or text

    def tip(self, epoch: int, y: float) -> str:
        """Return the trace and the frequency under the pointer."""
        return f"{self.trace.label} {number(self.hz_at(y), '.1f')} Hz" if self.trace else ""


@cache
def colour_map() -> Any:
    """Return the colour map of the spectrogram."""
    return pg.colormap.get(COLOUR_MAP)
