"""The three stages in which MC2SleepNet learns: contrast, cross-masking, fine-tuning."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch  # noqa: TID253
from numpy.typing import NDArray
from torch import Tensor, nn  # noqa: TID253
from torch.nn import functional  # noqa: TID253

from sleepscorer.statistics import agreement
from sleepscorer.training.data.batches import BatchSource, vary
from sleepscorer.training.data.prepared_nights import PreparedNight
from sleepscorer.training.data.sequences import NightValues, SequenceSource
from sleepscorer.training.networks.mc2sleepnet import SEQUENCE_EPOCHS, Mc2SleepNet, contrast_loss, draw_masks
from sleepscorer.training.recipes.family import LABEL_SMOOTHING

ENCODED_AT_ONCE = 64


@dataclass(frozen=True)
class ContrastLoss:
    """Stage 1: which spectrogram belongs to which raw epoch."""

    source: BatchSource

    def __call__(self, network: nn.Module, number: int) -> Tensor:
        """Loss on batch ``number``."""
        assert isinstance(network, Mc2SleepNet)
        device = next(network.parameters()).device
        first, second = (view.epochs[:, 0].to(device) for view in self.source.draw_views(number, 2))
        return contrast_loss(network.encode_raw(first), network.encode_spectral(second))


@dataclass(frozen=True)
class MaskingLoss:
    """Stage 2: what is hidden from one view is rebuilt with the help of the other."""

    source: SequenceSource

    def __call__(self, network: nn.Module, number: int) -> Tensor:
        """Loss on batch ``number``; the masks come from the generator that the loop seeds."""
        assert isinstance(network, Mc2SleepNet)
        device = next(network.parameters()).device
        values = self.source.draw(number)[0].to(device)
        masks = draw_masks(*values.shape[:2]).to(device)
        return network.cross.reconstruction_loss(values[:, :, 0], values[:, :, 1], masks)


@dataclass(frozen=True)
class TuningLoss:
    """Stage 3: the stages, from both views in context."""

    source: SequenceSource
    smoothing: float = LABEL_SMOOTHING

    def __call__(self, network: nn.Module, number: int) -> Tensor:
        """Loss on batch ``number``."""
        assert isinstance(network, Mc2SleepNet)
        device = next(network.parameters()).device
        values, stages = (tensor.to(device) for tensor in self.source.draw(number))
        logits = network.read(values[:, :, 0], values[:, :, 1]).flatten(0, 1)
        return functional.cross_entropy(
            logits, stages.flatten(), ignore_index=-1, label_smoothing=self.smoothing
        )


def encode_night(network: Mc2SleepNet, night: PreparedNight, seed: int | None) -> NightValues:
    """Return both vectors of every epoch.

    Parameters
    ----------
    network : Mc2SleepNet
    night : PreparedNight
    seed : int, optional
        Varies the night as a whole; it is left as it is without one.
    """
    epochs = night.epochs[:, :1].astype(np.float32)
    if seed is not None:
        shown = vary(np.random.default_rng(seed), epochs.transpose(1, 0, 2).reshape(1, 1, -1))
        epochs = shown.reshape(len(epochs), 1, -1)
    device = next(network.parameters()).device
    network.eval()
    parts = []
    with torch.no_grad():
        for start in range(0, len(epochs), ENCODED_AT_ONCE):
            part = torch.from_numpy(epochs[start : start + ENCODED_AT_ONCE, 0]).to(device)
            parts.append(torch.stack(network.encode(part), dim=1).cpu().numpy().astype(np.float16))
    return NightValues(np.concatenate(parts), np.asarray(night.stages, np.int8))


def keep_vectors(
    folder: Path, name: str, network: Mc2SleepNet, night: PreparedNight, seed: int | None
) -> NightValues:
    """Load the vectors of a night from ``folder``, made first where they are missing."""
    path = folder / f"{name}.npy"
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        partial = path.with_suffix(".part.npy")
        np.save(partial, encode_night(network, night, seed).values)
        partial.replace(path)
    return NightValues(np.load(path), np.asarray(night.stages, np.int8))


def stages_of(network: Mc2SleepNet, night: NightValues) -> NDArray[np.int8]:
    """Return the most probable stages of a night, read in sequences one after the other."""
    device = next(network.parameters()).device
    network.eval()
    parts = []
    with torch.no_grad():
        for start in range(0, len(night.stages), SEQUENCE_EPOCHS):
            # The last sequence is filled up with epochs from before it.
            first = max(0, min(start, len(night.stages) - SEQUENCE_EPOCHS))
            stretch = night.values[first : first + SEQUENCE_EPOCHS].astype(np.float32)
            values = torch.from_numpy(stretch).to(device)[None]
            logits = network.read(values[:, :, 0], values[:, :, 1])[0]
            parts.append(logits[start - first :].argmax(dim=1).cpu().numpy())
    return np.concatenate(parts).astype(np.int8)


@dataclass(frozen=True)
class VectorCheck:
    """Kappa on held-out nights, pooled over the nights of each kind."""

    nights: dict[str, list[NightValues]]

    def __call__(self, network: nn.Module) -> dict[str, float]:
        """Figures by kind."""
        assert isinstance(network, Mc2SleepNet)
        figures = {}
        for kind, nights in self.nights.items():
            predicted = np.concatenate([stages_of(network, night) for night in nights])
            true = np.concatenate([night.stages for night in nights])
            figures[f"kappa {kind}"] = round(agreement(true, predicted).kappa, 4)
        return figures
