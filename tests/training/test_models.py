"""From training to a folder that can be measured, on simulated nights alone."""

from __future__ import annotations

import argparse
import hashlib
import json
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("torch")
pytest.importorskip("onnxruntime")

from sleepscorer.errors import HypnogramError, ModelError
from sleepscorer.prescoring.classifier import Classifier
from sleepscorer.prescoring.model_card import load_card
from sleepscorer.simulation import simulate_night
from sleepscorer.training import evaluate
from sleepscorer.training.data.prepared_nights import prepare_night
from sleepscorer.training.export.cards import render
from sleepscorer.training.networks.registry import find_network
from sleepscorer.training.recipes import recipe, run

MODELS = Path(__file__).resolve().parents[2] / "models"
NAMES = [f"ulw-sleepnet-{channels}" for channels in (1, 2, 3, 4)]
PAPERS = sorted(path.name for path in MODELS.iterdir() if path.name.startswith(("ulw", "msa", "mc2")))


@pytest.fixture
def short_nights(monkeypatch):
    """Nights of six minutes, so that training takes seconds."""
    monkeypatch.setattr(
        recipe,
        "kept_simulated",
        lambda folder, seed, distorted=0: [prepare_night(simulate_night(seed, 0.1))],
    )


@pytest.mark.long
def test_training_writes_models_that_can_be_measured(tmp_path, short_nights, capsys):
    plan = recipe.Plan(steps=3, simulated_per_round=2, batch_size=4)
    folders = run.train("ulw-sleepnet", None, tmp_path / "out", plan)
    assert sorted(folder.name for folder in folders) == NAMES
    parser = argparse.ArgumentParser()
    evaluate.add_arguments(parser)
    models = [str(folder) for folder in folders]
    evaluate.main(parser.parse_args([*models, "--simulated", "5", "1", "--record", "one simulated night"]))
    printed = json.loads(capsys.readouterr().out)
    card = json.loads((folders[0] / "card.json").read_text())
    figure = card["figures"][0]
    assert figure["kappa"] == printed[folders[0].name]["kappa"]
    assert "--simulated 5 1" in figure["command"]
    assert "one simulated night" in (folders[0] / "CARD.md").read_text()


def test_an_unknown_name_is_refused():
    with pytest.raises(ModelError, match="msa-cnn-small"):
        find_network("resnet")


def test_the_sleep_period_has_half_an_hour_of_wake_either_side():
    stages = np.zeros(500, dtype=np.int8)
    stages[200:300] = 2
    assert evaluate.sleep_period(stages) == slice(140, 360)


def test_a_night_without_sleep_has_no_sleep_period():
    with pytest.raises(HypnogramError):
        evaluate.sleep_period(np.zeros(10, dtype=np.int8))


@pytest.mark.parametrize("name", NAMES)
def test_bundled_variants_have_the_papers_parameters(name):
    card = json.loads((MODELS / name / "card.json").read_text())
    channels = int(name[-1])
    assert card["trainable_parameters"] == 5145 + 2048 * channels
    assert len(card["inputs"]) == channels


@pytest.mark.parametrize("name", PAPERS)
def test_cards_of_the_bundled_models_are_true(name):
    folder = MODELS / name
    card = json.loads((folder / "card.json").read_text())
    assert card["name"] == name
    assert card["sha256"] == hashlib.sha256((folder / card["file"]).read_bytes()).hexdigest()
    assert (folder / "CARD.md").read_text() == render(card)
    assert "SC4001" in card["figures"][0]["measured_on"] or name.startswith("ulw-sleepnet")


@pytest.mark.parametrize("name", PAPERS)
def test_bundled_models_score_nights_of_any_length(name):
    card = load_card(MODELS / name)
    classifier = Classifier(card)
    for n_epochs in (1, 21):
        epochs = np.random.default_rng(0).standard_normal((n_epochs, len(card.inputs), 3000), np.float32)
        found = classifier.probabilities(epochs)
        assert found.shape == (n_epochs, 5)
        assert np.allclose(found.sum(axis=1), 1, atol=1e-4)
