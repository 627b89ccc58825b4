"""Pages of one night, whatever their length.

Pages too long to be read while somebody waits are read in the background. What is kept of a trace is then
the smallest and the largest value of each bin of time, so that a spike of one sample shows on a page of a
whole night. A page is drawn with what there is, again and again as it fills. Once nobody waits, the whole
night is reduced like that, and kept for when it is opened again.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np
from PySide6.QtCore import QObject, QTimer, Signal

from sleepscorer.channels import Derivation
from sleepscorer.gui.background.task import Task, TaskSlot
from sleepscorer.gui.i18n.translation import translate
from sleepscorer.gui.page.extremes import (
    BINS_S,
    FINE_BINS,
    TILE_S,
    Extremes,
    Filtered,
    Key,
    NightExtremes,
    level_of,
)
from sleepscorer.gui.page.night_reduction import NightReduction
from sleepscorer.gui.page.pages import DisplayBand, Page, PageReader, is_heavy, read_filtered
from sleepscorer.gui.page.pages_ahead import PagesAhead
from sleepscorer.gui.page.span import PageSpan
from sleepscorer.recording import Recording
from sleepscorer.recording.base import LONG_S
from sleepscorer.signals.resampling import extremes
from sleepscorer.storage.extremes import ExtremesCache

REDRAW_MS = 150
DRAWING = 5
"""How many times as long as it takes to draw a page nothing more of it is drawn: it is read faster then."""
RECALL_S = 0.1
"""How long the window waits for what is kept of a night; longer than any disk but a slow one takes."""
LATER_MS = 2000
"""How long nothing has been asked for before the night is reduced."""


@dataclass(frozen=True)
class _WantedTiles:
    """Traces, by their numbers, and stretches of a page; ``level`` is the place in ``BINS_S``."""

    numbers: tuple[int, ...]
    level: int
    tiles: range

    def keys(self, tile: int) -> list[Key]:
        return [(number, tile) for number in self.numbers]


def _cache() -> ExtremesCache:
    from platformdirs import user_cache_path

    return ExtremesCache(user_cache_path("sleepscorer", appauthor=False) / "nights")


class NightPages(QObject):
    """Pages of one recording: short ones at once, long ones as far as they have been read.

    Parameters
    ----------
    recording : Recording
    parent : QObject, optional
    prepare : callable
        Called with each page that was read ahead, in the thread that read it.
    reduces_night : bool
        Whether the night is reduced as a whole once nobody waits.

    Signals
    -------
    arrived()
        There is more of the page asked for last.
    failed(str)
        A sentence: it could not be read.
    """

    arrived = Signal()
    failed = Signal(object)

    def __init__(
        self,
        recording: Recording,
        parent: QObject | None = None,
        prepare: Callable[[Page], object] = lambda page: None,
        *,
        reduces_night: bool = True,
    ) -> None:
        super().__init__(parent)
        self._recording = recording
        self._reduces_night = reduces_night
        self.reader = PageReader(recording)
        self._ahead = PagesAhead(recording, self.reader, prepare, self)
        self._extremes = Extremes()
        self._night = NightExtremes(recording, _cache())
        self._reduction = NightReduction(recording, self._extremes, self._night, self)
        self._reduction.advanced.connect(self._take_more)
        self._reduction.failed.connect(self._take_failure_of_night)
        self._reduction.finished.connect(self._take_night)
        self._numbers: dict[Filtered, int] = {}
        self._asked: tuple[object, ...] = ()
        self._latest: tuple[int, ...] = ()
        self._filtered: list[Filtered] = []
        self._shown: tuple[int, ...] = ()
        self._wanted: _WantedTiles | None = None
        self._next: _WantedTiles | None = None
        self._loading: _WantedTiles | None = None
        self._unreadable: _WantedTiles | None = None
        self._task = TaskSlot(self)
        self._task.progressed.connect(self._take)
        self._task.failed.connect(self._take_failure)
        self._task.ended.connect(self._finish)
        self._redraw = QTimer(self, interval=REDRAW_MS, singleShot=True)
        self._redraw.timeout.connect(self._draw_due)
        self._is_due = False
        self._later = QTimer(self, interval=LATER_MS, singleShot=True)
        self._later.timeout.connect(self._reduce_later)

    def page(
        self, traces: Sequence[Derivation], bands: Sequence[DisplayBand], start_s: float, span: PageSpan
    ) -> Page:
        """Return what there is of a page; the rest of a long one is begun to be read.

        Raises
        ------
        RecordingError
            If a short page can no longer be read; of a long one ``failed`` tells.
        """
        self._wanted = self._next = None
        self._shown = self._numbers_of(traces, bands)
        self._reduction.is_urgent = False
        self._reduction.hold()
        self._later.start()
        if not is_heavy(self._recording, traces, span):
            self._begin()
            return self.reader.page(traces, bands, start_s, span)
        self._wanted = self._want(traces, bands, start_s, span)
        if self._is_whole(self._wanted) and self._missing(self._wanted):
            self._reduction.recall(self._numbered(), RECALL_S)
        page = self._assemble(self._wanted, start_s, span)
        self._begin()
        return page

    def read_ahead(
        self, traces: Sequence[Derivation], bands: Sequence[DisplayBand], start_s: float, span: PageSpan
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
        self, traces: Sequence[Derivation], bands: Sequence[DisplayBand], start_s: float, span: PageSpan
    ) -> _WantedTiles:
        first = int((start_s - span.margin_s) // TILE_S)
        stop = -int(-(start_s + span.page_s + span.margin_s) // TILE_S)
        return _WantedTiles(self._numbers_of(traces, bands), level_of(span), range(first, stop))

    def _numbers_of(self, traces: Sequence[Derivation], bands: Sequence[DisplayBand]) -> tuple[int, ...]:
        asked = (self._recording.channels, tuple(traces), tuple(bands))
        if asked != self._asked:
            scale_of = self._recording.scale_of
            pairs = zip(traces, bands, strict=True)
            self._latest = tuple(
                self._number(Filtered(trace, band, scale_of(trace))) for trace, band in pairs
            )
            self._asked = asked
        return self._latest

    def _number(self, filtered: Filtered) -> int:
        """Number of a trace as filtered: thousands of keys of a page are made and compared by it."""
        if filtered not in self._numbers:
            self._filtered.append(filtered)
            self._numbers[filtered] = len(self._filtered) - 1
        return self._numbers[filtered]

    def stop(self) -> None:
        """Stop reading, and wait until nothing reads the recording any more."""
        self._wanted = self._next = None
        self._redraw.stop()
        self._later.stop()
        self._ahead.stop()
        self._reduction.stop()
        self._task.stop()

    def _assemble(self, wanted: _WantedTiles, start_s: float, span: PageSpan) -> Page:
        bin_s = BINS_S[wanted.level]
        n_bins = round(TILE_S / bin_s)
        nothing = np.full((n_bins, 2), np.nan, np.float32)
        first_s = wanted.tiles.start * TILE_S - start_s
        times = (first_s + (np.arange(2 * n_bins * len(wanted.tiles)) + 0.5) * bin_s / 2).astype(np.float32)
        inside = slice(*np.searchsorted(times, (-span.margin_s, span.page_s + span.margin_s)))
        # Asked before the values are taken: what another thread reads meanwhile is not left blank unmarked.
        unread_s = _stretches(self._missing(wanted), start_s)
        values = []
        for number in wanted.numbers:
            kept = self._extremes.get(wanted.level, [(number, tile) for tile in wanted.tiles])
            parts = [nothing if part is None else part for part in kept]
            values.append(np.concatenate(parts).ravel()[inside])
        return Page(start_s, [times[inside]] * len(values), values, reduced=True, unread_s=unread_s)

    def _missing(self, wanted: _WantedTiles | None) -> list[int]:
        if wanted is None or wanted == self._unreadable:
            return []
        lacks, level = self._extremes.lacks, wanted.level
        return [tile for tile in wanted.tiles if any(lacks(level, key) for key in wanted.keys(tile))]

    def _begin(self) -> None:
        """Read what is missing of the page, then of the next; what else is being read is given up."""
        wanted, tiles = self._wanted, self._missing(self._wanted)
        if tiles and self._is_whole(wanted):
            wanted, tiles = None, []
            self._reduction.is_urgent = True
            self._reduction.want(self._numbered())
        elif not tiles:
            wanted, tiles = self._next, self._missing(self._next)
        if self._task.is_busy:
            if wanted != self._loading:
                self._task.cancel()
            return
        if wanted is None or not tiles:
            return
        self._reduction.is_paused = True
        self._loading = wanted
        work = partial(self._read, wanted, tiles)
        self._task.start(translate("Page", "Reading the page"), work, Task.Priority.LowPriority)

    def _read(
        self,
        wanted: _WantedTiles,
        tiles: Sequence[int],
        progress: Callable[[float], None],
        cancelled: Callable[[], bool],
    ) -> None:
        """Read stretches one after the other, each trace that lacks; runs in a thread of its own."""
        for done, tile in enumerate(tiles, 1):
            lacking = [key for key in wanted.keys(tile) if not self._recall(wanted.level, key)]
            traces = [self._filtered[number].trace for number, _ in lacking]
            bands = [self._filtered[number].band for number, _ in lacking]
            shown = read_filtered(self._recording, traces, bands, tile * TILE_S, TILE_S)
            for key, trace, values in zip(lacking, traces, shown, strict=True):
                rate_hz = self._recording.rate_of(trace)
                self._extremes.put(key, extremes(values, rate_hz, BINS_S[0], FINE_BINS))
                if cancelled():
                    return
            progress(done / len(tiles))

    def _recall(self, level: int, key: Key) -> bool:
        """Whether a stretch is there, or was kept when the night was open before."""
        if not self._extremes.lacks(level, key):
            return True
        pairs = self._night.fine(self._filtered[key[0]], key[1])
        if pairs is not None:
            self._extremes.put(key, pairs)
        return pairs is not None

    def _numbered(self) -> dict[int, Filtered]:
        return {number: self._filtered[number] for number in self._shown}

    def _is_whole(self, wanted: _WantedTiles | None) -> bool:
        """Whether a page is that of the whole night, drawn from bins that are kept of all of it."""
        return wanted is not None and wanted.level > 0 and len(wanted.tiles) >= self._night.shape.n_stretches

    def _reduce_later(self) -> None:
        """Reduce the night as it is shown."""
        recording, span = self._recording, PageSpan(self._recording.duration_s, whole_night=True)
        traces = [self._filtered[number].trace for number in self._shown]
        is_long = self._reduces_night and level_of(span) > 0 and is_heavy(recording, traces, span)
        if is_long and recording.duration_s <= LONG_S and not self._reduction.reduced >= set(self._shown):
            self._reduction.want(self._numbered())

    def _take_more(self) -> None:
        if self._is_whole(self._wanted):
            self._draw_soon()

    def _draw_soon(self) -> None:
        """Have what has come drawn: at once, or with what comes soon after it has been drawn last."""
        self._is_due = True
        if not self._redraw.isActive():
            self._draw_due()

    def _draw_due(self) -> None:
        if self._is_due:
            self._is_due = False
            began = time.monotonic()
            self.arrived.emit()
            self._redraw.start(max(REDRAW_MS, round(1e3 * DRAWING * (time.monotonic() - began))))

    def _take_night(self) -> None:
        if self._is_whole(self._wanted):
            if self._missing(self._wanted):
                self._unreadable = self._wanted
            self._redraw.stop()
            self.arrived.emit()

    def _take_failure_of_night(self, sentence: str) -> None:
        if self._is_whole(self._wanted):
            self._unreadable = self._wanted
            self.failed.emit(sentence)

    def _take(self, done: float) -> None:
        if done == 1.0 and self._missing(self._loading):
            self._unreadable = self._loading  # more than is kept at once: not to be read for ever
        if self._loading == self._wanted:
            self._draw_soon()

    def _take_failure(self, sentence: str) -> None:
        if self._loading != self._wanted:
            self._next = None  # it is said when it is wanted
            return
        self._unreadable = self._loading
        self.failed.emit(sentence)

    def _finish(self) -> None:
        self._loading = None
        self._reduction.is_paused = False
        self._begin()


def _stretches(tiles: Sequence[int], start_s: float) -> tuple[tuple[float, float], ...]:
    """Where tiles lie on a page, those that follow each other as one."""
    stretches: list[tuple[float, float]] = []
    for tile in tiles:
        begin = tile * TILE_S - start_s
        if stretches and stretches[-1][1] == begin:
            begin = stretches.pop()[0]
        stretches.append((begin, (tile + 1) * TILE_S - start_s))
    return tuple(stretches)
