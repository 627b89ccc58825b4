"""Nights and losses of a family of networks that score one epoch at a time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import torch  # noqa: TID253
from torch import Tensor, nn  # noqa: TID253
from torch.nn import functional  # noqa: TID253

from sleepscorer.stages import Stage
from sleepscorer.statistics import agreement
from sleepscorer.training.data.batches import Batch, BatchSource
from sleepscorer.training.data.prepared_nights import PreparedNight
from sleepscorer.training.networks.shared_encoder import Family

LABEL_SMOOTHING = 0.05
REAL_WEIGHT = 0.1


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
    smoothing : float
        Of the labels.
    """

    source: BatchSource
    real: BatchSource | None = None
    smoothing: float = LABEL_SMOOTHING

    def __call__(self, network: nn.Module, number: int) -> Tensor:
        """Loss on batch ``number``."""
        assert isinstance(network, Family)
        device = next(network.parameters()).device
        batch = self.source.draw(number).to(device)
        one_eeg = network.one_eeg
        real = self.real.draw(number).to(device) if self.real and one_eeg else None
        features, alone = network.encode(batch.epochs, real.epochs if real else None)
        losses = [
            functional.cross_entropy(logits, batch.stages, label_smoothing=self.smoothing)
            for logits in network.classify(features).values()
        ]
        total = torch.stack(losses).mean()
        if real is not None and one_eeg is not None:
            total = total + REAL_WEIGHT * _wake_against_n3(network.classifiers[one_eeg](alone), real)
        return total


def _wake_against_n3(logits: Tensor, real: Batch) -> Tensor:
    """Cross-entropy between the two stages alone."""
    return functional.cross_entropy(logits[:, [Stage.W, Stage.N3]], (real.stages == Stage.N3).long())


def predict_stages(network: nn.Module, night: PreparedNight) -> dict[str, np.ndarray]:
    """Return the stages that every member of a family gives a prepared night."""
    stages: dict[str, list[np.ndarray]] = {}
    network.eval()
    device = next(network.parameters()).device
    with torch.no_grad():
        for start in range(0, len(night.stages), 256):
            epochs = torch.from_numpy(night.epochs[start : start + 256].astype(np.float32))
            for name, logits in network(epochs.to(device)).items():
                stages.setdefault(name, []).append(logits.argmax(dim=1).cpu().numpy())
    return {name: np.concatenate(parts) for name, parts in stages.items()}


Predict = Callable[[nn.Module, PreparedNight], dict[str, np.ndarray]]


@dataclass(frozen=True)
class HeldOutCheck:
    """Kappa of every member on held-out nights, pooled over the nights of each kind.

    Parameters
    ----------
    nights : dict of str to sequence of PreparedNight
        Held-out nights by kind.
    predict : callable
        Stages that every member gives a night.
    """

    nights: dict[str, list[PreparedNight]]
    predict: Predict = predict_stages

    def __call__(self, network: nn.Module) -> dict[str, float]:
        """Figures by member and kind."""
        figures = {}
        for kind, nights in self.nights.items():
            predictions = [self.predict(network, night) for night in nights]
            true = np.concatenate([night.stages for night in nights])
            for name in predictions[0] if predictions else ():
                predicted = np.concatenate([stages[name] for stages in predictions])
                figures[f"{name} kappa {kind}"] = round(agreement(true, predicted).kappa, 4)
        return figures
