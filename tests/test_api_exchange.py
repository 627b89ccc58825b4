"""What a night is handed on as: pandas, MNE-Python, YASA, and any format; and what is said of it."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest

import sleepscorer
from sleepscorer.assets import resource
from sleepscorer.batch import run_batch
from sleepscorer.channels import Role
from sleepscorer.errors import HypnogramError, RecordingError, SleepscorerError
from sleepscorer.prescoring.model_card import available_models
from sleepscorer.recording.memory import recording_of_raw
from sleepscorer.scoring import Author, AuthorKind, Event, EventKind, Lights, Scoring
from sleepscorer.simulation import simulate_night, write_edf
from sleepscorer.stages import Stage
from sleepscorer.statistics import PARAMETERS, STAGE_PARAMETERS, sleep_statistics

MODEL = Author(AuthorKind.MODEL, "net@12345678")
PERSON = Author(AuthorKind.TECHNICIAN, "AB")
START = datetime(2024, 1, 15, 22, 30)
NIGHT = resource("sample", "sample-night.edf")
EXPERT = resource("sample", "sample-night-hypnogram.edf")
needs_models = pytest.mark.skipif(not available_models(), reason="no model is installed")


def scored() -> Scoring:
    """Eight epochs by a model and a person, with lights and an arousal."""
    rows = np.full((8, 5), 0.05, np.float32)
    rows[np.arange(8), [0, 0, 1, 2, 3, 2, 4, 0]] = 0.8
    rows[7] = np.nan
    scoring = Scoring(8)
    scoring.apply(scoring.prescore(rows, MODEL))
    scoring.apply(scoring.score([3], Stage.N3, PERSON))
    scoring.apply(scoring.mark_lights(Lights(30.0, 210.0), PERSON))
    scoring.apply(scoring.add_events([Event(EventKind.AROUSAL, 95.5, 4.0, "C4-M1")], PERSON))
    return scoring


@needs_models
def test_a_scoring_says_where_it_comes_from() -> None:
    said: list[str] = []
    scoring = sleepscorer.prescore(NIGHT, tell=said.append)
    assert scoring.start == sleepscorer.open_recording(NIGHT).start
    assert scoring.model.startswith("sleepscorer-committee")
    assert "EEG Fpz-Cz" in scoring.channels
    assert list(scoring.notices) == said
    for text in ("841 epochs", "EEG Fpz-Cz", scoring.model, str(scoring.start), "notice"):
        assert text in repr(scoring)


def test_a_hypnogram_says_where_it_comes_from(tmp_path: Path) -> None:
    expert = sleepscorer.read_hypnogram(EXPERT)
    assert "EDF+" in repr(expert)
    assert str(expert.start) in repr(expert)
    sleepscorer.write_hypnogram(tmp_path / "n_hyp.csv", scored())
    ours = sleepscorer.read_hypnogram(tmp_path / "n_hyp.csv")
    assert ours.model == "net@12345678"
    assert ours.authors[3] == "technician:AB"
    np.testing.assert_array_equal(ours.probabilities, scored().probabilities)
    assert "net@12345678" in repr(ours)
    assert "start unknown" in repr(ours)
    assert sleepscorer.read_hypnogram(tmp_path / "n_hyp.csv", n_epochs=10).authors[8:] == ("", "")


def test_a_table_for_pandas_has_a_row_per_epoch(tmp_path: Path) -> None:
    pytest.importorskip("pandas")
    table = scored().to_dataframe()
    assert list(table["stage"].cat.categories) == ["W", "N1", "N2", "N3", "R"]
    assert table["stage"].astype(object).tolist()[:7] == ["W", "W", "N1", "N3", "N3", "N2", "R"]
    assert table["stage"].isna().tolist() == [False] * 7 + [True]
    assert table["author"].iloc[3] == "technician:AB"
    assert table["p_N1"].iloc[2] == pytest.approx(0.8)
    assert table["onset_s"].tolist() == [30.0 * epoch for epoch in range(8)]
    assert "time" not in table
    sleepscorer.write_hypnogram(tmp_path / "n_hyp.edf", scored(), START)
    read = sleepscorer.read_hypnogram(tmp_path / "n_hyp.edf")
    assert read.to_dataframe()["time"].iloc[2] == datetime(2024, 1, 15, 22, 31)
    assert read.to_dataframe().attrs["start"] == START.isoformat()


def test_annotations_lie_where_the_raw_has_them(tmp_path: Path) -> None:
    mne = pytest.importorskip("mne")
    sleepscorer.write_hypnogram(tmp_path / "n_hyp.edf", scored(), START)
    night = sleepscorer.read_hypnogram(tmp_path / "n_hyp.edf")
    annotations = night.to_annotations()
    assert annotations.orig_time == START.replace(tzinfo=UTC)
    raw = mne.io.RawArray(np.zeros((1, 24000)), mne.create_info(["C4"], 100, "eeg"), verbose="error")
    raw.set_meas_date(START.replace(tzinfo=UTC))
    raw.set_annotations(annotations)
    at = dict(zip(raw.annotations.description, raw.annotations.onset, strict=True))
    assert (at["Lights off"], at["Lights on"], at["EEG arousal"]) == (30, 210, 95.5)
    assert at["Sleep stage R"] == 180
    assert ("C4-M1",) in list(night.to_annotations(with_channels=True).ch_names)
    assert scored().to_annotations().orig_time is None


def test_yasa_takes_a_night_over(tmp_path: Path) -> None:
    pytest.importorskip("yasa", reason="YASA is not installed; pip install 'sleepscorer[yasa]'")
    night = scored().to_yasa()
    assert night.hypno.astype(str).tolist() == ["WAKE", "WAKE", "N1", "N3", "N3", "N2", "REM", "UNS"]
    sleepscorer.write_hypnogram(tmp_path / "n_hyp.edf", scored(), START)
    assert str(sleepscorer.read_hypnogram(tmp_path / "n_hyp.edf").to_yasa().start)[:19] == str(START)
    ours = sleepscorer.prescore(NIGHT).to_yasa()
    expected = sleep_statistics(sleepscorer.prescore(NIGHT).stages)
    assert ours.sleep_statistics()["TST"] == pytest.approx(expected.tst_min)
    assert ours.proba.shape == (841, 5)


@pytest.mark.parametrize(("package", "method"), [("pandas", "to_dataframe"), ("yasa", "to_yasa")])
def test_what_is_not_installed_is_said(monkeypatch: pytest.MonkeyPatch, package: str, method: str) -> None:
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(SleepscorerError, match=rf"install it with pip install 'sleepscorer\[{package}\]'"):
        getattr(scored(), method)()
    with pytest.raises(SleepscorerError, match="not installed"):
        getattr(sleepscorer.read_hypnogram(EXPERT), method)()


def test_an_older_yasa_takes_numbers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "yasa", type(sys)("yasa"))
    assert scored().to_yasa().tolist() == [0, 0, 1, 3, 3, 2, 4, -2]


def test_statistics_are_a_row_of_a_table() -> None:
    values = sleep_statistics(scored().stages).to_dict()
    assert list(values) == [parameter.name for parameter in (*PARAMETERS, *STAGE_PARAMETERS)]
    assert values["tst_min"] == 2.5


@pytest.mark.parametrize("name", ["n_hyp.edf", "n.annot", "n-nsrr.xml", "n_events.tsv", "n_scores.xml"])
def test_what_was_read_can_be_written(tmp_path: Path, name: str) -> None:
    sleepscorer.write_hypnogram(tmp_path / "first_hyp.edf", scored(), START)
    read = sleepscorer.read_hypnogram(tmp_path / "first_hyp.edf")
    sleepscorer.write_hypnogram(tmp_path / name, read)
    again = sleepscorer.read_hypnogram(tmp_path / name)
    np.testing.assert_array_equal(again.stages, scored().stages)
    assert again.lights == Lights(30.0, 210.0)
    assert [(event.kind, event.start_s) for event in again.events] == [(EventKind.AROUSAL, 95.5)]
    assert again.start in (START, None)


def test_authors_and_probabilities_survive_from_table_to_table(tmp_path: Path) -> None:
    sleepscorer.write_hypnogram(tmp_path / "a_hyp.csv", scored())
    sleepscorer.write_hypnogram(tmp_path / "b_hyp.csv", sleepscorer.read_hypnogram(tmp_path / "a_hyp.csv"))
    assert (tmp_path / "a_hyp.csv").read_bytes() == (tmp_path / "b_hyp.csv").read_bytes()


def test_epochs_stay_where_the_clock_has_them(tmp_path: Path) -> None:
    (tmp_path / "late.tsv").write_text(
        "onset\tduration\ttrial_type\n60\t30\tSleep stage N2\n90\t30\tSleep stage R\n"
    )
    late = sleepscorer.read_hypnogram(tmp_path / "late.tsv")
    sleepscorer.write_hypnogram(tmp_path / "late.annot", late)
    assert sleepscorer.read_hypnogram(tmp_path / "late.annot").stages.tolist() == [-1, -1, 2, 4]
    (tmp_path / "odd.tsv").write_text(
        "onset\tduration\ttrial_type\n12\t30\tSleep stage N2\n42\t30\tSleep stage R\n"
    )
    said: list[str] = []
    sleepscorer.write_hypnogram(
        tmp_path / "odd.annot", sleepscorer.read_hypnogram(tmp_path / "odd.tsv"), tell=said.append
    )
    assert "+12.0 s" in said[0]


@pytest.mark.parametrize(
    "stages", [[0, 1, 2, 3, 4, -1], ["W", "N1", "N2", "N3", "REM", "?"], np.array([0.0, 1, 2, 3, 4, np.nan])]
)
def test_arrays_of_numbers_and_names_are_written(tmp_path: Path, stages: object) -> None:
    sleepscorer.write_hypnogram(tmp_path / "n_hyp.edf", stages, START)  # type: ignore[arg-type]
    read = sleepscorer.read_hypnogram(tmp_path / "n_hyp.edf")
    assert read.stages.tolist() == [0, 1, 2, 3, 4, -1]
    assert read.start == START


@pytest.mark.parametrize(
    ("stages", "sentence"),
    [
        ([0, 5], "Epoch 2 holds 5"),
        (["W", "deep"], "'deep', which is no stage"),
        ([[0, 1]], "one dimension"),
        ([1.5], "1.5"),
        ([True], "True"),
    ],
)
def test_what_is_no_stage_is_refused(tmp_path: Path, stages: object, sentence: str) -> None:
    with pytest.raises(HypnogramError, match=sentence):
        sleepscorer.write_hypnogram(tmp_path / "n_hyp.edf", stages)  # type: ignore[arg-type]
    assert not list(tmp_path.iterdir())


@needs_models
def test_a_cohort_is_a_table(tmp_path: Path) -> None:
    pytest.importorskip("pandas")
    (tmp_path / "nights").mkdir()
    (tmp_path / "bare").mkdir()
    write_edf(simulate_night(1, 0.2), tmp_path / "nights" / "n1.edf")
    (tmp_path / "nights" / "broken.edf").write_text("no recording")
    run_batch([tmp_path / "nights"], tmp_path / "out", workers=1)
    table = sleepscorer.cohort(tmp_path / "out").set_index("file")
    assert table.loc["broken.edf", "status"] == "failed"
    assert "broken.edf" in table.loc["broken.edf", "reason"]
    night = table.loc["n1.edf"]
    assert night["stages"].size == night["n_epochs"] == 24
    assert 0 <= night["expected_accuracy_low_percent"] <= night["expected_accuracy_percent"] <= 100
    for path in (tmp_path / "out").glob("manifest*"):
        path.unlink()
    again = sleepscorer.cohort(tmp_path / "out")
    assert again["file"].tolist() == ["n1_hyp.csv"]
    assert again["tst_min"].iloc[0] == night["tst_min"]
    assert again["expected_accuracy_percent"].iloc[0] == pytest.approx(
        night["expected_accuracy_percent"],
        abs=0.3,  # the manifest keeps tenths of an error, of 24 epochs
    )
    with pytest.raises(SleepscorerError, match="neither results"):
        sleepscorer.cohort(tmp_path / "bare")


def test_units_and_roles_are_taken_as_people_write_them() -> None:
    samples = np.random.default_rng(0).normal(0, 20, (1, 100 * 300))
    for unit in ("µV", "\N{GREEK SMALL LETTER MU}V", "uV"):
        scoring = sleepscorer.prescore(samples, labels=["a"], rates_hz=100, unit=unit, roles={"a": "eeg"})
        assert scoring.channels == ("a",)
    for function in (sleepscorer.prescore, sleepscorer.propose_events):
        with pytest.raises(RecordingError, match="no unit of a voltage"):
            function(NIGHT, units={"EEG Fpz-Cz": "kg"})
    with pytest.raises(RecordingError, match="'ear' is no role of a channel; choose one of EEG"):
        sleepscorer.prescore(NIGHT, roles={"EEG Fpz-Cz": "ear"})


def test_types_of_a_raw_are_roles() -> None:
    mne = pytest.importorskip("mne")
    kinds = {
        "one": "eeg",
        "two": "eog",
        "C4": "eeg",
        "Marker": "eeg",
        "Fp1": "eog",
        "Leg": "emg",
        "Thorax": "resp",
        "Trigger": "stim",
    }
    raw = mne.io.RawArray(
        np.zeros((8, 6000)), mne.create_info(list(kinds), 100, list(kinds.values())), verbose="error"
    )
    roles = {channel.label: channel.role for channel in recording_of_raw(raw).channels}
    assert (roles["one"], roles["two"], roles["C4"], roles["Marker"]) == (
        Role.EEG,
        Role.EOG,
        Role.EEG,
        Role.OTHER,
    )
    assert (roles["Fp1"], roles["Leg"], roles["Thorax"], roles["Trigger"]) == (
        Role.EOG,
        Role.LEG,
        Role.THORAX,
        Role.OTHER,
    )
    raw.info["bads"] = ["C4"]
    recording = recording_of_raw(raw)
    recording.assign_roles({})
    assert next(c.role for c in recording.channels if c.label == "C4") is Role.OTHER


@needs_models
def test_an_envelope_that_was_given_the_rate_of_a_raw_is_noticed() -> None:
    """The EMG of the sample night holds a value a second, which MNE-Python repeats or joins at 100 Hz."""
    mne = pytest.importorskip("mne")
    recording = sleepscorer.open_recording(NIGHT)
    emg = next(channel for channel in recording.channels if channel.role is Role.EMG)
    assert emg.sampling_rate_hz == 1
    raw = mne.io.read_raw_edf(NIGHT, verbose="error")
    scoring = sleepscorer.prescore(raw)
    assert emg.label not in scoring.channels
    assert any(emg.label in sentence and "envelope" in sentence for sentence in scoring.notices)


@pytest.mark.parametrize(
    "name", ["absent.edf", "folder", "empty.edf", "absent.fif", "text.vhdr", "text.set", "text.npy"]
)
def test_every_error_of_a_file_is_one_of_ours(tmp_path: Path, name: str) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "empty.edf").write_bytes(b"")
    for text in ("text.vhdr", "text.set", "text.npy"):
        (tmp_path / text).write_text("no more than words\n")
    for call in (sleepscorer.prescore, sleepscorer.open_recording, sleepscorer.read_hypnogram):
        with pytest.raises(SleepscorerError):
            call(tmp_path / name)
    with pytest.raises(SleepscorerError):
        sleepscorer.write_hypnogram(tmp_path / "absent" / "n_hyp.edf", [0, 1])
    with pytest.raises(SleepscorerError):
        sleepscorer.write_hypnogram(tmp_path / "folder", [0, 1], format="edf")
    with pytest.raises(SleepscorerError):
        sleepscorer.prescore(NIGHT, model="../nonsense")
