"""Lanes of the model: the probabilities of the stages stacked, and how sure it is."""

from __future__ import annotations

from abc import abstractmethod

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QColor, QPainter

from sleepscorer.gui.i18n.translation import QT_TRANSLATE_NOOP, fill, number, translate
from sleepscorer.gui.night.columns import column_least, column_means
from sleepscorer.gui.night.lanes import ImageLane, StripState, colour_table
from sleepscorer.review.doubt import UNSURE
from sleepscorer.stages import PLOT_ORDER

UNKNOWN = len(PLOT_ORDER)


def stacked(shares: NDArray[np.floating], height: int) -> NDArray[np.uint8]:
    """Return which stage each pixel of a band of stacked probabilities shows.

    Parameters
    ----------
    shares : ndarray, shape (n_columns, 5)
        Probabilities of W N1 N2 N3 R; NaN where unknown.
    height : int
        Pixels.

    Returns
    -------
    ndarray of uint8, shape (height, n_columns)
        Place in ``PLOT_ORDER``, the first of which is at the top; ``UNKNOWN`` where unknown.
    """
    upper = np.cumsum(shares[:, list(PLOT_ORDER)], axis=1)[:, :-1]
    rows = (np.arange(height) + 0.5) / height
    places = (upper[None] <= rows[:, None, None]).sum(axis=2)
    places[:, np.isnan(shares).any(axis=1)] = UNKNOWN
    return places.astype(np.uint8)


class _ModelLane(ImageLane):
    """A lane that depends on the model's probabilities alone."""

    needs_eeg = True

    def __init__(self, night: StripState) -> None:
        super().__init__(night)
        self._shown: NDArray[np.float32] | None = None

    @property
    def _rows(self) -> NDArray[np.float32] | None:
        return self.night.scoring.probabilities if self.night.scoring else None

    def redraw_epochs(self, first: int, stop: int) -> None:
        """Draw again only if a model has run: a technician's stages leave the lane as it is."""
        rows = self._rows
        same = rows is None if self._shown is None else rows is not None and _equal(rows, self._shown)
        if not same:
            self.forget()

    def make(
        self, edges: NDArray[np.float64], height: int
    ) -> tuple[NDArray[np.uint8], NDArray[np.uint8]] | None:
        """Make the image of the probabilities if there are any."""
        rows = self._rows
        if rows is None:
            self._shown = None
            return None
        if self._shown is None or not _equal(rows, self._shown):
            self._shown = rows.copy()
        return self.make_rows(rows, edges, height)

    @abstractmethod
    def make_rows(
        self, rows: NDArray[np.float32], edges: NDArray[np.float64], height: int
    ) -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
        """Make the image of the probabilities of the night."""


class HypnodensityLane(_ModelLane):
    """Probabilities of the stages, stacked in the order of the hypnogram."""

    name = "hypnodensity"
    title = QT_TRANSLATE_NOOP("Strip", "Hypnodensity")
    usual = 36

    def draw_gutter(self, painter: QPainter) -> None:
        """Write the name alone: the probability goes from 0 at the top to 1."""
        self.gutter_text(painter, translate("Strip", "stages %"), 0, self.height)

    def make_rows(
        self, rows: NDArray[np.float32], edges: NDArray[np.float64], height: int
    ) -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
        """Stack the mean of each column."""
        colours = [self.night.theme.stage(stage) for stage in PLOT_ORDER]
        table = colour_table([*colours, QColor(self.night.theme.grid)])
        return stacked(column_means(rows, edges), height), table

    def tip(self, epoch: int, y: float) -> str:
        """Return the probabilities, the likeliest first."""
        rows = self._rows
        if rows is None or np.isnan(rows[epoch]).any():
            return ""
        order = sorted(PLOT_ORDER, key=lambda stage: -rows[epoch][stage])
        shares = ", ".join(f"{stage.name} {number(rows[epoch][stage], '.0%')}" for stage in order)
        return translate("Strip", "model: {stages}").format(stages=shares)


class ConfidenceLane(_ModelLane):
    """Probability of the likeliest stage; what the model is unsure of stands out."""

    name = "confidence"
    gutter = QT_TRANSLATE_NOOP("Strip", "confidence")
    title = QT_TRANSLATE_NOOP("Strip", "Confidence")
    usual = 20

    def make_rows(
        self, rows: NDArray[np.float32], edges: NDArray[np.float64], height: int
    ) -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
        """Fill columns as high as the model is sure; the least sure epoch of a column counts."""
        sure = column_least(rows.max(axis=1), edges)
        filled = np.nan_to_num(sure)[None] * height > (height - 1 - np.arange(height))[:, None]
        indices = np.where(filled, np.where(sure < UNSURE, 2, 1), 0).astype(np.uint8)
        theme = self.night.theme
        return indices, colour_table([QColor(theme.base), QColor(theme.line), QColor(theme.warning)])

    def tip(self, epoch: int, y: float) -> str:
        """Tell how sure the model is."""
        rows = self._rows
        if rows is None or np.isnan(rows[epoch]).any():
            return ""
        return fill(translate("Strip", "model {share:.0%} sure"), share=rows[epoch].max())


def _equal(first: NDArray[np.float32], second: NDArray[np.float32]) -> bool:
    return first.shape == second.shape and np.array_equal(first, second, equal_nan=True)
