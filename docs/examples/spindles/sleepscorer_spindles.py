"""Spindles as YASA finds them (Vallat & Walker, eLife 10:e70092, 2021)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sleepscorer.channels import Derivation, Role
from sleepscorer.overlays import Cancelled, Overlay, OverlayPage

MARGIN_S = 15.0
"""YASA judges a spindle by its surroundings."""
COLOUR = (200, 60, 120)


@dataclass(frozen=True)
class Found:
    """A spindle on the page: its trace, and where it starts and stops in seconds of the page."""

    trace: Derivation
    start_s: float
    stop_s: float


def spindles(signal_uv: NDArray[np.float32], rate_hz: float) -> NDArray[np.float64]:
    """Find spindles in one EEG.

    Parameters
    ----------
    signal_uv : ndarray of float32, shape (n_samples,)
        In microvolts; NaN in gaps.
    rate_hz : float

    Returns
    -------
    ndarray of float64, shape (n_spindles, 2)
        Start and stop in seconds from the first sample.
    """
    import yasa

    known = np.isfinite(signal_uv)
    if known.mean() < 0.5 or np.ptp(signal_uv[known]) == 0:
        return np.zeros((0, 2))
    result = yasa.spindles_detect(
        np.where(known, signal_uv, 0.0).astype(np.float64), rate_hz, verbose="ERROR"
    )
    return np.zeros((0, 2)) if result is None else result.summary()[["Start", "End"]].to_numpy(np.float64)


class Spindles(Overlay):
    """A band over each spindle of every EEG on the page."""

    title = "Spindles (YASA)"

    def compute_page(self, page: OverlayPage, cancelled: Cancelled) -> list[Found]:
        """Find the spindles of every EEG in view."""
        found: list[Found] = []
        for trace in page.traces:
            if trace.role is Role.EEG and page.unit_of(trace) == "uV" and not cancelled():
                pairs = spindles(page.samples(trace, MARGIN_S), page.rate_of(trace)) - MARGIN_S
                found += [
                    Found(trace, *pair) for pair in pairs.tolist() if pair[1] > 0 and pair[0] < page.page_s
                ]
        return found

    def page_items(self, page: OverlayPage, result: list[Found]) -> list[Any]:
        """A band of colour over each spindle, as high as the lane of its trace."""
        import pyqtgraph as pg
        from PySide6.QtCore import QRectF
        from PySide6.QtWidgets import QGraphicsRectItem

        items = []
        for spindle in result:
            low, high = page.lane_range(spindle.trace)
            item = QGraphicsRectItem(
                QRectF(spindle.start_s, low, spindle.stop_s - spindle.start_s, high - low)
            )
            item.setPen(pg.mkPen(COLOUR))
            item.setBrush(pg.mkBrush(*COLOUR, 60))
            items.append(item)
        return items
