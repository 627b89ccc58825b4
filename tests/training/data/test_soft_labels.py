"""Learning from what other scorers say, and judging simulated nights by it."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("torch")

import torch

from sleepscorer.errors import SleepscorerError
from sleepscorer.simulation.night import simulate_night
from sleepscorer.training.data.context_batches import NO_VARIATION, draw_sequences
from sleepscorer.training.data.context_nights import Scorers, kept, simulated
from sleepscorer.training.data.soft_labels import load_predict, mean_opinion
from sleepscorer.training.experiments import simulation_judge
from sleepscorer.training.recipes.context_training import TrainingCourse, wanted_probabilities

SCORERS = """
import numpy as np

def predict(name, signals, rate_hz):
    n_epochs = int(signals["eeg"].size / rate_hz / 30)
    sure = {"wake": 0, "rem": 4}[name]
    return np.eye(5)[np.full(n_epochs - 1, sure)]
"""


@pytest.fixture
def scorers(tmp_path: Path) -> Path:
    path = tmp_path / "scorers.py"
    path.write_text(SCORERS)
    return path


def test_the_mean_of_scorers_is_kept_with_a_night(scorers: Path, tmp_path: Path) -> None:
    asked = Scorers(load_predict(scorers), ("wake", "rem"))
    night = kept(tmp_path, "simulated-3", lambda: simulated(3, asked))
    assert night.opinion is not None
    np.testing.assert_allclose(night.opinion[:-1], np.tile([0.5, 0, 0, 0, 0.5], (len(night.stages) - 1, 1)))
    np.testing.assert_allclose(night.opinion[-1], 0.2, atol=1e-3)
    drawn = draw_sequences(np.random.default_rng(0), [night], 60, NO_VARIATION)
    assert drawn.opinions.shape == (*drawn.stages.shape, 5)
    assert (drawn.opinions.sum(axis=2) > 0.99)[drawn.stages >= 0].all()


def test_a_file_without_scorers_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SleepscorerError, match="no file of Python"):
        load_predict(tmp_path / "none.py")
    (tmp_path / "empty.py").write_text("")
    with pytest.raises(SleepscorerError, match="defines no predict"):
        load_predict(tmp_path / "empty.py")


def test_opinions_are_mixed_with_the_stages_where_there_are_any() -> None:
    stages = torch.tensor([0, 1, -1])
    opinions = torch.tensor([[0.0, 0, 0, 0, 1], [0, 0, 0, 0, 0], [0, 1, 0, 0, 0]])
    wanted = wanted_probabilities(stages, opinions, TrainingCourse(opinion_share=0.25, label_smoothing=0.1))
    torch.testing.assert_close(wanted[0], torch.tensor([0.75, 0, 0, 0, 0.25]))
    torch.testing.assert_close(wanted[1], torch.tensor([0.02, 0.92, 0.02, 0.02, 0.02]))
    assert wanted[2].sum() == 0


def test_a_scorer_that_says_one_stage_agrees_no_better_than_chance(scorers: Path) -> None:
    night = simulate_night(1, 1.5)
    lines = simulation_judge.ask(load_predict(scorers), ("wake", "rem"), [night])
    kappas = [float(line.split("|")[2]) for line in lines[2:]]
    assert len(lines) == 5
    assert max(abs(kappa) for kappa in kappas) < 0.1
    opinion = mean_opinion(load_predict(scorers), ("rem",), night)
    assert (opinion[:-1].argmax(axis=1) == 4).all()


def test_simulated_statistics_lie_beside_real_ones() -> None:
    night = simulate_night(5, sleep_edf_montage=True)
    found = simulation_judge.quantiles_by_stage([simulation_judge.by_channel(night)], [night.stages])
    assert found.shape[:3] == (3, 5, 3)
    std = np.exp(found[1, :, 0, 0])
    assert std[3] > std[2] > 5
