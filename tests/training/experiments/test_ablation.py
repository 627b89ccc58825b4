"""What the network is worth without some of its numbers."""

from __future__ import annotations

import numpy as np
import pytest

pytest.importorskip("torch")

from sleepscorer.assets import models_folder, resource
from sleepscorer.prescoring.classifier import Classifier
from sleepscorer.prescoring.features import GROUPS
from sleepscorer.prescoring.model_card import load_card
from sleepscorer.simulation import simulate_night
from sleepscorer.training.data.context_nights import NumbersNight, from_signals
from sleepscorer.training.experiments.context_ablation import mask_without, masked, on_nights, on_recording

NIGHT_HOURS = 2.0


@pytest.fixture(scope="module")
def night() -> NumbersNight:
    return from_signals("simulated-0", simulate_night(0, NIGHT_HOURS))


def test_a_mask_takes_a_group_from_all_channels_of_a_role() -> None:
    mask = mask_without(["eeg:spectrum", "emg:bands"])
    assert not mask[:2, GROUPS.index("spectrum")].any()
    assert not mask[3, GROUPS.index("bands")]
    assert np.count_nonzero(~mask) == 3


@pytest.mark.parametrize("text", ["eeg", "ecg:spectrum", "eeg:colour"])
def test_what_there_is_not_cannot_be_left_out(text: str) -> None:
    with pytest.raises(ValueError, match="names no role and group"):
        mask_without([text])


def test_a_night_without_a_role_is_that_of_the_channels_left(night: NumbersNight) -> None:
    classifier = Classifier(load_card(models_folder() / "sleepscorer-context"))
    whole = on_nights(classifier, mask_without([]), {"simulated": [night]})
    without_eog = on_nights(
        classifier, mask_without([f"eog:{group}" for group in GROUPS]), {"simulated": [night]}
    )
    assert set(whole) == {"simulated 0", "simulated 02", "simulated 0123"}
    assert whole["simulated 0"] == without_eog["simulated 0"] == without_eog["simulated 02"]
    assert whole["simulated 02"] > 0.5
    assert night.numbers.known[2].any()
    assert not masked(night.numbers, mask_without([f"eog:{group}" for group in GROUPS])).known[2].any()


@pytest.mark.long
def test_a_recording_with_all_its_numbers_gives_the_figures_of_the_card() -> None:
    card = load_card(models_folder() / "sleepscorer-context")
    cut = [one for one in card.figures if "cut to it" in one["measured_on"]]
    said = {one["measured_on"].rpartition(", ")[2]: one["kappa"] for one in cut}
    psg, expert = (resource("sample", f"sample-night{end}.edf") for end in ("", "-hypnogram"))
    found = on_recording(Classifier(card), mask_without([]), psg, expert)
    assert found == pytest.approx(said, abs=0.002)
    without_eog = mask_without([*(f"eog:{group}" for group in GROUPS), "eeg:coupling"])
    blind = on_recording(Classifier(card), without_eog, psg, expert)
    assert blind["Fpz-Cz + EOG"] == found["Fpz-Cz"] == blind["Fpz-Cz"]
