"""Recordings that were not filtered are shown to the default model through a low-pass."""

from __future__ import annotations

import json
import shutil

import numpy as np
import pytest
from numpy.typing import NDArray

from sleepscorer.assets import models_folder, resource
from sleepscorer.channels import Role
from sleepscorer.errors import ModelError
from sleepscorer.prescoring.model_card import load_card, user_models_folder
from sleepscorer.prescoring.preparation import Preparation
from sleepscorer.prescoring.prescore import DEFAULT_MODEL, prescore
from sleepscorer.recording import open_recording
from sleepscorer.recording.memory import MemoryRecording
from sleepscorer.signals.filters import band_pass
from sleepscorer.signals.quality import LEAST_GAMMA, LEAST_SLOW, Look, look_at
from sleepscorer.simulation import simulate_night

RATE_HZ = 100.0
BROADBAND = Look((8.0, 13.0, 21.0), noise_uv=0.7)


@pytest.fixture(scope="module")
def eeg() -> NDArray[np.float64]:
    """An hour of the sample night's Fpz-Cz."""
    night = open_recording(resource("sample", "sample-night.edf"))
    (trace,) = [trace for trace in night.traces if trace.label == "EEG Fpz-Cz"]
    return night.read_derivations([trace], 200 * 30, 120 * 30)[0].astype(float)


@pytest.fixture
def wide() -> str:
    """The first network of the default model, shown all that was recorded."""
    own = user_models_folder() / "wide"
    shutil.copytree(models_folder() / DEFAULT_MODEL, own)
    values = json.loads((own / "card.json").read_text()) | {"name": "wide", "family": "wide"}
    del values["low_pass_hz"], values["colleague"]
    (own / "card.json").write_text(json.dumps(values))
    return "wide"


def look(signal_uv: NDArray[np.floating]) -> Look:
    pages = np.asarray(signal_uv, np.float32).reshape(-1, 3000)[::6]
    return look_at(list(pages), RATE_HZ, is_emg=False)


@pytest.mark.parametrize("made", ["recorded", "simulated"])
def test_filters_of_an_exporter_are_told(made: str, eeg: NDArray[np.float64]) -> None:
    signal = eeg if made == "recorded" else simulate_night(7, 1.0).signals_uv[0].astype(float)
    assert look(signal).is_broadband
    assert look(4 * signal).is_broadband, "at four times the gain, too"
    assert look(band_pass(signal, RATE_HZ, None, 30.0)).gamma_ratio < LEAST_GAMMA
    assert look(band_pass(signal, RATE_HZ, 1.0, None)).slow_ratio < LEAST_SLOW
    assert not look(band_pass(signal, RATE_HZ, 0.5, 30.0)).is_broadband
    assert look(band_pass(signal, RATE_HZ, 0.3, None)).is_broadband


def test_a_rate_too_low_for_30_hz_is_no_broadband_eeg(eeg: NDArray[np.float64]) -> None:
    assert not look_at(list(eeg[::2].reshape(-1, 1500)), 50.0, is_emg=False).is_broadband


def test_eeg_and_eog_are_shown_through_the_low_pass_and_emg_is_not() -> None:
    card = load_card(models_folder() / DEFAULT_MODEL)
    assert card.low_pass_hz == 30.0
    for given, before in zip(card.low_passed(BROADBAND, 960).inputs, card.inputs, strict=True):
        expected = before.preparation.high_hz if given.role is Role.EMG else 30.0
        assert given.preparation.high_hz == expected
    assert card.low_passed(None, 960) is card
    assert card.low_passed(Look((8.0, 13.0, 21.0), gamma_ratio=0.3), 960) is card
    assert card.low_passed(BROADBAND, 119) is card, "too short"


def test_a_low_pass_that_is_lower_stays() -> None:
    assert Preparation(0.3, 25.0).low_passed(30.0).high_hz == 25.0
    assert Preparation(0.3, 35.0).low_passed(30.0).high_hz == 30.0
    assert Preparation(0.3, None).low_passed(None).high_hz is None


def test_mains_change_no_stage(eeg: NDArray[np.float64], wide: str) -> None:
    mains = eeg + 30 * np.sin(2 * np.pi * 49.0 * np.arange(eeg.size) / RATE_HZ)

    def agreed(model: str | None) -> float:
        clean, loud = (
            prescore(MemoryRecording([signal], ["EEG Fpz-Cz"], [RATE_HZ]), model).probabilities.argmax(axis=1)
            for signal in (eeg, mains)
        )
        return float((clean == loud).mean())

    assert agreed(None) == 1
    assert agreed(wide) < 1, "which the low-pass is for"


@pytest.mark.parametrize("given", [-5, 0.2, 50, True, float("nan"), "abc", [30]])
def test_a_low_pass_that_cannot_be_is_refused(given: object, wide: str) -> None:
    own = user_models_folder() / wide
    values = json.loads((own / "card.json").read_text()) | {"low_pass_hz": given}
    (own / "card.json").write_text(json.dumps(values))
    with pytest.raises(ModelError, match="install the model again"):
        load_card(own)


def test_a_low_pass_of_a_model_that_reads_no_eeg_is_refused() -> None:
    own = user_models_folder() / "eog-alone"
    shutil.copytree(models_folder() / "ulw-sleepnet-1", own)
    values = json.loads((own / "card.json").read_text()) | {"name": "eog-alone", "low_pass_hz": 30}
    values["inputs"][0]["role"] = "EOG"
    (own / "card.json").write_text(json.dumps(values))
    with pytest.raises(ModelError, match="a low-pass for the EEG of a model that reads none"):
        load_card(own)


def test_a_model_without_a_corner_scores_as_before(eeg: NDArray[np.float64], wide: str) -> None:
    recording = MemoryRecording([eeg], ["EEG Fpz-Cz"], [RATE_HZ])
    lead, own, default = (prescore(recording, name) for name in ("sleepscorer-context", wide, None))
    assert np.array_equal(own.probabilities, lead.probabilities)
    assert own.identity != default.identity
