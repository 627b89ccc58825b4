"""Extremes of whole nights, kept in the user's cache folder.

A trace of a night, as filtered, is a file. Its name is a hash of what the extremes depend on; in it are that
hash, and the smallest and largest value of each bin of time: fine bins, stretch by stretch with a checksum
each, then coarser ones of the whole night. What does not fit its checksum is no extreme: the file is removed,
and the night is reduced again. Nothing is lost with the folder.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from sleepscorer.atomic import remove_left_behind, write_atomically
from sleepscorer.signals.resampling import merged

Pairs = NDArray[np.float32]

MOST_BYTES = 512 << 20
"""Size of the folder beyond which the files used longest ago are removed."""
SUFFIX = ".extremes"
_HEADER = struct.Struct("<8s32sIII")
_MAGIC = b"extreme1"
_CHECKSUM = struct.Struct("<I")
_VALUE_BYTES = 4


@dataclass(frozen=True)
class Shape:
    """Numbers of bins.

    Attributes
    ----------
    n_stretches : int
        Stretches of a night.
    n_bins : int
        Fine bins of a stretch.
    together : int
        Fine bins of a coarse one.
    """

    n_stretches: int
    n_bins: int
    together: int

    @property
    def stretch_bytes(self) -> int:
        """Size of the fine bins of a stretch."""
        return 2 * _VALUE_BYTES * self.n_bins

    @property
    def file_bytes(self) -> int:
        """Size of a file."""
        stretch = self.stretch_bytes + _CHECKSUM.size + self.stretch_bytes // self.together
        return _HEADER.size + self.n_stretches * stretch + _CHECKSUM.size


class ExtremesCache:
    """Extremes of the nights opened last.

    Parameters
    ----------
    folder : Path
        Made where it is not there.
    most_bytes : int
    """

    def __init__(self, folder: Path, most_bytes: int = MOST_BYTES) -> None:
        self.folder = folder
        self._most_bytes = most_bytes

    def path_of(self, key: bytes) -> Path:
        """Return the file of a trace.

        Parameters
        ----------
        key : bytes, 32 of them
            Hash of what the extremes depend on.
        """
        return self.folder / f"{key.hex()[:40]}{SUFFIX}"

    def coarse(self, key: bytes, shape: Shape) -> Pairs | None:
        """Return the extremes of a night's coarse bins, shape (n, 2); None where they are not kept whole."""
        size = shape.n_stretches * shape.stretch_bytes // shape.together
        extremes = self._read(key, shape, shape.file_bytes - _CHECKSUM.size - size, size)
        if extremes is not None:
            with suppress(OSError):
                self.path_of(key).touch()  # the files used longest ago are removed first
        return extremes

    def fine(self, key: bytes, shape: Shape, stretch: int) -> Pairs | None:
        """Return the extremes of a stretch's fine bins, shape (n_bins, 2); None where not kept whole."""
        at = _HEADER.size + stretch * (shape.stretch_bytes + _CHECKSUM.size)
        return self._read(key, shape, at, shape.stretch_bytes)

    def _read(self, key: bytes, shape: Shape, at: int, size: int) -> Pairs | None:
        path = self.path_of(key)
        try:
            with path.open("rb") as file:
                header, length = file.read(_HEADER.size), file.seek(0, 2)
                file.seek(at)
                data = file.read(size + _CHECKSUM.size)
        except OSError:
            return None
        if header == _header(key, shape) and length == shape.file_bytes:
            values, (checksum,) = data[:size], _CHECKSUM.unpack(data[size:])
            if zlib.crc32(values) == checksum:
                return np.frombuffer(values, "<f4").reshape(-1, 2)
        with suppress(OSError):
            path.unlink(missing_ok=True)
        return None

    def put(self, key: bytes, shape: Shape, stretches: Sequence[Pairs]) -> None:
        """Keep the extremes of a trace, from those of its fine bins, stretch by stretch.

        Raises
        ------
        OSError
            If the folder cannot be written.
        """
        coarse = np.concatenate([merged(pairs, shape.together) for pairs in stretches])
        parts = [_header(key, shape)]
        for pairs in (*stretches, coarse):
            values = np.ascontiguousarray(pairs, "<f4").tobytes()
            parts += [values, _CHECKSUM.pack(zlib.crc32(values))]
        self.make_folder()
        write_atomically(self.path_of(key), b"".join(parts))

    def make_folder(self) -> None:
        """Make the folder, for nobody else to read."""
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)

    def fits(self, n_traces: int, shape: Shape) -> bool:
        """Tell whether a night of so many traces leaves room for another one."""
        return n_traces * shape.file_bytes <= self._most_bytes // 2

    def make_room(self, wanted_bytes: int = 0) -> None:
        """Remove the files used longest ago, and what dead processes left, until there is so much room."""
        remove_left_behind(self.folder)
        files = []
        for path in self.folder.glob(f"*{SUFFIX}"):
            with suppress(OSError):  # another window may remove it meanwhile
                state = path.stat()
                files.append((state.st_mtime_ns, state.st_size, path))
        size = sum(file_bytes for _, file_bytes, _ in files)
        for _, file_bytes, path in sorted(files):
            if size + wanted_bytes <= self._most_bytes:
                break
            with suppress(OSError):
                path.unlink(missing_ok=True)
                size -= file_bytes


def _header(key: bytes, shape: Shape) -> bytes:
    return _HEADER.pack(_MAGIC, key, shape.n_stretches, shape.n_bins, shape.together)
