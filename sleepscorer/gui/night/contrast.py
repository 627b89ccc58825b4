"""The colour bar beside the spectrogram, by which its contrast is set."""

from __future__ import annotations

import pyqtgraph as pg
from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent
from PySide6.QtWidgets import QWidget

from sleepscorer.gui.i18n.translation import fill, translate
from sleepscorer.gui.night.spectrogram import (
    CONTRAST_LIMITS,
    LEAST_CONTRAST,
    USUAL_CONTRAST,
    colour_map,
)
from sleepscorer.gui.widgets.theme import Theme

WIDTH = 8
STEP = 0.1
"""Part of the range by which one turn makes the contrast higher or lower at either end."""


class ContrastBar(pg.GraphicsView):
    """Colours of the spectrogram from quiet to loud; drag its lines to change the contrast.

    Signals
    -------
    changed(float, float)
        Levels shown darkest and brightest.
    settled()
        The mouse was let go.
    """

    changed = Signal(float, float)
    settled = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent, background=None)
        self.bar = pg.ColorBarItem(
            values=USUAL_CONTRAST,
            width=WIDTH,
            colorMap=colour_map(),
            limits=CONTRAST_LIMITS,
            rounding=0.01,
            pen=pg.mkPen("#ffffff"),
            hoverPen=pg.mkPen("#ffffff", width=2),
            hoverBrush=pg.mkBrush(255, 255, 255, 40),
            colorMapMenu=False,
        )
        for name in ("left", "right", "top", "bottom"):
            self.bar.hideAxis(name)  # an axis records a picture at each paint
        for line in self.bar.region.lines:
            line.clearMarkers()  # wider than the bar
        self.bar.layout.setContentsMargins(0, 0, 0, 0)
        self.setCentralItem(self.bar)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(translate("Strip", "Contrast of the spectrogram"))
        self.bar.sigLevelsChanged.connect(self._tell)
        self.bar.sigLevelsChangeFinished.connect(self._settle)
        self.set_theme(theme)
        self._say()

    @property
    def contrast(self) -> tuple[float, float]:
        """Levels shown darkest and brightest."""
        low, high = self.bar.levels()
        return float(low), float(high)

    def show_contrast(self, contrast: tuple[float, float]) -> None:
        """Show other levels."""
        self.bar.setLevels(contrast)
        self._tell()

    def turn(self, steps: int) -> None:
        """Make the contrast higher, or lower with steps below 0."""
        low, high = self.contrast
        by = steps * STEP * (high - low)
        if high - low - 2 * by >= LEAST_CONTRAST:
            self.show_contrast((low + by, high - by))
            self.settled.emit()

    def reset(self) -> None:
        """Give back the usual contrast."""
        self.show_contrast(USUAL_CONTRAST)
        self.settled.emit()

    def set_theme(self, theme: Theme) -> None:
        """Show the ground of the lanes."""
        self.setBackground(QColor(theme.base))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Give back the usual contrast."""
        self.reset()

    def lay_out(self, area: QRectF) -> None:
        """Lay the bar out beside the spectrogram."""
        self.setGeometry(area.toRect())

    def _tell(self) -> None:
        self._say()
        self.changed.emit(*self.contrast)

    def _settle(self) -> None:
        self.settled.emit()

    def _say(self) -> None:
        low, high = self.contrast
        text = translate(
            "Strip", "Contrast: {low:.0%} to {high:.0%}; drag a line to change it, double click for the usual"
        )
        self.setToolTip(fill(text, low=low, high=high))
