from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from edfio import Edf, EdfSignal
from numpy.typing import NDArray

from sleepscorer.assets import resource
from sleepscorer.channels import Role
from sleepscorer.errors import Cancelled, ModelError
from sleepscorer.formats.hypnogram import align
from sleepscorer.formats.reader import read_hypnogram
from sleepscorer.prescoring.inputs import plan_inputs
from sleepscorer.prescoring.model_card import find_models
from sleepscorer.prescoring.preparation import CLIP_UV, Preparation, cut_epochs, prepare
from sleepscorer.prescoring.prescore import prescore, read_resampled
from sleepscorer.recording import Recording, open_recording
from sleepscorer.scoring import AuthorKind
from sleepscorer.simulation import simulate_night
from sleepscorer.simulation.edf import write_edf
from sleepscorer.statistics import agreement

RATE_HZ = 128


def _write(
    path: Path, labels: Sequence[str], seconds: int = 300, unit: str = "uV", **changed: object
) -> Recording:
    """A recording of noise; ``changed`` replaces channels, named with underscores for dashes."""
    rng = np.random.default_rng(1)
    signals = []
    for label in labels:
        values = changed.get(label.replace("-", "_"), rng.normal(0, 20, seconds * RATE_HZ))
        signals.append(EdfSignal(np.asarray(values, float), RATE_HZ, label=label, physical_dimension=unit))
    Edf(signals).write(path)
    return open_recording(path)


@pytest.mark.parametrize(
    ("labels", "model", "used"),
    [
        (
            ["F3-M2", "C4-M1", "E1-M2", "Chin1-Chin2"],
            "ulw-sleepnet-4",
            ["C4-M1", "F3-M2", "E1-M2", "Chin1-Chin2"],
        ),
        (["C3", "C4", "M1", "M2", "E1", "E2"], "ulw-sleepnet-3", ["C4-M1", "C3-M2", "E1-M2"]),
        (["EEG", "EOG(L)", "EMG"], "ulw-sleepnet-2", ["EEG", "EOG(L)"]),
        (["EEG Pz-Oz", "ECG"], "ulw-sleepnet-1", ["EEG Pz-Oz"]),
    ],
)
def test_the_variant_follows_the_channels(
    tmp_path: Path, labels: list[str], model: str, used: list[str]
) -> None:
    recording = _write(tmp_path / "a.edf", labels)
    plan = plan_inputs(recording, find_models("ulw-sleepnet"))
    assert plan.card.name == model
    assert [trace.label for trace in plan.traces] == used
    assert ", ".join(used) in plan.notices[0]


def test_the_user_is_told_what_was_done_without(tmp_path: Path) -> None:
    recording = _write(tmp_path / "a.edf", ["EEG", "EOG(L)", "EMG"])
    notices = " ".join(plan_inputs(recording, find_models("ulw-sleepnet")).notices)
    assert "EMG was not used" in notices
    only = _write(tmp_path / "b.edf", ["EEG"])
    notices = " ".join(plan_inputs(only, find_models("ulw-sleepnet")).notices)
    assert "has no EOG" in notices
    assert "has no EMG" in notices


def test_an_envelope_is_never_fed_as_emg() -> None:
    recording = open_recording(resource("sample", "sample-night.edf"))
    plan = plan_inputs(recording, find_models("ulw-sleepnet"))
    assert plan.card.name == "ulw-sleepnet-3"
    assert "EMG submental was not used: at 1 Hz" in " ".join(plan.notices)
    with pytest.raises(ModelError, match="needs EEG \\+ EEG \\+ EOG \\+ EMG"):
        prescore(recording, "ulw-sleepnet-4")


def test_nothing_is_scored_from_nothing(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"it needs EEG, in volts, .* Set the channels' roles"):
        prescore(_write(tmp_path / "a.edf", ["Thor", "SpO2"]))
    with pytest.raises(ModelError, match="no channels"):
        prescore(_write(tmp_path / "b.edf", ["C4-M1", "E1-M2"], unit="%"))


