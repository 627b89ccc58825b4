"""Epochs of which the model is unsure."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

UNSURE = 0.6
"""Probability of the likeliest stage under which the model counts as unsure."""


def next_doubt(probabilities: NDArray[np.float32] | None, epoch: int) -> int | None:
    """Find the next epoch, from one on, of which the model is unsure.

    Parameters
    ----------
    probabilities : ndarray, shape (n_epochs, 5), or None
        Of W N1 N2 N3 R; NaN where unknown.
    epoch : int
        0-based.

    Returns
    -------
    int or None
        None where the model is sure of all that follow, or has not run.
    """
    if probabilities is None:
        return None
    unsure = np.flatnonzero(probabilities[epoch:].max(axis=1) < UNSURE)
    return epoch + int(unsure[0]) if unsure.size else None
