"""Figures of a model against the truth, as a training run prints and keeps them."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from sleepscorer.statistics import agreement


def figures_of(true: NDArray[np.integer], predicted: NDArray[np.integer]) -> dict[str, Any]:
    """Compare predicted with true stages; see :func:`sleepscorer.statistics.agreement`.

    Returns
    -------
    dict
        ``epochs``, ``accuracy``, ``kappa``, ``macro_f1``, and ``f1`` by the stage's name. Plain numbers for
        JSON, which knows no NaN: what cannot be computed is 0, such as the F1 of a stage that neither uses.
    """
    result = agreement(true, predicted)
    return {
        "epochs": result.n_epochs,
        "accuracy": _number(result.accuracy),
        "kappa": _number(result.kappa),
        "macro_f1": _number(result.macro_f1),
        "f1": {stage.name: _number(value) for stage, value in result.f1.items()},
    }


def rounded(figures: dict[str, Any]) -> dict[str, Any]:
    """Round figures to the four decimals of a card."""
    f1 = {stage: round(value, 4) for stage, value in figures["f1"].items()}
    return {key: round(value, 4) for key, value in figures.items() if key != "f1"} | {"f1": f1}


def _number(value: float) -> float:
    return 0.0 if np.isnan(value) else value
