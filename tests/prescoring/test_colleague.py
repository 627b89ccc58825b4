"""The colleague of a model has its share where it knows the EEG, and none where it does not."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from sleepscorer.assets import models_folder, resource
from sleepscorer.errors import Cancelled, ModelError
from sleepscorer.prescoring.colleague import Colleague, joint
from sleepscorer.prescoring.model_card import load_card, user_models_folder
from sleepscorer.prescoring.prescore import ASKED, DEFAULT_MODEL, prescore
from sleepscorer.prescoring.result import ScoringResult
from sleepscorer.recording import open_recording
from sleepscorer.recording.memory import MemoryRecording
from sleepscorer.signals.quality import Look, Unfit

N_EPOCHS = 120
KNOWN = Look((8.0, 13.0, 21.0), noise_uv=0.7)
LEAD = "sleepscorer-context"


@pytest.fixture(scope="module")
def eeg() -> NDArray[np.float64]:
    """An hour of the sample night's Fpz-Cz."""
    night = open_recording(resource("sample", "sample-night.edf"))
    (trace,) = [trace for trace in night.traces if trace.label == "EEG Fpz-Cz"]
    return night.read_derivations([trace], 200 * 30, N_EPOCHS * 30)[0].astype(float)


@pytest.fixture
def lead() -> str:
    """The committee without its second network."""
    own = user_models_folder() / "lead-alone"
    shutil.copytree(models_folder() / DEFAULT_MODEL, own)
    values = json.loads((own / "card.json").read_text()) | {"name": "lead-alone", "family": "lead-alone"}
    del values["colleague"]
    (own / "card.json").write_text(json.dumps(values))
    return "lead-alone"


def score(eeg_uv: NDArray[np.float64], model: str = DEFAULT_MODEL) -> ScoringResult:
    return prescore(MemoryRecording([eeg_uv], ["EEG Fpz-Cz"], [100.0]), model)


def test_the_verdict_of_two_is_the_weighted_mean_of_their_logarithms() -> None:
    rows = np.array([[0.8, 0.2, 0, 0, 0]], np.float32)
    others = np.array([[0.2, 0.8, 0, 0, 0]], np.float32)
    assert joint(rows, others, 0.5)[0, :2] == pytest.approx([0.5, 0.5], abs=1e-3)
    ratio = joint(rows, others, 0.25)[0]
    assert ratio[0] / ratio[1] == pytest.approx(4**0.75 / 4**0.25, rel=1e-3)
    assert joint(rows, others, 0.0)[0, :2] == pytest.approx([0.8, 0.2], abs=1e-3)


@pytest.mark.parametrize(
    "look",
    [
        replace(KNOWN, quartiles_uv=(1, 2, 3)),
        replace(KNOWN, quartiles_uv=(30, 50, 90)),
        replace(KNOWN, noise_uv=5.5),
        replace(KNOWN, bad_share=0.5),
        replace(KNOWN, unfit=Unfit.CLIPPED),
        None,
    ],
)
def test_an_eeg_that_it_does_not_know_is_not_shown_to_it(look: Look | None) -> None:
    colleague = load_card(models_folder() / DEFAULT_MODEL).colleague
    assert colleague is not None
    assert colleague.takes(KNOWN)
    assert not colleague.takes(look)


def test_it_changes_the_verdict_and_the_identity(eeg: NDArray[np.float64], lead: str) -> None:
    together, alone = score(eeg), score(eeg, lead)
    assert abs(together.probabilities - alone.probabilities).max() > 0.1
    assert together.probabilities.sum(axis=1) == pytest.approx(1, abs=1e-5)
    assert together.identity != alone.identity
    assert not [text for text in together.notices if "second network" in text]


