"""Hypnograms on the epochs of a recording."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sleepscorer.errors import HypnogramError
from sleepscorer.formats.hypnogram import Hypnogram, fitted, place
from sleepscorer.scoring import Lights
from sleepscorer.scoring.lights import lights_between

START = datetime(2024, 1, 15, 22, 30)


def hypnogram(stages: list[int], start: datetime | None = START, onset_s: float = 0.0) -> Hypnogram:
    return Hypnogram(np.array(stages, np.int8), onset_s, start, "EDF+", Lights(30.0, 60.0))


@given(st.integers(-5, 5), st.lists(st.integers(-1, 4), min_size=6, max_size=12), st.integers(6, 12))
def test_whole_epochs_move_by_clock_time(shift: int, stages: list[int], n_epochs: int) -> None:
    placed = place(hypnogram(stages), START - timedelta(seconds=30 * shift), n_epochs)
    expected = [stages[e - shift] if 0 <= e - shift < len(stages) else -1 for e in range(n_epochs)]
    assert placed.stages.tolist() == expected
    assert placed.lights == Lights(30.0 + 30 * shift, 60.0 + 30 * shift)
    outside = sum(stage >= 0 for e, stage in enumerate(stages) if not 0 <= e + shift < n_epochs)
    assert len(placed.warnings) == (1 if outside else 0)
    assert not outside or placed.warnings[0].startswith(f"{outside} scored epochs")


def test_part_of_an_epoch_is_said() -> None:
    placed = place(hypnogram([1, 2, 3]), START - timedelta(seconds=40), 5)
    assert placed.stages.tolist() == [-1, 1, 2, 3, -1]
    assert "+10.0 s" in placed.warnings[0]


def test_a_first_stage_after_the_start() -> None:
    assert place(hypnogram([1, 2], onset_s=60.0), START, 5).stages.tolist() == [-1, -1, 1, 2, -1]


@pytest.mark.parametrize("start", [None, datetime(1985, 1, 1)])
def test_without_a_clock_the_first_epochs_meet(start: datetime | None) -> None:
    for hypnogram_start, recording_start in ((start, START), (START, start)):
        placed = place(hypnogram([1, 2], hypnogram_start), recording_start, 3)
        assert placed.stages.tolist() == [1, 2, -1]
        assert "no clock time" in placed.warnings[0]


def test_another_night_is_refused() -> None:
    with pytest.raises(HypnogramError, match="do not overlap"):
        place(hypnogram([1, 2, 3]), START + timedelta(days=3), 3)


def test_a_clipped_year_counts_by_the_time_of_day() -> None:
    placed = place(hypnogram([1, 2], START.replace(year=1985)), START - timedelta(seconds=30), 4)
    assert placed.stages.tolist() == [-1, 1, 2, -1]


@pytest.mark.parametrize("year", [1970, 1984, 2085, 2150])
def test_a_year_that_an_edf_header_cannot_hold_places_by_the_time_of_day(year: int) -> None:
    written = START.replace(year=1985 if year < 1985 else 2084)
    placed = place(hypnogram([1, 2], written), START.replace(year=year) - timedelta(seconds=30), 4)
    assert placed.stages.tolist() == [-1, 1, 2, -1]
    assert not placed.is_sure


def test_by_the_time_of_day_a_late_part_of_a_long_recording_is_found() -> None:
    start = START.replace(year=1972) - timedelta(hours=13)
    placed = place(hypnogram([1, 2], START.replace(year=1985)), start, 14 * 120)
    assert placed.shift_s == 13 * 3600
    assert placed.stages[13 * 120 :].tolist()[:3] == [1, 2, -1]


@pytest.mark.parametrize(
    ("off_s", "on_s", "lights"),
    [
        ([1800.0], [600.0, 28_000.0], Lights(1800.0, 28_000.0)),
        ([1800.0], [600.0], Lights(1800.0, None)),
        ([1800.0, 15_000.0], [14_700.0, 28_000.0], Lights(1800.0, 28_000.0)),
        ([], [600.0, 28_000.0], Lights(None, 28_000.0)),
        ([1800.0], [], Lights(1800.0, None)),
        ([], [], Lights()),
    ],
)
def test_lights_of_several_markers(off_s: list[float], on_s: list[float], lights: Lights) -> None:
    assert lights_between(off_s, on_s) == lights


def test_a_time_zone_does_not_matter() -> None:
    aware = START.replace(tzinfo=UTC)
    for start, recording_start in ((aware, START), (START, aware), (aware, aware)):
        assert place(hypnogram([1, 2], start), recording_start, 2).stages.tolist() == [1, 2]


def test_fitted_says_what_it_did() -> None:
    assert fitted(hypnogram([1, 2]), 3).stages.tolist() == [1, 2, -1]
    assert "has 2 epochs where 1" in fitted(hypnogram([1, 2]), 1).warnings[0]
    assert fitted(hypnogram([1, 2]), 2).warnings == ()
