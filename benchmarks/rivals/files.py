"""Recordings to measure on, made once: simulated, and long ones by repeating the records of a night."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

RATE_HZ = 256
NIGHT_H = 8
NUMBER_OF_RECORDS = slice(236, 244)
"""Where an EDF header says how many data records there are."""


def recording(folder: Path, hours: float, n_channels: int) -> Path:
    """A recording of a clinical montage at 256 Hz.

    Parameters
    ----------
    folder : Path
    hours : float
        A multiple of 8, or less than 8.
    n_channels : int
        The first of the montage, then copies.
    """
    path = folder / f"night-{hours:g}h-{n_channels}ch.edf"
    if hours > NIGHT_H:
        return _made(path, lambda part: _repeat(recording(folder, NIGHT_H, n_channels), hours, part))
    return _made(path, lambda part: _simulate(part, hours, n_channels))


def clinical_night(folder: Path) -> Path:
    """8 h of two EEGs, EOG and chin EMG at 256 Hz, as the simulation makes them."""

    def write(part: Path) -> None:
        from sleepscorer.simulation import simulate_night, write_edf

        names = ("C4-M1", "O2-M1", "E1-M2", "Chin1-Chin2")
        write_edf(simulate_night(2, NIGHT_H), part, rate_hz=RATE_HZ, labels=names)

    return _made(folder / "night-8h-4ch.edf", write)


def _made(path: Path, write: Callable[[Path], None]) -> Path:
    if not path.exists():
        print(f"writing {path.name}", file=sys.stderr, flush=True)
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_suffix(".part")
        write(part)
        part.replace(path)
    return path


def _simulate(path: Path, hours: float, n_channels: int) -> None:
    from sleepscorer.simulation import write_benchmark_edf

    write_benchmark_edf(path, hours=hours, n_channels=n_channels, rate_hz=RATE_HZ)


def _repeat(night: Path, hours: float, path: Path) -> None:
    """The records of a night again and again, under a header that says so."""
    content = night.read_bytes()
    header = bytearray(content[: int(content[184:192])])
    times = round(hours / NIGHT_H)
    count = int(content[NUMBER_OF_RECORDS]) * times
    header[NUMBER_OF_RECORDS] = f"{count:<8}".encode()
    with path.open("wb") as file:
        file.write(header)
        for _ in range(times):
            file.write(memoryview(content)[len(header) :])
