"""Starts of an EDF file that contradict each other are said."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from pathlib import Path

import numpy as np
import pytest
from edf_files import EdfFile, Signal, keeper, ramp

from sleepscorer.edf.header import has_date
from sleepscorer.edf.tal import encode_tal
from sleepscorer.formats import place, read_hypnogram, write_edf_hypnogram, write_full_copy
from sleepscorer.formats.copy_header import Anonymous
from sleepscorer.formats.hypnogram import Hypnogram
from sleepscorer.recording import open_recording
from sleepscorer.recording.base import Recording
from sleepscorer.scoring import Author, AuthorKind, scoring_from_stages
from sleepscorer.stages import Stage


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


@pytest.mark.parametrize(
    ("date", "identification"),
    [
        ("00.00.00", "x"),
        ("xx.xx.xx", "Startdate X X X X"),
        ("01.01.85", "Startdate X X X X"),
        ("", ""),
        ("31.02.21", "Startdate 31-FEB-2021 X X X"),
        ("04.13.21", "Startdate X X X X"),
        ("..", "Startdate 00-XXX-0000 X X X"),
        ("99.99.99", "Startdate 45-MAY-2021 X X X"),
        ("--------", "anonymous"),
        ("00.00.21", "Startdate XX-XXX-XXXX X X X"),
        ("00.00.00", "Startdate 04-MAY-0001 X X X"),
    ],
)
def test_a_night_without_a_date_is_placed_by_its_time_of_day(
    date: str, identification: str, tmp_path: Path
) -> None:
    signals = [Signal(ramp(960, 10), 10)]
    source = EdfFile(signals, date=date, recording=identification, time="22.00.00").write(tmp_path / "n.edf")
    found = open_recording(source)
    assert found.start is not None
    assert (found.start.time(), has_date(found.start)) == (time(22), False)
    for day in (datetime(2021, 5, 4, 22, 5), datetime(2021, 3, 3, 22, 5), found.start + timedelta(minutes=5)):
        theirs = Hypnogram(np.full(22, Stage.N2, np.int8), 0.0, day, "text")
        placed = place(theirs, found.start, found.n_epochs)
        assert placed.stages.tolist() == [-1] * 10 + [2] * 22
    scoring = scoring_from_stages(placed.stages, Author(AuthorKind.TECHNICIAN, "AB"))
    write_full_copy(source, tmp_path / "copy.edf", scoring, anonymous=Anonymous(timedelta(days=40)))
    write_edf_hypnogram(tmp_path / "hyp.edf", scoring, found.start)
    assert open_recording(tmp_path / "copy.edf").start == found.start
    assert read_hypnogram(tmp_path / "hyp.edf").start == found.start
    for name in ("copy.edf", "hyp.edf"):
        assert (tmp_path / name).read_bytes()[88:101] == b"Startdate X X"


def test_a_hypnogram_without_a_date_is_placed_by_its_time_of_day(tmp_path: Path) -> None:
    notes = [keeper(f"+{epoch * 30}", encode_tal(epoch * 30, 30, "Sleep stage N1")) for epoch in range(22)]
    signal = Signal(notes, 60, "EDF Annotations", physical_min="-1")
    edf = EdfFile([signal], "30", "EDF+C", recording="Startdate X X X X", date="00.00.00", time="00.05.00")
    theirs = read_hypnogram(edf.write(tmp_path / "h.edf"))
    placed = place(theirs, datetime(2021, 5, 4, 23, 59), 60)
    assert placed.stages.tolist() == [-1] * 12 + [1] * 22 + [-1] * 26


@pytest.mark.parametrize("said", ["25.00.00", "22.61.00", "xx.xx.xx", "", "00.00.00"])
def test_a_start_without_a_time_of_day_is_none(said: str, tmp_path: Path) -> None:
    day = "02.03.20" if said != "00.00.00" else "00.00.00"
    assert recording(tmp_path, date=day, time=said, recording="X").start is None
