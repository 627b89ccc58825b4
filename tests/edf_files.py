"""EDF and BDF files made byte by byte, so that each can break exactly one rule."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

BDF_MAGIC = b"\xffBIOSEMI"


@dataclass
class Signal:
    """One signal; ``digital`` holds all its samples, or the raw bytes of each record's annotations."""

    digital: NDArray[np.int64] | list[bytes]
    samples_per_record: int
    label: str | bytes = "EEG Fpz-Cz"
    unit: str | bytes = "uV"
    physical_min: str | bytes = "-500"
    physical_max: str | bytes = "500"
    digital_min: str | bytes = "-32768"
    digital_max: str | bytes = "32767"

    def record(self, index: int, width: int) -> bytes:
        """Bytes of this signal in one data record."""
        if isinstance(self.digital, list):
            return self.digital[index].ljust(self.samples_per_record * width, b"\0")
        n = self.samples_per_record
        values = self.digital[index * n : (index + 1) * n].astype("<i4")
        return values.view(np.uint8).reshape(-1, 4)[:, :width].tobytes()


@dataclass
class EdfFile:
    """A whole file; every field of the header can be given as it shall stand there."""

    signals: Sequence[Signal]
    record_seconds: str | bytes = "1"
    reserved: str = ""
    patient: str = "X X X X"
    recording: str = "Startdate 02-MAR-2020 X X Embla_N7000"
    date: str = "02.03.20"
    time: str = "22.30.00"
    said_records: str | bytes | None = None
    bdf: bool = False
    tail: bytes = b""
    header_patches: dict[int, bytes] = field(default_factory=dict)

    @property
    def n_records(self) -> int:
        """Whole data records."""
        first = self.signals[0]
        return len(first.digital) // (1 if isinstance(first.digital, list) else first.samples_per_record)

    def header(self) -> bytes:
        """Bytes of the header."""
        said = str(self.n_records) if self.said_records is None else self.said_records
        size = str(256 * (1 + len(self.signals)))
        fixed = BDF_MAGIC if self.bdf else b"0".ljust(8)
        for value, width in (
            (self.patient, 80),
            (self.recording, 80),
            (self.date, 8),
            (self.time, 8),
            (size, 8),
            (self.reserved, 44),
            (said, 8),
            (self.record_seconds, 8),
            (str(len(self.signals)), 4),
        ):
            fixed += _field(value, width)
        for name, width in (
            ("label", 16),
            ("transducer", 80),
            ("unit", 8),
            ("physical_min", 8),
            ("physical_max", 8),
            ("digital_min", 8),
            ("digital_max", 8),
            ("prefiltering", 80),
            ("samples_per_record", 8),
            ("reserved", 32),
        ):
            fixed += b"".join(_field(getattr(signal, name, ""), width) for signal in self.signals)
        raw = bytearray(fixed)
        for place, patch in self.header_patches.items():
            raw[place : place + len(patch)] = patch
        return bytes(raw)

    def data(self) -> bytes:
        """Bytes of the data records."""
        width = 3 if self.bdf else 2
        return b"".join(signal.record(i, width) for i in range(self.n_records) for signal in self.signals)

    def write(self, path: Path) -> Path:
        """Write the file."""
        path.write_bytes(self.header() + self.data() + self.tail)
        return path


def _field(value: object, width: int) -> bytes:
    raw = value if isinstance(value, bytes) else str(value).encode("latin-1")
    assert len(raw) <= width, raw
    return raw.ljust(width)


def ramp(n_records: int, samples_per_record: int, step: int = 7) -> NDArray[np.int64]:
    """Digital samples that differ from one to the next and use the whole 16-bit range."""
    return (np.arange(n_records * samples_per_record) * step * 13) % 65_536 - 32_768


def microvolts(
    digital: NDArray[np.int64], low: float = -500, high: float = 500, bits: int = 16
) -> NDArray[np.float64]:
    """Physical values as EDF defines them."""
    digital_min, digital_max = -(2 ** (bits - 1)), 2 ** (bits - 1) - 1
    return (digital - digital_min) / (digital_max - digital_min) * (high - low) + low


def keeper(onset: str, *tals: bytes) -> bytes:
    """Annotation bytes of one record: its time-keeping TAL, then others."""
    return f"{onset}\x14\x14\0".encode() + b"".join(tals)
