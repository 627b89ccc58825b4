"""Distortions of nights of which only tables are at hand, learnt from pairs.

A rebuilt night has the spectral moments of real epochs. What a distortion does to the measures of its signals
is done to the measures of the real epochs that are most alike, on the scales on which a network sees them.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from sleepscorer.prescoring.features import GROUPS, MEASURES, EpochNumbers
from sleepscorer.prescoring.normalization import shapes

Floats = NDArray[np.float32]

_LARGEST_SHIFT = 6.0
_MOMENTS = [MEASURES.index(name) for name in ("std", "mobility", "complexity")]
_BANDS = [MEASURES.index(name) for name in ("std", "delta", "theta", "alpha", "beta")]


def shift(numbers: EpochNumbers, clean: EpochNumbers, distorted: EpochNumbers) -> EpochNumbers:
    """Shift the measures of a night as a distortion shifts those of a rebuilt one.

    Parameters
    ----------
    numbers : EpochNumbers
        Of the real night.
    clean, distorted : EpochNumbers
        Of the rebuilt night before and after.

    Returns
    -------
    EpochNumbers
    """
    shaped, before = shapes(numbers.measures), shapes(clean.measures)
    by = np.clip(shapes(distorted.measures) - before, -_LARGEST_SHIFT, _LARGEST_SHIFT)
    for channel, known in enumerate(numbers.known):
        if known.any():
            columns = _MOMENTS if known[GROUPS.index("statistics")] else _BANDS
            like = match(shaped[:, channel, columns], before[:, channel, columns])
            shaped[:, channel] += by[like, channel]
    return replace(numbers, measures=unshape(shaped))


def match(epochs: Floats, rebuilt: Floats) -> NDArray[np.intp]:
    """Return for each epoch the rebuilt one that is most alike.

    Parameters
    ----------
    epochs, rebuilt : ndarray of float32, shapes (n, n_columns) and (m, n_columns)
        Shaped measures.
    """
    products = epochs @ rebuilt.T
    return np.asarray(((rebuilt**2).sum(axis=1) - 2 * products).argmin(axis=1))


def unshape(shaped: Floats) -> Floats:
    """Return the measures that :func:`sleepscorer.prescoring.normalization.shapes` shaped."""
    std = np.exp(shaped[..., :1])
    measures = shaped.copy()
    measures[..., :1] = std
    measures[..., 1:2] = np.exp(shaped[..., 1:2]) * std
    measures[..., 3] = np.exp(shaped[..., 3]) - 3
    measures[..., 4] = np.exp(shaped[..., 4]) - 10
    measures[..., 5:7] = np.exp(shaped[..., 5:7])
    measures[..., 13:14] = -np.exp(shaped[..., 13:14]) * std
    measures[..., 14:15] = np.exp(shaped[..., 14:15]) * std
    measures[..., 15:] = np.exp(shaped[..., 15:]) * std**2
    return np.asarray(measures, np.float32)
