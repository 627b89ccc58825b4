"""MC2SleepNet (arXiv:2502.17470): two views of one EEG channel that learn from each other.

A CNN sees the raw epoch, a transformer its spectrogram. (1) Contrastive learning brings the two
views of an epoch together; (2) cross-masking rebuilds masked epochs of a sequence from the other
view; (3) a head on the two fused views is fine-tuned with the encoders frozen. The released code
is incomplete: depth and width of the spectrogram's transformer, its windows, the temperature of
the contrast, and stem and pooling of the CNN are choices made here; see :data:`CHOICES`.
"""

from __future__ import annotations

import math

import torch  # noqa: TID253
from torch import Tensor, nn  # noqa: TID253
from torch.nn import functional  # noqa: TID253

from sleepscorer.training.networks.attention import Attention, EncoderLayer, FeedForward, sinusoidal_positions

EPOCH_SAMPLES = 3000
N_STAGES = 5
WIDTH = 128
HEADS = 8
HIDDEN = 1024
LAYERS = 4
"""Layers of cross-masking for each view."""
SPECTROGRAM_LAYERS = 1
DROPOUT = 0.1
MASK_RATIO = 0.25
SEQUENCE_EPOCHS = 20
CONTRAST_TEMPERATURE = 0.07
WINDOW, HOP = 200, 100
LONGEST_SEQUENCE = 512
INPUT_LIMIT = 10.0
"""Inputs are clipped here, as an artefact is no more of one for being larger."""
_STEM_KERNEL, _STEM_STRIDE = 25, 5
_BLOCKS = ((64, 2), (128, 2), (192, 3), (256, 3), (256, 2))
"""Filters and convolutions of each block, after SleePyCo's backbone (arXiv:2209.09452)."""
_POOLS = (5, 5, 3, 2)

CHOICES = (
    "The CNN is SleePyCo's backbone with a first convolution of 25 samples and stride 5, pooling by 5, 5, 3 "
    "and 2 between the blocks, and one convolution less in the last; at full resolution it would take much "
    "longer.",
    "The spectrogram has windows of 2 s, 1 s apart, under a Hann window, from 0.5 to 50 Hz; its transformer "
    "has one layer.",
    "InfoNCE at temperature 0.07 over batches of 64. The two views of an epoch differ in gain, polarity, "
    "tilt and noise, so that these cannot tell which views belong together.",
    "Both vectors of an epoch are brought to one length before cross-masking.",
)
"""What the paper leaves open, for the card."""


class RawEncoder(nn.Module):
    """CNN over the raw epoch; pooling between the blocks leaves four steps to average."""

    def __init__(self) -> None:
        super().__init__()
        layers: list[nn.Module] = []
        inputs = 1
        for number, (filters, count) in enumerate(_BLOCKS):
            if number:
                layers.append(nn.MaxPool1d(_POOLS[number - 1]))
            for _ in range(count):
                layers += [_convolution(inputs, filters), nn.BatchNorm1d(filters), nn.ReLU()]
                inputs = filters
        self.blocks = nn.Sequential(*layers)
        self.project = nn.Linear(inputs, WIDTH)

    def forward(self, epochs: Tensor) -> Tensor:
        """Encode epochs of shape (batch, 3000) to (batch, 128)."""
        vectors: Tensor = self.project(self.blocks(epochs[:, None]).mean(dim=2))
        return vectors


