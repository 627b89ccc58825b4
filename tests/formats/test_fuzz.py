"""Spoilt recordings and hypnograms: opened, or refused in one sentence, within two seconds."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from edf_files import EdfFile, Signal, keeper, ramp
from fuzzing import NUMBERS, TALS, TOKENS, try_all

from sleepscorer.formats import read_hypnogram
from sleepscorer.recording import open_recording

resource = pytest.importorskip("resource", reason="this system does not tell its peak memory")
GOLDEN = Path(__file__).parent / "golden"
MOST_BYTES = 150_000
MOST_KIB = 512 * 1024


def made(folder: Path) -> list[Path]:
    notes = [keeper(f"+{i if i < 9 else i + 5}", b"+3\x1530\x14Sleep stage N2\x14\0") for i in range(40)]
    plus = [Signal(ramp(40, 20), 20), Signal(notes, 60, "EDF Annotations", physical_min="-1")]
    return [
        EdfFile(plus, reserved="EDF+D").write(folder / "d.edf"),
        EdfFile(plus, reserved="EDF+C").write(folder / "c.edf"),
        EdfFile([Signal(ramp(40, 20) * 99, 20)], bdf=True).write(folder / "b.bdf"),
    ]


def seeds(folder: Path, data_folder: Path | None) -> list[tuple[str, bytes]]:
    real = sorted((data_folder / "odd-edf").glob("*.[eb]df")) if data_folder else []
    return [(path.name, path.read_bytes()[:MOST_BYTES]) for path in [*made(folder), *real]]


def read_recording(path: Path) -> None:
    """What the window does first."""
    recording = open_recording(path)
    try:
        assert recording.n_epochs >= 0
        assert recording.duration_s > 0
        for start_s in (0.0, recording.duration_s / 2):
            pages = recording.read_many([c.index for c in recording.channels][:20], start_s, 30)
            assert all(page.dtype == np.float32 for page in pages)
        recording.annotations()
        recording.clock(recording.duration_s)
        assert recording.traces is not None
        assert recording.fingerprint
    finally:
        recording.close()


def check_memory(before: int) -> None:
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < MOST_KIB


def test_a_few_hundred_spoilt_recordings(tmp_path: Path) -> None:
    opened, refused = try_all(seeds(tmp_path, None), 300, read_recording, tmp_path, pieces=NUMBERS + TALS)
    assert opened > 10
    assert refused > 10


def test_a_few_hundred_spoilt_hypnograms(tmp_path: Path) -> None:
    known = [(path.name, path.read_bytes()) for path in sorted(GOLDEN.iterdir())]
    pieces = TOKENS + TALS + NUMBERS
    opened, refused = try_all(known, 400, read_hypnogram, tmp_path, pieces=pieces, opening=900)
    assert opened > 10
    assert refused > 10


@pytest.mark.slow
@pytest.mark.parametrize("read", [read_recording, read_hypnogram])
def test_ten_thousand_spoilt_recordings(read, tmp_path: Path, data_folder: Path) -> None:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    known = seeds(tmp_path, data_folder)
    opened, refused = try_all(known, 10_000, read, tmp_path, pieces=NUMBERS + TALS)
    print(f"10,000 tries: {opened} opened, {refused} refused, 0 crashes")
    check_memory(before)


@pytest.mark.slow
def test_ten_thousand_spoilt_hypnograms(tmp_path: Path) -> None:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    known = [(path.name, path.read_bytes()) for path in sorted(GOLDEN.iterdir())]
    pieces = TOKENS + TALS + NUMBERS
    opened, refused = try_all(known, 10_000, read_hypnogram, tmp_path, pieces=pieces, opening=900)
    print(f"10,000 tries: {opened} opened, {refused} refused, 0 crashes")
    check_memory(before)
