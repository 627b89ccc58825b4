"""Agreement between two scorings of the same night."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sleepscorer.stages import SCORED_STAGES, Stage


@dataclass(frozen=True)
class Agreement:
    """Agreement of two scorers, over the epochs that both scored.

    Attributes
    ----------
    n_epochs : int
        Epochs that both scored.
    n_left_out : int
        Epochs that only one of them scored.
    accuracy, kappa, macro_f1 : float
        NaN where there is nothing to compare. Kappa: unweighted (Cohen, Educ. Psychol. Meas. 20:37-46,
        1960); where both used the same single stage throughout it is 0 / 0 by its definition and counts as
        1, for the scorers agree in every epoch. Macro-F1: mean over the stages that either scorer used.
    f1 : dict of Stage to float
        NaN for a stage that neither used.
    confusion : ndarray of int, shape (5, 5)
        Rows: first scorer; columns: second; order W N1 N2 N3 R.
    """

    n_epochs: int
    n_left_out: int
    accuracy: float
    kappa: float
    macro_f1: float
    f1: dict[Stage, float]
    confusion: NDArray[np.int64]


def agreement(first: NDArray[np.integer], second: NDArray[np.integer]) -> Agreement:
    """Compare two scorings epoch by epoch.

    Parameters
    ----------
    first, second : ndarray of int, shape (n_epochs,)
        Stages; -1 is unscored. ``first`` counts as the reference.

    Returns
    -------
    Agreement

    Raises
    ------
    ValueError
        If the lengths differ.
    """
    if len(first) != len(second):
        raise ValueError(f"The scorings differ in length: {len(first)} and {len(second)} epochs.")
    scored_first, scored_second = np.asarray(first) >= 0, np.asarray(second) >= 0
    both = scored_first & scored_second
    confusion = np.zeros((5, 5), np.int64)
    np.add.at(confusion, (np.asarray(first)[both], np.asarray(second)[both]), 1)
    f1 = _f1(confusion)
    used = [value for value in f1.values() if not np.isnan(value)]
    return Agreement(
        n_epochs=int(both.sum()),
        n_left_out=int((scored_first ^ scored_second).sum()),
        accuracy=float(np.trace(confusion) / both.sum()) if both.any() else float("nan"),
        kappa=_kappa(confusion),
        macro_f1=float(np.mean(used)) if used else float("nan"),
        f1=f1,
        confusion=confusion,
    )


def differing(first: NDArray[np.integer], second: NDArray[np.integer]) -> NDArray[np.bool_]:
    """Return which epochs both scored, and as different stages, shape (n_epochs,)."""
    return np.asarray((first != second) & (first >= 0) & (second >= 0), np.bool_)


def _kappa(confusion: NDArray[np.int64]) -> float:
    total = confusion.sum()
    if total == 0:
        return float("nan")
    observed = np.trace(confusion) / total
    expected = float((confusion.sum(0) * confusion.sum(1)).sum() / total**2)
    return 1.0 if expected == 1.0 else float((observed - expected) / (1 - expected))


def _f1(confusion: NDArray[np.int64]) -> dict[Stage, float]:
    used = confusion.sum(0) + confusion.sum(1)
    return {
        stage: float(2 * confusion[stage, stage] / used[stage]) if used[stage] else float("nan")
        for stage in SCORED_STAGES
    }
