"""The night that every sibling holds, and how files of it are made."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from edf_files import EdfFile, Signal, keeper, ramp

from sleepscorer.scoring import EventKind

START = datetime(2021, 5, 4, 22)
RUNS = (("W", 4), ("N1", 2), ("N2", 10), ("N3", 8), ("R", 6), ("W", 2))
EPOCHS = [name for name, count in RUNS for _ in range(count)]
TRUTH = "".join(name[-1] for name in EPOCHS)
SIGNS = "?W123R"


@dataclass(frozen=True)
class Sibling:
    """A file of a kind, with what is right of it, or the cause of its refusal."""

    kind: int
    name: str
    file: str
    content: bytes
    right: str = TRUTH
    lights: tuple[float | None, float | None] | None = None
    kinds: tuple[tuple[EventKind, int], ...] | None = None


def spans() -> list[tuple[int, int, str]]:
    """Onset and length in seconds, and stage, of each run."""
    out, at = [], 0
    for name, count in RUNS:
        out.append((at, count * 30, name))
        at += count * 30
    return out


def table(
    names: Sequence[str], rows: Sequence[Sequence[object]], mark: str = ",", end: str = "\n", above: str = ""
) -> bytes:
    """Bytes of a table."""
    lines = [mark.join(names), *(mark.join(str(cell) for cell in row) for row in rows)]
    return (above + end.join(lines) + end).encode()


def clock(seconds: float, form: str = "%H:%M:%S") -> str:
    """Clock time that many seconds into the night."""
    return (START + timedelta(seconds=seconds)).strftime(form)


def edf(
    tals: Callable[[int], bytes],
    *,
    patient: str = "X X X X",
    width: int = 240,
    label: str = "EDF Annotations",
) -> bytes:
    """Bytes of an EDF+ file of 32 records of 30 s with these annotations in each."""
    records = [keeper(f"+{30 * n}") + tals(n) for n in range(32)]
    texts = Signal(records, width, label, "", "-1", "1")
    file = EdfFile(
        [Signal(ramp(32, 30), 30, "EEG C4-M1"), texts],
        record_seconds="30",
        reserved="EDF+C",
        patient=patient,
        recording="Startdate 04-MAY-2021 X X X",
        date="04.05.21",
        time="22.00.00",
    )
    return file.header() + file.data()


def named(words: dict[str, str]) -> Callable[[int], bytes]:
    """TAL of each epoch with these words."""
    return lambda n: f"+{30 * n}\x1530\x14{words[EPOCHS[n]]}\x14\0".encode()


def each(**words: str) -> dict[str, str]:
    """Words of a night by W, N1, N2, N3 and R."""
    return words


def of_epochs(form: Callable[[int, str], bytes], more: dict[int, bytes] | None = None) -> bytes:
    """Bytes of an EDF+ file of which each epoch's annotations are written so."""
    return edf(lambda n: form(n, EPOCHS[n]) + (more or {}).get(n, b""))


def std(n: int, stage: str, duration: str = "30") -> bytes:
    """TAL of a standard text."""
    return f"+{30 * n}\x15{duration}\x14Sleep stage {stage}\x14\0".encode()
