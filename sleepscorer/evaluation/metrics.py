"""Figures of a model on scored nights, each with an interval from resampled blocks of epochs.

Neighbouring epochs are not independent, so whole blocks of one night are drawn with replacement
(Carlstein, Annals of Statistics 14:1171-1179, 1986). The expected calibration error is that of Guo
et al. (ICML 2017).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from sleepscorer.evaluation.review_curve import SHARES, flagged_first
from sleepscorer.stages import SCORED_STAGES, Stage
from sleepscorer.statistics.reliability import BLOCK_EPOCHS, Interval

BINS = 15
LEVEL = 0.95
RESAMPLES = 2000

Floats = NDArray[np.float64]
Measure = Callable[["Sums"], Floats]
"""Value of each draw, shape (n_draws,), or of several figures at once, shape (n_draws, n)."""


@dataclass(frozen=True, eq=False)
class ScoredNight:
    """Night scored by an expert and by a model.

    Attributes
    ----------
    name : str
    expert : ndarray of int8, shape (n_epochs,)
        -1 where the expert gave no stage, and where an epoch is not to be counted.
    probabilities : ndarray, shape (n_epochs, 5)
        Of the model; NaN where it has none.
    notices : tuple of str
        What was said on the way.
    reads_night : bool
        Whether the model reads the whole night at once.
    """

    name: str
    expert: NDArray[np.int8]
    probabilities: NDArray[np.floating]
    notices: tuple[str, ...] = ()
    reads_night: bool = False

    @cached_property
    def model(self) -> NDArray[np.int8]:
        """Most probable stage of each epoch; -1 where the model has none."""
        known = np.isfinite(self.probabilities).all(axis=1)
        best = np.where(known[:, None], self.probabilities, 0).argmax(axis=1)
        return np.where(known, best, Stage.UNSCORED).astype(np.int8)

    @cached_property
    def counted(self) -> NDArray[np.bool_]:
        """Epochs that both scored."""
        return np.asarray((self.expert >= 0) & (self.model >= 0))


@dataclass(frozen=True, eq=False)
class Sums:
    """Counts that every figure follows from; the first axis is that of blocks, or of draws.

    Attributes
    ----------
    confusion : ndarray, shape (n, 5, 5)
        Expert's stage (row) against the model's.
    bins : ndarray, shape (n, BINS, 3)
        Epochs, summed confidence and right stages by confidence.
    errors_found : ndarray, shape (n, len(SHARES))
        Errors among the epochs that are reviewed first.
    """

    confusion: Floats
    bins: Floats
    errors_found: Floats

    def drawn(self, weights: Floats) -> Sums:
        """Sum over draws, each of which weights every block; shape (n_draws, n_blocks)."""
        return Sums(
            *(np.tensordot(weights, counts, 1) for counts in (self.confusion, self.bins, self.errors_found))
        )

    @property
    def epochs(self) -> Floats:
        """Epochs compared."""
        return np.asarray(self.confusion.sum(axis=(1, 2)))

    @property
    def errors(self) -> Floats:
        """Epochs in which the model departs from the expert."""
        return np.asarray(self.epochs - np.trace(self.confusion, axis1=1, axis2=2))


@dataclass(frozen=True)
class Bin:
    """Bin of epochs of like confidence: the model's mean confidence, and its accuracy."""

    low: float
    high: float
    epochs: int
    confidence: float
    accuracy: float


@dataclass(frozen=True)
class Reviewed:
    """Agreement after review of the first share of the queue.

    Attributes
    ----------
    share : float
    accuracy : Interval
        After every error among those epochs is put right.
    random : float
        The same, had the epochs been drawn at random.
    errors_found : Interval
        Share of all errors that are among those epochs.
    """

    share: float
    accuracy: Interval
    random: float
    errors_found: Interval


