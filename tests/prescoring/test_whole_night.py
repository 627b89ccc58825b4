import numpy as np
import pytest

from sleepscorer.assets import models_folder
from sleepscorer.channels import Role
from sleepscorer.errors import ModelError
from sleepscorer.prescoring.classifier import Classifier
from sleepscorer.prescoring.features import compute
from sleepscorer.prescoring.model_card import find_models, load_card
from sleepscorer.prescoring.whole_night import place_channels, score_night, usable_channels
from sleepscorer.simulation import simulate_night

MODEL = "sleepscorer-context"
FOLDER = models_folder() / MODEL


@pytest.fixture(scope="module")
def night() -> tuple[np.ndarray, np.ndarray]:
    simulated = simulate_night(1_000_003, 6.0)
    epochs = simulated.signals_uv.reshape(4, -1, 3000).transpose(1, 0, 2)
    return np.ascontiguousarray(epochs), simulated.stages


def test_every_set_of_channels_with_an_eeg_is_a_variant() -> None:
    variants = find_models(MODEL)
    sets = [tuple(one.role.value for one in card.inputs) for card in variants]
    assert len(sets) == len(set(sets)) == 8
    assert sets[0] == ("EEG", "EEG", "EOG", "EMG")
    assert sets[-1] == ("EEG",)
    assert all(card.sha256 == variants[0].sha256 for card in variants)


def test_channels_go_where_their_role_is() -> None:
    epochs = np.arange(3, dtype=np.float32).reshape(1, 3, 1).repeat(3000, axis=2)
    first, second, eog, emg = place_channels(epochs, [Role.EEG, Role.EOG, Role.EMG])
    assert second is None
    assert [float(one[0, 0]) for one in (first, eog, emg) if one is not None] == [0, 1, 2]


@pytest.mark.parametrize("channels", [(0,), (1,), (0, 2), (0, 1, 2, 3)])
def test_a_simulated_night_is_scored(night: tuple[np.ndarray, np.ndarray], channels: tuple[int, ...]) -> None:
    epochs, stages = night
    roles = [(Role.EEG, Role.EEG, Role.EOG, Role.EMG)[channel] for channel in channels]
    card = next(card for card in find_models(MODEL) if [one.role for one in card.inputs] == roles)
    found = Classifier(card).probabilities(epochs[:, list(channels)])
    np.testing.assert_allclose(found.sum(axis=1), 1, atol=1e-4)
    assert (found.argmax(axis=1) == stages).mean() > 0.65


def test_epochs_without_signal_say_nothing_and_change_nothing(night: tuple[np.ndarray, np.ndarray]) -> None:
    epochs = night[0][:, :1]
    classifier = Classifier(find_models(MODEL)[-1])
    with_gap = np.concatenate([epochs, np.zeros((100, 1, 3000), np.float32)])
    found = classifier.probabilities(with_gap)
    np.testing.assert_allclose(found[-100:], 0.2)
    np.testing.assert_allclose(found[:-100], classifier.probabilities(epochs), atol=1e-5)


def test_a_recording_without_signal_is_scored_as_unknown() -> None:
    found = score_night(np.zeros((5, 1, 3000), np.float32), [Role.EEG], lambda numbers, known: numbers)
    np.testing.assert_allclose(found, 0.2)


def test_a_day_of_wake_does_not_change_the_night(night: tuple[np.ndarray, np.ndarray]) -> None:
    epochs = night[0][:, [0, 2]]
    rng = np.random.default_rng(0)
    day = rng.normal(0, 12, (900, 2, 3000)).astype(np.float32)
    classifier = Classifier(
        next(card for card in find_models(MODEL) if [one.role for one in card.inputs] == [Role.EEG, Role.EOG])
    )
    alone = classifier.probabilities(epochs).argmax(axis=1)
    found = classifier.probabilities(np.concatenate([day, epochs])).argmax(axis=1)
    assert (found[900:] == alone).mean() > 0.9


def test_a_front_end_this_version_lacks_is_refused(tmp_path) -> None:
    text = (FOLDER / "card.json").read_text()
    (tmp_path / "card.json").write_text(text.replace("spectral-2", "spectral-9"))
    with pytest.raises(ModelError, match="update sleepscorer"):
        load_card(tmp_path)


def test_an_eeg_that_falls_off_leaves_the_night_to_the_other(night: tuple[np.ndarray, np.ndarray]) -> None:
    epochs, stages = night[0][:, :3].copy(), night[1]
    roles = [Role.EEG, Role.EEG, Role.EOG]
    by_roles = {tuple(one.role for one in card.inputs): Classifier(card) for card in find_models(MODEL)}
    off = slice(stages.size // 3, None)
    epochs[off, 0] = 0
    found = by_roles[tuple(roles)].probabilities(epochs)
    left = by_roles[Role.EEG, Role.EOG].probabilities(epochs[:, 1:])
    np.testing.assert_allclose(found[off], left[off], atol=1e-4)
    assert (found.argmax(axis=1) == stages).mean() > 0.65


def test_what_no_eeg_can_be_is_done_without_where_another_is_left() -> None:
    numbers = compute([np.ones((30, 3000), np.float32)] * 3 + [None])
    numbers.measures[:, :3, 0] = 20
    numbers.measures[5:20, 0, 0] = 900
    numbers.measures[15:18, 1, 0] = 0
    numbers.measures[25:, :2, 0] = 0
    found = usable_channels(numbers)
    assert found[:5, :3].all()
    assert found[5:15].tolist() == [[False, True, True, False]] * 10
    assert found[15:18].tolist() == [[True, False, True, False]] * 3 or found[15:18, 1].all()
    assert not found[25:].any()
    assert not found[:, 3].any()
