"""A small head that reads what a network says of single epochs over a stretch of the night.

The network itself is frozen. Its log-probabilities go through dilated convolutions over the night, as
neighbours tell stages apart that one epoch does not. They are all that the head sees: features of
simulated and rebuilt nights differ from real ones in more ways than what the network makes of them.
"""

from __future__ import annotations

import torch  # noqa: TID253
from torch import Tensor, nn  # noqa: TID253
from torch.nn import functional  # noqa: TID253

WIDTH, DROPOUT = 24, 0.2
DILATIONS = (1, 2, 4, 8, 16)
REACH = sum(DILATIONS)
"""Epochs that are read on either side of an epoch."""
N_STAGES = 5
CONTEXT_EPOCHS, MARGIN_EPOCHS = 128, REACH
"""Epochs of a stretch that is learnt from, and those at either end whose scores are not used."""
SHOWN_EPOCHS = 192
"""Epochs that the product shows at once: fewer are scored twice for the margins, more leave the cache."""
LEAST = -7.0
"""Log-probabilities below are all as unlikely."""


class SequenceHead(nn.Module):
    """Logits of every epoch of a stretch from the log-probabilities of all."""

    def __init__(self) -> None:
        super().__init__()
        self.embed = nn.Linear(N_STAGES, WIDTH)
        self.dropout = nn.Dropout(DROPOUT)
        self.context = nn.ModuleList(
            nn.Conv1d(WIDTH, WIDTH, 3, padding=dilation, dilation=dilation) for dilation in DILATIONS
        )
        self.classify = nn.Linear(WIDTH, N_STAGES)

    def forward(self, logs: Tensor) -> Tensor:
        """Return logits (batch, n_epochs, 5) of log-probabilities of the same shape."""
        signals = functional.gelu(self.embed(logs)).transpose(1, 2)
        for convolution in self.context:
            signals = signals + self.dropout(functional.gelu(convolution(signals)))
        logits: Tensor = self.classify(signals.transpose(1, 2))
        return logits


class LogProbabilities(nn.Module):
    """Log-probabilities of single epochs by a network that gives logits."""

    def __init__(self, network: nn.Module) -> None:
        super().__init__()
        self.network = network

    def forward(self, epochs: Tensor) -> Tensor:
        """Return (n, 5) of epochs of shape (n, n_channels, 3000)."""
        return torch.log_softmax(self.network(epochs), dim=1).clamp(min=LEAST)


class WithContext(nn.Module):
    """A network of single epochs with a head on top, as it is exported.

    Parameters
    ----------
    network : torch.nn.Module
        Gives logits of single epochs.
    head : SequenceHead
    """

    def __init__(self, network: nn.Module, head: SequenceHead) -> None:
        super().__init__()
        self.logs = LogProbabilities(network)
        self.head = head

    def forward(self, epochs: Tensor) -> Tensor:
        """Return logits (n_epochs, 5) of consecutive epochs, shape (n_epochs, n_channels, 3000)."""
        logits: Tensor = self.head(self.logs(epochs)[None])[0]
        return logits
