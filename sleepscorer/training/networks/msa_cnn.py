"""MSA-CNN (arXiv:2501.02949): a small multi-scale CNN with attention inside the epoch."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import torch  # noqa: TID253
from torch import Tensor, nn  # noqa: TID253
from torch.nn import functional  # noqa: TID253

from sleepscorer.training.networks.attention import EncoderLayer, sinusoidal_positions
from sleepscorer.training.networks.shared_encoder import Family, Montages

EPOCH_SAMPLES = 3000
N_STAGES = 5
SCALES = (1, 2, 4, 8)
FILTERS_PER_SCALE = 8
KERNEL = 15
TOKEN_KERNEL = 5
"""Kernel and stride of the convolution that makes 75 tokens of 375 samples."""
DROPOUT = 0.1
N_PLACES = 4
"""Channels a night has at the most."""
INPUT_LIMIT = 10.0
"""Inputs are clipped here, as an artefact is no more of one for being larger."""


@dataclass(frozen=True)
class MsaSizes:
    """Sizes of the network, as published.

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
        self.scales = nn.ModuleList(nn.Conv1d(1, FILTERS_PER_SCALE, KERNEL) for _ in SCALES)
        self.tokens = nn.Conv1d(len(SCALES) * FILTERS_PER_SCALE, maps, TOKEN_KERNEL, stride=TOKEN_KERNEL)
        self.dropout = nn.Dropout(DROPOUT)

    def forward(self, epochs: Tensor, gain: Tensor, offset: Tensor) -> Tensor:
        """Make 75 tokens of every channel.

        Parameters
        ----------
        epochs : Tensor, shape (batch, channels, 3000)
        gain, offset : Tensor, shape (channels, 1)
            Of each channel. They are put into the filters, which saves the gradient of the signals.

        Returns
        -------
        Tensor, shape (batch, channels, maps, 75)
        """
        batch, channels, _ = epochs.shape
        maps = [
            _filter(epochs, scale, convolution, gain, offset)
            for scale, convolution in zip(SCALES, self.scales, strict=True)
        ]
        filtered = torch.cat(maps, dim=2).flatten(0, 1)
        tokens: Tensor = self.dropout(functional.relu(self.tokens(self.dropout(filtered))))
        return tokens.reshape(batch, channels, tokens.shape[1], tokens.shape[2])


