"""Recordings of every montage as files: all readers agree, and the truth beside them is true."""

from __future__ import annotations

import csv
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from sleepscorer.errors import SleepscorerError
from sleepscorer.formats import read_hypnogram
from sleepscorer.formats.event_import import import_events
from sleepscorer.recording import open_recording
from sleepscorer.scoring import EventKind, Lights
from sleepscorer.simulation.clinical import (
    ClinicalNight,
    Montage,
    clinical_sample,
    paths_of,
    simulate_clinical,
    write_clinical,
)
from sleepscorer.statistics import event_statistics, night_statistics, read_night_signals

CHANNELS = {Montage.CLINICAL: 22, Montage.HOME: 12, Montage.SPLIT: 24, Montage.MSLT: 10, Montage.CHILD: 24}


@dataclass
class Made:
    night: ClinicalNight
    path: Path
    truth: dict[str, Any]


@pytest.fixture(scope="module", params=list(Montage), ids=str)
def made(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Made:
    nights = simulate_clinical(request.param, 3, 0.5)
    path = write_clinical(tmp_path_factory.mktemp("made") / "x.edf", nights[-1:])[0]
    truth = json.loads(path.with_name(f"{path.stem}_truth.json").read_text())
    return Made(nights[-1], path, truth)


def test_every_channel_is_there(made: Made) -> None:
    recording = open_recording(made.path)
    assert len(recording.channels) == CHANNELS[made.night.montage]
    assert recording.duration_s == made.night.timeline.n_seconds
    assert recording.start == made.night.start
    assert not recording.warnings
    recording.close()


def test_all_readers_read_the_same(made: Made) -> None:
    import edfio
    import mne
    import pyedflib

    ours = open_recording(made.path)
    theirs = pyedflib.EdfReader(str(made.path))
    third = edfio.read_edf(made.path)
    raw = mne.io.read_raw_edf(made.path, verbose="error")
    labels = [channel.label for channel in ours.channels]
    assert theirs.getSignalLabels() == labels == [s.label for s in third.signals] == raw.ch_names
    for index, channel in enumerate(ours.channels):
        rate = round(channel.sampling_rate_hz)
        assert theirs.getSampleFrequency(index) == rate == third.signals[index].sampling_frequency
        expected = theirs.readSignal(index, 100 * rate, 60 * rate)
        in_file = third.signals[index].data[100 * rate : 160 * rate]
        np.testing.assert_allclose(in_file, expected, atol=1e-6)
        expected *= 1000 if third.signals[index].physical_dimension == "mV" else 1  # ours are microvolts
        read = ours.read(index, 100.0, 60.0)
        np.testing.assert_allclose(read, expected, atol=1e-3 * max(1, np.abs(expected).max()))
    texts = set(theirs.readAnnotations()[2].tolist())
    assert texts == {a.text for a in third.annotations} == set(raw.annotations.description)
    assert {"Lights Off", "Lights On"} <= texts
    ours.close()


def test_lights_and_events_of_the_recorder_are_read(made: Made) -> None:
    recorded = import_events(made.path)
    kinds = {event.kind for event in recorded.events}
    if made.night.montage is not Montage.MSLT:
        assert EventKind.DESATURATION in kinds
        assert EventKind.BODY_POSITION in kinds or any(
            "position" in words.lower() for words, _ in recorded.unknown
        )


def test_stages_lights_and_events_are_read_back(made: Made) -> None:
    hypnogram = read_hypnogram(made.path.with_name(f"{made.path.stem}_truth_hyp.edf"))
    np.testing.assert_array_equal(hypnogram.stages, made.night.timeline.stages)
    events = import_events(made.path.with_name(f"{made.path.stem}_truth_hyp.edf")).events
    rows = list(csv.DictReader(made.path.with_name(f"{made.path.stem}_truth.csv").open()))
    assert [event.label for event in events] == [row["event"] for row in rows]
    assert [event.start_s for event in events] == pytest.approx([float(row["onset"]) for row in rows])
    assert [event.duration_s for event in events] == pytest.approx([float(row["duration"]) for row in rows])


def test_figures_are_those_that_statistics_find(made: Made) -> None:
    events = import_events(made.path.with_name(f"{made.path.stem}_truth_hyp.edf")).events
    lights = Lights(made.truth["lights_off_s"], made.truth["lights_on_s"])
    found = event_statistics(events, made.night.timeline.stages, lights)
    if made.night.montage is not Montage.HOME:
        assert found.arousal_index == pytest.approx(made.truth["arousals"]["index"])
    if made.night.montage is Montage.MSLT:
        return
    respiratory = made.truth["respiratory"]
    assert found.ahi == pytest.approx(respiratory["ahi"])
    assert found.apnoeas.per_hour == pytest.approx(respiratory["apnoea_index"])
    assert found.respiratory.in_rem == pytest.approx(respiratory["by_stage"]["R"]["ahi"])
    assert found.respiratory.longest_s == pytest.approx(respiratory["longest_s"])
    assert found.by_kind[EventKind.DESATURATION].per_hour == pytest.approx(made.truth["oxygen"]["odi_3"])
    if made.night.montage is not Montage.HOME:
        periodic = made.truth["limb_movements"]
        assert found.periodic_limb_movements.count == periodic["periodic"]
        assert found.periodic_limb_movements.per_hour == pytest.approx(periodic["plms_index"])


def test_figures_of_the_signals_are_those_that_were_simulated(made: Made) -> None:
    truth, night = made.truth, made.night
    if night.montage is Montage.MSLT:
        return
    recording = open_recording(made.path)
    signals = read_night_signals(recording)
    recording.close()
    lights = Lights(truth["lights_off_s"], truth["lights_on_s"])
    events = import_events(made.path.with_name(f"{made.path.stem}_truth_hyp.edf")).events
    figures = night_statistics(night.timeline.stages, events, lights, signals)
    oxygen = figures.oxygen
    assert oxygen is not None
    assert oxygen.odi == pytest.approx({3: truth["oxygen"]["odi_3"], 4: truth["oxygen"]["odi_4"]})
    assert oxygen.mean_percent == pytest.approx(truth["oxygen"]["mean_percent"], abs=0.001)
    assert oxygen.nadir_percent == truth["oxygen"]["nadir_percent"]
    for level in (90, 88):
        assert oxygen.below_min[level] == pytest.approx(truth["oxygen"][f"below_{level}_min"])
    for name, row in truth["respiratory"]["by_stage"].items():
        assert figures.by_stage[name].respiratory == row["count"]
    for position, stretch in figures.by_position.items():
        assert stretch.ahi == pytest.approx(truth["respiratory"]["by_position"][position.value]["ahi"])
    for name, row in truth["respiratory"].get("by_pressure_cmh2o", {}).items():
        if row["hours"] > 0.1:
            assert figures.by_pressure[float(name)].ahi == pytest.approx(row["ahi"], rel=0.02, abs=0.1)


def test_parts_of_the_truth_add_up(made: Made) -> None:
    if made.night.montage is Montage.MSLT:
        return
    respiratory = made.truth["respiratory"]
    for part in ("by_stage", "by_position", "by_pressure_cmh2o"):
        if part in respiratory:
            rows = respiratory[part].values()
            assert sum(row["count"] for row in rows) == respiratory["count"] > 0
            hours = sum(row["hours"] for row in rows)
            assert hours * 60 == pytest.approx(made.truth["sleep"]["total_sleep_min"])


def test_the_seed_decides_every_byte(tmp_path: Path) -> None:
    contents = []
    for number, seed in enumerate((5, 5, 6)):
        path = tmp_path / f"{number}.edf"
        write_clinical(path, simulate_clinical(Montage.CHILD, seed, 0.25))
        contents.append(path.read_bytes())
    assert contents[0] == contents[1] != contents[2]


def test_more_events_change_neither_stages_nor_patient() -> None:
    few, many = (simulate_clinical(Montage.CLINICAL, 4, 1.0, ahi=ahi)[0] for ahi in (5.0, 60.0))
    np.testing.assert_array_equal(few.timeline.stages, many.timeline.stages)
    assert few.sleeper == many.sleeper
    hours = float(few.timeline.asleep().sum()) / 3600
    assert len(few.respiratory) / hours == pytest.approx(5, abs=1)
    assert len(many.respiratory) / hours == pytest.approx(60, abs=6)


def test_five_naps_are_five_recordings_of_one_day(tmp_path: Path) -> None:
    naps = simulate_clinical(Montage.MSLT, 2)
    recordings = write_clinical(tmp_path / "day.edf", naps)
    assert [path.name for path in recordings] == [f"day-nap{number}.edf" for number in range(1, 6)]
    assert set(tmp_path.iterdir()) == set(paths_of(tmp_path / "day.edf", naps))
    assert [nap.start.hour for nap in naps] == [9, 11, 13, 15, 17]
    summary = json.loads((tmp_path / "day_mslt.json").read_text())
    latencies = [row["sleep_latency_min"] for row in summary["naps"]]
    assert summary["mean_latency_min"] == pytest.approx(sum(latencies) / 5)


def test_a_file_that_is_there_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "x_truth.csv").write_text("mine")
    with pytest.raises(SleepscorerError, match=r"x_truth\.csv is there already"):
        write_clinical(tmp_path / "x.edf", simulate_clinical(Montage.HOME, 1, 0.25))
    assert [path.name for path in tmp_path.iterdir()] == ["x_truth.csv"]


def test_the_sample_is_made_once_and_after_a_crash_again(tmp_path: Path) -> None:
    folder = tmp_path / "samples"
    path = clinical_sample(folder)
    assert len(open_recording(path).channels) == 22
    truth = json.loads((folder / "clinical-sample_truth.json").read_text())
    assert all(truth["sleep"]["minutes"].values())
    assert all(truth["respiratory"]["by_kind"].values())
    written = path.stat().st_mtime_ns
    assert clinical_sample(folder) == path
    assert path.stat().st_mtime_ns == written
    path.unlink()  # as if the program had died before the recording was written
    assert clinical_sample(folder).exists()
