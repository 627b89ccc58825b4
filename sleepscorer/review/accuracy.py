"""Expected accuracy of a night that a model has scored: what there is to sort nights by.

A model's own doubt tells nights apart, but not exactly: filters, short recordings and people it never met
make it more or less sure than it ought to be. How far the accuracy lies from what the doubt says was measured
on real nights of held-out people, as recorded and under filters, noise and low rates
(``python -m sleepscorer.training.experiments.night_accuracy``).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

OFFSET, SLOPE = 0.49, 0.66
"""Logit of the accuracy of a night, from that of what its model expects."""
SPREAD = 0.34
"""Standard deviation of what is left, in logits."""
_OF_TEN = 1.2816
"""Standard deviations that hold eight nights of ten."""
_LEAST = 0.005


@dataclass(frozen=True)
class ExpectedAccuracy:
    """Share of the epochs that an expert would score alike, in percent.

    Attributes
    ----------
    percent : float
    low_percent, high_percent : float
        Eight nights of ten lie between.
    """

    percent: float
    low_percent: float
    high_percent: float


def expected_accuracy(expected_errors: float, n_scored: int) -> ExpectedAccuracy | None:
    """Return the accuracy to be expected of a night.

    Parameters
    ----------
    expected_errors : float
        Epochs that the model expects to have wrong; see :class:`sleepscorer.review.queue.Review`.
    n_scored : int
        Epochs that have a stage.

    Returns
    -------
    ExpectedAccuracy or None
        None where nothing is scored.
    """
    if n_scored <= 0:
        return None
    middle = OFFSET + SLOPE * logit(1 - expected_errors / n_scored)
    low, high = middle - _OF_TEN * SPREAD, middle + _OF_TEN * SPREAD
    return ExpectedAccuracy(*(float(100 / (1 + np.exp(-value))) for value in (middle, low, high)))


def logit(share: float) -> float:
    """Return the logarithm of the odds of a share; 0 and 1 count as half a percent from there."""
    inside = float(np.clip(share, _LEAST, 1 - _LEAST))
    return float(np.log(inside / (1 - inside)))
