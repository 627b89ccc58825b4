"""Recipe of MC2SleepNet: how long it learns in each of its stages, and from what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import torch  # noqa: TID253

from sleepscorer.training.data.batches import BatchSource
from sleepscorer.training.data.prepared_nights import PreparedNight
from sleepscorer.training.data.sequences import NightValues, SequenceSource
from sleepscorer.training.networks.mc2sleepnet import SEQUENCE_EPOCHS, Mc2SleepNet
from sleepscorer.training.networks.registry import Published
from sleepscorer.training.recipes.loop import Check, Loss, Schedule, Trainer
from sleepscorer.training.recipes.mc2_stages import (
    ContrastLoss,
    MaskingLoss,
    TuningLoss,
    VectorCheck,
    keep_vectors,
)
from sleepscorer.training.recipes.recipe import affordable_steps

SEQUENCES = 16
"""Sequences of a batch."""
SHARES = {"contrast": 0.5, "masking": 0.12, "tuning": 0.2}
"""Shares of the time; the rest goes into the vectors of whole nights."""
ON_CORPORA = Published(learning_rate=1e-3, weight_decay=0.0, batch_size=64, passes=50)
"""On folds of real nights, for each of the stages; the paper does not say."""
LEARNING_RATES = {"contrast": 1e-3, "masking": 5e-4, "tuning": 5e-4}


@dataclass(frozen=True)
class StagePlan:
    """Settings of a training run.

    Parameters
    ----------
    minutes : float
        In all, on one thread.
    seed : int
    batch_size : int
        Epochs of a batch of the first stage.
    varied : bool
        Whether gain, polarity, tilt and noise are varied.
    steps : int, optional
        Of each stage, in place of ``minutes``.
    chooses : bool
        Whether the nights that are checked on choose when to stop fine-tuning.
    smoothing : float
        Of the labels.
    device : str
    """

    minutes: float
    seed: int
    batch_size: int = 64
    varied: bool = True
    steps: int | None = None
    chooses: bool = False
    smoothing: float = 0.05
    device: str = "cpu"


@dataclass
class Stages:
    """A training run of all three stages, which can be interrupted at any step.

    Parameters
    ----------
    plan : StagePlan
    folder : Path
        Keeps checkpoints, logs and vectors.
    """

    plan: StagePlan
    folder: Path

    def __post_init__(self) -> None:
        torch.set_num_threads(1)
        torch.manual_seed(self.plan.seed)
        self.network = Mc2SleepNet().to(self.plan.device)
        self.steps: dict[str, int] = {}
        self.seconds = 0.0

    def contrast(self, nights: list[PreparedNight]) -> None:
        """Train stage 1, on single epochs."""
        source = BatchSource(nights, self.plan.seed, self.plan.batch_size, varied=self.plan.varied)
        self.network.train_only(self.network.raw, self.network.spectral)
        self._run("contrast", ContrastLoss(source))

    def vectors(
        self, kind: str, nights: Sequence[PreparedNight], *, varied: bool = False
    ) -> list[NightValues]:
        """Encode whole nights by the encoders as stage 1 left them."""
        return [
            keep_vectors(
                self.folder / "vectors", f"{kind}-{number}", self.network, night, number if varied else None
            )
            for number, night in enumerate(nights)
        ]

    def mask_and_tune(self, nights: Sequence[NightValues], held_out: dict[str, list[NightValues]]) -> None:
        """Train stages 2 and 3, on sequences, with the encoders frozen."""
        source = SequenceSource(nights, self.plan.seed, SEQUENCES, SEQUENCE_EPOCHS)
        self.network.train_only(self.network.cross)
        self._run("masking", MaskingLoss(source))
        self.network.train_only(self.network.cross, self.network.classify)
        self._run("tuning", TuningLoss(source, self.plan.smoothing), VectorCheck(held_out))
        self.network.train_only(self.network)

    def _run(self, stage: str, loss: Loss, check: Check | None = None) -> None:
        minutes = self.plan.minutes * SHARES[stage]
        steps = self.plan.steps or affordable_steps(self.network, loss, minutes)
        schedule = Schedule(steps, LEARNING_RATES[stage], check_every=max(1, steps // 4))
        chooses = self.plan.chooses and check is not None
        trainer = Trainer(self.network, loss, schedule, self.folder / stage, self.plan.seed, chooses=chooses)
        self.network.load_state_dict(trainer.run(check=check).state_dict())
        self.steps[stage] = trainer.step
        self.seconds += trainer.seconds
