from __future__ import annotations

import json

import numpy as np
import pytest

torch = pytest.importorskip("torch")

from sleepscorer.training.data.batches import BatchSource, vary  # noqa: E402
from sleepscorer.training.data.prepared_nights import PreparedNight  # noqa: E402
from sleepscorer.training.networks.ulw_sleepnet import UlwFamily  # noqa: E402
from sleepscorer.training.recipes.family import FamilyLoss, predict_stages  # noqa: E402
from sleepscorer.training.recipes.loop import Schedule, Trainer  # noqa: E402

SAMPLES = 400
"""The loop does not care how long an epoch is, and short ones learn faster."""


def _night(seed: int, n_epochs: int = 12, channels: int = 2) -> PreparedNight:
    """Noise whose amplitude gives the stage away."""
    random = np.random.default_rng(seed)
    stages = (np.arange(n_epochs) % 5).astype(np.int8)
    epochs = random.standard_normal((n_epochs, channels, SAMPLES)) * (1 + stages)[:, None, None]
    return PreparedNight(epochs.astype(np.float16), stages)


def _trainer(folder, steps: int = 6) -> Trainer:
    torch.manual_seed(0)
    network = UlwFamily({"pair": (0, 1), "ulw-sleepnet-1": (0,)})
    real = PreparedNight(_night(9, channels=1).epochs, np.tile([0, 3], 6).astype(np.int8))
    loss = FamilyLoss(BatchSource([_night(1), _night(2)], 0, 4), BatchSource([real], 1, 2))
    return Trainer(network, loss, Schedule(steps=steps, save_every=2), folder, seed=0)


def test_resumed_training_ends_with_the_weights_of_uninterrupted_training(tmp_path):
    whole = _trainer(tmp_path / "whole").run()
    _trainer(tmp_path / "parts").run(until=3)
    resumed = _trainer(tmp_path / "parts")
    parts = resumed.run()
    assert resumed.step == 6
    for name, weight in whole.state_dict().items():
        torch.testing.assert_close(parts.state_dict()[name], weight, rtol=0, atol=0, msg=name)


def test_the_log_is_json_lines(tmp_path):
    _trainer(tmp_path).run(check=lambda network: {"kappa": 0.5})
    lines = [json.loads(line) for line in (tmp_path / "log.jsonl").read_text().splitlines()]
    assert [line["step"] for line in lines if "loss" in line] == [2, 4, 6]
    assert lines[-1] == {"step": 6, "kappa": 0.5}


def test_learning_lowers_the_loss(tmp_path):
    trainer = _trainer(tmp_path, steps=40)
    before = float(trainer.loss(trainer.network, 0).detach())
    trainer.run()
    after = float(trainer.loss(trainer.network, 0).detach())
    assert after < before - 0.2


def test_the_learning_rate_rises_then_falls():
    schedule = Schedule(steps=1000, learning_rate=1e-3, warm_up_steps=100)
    assert schedule.rate_at(0) < schedule.rate_at(50) < schedule.rate_at(100) == pytest.approx(1e-3)
    assert schedule.rate_at(999) < 1e-5


def test_batches_depend_on_seed_and_number_only():
    source = BatchSource([_night(1), _night(2)], 5, 8)
    source.draw(1)
    again = BatchSource([_night(1), _night(2)], 5, 8)
    torch.testing.assert_close(source.draw(7).epochs, again.draw(7).epochs)
    assert not torch.equal(source.draw(7).epochs, source.draw(8).epochs)


def test_unscored_epochs_are_never_drawn():
    night = _night(1)
    night.stages[::2] = -1
    assert (BatchSource([night], 0, 64).draw(0).stages >= 0).all()


def test_variation_changes_gain_and_polarity_within_bounds():
    epochs = np.random.default_rng(0).standard_normal((200, 2, 300)).astype(np.float32)
    varied = vary(np.random.default_rng(1), epochs)
    gain = (varied * epochs).sum(axis=2) / (epochs**2).sum(axis=2)
    assert (gain < 0).mean() == pytest.approx(0.5, abs=0.1)
    assert np.quantile(np.abs(gain), [0.01, 0.99]) == pytest.approx([0.55, 1.9], abs=0.35)


def test_predictions_cover_every_epoch():
    stages = predict_stages(UlwFamily({"pair": (0, 1)}), _night(1, 300))
    assert stages["pair"].shape == (300,)