@dataclass(frozen=True, eq=False)
class Figures:
    """Figures of a model on one or more nights; intervals hold the value at 95 %.

    Attributes
    ----------
    n_epochs, n_left_out : int
        Epochs compared, and those that only one of the two has scored.
    accuracy, kappa, macro_f1, ece : Interval
    f1 : dict of Stage to Interval
        NaN for a stage that neither used.
    confusion : ndarray of int, shape (5, 5)
        Rows: the expert; columns: the model; order W N1 N2 N3 R.
    reliability : tuple of Bin
    review : tuple of Reviewed
    """

    n_epochs: int
    n_left_out: int
    accuracy: Interval
    kappa: Interval
    macro_f1: Interval
    ece: Interval
    f1: dict[Stage, Interval]
    confusion: NDArray[np.int64]
    reliability: tuple[Bin, ...]
    review: tuple[Reviewed, ...]


def figures_of(
    nights: Sequence[ScoredNight], *, resamples: int = RESAMPLES, block: int = BLOCK_EPOCHS, seed: int = 0
) -> Figures:
    """Compute the figures over the epochs of all nights.

    Parameters
    ----------
    nights : sequence of ScoredNight
    resamples : int
        Draws behind each interval.
    block : int
        Epochs of a block.
    seed : int

    Returns
    -------
    Figures
        NaN where nothing can be compared.
    """
    blocks = _blocks(nights, block)
    n_blocks = len(blocks.confusion)
    total = blocks.drawn(np.ones((1, n_blocks)))
    draws = total
    if n_blocks:
        weights = np.random.default_rng(seed).multinomial(
            n_blocks, np.full(n_blocks, 1 / n_blocks), resamples
        )
        draws = blocks.drawn(weights.astype(np.float64))
    one_sided = sum(int(((night.expert >= 0) ^ (night.model >= 0)).sum()) for night in nights)
    return _figures(total, draws, one_sided)


def _figures(total: Sums, draws: Sums, n_left_out: int) -> Figures:
    def interval(measure: Measure) -> Interval:
        return _intervals(measure, total, draws)[0]

    return Figures(
        n_epochs=int(total.epochs[0]),
        n_left_out=n_left_out,
        accuracy=interval(accuracy),
        kappa=interval(kappa),
        macro_f1=interval(lambda sums: _mean_of_known(f1(sums))),
        ece=_centred(interval(calibration_error), calibration_error(draws)),
        f1=dict(zip(SCORED_STAGES, _intervals(f1, total, draws), strict=True)),
        confusion=np.rint(total.confusion[0]).astype(np.int64),
        reliability=_reliability(total),
        review=_review(total, draws),
    )


def _blocks(nights: Sequence[ScoredNight], block: int) -> Sums:
    """Return the sums of every block of consecutive epochs of one night that holds an epoch to compare."""
    parts = [_blocks_of(night, block) for night in nights]
    empty = Sums(np.zeros((0, 5, 5)), np.zeros((0, BINS, 3)), np.zeros((0, len(SHARES))))
    return Sums(
        np.concatenate([empty.confusion, *(part.confusion for part in parts)]),
        np.concatenate([empty.bins, *(part.bins for part in parts)]),
        np.concatenate([empty.errors_found, *(part.errors_found for part in parts)]),
    )