def _convolution(inputs: int, filters: int) -> nn.Conv1d:
    if inputs > 1:
        return nn.Conv1d(inputs, filters, 3, padding=1)
    return nn.Conv1d(inputs, filters, _STEM_KERNEL, _STEM_STRIDE, _STEM_KERNEL // 2)


class SpectrogramEncoder(nn.Module):
    """Transformer over the windows of the log-spectrogram, 2 s long and 1 s apart."""

    positions: Tensor
    waves: Tensor

    def __init__(self) -> None:
        super().__init__()
        n_windows = (EPOCH_SAMPLES - WINDOW) // HOP + 1
        self.embed = nn.Linear(WINDOW // 2, WIDTH)
        self.layers = nn.Sequential(
            *(EncoderLayer(WIDTH, HEADS, HIDDEN, DROPOUT, "gelu") for _ in range(SPECTROGRAM_LAYERS))
        )
        self.register_buffer("positions", sinusoidal_positions(n_windows, WIDTH), persistent=False)
        self.register_buffer("waves", _tapered_waves(), persistent=False)

    def spectrogram(self, epochs: Tensor) -> Tensor:
        """Return the logarithm of power, shape (batch, windows, 100)."""
        parts = functional.conv1d(epochs[:, None], self.waves, stride=HOP).transpose(1, 2)
        cosines, sines = parts.chunk(2, dim=2)
        return torch.log(cosines**2 + sines**2 + 1e-4)

    def forward(self, epochs: Tensor) -> Tensor:
        """Encode epochs of shape (batch, 3000) to (batch, 128)."""
        tokens = self.layers(self.embed(self.spectrogram(epochs)) + self.positions)
        vectors: Tensor = tokens.mean(dim=1)
        return vectors


def _tapered_waves() -> Tensor:
    """Kernels of a Fourier transform under a Hann window, from 0.5 to 50 Hz, shape (200, 1, 200)."""
    phases = torch.outer(torch.arange(1, WINDOW // 2 + 1), torch.arange(WINDOW)) * (2 * math.pi / WINDOW)
    taper = torch.hann_window(WINDOW) / math.sqrt(WINDOW)
    return torch.cat([phases.cos() * taper, phases.sin() * taper])[:, None]


class CrossLayer(nn.Module):
    """Self-attention, attention to the other view, and a feed-forward layer."""

    def __init__(self) -> None:
        super().__init__()
        self.to_itself = Attention(WIDTH, HEADS, DROPOUT)
        self.to_other = Attention(WIDTH, HEADS, DROPOUT)
        self.feed_forward = FeedForward(WIDTH, HIDDEN, DROPOUT, "gelu")
        self.norms = nn.ModuleList(nn.LayerNorm(WIDTH) for _ in range(3))
        self.dropout = nn.Dropout(DROPOUT)

    def forward(self, tokens: Tensor, others: Tensor) -> Tensor:
        """Return tokens of the same shape (batch, n, 128)."""
        tokens = self.norms[0](tokens + self.dropout(self.to_itself(tokens, tokens)))
        tokens = self.norms[1](tokens + self.dropout(self.to_other(tokens, others)))
        tokens = self.norms[2](tokens + self.dropout(self.feed_forward(tokens)))
        return tokens


class CrossMasking(nn.Module):
    """Sequences of the two views, read with an eye on each other."""

    positions: Tensor

    def __init__(self) -> None:
        super().__init__()
        self.raw, self.spectral = (nn.ModuleList(CrossLayer() for _ in range(LAYERS)) for _ in range(2))
        self.blanks = nn.Parameter(torch.zeros(2, WIDTH))
        self.rebuild = nn.ModuleList(nn.Linear(WIDTH, WIDTH) for _ in range(2))
        positions = sinusoidal_positions(LONGEST_SEQUENCE, WIDTH)
        self.register_buffer("positions", positions, persistent=False)

    def forward(self, raw: Tensor, spectral: Tensor) -> tuple[Tensor, Tensor]:
        """Return both views, each of shape (batch, n_epochs, 128), in context."""
        positions = self.positions[: raw.shape[1]]
        raw, spectral = raw + positions, spectral + positions
        for of_raw, of_spectral in zip(self.raw, self.spectral, strict=True):
            raw, spectral = of_raw(raw, spectral), of_spectral(spectral, raw)
        return raw, spectral

    def reconstruction_loss(self, raw: Tensor, spectral: Tensor, masked: Tensor) -> Tensor:
        """Return the l1 distance of masked epochs from what is rebuilt of them.

        Parameters
        ----------
        raw, spectral : Tensor, shape (batch, n_epochs, 128)
        masked : Tensor of bool, shape (2, batch, n_epochs)
            Epochs hidden from each view.
        """
        views = (raw, spectral)
        hidden = [
            torch.where(mask[..., None], blank, view)
            for mask, blank, view in zip(masked, self.blanks, views, strict=True)
        ]
        losses = [
            (layer(decoded) - view).abs().mean(dim=2)[mask]
            for layer, decoded, view, mask in zip(self.rebuild, self(*hidden), views, masked, strict=True)
        ]
        return torch.cat(losses).mean()


class Mc2SleepNet(nn.Module):
    """The whole network: both encoders, cross-masking and the head that fuses the views."""

    def __init__(self) -> None:
        super().__init__()
        self.raw = RawEncoder()
        self.spectral = SpectrogramEncoder()
        self.cross = CrossMasking()
        self.classify = nn.Linear(2 * WIDTH, N_STAGES)

    def encode(self, epochs: Tensor) -> tuple[Tensor, Tensor]:
        """Return both views, each (n, 128), of epochs of shape (n, 3000)."""
        return self.encode_raw(epochs), self.encode_spectral(epochs)

    def encode_raw(self, epochs: Tensor) -> Tensor:
        """Return the view of the samples, shape (n, 128)."""
        return _same_length(self.raw(epochs.clamp(-INPUT_LIMIT, INPUT_LIMIT)))

    def encode_spectral(self, epochs: Tensor) -> Tensor:
        """Return the view of the spectrogram, shape (n, 128)."""
        return _same_length(self.spectral(epochs.clamp(-INPUT_LIMIT, INPUT_LIMIT)))

    def read(self, raw: Tensor, spectral: Tensor) -> Tensor:
        """Return logits (batch, n_epochs, 5) from both views, each (batch, n_epochs, 128), of sequences."""
        logits: Tensor = self.classify(torch.cat(self.cross(raw, spectral), dim=2))
        return logits

    def forward(self, epochs: Tensor) -> Tensor:
        """Return logits (n_epochs, 5) of consecutive epochs, shape (n_epochs, 1, 3000)."""
        raw, spectral = self.encode(epochs[:, 0])
        return self.read(raw[None], spectral[None])[0]

    def train_only(self, *parts: nn.Module) -> None:
        """Freeze everything but some parts."""
        self.requires_grad_(False)
        for part in parts:
            part.requires_grad_(True)


def _same_length(vectors: Tensor) -> Tensor:
    """Vectors whose numbers have a mean square of 1."""
    return functional.normalize(vectors, dim=1) * math.sqrt(WIDTH)


def contrast_loss(raw: Tensor, spectral: Tensor) -> Tensor:
    """Return InfoNCE (arXiv:1807.03748) between the two views of a batch of epochs, both ways.

    Parameters
    ----------
    raw, spectral : Tensor, shape (batch, 128)
    """
    first, second = (functional.normalize(view, dim=1) for view in (raw, spectral))
    likeness = first @ second.T / CONTRAST_TEMPERATURE
    same = torch.arange(len(likeness), device=likeness.device)
    return (functional.cross_entropy(likeness, same) + functional.cross_entropy(likeness.T, same)) / 2


def draw_masks(batch: int, n_epochs: int) -> Tensor:
    """Return the epochs to hide from each view, a quarter of them, shape (2, batch, n_epochs)."""
    count = max(1, round(MASK_RATIO * n_epochs))
    ranks = torch.rand(2, batch, n_epochs).argsort(dim=2).argsort(dim=2)
    return ranks < count
