"""Review curve: the epochs that a technician who follows the review queue sees first."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from sleepscorer.review.queue import ReviewQueue

SHARES = (0.05, 0.1, 0.2, 0.3)
"""Shares of the epochs that are looked at."""


def flagged_first(
    probabilities: NDArray[np.floating],
    counted: NDArray[np.bool_],
    shares: tuple[float, ...] = SHARES,
    *,
    reads_night: bool = False,
) -> NDArray[np.bool_]:
    """Return the epochs of largest risk, in the order the queue has before anything is corrected.

    Parameters
    ----------
    probabilities : ndarray, shape (n_epochs, 5)
    counted : ndarray of bool, shape (n_epochs,)
        Epochs that can be chosen; the shares are of these.
    shares : tuple of float
    reads_night : bool
        Whether the model reads the whole night at once.

    Returns
    -------
    ndarray of bool, shape (n_epochs, len(shares))
    """
    flagged = np.zeros((len(counted), len(shares)), np.bool_)
    at = np.flatnonzero(counted)
    if not at.size:
        return flagged
    known = np.isfinite(probabilities).all(axis=1)
    stages = np.where(known, np.where(known[:, None], probabilities, 0).argmax(axis=1), -1)
    queue = ReviewQueue(probabilities, reads_night=reads_night)
    risk = queue.update(stages, np.zeros(len(counted), np.bool_)).risk
    order = at[np.argsort(-risk[at], kind="stable")]
    for column, share in enumerate(shares):
        flagged[order[: round(share * at.size)], column] = True
    return flagged
