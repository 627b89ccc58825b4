"""MSA-CNN (arXiv:2501.02949): a small multi-scale CNN with attention inside the epoch."""

from __future__ import annotations

from dataclasses import dataclass

import torch  # noqa: TID253
from torch import Tensor, nn  # noqa: TID253
from torch.nn import functional  # noqa: TID253

from sleepscorer.training.attention import EncoderLayer, sinusoidal_positions

EPOCH_SAMPLES = 3000
N_STAGES = 5
SCALES = (1, 2, 4, 8)
FILTERS_PER_SCALE = 8
KERNEL = 15
TOKEN_KERNEL = 5
"""Kernel and stride of the convolution that makes 75 tokens of 375 samples."""
DROPOUT = 0.1


@dataclass(frozen=True)
class MsaSizes:
    """What sets the two published sizes apart.

    Parameters
    ----------
    maps, spatial, width : int
        Feature maps of a channel's tokens; of all channels'; width of the transformer.
    layers, heads : int
    """

    maps: int
    spatial: int
    width: int
    layers: int
    heads: int


SMALL = MsaSizes(maps=16, spatial=32, width=16, layers=1, heads=2)
LARGE = MsaSizes(maps=32, spatial=64, width=32, layers=2, heads=4)


class MultiScale(nn.Module):
    """The same filters' lengths at four time scales, brought back to one length and integrated."""

    def __init__(self, maps: int) -> None:
        super().__init__()
        self.scales = nn.ModuleList(
            nn.Conv2d(1, FILTERS_PER_SCALE, (1, KERNEL), padding=(0, KERNEL // 2)) for _ in SCALES
        )
        self.tokens = nn.Conv2d(
            len(SCALES) * FILTERS_PER_SCALE, maps, (1, TOKEN_KERNEL), stride=(1, TOKEN_KERNEL)
        )
        self.dropout = nn.Dropout(DROPOUT)

    def forward(self, epochs: Tensor) -> Tensor:
        """Turn epochs of shape (batch, 1, channels, 3000) into (batch, maps, channels, 75)."""
        coarsest = max(SCALES)
        found = []
        for scale, convolution in zip(SCALES, self.scales, strict=True):
            filtered = functional.relu(convolution(functional.avg_pool2d(epochs, (1, scale))))
            found.append(self.dropout(functional.max_pool2d(filtered, (1, coarsest // scale))))
        tokens: Tensor = self.dropout(functional.relu(self.tokens(torch.cat(found, dim=1))))
        return tokens


class MsaCnn(nn.Module):
    """The published network.

    Parameters
    ----------
    n_channels : int
    sizes : MsaSizes
        ``SMALL`` or ``LARGE``.

    Notes
    -----
    With one channel the input is not scaled, and the spatial convolution spans five tokens, as in
    the released configuration.
    """

    positions: Tensor

    def __init__(self, n_channels: int, sizes: MsaSizes = SMALL) -> None:
        super().__init__()
        self.n_channels = n_channels
        several = n_channels > 1
        self.gain = nn.Parameter(torch.ones(n_channels, 1), requires_grad=several)
        self.offset = nn.Parameter(torch.zeros(n_channels, 1), requires_grad=several)
        self.multi_scale = MultiScale(sizes.maps)
        span = 1 if several else TOKEN_KERNEL
        self.spatial = nn.Conv2d(sizes.maps, sizes.spatial, (n_channels, span))
        self.embed = nn.Linear(sizes.spatial, sizes.width)
        self.layers = nn.Sequential(
            *(EncoderLayer(sizes.width, sizes.heads, 2 * sizes.width, DROPOUT) for _ in range(sizes.layers))
        )
        self.classify = nn.Linear(sizes.width, N_STAGES)
        length = EPOCH_SAMPLES // max(SCALES) // TOKEN_KERNEL - span + 1
        self.register_buffer("positions", sinusoidal_positions(length, sizes.width))

    def forward(self, epochs: Tensor) -> Tensor:
        """Return logits of shape (batch, 5) for epochs of shape (batch, n_channels, 3000)."""
        tokens = self.multi_scale((epochs * self.gain + self.offset)[:, None])
        merged = functional.relu(self.spatial(tokens))[:, :, 0].transpose(1, 2)
        attended = self.layers(self.embed(merged) + self.positions)
        logits: Tensor = self.classify(attended.mean(dim=1))
        return logits
