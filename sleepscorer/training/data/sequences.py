"""Stretches of nights to learn from, as numbers of every epoch."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch  # noqa: TID253
from numpy.typing import NDArray
from torch import Tensor  # noqa: TID253

from sleepscorer.errors import ModelError


@dataclass(frozen=True)
class NightValues:
    """Numbers and stage of every epoch of a night.

    Parameters
    ----------
    values : ndarray of float16, shape (n_epochs, ...)
    stages : ndarray of int8, shape (n_epochs,)
        -1 where there is none.
    """

    values: NDArray[np.float16]
    stages: NDArray[np.int8]


class SequenceSource:
    """Random stretches of nights, each batch determined by the seed and its number alone.

    Parameters
    ----------
    nights : sequence of NightValues
    seed : int
    size : int
        Stretches of a batch.
    length : int
        Epochs of a stretch; shorter nights are not used.

    Raises
    ------
    ModelError
        If every night is shorter.
    """

    def __init__(self, nights: Sequence[NightValues], seed: int, size: int, length: int) -> None:
        self.nights = [night for night in nights if len(night.stages) >= length]
        if not self.nights:
            raise ModelError(f"No night to learn from has {length} epochs; give longer ones.")
        self.seed, self.size, self.length = seed, size, length
        starts = np.array([len(night.stages) - length + 1 for night in self.nights])
        self._odds = starts / starts.sum()

    def draw(self, number: int) -> tuple[Tensor, Tensor]:
        """Draw values (size, length, ...) and stages (size, length) of batch ``number``."""
        random = np.random.default_rng((self.seed, number))
        chosen = random.choice(len(self.nights), self.size, p=self._odds)
        values, stages = [], []
        for night in (self.nights[index] for index in chosen):
            first = int(random.integers(0, len(night.stages) - self.length + 1))
            values.append(night.values[first : first + self.length])
            stages.append(night.stages[first : first + self.length])
        shown = torch.from_numpy(np.stack(values).astype(np.float32))
        return shown, torch.from_numpy(np.stack(stages).astype(np.int64))
