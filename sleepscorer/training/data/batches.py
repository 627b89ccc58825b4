"""Batches of epochs drawn from prepared nights, varied so that no network relies on gain or polarity."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch  # noqa: TID253
from torch import Tensor  # noqa: TID253

from sleepscorer.training.data.prepared_nights import PreparedNight


@dataclass(frozen=True)
class Batch:
    """Epochs of shape (batch, channels, 3000) and their stages."""

    epochs: Tensor
    stages: Tensor

    def to(self, device: torch.device) -> Batch:
        """Return the batch on a device."""
        return Batch(self.epochs.to(device), self.stages.to(device))


class BatchSource:
    """Random batches, each determined by the seed and its number alone.

    Because a batch does not depend on those before it, training resumed at a step meets exactly
    the batches it would have met.

    Parameters
    ----------
    nights : list of PreparedNight
    seed : int
    size : int
        Epochs of a batch.
    varied : bool
        Whether epochs are varied.
    """

    def __init__(self, nights: list[PreparedNight], seed: int, size: int, *, varied: bool = True) -> None:
        self.nights = nights
        self.varied = varied
        self.seed = seed
        self.size = size
        scored = [np.flatnonzero(night.stages >= 0) for night in nights]
        self._places = np.concatenate(
            [np.stack([np.full(at.size, night), at], axis=1) for night, at in enumerate(scored)]
        )

    def draw(self, number: int) -> Batch:
        """Draw batch ``number``."""
        return self.draw_views(number, 1)[0]

    def draw_views(self, number: int, views: int) -> list[Batch]:
        """Draw batch ``number`` several times over, varied each time."""
        random = np.random.default_rng((self.seed, number))
        chosen = self._places[random.integers(0, len(self._places), self.size)]
        epochs = np.stack([self.nights[night].epochs[at] for night, at in chosen]).astype(np.float32)
        stages = np.array([self.nights[night].stages[at] for night, at in chosen], dtype=np.int64)
        shown = [vary(random, epochs) if self.varied else epochs for _ in range(views)]
        return [Batch(torch.from_numpy(view), torch.from_numpy(stages)) for view in shown]


def vary(random: np.random.Generator, epochs: np.ndarray) -> np.ndarray:
    """Change gain, polarity, tilt and noise of every channel of every epoch.

    Parameters
    ----------
    random : numpy.random.Generator
    epochs : ndarray of float32, shape (batch, channels, samples)

    Returns
    -------
    ndarray of float32, of the same shape
    """
    shape = (*epochs.shape[:2], 1)
    gain = np.exp(random.normal(0, 0.12, shape) + np.log(_gain_error(random, shape)))
    polarity = random.choice(np.array([-1.0, 1.0]), shape)
    tilt = random.normal(0, 0.12, shape).astype(np.float32)
    varied = epochs * (gain * polarity).astype(np.float32)
    # One tap either side: raises or lowers fast activity a little, as other amplifiers do.
    varied[..., 1:-1] += tilt * (varied[..., :-2] + varied[..., 2:] - 2 * varied[..., 1:-1]) / 2
    level = np.exp(random.uniform(np.log(0.005), np.log(0.04), shape)).astype(np.float32)
    varied += level * random.standard_normal(varied.shape, dtype=np.float32)
    return np.asarray(varied, dtype=np.float32)


def _gain_error(random: np.random.Generator, shape: tuple[int, ...]) -> np.ndarray:
    """Gain of 1 mostly, anything from a half to two now and then."""
    wrong = random.random(shape) < 0.15
    return np.where(wrong, 2 ** random.uniform(-1, 1, shape), 1.0)
