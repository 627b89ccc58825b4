"""Train the networks that score one epoch at a time, and write their model folders."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sleepscorer.training.export.cards import SOURCES, Description, make_card, title_of, write_card
from sleepscorer.training.export.onnx_export import export_onnx
from sleepscorer.training.networks.registry import EpochNetwork, find_network
from sleepscorer.training.networks.shared_encoder import Family
from sleepscorer.training.networks.ulw_sleepnet import EPOCH_SAMPLES, count_trainable
from sleepscorer.training.recipes.loop import Trainer
from sleepscorer.training.recipes.recipe import Plan, build_trainer


def train_epoch_networks(
    name: str, data_dir: Path | None, out_dir: Path, plan: Plan, work_dir: Path
) -> list[Path]:
    """Train one variant, or those of a family together; see :func:`.run.train`."""
    trainer, check = build_trainer(name, data_dir, plan, work_dir)
    trainer.run(check=check)
    kind, _ = find_network(name)
    return write_models(kind, trainer, out_dir, describe(trainer, plan, real_data=data_dir is not None))


def write_models(kind: EpochNetwork, trainer: Trainer, out_dir: Path, training: dict[str, Any]) -> list[Path]:
    """Export every member of the trained family with its card."""
    family = trainer.averaged()
    assert isinstance(family, Family)
    return [_write_model(kind, family, name, out_dir / name, training) for name in family.montages]


def _write_model(
    kind: EpochNetwork, family: Family, name: str, folder: Path, training: dict[str, Any]
) -> Path:
    network, channels = family.member(name), family.montages[name]
    folder.mkdir(parents=True, exist_ok=True)
    export_onnx(network, (len(channels), EPOCH_SAMPLES), folder / "model.onnx")
    about = Description(
        name=name,
        family=kind.family,
        title=title_of(kind.title, len(channels)),
        architecture=kind.title.partition(",")[0],
        source=kind.source,
        channels=channels,
        parameters=count_trainable(network),
        training=training,
        choices=kind.choices,
    )
    write_card(folder, make_card(about, folder / "model.onnx"))
    return folder


def describe(trainer: Trainer, plan: Plan, *, real_data: bool) -> dict[str, Any]:
    """Describe a training run for the card."""
    loss: Any = trainer.loss
    nights = len(loss.source.nights)
    assert isinstance(trainer.network, Family)
    decay = f"weight decay {trainer.schedule.weight_decay:g}, " if trainer.schedule.weight_decay else ""
    description = (
        f"{trainer.step:,} steps of {plan.batch_size} epochs (Adam with AMSGrad, cosine learning rate up to "
        f"{trainer.schedule.learning_rate:g}, {decay}averaged weights, "
        f"label smoothing, seed {plan.seed}) on {nights} nights. {_distorted(plan)}"
        f"{_together(trainer.network)}"
        "Gain, polarity, spectral tilt and noise were varied. The last step was kept; held-out persons and "
        "simulated nights served only to check. Subject 00 of Sleep-EDF was never trained on nor used to "
        "choose anything."
    )
    return {
        "data": SOURCES if real_data else SOURCES[:1],
        "seed": plan.seed,
        "minutes": round(trainer.seconds / 60),
        "steps": trainer.step,
        "batch_size": plan.batch_size,
        "nights": nights,
        "description": description,
    }


def _distorted(plan: Plan) -> str:
    if not plan.distorted:
        return ""
    share = plan.distorted / (1 + plan.distorted)
    return (
        f"Of these, {share:.0%} were as filters, noise, heart beats, mains, gains and low rates leave them. "
    )


def _together(family: Family) -> str:
    if len(family.montages) == 1:
        return ""
    return (
        f"What looks at one channel was trained with a classifier for each of {', '.join(family.montages)}; "
        "each variant is then a network of its own. "
    )
