"""The time axis that all lanes of the night strip share."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, Signal

from sleepscorer.stages import EPOCH_SECONDS

LEFT = 72
"""Pixels of the gutter in which a lane says what it is."""
RIGHT = 10
FEWEST_EPOCHS = 20.0
"""Epochs that fill the axis when it is zoomed in as far as it goes."""
REVEAL_SHARE = 0.1
"""Where an epoch comes to stand that was out of sight, as a share of the axis."""


class NightAxis(QObject):
    """Axis of the epochs in sight, and their pixels.

    Attributes
    ----------
    n_epochs : int
        Epochs of the night.
    first, stop : float
        Epochs in sight; never beyond the night.
    left, right : int
        Pixels between which they lie.

    Signals
    -------
    changed()
        Other epochs are in sight, or they are at other pixels.
    """

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.n_epochs = 1
        self.first, self.stop = 0.0, 1.0
        self.left, self.right = LEFT, LEFT + 1

    @property
    def span(self) -> float:
        """Number of epochs in sight."""
        return self.stop - self.first

    @property
    def width(self) -> int:
        """Pixels of the axis."""
        return self.right - self.left

    @property
    def per_epoch(self) -> float:
        """Pixels of an epoch."""
        return self.width / self.span

    @property
    def is_whole(self) -> bool:
        """Whether the whole night is in sight."""
        return self.span >= self.n_epochs

    def show_night(self, n_epochs: int) -> None:
        """Begin a night, whole."""
        self.n_epochs = max(n_epochs, 1)
        self.zoom_whole()

    def set_width(self, pixels: int) -> None:
        """Lay the axis out in a widget of some width."""
        right = max(pixels - RIGHT, self.left + 1)
        if right != self.right:
            self.right = right
            self.changed.emit()

    def x_of(self, epoch: float) -> float:
        """Return the pixel of an epoch's left edge."""
        return self.left + self.width * (epoch - self.first) / self.span

    def edges(self, first: int, stop: int) -> list[float]:
        """Return the pixels of the left edges of epochs, and of the right edge of the last one."""
        epochs = np.arange(first, stop + 1) - self.first
        pixels: list[float] = (self.left + self.width * epochs / self.span).tolist()
        return pixels

    def x_of_seconds(self, seconds: float) -> float:
        """Return the pixel of a time since the first sample."""
        return self.x_of(seconds / EPOCH_SECONDS)

    def position(self, x: float) -> float:
        """Return the epochs, and parts, from the start of the night to a pixel; bounded to the night."""
        epochs = self.first + (x - self.left) / self.width * self.span
        return min(max(epochs, 0.0), float(self.n_epochs))

    def epoch_at(self, x: float) -> int:
        """Return the epoch under a pixel, bounded to the night."""
        return min(int(self.position(x)), self.n_epochs - 1)

    def zoom(self, factor: float, x: float) -> None:
        """Show fewer epochs (factor above 1) or more, keeping what is under a pixel where it is."""
        share = min(max((x - self.left) / self.width, 0.0), 1.0)
        anchor = self.first + share * self.span
        span = min(max(self.span / factor, min(FEWEST_EPOCHS, self.n_epochs)), self.n_epochs)
        self._show(anchor - share * span, span)

    def zoom_whole(self) -> None:
        """Show the whole night."""
        self.first, self.stop = 0.0, float(self.n_epochs)
        self.changed.emit()

    def pan(self, pixels: float) -> None:
        """Move the night along; positive pixels show what is earlier."""
        self._show(self.first - pixels / self.width * self.span, self.span)

    def reveal(self, epoch: int) -> None:
        """Move the night along if an epoch is out of sight, so that what follows it is in sight too."""
        if epoch < self.first:
            self._show(epoch + 1 - (1 - REVEAL_SHARE) * self.span, self.span)
        elif epoch + 1 > self.stop:
            self._show(epoch - REVEAL_SHARE * self.span, self.span)

    def _show(self, first: float, span: float) -> None:
        first = min(max(first, 0.0), self.n_epochs - span)
        if (first, first + span) != (self.first, self.stop):
            self.first, self.stop = first, first + span
            self.changed.emit()


def bins_of(edges: NDArray[np.floating], n_bins: int) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Return the first and last bin, the last not included, that each column stands for.

    Where columns are wider than bins no bin is left out; where they are narrower a bin fills several
    columns.

    Parameters
    ----------
    edges : ndarray, shape (n_columns + 1,)
        Edges of the columns, counted in bins.
    n_bins : int
    """
    starts = np.clip(np.floor(edges + 1e-9).astype(np.intp), 0, n_bins)
    first = np.minimum(starts[:-1], n_bins - 1)
    return first, np.maximum(starts[1:], first + 1)
