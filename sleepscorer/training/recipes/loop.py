"""The training loop: cosine learning rate, averaged weights, checkpoints to resume from."""

from __future__ import annotations

import copy
import json
import math
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import torch  # noqa: TID253
from torch import Tensor, nn  # noqa: TID253

Loss = Callable[[nn.Module, int], Tensor]
"""Loss of a network on the batch with a number."""
Check = Callable[[nn.Module], dict[str, float]]
"""Figures of a network on held-out nights."""


@dataclass(frozen=True)
class Schedule:
    """Schedule of a training: how long and how fast to learn.

    Parameters
    ----------
    steps : int
        Batches in all.
    learning_rate : float
        At its peak; it rises over the first steps and falls along a cosine.
    warm_up_steps : int
    average_decay : float
        Decay of the running average of the weights, which is what is kept.
    save_every : int
        Steps between checkpoints.
    check_every : int
        Steps between measurements on held-out nights.
    weight_decay : float
    """

    steps: int
    learning_rate: float = 3e-3
    warm_up_steps: int = 100
    average_decay: float = 0.998
    save_every: int = 200
    check_every: int = 1000
    weight_decay: float = 0.0

    def rate_at(self, step: int) -> float:
        """Return the learning rate at a step."""
        if step < self.warm_up_steps:
            return self.learning_rate * (step + 1) / self.warm_up_steps
        done = (step - self.warm_up_steps) / max(1, self.steps - self.warm_up_steps)
        return self.learning_rate * (0.5 + 0.5 * math.cos(math.pi * min(done, 1)))


class Trainer:
    """Trains one network and can be interrupted at any step.

    Parameters
    ----------
    network : torch.nn.Module
    loss : callable
        Loss of a network on the batch with a number.
    schedule : Schedule
    folder : Path
        Where ``checkpoint.pt`` and ``log.jsonl`` are kept.
    seed : int
    chooses : bool
        Whether to end with the weights that did best in the checks rather than with the last.

    Attributes
    ----------
    step : int
        Steps made so far.
    seconds : float
        Time they took, interruptions left out.
    """

    def __init__(
        self,
        network: nn.Module,
        loss: Loss,
        schedule: Schedule,
        folder: Path,
        seed: int,
        *,
        chooses: bool = False,
    ) -> None:
        self.network = network
        self.loss = loss
        self.schedule = schedule
        self.folder = folder
        self.seed = seed
        self.chooses = chooses
        self.step = 0
        self.seconds = 0.0
        self.optimizer = torch.optim.Adam(
            [weight for weight in network.parameters() if weight.requires_grad],
            schedule.learning_rate,
            weight_decay=schedule.weight_decay,
            amsgrad=True,
        )
        self.average = copy.deepcopy(network)

    def run(self, until: int | None = None, check: Check | None = None) -> nn.Module:
        """Train until a step (all steps if not given), from the checkpoint if there is one.

        Returns
        -------
        torch.nn.Module
            The network with averaged weights.
        """
        self.resume()
        last = min(until or self.schedule.steps, self.schedule.steps)
        while self.step < last:
            started = time.monotonic()
            loss = self._learn()
            self.seconds += time.monotonic() - started
            if self.step % self.schedule.save_every == 0 or self.step == last:
                self.save()
                self._log(step=self.step, loss=round(loss, 4), minutes=round(self.seconds / 60, 1))
            if check and (self.step % self.schedule.check_every == 0 or self.step == self.schedule.steps):
                figures = check(self.averaged())
                self._log(step=self.step, **figures)
                if self.chooses:
                    self._keep_better(sum(figures.values()) / len(figures))
        if self.chooses and self.step == self.schedule.steps and self._best.exists():
            self.average.load_state_dict(
                torch.load(self._best, weights_only=True, map_location="cpu")["average"]
            )
        return self.averaged()

    @property
    def _best(self) -> Path:
        return self.folder / "best.pt"

    def _keep_better(self, figure: float) -> None:
        before = (
            torch.load(self._best, weights_only=True, map_location="cpu")["figure"]
            if self._best.exists()
            else None
        )
        if before is None or figure > before:
            _save_whole({"figure": figure, "average": self.average.state_dict()}, self._best)

    def averaged(self) -> nn.Module:
        """Return the network with averaged weights, ready to predict."""
        return self.average.eval()

    def _learn(self) -> float:
        # Dropout must not depend on what was drawn before an interruption.
        torch.manual_seed(hash((self.seed, self.step)) % 2**63)
        self.network.train()
        for group in self.optimizer.param_groups:
            group["lr"] = self.schedule.rate_at(self.step)
        # Of all weights: gradients that frozen ones kept from before would count when they are clipped.
        self.network.zero_grad()
        loss = self.loss(self.network, self.step)
        loss.backward()  # type: ignore[no-untyped-call]
        nn.utils.clip_grad_norm_(self.network.parameters(), 2.0)
        self.optimizer.step()
        self._update_average()
        self.step += 1
        return float(loss.detach())

    def _update_average(self) -> None:
        # The decay grows with the steps, so that the random start is soon forgotten.
        decay = min(self.schedule.average_decay, (1 + self.step) / (10 + self.step))
        latest = self.network.state_dict()
        for name, mean in self.average.state_dict().items():
            if mean.is_floating_point():
                mean.lerp_(latest[name], 1 - decay)
            else:
                mean.copy_(latest[name])

    def save(self) -> None:
        """Write the checkpoint, whole or not at all."""
        self.folder.mkdir(parents=True, exist_ok=True)
        _save_whole(
            {
                "step": self.step,
                "seconds": self.seconds,
                "network": self.network.state_dict(),
                "average": self.average.state_dict(),
                "optimizer": self.optimizer.state_dict(),
                "schedule": asdict(self.schedule),
            },
            self.folder / "checkpoint.pt",
        )

    def resume(self) -> None:
        """Take up the checkpoint, if there is one."""
        path = self.folder / "checkpoint.pt"
        if not path.exists():
            return
        state = torch.load(path, weights_only=True, map_location="cpu")
        self.schedule = Schedule(**state["schedule"])
        self.step = int(state["step"])
        self.seconds = float(state["seconds"])
        self.network.load_state_dict(state["network"])
        self.average.load_state_dict(state["average"])
        self.optimizer.load_state_dict(state["optimizer"])

    def _log(self, **values: Any) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        with (self.folder / "log.jsonl").open("a", encoding="utf-8") as log:
            log.write(json.dumps(values) + "\n")


def _save_whole(state: dict[str, Any], path: Path) -> None:
    partial = path.with_suffix(".part")
    torch.save(state, partial)
    partial.replace(path)
