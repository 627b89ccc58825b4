"""Files that call themselves continuous although their records say that time is missing."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from edf_files import EdfFile, Signal, keeper, ramp

from sleepscorer.edf.tal import encode_tal
from sleepscorer.recording import Gap, open_recording
from sleepscorer.recording.base import Recording


def recording(onsets: list[float], path: Path, *, event_s: float | None = None) -> Recording:
    event = b"" if event_s is None else encode_tal(event_s, 2.0, "Arousal")
    notes = [keeper(f"+{onset:g}", event if place == 5 else b"") for place, onset in enumerate(onsets)]
    signals = [
        Signal(ramp(len(onsets), 50), 50),
        Signal(notes, 100, "EDF Annotations", physical_min="-1"),
    ]
    return open_recording(EdfFile(signals, reserved="EDF+C").write(path))


def test_a_pause_that_the_header_denies_is_a_gap(tmp_path: Path) -> None:
    onsets = [float(second if second < 40 else second + 600) for second in range(100)]
    found = recording(onsets, tmp_path / "n.edf", event_s=650.0)
    assert found.gaps == (Gap(40.0, 640.0),)
    assert found.duration_s == 700
    assert "1 gap(s), 600 s" in found.warnings[-1]
    assert np.isnan(found.read(0, 60, 10)).all()
    late = found.read(0, 650, 1)
    assert np.array_equal(late, open_recording(tmp_path / "n.edf").read(0, 640, 11)[-50:])
    assert not np.isnan(late).any()
    assert found.annotations()[0].onset_s == 650


@pytest.mark.parametrize(
    "onsets",
    [
        [second * 1.004 for second in range(100)],
        [0.0] * 100,
        [float(second % 50) for second in range(100)],
        [second * 3.0 for second in range(400)],
    ],
    ids=["drift", "never", "begins again", "habit"],
)
def test_a_clock_that_makes_no_sense_is_not_believed(onsets: list[float], tmp_path: Path) -> None:
    found = recording(onsets, tmp_path / "n.edf")
    assert found.gaps == ()
    assert found.duration_s == len(onsets)


def test_a_pause_before_the_last_record_is_a_gap(tmp_path: Path) -> None:
    onsets = [*(float(second) for second in range(99)), 189.0]
    late = recording(onsets, tmp_path / "n.edf")
    assert (late.gaps, late.duration_s) == ((Gap(99.0, 189.0),), 190)
    assert "1 gap(s), 90 s" in late.warnings[-1]
