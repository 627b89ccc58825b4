"""The whole night reduced to its extremes, once, while nobody waits."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import partial
from typing import IO

import numpy as np
from PySide6.QtCore import QObject, Signal

from sleepscorer.gui.background.task import Task, TaskSlot
from sleepscorer.gui.i18n.translation import translate
from sleepscorer.gui.page.extremes import BINS_S, FINE_BINS, TILE_S, Extremes, Filtered, NightExtremes, Pairs
from sleepscorer.gui.page.pages import read_filtered
from sleepscorer.processors import for_each, n_cpus
from sleepscorer.recording import Recording
from sleepscorer.signals.resampling import extremes, merged

QUIET_S = 0.7
"""How long nothing is reduced after a page has been asked for."""
SLICE_S = 0.02

Numbered = Mapping[int, Filtered]
"""Traces as filtered, by their numbers."""


class NightReduction(QObject):
    """Reduces a recording in a thread of its own, and keeps what it gives for when it is opened again.

    Parameters
    ----------
    recording : Recording
    kept : Extremes
        What is reduced is put there, but for the finest bins.
    night : NightExtremes
        Where all of it is kept.
    parent : QObject, optional

    Signals
    -------
    advanced()
        There is more in ``kept``.
    failed(str)
        A sentence: the recording cannot be read.
    finished()
        Nothing is reduced any more.
    """

    advanced = Signal()
    failed = Signal(object)
    finished = Signal()

    def __init__(
        self, recording: Recording, kept: Extremes, night: NightExtremes, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._recording = recording
        self._kept = kept
        self._night = night
        self._quiet_until = 0.0
        self._wanted: dict[int, Filtered] = {}
        self._reducing: Numbered = {}
        self._looked_for: set[int] = set()
        self._task = TaskSlot(self)
        self._task.progressed.connect(lambda done: self.advanced.emit())
        self._task.failed.connect(self.failed)
        self._task.ended.connect(self._finish)
        self.reduced: frozenset[int] = frozenset()
        self.is_urgent = False
        self.is_paused = False

    @property
    def is_running(self) -> bool:
        """Whether the night is being reduced."""
        return self._task.is_busy

    def hold(self) -> None:
        """Leave the processor to the page that has been asked for."""
        self._quiet_until = time.monotonic() + QUIET_S

    def want(self, numbered: Numbered) -> None:
        """Reduce traces; others that are being reduced are given up for them."""
        if self._task.is_busy and numbered == self._wanted:
            return
        self._wanted = dict(numbered)
        if self._task.cancel():
            return
        self._reducing = dict(numbered)
        work = partial(self._work, self._reducing)
        self._task.start(translate("Page", "Reading the page"), work, Task.Priority.LowestPriority)

    def recall(self, numbered: Numbered, longest_s: float) -> None:
        """Take what was kept of traces when the night was open before, while the window waits.

        Each trace is looked for once; those that are not reached in time are left to :meth:`want`.
        """
        end = time.monotonic() + longest_s
        for number, filtered in numbered.items():
            if time.monotonic() > end:
                return
            if number not in self._looked_for:
                self._looked_for.add(number)
                self._recall(number, filtered)

    def stop(self) -> None:
        """Stop, and wait until nothing reads the recording any more."""
        self._task.stop()

    def _finish(self) -> None:
        self.reduced = frozenset(self._reducing)
        if self._wanted != self._reducing:
            self.want(self._wanted)
        else:
            self.finished.emit()

    def _work(
        self, numbered: Numbered, progress: Callable[[float], None], cancelled: Callable[[], bool]
    ) -> None:
        lacking = {
            number: filtered for number, filtered in numbered.items() if not self._recall(number, filtered)
        }
        if len(lacking) < len(numbered):
            progress(0.0)
        if not lacking:
            return
        with _Scratch(self._night, self._night.is_kept(len(numbered))) as scratch:
            if self._reduce(lacking, scratch, progress, cancelled):
                scratch.keep(lacking)

    def _recall(self, number: int, filtered: Filtered) -> bool:
        pairs = self._night.coarse(filtered)
        if pairs is not None:
            self._kept.put_night(number, pairs)
        return pairs is not None

    def _reduce(
        self,
        numbered: Numbered,
        scratch: _Scratch,
        progress: Callable[[float], None],
        cancelled: Callable[[], bool],
    ) -> bool:
        """Reduce stretch by stretch; several at a time, on all processors, while somebody waits for them."""
        lacking, n_tiles = spread_out(self._night.shape.n_stretches), self._night.shape.n_stretches
        is_first = True
        while lacking:
            threads = n_cpus() if self.is_urgent else 1
            n_now = 1 if is_first else threads
            tiles, lacking = lacking[:n_now], lacking[n_now:]
            if is_first:
                is_first, results = False, [self._reduce_together(numbered, tiles[0], threads, cancelled)]
            else:
                results = for_each(partial(self._reduce_tile, numbered, cancelled=cancelled), tiles, threads)
            for tile, reduced in zip(tiles, results, strict=True):
                if reduced is None:
                    return False
                for index, (number, finest) in enumerate(zip(numbered, reduced, strict=True)):
                    self._kept.put((number, tile), merged(finest, self._night.shape.together), 1)
                    scratch.put(tile * len(reduced) + index, finest)
            progress(1 - len(lacking) / n_tiles)
        return True

    def _reduce_together(
        self, numbered: Numbered, tile: int, threads: int, cancelled: Callable[[], bool]
    ) -> list[Pairs] | None:
        """Reduce one stretch, its traces shared out: there is a picture as soon as can be."""
        traces, each = list(numbered.items()), -(-len(numbered) // threads)
        shares = [dict(traces[first : first + each]) for first in range(0, len(traces), each)]
        work = partial(self._reduce_tile, tile=tile, cancelled=cancelled)
        reduced: list[Pairs] = []
        for share in for_each(work, shares, threads):
            if share is None:
                return None
            reduced += share
        return reduced

    def _reduce_tile(
        self, numbered: Numbered, tile: int, *, cancelled: Callable[[], bool]
    ) -> list[Pairs] | None:
        """Return the finest bins of each trace of a stretch; None where something else is to be done."""
        traces = [filtered.trace for filtered in numbered.values()]
        bands = [filtered.band for filtered in numbered.values()]
        self._wait(cancelled)
        reduced = []
        for trace, values in zip(
            traces, read_filtered(self._recording, traces, bands, tile * TILE_S, TILE_S), strict=True
        ):
            reduced.append(extremes(values, self._recording.rate_of(trace), BINS_S[0], FINE_BINS))
            self._wait(cancelled)
            if cancelled():
                return None
        return reduced

    def _wait(self, cancelled: Callable[[], bool]) -> None:
        while not cancelled() and (
            self.is_paused or (not self.is_urgent and time.monotonic() < self._quiet_until)
        ):
            time.sleep(SLICE_S)


def spread_out(count: int) -> list[int]:
    """Return numbers from 0 in an order in which those that came first lie evenly apart, at any time."""
    bits = max(count - 1, 0).bit_length()
    return sorted(range(count), key=lambda number: f"{number:0{bits}b}"[::-1])


class _Scratch:
    """Stretches reduced so far; a disk that is full or not to be written only costs the time again.

    Parameters
    ----------
    night : NightExtremes
    is_kept : bool
        Whether anything is to be kept.
    """

    def __init__(self, night: NightExtremes, is_kept: bool) -> None:
        self._night = night
        self._file: IO[bytes] | None = None
        if is_kept:
            with suppress(OSError):
                self._file = night.scratch()

    def __enter__(self) -> _Scratch:
        return self

    def __exit__(self, *error: object) -> None:
        self._give_up()

    def _give_up(self) -> None:
        file, self._file = self._file, None
        if file is not None:
            with suppress(OSError):
                file.close()

    def put(self, index: int, pairs: Pairs) -> None:
        """Store a reduced stretch of a trace; the traces of a stretch follow each other."""
        if self._file is not None:
            try:
                self._file.seek(index * pairs.nbytes)
                self._file.write(pairs.tobytes())
            except OSError:
                self._give_up()

    def keep(self, numbered: Numbered) -> None:
        """Keep each trace, all stretches of which have been put in."""
        file, shape = self._file, self._night.shape
        if file is None:
            return
        with suppress(OSError):
            for index, filtered in enumerate(numbered.values()):
                stretches = range(index, index + shape.n_stretches * len(numbered), len(numbered))
                self._night.put(filtered, [_pairs_at(file, at, shape.stretch_bytes) for at in stretches])


def _pairs_at(file: IO[bytes], index: int, size: int) -> Pairs:
    file.seek(index * size)
    return np.frombuffer(file.read(size), np.float32).reshape(-1, 2)
