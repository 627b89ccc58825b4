"""A small head that reads what a network made of single epochs over a stretch of the night.

The network itself is frozen. Its features of the epochs go through dilated convolutions over the night,
as neighbours tell stages apart that one epoch does not.
"""

from __future__ import annotations

from typing import Protocol

import torch  # noqa: TID253
from torch import Tensor, nn  # noqa: TID253
from torch.nn import functional  # noqa: TID253

WIDTH, DROPOUT = 24, 0.2
DILATIONS = (1, 2, 4, 8, 16)
REACH = sum(DILATIONS)
"""Epochs that are read on either side of an epoch."""
N_STAGES = 5
CONTEXT_EPOCHS, MARGIN_EPOCHS = 128, REACH
"""Epochs read at once, and those at either end whose scores are not used."""


class EncodesEpochs(Protocol):
    """A network with features of single epochs."""

    def features(self, epochs: Tensor) -> Tensor:
        """Features of shape (n, n_features) of epochs of shape (n, n_channels, 3000)."""
        ...


class SequenceHead(nn.Module):
    """Logits of every epoch of a stretch from the features of all.

    Parameters
    ----------
    n_features : int
    """

    mean: Tensor
    spread: Tensor

    def __init__(self, n_features: int) -> None:
        super().__init__()
        self.register_buffer("mean", torch.zeros(n_features))
        self.register_buffer("spread", torch.ones(n_features))
        self.embed = nn.Linear(n_features, WIDTH)
        self.dropout = nn.Dropout(DROPOUT)
        self.context = nn.ModuleList(
            nn.Conv1d(WIDTH, WIDTH, 3, padding=dilation, dilation=dilation) for dilation in DILATIONS
        )
        self.classify = nn.Linear(WIDTH, N_STAGES)

    def forward(self, features: Tensor) -> Tensor:
        """Return logits (batch, n_epochs, 5) of features (batch, n_epochs, n_features)."""
        shown = self.dropout((features - self.mean) / self.spread)
        signals = functional.gelu(self.embed(shown)).transpose(1, 2)
        for convolution in self.context:
            signals = signals + self.dropout(functional.gelu(convolution(signals)))
        logits: Tensor = self.classify(signals.transpose(1, 2))
        return logits


class WithContext(nn.Module):
    """A network of single epochs with a head on top, as it is exported.

    Parameters
    ----------
    network : torch.nn.Module
        With features of single epochs.
    head : SequenceHead
    """

    def __init__(self, network: nn.Module, head: SequenceHead) -> None:
        super().__init__()
        self.network = network
        self.head = head

    def forward(self, epochs: Tensor) -> Tensor:
        """Return logits (n_epochs, 5) of consecutive epochs, shape (n_epochs, n_channels, 3000)."""
        logits: Tensor = self.head(features_of(self.network, epochs)[None])[0]
        return logits


def features_of(network: nn.Module, epochs: Tensor) -> Tensor:
    """Features of epochs by a network that has them."""
    encode: EncodesEpochs = network  # type: ignore[assignment]
    return encode.features(epochs)
