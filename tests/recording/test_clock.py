"""Starts of an EDF file that contradict each other are said."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from edf_files import EdfFile, Signal, keeper, ramp

from sleepscorer.recording import open_recording
from sleepscorer.recording.base import Recording


def recording(folder: Path, first_s: float = 0.0, **changes: str) -> Recording:
    notes = [keeper(f"{first_s + second:+g}") for second in range(30)]
    signals = [Signal(ramp(30, 100), 100), Signal(notes, 60, "EDF Annotations", physical_min="-1")]
    return open_recording(EdfFile(signals, reserved="EDF+C", **changes).write(folder / "n.edf"))


@pytest.mark.parametrize(
    ("first_s", "start", "span"),
    [
        (7200.0, datetime(2020, 3, 3, 0, 30), "2:00:00 after"),
        (-30.0, datetime(2020, 3, 2, 22, 29, 30), "0:00:30 before"),
    ],
)
def test_a_first_record_away_from_the_start_is_said(
    first_s: float, start: datetime, span: str, tmp_path: Path
) -> None:
    found = recording(tmp_path, first_s)
    assert found.start == start
    assert f"starts {span} the header does" in found.warnings[0]


@pytest.mark.parametrize("first_s", [0.0, 0.5])
def test_a_start_within_the_second_is_worth_no_word(first_s: float, tmp_path: Path) -> None:
    assert recording(tmp_path, first_s).warnings == ()


def test_two_dates_in_a_header_are_said(tmp_path: Path) -> None:
    found = recording(tmp_path, recording="Startdate 01-MAR-2020 X X X")
    assert found.start == datetime(2020, 3, 1, 22, 30)
    assert found.warnings == (
        "The header holds two start dates, 01.03.20 and 02.03.20; the first was taken.",
    )


@pytest.mark.parametrize(
    "changes",
    [
        {"recording": "X", "date": "02/03/20"},
        {"recording": "Startdate 05-MAY-2091 X X X", "date": "05.05.yy"},
        {"recording": "Startdate 02-MAR-2020 X X X", "date": "02-03-20"},
        {"recording": "Startdate X X X X", "date": "02.03.20"},
    ],
)
def test_one_date_however_written_is_worth_no_word(changes: dict[str, str], tmp_path: Path) -> None:
    assert recording(tmp_path, **changes).warnings == ()
