"""Recordings that each break one rule of EDF, and what is truly in them."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from edf_files import EdfFile, Signal, keeper, microvolts, ramp

RATE, SECONDS = 50, 60


@dataclass(frozen=True)
class Made:
    """A file, and the physical values of its first signal on the time axis (NaN in gaps).

    ``values`` is None where the file holds nothing that could be shown.
    """

    name: str
    write: Callable[[Path], Path]
    values: NDArray[np.float64] | None
    ending: str = ".edf"


def digital() -> NDArray[np.int64]:
    return ramp(SECONDS, RATE)


def plain(**changes: object) -> EdfFile:
    return EdfFile([Signal(digital(), RATE)], **changes)  # type: ignore[arg-type]


def signal(**changes: object) -> EdfFile:
    return EdfFile([Signal(digital(), RATE, **changes)])  # type: ignore[arg-type]


def records(seconds: str, n: int) -> EdfFile:
    return EdfFile([Signal(digital(), RATE * SECONDS // n)], record_seconds=seconds)


def plus(onsets: list[str], n_annotations: int = 1, tal: bytes = b"", **changes: object) -> EdfFile:
    tals = [keeper(onset, tal if i == 3 else b"") for i, onset in enumerate(onsets)]
    notes = [Signal(tals, 40 + len(tal) // 2, "EDF Annotations", physical_min="-1", physical_max="1")]
    more = [Signal([b""] * SECONDS, 8, "EDF Annotations", physical_min="-1", physical_max="1")]
    signals = [Signal(digital(), RATE), *notes, *more * (n_annotations - 1)]
    return EdfFile(signals, **({"reserved": "EDF+C"} | changes))  # type: ignore[arg-type]


def onsets(shift: float = 0.0) -> list[str]:
    return [f"+{i + shift:g}" for i in range(SECONDS)]


def with_gap() -> tuple[EdfFile, NDArray[np.float64]]:
    true = microvolts(digital())
    times = [f"+{i if i < 20 else i + 10}" for i in range(SECONDS)]
    values = np.concatenate([true[: 20 * RATE], np.full(10 * RATE, np.nan), true[20 * RATE :]])
    return plus(times, reserved="EDF+D"), values


def truncated(path: Path) -> Path:
    plain().write(path)
    path.write_bytes(path.read_bytes()[: -RATE - 7])
    return path


def text(content: bytes) -> Callable[[Path], Path]:
    def write(path: Path) -> Path:
        path.write_bytes(content)
        return path

    return write


def folder(path: Path) -> Path:
    path.mkdir()
    return path


def made() -> list[Made]:
    """Every variant."""
    true = microvolts(digital())
    gap, gap_values = with_gap()
    raw24 = digital() * 250
    bdf = EdfFile([Signal(raw24, RATE, digital_min="-8388608", digital_max="8388607")], bdf=True)
    bdf_plus = EdfFile(bdf.signals, bdf=True, reserved="EDF+C")
    true24 = microvolts(raw24, bits=24)
    mixed = EdfFile([Signal(digital(), RATE), Signal(ramp(SECONDS, 512), 512), Signal(ramp(SECONDS, 1), 1)])
    twice = EdfFile([Signal(digital(), RATE), Signal(digital() // 2, RATE)])
    return [
        Made("sound EDF", plain().write, true),
        Made("EDF+D with a gap", gap.write, gap_values),
        Made("mixed rates, 1 to 512 Hz", mixed.write, true),
        Made("record count -1", plain(said_records="-1").write, true),
        Made("record count too high", plain(said_records="90").write, true),
        Made("record count too low", plain(said_records="30").write, true),
        Made("truncated last record", truncated, true[:-RATE]),
        Made("header length wrong", plain(header_patches={184: b"999     "}).write, true),
        Made("trailing bytes", plain(tail=b"\0" * 7).write, true),
        Made("duplicate labels", twice.write, true),
        Made("inverted physical range", signal(physical_min="500", physical_max="-500").write, -true),
        Made("inverted digital range", signal(digital_min="32767", digital_max="-32768").write, -true),
        Made("physical minimum = maximum", signal(physical_max="-500").write, digital().astype(float)),
        Made("decimal comma", signal(physical_min="-500,0", physical_max="500,0").write, true),
        Made("NUL-padded numbers", signal(physical_min=b"-500\0\0\0\0").write, true),
        Made("Latin-1 unit and label", signal(unit=b"\xb5V", label=b"Imp\xe9dance").write, true),
        Made("UTF-8 unit and label", signal(unit="µV".encode(), label="Impédance".encode()).write, true),
        Made("date 00.00.00", plain(date="00.00.00", recording="X").write, true),
        Made("records of 0.1 s", records("0.1", 600).write, true),
        Made("records of 60 s", records("60", 1).write, true),
        Made("15 annotation signals", plus(onsets(), 15).write, true),
        Made("a TAL of 20,000 bytes", plus(onsets(), 1, b"+3\x14" + b"x" * 20_000 + b"\x14\0").write, true),
        Made("sub-second start", plus(onsets(0.25)).write, true),
        Made("BDF, 24 bit", bdf.write, true24, ".bdf"),
        Made("BDF that calls itself EDF+C", bdf_plus.write, true24, ".bdf"),
        Made("no data record", EdfFile([Signal(digital()[:0], RATE)]).write, None),
        Made("annotations only", EdfFile([Signal([keeper("+0")], 40, "EDF Annotations")]).write, None),
        Made("0 bytes", text(b""), None),
        Made("a Git LFS pointer", text(b"version https://git-lfs.github.com/spec/v1\noid sha256:0\n"), None),
        Made("EyeLink", text(b"SR_RESEARCH_COMB_FILE" + b"\0" * 600), None),
        Made("ESRF", text(b"{\nHeaderID = EH:000001 ;\n" + b" " * 600 + b"}\n"), None),
        Made("GDF called EDF", text(b"GDF 2.20" + b" " * 600), None),
        Made("a folder", folder, None),
    ]
