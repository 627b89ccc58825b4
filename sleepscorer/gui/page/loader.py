"""Pages of one night, whatever their length.

Pages too long to be read while somebody waits are read in the background. What is kept of a trace is then
the smallest and the largest value of each bin of time, so that a spike of one sample shows on a page of a
whole night. A page is drawn with what there is, again and again as it fills.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from threading import Lock

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, QTimer, Signal

from sleepscorer.channels import Derivation
from sleepscorer.gui.background.task import Job
from sleepscorer.gui.i18n.translation import translate
from sleepscorer.gui.page.pages import Band, Page, PageReader, is_heavy, read_filtered
from sleepscorer.gui.page.traces.span import PageSpan
from sleepscorer.gui.pages_ahead import PagesAhead
from sleepscorer.recording import Recording
from sleepscorer.signals.resampling import extremes, merged

TILE_S = 300.0
"""What is read in one go."""
BINS_S = (0.125, 1.0, 6.0, 60.0)
"""Lengths of the bins that are kept, each a whole number of the one before."""
LEAST_BINS = 3600
"""Bins that a page has at least, where there are fine enough ones: as many as a wide screen has pixels."""
KEPT_VALUES = 8_000_000
"""Values kept of each length of bin."""
REDRAW_MS = 150

Key = tuple[int, int]
"""Number of a trace as filtered, and which stretch of the night."""


@dataclass(frozen=True)
class _Wanted:
    """Traces, by their numbers, and stretches of a page; ``level`` is the place in ``BINS_S``."""

    numbers: tuple[int, ...]
    level: int
    tiles: range

    def keys(self, tile: int) -> list[Key]:
        return [(number, tile) for number in self.numbers]


def level_of(span: PageSpan) -> int:
    """Place in ``BINS_S`` of the bins that a page is drawn from."""
    fine = [level for level, bin_s in enumerate(BINS_S) if span.whole_s / bin_s >= LEAST_BINS]
    return max(fine, default=0)


class Extremes:
    """Extremes of stretches of the night, the ones used last; safe to be used by two threads."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._levels: tuple[OrderedDict[Key, NDArray[np.float32]], ...] = tuple(OrderedDict() for _ in BINS_S)

    def put(self, key: Key, finest: NDArray[np.float32]) -> None:
        """Keep a stretch at every length of bin, from its extremes at the finest, shape (n, 2)."""
        pairs = finest
        with self._lock:
            for level, (kept, bin_s) in enumerate(zip(self._levels, BINS_S, strict=True)):
                if level:
                    pairs = merged(pairs, round(bin_s / BINS_S[level - 1]))
                kept[key] = pairs
                kept.move_to_end(key)
                while len(kept) * pairs.size > KEPT_VALUES:
                    kept.popitem(last=False)

    def get(self, level: int, keys: Sequence[Key]) -> list[NDArray[np.float32] | None]:
        """Extremes of stretches; None where there are none."""
        kept = self._levels[level]
        with self._lock:
            for key in keys:
                if key in kept:
                    kept.move_to_end(key)
            return [kept.get(key) for key in keys]

    def lacks(self, level: int, key: Key) -> bool:
        """Whether there is nothing of a stretch."""
        return key not in self._levels[level]