def _filter(epochs: Tensor, scale: int, convolution: nn.Module, gain: Tensor, offset: Tensor) -> Tensor:
    assert isinstance(convolution, nn.Conv1d)
    assert convolution.bias is not None
    kernels = (gain[:, :, None, None] * convolution.weight).flatten(0, 1)
    biases = (convolution.bias + offset * convolution.weight.sum(dim=(1, 2))).flatten()
    channels = len(gain)
    pooled = functional.avg_pool1d(epochs, scale)
    filtered = functional.conv1d(pooled, kernels, biases, padding=KERNEL // 2, groups=channels)
    # Pooling first leaves less to rectify, and the same values.
    shorter = functional.max_pool1d(filtered, max(SCALES) // scale)
    scales: Tensor = functional.relu(shorter).reshape(epochs.shape[0], channels, FILTERS_PER_SCALE, -1)
    return scales


class MsaHead(nn.Module):
    """Head behind the tokens of the channels: spatial convolution, attention inside the epoch, mean.

    Parameters
    ----------
    n_channels : int
        With one channel the spatial convolution spans five tokens, as in the released configuration.
    sizes : MsaSizes
    """

    positions: Tensor

    def __init__(self, n_channels: int, sizes: MsaSizes) -> None:
        super().__init__()
        span = 1 if n_channels > 1 else TOKEN_KERNEL
        self.spatial = nn.Conv2d(sizes.maps, sizes.spatial, (n_channels, span))
        self.embed = nn.Linear(sizes.spatial, sizes.width)
        self.layers = nn.Sequential(
            *(EncoderLayer(sizes.width, sizes.heads, 2 * sizes.width, DROPOUT) for _ in range(sizes.layers))
        )
        self.classify = nn.Linear(sizes.width, N_STAGES)
        length = EPOCH_SAMPLES // max(SCALES) // TOKEN_KERNEL - span + 1
        self.register_buffer("positions", sinusoidal_positions(length, sizes.width), persistent=False)

    def forward(self, tokens: Tensor) -> Tensor:
        """Return logits of shape (batch, 5) of tokens (batch, channels, maps, 75)."""
        merged = functional.relu(self.spatial(tokens.transpose(1, 2)))[:, :, 0].transpose(1, 2)
        attended = self.layers(self.embed(merged) + self.positions)
        logits: Tensor = self.classify(attended.mean(dim=1))
        return logits


class MsaCnn(nn.Module):
    """The published network.

    Parameters
    ----------
    n_channels : int
    sizes : MsaSizes
        ``SMALL`` or ``LARGE``.

    Notes
    -----
    With one channel the input is not scaled, as in the released configuration.
    """

    def __init__(self, n_channels: int, sizes: MsaSizes = SMALL) -> None:
        super().__init__()
        self.n_channels = n_channels
        several = n_channels > 1
        self.gain = nn.Parameter(torch.ones(n_channels, 1), requires_grad=several)
        self.offset = nn.Parameter(torch.zeros(n_channels, 1), requires_grad=several)
        self.multi_scale = MultiScale(sizes.maps)
        self.head = MsaHead(n_channels, sizes)

    def forward(self, epochs: Tensor) -> Tensor:
        """Return logits of shape (batch, 5) for epochs of shape (batch, n_channels, 3000)."""
        logits: Tensor = self.head(tokens_of(self.multi_scale, epochs, self.gain, self.offset))
        return logits


class MsaFamily(Family):
    """Several MSA-CNNs that learn together, sharing the multi-scale part.

    The first EEG is not scaled, so that the member that sees nothing else is the published network,
    as is every other member.

    Parameters
    ----------
    montages : mapping of str to tuple of int
        Channels of each member.
    sizes : MsaSizes
    """

    def __init__(self, montages: Montages, sizes: MsaSizes) -> None:
        super().__init__(montages, {name: MsaHead(len(chosen), sizes) for name, chosen in montages.items()})
        self.sizes = sizes
        self.gain = nn.Parameter(torch.ones(N_PLACES - 1, 1))
        self.offset = nn.Parameter(torch.zeros(N_PLACES - 1, 1))
        self.multi_scale = MultiScale(sizes.maps)

    def _affine(self, places: Sequence[int]) -> tuple[Tensor, Tensor]:
        gain = torch.cat([torch.ones_like(self.gain[:1]), self.gain])
        offset = torch.cat([torch.zeros_like(self.offset[:1]), self.offset])
        return gain[list(places)], offset[list(places)]

    def encode(self, epochs: Tensor, alone: Tensor | None) -> tuple[Tensor, Tensor | None]:
        """Return the tokens of all channels; see :meth:`Family.encode`."""
        own = tokens_of(self.multi_scale, epochs[:, self.channels], *self._affine(self.channels))
        return own, None if alone is None else tokens_of(self.multi_scale, alone, *self._affine((0,)))

    def member(self, name: str) -> MsaCnn:
        """Return a copy of one member as a network of its own."""
        chosen = self.montages[name]
        network = MsaCnn(len(chosen), self.sizes)
        gain, offset = self._affine(chosen)
        network.gain.data.copy_(gain)
        network.offset.data.copy_(offset)
        network.multi_scale.load_state_dict(self.multi_scale.state_dict())
        network.head.load_state_dict(self.classifiers[name].state_dict())
        return network.eval()


def tokens_of(multi_scale: MultiScale, epochs: Tensor, gain: Tensor, offset: Tensor) -> Tensor:
    """Return the tokens of shape (batch, channels, maps, 75) of epochs (batch, channels, 3000), clipped."""
    tokens: Tensor = multi_scale(epochs.clamp(-INPUT_LIMIT, INPUT_LIMIT), gain, offset)
    return tokens
