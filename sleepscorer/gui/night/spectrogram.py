"""Lane with the spectrogram of one EEG, 0 to 30 Hz."""

from __future__ import annotations

from functools import cache

import numpy as np
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from sleepscorer.channels import Derivation
from sleepscorer.gui.i18n.translation import QT_TRANSLATE_NOOP, fill, number, translate
from sleepscorer.gui.night.columns import device_size, paint_indexed
from sleepscorer.gui.night.lanes import Lane, Night
from sleepscorer.gui.night.spectra import HIGHEST_HZ, Spectrogram, SpectrogramSource
from sleepscorer.stages import EPOCH_SECONDS

VIRIDIS = (
    "440154470d6048186a482374472d7b4536814240863e49893a528b375a8c33628d"
    "2f6a8e2c718e29798e26818e23888e21908c1f978b1f9f8821a68527ad8031b57a"
    "3dbc734cc26b5cc8626ecd5881d34c95d73faadb32bfdf25d4e21ae9e419fde725"
)
"""Viridis (van der Walt and Smith, CC0) at 33 places, three bytes each."""
SHADES = 255


class SpectrogramLane(Lane):
    """Power over time and frequency; low frequencies at the bottom.

    Parameters
    ----------
    night : Night
    source : SpectrogramSource

    Attributes
    ----------
    trace : Derivation or None
        What is shown.
    """

    name = "spectrogram"
    title = QT_TRANSLATE_NOOP("Strip", "Spectrogram")
    usual = 56

    def __init__(self, night: Night, source: SpectrogramSource) -> None:
        super().__init__(night)
        self.source = source
        self.trace: Derivation | None = None

    def show_trace(self, trace: Derivation | None) -> None:
        """Show another trace."""
        self.trace = trace
        self.forget()

    def redraw_epochs(self, first: int, stop: int) -> None:
        """Stages leave the signal as it is."""

    def y_of(self, hz: float) -> float:
        """Height of a frequency in the lane."""
        area = self._area()
        return float(area.bottom() - area.height() * hz / HIGHEST_HZ)

    def hz_at(self, y: float) -> float:
        """Frequency at a height in the lane."""
        area = self._area()
        return float(min(max((area.bottom() - y) / area.height(), 0), 1) * HIGHEST_HZ)

    def _area(self) -> QRectF:
        return self.plot().adjusted(0, 2, 0, -2)

    def draw_gutter(self, painter: QPainter) -> None:
        """Frequencies at both ends, and between them the trace."""
        text = painter.fontMetrics().height()
        self.gutter_text(painter, f"{HIGHEST_HZ:.0f} Hz", 0, text)
        self.gutter_text(painter, "0", self.height - text, text)
        if self.trace is not None:
            name = self.trace.label.removeprefix("EEG ")
            self.gutter_text(painter, name, (self.height - text) / 2, text)

    def draw(self, painter: QPainter, first: int, stop: int) -> None:
        """Draw the spectrogram, or how far it has come."""
        found = self.source.get(self.trace) if self.trace else None
        if found is not None:
            self._draw_levels(painter, found)
            return
        painter.setPen(QColor(self.night.theme.dim))
        painter.drawText(self.plot(), Qt.AlignmentFlag.AlignCenter, self._state())

    def _state(self) -> str:
        if self.trace is None:
            return translate("Strip", "no EEG to show a spectrogram of") if self.night.recording else ""
        text = fill(translate("Strip", "spectrogram {share:.0%}"), share=self.source.progress)
        return self.source.failure(self.trace) or text

    def _draw_levels(self, painter: QPainter, found: Spectrogram) -> None:
        area = self._area()
        width, height = device_size(painter, area)
        edges_s = self.night.axis.columns(width) * EPOCH_SECONDS
        means = found.means(edges_s, np.linspace(0, HIGHEST_HZ, height + 1))[::-1]
        paint_indexed(painter, area, means.astype(np.uint8), [QColor(self.night.theme.base), *_colours()])

    def tip(self, epoch: int, y: float) -> str:
        """Trace and frequency."""
        return f"{self.trace.label} {number(self.hz_at(y), '.1f')} Hz" if self.trace else ""


@cache
def _colours() -> list[QColor]:
    """Viridis: even in lightness, and the same to people with a colour vision deficiency."""
    knots = np.frombuffer(bytes.fromhex(VIRIDIS), np.uint8).reshape(-1, 3)
    at = np.linspace(0, len(knots) - 1, SHADES)
    bands = [np.interp(at, np.arange(len(knots)), band).round().astype(int).tolist() for band in knots.T]
    return [QColor(*colour) for colour in zip(*bands, strict=True)]
