"""Sleepscorer Context: numbers of every epoch, put together over the whole night.

A network of our own. Numbers of each channel (:mod:`sleepscorer.prescoring.features`) are embedded
per role, the two EEGs by the same layer; what is not known is masked out; two bidirectional GRUs
read the night in both directions. In the spirit of SimpleSleepNet (Guillot et al. 2020,
doi:10.1109/TNSRE.2020.3011181) with fixed rather than learnt filters.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import torch  # noqa: TID253
from torch import Tensor, nn  # noqa: TID253

from sleepscorer.prescoring.features import GROUP_COLUMNS, GROUPS, N_CHANNELS, N_COLUMNS

_ROLE_OF_CHANNEL = (0, 0, 1, 2)
_TINY = 1e-7
N_ROLES = 3
N_MEASURE_GROUPS = 2
"""Groups of numbers that tables of real nights hold."""


@dataclass(frozen=True)
class Sizes:
    """Widths of the layers.

    Parameters
    ----------
    embedding, fused, hidden : int
        Of one channel; of all together; of one direction of a GRU.
    layers : int
    dropout : float
    """

    embedding: int = 64
    fused: int = 96
    hidden: int = 80
    layers: int = 2
    dropout: float = 0.3

    @classmethod
    def of_state(cls, state: Mapping[str, Tensor]) -> Sizes:
        """Return the sizes of the network that a state is of."""
        layers = sum(name.startswith("context.weight_hh") for name in state) // 2
        hidden = state["context.weight_hh_l0"].shape[1]
        return cls(len(state["embed.0.bias"]), len(state["fuse.bias"]), hidden, layers)


SMALLER = Sizes(embedding=48, fused=56, hidden=40)
"""Sizes of versions 1 to 3, trained in a few minutes."""


class ContextNetwork(nn.Module):
    """Logits of every epoch from numbers and from which of them are known.

    Parameters
    ----------
    sizes : Sizes
    """

    temperature: Tensor

    def __init__(self, sizes: Sizes | None = None) -> None:
        super().__init__()
        sizes = sizes or Sizes()
        inputs = N_COLUMNS + len(GROUPS)
        self.embed = nn.ModuleList(nn.Linear(inputs, sizes.embedding) for _ in range(N_ROLES))
        self.fuse = nn.Linear(N_ROLES * sizes.embedding + N_ROLES, sizes.fused)
        self.context = nn.GRU(
            sizes.fused,
            sizes.hidden,
            sizes.layers,
            batch_first=True,
            bidirectional=True,
            dropout=sizes.dropout if sizes.layers > 1 else 0.0,
        )
        self.classify = nn.Linear(2 * sizes.hidden, 5)
        self.alone = nn.Linear(sizes.fused, 5)
        self.dropout = nn.Dropout(sizes.dropout)
        self.register_buffer("temperature", torch.ones(()))
        columns = torch.repeat_interleave(torch.arange(len(GROUPS)), torch.tensor(GROUP_COLUMNS))
        self.register_buffer("group_of_column", columns, persistent=False)

    def encode(self, numbers: Tensor, known: Tensor) -> Tensor:
        """Encode epochs by themselves.

        Parameters
        ----------
        numbers : Tensor, shape (batch, n_epochs, 4, N_COLUMNS)
        known : Tensor of 0 and 1, shape (batch, 4, len(GROUPS))
        """
        group_of_column: Tensor = self.group_of_column  # type: ignore[assignment]
        flags = known[:, None].expand(-1, numbers.shape[1], -1, -1)
        shown = torch.cat([numbers * known[:, None, :, group_of_column], flags], dim=3)
        there = known.amax(dim=2)[:, None, :, None]
        parts = [
            nn.functional.gelu(self.embed[_ROLE_OF_CHANNEL[channel]](self.dropout_of(shown[:, :, channel])))
            * there[:, :, channel]
            for channel in range(N_CHANNELS)
        ]
        eegs = there[:, :, 0] + there[:, :, 1]
        roles = [(parts[0] + parts[1]) / eegs.clamp(min=1), parts[2], parts[3]]
        counts = torch.cat([eegs / 2, there[:, :, 2], there[:, :, 3]], dim=2)
        everything = torch.cat([*roles, counts.expand(-1, numbers.shape[1], -1)], dim=2)
        return nn.functional.gelu(self.fuse(self.dropout(everything)))

    def dropout_of(self, shown: Tensor) -> Tensor:
        """Drop single numbers, but fewer than of what the network made itself."""
        return nn.functional.dropout(shown, self.dropout.p / 3, self.training)

    def forward(self, numbers: Tensor, known: Tensor) -> Tensor:
        """Return the logits, shape (batch, n_epochs, 5), divided by the temperature."""
        return self.both(numbers, known)[0] / self.temperature

    def probabilities(self, numbers: Tensor, known: Tensor) -> Tensor:
        """Return the probabilities of one night, shape (n_epochs, 5), the mean of two views of it.

        Real people taught the measures; the spectrum is known from simulation and from wake and N3
        alone. Half the say is therefore that of the measures by themselves.

        Parameters
        ----------
        numbers : Tensor, shape (n_epochs, 4, N_COLUMNS)
        known : Tensor of 0 and 1, shape (4, len(GROUPS))
        """
        measured = torch.zeros_like(known)
        measured[:, :N_MEASURE_GROUPS] = 1
        views = torch.stack([known, known * measured])
        logits = self(numbers[None].expand(2, -1, -1, -1), views)
        return torch.softmax(logits, dim=2).mean(dim=0)

    def both(self, numbers: Tensor, known: Tensor) -> tuple[Tensor, Tensor]:
        """Return logits with context, and those of every epoch by itself, which only teach the encoder."""
        encoded = self.encode(numbers, known)
        context, _ = self.context(self.dropout(encoded))
        return self.classify(self.dropout(context)), self.alone(encoded)


class Committee(nn.Module):
    """Networks that were trained on their own, asked together.

    Parameters
    ----------
    networks : sequence of ContextNetwork
        Their own temperatures count.

    Attributes
    ----------
    offsets : Tensor, shape (5,)
        Added to the mean of their logarithms.
    temperature : Tensor, shape ()
    """

    temperature: Tensor
    offsets: Tensor

    def __init__(self, networks: Sequence[ContextNetwork]) -> None:
        super().__init__()
        self.networks = nn.ModuleList(networks)
        self.register_buffer("offsets", torch.zeros(5))
        self.register_buffer("temperature", torch.ones(()))

    def probabilities(self, numbers: Tensor, known: Tensor) -> Tensor:
        """Return the probabilities of one night: the mean of the logarithms, offset, by the temperature.

        Parameters and result as of :meth:`ContextNetwork.probabilities`.
        """
        rows = torch.stack([network.probabilities(numbers, known) for network in self.networks])  # type: ignore[operator]
        return torch.softmax((torch.log(rows + _TINY).mean(dim=0) + self.offsets) / self.temperature, dim=1)


def count_trainable(network: nn.Module) -> int:
    """Return the number of trainable parameters."""
    return sum(weight.numel() for weight in network.parameters() if weight.requires_grad)
