"""Vector scaling: a model's log-probabilities, each stage with a scale and an offset of its own.

A logistic re-calibration of the last layer (Guo et al., ICML 2017) in ten numbers. It corrects how a
model's confidence and its borders between stages sit on a lab's recordings; it cannot teach the model
to see what it does not see. The fit has one optimum, found by Newton's method, and is drawn towards
no change, so that few epochs change little.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sleepscorer.messages import Message
from sleepscorer.prescoring.calibration import TINY

RIDGE = 10.0
"""Weight of staying as it was, in epochs."""
_STEPS = 50
_ENOUGH = 1e-9

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Recalibration:
    """Scale and offset of each stage's log-probability, order W N1 N2 N3 R."""

    scale: tuple[float, ...]
    offset: tuple[float, ...]

    def __post_init__(self) -> None:
        if len(self.scale) != 5 or len(self.offset) != 5:
            raise ValueError(Message("a re-calibration has five scales and five offsets"))

    @staticmethod
    def from_values(values: Mapping[str, Any]) -> Recalibration:
        """Return the inverse of :attr:`values`."""
        return Recalibration(tuple(map(float, values["scale"])), tuple(map(float, values["offset"])))

    @property
    def values(self) -> dict[str, list[float]]:
        """As a card holds it."""
        return {"scale": list(self.scale), "offset": list(self.offset)}

    @property
    def digest(self) -> str:
        """Hash of its numbers."""
        return hashlib.sha256(np.array([self.scale, self.offset], "<f8").tobytes()).hexdigest()

    def apply(self, probabilities: NDArray[np.floating]) -> NDArray[np.float32]:
        """Return the probabilities as re-calibrated, shape (n_epochs, 5); a row of NaN stays so."""
        logits = _logs(probabilities) * np.array(self.scale) + np.array(self.offset)
        return _softmax(logits).astype(np.float32)


def fit_recalibration(
    probabilities: NDArray[np.floating], stages: NDArray[np.integer], ridge: float = RIDGE
) -> Recalibration:
    """Return the re-calibration under which probabilities explain people's stages best.

    Parameters
    ----------
    probabilities : ndarray, shape (n_epochs, 5)
    stages : ndarray of int, shape (n_epochs,)
        Unscored epochs, and rows of NaN, are left out.
    ridge : float
        Weight of staying as it was.
    """
    stages = np.asarray(stages)
    usable = (stages >= 0) & np.isfinite(np.asarray(probabilities)).all(axis=1)
    logs, wanted = _logs(np.asarray(probabilities)[usable]), np.eye(5)[stages[usable]]
    start = np.r_[np.ones(5), np.zeros(5)]
    parameters = start.copy()
    for _ in range(_STEPS):
        step = _newton_step(logs, wanted, parameters, start, ridge)
        parameters -= step
        if np.abs(step).max() < _ENOUGH:
            break
    return Recalibration(tuple(parameters[:5].tolist()), tuple(parameters[5:].tolist()))


def _newton_step(logs: Floats, wanted: Floats, parameters: Floats, start: Floats, ridge: float) -> Floats:
    chances = _softmax(logs * parameters[:5] + parameters[5:])
    wrong = chances - wanted
    slope = np.r_[(wrong * logs).sum(axis=0), wrong.sum(axis=0)] + ridge * (parameters - start)
    curve = chances[:, :, None] * (np.eye(5) - chances[:, None, :])
    mixed = np.einsum("nkm,nk->km", curve, logs)
    scales = np.einsum("nkm,nk,nm->km", curve, logs, logs)
    hessian = np.block([[scales, mixed], [mixed.T, curve.sum(axis=0)]]) + ridge * np.eye(10)
    step = np.asarray(np.linalg.solve(hessian, slope), np.float64)
    return step / max(1.0, float(np.abs(step).max()))


def _logs(probabilities: NDArray[np.floating]) -> Floats:
    return np.asarray(np.log(np.maximum(np.asarray(probabilities, np.float64), TINY)), np.float64)


def _softmax(logits: Floats) -> Floats:
    powers = np.exp(logits - logits.max(axis=1, keepdims=True))
    return np.asarray(powers / powers.sum(axis=1, keepdims=True), np.float64)
