"""Colleague of a model: a second network that reads the samples of one EEG and has a share in the verdict."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sleepscorer.messages import Message
from sleepscorer.signals.quality import Look

Floats = NDArray[np.float32]

_TINY = 1e-5
"""Least probability that either gives: one alone rules nothing out."""
MOST_BAD = 0.25
"""Share of bad epochs up to which a channel is shown to a colleague."""


@dataclass(frozen=True)
class Colleague:
    """Network that is asked beside another, and the recordings that it is asked about.

    Parameters
    ----------
    model : str
        Name of the model.
    sha256 : str
        Of its network.
    weight, weight_with_eog : float
        Its share in the mean of the logarithms, where the other reads EEG alone and where it reads an EOG.
    spread_uv : tuple of 2 floats
        Least and largest median of the standard deviation within a second of an EEG that it reads.
    most_noise_uv : float
        See :class:`sleepscorer.signals.quality.Look`.
    """

    model: str
    sha256: str
    weight: float
    weight_with_eog: float
    spread_uv: tuple[float, float]
    most_noise_uv: float

    @classmethod
    def from_values(cls, values: Mapping[str, Any]) -> Colleague:
        """Create one from what a card says.

        Raises
        ------
        KeyError, TypeError, ValueError
            If it says it wrongly.
        """
        low, high = map(float, values["spread_uv"])
        colleague = cls(
            str(values["model"]),
            str(values["sha256"]),
            float(values["weight"]),
            float(values["weight_with_eog"]),
            (low, high),
            float(values["most_noise_uv"]),
        )
        if not (0 <= colleague.weight < 1 and 0 <= colleague.weight_with_eog < 1 and low < high):
            raise ValueError(Message("a colleague of weight {weight:g}", weight=colleague.weight))
        return colleague

    @property
    def digest(self) -> str:
        """What its verdict depends on, in one line."""
        figures = (self.weight, self.weight_with_eog, *self.spread_uv, self.most_noise_uv)
        return " ".join((self.sha256, *(f"{figure:g}" for figure in figures)))

    def takes(self, look: Look | None) -> bool:
        """Return whether it reads an EEG well: neither noisy nor of another gain."""
        return (
            look is not None
            and look.unfit is None
            and look.bad_share <= MOST_BAD
            and self.spread_uv[0] <= look.quartiles_uv[1] <= self.spread_uv[1]
            and look.noise_uv <= self.most_noise_uv
        )


def joint(rows: Floats, others: Floats, share: float) -> Floats:
    """Return the verdict of two networks: the weighted mean of the logarithms, a product of experts.

    Hinton, Neural Computation 14:1771-1800, 2002.

    Parameters
    ----------
    rows, others : ndarray of float32, shape (n_epochs, 5)
        Probabilities.
    share : float
        Of the second, from 0 to 1.

    Returns
    -------
    ndarray of float32, shape (n_epochs, 5)
    """
    logs = (1 - share) * np.log(rows + _TINY) + share * np.log(others + _TINY)
    unscaled = np.exp(logs - logs.max(axis=1, keepdims=True))
    return np.asarray(unscaled / unscaled.sum(axis=1, keepdims=True), np.float32)