def _blocks_of(night: ScoredNight, block: int) -> Sums:
    at = np.flatnonzero(night.counted)
    _, blocks = np.unique(at // block, return_inverse=True)
    n_blocks = int(blocks.max()) + 1 if at.size else 0
    sums = Sums(np.zeros((n_blocks, 5, 5)), np.zeros((n_blocks, BINS, 3)), np.zeros((n_blocks, len(SHARES))))
    expert, model = night.expert[at], night.model[at]
    np.add.at(sums.confusion, (blocks, expert, model), 1)
    confidence = np.asarray(night.probabilities, np.float64)[at].max(axis=1)
    columns = np.stack([np.ones(at.size), confidence, (expert == model).astype(np.float64)], axis=1)
    np.add.at(sums.bins, (blocks, np.minimum((confidence * BINS).astype(int), BINS - 1)), columns)
    wrong = (expert != model)[:, None]
    np.add.at(
        sums.errors_found,
        blocks,
        (wrong & flagged_first(night.probabilities, night.counted)[at]).astype(float),
    )
    return sums


def accuracy(sums: Sums) -> Floats:
    """Compute the share of equal stages."""
    return _ratio(sums.epochs - sums.errors, sums.epochs)


def kappa(sums: Sums) -> Floats:
    """Compute Cohen's kappa (1960); 1 where both used the same single stage throughout."""
    observed = accuracy(sums)
    rows, columns = sums.confusion.sum(axis=2), sums.confusion.sum(axis=1)
    expected = _ratio((rows * columns).sum(axis=1), sums.epochs**2)
    return np.where(expected == 1, 1.0, _ratio(observed - expected, 1 - expected))


def f1(sums: Sums) -> Floats:
    """Compute F1 of each stage, shape (n, 5); NaN for a stage that neither used."""
    used = sums.confusion.sum(axis=1) + sums.confusion.sum(axis=2)
    return _ratio(2 * np.diagonal(sums.confusion, axis1=1, axis2=2), used)


def calibration_error(sums: Sums) -> Floats:
    """Compute the mean distance of confidence and accuracy, over bins of confidence."""
    gaps = np.abs(sums.bins[:, :, 1] - sums.bins[:, :, 2]).sum(axis=1)
    return _ratio(gaps, sums.epochs)


def _accuracy_after(sums: Sums) -> Floats:
    return 1 - _ratio(sums.errors[:, None] - sums.errors_found, sums.epochs[:, None])


def _errors_found(sums: Sums) -> Floats:
    return _ratio(sums.errors_found, sums.errors[:, None])


def _review(total: Sums, draws: Sums) -> tuple[Reviewed, ...]:
    wrong = 1 - float(accuracy(total)[0])
    rows = zip(
        SHARES,
        _intervals(_accuracy_after, total, draws),
        _intervals(_errors_found, total, draws),
        strict=True,
    )
    return tuple(
        Reviewed(share, after, 1 - (1 - share) * wrong, errors_found) for share, after, errors_found in rows
    )


def _reliability(total: Sums) -> tuple[Bin, ...]:
    count, confidence, right = total.bins[0].T
    sure, accurate = _ratio(confidence, count), _ratio(right, count)
    return tuple(
        Bin(index / BINS, (index + 1) / BINS, int(count[index]), float(sure[index]), float(accurate[index]))
        for index in range(BINS)
    )


def _intervals(measure: Measure, total: Sums, draws: Sums) -> list[Interval]:
    values, drawn = np.atleast_1d(measure(total)[0]), np.atleast_2d(measure(draws).T)
    return [
        _interval(float(value), draws_of_value) for value, draws_of_value in zip(values, drawn, strict=True)
    ]


def _interval(value: float, drawn: Floats) -> Interval:
    known = drawn[np.isfinite(drawn)]
    if not known.size or not np.isfinite(value):
        return Interval(value, float("nan"), float("nan"), LEVEL)
    tail = (1 - LEVEL) / 2
    low, high = np.quantile(known, [tail, 1 - tail])
    return Interval(value, float(low), float(high), LEVEL)


def _centred(interval: Interval, drawn: Floats) -> Interval:
    """Centre an interval on its value: the noise of drawing can only raise a calibration error."""
    if not np.isfinite([interval.value, interval.low]).all():
        return interval
    shift = interval.value - float(np.median(drawn))
    return Interval(interval.value, max(0.0, interval.low + shift), interval.high + shift, interval.level)


def _mean_of_known(values: Floats) -> Floats:
    known = np.isfinite(values)
    return _ratio(np.where(known, values, 0).sum(axis=1), known.sum(axis=1))


def _ratio(part: NDArray[np.generic], total: NDArray[np.generic]) -> Floats:
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.asarray(np.true_divide(part, total), np.float64)