class NightPages(QObject):
    """Pages of one recording: short ones at once, long ones as far as they have been read.

    Parameters
    ----------
    recording : Recording
    parent : QObject, optional
    prepare : callable
        Called with each page that was read ahead, in the thread that read it.

    Signals
    -------
    arrived()
        There is more of the page asked for last.
    failed(str)
        A sentence: it could not be read.
    """

    arrived = Signal()
    failed = Signal(str)

    def __init__(
        self,
        recording: Recording,
        parent: QObject | None = None,
        prepare: Callable[[Page], object] = lambda page: None,
    ) -> None:
        super().__init__(parent)
        self._recording = recording
        self._reader = PageReader(recording)
        self._ahead = PagesAhead(recording, self._reader, prepare, self)
        self._extremes = Extremes()
        self._numbers: dict[tuple[Derivation, Band], int] = {}
        self._filtered: list[tuple[Derivation, Band]] = []
        self._wanted: _Wanted | None = None
        self._next: _Wanted | None = None
        self._loading: _Wanted | None = None
        self._unreadable: _Wanted | None = None
        self._job: Job | None = None
        self._redraw = QTimer(self, interval=REDRAW_MS, singleShot=True)
        self._redraw.timeout.connect(self.arrived)

    def page(
        self, traces: Sequence[Derivation], bands: Sequence[Band], start_s: float, span: PageSpan
    ) -> Page:
        """What there is of a page; the rest of a long one is begun to be read.

        Raises
        ------
        RecordingError
            If a short page can no longer be read; of a long one ``failed`` tells.
        """
        self._wanted = self._next = None
        if not is_heavy(self._recording, traces, span):
            self._begin()
            return self._reader.page(traces, bands, start_s, span)
        self._wanted = self._want(traces, bands, start_s, span)
        page = self._assemble(self._wanted, start_s, span)
        self._begin()
        return page

    def read_ahead(
        self, traces: Sequence[Derivation], bands: Sequence[Band], start_s: float, span: PageSpan
    ) -> None:
        """Read in the background what may be wanted next: pages on the way, or a long one."""
        if is_heavy(self._recording, traces, span):
            next_s = span.beside_s(start_s, 1)
            if not span.whole_night and next_s < self._recording.duration_s:
                self._next = self._want(traces, bands, next_s, span)
                self._begin()
        else:
            self._ahead.read(traces, bands, start_s, span)

    def _want(
        self, traces: Sequence[Derivation], bands: Sequence[Band], start_s: float, span: PageSpan
    ) -> _Wanted:
        first = int((start_s - span.margin_s) // TILE_S)
        stop = -int(-(start_s + span.page_s + span.margin_s) // TILE_S)
        numbers = tuple(self._number(one) for one in zip(traces, bands, strict=True))
        return _Wanted(numbers, level_of(span), range(first, stop))

    def _number(self, filtered: tuple[Derivation, Band]) -> int:
        """Number of a trace as filtered: thousands of keys of a page are made and compared by it."""
        if filtered not in self._numbers:
            self._filtered.append(filtered)
            self._numbers[filtered] = len(self._filtered) - 1
        return self._numbers[filtered]

    def stop(self) -> None:
        """Stop reading, and wait until nothing reads the recording any more."""
        self._wanted = self._next = None
        self._redraw.stop()
        self._ahead.stop()
        if self._job is not None:
            job, self._job = self._job, None
            job.disconnect(self)
            job.stop()
            job.deleteLater()

    def _assemble(self, wanted: _Wanted, start_s: float, span: PageSpan) -> Page:
        bin_s = BINS_S[wanted.level]
        n_bins = round(TILE_S / bin_s)
        nothing = np.full((n_bins, 2), np.nan, np.float32)
        first_s = wanted.tiles.start * TILE_S - start_s
        times = (first_s + (np.arange(2 * n_bins * len(wanted.tiles)) + 0.5) * bin_s / 2).astype(np.float32)
        inside = slice(*np.searchsorted(times, (-span.margin_s, span.page_s + span.margin_s)))
        values = []
        for number in wanted.numbers:
            found = self._extremes.get(wanted.level, [(number, tile) for tile in wanted.tiles])
            parts = [nothing if part is None else part for part in found]
            values.append(np.concatenate(parts).ravel()[inside])
        unread_s = _stretches(self._missing(wanted), start_s)
        return Page(start_s, [times[inside]] * len(values), values, reduced=True, unread_s=unread_s)

    def _missing(self, wanted: _Wanted | None) -> list[int]:
        if wanted is None or wanted == self._unreadable:
            return []
        lacks, level = self._extremes.lacks, wanted.level
        return [tile for tile in wanted.tiles if any(lacks(level, key) for key in wanted.keys(tile))]

    def _begin(self) -> None:
        """Read what is missing of the page, then of the next; what else is being read is given up."""
        wanted, tiles = self._wanted, self._missing(self._wanted)
        if not tiles:
            wanted, tiles = self._next, self._missing(self._next)
        if self._job is not None:
            if wanted != self._loading:
                self._job.requestInterruption()
            return
        if wanted is None or not tiles:
            return
        work = partial(self._read, wanted, tiles)
        self._job, self._loading = Job(translate("Page", "Reading the page"), work, self), wanted
        self._job.progressed.connect(self._take)
        self._job.failed.connect(self._take_failure)
        self._job.finished.connect(self._finish)
        self._job.start(Job.Priority.LowPriority)

    def _read(
        self,
        wanted: _Wanted,
        tiles: Sequence[int],
        progress: Callable[[float], None],
        cancelled: Callable[[], bool],
    ) -> None:
        """Read stretches one after the other, each trace that lacks; runs in a thread of its own."""
        recording, n_bins = self._recording, round(TILE_S / BINS_S[0])
        for done, tile in enumerate(tiles, 1):
            keys = [key for key in wanted.keys(tile) if self._extremes.lacks(wanted.level, key)]
            traces = [self._filtered[number][0] for number, _ in keys]
            bands = [self._filtered[number][1] for number, _ in keys]
            filtered = read_filtered(recording, traces, bands, tile * TILE_S, TILE_S)
            for key, trace, values in zip(keys, traces, filtered, strict=True):
                rate_hz = recording.rate_of(trace)
                self._extremes.put(key, extremes(values, rate_hz, BINS_S[0], n_bins))
                if cancelled():
                    return
            progress(done / len(tiles))

    def _take(self, done: float) -> None:
        if done == 1.0 and self._missing(self._loading):
            self._unreadable = self._loading  # more than is kept at once: not to be read for ever
        if self._loading == self._wanted and not self._redraw.isActive():
            self._redraw.start()

    def _take_failure(self, sentence: str) -> None:
        if self._loading != self._wanted:
            self._next = None  # it is said when it is wanted
            return
        self._unreadable = self._loading
        self.failed.emit(sentence)

    def _finish(self) -> None:
        if self._job is not None:
            self._job.deleteLater()
            self._job = self._loading = None
            self._begin()


def _stretches(tiles: Sequence[int], start_s: float) -> tuple[tuple[float, float], ...]:
    """Where tiles lie on a page, those that follow each other as one."""
    found: list[tuple[float, float]] = []
    for tile in tiles:
        begin = tile * TILE_S - start_s
        if found and found[-1][1] == begin:
            begin = found.pop()[0]
        found.append((begin, (tile + 1) * TILE_S - start_s))
    return tuple(found)
