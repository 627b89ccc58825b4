"""Sleep parameters of nights made by hand, and beside those of YASA."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sleepscorer.assets import resource
from sleepscorer.formats import read_hypnogram
from sleepscorer.scoring import Lights
from sleepscorer.stages import Stage
from sleepscorer.statistics import epochs_in_bed, sleep_statistics

LETTERS = {"W": 0, "1": 1, "2": 2, "3": 3, "R": 4, "?": -1}


def night(text: str) -> np.ndarray:
    """Stages of ``W4 1 2x3``-like text: a letter, then how often."""
    found: list[int] = []
    for word in text.split():
        found += [LETTERS[word[0]]] * int(word[2:] or 1)
    return np.array(found, np.int8)


def test_a_night_made_by_hand():
    # In bed: 10 W, 2 N1, 20 N2, 2 W, 8 N3, 4 R, 6 W; lights off after two epochs, on two before the end.
    stages = night("Wx12 1x2 2x20 Wx2 3x8 Rx4 Wx8")
    found = sleep_statistics(stages, Lights(60.0, 54 * 30.0))
    assert found.in_bed == range(2, 54)
    assert (found.onset, found.last_sleep) == (12, 47)
    assert (found.tib_min, found.trt_min, found.recording_min) == (26, 26, 28)
    assert (found.spt_min, found.tst_min, found.nrem_min) == (18, 17, 15)
    assert (found.sleep_latency_min, found.rem_latency_min) == (5, 16)
    assert found.stage_latency_min[Stage.N3] == 12
    assert (found.waso_min, found.waso_in_spt_min) == (4, 1)
    assert found.sleep_efficiency == pytest.approx(100 * 17 / 26)
    assert found.sleep_maintenance == pytest.approx(100 * 17 / 18)
    assert found.stage_min == {Stage.W: 9, Stage.N1: 1, Stage.N2: 10, Stage.N3: 4, Stage.R: 2}
    assert found.stage_percent[Stage.N2] == pytest.approx(1000 / 17)
    assert (found.awakenings, found.stage_shifts) == (2, 5)
    assert (found.unscored_min, found.unscored_before_onset) == (0, 0)


def test_unscored_epochs_are_neither_wake_nor_sleep_and_no_shift():
    found = sleep_statistics(night("Wx2 ?x2 2x4 ?x4 2x4 Wx2 ?x2"))
    assert (found.tib_min, found.tst_min, found.spt_min, found.unscored_min) == (10, 4, 6, 4)
    assert (found.waso_min, found.stage_min[Stage.W]) == (1, 2)
    assert found.sleep_efficiency == pytest.approx(100 * 8 / 12)
    assert found.sleep_maintenance == 100
    assert (found.sleep_latency_min, found.unscored_before_onset) == (2, 2)
    assert (found.awakenings, found.stage_shifts) == (1, 1)


@pytest.mark.parametrize("text", ["Wx5", "?x5"])
def test_a_night_without_sleep_has_neither_latencies_nor_wake_after_onset(text):
    found = sleep_statistics(night(text))
    assert (found.onset, found.sleep_latency_min, found.rem_latency_min) == (None, None, None)
    assert (found.waso_min, found.waso_in_spt_min) == (None, None)
    assert (found.spt_min, found.tst_min, found.cycles) == (0, 0, ())
    assert found.sleep_efficiency == (0 if text == "Wx5" else None)
    assert found.stage_percent[Stage.N2] is None


def test_an_empty_night_is_no_error():
    assert sleep_statistics(np.zeros(0, np.int8)).tib_min == 0


@pytest.mark.parametrize(
    ("lights", "expected"),
    [
        (Lights(), range(10)),
        (Lights(14.0, 286.0), range(10)),
        (Lights(16.0, 284.0), range(1, 9)),
        (Lights(-500.0, 9000.0), range(10)),
        (Lights(None, 60.0), range(2)),
        (Lights(200.0, 100.0), range(7, 7)),
    ],
)
def test_lights_count_to_the_nearest_border(lights, expected):
    assert epochs_in_bed(10, lights) == expected


@given(st.lists(st.integers(-1, 4), max_size=60), st.floats(-100, 2000), st.floats(-100, 2000))
def test_the_parts_add_up(stages, off, on):
    found = sleep_statistics(np.array(stages, np.int8), Lights(off, on))
    assert sum(found.stage_min.values()) + found.unscored_min == found.tib_min
    assert found.tst_min == sum(found.stage_min[stage] for stage in list(Stage)[2:])
    assert found.tst_min <= found.spt_min <= found.tib_min <= found.recording_min
    assert (found.waso_in_spt_min or 0) <= (found.waso_min or 0) <= found.stage_min[Stage.W]
    assert found.awakenings <= found.stage_shifts
    if found.tst_min:
        assert sum(value or 0 for value in found.stage_percent.values()) == pytest.approx(100)


def test_cycles_end_with_rem_episodes():
    # 20 min NREM, 3 min REM (first: counts), 40 min NREM, 6 + 6 min REM with 10 min between, 20 min NREM.
    stages = night("Wx4 2x40 Rx6 3x80 Rx12 2x20 Rx12 2x40")
    cycles = sleep_statistics(stages).cycles
    assert [cycle.epochs for cycle in cycles] == [range(4, 50), range(50, 174)]
    assert [cycle.rem_first for cycle in cycles] == [44, 130]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2x29 Rx20", []),  # 14.5 min of NREM are no cycle
        ("2x30 Rx20", [range(50)]),
        ("Rx10 2x40 Rx10", [range(10, 60)]),  # sleep-onset REM closes nothing
        ("2x40 Rx10 2x40 Rx9", [range(50)]),  # a later episode needs 5 min
        ("2x40 Rx10 Wx31 Rx10 2x40 Rx10", [range(50), range(50, 141)]),
    ],
)
def test_what_is_no_cycle(text, expected):
    assert [cycle.epochs for cycle in sleep_statistics(night(text)).cycles] == expected


# yasa 0.8.1: yasa.Hypnogram([names of the stages in bed], freq="30s").sleep_statistics()
YASA = {
    "sample": {
        **{"TIB": 420.5, "SPT": 360.5, "WASO": 34.0, "TST": 326.5, "SE": 77.6457, "SME": 90.5687},
        **{"SFI": 2.0214, "SOL": 30.0, "Lat_REM": 119.0},
        **{"WAKE": 94.0, "N1": 29.0, "N2": 125.0, "N3": 110.0, "REM": 62.5},
        **{"%N1": 8.8821, "%N2": 38.2848, "%N3": 33.6907, "%REM": 19.1424},
    },
    "sample between lights": {
        **{"TIB": 380.0, "SPT": 360.5, "WASO": 34.0, "TST": 326.5, "SE": 85.9211, "SME": 90.5687},
        **{"SFI": 2.0214, "SOL": 10.0, "Lat_REM": 99.0},
        **{"WAKE": 53.5, "N1": 29.0, "N2": 125.0, "N3": 110.0, "REM": 62.5},
        **{"%N1": 8.8821, "%N2": 38.2848, "%N3": 33.6907, "%REM": 19.1424},
    },
    "drawn": {
        **{"TIB": 361.5, "SPT": 346.5, "WASO": 54.0, "TST": 292.5, "SE": 80.9129, "SME": 84.4156},
        **{"SFI": 5.1282, "SOL": 10.0, "Lat_REM": 10.0},
        **{"WAKE": 69.0, "N1": 51.0, "N2": 92.0, "N3": 60.5, "REM": 89.0},
        **{"%N1": 17.4359, "%N2": 31.453, "%N3": 20.6838, "%REM": 30.4274},
    },
}


def drawn_night() -> np.ndarray:
    random = np.random.default_rng(7)
    stages = [0] * 20
    for _ in range(150):
        stages += [int(random.integers(0, 5))] * int(random.integers(1, 9))
    return np.array(stages + [0] * 10, np.int8)


@pytest.mark.parametrize("name", YASA)
def test_where_the_definitions_agree_yasa_says_the_same(name):
    expert = read_hypnogram(resource("sample", "sample-night-hypnogram.edf")).stages
    lights = Lights(40 * 30.0, 800 * 30.0) if "lights" in name else Lights()
    found = sleep_statistics(drawn_night() if name == "drawn" else expert, lights)
    percent = {f"%{stage.name}": value for stage, value in found.stage_percent.items()}
    ours = {
        "TIB": found.tib_min,
        "SPT": found.spt_min,
        "WASO": found.waso_in_spt_min,  # YASA's ends with sleep, the manual's with lights on
        "TST": found.tst_min,
        "SE": found.sleep_efficiency,
        "SME": found.sleep_maintenance,
        "SFI": found.awakenings / (found.tst_min / 60),
        "SOL": found.sleep_latency_min,
        "Lat_REM": found.sleep_latency_min + found.rem_latency_min,  # YASA's is from lights off
        "WAKE": found.stage_min[Stage.W],
        "REM": found.stage_min[Stage.R],
        "%REM": percent.pop("%R"),
        **{stage.name: found.stage_min[stage] for stage in (Stage.N1, Stage.N2, Stage.N3)},
        **percent,
    }
    assert ours == pytest.approx(YASA[name], abs=1e-4)