def test_a_flat_channel_is_not_passed_off_as_signal(tmp_path: Path) -> None:
    flat = np.zeros(300 * RATE_HZ)
    recording = _write(tmp_path / "a.edf", ["C4-M1", "F4-M1", "E1-M2"], C4_M1=flat)
    found = prescore(recording, "ulw-sleepnet")
    assert found.model_name == "ulw-sleepnet-2"
    assert "C4-M1 was not used: it holds no signal." in found.notices
    assert "F4-M1, E1-M2" in found.notices[0]
    with pytest.raises(ModelError):
        prescore(_write(tmp_path / "b.edf", ["C4-M1"], C4_M1=flat))


def test_epochs_in_which_every_eeg_is_flat_stay_unscored_and_are_counted(tmp_path: Path) -> None:
    signal = np.random.default_rng(5).normal(0, 20, 300 * RATE_HZ)
    signal[180 * RATE_HZ :] = 0.0
    recording = _write(tmp_path / "a.edf", ["C4-M1", "F4-M1", "E1-M2"], C4_M1=signal, F4_M1=signal)
    result = prescore(recording)
    known = np.isfinite(result.probabilities).all(axis=1)
    assert known[:6].all()
    assert not known[7:].any()  # the filter rings on into the first of them
    assert f"No EEG holds a signal in {(~known).sum()} epochs; they are left unscored." in result.notices


def test_roles_a_technician_corrects_are_followed(tmp_path: Path) -> None:
    recording = _write(tmp_path / "a.edf", ["Channel A", "Channel B"])
    with pytest.raises(ModelError):
        prescore(recording)
    recording.assign_roles({"Channel A": Role.EEG, "Channel B": Role.EOG})
    assert prescore(recording, "ulw-sleepnet").model_name == "ulw-sleepnet-2"


def test_result_is_probabilities_and_names_its_author(tmp_path: Path) -> None:
    found = prescore(_write(tmp_path / "a.edf", ["C4-M1", "E1-M2"]), "ulw-sleepnet")
    assert found.probabilities.shape == (10, 5)
    np.testing.assert_allclose(found.probabilities.sum(axis=1), 1, atol=1e-5)
    assert found.author.kind is AuthorKind.MODEL
    assert found.author.name.startswith("ulw-sleepnet-2@")


