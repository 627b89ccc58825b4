"""Pages of signal, filtered by role and ready to draw."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from sleepscorer.channels import Derivation, Role
from sleepscorer.gui.i18n import number
from sleepscorer.recording import Recording
from sleepscorer.signals.filters import band_pass, settling_seconds


@dataclass(frozen=True)
class Band:
    """Display filter: corners and mains frequency in Hz; None is left open."""

    low_hz: float | None = None
    high_hz: float | None = None
    notch_hz: float | None = None

    def filter(self, signal: NDArray[np.float32], rate_hz: float) -> NDArray[np.float32]:
        """Filter a page whose ends are cut off afterwards."""
        return band_pass(
            signal, rate_hz, self.low_hz, self.high_hz, edge_s=SETTLED_EDGE_S, notch_hz=self.notch_hz
        )

    @property
    def text(self) -> str:
        """``0.3-35 Hz``; empty where nothing is filtered."""
        low, high = (number(corner, "g") if corner else "" for corner in (self.low_hz, self.high_hz))
        return f"{low}–{high} Hz" if low or high else ""


DISPLAY_BANDS: dict[Role, Band] = {
    Role.EEG: Band(0.3, 35.0),
    Role.EOG: Band(0.3, 35.0),
    Role.EMG: Band(10.0, 100.0),
    Role.LEG: Band(10.0, 100.0),
    Role.ECG: Band(0.3, 70.0),
    Role.RESPIRATION: Band(None, 15.0),
    Role.OTHER: Band(),
}
"""Corners by role (AASM recommended low and high frequency filters); None is left open."""
if TYPE_CHECKING:
    from sleepscorer.gui.traces.span import PageSpan

KEPT_PAGES = 12
SETTLED_EDGE_S = 1.0


@dataclass(frozen=True)
class Page:
    """What the screen shows of each trace.

    Attributes
    ----------
    start_s : float
        Time of ``times_s`` zero, from the first sample of the recording.
    times_s, values : list of ndarray of float32
        One pair per trace; values in the trace's unit, NaN where there is no signal.
    """

    start_s: float
    times_s: list[NDArray[np.float32]]
    values: list[NDArray[np.float32]]


class PageReader:
    """Reads pages of a recording and keeps the last ones.

    Parameters
    ----------
    recording : Recording
    """

    def __init__(self, recording: Recording) -> None:
        self._recording = recording
        self._kept: OrderedDict[tuple[object, ...], Page] = OrderedDict()

    def page(
        self, traces: Sequence[Derivation], bands: Sequence[Band], start_s: float, span: PageSpan
    ) -> Page:
        """Read a page with its margins.

        Parameters
        ----------
        traces : sequence of Derivation
        bands : sequence of Band
            Display filter of each trace.
        start_s : float
            Start of the page proper.
        span : PageSpan

        Raises
        ------
        RecordingError
            If the file can no longer be read.
        """
        key = (tuple(traces), tuple(bands), start_s, span)
        if key not in self._kept:
            self._kept[key] = self._read(traces, bands, start_s, span)
            while len(self._kept) > KEPT_PAGES:
                self._kept.popitem(last=False)
        self._kept.move_to_end(key)
        return self._kept[key]

    def _read(
        self, traces: Sequence[Derivation], bands: Sequence[Band], start_s: float, span: PageSpan
    ) -> Page:
        settle_s = max((settling_seconds(band.low_hz) for band in bands if band.low_hz), default=0.0)
        extra_s = span.margin_s + settle_s
        raw = self._recording.read_derivations(traces, start_s - extra_s, span.page_s + 2 * extra_s)
        times, values = [], []
        for trace, band, signal in zip(traces, bands, raw, strict=True):
            rate_hz = self._recording.rate_of(trace)
            shown = _cut(band.filter(signal, rate_hz), rate_hz, settle_s, span.whole_s)
            times.append((np.arange(shown.size) / rate_hz - span.margin_s).astype(np.float32))
            values.append(shown)
        return Page(start_s, times, values)


def _cut(signal: NDArray[np.float32], rate_hz: float, settle_s: float, seconds: float) -> NDArray[np.float32]:
    """Drop what was read only for the filter to settle."""
    first = round(settle_s * rate_hz)
    return signal[first : first + max(round(seconds * rate_hz), 1)]


def typical_range(recording: Recording, trace: Derivation, looks: int = 5) -> tuple[float, float]:
    """Robust range of a trace that is no wave in microvolts, to choose its scale by.

    Parameters
    ----------
    recording : Recording
    trace : Derivation
    looks : int
        Number of half-minute stretches looked at.

    Returns
    -------
    centre, spread : float
        Middle and half of the range that holds 96 % of the values, in the trace's unit.
    """
    starts = np.linspace(0.1, 0.9, looks) * max(recording.duration_s - 30, 0)
    found = np.concatenate([recording.read_derivation(trace, float(start), 30) for start in starts])
    known = found[np.isfinite(found)]
    if known.size == 0:
        return 0.0, 1.0
    low, high = np.percentile(known, [2, 98])
    return float((high + low) / 2), float(max((high - low) / 2, 1e-9))
