"""Opinions of scorers made by others on simulated nights, to learn from beside the simulated stages.

A file of Python that defines ``predict(name, signals, rate_hz)`` brings the scorers: it gives
probabilities of W N1 N2 N3 R, shape (n_epochs, 5), for a dict of ``eeg``, ``eeg2``, ``eog`` and ``emg``
in microvolts. Nothing of them is shipped; what they say of nights that nobody slept may be learnt from
(distillation, Hinton et al. 2015, arXiv:1503.02531).
"""

from __future__ import annotations

import importlib.util
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from sleepscorer.errors import SleepscorerError
from sleepscorer.simulation.night import SimulatedNight

CHANNELS = ("eeg", "eeg2", "eog", "emg")
Probabilities = NDArray[np.float32]
Predict = Callable[[str, dict[str, NDArray[np.float32]], float], NDArray[np.floating]]
"""What a file of scorers defines."""


def load_predict(path: Path) -> Predict:
    """Load ``predict`` of a Python file.

    Raises
    ------
    SleepscorerError
        If the file is not there or defines no ``predict``.
    """
    specification = importlib.util.spec_from_file_location(path.stem, path)
    if specification is None or specification.loader is None or not path.exists():
        raise SleepscorerError(f"{path} is no file of Python; name one that defines predict().")
    module = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    if not hasattr(module, "predict"):
        raise SleepscorerError(f"{path} defines no predict(name, signals, rate_hz).")
    predict: Predict = module.predict
    return predict


def opinion(predict: Predict, name: str, night: SimulatedNight) -> Probabilities:
    """Return what one scorer says of a night, shape (n_epochs, 5); all stages alike where it is silent."""
    signals = dict(zip(CHANNELS, night.signals_uv, strict=True))
    rows = np.full((night.stages.size, 5), 0.2, np.float32)
    scored = np.asarray(predict(name, signals, night.rate_hz), np.float32)[: night.stages.size]
    rows[: len(scored)] = scored
    return rows


def mean_opinion(predict: Predict, names: Sequence[str], night: SimulatedNight) -> Probabilities:
    """Return the mean of what some scorers say of a night, shape (n_epochs, 5)."""
    return np.asarray(np.mean([opinion(predict, name, night) for name in names], axis=0), np.float32)
