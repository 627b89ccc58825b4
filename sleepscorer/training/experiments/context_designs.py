"""Other ways to put a night together than Sleepscorer Context's GRUs, for comparison.

``python -m sleepscorer.training.experiments.context_designs --design convolutions`` trains one on the real
tables of the people who are not held out, with the same encoder and about as many parameters, and prints its
figures on those who are.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import torch  # noqa: TID253
from torch import Tensor, nn  # noqa: TID253

from sleepscorer.training.data.locations import data_directory
from sleepscorer.training.networks.context import SMALLER, ContextNetwork, count_trainable
from sleepscorer.training.recipes.context_recipe import is_held_out
from sleepscorer.training.recipes.context_training import train_context
from sleepscorer.training.recipes.folds import COURSE, MONTAGES, read_people, report, score

PEOPLE = 78
DILATIONS = (1, 2, 4, 8, 16, 32, 64)
"""Of the convolutions: together they reach over 127 epochs to either side."""


class NoContext(nn.Module):
    """Every epoch by itself: what the others are to be better than."""

    def __init__(self, inputs: int, outputs: int) -> None:
        super().__init__()
        self.project = nn.Sequential(
            nn.Linear(inputs, 3 * outputs), nn.GELU(), nn.Linear(3 * outputs, outputs)
        )

    def forward(self, epochs: Tensor) -> tuple[Tensor, None]:
        """Return epochs, shape (batch, n_epochs, inputs), and nothing carried over, as a GRU would."""
        return self.project(epochs), None


class Convolutions(nn.Module):
    """Dilated convolutions over the epochs (Bai, Kolter & Koltun 2018, arXiv:1803.01271), not causal."""

    def __init__(self, inputs: int, outputs: int, width: int = 48) -> None:
        super().__init__()
        self.project = nn.Linear(inputs, width)
        self.norms = nn.ModuleList(nn.LayerNorm(width) for _ in DILATIONS)
        self.layers = nn.ModuleList(
            nn.Conv1d(width, width, 3, padding=dilation, dilation=dilation) for dilation in DILATIONS
        )
        self.dropout = nn.Dropout(0.1)
        self.read = nn.Linear(width, outputs)

    def forward(self, epochs: Tensor) -> tuple[Tensor, None]:
        """Return epochs, shape (batch, n_epochs, inputs), and nothing carried over, as a GRU would."""
        values = self.project(epochs)
        for norm, layer in zip(self.norms, self.layers, strict=True):
            added = layer(norm(values).transpose(1, 2)).transpose(1, 2)
            values = values + self.dropout(nn.functional.gelu(added))
        return self.read(values), None


class StateSpace(nn.Module):
    """Diagonal state-space layers in both directions (S4D: Gu et al. 2022, arXiv:2206.11893)."""

    def __init__(self, inputs: int, outputs: int, width: int = 48, layers: int = 4) -> None:
        super().__init__()
        self.project = nn.Linear(inputs, width)
        self.norms = nn.ModuleList(nn.LayerNorm(width) for _ in range(layers))
        self.layers = nn.ModuleList(_Diagonal(width) for _ in range(layers))
        self.mixes = nn.ModuleList(nn.Linear(width, 2 * width) for _ in range(layers))
        self.dropout = nn.Dropout(0.1)
        self.read = nn.Linear(width, outputs)

    def forward(self, epochs: Tensor) -> tuple[Tensor, None]:
        """Return epochs, shape (batch, n_epochs, inputs), and nothing carried over, as a GRU would."""
        values = self.project(epochs)
        for norm, layer, mix in zip(self.norms, self.layers, self.mixes, strict=True):
            seen = nn.functional.gelu(layer(norm(values)))
            values = values + self.dropout(nn.functional.glu(mix(seen), dim=2))
        return self.read(values), None


class _Diagonal(nn.Module):
    """Convolution with a sum of decaying oscillations, forwards and backwards."""

    def __init__(self, width: int, states: int = 8) -> None:
        super().__init__()
        steps = torch.rand(2, width, 1) * (np.log(0.3) - np.log(0.003)) + np.log(0.003)
        self.log_step = nn.Parameter(steps)
        self.log_decay = nn.Parameter(torch.full((2, width, states), float(np.log(0.5))))
        self.turn = nn.Parameter(np.pi * torch.arange(states).repeat(2, width, 1).float())
        self.weight = nn.Parameter(torch.randn(2, width, states, 2) / states**0.5)
        self.direct = nn.Parameter(torch.ones(width))

    def kernels(self, length: int) -> Tensor:
        """Return responses to a single epoch, shape (2, width, length): to later and to earlier epochs."""
        step = self.log_step.exp()
        exponent = torch.complex(-self.log_decay.exp() * step, self.turn * step)
        powers = torch.exp(exponent[..., None] * torch.arange(length))
        weight = torch.view_as_complex(self.weight) * step
        return 2 * (weight[..., None] * powers).sum(dim=2).real

    def forward(self, values: Tensor) -> Tensor:
        """Return the filtered values, shape (batch, n_epochs, width)."""
        length = values.shape[1]
        later, earlier = self.kernels(length)
        # One circular convolution over twice the length holds both directions.
        kernel = torch.cat([later, earlier.flip(1)], dim=1)
        spectrum = torch.fft.rfft(values, 2 * length, dim=1) * torch.fft.rfft(kernel, dim=1).T
        filtered: Tensor = torch.fft.irfft(spectrum, 2 * length, dim=1)[:, :length]
        return filtered + self.direct.to(filtered) * values


DESIGNS: dict[str, Callable[[int, int], nn.Module]] = {
    "none": NoContext,
    "convolutions": Convolutions,
    "state-space": StateSpace,
}
"""What puts the epochs together; ``gru`` is what the network has of itself."""


def network_of(design: str, seed: int = 0) -> ContextNetwork:
    """Return an untrained network with another context.

    Parameters
    ----------
    design : {"gru", "none", "convolutions", "state-space"}
    seed : int
    """
    torch.manual_seed(seed)
    network = ContextNetwork(SMALLER)
    if design in DESIGNS:
        network.context = DESIGNS[design](SMALLER.fused, 2 * SMALLER.hidden)  # type: ignore[assignment]
    return network


def main() -> None:
    """Train one design, and print JSON."""
    torch.set_num_threads(1)
    arguments = _parse()
    nights = read_people(arguments.data, PEOPLE, "three-channels")
    training = [night for night in nights if not is_held_out(night.name)]
    tested = [night for night in nights if is_held_out(night.name)]
    course = replace(
        COURSE,
        passes=arguments.passes,
        learning_rate=arguments.learning_rate,
        variation=replace(COURSE.variation, montage=True),
    )
    sequences = sum(len(night.stages) / course.sequence_length + 1 for night in training)
    network, began = network_of(arguments.design, arguments.seed), time.monotonic()
    steps = max(1, round(sequences / course.batch_size))
    trained = train_context(lambda number, random: training, steps, course, arguments.seed, start=network)
    probabilities = {name: score([trained], tested, channels) for name, channels in MONTAGES.items()}
    figures = report([{"stages": np.concatenate([night.stages for night in tested])} | probabilities])
    summary = {"design": arguments.design, "parameters": count_trainable(network), "passes": arguments.passes}
    minutes = {"minutes": round((time.monotonic() - began) / 60, 1)}
    kappas = {name: round(montage_figures["kappa"], 3) for name, montage_figures in figures.items()}
    print(json.dumps(summary | minutes | {"kappa": kappas}))


def _parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m sleepscorer.training.experiments.context_designs", description=__doc__
    )
    parser.add_argument("--data", type=Path, default=data_directory())
    parser.add_argument("--design", choices=("gru", *DESIGNS), required=True)
    parser.add_argument("--passes", type=int, default=COURSE.passes)
    parser.add_argument("--learning-rate", type=float, default=COURSE.learning_rate)
    parser.add_argument("--seed", type=int, default=0)
    return parser.parse_args()


if __name__ == "__main__":
    main()
