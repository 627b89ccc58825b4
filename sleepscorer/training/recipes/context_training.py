"""Training of :class:`sleepscorer.training.networks.context.ContextNetwork`."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import torch  # noqa: TID253
from numpy.typing import NDArray
from torch import Tensor, nn  # noqa: TID253
from torch.nn import functional  # noqa: TID253

from sleepscorer.prescoring.features import EpochNumbers
from sleepscorer.prescoring.normalization import describe
from sleepscorer.stages import Stage
from sleepscorer.training.data.context_batches import Sequences, Variation, draw_sequences
from sleepscorer.training.data.context_nights import NumbersNight
from sleepscorer.training.networks.context import Committee, ContextNetwork, Sizes

PAIR_WEIGHT = 0.1
_PARTS = ("network", "average", "optimiser", "rates")
Draw = Callable[[int, np.random.Generator], Sequence[NumbersNight]]
"""Nights of a pass, by its number."""


@dataclass(frozen=True)
class TrainingCourse:
    """TrainingCourse of a training: rates, sizes and weights.

    Parameters
    ----------
    passes : int
    sequence_length, batch_size : int
    learning_rate, weight_decay, label_smoothing : float
    alone_weight : float
        Weight of the loss of epochs by themselves.
    stage_weights : tuple of float
    opinion_share : float
        How far what other scorers say counts against the stages a night was simulated on.
    average_decay : float
        Decay of the running average of the weights, which is what is kept.
    """

    passes: int = 30
    sequence_length: int = 100
    batch_size: int = 32
    learning_rate: float = 3e-3
    weight_decay: float = 1e-2
    label_smoothing: float = 0.05
    alone_weight: float = 0.3
    stage_weights: tuple[float, ...] = (1.0, 1.4, 1.0, 1.0, 1.0)
    opinion_share: float = 0.5
    average_decay: float = 0.995
    variation: Variation = field(default_factory=Variation)
    sizes: Sizes = field(default_factory=Sizes)


def train_context(
    draw: Draw,
    steps_per_pass: int,
    course: TrainingCourse,
    seed: int,
    *,
    after: Callable[[int, ContextNetwork], None] = lambda number, network: None,
    start: ContextNetwork | None = None,
    kept: Path | None = None,
) -> ContextNetwork:
    """Train a network; the average of its weights over the last steps is given.

    Parameters
    ----------
    draw : callable
        Nights of a pass.
    steps_per_pass : int
    course : TrainingCourse
    seed : int
    after : callable
        Told the number of every pass that is done, and the averaged network.
    start : ContextNetwork, optional
        To begin with, rather than from nothing.
    kept : Path, optional
        File that keeps the state after every pass; where it is there, training goes on from it and ends as
        if it had never been interrupted.
    """
    torch.manual_seed(seed)
    random = np.random.default_rng(seed)
    learner = _Learner(start or ContextNetwork(course.sizes), course, course.passes * steps_per_pass + 1)
    done = learner.read(kept, random) if kept and kept.exists() else 0
    for number in range(done, course.passes):
        drawn = draw_sequences(random, draw(number, random), course.sequence_length, course.variation)
        learner.learn(drawn, np.array_split(random.permutation(len(drawn.stages)), steps_per_pass))
        if kept:
            learner.write(kept, number + 1, random)
        after(number, learner.average)
    return learner.average.eval()


class _Learner:
    """A network, the average of its weights, and what changes them."""

    def __init__(self, network: ContextNetwork, course: TrainingCourse, n_steps: int) -> None:
        self.network, self.average, self.course = network, copy.deepcopy(network), course
        self.optimiser = torch.optim.AdamW(
            network.parameters(), course.learning_rate, weight_decay=course.weight_decay
        )
        self.rates = torch.optim.lr_scheduler.OneCycleLR(
            self.optimiser, course.learning_rate, n_steps, pct_start=0.2
        )

    def learn(self, drawn: Sequences, batches: Sequence[NDArray[np.integer]]) -> None:
        """Train for one pass."""
        self.network.train()
        for rows in batches:
            loss = sequence_loss(self.network, drawn, rows, self.course)
            self.optimiser.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            nn.utils.clip_grad_norm_(self.network.parameters(), 1.0)
            self.optimiser.step()
            self.rates.step()
            _follow(self.average, self.network, self.course.average_decay)

    def write(self, path: Path, passes: int, random: np.random.Generator) -> None:
        """Keep everything that the next pass depends on; a file is whole or not there."""
        partial = path.with_suffix(".part")
        parts = {name: getattr(self, name).state_dict() for name in _PARTS}
        chance = {"torch": torch.get_rng_state(), "numpy": json.dumps(random.bit_generator.state)}
        torch.save(parts | chance | {"passes": passes}, partial)
        partial.replace(path)

    def read(self, path: Path, random: np.random.Generator) -> int:
        """Go back to what was kept; gives the number of passes that were done."""
        state = torch.load(path, weights_only=True)
        for name in _PARTS:
            getattr(self, name).load_state_dict(state[name])
        torch.set_rng_state(state["torch"])
        random.bit_generator.state = json.loads(state["numpy"])
        return int(state["passes"])


def sequence_loss(
    network: ContextNetwork, drawn: Sequences, rows: NDArray[np.integer], course: TrainingCourse
) -> Tensor:
    """Return the cross-entropy with context and, less, without."""
    numbers, known = torch.from_numpy(drawn.numbers[rows]), torch.from_numpy(drawn.known[rows])
    stages, pair = torch.from_numpy(drawn.stages[rows]), torch.from_numpy(drawn.pair[rows])
    wanted = wanted_probabilities(stages, torch.from_numpy(drawn.opinions[rows]), course)
    losses = [
        _all_stages(logits[~pair], wanted[~pair], course) + PAIR_WEIGHT * _pair(logits[pair], stages[pair])
        for logits in network.both(numbers, known)
    ]
    return losses[0] + course.alone_weight * losses[1]


def wanted_probabilities(stages: Tensor, opinions: Tensor, course: TrainingCourse) -> Tensor:
    """Return the stages, smoothed, or mixed with what other scorers say; all zero in epochs without a stage.

    Parameters
    ----------
    stages : Tensor of int64, shape (..., n_epochs)
    opinions : Tensor, shape (..., n_epochs, 5)
    course : TrainingCourse
    """
    sure = functional.one_hot(stages.clamp(min=0), 5).to(opinions.dtype)
    smooth = (1 - course.label_smoothing) * sure + course.label_smoothing / 5
    asked = opinions.sum(dim=-1, keepdim=True) > 0
    mixed = (1 - course.opinion_share) * sure + course.opinion_share * opinions
    return torch.where(asked, mixed, smooth) * (stages >= 0).unsqueeze(-1)


def _all_stages(logits: Tensor, wanted: Tensor, course: TrainingCourse) -> Tensor:
    weighted = wanted * torch.tensor(course.stage_weights)
    loss = -(weighted * torch.log_softmax(logits, dim=-1)).sum()
    return loss / weighted.sum().clamp(min=1)


def _pair(logits: Tensor, stages: Tensor) -> Tensor:
    """Cross-entropy between wake and N3 alone."""
    scored = stages >= 0
    if not scored.any():
        return logits.sum() * 0
    pair = logits[scored][:, [Stage.W, Stage.N3]]
    return functional.cross_entropy(pair, (stages[scored] == Stage.N3).long())


def _follow(average: nn.Module, network: nn.Module, decay: float) -> None:
    with torch.no_grad():
        for kept, new in zip(average.parameters(), network.parameters(), strict=True):
            kept.lerp_(new, 1 - decay)


def predict(networks: Sequence[ContextNetwork | Committee], numbers: EpochNumbers) -> NDArray[np.float32]:
    """Return the mean probabilities of some networks over a whole night, shape (n_epochs, 5)."""
    shown, known = torch.from_numpy(describe(numbers)), torch.from_numpy(numbers.known.astype(np.float32))
    with torch.no_grad():
        rows = [network.eval().probabilities(shown, known) for network in networks]
    return np.asarray(torch.stack(rows).mean(dim=0).numpy(), np.float32)
