"""Probabilities that mean what they say: temperature scaling (Guo et al., ICML 2017)."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

TINY = 1e-6
"""Smallest probability: no stage is ruled out."""
_SEARCH = (0.2, 8.0)
_STEPS = 60

Probabilities = NDArray[np.floating]


def calibrated(probabilities: Probabilities, temperature: float = 1.0) -> NDArray[np.float64]:
    """Divide the logarithms of probabilities by a temperature.

    Parameters
    ----------
    probabilities : ndarray, shape (n_epochs, 5)
        A row of NaN stays so.
    temperature : float
        Above 1 makes a model less sure of itself.

    Returns
    -------
    ndarray of float64, shape (n_epochs, 5)
        Rows sum to 1.
    """
    floored = np.maximum(np.asarray(probabilities, np.float64), TINY)
    scaled = floored if temperature == 1.0 else floored ** (1 / temperature)
    return np.asarray(scaled / scaled.sum(axis=1, keepdims=True), np.float64)


def fit_temperature(probabilities: Probabilities, stages: NDArray[np.integer]) -> float:
    """Return the temperature under which a model's probabilities explain an expert's stages best.

    Parameters
    ----------
    probabilities : ndarray, shape (n_epochs, 5)
    stages : ndarray of int, shape (n_epochs,)
        Unscored epochs, and rows of NaN, are left out.

    Returns
    -------
    float
        Between 0.2 and 8; 1 where there is nothing to learn from.
    """
    stages = np.asarray(stages)
    usable = (stages >= 0) & np.isfinite(np.asarray(probabilities).sum(axis=1))
    if not usable.any():
        return 1.0
    logs = np.log(np.maximum(np.asarray(probabilities, np.float64)[usable], TINY))
    low, high = np.log(_SEARCH)
    for _ in range(_STEPS):  # the loss has one minimum in the temperature's logarithm
        third = (high - low) / 3
        if _loss(logs, stages[usable], np.exp(low + third)) < _loss(
            logs, stages[usable], np.exp(high - third)
        ):
            high -= third
        else:
            low += third
    return float(np.exp((low + high) / 2))


def _loss(logs: NDArray[np.float64], stages: NDArray[np.integer], temperature: float) -> float:
    scaled = logs / temperature
    top = scaled.max(axis=1)
    total = top + np.log(np.exp(scaled - top[:, None]).sum(axis=1))
    return float((total - scaled[np.arange(len(stages)), stages]).mean())
