"""Falls of the saturation and changes of position by plain rules, beside the library where it is there."""

from __future__ import annotations

import numpy as np
import pytest

from sleepscorer.signals.saturation_falls import find_falls, position_changes


def flat(seconds: int = 600) -> np.ndarray:
    return np.full(seconds, 96.0)


def dip(values: np.ndarray, at: int, fall: float) -> np.ndarray:
    values[at : at + 15] = np.round(np.linspace(96, 96 - fall, 15))
    values[at + 15 : at + 30] = np.round(np.linspace(96 - fall, 96, 15))
    return values


def step(stop: int) -> np.ndarray:
    values = flat()
    values[300:stop] = 90.0
    return values


def rise() -> np.ndarray:
    return np.round(np.minimum(96.0, 90.0 + np.maximum(np.arange(600) - 300, 0) * 0.15))


def drift() -> np.ndarray:
    return np.round(np.interp(np.arange(1200), [100, 1100], [96.0, 90.0]))


@pytest.mark.parametrize(
    ("values", "spans"),
    [
        (dip(flat(), 200, 6), [(201, 221, 96, 90)]),
        (dip(flat(), 200, 3), [(202, 223, 96, 93)]),
        (dip(flat(), 200, 2), []),
        (dip(dip(flat(), 100, 6), 145, 8), [(101, 121, 96, 90), (145, 165, 96, 88)]),
        (step(390), [(299, 390, 96, 90)]),
        (rise(), []),
        (drift(), []),
    ],
    ids=["6 %", "3 %", "2 %", "two", "90 s low", "a mere rise", "a drift"],
)
def test_falls_are_measured_against_the_saturation_before(values, spans):
    falls = find_falls(values, 1.0)
    assert [(fall.start_s, fall.stop_s, fall.baseline, fall.nadir) for fall in falls] == spans


def test_a_level_that_stays_low_is_no_fall_of_hours() -> None:
    values = np.concatenate([flat(300), np.full(7200, 90.0), flat(300)])
    values[3000:3015] = 84.0
    spans = [(fall.start_s, fall.stop_s, fall.baseline, fall.nadir) for fall in find_falls(values, 1.0)]
    assert spans == [(299, 420, 96, 90), (2999, 3015, 90, 84)]


def test_a_fall_into_a_stretch_without_the_probe_is_none():
    values = flat()
    values[300:360] = 0.0
    assert find_falls(values, 1.0) == []


def test_positions_count_where_they_are_held():
    codes = np.repeat([2.0, 7.0, 1.0, 3.0, 1.0], [100, 5, 60, 10, 60])
    assert position_changes(codes, 1.0) == [(0.0, 2), (105.0, 1)]


def library_dips(values: np.ndarray) -> int:
    spo2 = pytest.importorskip("psgscoring.spo2", reason="psgscoring is not installed")
    return len(spo2.detect_desaturations(values, 1.0, np.ones(values.size, bool)))


@pytest.mark.parametrize("values", [dip(flat(), 200, 6), dip(flat(), 200, 2), step(345), drift()])
def test_the_library_agrees_on_dips_that_recover_within_a_minute(values):
    assert library_dips(values) == len(find_falls(values, 1.0))


def test_the_library_takes_a_mere_rise_for_a_desaturation():
    """It measures against the minute that follows: by the manual there is none, and it is left out."""
    assert library_dips(rise()) == 1
    assert find_falls(rise(), 1.0) == []


def test_the_library_tells_positions_alike_per_epoch():
    ancillary = pytest.importorskip("psgscoring.ancillary", reason="psgscoring is not installed")
    codes = np.repeat([2.0, 1.0], [120.0, 180.0])
    result = ancillary.analyze_position(codes, 1.0, ["N2"] * 10, [], {1: "Supine", 2: "Left"})
    assert result["summary"]["sleep_time_min"] == pytest.approx(
        {"Prone": 0, "Left": 2, "Supine": 3, "Right": 0, "Upright": 0}
    )
    assert position_changes(codes, 1.0) == [(0.0, 2), (120.0, 1)]
