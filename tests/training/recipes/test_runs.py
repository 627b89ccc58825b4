"""Each network from a few steps of training to a folder that the product runs."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

pytest.importorskip("torch")
pytest.importorskip("onnxruntime")

import torch

from sleepscorer.errors import ModelError
from sleepscorer.prescoring.classifier import Classifier
from sleepscorer.prescoring.model_card import load_card
from sleepscorer.simulation import simulate_night
from sleepscorer.training.data import context_nights
from sleepscorer.training.data.batches import BatchSource
from sleepscorer.training.data.prepared_nights import PreparedNight, prepare_night
from sleepscorer.training.export.onnx_export import export_onnx, store_as_half
from sleepscorer.training.networks.msa_cnn import LARGE, SMALL, MsaFamily
from sleepscorer.training.networks.sequence_head import SequenceHead, WithContext
from sleepscorer.training.networks.ulw_sleepnet import UlwSleepNet
from sleepscorer.training.recipes import context_run, mc2_run, recipe, run, sequence_run
from sleepscorer.training.recipes.family import FamilyLoss
from sleepscorer.training.recipes.loop import Schedule, Trainer
from sleepscorer.training.recipes.mc2_recipe import StagePlan, Stages

PLAN = recipe.Plan(steps=2, simulated_per_round=2, batch_size=4, checked=1)


@pytest.fixture(autouse=True)
def short_nights(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nights of 24 epochs."""
    monkeypatch.setattr(
        recipe,
        "kept_simulated",
        lambda folder, seed, distorted=0: [prepare_night(simulate_night(seed % 3, 0.2))],
    )


def _night(seed: int, n_epochs: int = 22) -> PreparedNight:
    random = np.random.default_rng(seed)
    epochs = random.standard_normal((n_epochs, 4, 3000)).astype(np.float16)
    return PreparedNight(epochs, (np.arange(n_epochs) % 5).astype(np.int8))


def _scored(folder: Path, n_epochs: int) -> np.ndarray:
    card = load_card(folder)
    epochs = np.random.default_rng(1).standard_normal((n_epochs, len(card.inputs), 3000), dtype=np.float32)
    return Classifier(card).probabilities(epochs)


def _log(folder: Path) -> list[dict]:
    return [json.loads(line) for line in (folder / "log.jsonl").read_text().splitlines()]


def test_msa_cnn_is_trained_in_several_variants_at_once(tmp_path: Path) -> None:
    folders = run.train("msa-cnn-small", None, tmp_path / "out", PLAN, tmp_path / "work")
    assert [folder.name for folder in folders] == [f"msa-cnn-small-{count}" for count in (3, 2, 1)]
    for folder in folders:
        assert np.allclose(_scored(folder, 9).sum(axis=1), 1, atol=1e-5)
        assert "MSA-CNN (arXiv:2501.02949)" in (folder / "CARD.md").read_text()
    assert not load_card(folders[0]).reads_night
    assert _log(tmp_path / "work" / "msa-cnn-small-0")[0]["step"] == 2


@pytest.mark.parametrize("name", ["ulw-sleepnet-2", "msa-cnn-large-1"])
def test_one_variant_can_be_trained_alone(tmp_path: Path, name: str) -> None:
    (folder,) = run.train(name, None, tmp_path, PLAN)
    assert load_card(folder).name == name


@pytest.mark.long
def test_mc2sleepnet_is_trained_in_three_stages(tmp_path: Path) -> None:
    (folder,) = run.train("mc2sleepnet", None, tmp_path / "out", PLAN, tmp_path / "work")
    card = load_card(folder)
    assert card.reads_night
    assert (card.context_epochs, card.margin_epochs) == (20, 4)
    assert (folder / "model.onnx").stat().st_size < 12e6
    for stage in ("contrast", "masking", "tuning"):
        assert _log(tmp_path / "work" / "mc2sleepnet-0" / stage)
    for n_epochs in (1, 20, 33):
        assert np.allclose(_scored(folder, n_epochs).sum(axis=1), 1, atol=1e-5)
    assert "16 bits" in (folder / "CARD.md").read_text()


def test_a_head_reads_the_epochs_around(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sequence_run, "CONTEXT_EPOCHS", 12)
    monkeypatch.setattr(sequence_run, "MARGIN_EPOCHS", 4)
    (folder,) = run.train_heads("ulw-sleepnet-1", None, tmp_path / "out", PLAN, tmp_path / "work")
    card = load_card(folder)
    assert (card.name, card.family) == ("ulw-sleepnet-1-context", "ulw-sleepnet-context")
    assert card.reads_night
    assert np.allclose(_scored(folder, 30).sum(axis=1), 1, atol=1e-5)
    assert (tmp_path / "work" / "ulw-sleepnet-1-0" / "checkpoint.pt").exists()
    assert not (tmp_path / "out" / "ulw-sleepnet-1").exists(), "the network itself is left as it is"


def test_a_head_leaves_no_epoch_to_itself() -> None:
    torch.manual_seed(0)
    network = WithContext(UlwSleepNet(1), SequenceHead()).eval()
    epochs = torch.randn(40, 1, 3000)
    other = epochs.clone()
    other[20] = 0
    with torch.no_grad():
        changed = (network(epochs) - network(other)).abs().amax(dim=1) > 1e-7
    assert changed[[19, 20, 21]].all()


