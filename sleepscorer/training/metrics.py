"""Agreement of two scorings."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sleepscorer.stages import SCORED_STAGES


@dataclass(frozen=True)
class Agreement:
    """How well predicted stages agree with true ones.

    Parameters
    ----------
    epochs : int
        Scored epochs compared.
    accuracy, kappa, macro_f1 : float
        Share of equal epochs, Cohen's kappa, mean F1 of the stages that occur in the truth.
    f1 : dict of str to float
        F1 of every stage.
    """

    epochs: int
    accuracy: float
    kappa: float
    macro_f1: float
    f1: dict[str, float]


def confusion(true: NDArray[np.integer], predicted: NDArray[np.integer]) -> NDArray[np.int64]:
    """Count epochs by true (row) and predicted (column) stage; unscored epochs are left out."""
    counts = np.zeros((5, 5), dtype=np.int64)
    scored = (true >= 0) & (predicted >= 0)
    np.add.at(counts, (true[scored], predicted[scored]), 1)
    return counts


def agreement(true: NDArray[np.integer], predicted: NDArray[np.integer]) -> Agreement:
    """Compare predicted with true stages."""
    counts = confusion(true, predicted).astype(np.float64)
    total = max(counts.sum(), 1.0)
    rows, columns, equal = counts.sum(axis=1), counts.sum(axis=0), np.diag(counts)
    accuracy = equal.sum() / total
    chance = rows @ columns / total**2
    f1 = 2 * equal / np.maximum(rows + columns, 1)
    return Agreement(
        epochs=int(counts.sum()),
        accuracy=float(accuracy),
        kappa=float((accuracy - chance) / max(1 - chance, 1e-12)),
        macro_f1=float(f1[rows > 0].mean()) if (rows > 0).any() else 0.0,
        f1={stage.name: float(value) for stage, value in zip(SCORED_STAGES, f1, strict=True)},
    )
