"""Confidence interval of an agreement, and agreement stage by stage."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sleepscorer.stages import SCORED_STAGES, Stage
from sleepscorer.statistics.agreement import agreement

BLOCK_EPOCHS = 20
"""Ten minutes: stages of neighbouring epochs depend on each other far less beyond that."""


@dataclass(frozen=True)
class Interval:
    """Estimate with its confidence interval at some level."""

    value: float
    low: float
    high: float
    level: float


@dataclass(frozen=True)
class StageAgreement:
    """Agreement on one stage against all others.

    Attributes
    ----------
    n_first, n_second, n_both : int
        Epochs that the first, the second, and both scored so.
    sensitivity, precision, f1 : float
        ``n_both`` over ``n_first``, over ``n_second``, and their harmonic mean; NaN without epochs.
    kappa : float
        Of this stage or not; NaN where neither used it.
    """

    n_first: int
    n_second: int
    n_both: int
    sensitivity: float
    precision: float
    f1: float
    kappa: float


def kappa_interval(
    first: NDArray[np.integer],
    second: NDArray[np.integer],
    *,
    level: float = 0.95,
    resamples: int = 2000,
    block: int = BLOCK_EPOCHS,
    seed: int = 0,
) -> Interval:
    """Compute kappa with a percentile interval from resampling blocks of epochs.

    Neighbouring epochs are not independent, so whole blocks are drawn with replacement (Carlstein,
    Annals of Statistics 14:1171-1179, 1986).

    Parameters
    ----------
    first, second : ndarray of int, shape (n_epochs,)
        Stages; -1 is unscored.
    level : float
    resamples : int
    block : int
        Epochs of a block.
    seed : int

    Returns
    -------
    Interval
        NaN where there is nothing to compare.
    """
    first, second = np.asarray(first), np.asarray(second)
    value = agreement(first, second).kappa
    counts = _block_confusions(first, second, block)
    if not counts.any():
        return Interval(value, float("nan"), float("nan"), level)
    random = np.random.default_rng(seed)
    drawn = random.multinomial(len(counts), np.full(len(counts), 1 / len(counts)), resamples)
    kappas = _kappas((drawn @ counts.reshape(len(counts), -1)).reshape(-1, 5, 5))
    tail = (1 - level) / 2
    low, high = np.nanquantile(kappas, [tail, 1 - tail])
    return Interval(value, float(low), float(high), level)


def _block_confusions(
    first: NDArray[np.integer], second: NDArray[np.integer], block: int
) -> NDArray[np.int64]:
    """Return the confusion of each block that holds an epoch scored by both, shape (n_blocks, 5, 5)."""
    both = np.flatnonzero((first >= 0) & (second >= 0))
    counts = np.zeros((len(first) // block + 1, 5, 5), np.int64)
    np.add.at(counts, (both // block, first[both], second[both]), 1)
    return counts[counts.any(axis=(1, 2))]


def _kappas(confusions: NDArray[np.int64]) -> NDArray[np.float64]:
    total = confusions.sum(axis=(1, 2)).astype(np.float64)
    with np.errstate(invalid="ignore", divide="ignore"):
        observed = np.trace(confusions, axis1=1, axis2=2) / total
        expected = (confusions.sum(axis=1) * confusions.sum(axis=2)).sum(axis=1) / total**2
        return np.where(expected == 1, 1.0, (observed - expected) / (1 - expected))


def stage_agreement(confusion: NDArray[np.integer]) -> dict[Stage, StageAgreement]:
    """Compute the agreement on each stage.

    Parameters
    ----------
    confusion : ndarray of int, shape (5, 5)
        Rows: first scorer; columns: second; see :class:`sleepscorer.statistics.Agreement`.

    Returns
    -------
    dict of Stage to StageAgreement
    """
    return {stage: _one_stage(np.asarray(confusion), stage) for stage in SCORED_STAGES}


def _one_stage(confusion: NDArray[np.integer], stage: Stage) -> StageAgreement:
    n_first, n_second = int(confusion[stage].sum()), int(confusion[:, stage].sum())
    both, total = int(confusion[stage, stage]), int(confusion.sum())
    rest = total - n_first - n_second + both
    table = np.array([[[both, n_first - both], [n_second - both, rest]]], np.int64)
    return StageAgreement(
        n_first,
        n_second,
        both,
        sensitivity=_share(both, n_first),
        precision=_share(both, n_second),
        f1=_share(2 * both, n_first + n_second),
        kappa=float(_kappas(table)[0]) if n_first + n_second else float("nan"),
    )


def _share(part: int, total: int) -> float:
    return part / total if total else float("nan")
