"""Smallest and largest values of stretches of the night: in memory those used last, on disk whole nights."""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import astuple, dataclass
from itertools import pairwise
from tempfile import TemporaryFile
from threading import Lock
from typing import IO

import numpy as np
from numpy.typing import NDArray

from sleepscorer.channels import Derivation
from sleepscorer.gui.page.pages import DisplayBand
from sleepscorer.gui.page.span import PageSpan
from sleepscorer.recording import Recording
from sleepscorer.signals import filters
from sleepscorer.signals.resampling import merged
from sleepscorer.storage.extremes import ExtremesCache, Shape

TILE_S = 300.0
"""What is read in one go."""
BINS_S = (0.125, 1.0, 6.0, 60.0)
"""Lengths of the bins that are kept, each a whole number of the one before."""
LEAST_BINS = 3600
"""Bins that a page has at least, where there are fine enough ones: as many as a wide screen has pixels."""
KEPT_VALUES = 8_000_000
"""Values kept of each length of bin."""
FINE_BINS = round(TILE_S / BINS_S[0])
TOGETHER = tuple(round(longer / shorter) for shorter, longer in pairwise(BINS_S))

Key = tuple[int, int]
"""Number of a trace as filtered, and which stretch of the night."""
Pairs = NDArray[np.float32]


def level_of(span: PageSpan) -> int:
    """Return the place in ``BINS_S`` of the bins that a page is drawn from."""
    fine = [level for level, bin_s in enumerate(BINS_S) if span.whole_s / bin_s >= LEAST_BINS]
    return max(fine, default=0)


class Extremes:
    """Extremes of stretches of the night, the ones used last; safe to be used by two threads."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._levels: tuple[OrderedDict[Key, Pairs], ...] = tuple(OrderedDict() for _ in BINS_S)

    def put(self, key: Key, pairs: Pairs, level: int = 0) -> None:
        """Keep a stretch at a length of bin and all longer ones, from its extremes there, shape (n, 2)."""
        with self._lock:
            for longer in range(level, len(BINS_S)):
                if longer > level:
                    pairs = merged(pairs, TOGETHER[longer - 1])
                self._keep(longer, key, pairs)

    def put_night(self, number: int, pairs: Pairs) -> None:
        """Keep all stretches of a trace but for their finest bins, from the extremes of the second length."""
        for level in range(1, len(BINS_S)):
            if level > 1:
                pairs = merged(pairs, TOGETHER[level - 1])
            n_bins = round(TILE_S / BINS_S[level])
            with self._lock:
                for tile in range(len(pairs) // n_bins):
                    self._keep(level, (number, tile), pairs[tile * n_bins : (tile + 1) * n_bins])

    def _keep(self, level: int, key: Key, pairs: Pairs) -> None:
        kept = self._levels[level]
        kept[key] = pairs
        kept.move_to_end(key)
        while len(kept) * pairs.size > KEPT_VALUES:
            kept.popitem(last=False)

    def get(self, level: int, keys: Sequence[Key]) -> list[Pairs | None]:
        """Return the extremes of stretches; None where there are none."""
        kept = self._levels[level]
        with self._lock:
            for key in keys:
                if key in kept:
                    kept.move_to_end(key)
            return [kept.get(key) for key in keys]

    def lacks(self, level: int, key: Key) -> bool:
        """Tell whether there is nothing of a stretch."""
        return key not in self._levels[level]


@dataclass(frozen=True)
class Filtered:
    """A trace as the screen shows it.

    Attributes
    ----------
    trace : Derivation
    band : DisplayBand
    scale : tuple
        That of its channels, which may be corrected while the night is open.
    """

    trace: Derivation
    band: DisplayBand
    scale: tuple[tuple[float, float, str], ...]


class NightExtremes:
    """Extremes of one recording on disk.

    Parameters
    ----------
    recording : Recording
    cache : ExtremesCache
    """

    def __init__(self, recording: Recording, cache: ExtremesCache) -> None:
        self._recording = recording
        self._cache = cache
        n_tiles = -int(-recording.duration_s // TILE_S)
        self.shape = Shape(n_tiles, FINE_BINS, TOGETHER[0])

    def coarse(self, filtered: Filtered) -> Pairs | None:
        """Return the extremes of the bins of the second length, of the whole night."""
        key = self._key(filtered)
        return self._cache.coarse(key, self.shape) if key else None

    def fine(self, filtered: Filtered, tile: int) -> Pairs | None:
        """Return the extremes of the finest bins of a stretch."""
        key = self._key(filtered) if 0 <= tile < self.shape.n_stretches else None
        return self._cache.fine(key, self.shape, tile) if key else None

    def is_kept(self, n_traces: int) -> bool:
        """Tell whether a night of so many traces is kept at all."""
        return bool(self._recording.sample_files) and self._cache.fits(n_traces, self.shape)

    def scratch(self) -> IO[bytes]:
        """Open a file without a name for what is not complete yet.

        Raises
        ------
        OSError
            If the folder cannot be written.
        """
        self._cache.make_folder()
        return TemporaryFile(dir=self._cache.folder)

    def put(self, filtered: Filtered, tiles: Sequence[Pairs]) -> None:
        """Keep all stretches of a trace.

        Raises
        ------
        OSError
            If the folder cannot be written.
        """
        key = self._key(filtered)
        if key:
            self._cache.make_room(self.shape.file_bytes)
            self._cache.put(key, self.shape, tiles)

    def _key(self, filtered: Filtered) -> bytes | None:
        """Hash of what the extremes depend on; None where no file tells whether the samples have changed."""
        recording, trace = self._recording, filtered.trace
        try:
            states = [path.stat() for path in recording.sample_files]
        except OSError:
            return None
        if not states:
            return None
        depends_on = (
            recording.fingerprint,
            [(state.st_size, state.st_mtime_ns) for state in states],
            trace.channels,
            filtered.scale,
            recording.rate_of(trace),
            astuple(filtered.band),
            (filters.VERSION, TILE_S, BINS_S),
        )
        return hashlib.sha256(repr(depends_on).encode()).digest()
