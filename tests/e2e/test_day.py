"""A technologist's day at a real X server: by keys and mouse, from files to reports."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator

import pytest
from e2e.day import CLINICAL, HOME, MISTAKE_S, NAPS, SPLIT, Day, figures_of, simulate, truth_of
from e2e.desktop import Screen, desktop, missing_packages
from e2e.technologist import figures_in, is_respiratory, text_of

import sleepscorer

MISSING = missing_packages()
pytestmark = pytest.mark.skipif(
    bool(MISSING), reason=f"the day is worked at an X server: apt-get install {' '.join(MISSING)}"
)
WHOLE_DAY = "SLEEPSCORER_WHOLE_DAY"
long_part = pytest.mark.skipif(
    WHOLE_DAY not in os.environ,
    reason=f"too long for a plain run: set {WHOLE_DAY}, or run make day",
)
PIXEL_S = 0.5
"""Seconds by which a box drawn with the mouse misses an edge at most, on pages of five minutes."""


@pytest.fixture(scope="module")
def day(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Day]:
    """A desktop as small as they come in wards."""
    folder = tmp_path_factory.mktemp("day")
    with desktop(Screen(1366, 768), folder / "desktop") as made:
        yield Day(made, folder, {})
    assert "Error" not in made.log()


def test_a_clinical_night(day: Day) -> None:
    night = simulate(day.folder, CLINICAL)
    before = night.read_bytes()
    text = text_of(day.clinical(night))
    truth, figures = truth_of(night), figures_of(night)

    kept = sleepscorer.read_hypnogram(night.with_name(night.name + ".sleepscorer.json"))
    assert kept.stages.tolist() == truth.stages.tolist()
    assert kept.lights == truth.lights
    marked = [event for event in kept.events if is_respiratory(event)]
    wanted = [event for event in truth.events if is_respiratory(event)]
    assert [(event.kind, event.channel) for event in marked] == [
        (event.kind, event.channel) for event in wanted
    ]
    for event, other in zip(marked, wanted, strict=True):
        assert event.start_s == pytest.approx(other.start_s, abs=PIXEL_S)
        assert event.stop_s == pytest.approx(other.stop_s, abs=PIXEL_S)
    assert not any(event.start_s <= MISTAKE_S <= event.stop_s for event in marked)

    deepest, other, again = (day.folder / f"saturation-{number}.png" for number in range(3))
    assert deepest.read_bytes() == again.read_bytes() != other.read_bytes()

    sleep, breathing, oxygen = figures["sleep"], figures["respiratory"], figures["oxygen"]
    assert figures_in(text, "Total sleep time (TST)")[0] == sleep["total_sleep_min"]
    assert figures_in(text, "Sleep latency")[0] == sleep["latency_min"]
    assert figures_in(text, "Sleep efficiency")[0] == pytest.approx(sleep["efficiency_percent"], abs=0.05)
    assert figures_in(text, "Apnoea-hypopnoea index (AHI)")[0] == pytest.approx(breathing["ahi"], abs=0.05)
    assert figures_in(text, "Apnoea index")[0] == pytest.approx(breathing["apnoea_index"], abs=0.05)
    assert figures_in(text, "all sleep")[1:6] == [
        breathing["by_kind"][kind]
        for kind in ("obstructive_apnoea", "central_apnoea", "mixed_apnoea", "hypopnoea")
    ] + [breathing["count"]]
    assert figures_in(text, "mean length")[-1] == pytest.approx(breathing["mean_s"], abs=PIXEL_S)
    assert figures_in(text, "(ODI 4)")[0] == pytest.approx(oxygen["odi_4"], abs=0.05)
    assert figures_in(text, "Mean SpO2")[0] == pytest.approx(oxygen["mean_percent"], abs=0.1)
    assert figures_in(text, "Lowest SpO2")[0] == oxygen["nadir_percent"]
    assert night.read_bytes() == before, "the recording itself is never touched"


def test_a_home_test(day: Day) -> None:
    night = simulate(day.folder, HOME)
    text, figures = text_of(day.home_test(night)), figures_of(night)
    breathing, hours = figures["respiratory"], (figures["lights_on_s"] - figures["lights_off_s"]) / 3600
    assert "Home sleep apnoea test" in text
    assert "Total sleep time" not in text
    assert figures_in(text, "Respiratory event index (REI)")[0] == pytest.approx(
        breathing["rei_of_time_in_bed"], abs=0.05
    )
    desaturations = [event for event in truth_of(night).events if event.kind.value == "desaturation"]
    assert figures_in(text, "(ODI 3)")[0] == pytest.approx(len(desaturations) / hours, abs=0.05), "each once"
    assert figures_in(text, "Lowest SpO2")[0] == figures["oxygen"]["nadir_percent"]


@long_part
def test_a_split_night(day: Day) -> None:
    night = simulate(day.folder, SPLIT)
    text, figures = text_of(day.split_night(night)), figures_of(night)
    breathing = figures["respiratory"]
    assert "Diagnostic" in text
    assert "Titration" in text
    whole = text[text.index("By pressure") :]
    for pressure, row in breathing["by_pressure_cmh2o"].items():
        shown = figures_in(whole, "without" if pressure == "0" else f"{pressure} cmH2O")
        assert sum(shown[3:7]) == row["count"], pressure
        assert shown[7] == pytest.approx(row["ahi"], rel=0.01), pressure
    assert figures_in(whole, "all sleep")[-1] == pytest.approx(breathing["ahi"], abs=0.05)
    assert figures_in(whole, "(ODI 3)")[0] == pytest.approx(figures["oxygen"]["odi_3"], abs=0.05), "each once"
    assert figures_in(whole, "Arousal index")[0] == pytest.approx(figures["arousals"]["index"], abs=0.05)
    limbs = figures["limb_movements"]
    assert figures_in(whole, "PLMS index")[0] == pytest.approx(limbs["plms_index"], abs=0.05)


@long_part
def test_the_view_comes_back_after_a_crash(day: Day) -> None:
    folder = day.folder / "crash"
    folder.mkdir()
    day.crash(simulate(folder, CLINICAL))


@long_part
def test_an_mslt_of_five_naps(day: Day) -> None:
    first = simulate(day.folder, NAPS)
    text = text_of(day.naps(first))
    figures = json.loads(first.with_name("naps_mslt.json").read_text())
    assert figures_in(text, "Mean sleep latency")[0] == pytest.approx(figures["mean_latency_min"], abs=0.05)
    assert f"{figures['soremps']}/5" in text
