"""ULW-SleepNet (arXiv:2602.23852): one small CNN shared over channels, one epoch at a time."""

from __future__ import annotations

import torch  # noqa: TID253
from torch import Tensor, nn  # noqa: TID253
from torch.nn import functional  # noqa: TID253

from sleepscorer.training.networks.shared_encoder import Family, Montages

EPOCH_SAMPLES = 3000
FILTERS = (8, 16, 32)
HIDDEN = 64
N_STAGES = 5
INPUT_LIMIT = 10.0
"""Inputs are clipped here: a few artefacts must not rule the statistics of the batch norms."""


class Separable(nn.Module):
    """Depthwise convolution without bias, then a pointwise one with bias."""

    def __init__(self, inputs: int, outputs: int, kernel: int) -> None:
        super().__init__()
        self.depthwise = nn.Conv2d(inputs, inputs, (1, kernel), groups=inputs, bias=False)
        self.pointwise = nn.Conv2d(inputs, outputs, 1)

    def dense(self) -> tuple[Tensor, Tensor]:
        """Return kernel and bias of the one convolution that the two amount to."""
        kernel = self.pointwise.weight * self.depthwise.weight.transpose(0, 1)
        assert self.pointwise.bias is not None
        return kernel, self.pointwise.bias


class MainStep(nn.Module):
    """Separable convolution over three samples, batch norm, ReLU, and max-pooling by two."""

    def __init__(self, inputs: int, outputs: int) -> None:
        super().__init__()
        self.convolution = Separable(inputs, outputs, 3)
        self.norm = nn.BatchNorm2d(outputs)

    def forward(self, signals: Tensor) -> Tensor:
        """Return signals of half the length."""
        kernel, bias = self.convolution.dense()
        normed: Tensor = self.norm(functional.conv2d(signals, kernel, bias, padding=(0, 1)))
        # Pooling first leaves half as much to rectify, and the same values.
        pooled: Tensor = functional.max_pool2d(normed, (1, 2), (1, 2), ceil_mode=True)
        return functional.relu(pooled)


class SecondStream(nn.Module):
    """Two separable convolutions of one sample and stride 2, without norm or activation.

    They amount to one such convolution of stride 4, which is what is computed.
    """

    def __init__(self, inputs: int, outputs: int) -> None:
        super().__init__()
        self.first = Separable(inputs, outputs, 1)
        self.second = Separable(outputs, outputs, 1)

    def forward(self, signals: Tensor) -> Tensor:
        """Return signals of a quarter of the length."""
        (first, first_bias), (second, second_bias) = self.first.dense(), self.second.dense()
        outer = second.flatten(1)
        kernel = (outer @ first.flatten(1))[:, :, None, None]
        return functional.conv2d(signals[..., ::4], kernel, outer @ first_bias + second_bias)


class DualStream(nn.Module):
    """Block of two streams, each of which quarters the length; the streams are added."""

    def __init__(self, inputs: int, filters: int) -> None:
        super().__init__()
        self.main = nn.Sequential(MainStep(inputs, filters), MainStep(filters, filters))
        self.second = SecondStream(inputs, filters)
        self.dropout = nn.Dropout(0.1)

    def forward(self, signals: Tensor) -> Tensor:
        """Return signals of a quarter of the length."""
        added: Tensor = self.main(signals) + self.second(signals)
        dropped: Tensor = self.dropout(added)
        return dropped


class ChannelEncoder(nn.Module):
    """CNN that turns one channel of an epoch into 32 features, averaged over time."""

    def __init__(self) -> None:
        super().__init__()
        inputs = (1, *FILTERS[:-1])
        self.blocks = nn.Sequential(*(DualStream(a, b) for a, b in zip(inputs, FILTERS, strict=True)))

    def forward(self, epochs: Tensor) -> Tensor:
        """Encode epochs of shape (batch, channels, samples) to (batch, channels, 32)."""
        batch, channels, samples = epochs.shape
        # Convolution of few features is fastest with the features last, which 1-d signals cannot have.
        signals = epochs.reshape(batch * channels, 1, 1, samples).clamp(-INPUT_LIMIT, INPUT_LIMIT)
        if not torch.onnx.is_in_onnx_export():
            signals = signals.contiguous(memory_format=torch.channels_last)
        features: Tensor = self.blocks(signals).mean(dim=(2, 3))
        return features.reshape(batch, channels, FILTERS[-1])


class DenseHead(nn.Module):
    """Two dense layers over the features of all channels, without an activation between them."""

    def __init__(self, n_channels: int) -> None:
        super().__init__()
        self.layers = nn.Sequential(
            nn.Dropout(0.3), nn.Linear(FILTERS[-1] * n_channels, HIDDEN), nn.Linear(HIDDEN, N_STAGES)
        )

    def forward(self, features: Tensor) -> Tensor:
        """Return logits of the five stages."""
        logits: Tensor = self.layers(features.flatten(1))
        return logits


class UlwSleepNet(nn.Module):
    """The published network.

    Parameters
    ----------
    n_channels : int
        Channels of an epoch; trainable parameters are 5,145 + 2,048 per channel.
    """

    def __init__(self, n_channels: int) -> None:
        super().__init__()
        self.n_channels = n_channels
        self.encoder = ChannelEncoder()
        self.classifier = DenseHead(n_channels)

    def forward(self, epochs: Tensor) -> Tensor:
        """Return logits of shape (batch, 5) for epochs of shape (batch, n_channels, 3000)."""
        logits: Tensor = self.classifier(self.encoder(epochs))
        return logits


class UlwFamily(Family):
    """Several ULW-SleepNets that learn together, sharing the encoder.

    Each member is, taken out with :meth:`member`, exactly the published network.

    Parameters
    ----------
    montages : mapping of str to tuple of int
        Channels of each member.
    """

    def __init__(self, montages: Montages) -> None:
        super().__init__(montages, {name: DenseHead(len(chosen)) for name, chosen in montages.items()})
        self.encoder = ChannelEncoder()

    def encode(self, epochs: Tensor, alone: Tensor | None) -> tuple[Tensor, Tensor | None]:
        """Encode all channels in one pass: two would leave the batch norms with statistics of neither."""
        chosen = epochs[:, self.channels]
        size, channels, samples = chosen.shape
        everything = chosen.reshape(-1, 1, samples)
        if alone is not None:
            everything = torch.cat([everything, alone])
        features = self.encoder(everything)
        own = features[: size * channels].reshape(size, channels, -1)
        return own, None if alone is None else features[size * channels :]

    def member(self, name: str) -> UlwSleepNet:
        """Return a copy of one member as a network of its own."""
        network = UlwSleepNet(len(self.montages[name]))
        network.encoder.load_state_dict(self.encoder.state_dict())
        network.classifier.load_state_dict(self.classifiers[name].state_dict())
        return network.eval()


def count_trainable(network: nn.Module) -> int:
    """Count the trainable parameters of a network."""
    return sum(weight.numel() for weight in network.parameters() if weight.requires_grad)
