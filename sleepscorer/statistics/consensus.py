"""Consensus of several scorings, by majority."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sleepscorer.stages import SCORED_STAGES, Stage


@dataclass(frozen=True, eq=False)
class Consensus:
    """Stages on which the majority of several scorers agree.

    Attributes
    ----------
    stages : ndarray of int8, shape (n_epochs,)
        Unscored where there is a tie, and where nobody has scored.
    ties : tuple of int
        Epochs (0-based) whose most frequent stages have as many votes.
    votes : ndarray of int, shape (n_epochs, 5)
        Scorers for each stage, order W N1 N2 N3 R.
    share : ndarray of float, shape (n_epochs,)
        Votes for the most frequent stage over all votes; NaN where there is none.
    """

    stages: NDArray[np.int8]
    ties: tuple[int, ...]
    votes: NDArray[np.int64]
    share: NDArray[np.float64]


def consensus(scorings: Sequence[NDArray[np.integer]]) -> Consensus:
    """Return the majority of several scorings of one night; an unscored epoch is no vote.

    Parameters
    ----------
    scorings : sequence of ndarray of int, shape (n_epochs,)

    Returns
    -------
    Consensus

    Raises
    ------
    ValueError
        If there is no scoring, or they differ in length.
    """
    lengths = sorted({len(scoring) for scoring in scorings})
    if len(lengths) != 1:
        raise ValueError(f"A consensus needs scorings of one length; these have {lengths} epochs.")
    table = np.stack([np.asarray(scoring) for scoring in scorings])
    votes = np.stack([(table == stage).sum(axis=0) for stage in SCORED_STAGES], axis=1)
    most, total = votes.max(axis=1), votes.sum(axis=1)
    tied = ((votes == most[:, None]).sum(axis=1) > 1) & (total > 0)
    stages = np.where(tied | (total == 0), Stage.UNSCORED, votes.argmax(axis=1)).astype(np.int8)
    with np.errstate(invalid="ignore"):
        share = most / total
    return Consensus(stages, tuple(np.flatnonzero(tied).tolist()), votes, share)
