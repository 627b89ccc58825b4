"""Recipe of a family of networks: nights to learn from, for how long, and those to check on."""

from __future__ import annotations

import copy
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import numpy as np
from torch import nn  # noqa: TID253

from sleepscorer.training.data.apnoea import patients, read_patient
from sleepscorer.training.data.batches import BatchSource
from sleepscorer.training.data.features import night_names
from sleepscorer.training.data.prepared_nights import (
    HELD_OUT_SEED,
    PreparedNight,
    kept_rebuilt,
    kept_simulated,
)
from sleepscorer.training.networks.registry import find_network
from sleepscorer.training.recipes.family import FamilyLoss, HeldOutCheck
from sleepscorer.training.recipes.loop import Loss, Schedule, Trainer

Item = TypeVar("Item")
SPEED_STEPS = 10
ROUND_SEEDS = 1000
"""Simulated nights of a round are seeded from this times the round."""
HELD_OUT_SIMULATED = 6


@dataclass(frozen=True)
class Plan:
    """Plan of a training: nights and time.

    Parameters
    ----------
    minutes : float
        Time for the steps of training, on one thread; making the nights comes on top.
    seed : int
    rounds : int
        Times each real night is rebuilt, each time with other waves.
    simulated_per_round : int
        Simulated nights with a random montage added to each round.
    batch_size : int
    distorted : int
        Copies of each night as laboratories may export it (:mod:`sleepscorer.training.data.distortions`).
    limit : int, optional
        Rebuilt nights per round at the most, spread over all.
    steps : int, optional
        Steps, in place of ``minutes``.
    checked : int, optional
        Held-out nights of each kind to check on while training; all of them if not given.
    device : str
        ``cpu`` or ``cuda``.
    """

    minutes: float = 30.0
    seed: int = 0
    rounds: int = 1
    simulated_per_round: int = 60
    batch_size: int = 64
    distorted: int = 0
    limit: int | None = None
    steps: int | None = None
    checked: int | None = None
    device: str = "cpu"


def training_nights(folder: Path, data_dir: Path | None, plan: Plan) -> list[PreparedNight]:
    """Open, or first make, the nights to learn from."""
    nights = []
    for number in range(plan.rounds):
        if data_dir is not None:
            for name in spread(night_names(data_dir, held_out=False), plan.limit):
                nights += kept_rebuilt(folder, data_dir, name, number, plan.distorted)
        first = number * ROUND_SEEDS
        for seed in range(first, first + plan.simulated_per_round):
            nights += kept_simulated(folder, seed, plan.distorted)
    return nights


def held_out_nights(folder: Path, data_dir: Path | None, limit: int | None) -> dict[str, list[PreparedNight]]:
    """Open, or first make, the nights to check on, by kind."""
    seeds = spread(range(HELD_OUT_SEED, HELD_OUT_SEED + HELD_OUT_SIMULATED), limit)
    nights = {"simulated": [night for seed in seeds for night in kept_simulated(folder, seed)]}
    if data_dir is not None:
        names = spread(night_names(data_dir, held_out=True), limit)
        nights["rebuilt"] = [night for name in names for night in kept_rebuilt(folder, data_dir, name, 0)]
    return nights


def spread(items: Sequence[Item], limit: int | None) -> Sequence[Item]:
    """Choose as many items as wanted, spread from the first to the last."""
    return items[:: -(-len(items) // limit)] if limit else items


def real_source(data_dir: Path | None, plan: Plan) -> BatchSource | None:
    """Return the real wake and N3 of one EEG channel, where they are at hand."""
    files = patients(data_dir, held_out=False) if data_dir is not None else []
    if not files:
        return None
    read = [read_patient(path) for path in files]
    for number in range(plan.distorted):
        read += [read_patient(path, np.random.default_rng([number, *path.stem.encode()])) for path in files]
    return BatchSource(read, plan.seed + 1, max(1, plan.batch_size // 4))


def build_trainer(
    name: str, data_dir: Path | None, plan: Plan, work_dir: Path
) -> tuple[Trainer, HeldOutCheck]:
    """Build everything a training run needs.

    Parameters
    ----------
    name : str
        A variant, or the family's name.
    data_dir : Path, optional
        Real data; simulated nights alone are used without it.
    plan : Plan
    work_dir : Path
        Keeps prepared nights, checkpoints and the log.
    """
    import torch

    torch.set_num_threads(1)
    torch.manual_seed(plan.seed)
    kind, montages = find_network(name)
    network = kind.build(montages).to(plan.device)
    folder = work_dir / "nights"
    source = BatchSource(training_nights(folder, data_dir, plan), plan.seed, plan.batch_size)
    loss = FamilyLoss(source, real_source(data_dir, plan))
    steps = plan.steps or affordable_steps(network, loss, plan.minutes)
    schedule = Schedule(steps, kind.learning_rate, weight_decay=kind.published.weight_decay)
    trainer = Trainer(network, loss, schedule, work_dir / f"{name}-{plan.seed}", plan.seed)
    return trainer, HeldOutCheck(held_out_nights(folder, data_dir, plan.checked or plan.limit))


def affordable_steps(network: nn.Module, loss: Loss, minutes: float) -> int:
    """Return the steps that fit into the time, from the speed of a few on a copy of the network."""
    trial = copy.deepcopy(network)
    loss(trial, 0).backward()  # type: ignore[no-untyped-call]
    started = time.monotonic()
    for number in range(SPEED_STEPS):
        loss(trial, number).backward()  # type: ignore[no-untyped-call]
    return max(1, int(minutes * 60 / (1.1 * (time.monotonic() - started) / SPEED_STEPS)))
