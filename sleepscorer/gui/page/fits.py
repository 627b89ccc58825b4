"""Scales that are fit to a night: constant all night, for a fit to a page would hide hypopnoeas."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from math import floor, log10

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, QThread, QTimer, Signal

from sleepscorer.channel_roles import Scale
from sleepscorer.channels import Derivation
from sleepscorer.gui.background.task import TaskSlot
from sleepscorer.gui.i18n.translation import translate
from sleepscorer.gui.page.pages import DisplayBand, read_filtered
from sleepscorer.recording import Recording

LOOKS = 24
"""Minutes of the night that are looked at."""
FIRST_LOOKS = 4
"""Looks at a night of a device of which nothing is known yet, before its first page stands."""
BREATHING_SHARE = 0.6
"""Share of its lane that the median minute of breathing fills."""
NICE = (1.0, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0)
BEYOND_SHARE = 0.0005
"""Share of the night beyond the usual range from which on the wide one is drawn."""
SLACK = 0.05
"""Share of a range by which a value may lie beyond it without being cut off."""
SLOW_HZ = 4.0
"""Rate up to which a channel is read whole."""
LATER_MS = 300


@dataclass(frozen=True)
class Fit:
    """Scale of a trace in one night.

    Attributes
    ----------
    centre, half : float
        Value in the middle of the lane, and from there to its edge.
    fits_role : bool
        Whether the values are what the role says: percents, beats per minute, codes.
    is_wide : bool
        Whether the night goes beyond the usual range.
    codes : tuple of int
        Codes of a body position that were met.
    """

    centre: float
    half: float
    fits_role: bool = True
    is_wide: bool = False
    codes: tuple[int, ...] = ()


def nice(value: float) -> float:
    """Return the next rounder number, such as 300 for 287."""
    power = 10.0 ** floor(log10(value))
    return next(power * step for step in NICE if power * step >= value * (1 - 1e-9))


def fit_trace(
    recording: Recording,
    trace: Derivation,
    band: DisplayBand,
    looks: int = LOOKS,
    cancelled: Callable[[], bool] = lambda: False,
) -> Fit:
    """Fit the scale of a trace to some minutes of the night.

    Raises
    ------
    RecordingError
        If the file can no longer be read.
    """
    scale = trace.role.type.scale
    as_recorded = replace(band, physical=None)
    minutes = list(_minutes(recording, trace, as_recorded, looks, cancelled))
    known = [minute[np.isfinite(minute)] for minute in minutes]
    values = np.concatenate([*known, np.zeros(0, np.float32)])
    if scale is Scale.BREATHING:
        return _fit_breathing(known, values)
    if scale is Scale.LOUDNESS:
        return Fit(0.0, nice(_percentile(np.abs(values), 99) or 1.0))
    if scale is Scale.RANGE:
        return _fit_range(trace, values)
    if scale is Scale.WORDS:
        return _fit_codes(values)
    return _fit_all(values)


def _minutes(
    recording: Recording, trace: Derivation, band: DisplayBand, looks: int, cancelled: Callable[[], bool]
) -> Sequence[NDArray[np.float32]]:
    if (
        looks == LOOKS
        and recording.rate_of(trace) <= SLOW_HZ
        and trace.role.type.scale in (Scale.RANGE, Scale.WORDS)
    ):
        starts = np.arange(0.0, recording.duration_s, 600.0)
        length_s = 600.0
    else:
        starts, length_s = np.linspace(0.1, 0.9, looks) * max(recording.duration_s - 60, 0), 60.0
    minutes = []
    for start_s in starts:
        if cancelled():
            break
        minutes += list(read_filtered(recording, [trace], [band], float(start_s), length_s))
    return minutes


def _percentile(values: NDArray[np.float32], percent: float) -> float:
    return float(np.percentile(values, percent)) if values.size else 0.0


def _fit_breathing(minutes: Sequence[NDArray[np.float32]], values: NDArray[np.float32]) -> Fit:
    heights = [float(np.ptp(minute)) for minute in minutes if minute.size]
    moving = [height for height in heights if height > 0]
    if not moving:
        return Fit(_percentile(values, 50), 1.0)
    return Fit(_percentile(values, 50), nice(float(np.median(moving)) / BREATHING_SHARE / 2))


def _fit_range(trace: Derivation, values: NDArray[np.float32]) -> Fit:
    row = trace.role.type
    assert row.axis is not None
    assert row.physical is not None
    low, high = row.axis
    measured = values[values != 0]  # a probe that is off says 0
    inside = measured[(measured >= row.physical[0]) & (measured <= row.physical[1])]
    if measured.size and inside.size < measured.size / 2:
        fitted = _fit_all(values)
        return Fit(fitted.centre, fitted.half, fits_role=False)
    slack = SLACK * (high - low)
    beyond = np.count_nonzero((inside < low - slack) | (inside > high + slack))
    is_wide = beyond > BEYOND_SHARE * inside.size
    low, high = row.wide_axis if is_wide and row.wide_axis else row.axis
    return Fit((low + high) / 2, (high - low) / 2, is_wide=is_wide)


def _fit_codes(values: NDArray[np.float32]) -> Fit:
    rounded = np.round(values)
    are_codes = bool(values.size) and bool(np.all(np.abs(values - rounded) < 0.05))
    codes = tuple(int(code) for code in np.unique(rounded)) if are_codes else ()
    if are_codes and len(codes) <= 16 and min(codes) >= 0:
        return Fit(0.0, 0.5, codes=codes)
    fitted = _fit_all(values)
    return Fit(fitted.centre, fitted.half, fits_role=not values.size)


def _fit_all(values: NDArray[np.float32]) -> Fit:
    """Fit the range that holds 96 % of the values into 70 % of the lane."""
    low, high = _percentile(values, 2), _percentile(values, 98)
    return Fit((high + low) / 2, max((high - low) / 2, 1e-9) / 0.7)


def shared(fits: dict[Derivation, Fit], units: dict[Derivation, str]) -> dict[Derivation, Fit]:
    """Give thorax and abdomen of one unit one gain, so that a paradox movement is seen as such."""
    belts = [trace for trace in fits if trace.role.value in ("thorax", "abdomen")]
    for unit in {units[trace] for trace in belts}:
        alike = [trace for trace in belts if units[trace] == unit]
        half = max(fits[trace].half for trace in alike)
        fits = fits | {trace: Fit(fits[trace].centre, half) for trace in alike}
    return fits


class NightFits(QObject):
    """Fits of the traces of one night, measured in the background.

    Parameters
    ----------
    recording : Recording

    Signals
    -------
    measured()
        There are fits of the traces wanted.
    """

    measured = Signal()

    def __init__(self, recording: Recording, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._recording = recording
        self.fits: dict[Derivation, Fit] = {}
        self._wanted: dict[Derivation, DisplayBand] = {}
        self._is_stopped = False
        self._task = TaskSlot(self)
        self._task.succeeded.connect(self._take)
        self._task.failed.connect(self._give_up)
        self._task.ended.connect(self._begin)
        self._later = QTimer(self, interval=LATER_MS, singleShot=True)
        self._later.timeout.connect(self._begin)

    def want(self, bands: dict[Derivation, DisplayBand]) -> None:
        """Have traces measured that have not been yet, once the page stands."""
        self._wanted = {trace: band for trace, band in bands.items() if trace not in self.fits}
        if self._wanted and not self._task.is_busy and not self._is_stopped:
            self._later.start()

    def stop(self) -> None:
        """Stop measuring, and wait until nothing reads the recording any more."""
        self._wanted, self._is_stopped = {}, True
        self._later.stop()
        self._task.stop()

    def _give_up(self) -> None:
        """Measure no more; that the file cannot be read is said when a page is wanted."""
        self._wanted = {}

    def _begin(self) -> None:
        if self._wanted:
            self._task.start(
                translate("Page", "Reading the page"), self._measure, QThread.Priority.LowPriority
            )

    def _measure(
        self, progress: Callable[[float], None], cancelled: Callable[[], bool]
    ) -> dict[Derivation, Fit]:
        """Fit each trace; runs in a thread of its own."""
        wanted = dict(self._wanted)
        return {
            trace: fit_trace(self._recording, trace, band, LOOKS, cancelled)
            for trace, band in wanted.items()
            if not cancelled()
        }

    def _take(self, fits: dict[Derivation, Fit]) -> None:
        self._wanted = {trace: band for trace, band in self._wanted.items() if trace not in fits}
        units = {trace: self._recording.channels[trace.channel].unit for trace in (*self.fits, *fits)}
        self.fits = shared(self.fits | fits, units)
        self.measured.emit()
