"""Channels that cannot be what their header says are done without, and said; else the night is refused."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from edf_files import EdfFile, Signal
from numpy.typing import NDArray

from sleepscorer.api import prescore as score
from sleepscorer.assets import resource
from sleepscorer.batch import run_batch
from sleepscorer.channels import Derivation, Role
from sleepscorer.errors import ModelError, RecordingError
from sleepscorer.formats import read_hypnogram
from sleepscorer.prescoring.inputs import plan_inputs
from sleepscorer.prescoring.model_card import available_models, find_models
from sleepscorer.prescoring.plausibility import look_at_traces, why_doubtful
from sleepscorer.prescoring.prescore import DEFAULT_MODEL, prescore
from sleepscorer.recording import Recording, open_recording
from sleepscorer.recording.memory import MemoryRecording
from sleepscorer.signals.quality import Look, Unfit
from sleepscorer.simulation import simulate_night
from sleepscorer.statistics import agreement

Floats = NDArray[np.floating]
NIGHT = resource("sample", "sample-night.edf")
EXPERT = resource("sample", "sample-night-hypnogram.edf")
NOISE = np.random.default_rng(1).normal(0, 20, 30 * 100 * 8)
EEGS, EOG = ("EEG Fpz-Cz", "EEG Pz-Oz"), "EOG horizontal"


def digital(scale: float = 1.0) -> NDArray[np.int64]:
    """Samples whose physical range of +-500 makes them 20 units times a scale."""
    return np.round((NOISE * scale + 500) / 1000 * 65535 - 32768).clip(-32768, 32767).astype(int)


def eeg(unit: str, label: str = "EEG C4-M1", scale: float = 1.0) -> Signal:
    return Signal(digital(scale), 100, label, unit=unit)


def write(folder: Path, *signals: Signal) -> Path:
    return EdfFile(list(signals)).write(folder / "n.edf")


def sample(**changed: Callable[[Floats], Floats]) -> MemoryRecording:
    """The sample night's EEG, EOG and no more, each changed as told by the label's last word."""
    night = open_recording(NIGHT)
    traces = [trace for trace in night.traces if trace.label in (*EEGS, EOG)]
    read = night.read_derivations(traces, 0, night.n_epochs * 30)
    kept = [
        changed.get(trace.label.split()[-1].replace("-", "_"), lambda x: x)(signal.astype(float))
        for trace, signal in zip(traces, read, strict=True)
    ]
    return MemoryRecording(kept, [trace.label for trace in traces], [100.0] * 3)


def notices_of_plan(recording: Recording) -> tuple[str, ...]:
    """What the default model does with the channels, before it scores."""
    return plan_inputs(recording, find_models(DEFAULT_MODEL)).notices


def kappa(recording: Recording, model: str | None = None) -> tuple[float, tuple[str, ...]]:
    found = prescore(recording, model)
    expert = read_hypnogram(EXPERT).stages
    return agreement(expert, found.probabilities.argmax(axis=1)).kappa, found.notices


@pytest.mark.parametrize("unit", ["mV", "V", "nV"])
def test_a_unit_that_makes_the_only_eeg_absurd_is_refused(unit: str, tmp_path: Path) -> None:
    with pytest.raises(RecordingError, match=r"EEG C4-M1 was not used: it varies by .* uV .*put its unit"):
        prescore(open_recording(write(tmp_path, eeg(unit))))


def test_an_eeg_of_a_sound_scale_is_worth_no_word(tmp_path: Path) -> None:
    notices = prescore(open_recording(write(tmp_path, eeg("uV")))).notices
    assert not any("C4-M1 was not used" in text for text in notices)


@pytest.mark.parametrize(("factor", "spread"), [(5.0, "82"), (0.1, "1.6")])
def test_an_eeg_of_an_unusual_size_is_scored_and_said(factor: float, spread: str) -> None:
    notices = score([NOISE * factor], labels=["C4-M1"], rates_hz=100).notices
    expected = f"C4-M1 varies by {spread} uV within 1 s (standard deviation) where 3 to 60 uV are usual"
    assert any(text.startswith(expected) for text in notices), notices
    usual = score([NOISE], labels=["C4-M1"], rates_hz=100).notices
    assert not any("usual" in text for text in usual)


def test_a_chin_emg_of_any_size_is_worth_no_word() -> None:
    look = Look((0.1, 0.2, 0.3))
    assert why_doubtful(Derivation("Chin", Role.EMG, 0), look) is None
    assert why_doubtful(Derivation("E1-M2", Role.EOG, 0), look)


def test_an_eeg_that_is_there_scores_the_epochs_in_which_another_has_no_samples() -> None:
    samples = np.random.default_rng(2).normal(0, 20, (3, 40 * 3000))
    samples[0, :36_000] = np.nan  # 12 epochs of one
    samples[:, -6_000:] = np.nan  # 2 of all
    found = score(list(samples), labels=["C4-M1", "C3-M2", "E1-M2"], rates_hz=100)
    assert (found.stages >= 0).tolist() == [True] * 38 + [False] * 2
    expected = "C4-M1 holds no signal, or an artefact alone, in 12 epochs, which were scored from the other"
    assert any(text.startswith(expected) for text in found.notices)


def test_one_eeg_of_several_is_done_without_and_said(tmp_path: Path) -> None:
    path = write(tmp_path, eeg("mV"), eeg("uV", "EEG C3-M2"))
    found = prescore(open_recording(path))
    assert "EEG C3-M2." in found.notices[0]
    assert found.notices[1].startswith("EEG C4-M1 was not used: it varies by 16000 uV")


@pytest.mark.parametrize(("name", "factor"), [("Fpz_Cz", 1e3), ("Pz_Oz", 1e-3), ("horizontal", 100)])
def test_the_sample_night_is_scored_without_a_channel_of_a_wrong_unit(name: str, factor: float) -> None:
    """.731 and .784 agreement with the expert, where such a channel was used."""
    found, notices = kappa(sample(**{name: lambda signal: signal * factor}))
    assert found > 0.78
    assert notices[:2] == notices_of_plan(sample(**{name: lambda signal: signal * factor}))[:2]


@pytest.mark.parametrize("factor", [1e3, 1e-3, 100])
@pytest.mark.parametrize("name", ["Fpz_Cz", "Pz_Oz", "horizontal"])
def test_the_sample_night_does_without_a_channel_of_a_wrong_unit(name: str, factor: float) -> None:
    notices = notices_of_plan(sample(**{name: lambda signal: signal * factor}))
    label = name.replace("_", "-")
    assert [text for text in notices if f"{label} was not used: it varies by" in text]
    assert label not in notices[0]
    assert not any("no variant" in text for text in notices)


def test_the_sample_night_of_two_eegs_in_the_wrong_unit_is_refused() -> None:
    wrong = sample(Fpz_Cz=lambda signal: signal * 1000, Pz_Oz=lambda signal: signal * 1000)
    with pytest.raises(RecordingError, match=r"needs EEG\. EEG Fpz-Cz was not used: it varies by 13000 uV"):
        prescore(wrong)


def _clipped(signal: Floats) -> Floats:
    return np.clip(signal * 10, -100, 100)


def _held(signal: Floats) -> Floats:
    return np.repeat(signal[::100], 100)


def _smooth(signal: Floats) -> Floats:
    return np.interp(np.arange(signal.size), np.arange(0, signal.size, 100), np.abs(signal[::100]))


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (_clipped, "cut off at the limits"),
        (_held, "an envelope or a copy of coarser samples"),
        (_smooth, "an envelope or a copy of coarser samples"),
        (lambda signal: signal * 0 + 3, "holds no signal"),
    ],
)
def test_the_sample_night_does_without_what_is_no_raw_signal(
    spoil: Callable[[Floats], Floats], words: str
) -> None:
    for name in ("Fpz_Cz", "horizontal"):
        notices = notices_of_plan(sample(**{name: spoil}))
        assert [
            text for text in notices if f"{name.replace('_', '-')} was not used: it" in text and words in text
        ]


def test_the_sample_night_is_scored_without_what_is_no_raw_signal() -> None:
    for name, spoil in (("Fpz_Cz", _clipped), ("horizontal", _held)):
        assert kappa(sample(**{name: spoil}))[0] > 0.78


def test_a_network_of_microvolts_takes_less_than_one_that_compares() -> None:
    ten = sample(Fpz_Cz=lambda signal: signal * 10)
    assert "Fpz-Cz" in plan_inputs(ten, find_models("sleepscorer-context")).notices[0]
    found, notices = kappa(ten, "ulw-sleepnet")
    assert found > 0.60, "0.387 with it"
    assert notices[1].startswith("EEG Fpz-Cz was not used: it varies by 130 uV within 1 s")
    assert "3 to 60 uV are taken" in notices[1]


def test_a_clipped_electrode_is_seen_behind_its_reference() -> None:
    rng = np.random.default_rng(0)
    c4, m1 = np.clip(rng.normal(0, 60, 60_000), -50, 50), rng.normal(0, 5, 60_000)
    looks = look_at_traces(MemoryRecording([c4, m1], ["C4", "M1"], [200.0, 200.0]))
    assert [(trace.label, look.unfit) for trace, look in looks.items()] == [("C4-M1", Unfit.CLIPPED)]


@pytest.mark.parametrize("shape", ["raw", "rectified", "root mean square", "drifting", "weak"])
def test_an_emg_is_told_from_its_envelope(shape: str) -> None:
    rng, rate = np.random.default_rng(0), 200
    t = np.arange(300 * rate) / rate
    raw = rng.normal(0, 4, t.size) * (1.5 + np.sin(t / 20))
    smoothed = np.sqrt(np.convolve(raw**2, np.ones(rate) / rate, "same"))
    shapes = {
        "raw": raw,
        "rectified": np.abs(raw),
        "root mean square": smoothed,
        "drifting": raw + 50 * np.sin(2 * np.pi * 0.2 * t) + 2000,
        "weak": raw / 20,
    }
    (look,) = look_at_traces(MemoryRecording([shapes[shape]], ["Chin"], [float(rate)])).values()
    expected = Unfit.ENVELOPE if shape in ("rectified", "root mean square") else None
    assert look.unfit is expected
    assert look.lies_in((0.05, 500.0)) or expected


def test_an_electrode_that_is_loose_for_half_of_the_night_is_still_used() -> None:
    signal = np.random.default_rng(0).normal(0, 12, 30 * 100 * 40)
    signal[: signal.size // 2] *= 200
    plan = plan_inputs(MemoryRecording([signal], ["C4-M1"], [100.0]), find_models("sleepscorer-context"))
    assert "C4-M1" in plan.notices[0]


def test_simulated_nights_are_plausible_in_every_channel() -> None:
    for seed in (1, 2, 3):
        night = simulate_night(seed, hours=1)
        recording = MemoryRecording(list(night.signals_uv), list(night.labels), [100.0] * 4)
        for name in ("sleepscorer-context", "ulw-sleepnet"):
            plan = plan_inputs(recording, find_models(name))
            assert len(plan.traces) == 4
            assert not any("was not used" in text for text in plan.notices)


def test_the_sample_night_is_scored_as_ever() -> None:
    found, notices = kappa(open_recording(NIGHT))
    assert found == pytest.approx(0.828, abs=1e-3)
    assert notices == (
        "Scored with Sleepscorer Committee: EEG Fpz-Cz, EEG Pz-Oz, EOG horizontal.",
        "EMG submental was not used: at 1 Hz it is an envelope or too coarse, not a raw EMG.",
    )


def test_many_dead_channels_are_looked_at_once(tmp_path: Path) -> None:
    flat = np.zeros(30 * 100 * 8)
    recording = MemoryRecording([flat] * 200, [f"EEG {place}" for place in range(200)], [100.0] * 200)
    read: list[float] = []
    seen = recording.read_many
    recording.read_many = lambda c, a, s: (read.append(s * len(c)), seen(c, a, s))[1]  # type: ignore[method-assign]
    with pytest.raises(ModelError, match="it holds no signal"):
        prescore(recording)
    assert sum(read) <= 2 * 200 * 30 * 8


def test_batch_and_api_say_it_too(tmp_path: Path) -> None:
    from concurrent.futures import ThreadPoolExecutor

    path = write(tmp_path, eeg("mV"), eeg("uV", "EEG C3-M2"))
    run_batch([path], tmp_path / "out", make_executor=ThreadPoolExecutor)
    row = json.loads((tmp_path / "out" / "manifest.jsonl").read_text())
    assert any(text.startswith("EEG C4-M1 was not used: it varies by 16000 uV") for text in row["notices"])
    assert "EEG C4-M1 was not used" in (tmp_path / "out" / "manifest.csv").read_text()
    told: list[str] = []
    score(path, tell=told.append)
    assert any(text.startswith("EEG C4-M1 was not used: it varies by 16000 uV") for text in told)


def test_every_card_of_the_product_says_which_amplitudes_it_takes() -> None:
    for card in available_models():
        said = json.loads((card.folder / "card.json").read_text())["inputs"]
        assert [list(one.range_uv) for one in card.inputs] == [one["amplitude_uv"] for one in said]
        text = (card.folder / "CARD.md").read_text()
        assert all(f"{one.range_uv[0]:g} to {one.range_uv[1]:g} uV" in text for one in card.inputs)


@pytest.mark.parametrize("fault", ["noise", "flat"])
def test_a_poor_eeg_gives_way_to_a_better_one_and_is_said(fault: str) -> None:
    night = open_recording(NIGHT)
    traces = [trace for trace in night.traces if trace.label in EEGS]
    good = [page.astype(float) for page in night.read_derivations(traces, 6000, 3600)]
    poor = good[0] + np.random.default_rng(0).normal(0, 12, good[0].size)
    if fault == "flat":
        poor = good[0].copy()
        poor[: poor.size // 2] = 0
    recording = MemoryRecording([poor, good[1]], ["C4-M1", "C3-M2"], [100.0, 100.0])
    variants = [card for card in find_models("sleepscorer-context") if len(card.inputs) == 1]
    plan = plan_inputs(recording, variants)
    assert plan.channels == ("C3-M2",)
    words = "holds noise of" if fault == "noise" else "% of the epochs looked at are flat"
    assert [text for text in plan.notices if text.startswith("C4-M1 gave way") and words in text]
    both = plan_inputs(recording, find_models("sleepscorer-context"))
    assert set(both.channels) == {"C3-M2", "C4-M1"}
    assert not [text for text in both.notices if "gave way" in text]
