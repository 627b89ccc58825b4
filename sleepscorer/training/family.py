"""The ULW-SleepNets that learn together, and what they learn from."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch  # noqa: TID253
from torch import Tensor, nn  # noqa: TID253
from torch.nn import functional  # noqa: TID253

from sleepscorer.stages import Stage
from sleepscorer.training.batches import Batch, BatchSource
from sleepscorer.training.metrics import agreement
from sleepscorer.training.nights import PreparedNight
from sleepscorer.training.ulw_sleepnet import UlwFamily

MONTAGES = {
    "ulw-sleepnet-4": (0, 1, 2, 3),
    "ulw-sleepnet-3": (0, 1, 2),
    "ulw-sleepnet-2": (0, 2),
    "ulw-sleepnet-1": (0,),
}
"""Channels of each member, as places in :data:`sleepscorer.training.nights.ROLES`."""
LABEL_SMOOTHING = 0.05
REAL_WEIGHT = 0.1
REAL_MEMBER = "ulw-sleepnet-1"
"""Member that learns from real signal of one EEG channel."""


@dataclass(frozen=True)
class FamilyLoss:
    """Mean cross-entropy of all members on simulated and rebuilt nights.

    Parameters
    ----------
    source : BatchSource
        Epochs of all four channels.
    real : BatchSource, optional
        Real epochs of one EEG channel that are wake or N3 and nothing else. They teach the
        one-channel member to tell these two apart; that the others are missing teaches nothing.
    """

    source: BatchSource
    real: BatchSource | None = None

    def __call__(self, network: nn.Module, number: int) -> Tensor:
        """Loss on batch ``number``."""
        assert isinstance(network, UlwFamily)
        batch = self.source.draw(number)
        real = self.real.draw(number) if self.real and REAL_MEMBER in network.montages else None
        features, real_features = _encode(network, batch, real)
        losses = [
            functional.cross_entropy(logits, batch.stages, label_smoothing=LABEL_SMOOTHING)
            for logits in network.classify(features).values()
        ]
        total = torch.stack(losses).mean()
        if real is not None:
            logits: Tensor = network.classifiers[REAL_MEMBER](real_features)
            pair = logits[:, [Stage.W, Stage.N3]]
            total = total + REAL_WEIGHT * functional.cross_entropy(pair, (real.stages == Stage.N3).long())
        return total


def _encode(network: UlwFamily, batch: Batch, real: Batch | None) -> tuple[Tensor, Tensor]:
    """Encode all channels, and those of the real epochs, in one pass.

    Two passes would leave the batch norms with statistics of neither.
    """
    size, channels, samples = batch.epochs.shape
    everything = batch.epochs.reshape(-1, 1, samples)
    if real is not None:
        everything = torch.cat([everything, real.epochs])
    features = network.encoder(everything)
    return features[: size * channels].reshape(size, channels, -1), features[size * channels :]


def predict_stages(network: nn.Module, night: PreparedNight) -> dict[str, np.ndarray]:
    """Stages that every member of a family gives a prepared night."""
    stages: dict[str, list[np.ndarray]] = {}
    network.eval()
    with torch.no_grad():
        for start in range(0, len(night.stages), 256):
            epochs = torch.from_numpy(night.epochs[start : start + 256].astype(np.float32))
            for name, logits in network(epochs).items():
                stages.setdefault(name, []).append(logits.argmax(dim=1).numpy())
    return {name: np.concatenate(parts) for name, parts in stages.items()}


@dataclass(frozen=True)
class HeldOutCheck:
    """Kappa of every member on held-out nights, pooled over the nights of each kind.

    Parameters
    ----------
    nights : dict of str to list of PreparedNight
        Held-out nights by kind.
    """

    nights: dict[str, list[PreparedNight]]

    def __call__(self, network: nn.Module) -> dict[str, float]:
        """Figures by member and kind."""
        figures = {}
        for kind, nights in self.nights.items():
            predictions = [predict_stages(network, night) for night in nights]
            true = np.concatenate([night.stages for night in nights])
            for name in predictions[0] if predictions else ():
                predicted = np.concatenate([stages[name] for stages in predictions])
                figures[f"{name} kappa {kind}"] = round(agreement(true, predicted).kappa, 4)
        return figures
