"""Smoothing over the epochs around an epoch: a hidden Markov chain over a model's probabilities.

A model that looks at one epoch at a time does not know that nobody sleeps N3 for 30 s between two
epochs of R. What a person has scored counts as certain, so that it changes the doubt around it.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

EVIDENCE_POWER = 0.5
"""Power of the model's evidence: neighbouring epochs err together, so it counts for half."""
_BLOCK, _WARM = 16, 32
"""Epochs filtered side by side, and those before each block that bring the filter to its state."""
_CERTAIN = 1e-3
"""Evidence for the stages that a person has not chosen; never 0, so that any sequence can be."""

TRANSITIONS: Floats = np.array(
    [
        [0.8429, 0.1413, 0.0097, 0.0001, 0.0060],
        [0.1231, 0.4454, 0.4011, 0.0006, 0.0298],
        [0.0301, 0.0208, 0.9157, 0.0251, 0.0083],
        [0.0116, 0.0024, 0.0790, 0.9063, 0.0007],
        [0.0214, 0.0122, 0.0095, 0.0001, 0.9568],
    ]
)
"""From a stage (row) to the next epoch's, W N1 N2 N3 R: five scorers' counts on the 80 nights of
DOD-H and DOD-O (Guillot et al., IEEE TNSRE 28:1955-1965, 2020)."""
_JOINT = np.array([0.176, 0.066, 0.470, 0.127, 0.161])[:, None] * TRANSITIONS
SHARES: Floats = _JOINT.sum(axis=1)
"""Share of each stage in those nights."""
_BOTH_WAYS: Floats = np.stack((TRANSITIONS, _JOINT.T / _JOINT.sum(axis=0)[:, None]))


def in_context(probabilities: Floats, stages: NDArray[np.integer], by_human: NDArray[np.bool_]) -> Floats:
    """Return the probabilities of each epoch's stage given the whole night.

    Parameters
    ----------
    probabilities : ndarray, shape (n_epochs, 5)
        Of a model, epoch by epoch; NaN where it has none.
    stages : ndarray of int, shape (n_epochs,)
    by_human : ndarray of bool, shape (n_epochs,)
        Where ``stages`` is certain.

    Returns
    -------
    ndarray of float64, shape (n_epochs, 5)
        Rows sum to 1.
    """
    evidence = (np.maximum(probabilities, 1e-6) / SHARES) ** EVIDENCE_POWER
    evidence[np.isnan(evidence[:, 0])] = 1.0
    known = np.flatnonzero(by_human & (stages >= 0))
    evidence[known] = _CERTAIN
    evidence[known, stages[known]] = 1.0
    forwards, backwards = _filtered(np.stack((evidence, evidence[::-1])))
    both = forwards * backwards[::-1] / (SHARES * evidence)
    return np.asarray(both / both.sum(axis=1, keepdims=True), np.float64)


def _filtered(evidence: Floats) -> Floats:
    """Probabilities of each epoch's stage given it and what came before, in both directions of time.

    Blocks run side by side, each from ``_WARM`` epochs earlier. No value underflows in so few steps.

    Parameters
    ----------
    evidence : ndarray, shape (2, n_epochs, 5)
        In the order of time, and against it.

    Returns
    -------
    ndarray, shape (2, n_epochs, 5)
        Not normalised.
    """
    n_epochs = evidence.shape[1]
    n_blocks = -(-n_epochs // _BLOCK)
    padded = np.ones((2, _WARM + n_blocks * _BLOCK, 5))
    padded[:, _WARM : _WARM + n_epochs] = evidence
    places = np.arange(_WARM + _BLOCK)[:, None] + np.arange(n_blocks) * _BLOCK
    steps = np.ascontiguousarray(padded[:, places].swapaxes(0, 1))
    state = np.broadcast_to(SHARES, (2, n_blocks, 5))
    filtered = np.empty((_BLOCK, 2, n_blocks, 5))
    for index, evidence_now in enumerate(steps):
        state = (state @ _BOTH_WAYS) * evidence_now
        if index >= _WARM:
            filtered[index - _WARM] = state
    return filtered.transpose(1, 2, 0, 3).reshape(2, -1, 5)[:, :n_epochs]
