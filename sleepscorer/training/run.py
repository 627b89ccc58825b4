"""Train a model from data to a folder the product can load."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sleepscorer.training.places import data_directory

if TYPE_CHECKING:
    from sleepscorer.training.loop import Trainer
    from sleepscorer.training.recipe import Plan


def train(
    name: str, data_dir: Path | None, out_dir: Path, plan: Plan | None = None, work_dir: Path | None = None
) -> list[Path]:
    """Train one ULW-SleepNet, or all four together, and write their model folders.

    Parameters
    ----------
    name : str
        ``ulw-sleepnet-1`` to ``-4``, or ``ulw-sleepnet`` for all four.
    data_dir : Path, optional
        Real data; without it, training is on simulated nights alone.
    out_dir : Path
        Receives one folder per model.
    plan : Plan, optional
    work_dir : Path, optional
        Keeps prepared nights and checkpoints, from which a later call goes on; ``work`` in
        ``out_dir`` if not given.

    Returns
    -------
    list of Path
        Model folders written.
    """
    from sleepscorer.training.recipe import Plan, build_trainer

    plan = plan or Plan()
    trainer, check = build_trainer(name, data_dir, plan, work_dir or out_dir / "work")
    trainer.run(check=check)
    return write_models(trainer, out_dir, _describe(trainer, plan, real_data=data_dir is not None))


def write_models(trainer: Trainer, out_dir: Path, training: dict[str, Any]) -> list[Path]:
    """Export every member of the trained family with its card."""
    from sleepscorer.training.cards import make_card, write_card
    from sleepscorer.training.export import export_onnx
    from sleepscorer.training.ulw_sleepnet import EPOCH_SAMPLES, UlwFamily, count_trainable

    family = trainer.averaged()
    assert isinstance(family, UlwFamily)
    folders = []
    for name, channels in family.montages.items():
        folder = out_dir / name
        folder.mkdir(parents=True, exist_ok=True)
        network = family.member(name)
        export_onnx(network, (len(channels), EPOCH_SAMPLES), folder / "model.onnx")
        write_card(
            folder,
            make_card(name, channels, count_trainable(network), training, folder / "model.onnx"),
        )
        folders.append(folder)
    return folders


def _describe(trainer: Trainer, plan: Plan, *, real_data: bool) -> dict[str, Any]:
    from sleepscorer.training.cards import SOURCES

    loss: Any = trainer.loss
    nights = len(loss.source.nights)
    members = ", ".join(trainer.network.montages)  # type: ignore[arg-type]
    description = (
        f"{trainer.step:,} steps of {plan.batch_size} epochs (Adam with AMSGrad, cosine learning rate, "
        f"averaged weights, label smoothing, seed {plan.seed}) on {nights} nights. One encoder was trained "
        f"with a classifier for each of {members}; each variant is then a network of its own. Gain, polarity,"
        " spectral tilt and noise were varied. The last step was kept; held-out persons and simulated nights "
        "served only to check. Subject 00 of Sleep-EDF was never trained on nor used to choose anything."
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


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of ``train``."""
    parser.add_argument("name", help="ulw-sleepnet-1 to -4, or ulw-sleepnet for all four together")
    parser.add_argument("--data", type=Path, help="folder of real data (SLEEPSCORER_TEST_DATA if not given)")
    parser.add_argument("--out", type=Path, required=True, help="receives one folder per model")
    parser.add_argument("--work", type=Path, help="keeps nights and checkpoints, to go on from")
    parser.add_argument("--minutes", type=float, default=30.0, help="time for training")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--rounds", type=int, default=1, help="times each real night is rebuilt")
    parser.add_argument("--simulated", type=int, default=60, help="simulated nights per round")
    parser.add_argument("--limit", type=int, help="rebuilt nights per round at the most, for trials")


def main(arguments: argparse.Namespace) -> int:
    """Train as the command line says."""
    from sleepscorer.training.recipe import Plan

    data_dir = arguments.data or data_directory()
    plan = Plan(
        minutes=arguments.minutes,
        seed=arguments.seed,
        rounds=arguments.rounds,
        simulated_per_round=arguments.simulated,
        limit=arguments.limit,
    )
    usable = data_dir if data_dir.is_dir() else None
    if usable is None:
        print(f"{data_dir} is not there: training on simulated nights alone.")
    for folder in train(arguments.name, usable, arguments.out, plan, arguments.work):
        print(folder)
    return 0
