"""Spectrograms of the night, computed in the background and kept while it is open."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, QTimer, Signal

from sleepscorer.channels import Derivation, Role
from sleepscorer.errors import Cancelled
from sleepscorer.gui.background.task import Task, TaskSlot
from sleepscorer.gui.i18n.localization import localized
from sleepscorer.gui.i18n.translation import translate
from sleepscorer.gui.night.axis import bins_of
from sleepscorer.recording import Recording

HIGHEST_HZ = 30.0
COLUMN_S = 10.0
"""Resolution in time: a third of an epoch, for the strip zoomed in."""
DELAY_MS = 400
"""Time for the first page to be shown before work in the background begins."""

Compute = Callable[..., tuple[NDArray[Any], NDArray[Any], NDArray[Any]]]
"""Called with recording, trace, progress and cancelled; gives seconds, Hz and dB (times by Hz)."""


@dataclass(frozen=True)
class NightSpectrogram:
    """Power of a trace over time and frequency.

    Attributes
    ----------
    edges_s : ndarray, shape (n_times + 1,)
    edges_hz : ndarray, shape (n_frequencies + 1,)
    sums : ndarray of uint32, shape (n_times + 1, n_frequencies + 1)
        Levels, 1 to 255 from quiet to loud, summed over all bins before and below: the mean of any
        rectangle takes four look-ups. Sums wrap around; their differences do not.
    known : ndarray of int64, shape (n_times + 1,)
        Number of bins before, with signal; the levels of the others are 0.
    """

    edges_s: NDArray[np.float64]
    edges_hz: NDArray[np.float64]
    sums: NDArray[np.uint32]
    known: NDArray[np.int64]

    def means(self, edges_s: NDArray[np.floating], edges_hz: NDArray[np.floating]) -> NDArray[np.float64]:
        """Return the mean level under each pixel; 0 where there is no signal.

        Parameters
        ----------
        edges_s, edges_hz : ndarray
            Edges of the columns and of the rows.

        Returns
        -------
        ndarray, shape (n_rows, n_columns)
        """
        first, stop = bins_of(_in_bins(edges_s, self.edges_s), len(self.edges_s) - 1)
        low, high = bins_of(_in_bins(edges_hz, self.edges_hz), len(self.edges_hz) - 1)
        upper, lower = self.sums[stop], self.sums[first]
        levels = upper[:, high] - upper[:, low] - lower[:, high] + lower[:, low]
        bins = (self.known[stop] - self.known[first])[:, None] * (high - low)
        inside = (edges_s[1:] > self.edges_s[0]) & (edges_s[:-1] < self.edges_s[-1])
        return np.where(inside[:, None], levels / np.maximum(bins, 1), 0.0).T


def make_spectrogram(
    times_s: NDArray[np.floating], frequencies_hz: NDArray[np.floating], decibels: NDArray[np.floating]
) -> NightSpectrogram:
    """Reduce a spectrogram to what is drawn.

    Parameters
    ----------
    times_s, frequencies_hz : ndarray
        Middles of the bins, evenly spaced.
    decibels : ndarray, shape (n_times, n_frequencies)
        NaN where there is no signal.
    """
    from sleepscorer.signals.spectra import colour_limits

    kept = frequencies_hz <= HIGHEST_HZ
    power = decibels[:, kept]
    known = np.isfinite(power).all(axis=1)
    low, high = colour_limits(power)
    scaled = np.clip((np.where(known[:, None], power, low) - low) / (high - low), 0, 1)
    levels = np.where(known[:, None], 1 + scaled * 254, 0).astype(np.uint32)
    sums = np.zeros((levels.shape[0] + 1, levels.shape[1] + 1), np.uint32)
    sums[1:, 1:] = levels.cumsum(axis=0, dtype=np.uint32).cumsum(axis=1, dtype=np.uint32)
    counts = np.r_[0, np.cumsum(known)].astype(np.int64)
    return NightSpectrogram(_edges(times_s), _edges(frequencies_hz[kept]), sums, counts)


def _in_bins(values: NDArray[np.floating], edges: NDArray[np.float64]) -> NDArray[np.float64]:
    """Values on an even scale, counted in its bins."""
    return np.asarray((values - edges[0]) / (edges[1] - edges[0]), np.float64)


def _edges(middles: NDArray[np.floating]) -> NDArray[np.float64]:
    step = float(np.median(np.diff(middles))) if middles.size > 1 else 1.0
    return np.append(middles - step / 2, middles[-1:] + step / 2).astype(np.float64)


class SpectrogramSource(QObject):
    """Spectrograms of one recording at a time, one job at a time.

    Attributes
    ----------
    compute : callable
        What computes them; see ``Compute``.
    progress : float
        Share of the running job that is done.

    Signals
    -------
    changed()
        There is a new spectrogram, or progress to show.
    """

    changed = Signal()

    def __init__(self, compute: Compute, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.compute = compute
        self.progress = 0.0
        self._recording: Recording | None = None
        self._wanted: Derivation | None = None
        self._kept: dict[str, NightSpectrogram] = {}
        self._failed: dict[str, str] = {}
        self._task = TaskSlot(self)
        self._task.progressed.connect(self._take_progress)
        self._task.succeeded.connect(self._take)
        self._task.failed.connect(self._take_failure)
        self._task.ended.connect(self._finish)
        self._delay = QTimer(self, interval=DELAY_MS, singleShot=True)
        self._delay.timeout.connect(self.start)

    def show_recording(self, recording: Recording | None) -> None:
        """Begin another recording; what was kept of the last one is dropped."""
        self.stop()
        self._recording, self._wanted = recording, None
        self._kept, self._failed = {}, {}

    def traces(self) -> list[Derivation]:
        """Return the traces of which a spectrogram says something."""
        return [t for t in self._recording.traces if t.role is Role.EEG] if self._recording else []

    def want(self, trace: Derivation | None) -> None:
        """Have the spectrogram of a trace ready as soon as may be."""
        self._wanted = trace
        if trace is None or self._is_known(trace):
            self.changed.emit()
        elif not self._task.cancel():
            self._delay.start()

    def get(self, trace: Derivation) -> NightSpectrogram | None:
        """Return the spectrogram of a trace if it is ready."""
        return self._kept.get(trace.label)

    def failure(self, trace: Derivation) -> str:
        """Return why there is no spectrogram of a trace; empty if none is known to be missing."""
        return self._failed.get(trace.label, "")

    def stop(self) -> None:
        """Stop work, and wait until nothing reads the recording any more."""
        self._delay.stop()
        self._task.stop()

    def start(self) -> None:
        """Begin to compute the spectrogram that is wanted, if any is."""
        recording, trace = self._recording, self._wanted
        if recording is None or trace is None or self._task.is_busy:
            return
        self.progress = 0.0
        self._computing = trace
        work = partial(_work, self.compute, recording, trace)
        self._task.start(translate("Strip", "The spectrogram"), work, Task.Priority.LowestPriority)

    def _take_progress(self, done: float) -> None:
        if done - self.progress >= 0.05:
            self.progress = done
            self.changed.emit()

    def _take(self, spectrogram: NightSpectrogram) -> None:
        self._kept[self._computing.label] = spectrogram
        self.changed.emit()

    def _take_failure(self, sentence: str) -> None:
        self._failed[self._computing.label] = localized(sentence)
        self.changed.emit()

    def _finish(self) -> None:
        if self._wanted is not None and not self._is_known(self._wanted):
            self.want(self._wanted)

    def _is_known(self, trace: Derivation) -> bool:
        """Whether the spectrogram of a trace is ready, or cannot be had."""
        return trace.label in self._kept or trace.label in self._failed


def _work(
    compute: Compute,
    recording: Recording,
    trace: Derivation,
    progress: Callable[[float], None],
    cancelled: Callable[[], bool],
) -> NightSpectrogram:
    return make_spectrogram(*compute(recording, trace, progress, cancelled))


def compute_spectrogram(
    recording: Recording,
    trace: Derivation,
    progress: Callable[[float], None],
    cancelled: Callable[[], bool],
) -> tuple[NDArray[Any], NDArray[Any], NDArray[Any]]:
    """Compute the spectrogram of a trace of the night; imported here, so that the window stands before."""
    from sleepscorer.signals.spectra import night_spectrogram

    def step(done: float) -> None:
        progress(done)
        if cancelled():
            raise Cancelled

    read, rate_hz = partial(recording.read_derivation, trace), recording.rate_of(trace)
    spectrogram = night_spectrogram(read, recording.duration_s, rate_hz, column_s=COLUMN_S, step=step)
    times_s = (np.arange(len(spectrogram.power_db)) + 0.5) * spectrogram.column_s
    return times_s, spectrogram.frequencies_hz, spectrogram.power_db
