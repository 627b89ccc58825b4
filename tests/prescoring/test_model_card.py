import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from sleepscorer.assets import models_folder
from sleepscorer.errors import ModelError
from sleepscorer.prescoring.classifier import Classifier
from sleepscorer.prescoring.model_card import available_models, find_models, load_card


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of a bundled model, to be damaged."""
    return Path(shutil.copytree(models_folder() / "ulw-sleepnet-3", tmp_path / "ulw-sleepnet-3"))


def _edit(folder: Path, **values: Any) -> None:
    path = folder / "card.json"
    card = json.loads(path.read_text())
    path.write_text(json.dumps({**card, **values}))


def test_every_bundled_model_loads_and_has_a_card_to_read() -> None:
    folders = [path for path in models_folder().iterdir() if path.is_dir()]
    assert {card.folder for card in available_models()} == set(folders)
    for card in available_models():
        Classifier(card)
        assert (card.folder / "CARD.md").read_text().strip()
        assert card.figures, f"{card.name} says nothing of how well it scores"


@pytest.mark.parametrize(("n_channels", "parameters"), [(1, 7193), (2, 9241), (3, 11289), (4, 13337)])
def test_parameters_are_those_of_the_paper(n_channels: int, parameters: int) -> None:
    (card,) = find_models(f"ulw-sleepnet-{n_channels}")
    assert card.trainable_parameters == parameters
    assert len(card.inputs) == n_channels


def test_family_gives_its_variants_largest_first() -> None:
    assert [len(card.inputs) for card in find_models("ulw-sleepnet")] == [4, 3, 2, 1]


def test_an_unknown_model_is_refused_with_the_names_there_are() -> None:
    with pytest.raises(ModelError, match=r"no model called nonsense.*ulw-sleepnet"):
        find_models("nonsense")


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"format": 99}, "update sleepscorer"),
        ({"stages": ["W", "R", "N1", "N2", "N3"]}, "orders the stages"),
        ({"unit": "mV"}, "epochs in uV"),
        ({"epoch_seconds": 20}, "epochs in uV"),
        ({"inputs": [{"role": "EEG"}]}, "describes its inputs wrongly"),
        ({"inputs": [{"role": "nose", "low_hz": 1, "high_hz": 2, "order": 2, "scaling": "none"}]}, "wrongly"),
    ],
)
def test_a_card_that_does_not_fit_is_refused(copy: Path, values: dict[str, Any], sentence: str) -> None:
    _edit(copy, **values)
    with pytest.raises(ModelError, match=sentence):
        load_card(copy)


def test_a_card_that_lacks_a_field_is_refused(copy: Path) -> None:
    path = copy / "card.json"
    card = json.loads(path.read_text())
    del card["sha256"]
    path.write_text(json.dumps(card))
    with pytest.raises(ModelError, match="lacks sha256"):
        load_card(copy)


def test_a_network_that_is_not_the_cards_is_refused(copy: Path) -> None:
    with (copy / "model.onnx").open("ab") as file:
        file.write(b"\0")
    with pytest.raises(ModelError, match="sha256 differs"):
        Classifier(load_card(copy))


def test_a_network_of_other_inputs_is_refused(copy: Path) -> None:
    card = json.loads((copy / "card.json").read_text())
    _edit(copy, inputs=card["inputs"][:2])
    with pytest.raises(ModelError, match="its card says 2 channels"):
        Classifier(load_card(copy))


def test_a_missing_network_is_refused(copy: Path) -> None:
    (copy / "model.onnx").unlink()
    with pytest.raises(ModelError, match="cannot be read"):
        Classifier(load_card(copy))
