"""The sample night that comes with the program."""

from __future__ import annotations

import subprocess
import sys
from datetime import datetime
from pathlib import Path

import numpy as np
import pytest

from sleepscorer.assets import resource
from sleepscorer.edf.header import read_header
from sleepscorer.edf.records import EdfRecords
from sleepscorer.formats import align, place, read_hypnogram
from sleepscorer.recording import open_recording

NIGHT = resource("sample", "sample-night.edf")
SCORING = resource("sample", "sample-night-hypnogram.edf")
FIRST_RECORD = 961


@pytest.fixture(scope="session")
def source(data_folder: Path) -> Path:
    return data_folder / "sleep-edf" / "SC4001E0-PSG.edf"


def test_samples_are_the_sources(source: Path) -> None:
    cut, whole = EdfRecords(read_header(NIGHT)), EdfRecords(read_header(source))
    signals = list(range(7))
    assert len(cut.header.signals) == 7
    ours = cut.digital_many(signals, 0, 841)
    for mine, theirs in zip(ours, whole.digital_many(signals, FIRST_RECORD, 841), strict=True):
        np.testing.assert_array_equal(mine, theirs)
    assert cut.header.signals == whole.header.signals


def test_hypnogram_is_the_experts(source: Path) -> None:
    recording = open_recording(source)
    expert = align(read_hypnogram(source.with_name("SC4001EC-Hypnogram.edf")), recording.start, 2650)
    np.testing.assert_array_equal(read_hypnogram(SCORING).stages, expert[FIRST_RECORD : FIRST_RECORD + 841])


def test_experts_whole_hypnogram_lands_on_the_sample_by_clock_time(source: Path) -> None:
    night = open_recording(NIGHT)
    placed = place(read_hypnogram(source.with_name("SC4001EC-Hypnogram.edf")), night.start, night.n_epochs)
    np.testing.assert_array_equal(placed.stages, read_hypnogram(SCORING).stages)


def test_making_it_again_gives_the_same_files(source: Path, tmp_path: Path) -> None:
    script, hypnogram = NIGHT.with_name("make_sample.py"), source.with_name("SC4001EC-Hypnogram.edf")
    subprocess.run([sys.executable, script, source, hypnogram, tmp_path], check=True, capture_output=True)
    assert (tmp_path / NIGHT.name).read_bytes() == NIGHT.read_bytes()
    same_stages = read_hypnogram(tmp_path / SCORING.name).stages == read_hypnogram(SCORING).stages
    assert same_stages.all()


def test_it_opens_as_a_night_with_half_an_hour_of_wake_on_each_side() -> None:
    night = open_recording(NIGHT)
    stages = align(read_hypnogram(SCORING), night.start, night.n_epochs)
    assert night.start == datetime(1989, 4, 25, 0, 13, 30)
    assert (night.n_epochs, night.warnings) == (841, ())
    asleep = np.flatnonzero(stages > 0)
    assert (asleep[0], 841 - 1 - asleep[-1]) == (60, 60)
    assert np.bincount(stages).tolist() == [188, 58, 250, 220, 125]
