"""Spindles as YASA finds them (Vallat & Walker, eLife 10:e70092, 2021): over the page, and by epoch."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sleepscorer.channels import Derivation, Role
from sleepscorer.overlays import Cancelled, NightLane, Overlay, OverlayPage
from sleepscorer.recording import Recording
from sleepscorer.stages import EPOCH_SECONDS

MARGIN_S = 15.0
"""YASA judges a spindle by its surroundings."""
BLOCK_EPOCHS = 20
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
    """A band over each spindle of every EEG on the page, and the spindles of each epoch under the night."""

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

    def compute_night(self, recording: Recording, cancelled: Cancelled) -> NDArray[np.int64] | None:
        """Count the spindles of each epoch on the first EEG there is; shape (n_epochs,)."""
        traces = [trace for trace in recording.traces if trace.role is Role.EEG]
        if not traces:
            return None
        counts = np.zeros(recording.n_epochs, np.int64)
        for first in range(0, recording.n_epochs, BLOCK_EPOCHS):
            if cancelled():
                return None
            start_s, seconds = float(first * EPOCH_SECONDS), float(BLOCK_EPOCHS * EPOCH_SECONDS)
            signal = recording.read_derivation(traces[0], start_s, seconds)
            starts = spindles(signal, recording.rate_of(traces[0]))[:, 0]
            epochs = first + (starts // EPOCH_SECONDS).astype(np.int64)
            np.add.at(counts, epochs[epochs < recording.n_epochs], 1)
        return counts

    def night_lanes(self, recording: Recording, result: NDArray[np.int64] | None) -> list[NightLane]:
        """A bar for each epoch that holds spindles."""
        import pyqtgraph as pg

        if result is None:
            return []
        bars = pg.BarGraphItem(x0=np.arange(result.size), width=1.0, height=result, brush=COLOUR, pen=None)
        return [NightLane("Spindles", bars, height=30, y_range=(0.0, float(max(result.max(), 1))))]
