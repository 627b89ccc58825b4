"""What a script calls: files, arrays and MNE-Python's Raw give the same night; the docs' examples run."""

from __future__ import annotations

import re
import shutil
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest

import sleepscorer
from sleepscorer.assets import resource
from sleepscorer.channels import Role
from sleepscorer.errors import ModelError, RecordingError
from sleepscorer.prescoring.model_card import available_models
from sleepscorer.recording import open_recording
from sleepscorer.recording.memory import MemoryRecording, recording_of_raw

NIGHT = resource("sample", "sample-night.edf")
SECONDS = 3600
LABELS = ["EEG Fpz-Cz", "EEG Pz-Oz", "EOG horizontal"]
DOCS = Path(__file__).parent.parent / "docs"
needs_models = pytest.mark.skipif(not available_models(), reason="no model is installed")


@pytest.fixture(scope="module")
def samples() -> np.ndarray:
    recording = open_recording(NIGHT)
    labels = [channel.label for channel in recording.channels]
    return np.stack([recording.read(labels.index(label), 0, SECONDS) for label in LABELS])


def test_what_the_package_offers() -> None:
    functions = set(sleepscorer.__all__) - {"__version__"}
    assert functions <= set(dir(sleepscorer))
    opening = (DOCS / "api.md").read_text("utf-8").split("##")[0]
    assert all(f"`{name}`" in opening for name in functions)
    assert len(functions) == 6
    assert "Six functions" in opening
    assert sleepscorer.open_recording is open_recording
    with pytest.raises(AttributeError, match="no attribute 'nonsense'"):
        sleepscorer.nonsense  # noqa: B018


@needs_models
def test_arrays_give_what_their_units_and_shapes_say(samples: np.ndarray) -> None:
    said: list[str] = []
    scoring = sleepscorer.prescore(samples, labels=LABELS, rates_hz=100, tell=said.append)
    assert scoring.n_epochs == SECONDS // 30
    assert scoring.probabilities is not None
    np.testing.assert_allclose(scoring.probabilities.sum(axis=1), 1, atol=1e-5)
    assert "EEG Fpz-Cz" in said[0]
    volts = [signal.astype(float) * 1e-6 for signal in samples]
    again = sleepscorer.prescore(volts, labels=LABELS, rates_hz=[100] * 3, unit="V")
    np.testing.assert_allclose(again.probabilities, scoring.probabilities, atol=1e-3)


@needs_models
def test_roles_put_a_label_right(samples: np.ndarray) -> None:
    with pytest.raises(ModelError, match="no channels"):
        sleepscorer.prescore(samples[:1], labels=["X1"], rates_hz=100)
    scoring = sleepscorer.prescore(samples[:1], labels=["X1"], rates_hz=100, roles={"X1": "EEG"})
    assert (scoring.stages >= 0).all()


@needs_models
def test_a_raw_gives_what_its_arrays_give(samples: np.ndarray) -> None:
    mne = pytest.importorskip("mne")
    info = mne.create_info(LABELS, 100, ["eeg", "eeg", "eog"])
    raw = mne.io.RawArray(samples.astype(float) * 1e-6, info, verbose="error")
    scoring = sleepscorer.prescore(raw)
    expected = sleepscorer.prescore(samples, labels=LABELS, rates_hz=100)
    np.testing.assert_allclose(scoring.probabilities, expected.probabilities, atol=1e-3)


def test_a_raws_types_speak_where_labels_do_not() -> None:
    mne = pytest.importorskip("mne")
    info = mne.create_info(["Alpha", "Beta", "C4", "Marker"], 100, ["eog", "emg", "eeg", "eeg"])
    raw = mne.io.RawArray(np.zeros((4, 6000)), info, verbose="error")
    roles = [channel.role for channel in recording_of_raw(raw).channels]
    assert roles == [Role.EOG, Role.EMG, Role.EEG, Role.OTHER]


def test_pages_of_arrays_reach_beyond_their_ends() -> None:
    start = datetime(2020, 1, 2, 22)
    recording = MemoryRecording([np.arange(300.0)], ["C4-M1"], [10], unit="mV", start=start)
    page = recording.read(0, -1, 3)
    assert np.isnan(page[:10]).all()
    assert page[10:].tolist() == [1000.0 * value for value in range(20)]
    assert np.isnan(recording.read(0, 40, 2)).all()
    assert (recording.n_epochs, recording.clock(60)) == (1, datetime(2020, 1, 2, 22, 1))


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ({}, "give labels and rates_hz"),
        ({"labels": ["C4"], "rates_hz": 100}, "2 signals, 1 labels"),
        ({"labels": ["C4", "C3"], "rates_hz": [100, 10]}, "check their sampling rates"),
        ({"labels": ["C4", "C3"], "rates_hz": 0}, "no sampling rate"),
        ({"labels": ["C4", "C3"], "rates_hz": 100, "unit": "kg"}, "no unit of signals"),
        ({"labels": ["C4", "C3"], "rates_hz": 1000}, "less than one epoch"),
        ({"labels": ["C4", "C3"], "rates_hz": 100, "roles": {"C4": "nose"}}, "choose one of EEG"),
    ],
)
def test_arrays_that_do_not_go_together(arguments: dict[str, object], sentence: str) -> None:
    with pytest.raises(RecordingError, match=sentence):
        sleepscorer.prescore(np.zeros((2, 6000)), **arguments)


