"""Times of data records in discontinuous files: every one counts, in whatever order the records stand."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from edf_files import EdfFile, Signal, keeper, ramp

from sleepscorer.errors import RecordingError
from sleepscorer.recording import Gap, open_recording
from sleepscorer.recording.base import Recording


def recording(onsets: list[float], path: Path) -> Recording:
    signals = [
        Signal(ramp(len(onsets), 50), 50),
        Signal([keeper(f"+{onset:g}") for onset in onsets], 40, "EDF Annotations", physical_min="-1"),
    ]
    return open_recording(EdfFile(signals, reserved="EDF+D").write(path))


def test_swapped_records_are_put_in_order(tmp_path: Path) -> None:
    order = [*range(49), 50, 49, *range(51, 100)]
    swapped = recording([float(second) for second in order], tmp_path / "n.edf")
    plain = recording([float(second) for second in range(100)], tmp_path / "p.edf")
    assert (swapped.gaps, swapped.duration_s) == ((), 100)
    seconds = swapped.read(0, 0, 100).reshape(100, 50)
    assert np.array_equal(seconds[np.array(order)], plain.read(0, 0, 100).reshape(100, 50))


def test_a_stretch_that_is_shifted_in_the_middle_is_placed_by_its_times(tmp_path: Path) -> None:
    onsets = [float(s if s < 30 else s + 10 if s < 60 else s + 20) for s in range(100)]
    assert recording(onsets, tmp_path / "n.edf").gaps == (Gap(30.0, 40.0), Gap(70.0, 80.0))


@pytest.mark.parametrize(
    ("onsets", "record", "starts"),
    [
        ([float(s) - 0.5 * (s > 40) for s in range(100)], 42, "40.5"),
        ([float(s) - 1.0 * (s > 40) for s in range(100)], 42, "40"),
        ([s * 0.5 for s in range(100)], 2, "0.5"),
        ([float(s + 5 * (30 < s < 60)) for s in range(100)], 61, "60"),
    ],
    ids=["half a record", "a whole record", "all", "shifted and back"],
)
def test_records_that_overlap_are_refused(
    onsets: list[float], record: int, starts: str, tmp_path: Path
) -> None:
    with pytest.raises(RecordingError, match=rf"overlap in time \(record {record} starts at {starts} s"):
        recording(onsets, tmp_path / "n.edf")