def test_epochs_without_samples_stay_unscored(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    recording = _write(tmp_path / "a.edf", ["C4-M1"])
    read = Recording.read_derivations

    def with_gap(
        self: Recording, traces: object, start_s: float, seconds: float
    ) -> list[NDArray[np.float32]]:
        pages = read(self, traces, start_s, seconds)  # type: ignore[arg-type]
        times = start_s + np.arange(pages[0].size) / RATE_HZ
        pages[0][(times >= 60) & (times < 115)] = np.nan
        return pages

    monkeypatch.setattr(Recording, "read_derivations", with_gap)
    rows = prescore(recording).probabilities
    assert np.isnan(rows[2:4]).all()
    assert np.isfinite(rows[[0, 1, 4, 5]]).all()


def test_progress_rises_to_one_and_cancelling_stops(tmp_path: Path) -> None:
    recording = _write(tmp_path / "a.edf", ["C4-M1"])
    seen: list[float] = []
    prescore(recording, progress=seen.append)
    assert seen == sorted(seen)
    assert seen[-1] == 1.0
    with pytest.raises(Cancelled):
        prescore(recording, cancelled=lambda: True)


def test_scores_do_not_depend_on_the_recorders_rate(tmp_path: Path) -> None:
    from sleepscorer.signals.resampling import resample

    night = simulate_night(5, hours=0.5)
    found = []
    for rate_hz in (100, 200, 256):
        signals = [
            EdfSignal(resample(x, 100, rate_hz).astype(float), rate_hz, label=name, physical_dimension="uV")
            for name, x in zip(("C4-M1", "O2-M1", "E1-M2"), night.signals_uv[:3], strict=True)
        ]
        Edf(signals).write(tmp_path / f"{rate_hz}.edf")
        found.append(prescore(open_recording(tmp_path / f"{rate_hz}.edf")).probabilities)
    for other in found[1:]:
        assert np.abs(other - found[0]).mean() < 0.01
        assert np.mean(other.argmax(axis=1) == found[0].argmax(axis=1)) > 0.96


def test_blocks_give_what_one_read_gives() -> None:
    recording = open_recording(resource("sample", "sample-night.edf"))
    trace = recording.traces[0]
    (blocks,) = read_resampled(recording, (trace,), 100.0)
    whole = recording.read_derivation(trace, 0, recording.n_epochs * 30)
    np.testing.assert_allclose(blocks, whole, atol=1e-3)


def test_threads_change_nothing() -> None:
    recording = open_recording(resource("sample", "sample-night.edf"))
    alone, together = (prescore(recording, threads=threads).probabilities for threads in (1, 3))
    np.testing.assert_allclose(together, alone, atol=1e-5)


def test_preparation_clips_scales_and_blanks_gaps() -> None:
    signal = np.full(3000, 5000, np.float32)
    signal[1000:1100] = np.nan
    how = Preparation(None, None, divisor_uv=2.0)
    prepared = prepare(signal, 100, how)
    assert prepared[0] == CLIP_UV / 2
    assert (prepared[1000:1100] == 0).all()
    noise = np.random.default_rng(0).normal(3, 40, 6000).astype(np.float32)
    scaled = prepare(noise, 100, Preparation(None, None, scaling="recording_iqr"))
    assert abs(np.median(scaled)) < 0.01
    assert scaled.std() == pytest.approx(1, abs=0.05)
    np.testing.assert_allclose(
        scaled, prepare(noise * 7, 100, Preparation(None, None, scaling="recording_iqr")), atol=1e-4
    )


def test_epochs_are_cut_in_order_and_padded() -> None:
    one = np.arange(7000, dtype=np.float32)
    epochs = cut_epochs([one, one + 1], 3, 100)
    assert epochs.shape == (3, 2, 3000)
    assert epochs[1, 0, 0] == 3000
    assert epochs[1, 1, 0] == 3001
    assert (epochs[2, 0, 1000:] == 0).all()


def test_card_says_the_kappa_that_the_sample_night_gives() -> None:
    recording = open_recording(resource("sample", "sample-night.edf"))
    found = prescore(recording)
    expert = align(
        read_hypnogram(resource("sample", "sample-night-hypnogram.edf")), recording.start, recording.n_epochs
    )
    here = agreement(expert, found.probabilities.argmax(axis=1))
    said = [
        figure for figure in find_models(found.model_name)[0].figures if "SC4001" in figure["measured_on"]
    ]
    assert said, "the card must say what the model does on SC4001"
    assert here.kappa == pytest.approx(said[0]["kappa"], abs=0.02)


@pytest.mark.parametrize(("gain", "rings"), [(0.0, 1), (100.0, 0)])  # of the filter: an epoch after the fall
def test_an_electrode_that_falls_off_is_told_and_done_without(
    tmp_path: Path, gain: float, rings: int
) -> None:
    night = simulate_night(9, 1.5)
    off = night.signals_uv.copy()
    off[0, off.shape[1] // 2 :] *= gain
    write_edf(
        replace(night, signals_uv=off),
        tmp_path / "off.edf",
        labels=("C4-M1", "C3-M2", "E1-M2", "Chin1-Chin2"),
    )
    found = prescore(open_recording(tmp_path / "off.edf"))
    n_epochs = night.stages.size
    sentence = f"C4-M1 holds no signal, or an artefact alone, in {n_epochs // 2 - rings} epochs"
    assert sentence in " ".join(found.notices)
    second = slice(n_epochs // 2 + 1, None)
    assert (found.probabilities[second].argmax(axis=1) == night.stages[second]).mean() > 0.6


def test_an_eeg_of_50_hz_is_scored_and_a_chin_emg_of_50_hz_is_not(tmp_path: Path) -> None:
    night = simulate_night(9, 1.5)
    write_edf(night, tmp_path / "coarse.edf", rate_hz=50, labels=("C4-M1", "C3-M2", "E1-M2", "Chin1-Chin2"))
    found = prescore(open_recording(tmp_path / "coarse.edf"))
    assert found.channels == ("C4-M1", "C3-M2", "E1-M2")
    assert (found.probabilities.argmax(axis=1) == night.stages).mean() > 0.6
    write_edf(night, tmp_path / "too-coarse.edf", rate_hz=40)
    with pytest.raises(ModelError, match="at 50 Hz or more"):
        prescore(open_recording(tmp_path / "too-coarse.edf"))
