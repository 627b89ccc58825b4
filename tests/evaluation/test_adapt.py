"""From a lab's nights to a model of its own, and back."""

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from sleepscorer.cli import main
from sleepscorer.errors import ModelError, SleepscorerError
from sleepscorer.evaluation.adaptation import adapt, adaptable, check_name, collect
from sleepscorer.evaluation.adapted_model import write_adapted
from sleepscorer.evaluation.metrics import ScoredNight
from sleepscorer.evaluation.nights import Pair
from sleepscorer.prescoring.model_card import available_models, find_models, user_models_folder
from sleepscorer.prescoring.prescore import identities, prescore
from sleepscorer.recording import open_recording
from sleepscorer.scoring import Author, AuthorKind
from sleepscorer.simulation import simulate_night, write_edf
from sleepscorer.stages import Stage
from sleepscorer.storage.store import Store


def _night(seed: int, n_epochs: int = 600) -> ScoredNight:
    """A model that is far too sure of itself, and calls half of the N1 wake."""
    random = np.random.default_rng(seed)
    rows = random.dirichlet(np.full(5, 0.7), n_epochs)
    expert = (rows.cumsum(axis=1) > random.random((n_epochs, 1))).argmax(axis=1).astype(np.int8)
    rows[:, Stage.W] += rows[:, Stage.N1] / 2
    rows[:, Stage.N1] /= 2
    rows = rows**3
    return ScoredNight(f"night-{seed}", expert, rows / rows.sum(axis=1, keepdims=True))


NIGHTS = [_night(seed) for seed in range(4)]


def test_after_is_measured_on_nights_the_fit_has_not_seen() -> None:
    found = adapt(NIGHTS, adaptable("sleepscorer-context"))
    assert found.pays
    assert found.after.ece.value < found.before.ece.value / 2
    assert (found.n_nights, found.n_epochs) == (4, 2400)
    shuffled = [replace(night, expert=np.roll(night.expert, 7 * n)) for n, night in enumerate(NIGHTS)]
    noise = adapt(shuffled, found.card)
    assert noise.after.accuracy.value < 0.5, "no fit can score what the model knows nothing of"


@pytest.mark.parametrize(
    ("nights", "sentence"),
    [
        (NIGHTS[:2], "2 scored nights are too few to adapt to; at least 3"),
        (
            [replace(n, expert=np.where(n.expert == 3, 2, n.expert)) for n in NIGHTS],
            "0 epochs of N3 in 0 nights",
        ),
        (
            [*NIGHTS[:1], *(replace(n, expert=np.where(n.expert == 4, 2, n.expert)) for n in NIGHTS[1:])],
            "of R in 1 nights",
        ),
    ],
)
def test_too_little_is_refused(nights: list[ScoredNight], sentence: str) -> None:
    with pytest.raises(SleepscorerError, match=sentence):
        adapt(nights, adaptable("sleepscorer-context"))


def test_what_cannot_be_adapted_is_refused() -> None:
    with pytest.raises(ModelError, match="family of models; name one of ulw-sleepnet-1"):
        adaptable("ulw-sleepnet")
    with pytest.raises(SleepscorerError, match="already"):
        check_name("sleepscorer-context")
    with pytest.raises(SleepscorerError, match="small letters"):
        check_name("../outside")


def test_an_adapted_model_is_one_of_the_users_own() -> None:
    found = adapt(NIGHTS, adaptable("sleepscorer-context"))
    folder = write_adapted(found, "of-the-lab")
    assert folder.parent == user_models_folder()
    assert [path.name for path in folder.parent.iterdir()] == ["of-the-lab"]
    card = find_models("of-the-lab")[0]
    assert card.recalibration == found.recalibration
    assert card.figures[0]["kappa"] == pytest.approx(found.after.kappa.value, abs=1e-4)
    assert "choose sleepscorer-context again" in (folder / "CARD.md").read_text()
    assert {"of-the-lab", "sleepscorer-context"} <= {card.name for card in available_models()}
    assert not identities("of-the-lab") & identities("sleepscorer-context")
    with pytest.raises(ModelError, match="adapted already"):
        adaptable("of-the-lab")
    with pytest.raises(SleepscorerError, match="cannot be written"):
        write_adapted(found, "of-the-lab")


@pytest.fixture(scope="module")
def lab(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[Path, Path]]:
    """Three nights and their hypnograms."""
    folder = tmp_path_factory.mktemp("lab")
    found = []
    for seed in (1, 2, 3):
        night = simulate_night(seed, hours=5)
        path, stages = folder / f"{seed}.edf", folder / f"{seed}.txt"
        write_edf(night, path)
        stages.write_text("\n".join(Stage(int(stage)).name for stage in night.stages))
        found.append((path, stages))
    return found


def test_command_adapts_to_hypnograms(
    lab: list[tuple[Path, Path]], capsys: pytest.CaptureFixture[str]
) -> None:
    pairs = [text for pair in lab for text in ("--hypnogram", *map(str, pair))]
    arguments = ["adapt", "--model", "ulw-sleepnet-1", *pairs]
    assert main([*arguments, "--dry-run"]) == 0
    assert not user_models_folder().exists()
    assert main([*arguments, "--name", "ours", "--anyway"]) == 0
    printed = capsys.readouterr().out
    assert "before  after" in printed
    assert "choose ulw-sleepnet-1 again" in printed
    recording = open_recording(lab[0][0])
    before, after = prescore(recording, "ulw-sleepnet-1"), prescore(recording, "ours")
    how = find_models("ours")[0].recalibration
    assert how is not None
    np.testing.assert_allclose(after.probabilities, how.apply(before.probabilities), atol=1e-5)
    assert after.author.name.startswith("ours@")
    assert after.author.name.split("@")[1] != before.author.name.split("@")[1]
    card = json.loads((user_models_folder() / "ours" / "card.json").read_text())
    assert card["adapted_from"]["name"] == "ulw-sleepnet-1"


def test_what_does_not_pay_is_not_written(
    lab: list[tuple[Path, Path]], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sleepscorer.evaluation.adaptation.Adaptation.pays", False)
    pairs = [text for pair in lab for text in ("--hypnogram", *map(str, pair))]
    assert main(["adapt", "--model", "ulw-sleepnet-1", *pairs]) == 1
    assert "Nothing was written" in capsys.readouterr().err
    assert not user_models_folder().exists()


def test_nights_scored_in_the_window_count_by_what_people_set(lab: list[tuple[Path, Path]]) -> None:
    path = lab[0][0]
    recording = open_recording(path)
    card = adaptable("ulw-sleepnet-1")
    technician = Author(AuthorKind.TECHNICIAN, "ab")
    store = Store(path, recording.fingerprint, recording.n_epochs)
    scoring = store.open().scoring
    store.record(scoring.score(range(100), Stage.N2, technician), scoring)
    store.save(scoring)
    with pytest.raises(SleepscorerError, match="less than 50%"):
        collect([Pair(path)], card)
    store.record(scoring.score(range(100, 400), Stage.N3, technician), scoring)
    store.close(scoring)
    (night,) = collect([Pair(path)], card)
    assert (night.expert >= 0).sum() == 400