@needs_models
@pytest.mark.parametrize("hidden", [np.inf, -np.inf, "mask"])
def test_what_is_no_sample_is_missing(samples: np.ndarray, hidden: float | str) -> None:
    samples = samples[:, : 100 * 1200]
    lacking = np.ma.masked_array(samples) if hidden == "mask" else samples.copy()
    lacking[:, : 100 * 60] = np.ma.masked if hidden == "mask" else hidden
    expected = samples.copy()
    expected[:, : 100 * 60] = np.nan
    scored = [sleepscorer.prescore(one, labels=LABELS, rates_hz=100) for one in (lacking, expected)]
    assert (scored[0].stages[:2] == -1).all()
    np.testing.assert_array_equal(scored[0].stages, scored[1].stages)


@needs_models
def test_channels_that_are_marked_as_bad_are_not_used(samples: np.ndarray) -> None:
    mne = pytest.importorskip("mne")
    raw = mne.io.RawArray(samples * 1e-6, mne.create_info(LABELS, 100, "eeg"), verbose="error")
    raw.info["bads"] = LABELS[:1]
    said: list[str] = []
    sleepscorer.prescore(raw, tell=said.append)
    assert f"{LABELS[0]} is marked as bad and was not used." in said
    assert not any(LABELS[0] in sentence for sentence in said if sentence.startswith("Scored"))
    sleepscorer.prescore(raw, roles={LABELS[0]: "EEG"}, tell=said.append)
    assert any(LABELS[0] in sentence for sentence in said if sentence.startswith("Scored"))
    epochs = mne.make_fixed_length_epochs(raw, 30, verbose="error")
    with pytest.raises(RecordingError, match="give the Raw"):
        sleepscorer.prescore(epochs)


@needs_models
def test_a_start_with_a_time_zone_is_the_clock_time(samples: np.ndarray, tmp_path: Path) -> None:
    scoring = sleepscorer.prescore(samples[:, :6000], labels=LABELS, rates_hz=100)
    start = datetime(2024, 1, 15, 22, 30, tzinfo=UTC)
    for name in ("n_hyp.edf", "n_domino.txt", "n-nsrr.xml", "n.annot", "n_hyp.csv"):
        sleepscorer.write_hypnogram(tmp_path / name, scoring, start)
    assert sleepscorer.read_hypnogram(tmp_path / "n_hyp.edf").start == start.replace(tzinfo=None)


def test_the_examples_of_the_docs_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for path in NIGHT.parent.glob("*.edf"):
        shutil.copy(path, tmp_path)
    monkeypatch.chdir(tmp_path)
    code = re.findall(r"```python\n(.*?)```", (DOCS / "api.md").read_text(encoding="utf-8"), re.DOTALL)
    assert len(code) >= 7
    exec(compile("\n".join(code), "docs/api.md", "exec"), {})
    assert sleepscorer.read_hypnogram(tmp_path / "night.annot").stages.size == 841


@pytest.mark.parametrize(("factor", "unit"), [(1, "mV"), (1, "V"), (1e-3, "uV"), (1e-6, "uV")])
def test_a_wrong_unit_is_refused_before_a_model_guesses(
    samples: np.ndarray, factor: float, unit: str
) -> None:
    with pytest.raises(
        RecordingError, match=r"EEG Fpz-Cz was not used: it varies by .* put its unit or scale right"
    ):
        sleepscorer.prescore(samples * factor, labels=LABELS, rates_hz=100, unit=unit)


def test_a_role_for_a_label_that_is_not_there_is_refused(samples: np.ndarray) -> None:
    for night, more in ((NIGHT, {}), (samples, {"labels": LABELS, "rates_hz": 100})):
        with pytest.raises(
            RecordingError, match="There is no channel 'EEG Fpz_Cz' to give a role; there are EEG"
        ):
            sleepscorer.prescore(night, roles={"EEG Fpz_Cz": "EEG"}, **more)  # type: ignore[arg-type]


def test_what_only_arrays_have_is_refused_for_a_file() -> None:
    with pytest.raises(RecordingError, match="leave out labels, unit"):
        sleepscorer.prescore(NIGHT, labels=LABELS, unit="V")