def test_noise_leaves_the_verdict_to_the_first_network_and_is_said(
    eeg: NDArray[np.float64], lead: str
) -> None:
    noisy = eeg + np.random.default_rng(0).normal(0, 10, eeg.size)
    together, alone = score(noisy), score(noisy, lead)
    assert np.array_equal(together.probabilities, alone.probabilities)
    (sentence,) = [text for text in together.notices if "second network" in text]
    assert sentence.startswith("EEG Fpz-Cz is noisier, of another amplitude or more often faulty")


def test_a_stretch_without_the_eeg_is_left_to_the_first_network(eeg: NDArray[np.float64], lead: str) -> None:
    flat = eeg.copy()
    flat[: 20 * 3000] = 0
    second = np.roll(eeg, 50)

    def run(model: str) -> NDArray[np.float32]:
        recording = MemoryRecording([flat, second], ["EEG Fpz-Cz", "EEG Pz-Oz"], [100.0, 100.0])
        return prescore(recording, model).probabilities

    together, alone = run(DEFAULT_MODEL), run(lead)
    assert np.array_equal(together[:19], alone[:19])
    assert not np.array_equal(together[30:], alone[30:])


def test_a_colleague_of_another_version_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "own"
    shutil.copytree(models_folder() / DEFAULT_MODEL, folder)
    values = json.loads((folder / "card.json").read_text())
    values["colleague"]["sha256"] = "0" * 64
    (folder / "card.json").write_text(json.dumps(values))
    with pytest.raises(
        ModelError, match="asks for another version of msa-cnn-small-1-context than is installed"
    ):
        _ = load_card(folder).colleague_card


@pytest.mark.parametrize(
    "changed", [{"weight": 1.5}, {"spread_uv": [9, 3]}, {"spread_uv": 3}, {"weight": "much"}]
)
def test_a_card_that_describes_its_colleague_wrongly_is_refused(
    changed: dict[str, object], tmp_path: Path
) -> None:
    folder = tmp_path / "own"
    shutil.copytree(models_folder() / DEFAULT_MODEL, folder)
    values = json.loads((folder / "card.json").read_text())
    values["colleague"] |= changed
    (folder / "card.json").write_text(json.dumps(values))
    with pytest.raises(ModelError, match="install the model again"):
        load_card(folder)


def test_the_lead_of_the_committee_is_the_model_that_is_offered_alone() -> None:
    committee, lead = (load_card(models_folder() / name) for name in (DEFAULT_MODEL, LEAD))
    assert committee.sha256 == lead.sha256
    assert isinstance(committee.colleague, Colleague)
    assert committee.colleague_card is not None


def test_a_model_that_reads_no_eeg_scores_as_before_and_has_no_colleague() -> None:
    own = user_models_folder() / "eog-alone"
    shutil.copytree(models_folder() / "ulw-sleepnet-1", own)
    values = json.loads((own / "card.json").read_text()) | {"name": "eog-alone", "family": "eog-alone"}
    values["inputs"][0]["role"] = "EOG"
    (own / "card.json").write_text(json.dumps(values))
    signal = np.cumsum(np.random.default_rng(0).normal(0, 3, 30 * 100 * 5))
    recording = MemoryRecording([signal - np.linspace(0, signal[-1], signal.size)], ["EOG E1-M2"], [100.0])
    assert prescore(recording, "eog-alone").probabilities.shape == (5, 5)
    values["colleague"] = json.loads((models_folder() / DEFAULT_MODEL / "card.json").read_text())["colleague"]
    (own / "card.json").write_text(json.dumps(values))
    with pytest.raises(ModelError, match="a colleague of a model that reads no EEG"):
        load_card(own)


def test_it_can_be_cancelled_while_the_second_network_runs(eeg: NDArray[np.float64]) -> None:
    shares: list[float] = []

    def stops() -> bool:
        return bool(shares) and shares[-1] > ASKED

    recording = MemoryRecording([np.tile(eeg, 4)], ["EEG Fpz-Cz"], [100.0])
    with pytest.raises(Cancelled):
        prescore(recording, progress=shares.append, cancelled=stops)
    assert ASKED < shares[-1] < 1