def _msa_trainer(folder: Path) -> Trainer:
    torch.manual_seed(0)
    network = MsaFamily({"pair": (0, 2), "one": (0,)}, SMALL)
    loss = FamilyLoss(BatchSource([_night(1)], 0, 4), BatchSource([_night_of_one()], 1, 2))
    return Trainer(network, loss, Schedule(4, save_every=1, weight_decay=1e-4), folder, 0)


def _night_of_one() -> PreparedNight:
    night = _night(3)
    return PreparedNight(night.epochs[:, :1], np.where(night.stages > 1, 3, 0).astype(np.int8))


def test_msa_cnn_resumed_is_msa_cnn_uninterrupted(tmp_path: Path) -> None:
    whole = _msa_trainer(tmp_path / "whole").run().state_dict()
    _msa_trainer(tmp_path / "parts").run(until=2)
    parts = _msa_trainer(tmp_path / "parts").run().state_dict()
    assert all(torch.equal(parts[name], weight) for name, weight in whole.items())


def _stages(folder: Path) -> Stages:
    return Stages(StagePlan(0, 0, batch_size=4, steps=2), folder)


def _learn(stages: Stages) -> dict:
    nights = [_night(1), _night(2)]
    stages.contrast(nights)
    read = stages.vectors("night", nights, varied=True)
    stages.mask_and_tune(read, {"x": read[:1]})
    return stages.network.state_dict()


@pytest.mark.long
def test_mc2sleepnet_resumed_is_mc2sleepnet_uninterrupted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = _learn(_stages(tmp_path / "whole"))
    original = Trainer._learn

    def power_cut(trainer: Trainer) -> float:
        if trainer.folder.name == "tuning" and trainer.step == 1:
            trainer.save()
            raise KeyboardInterrupt
        return original(trainer)

    monkeypatch.setattr(Trainer, "_learn", power_cut)
    with pytest.raises(KeyboardInterrupt):
        _learn(_stages(tmp_path / "parts"))
    monkeypatch.setattr(Trainer, "_learn", original)
    parts = _learn(_stages(tmp_path / "parts"))
    assert all(torch.equal(parts[name], weight) for name, weight in whole.items())


def test_the_weights_that_did_best_are_kept(tmp_path: Path) -> None:
    trainer = _msa_trainer(tmp_path)
    trainer.chooses = True
    trainer.schedule = Schedule(3, check_every=1)
    seen, figures = [], iter([0.1, 0.9, 0.5])

    def check(network: torch.nn.Module) -> dict[str, float]:
        seen.append({name: weight.clone() for name, weight in network.state_dict().items()})
        return {"kappa": next(figures)}

    kept = trainer.run(check=check).state_dict()
    assert all(torch.equal(kept[name], weight) for name, weight in seen[1].items())
    assert not all(torch.equal(kept[name], weight) for name, weight in seen[2].items())


def test_halved_weights_give_nearly_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from sleepscorer.training.export import onnx_export

    monkeypatch.setattr(onnx_export, "SMALLEST_HALVED", 64)
    network = MsaFamily({"one": (0,)}, LARGE).member("one")
    whole, halved = tmp_path / "whole.onnx", tmp_path / "halved.onnx"
    exactly = export_onnx(network, (1, 3000), whole)
    assert exactly < export_onnx(network, (1, 3000), halved, largest=mc2_run.LARGEST_DIFFERENCE, half=True)
    assert halved.stat().st_size < 0.75 * whole.stat().st_size


def test_an_export_that_differs_is_not_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from sleepscorer.training.export import onnx_export

    def blurred(path: Path) -> None:
        store_as_half(path)
        import onnx

        model = onnx.load(str(path))
        for weight in model.graph.initializer:
            if weight.data_type == onnx.TensorProto.FLOAT16:
                values = onnx.numpy_helper.to_array(weight) * np.float16(3)
                weight.CopyFrom(onnx.numpy_helper.from_array(values, weight.name))
        onnx.save(model, str(path))

    monkeypatch.setattr(onnx_export, "SMALLEST_HALVED", 1)
    monkeypatch.setattr(onnx_export, "store_as_half", blurred)
    with pytest.raises(ModelError, match="not written"):
        export_onnx(UlwSleepNet(1), (1, 3000), tmp_path / "model.onnx", half=True)
    assert not (tmp_path / "model.onnx").exists()


def test_a_gpu_that_is_not_there_is_said() -> None:
    if torch.cuda.is_available():
        pytest.skip("there is a GPU")
    with pytest.raises(ModelError, match="no GPU"):
        run._check_device("cuda")


def test_our_own_network_learns_from_the_nights_that_are_made_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[tuple[Any, ...]] = []
    learnt: list[argparse.Namespace] = []
    monkeypatch.setattr(context_nights, "make_all", lambda *given: made.append(given))
    monkeypatch.setattr(context_run, "_run", learnt.append)
    parser = argparse.ArgumentParser()
    run.add_arguments(parser)
    arguments = parser.parse_args(
        ["sleepscorer-context", "--out", str(tmp_path), "--simulated", "3", "--seed", "4"]
    )
    assert run.main(arguments) == 0
    folder, _, wanted = made[0]
    assert (folder, len(wanted.seeds)) == (learnt[0].numbers, 3 * wanted.rounds)
    assert wanted.distorted == run.DISTORTED
    assert (learnt[0].seed, learnt[0].out, learnt[0].passes) == (4, tmp_path, run.PASSES)
