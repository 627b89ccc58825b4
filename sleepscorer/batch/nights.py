"""Stages of a night as a manifest keeps them, and their sleep parameters."""

from __future__ import annotations

from datetime import datetime
from itertools import groupby

import numpy as np
from numpy.typing import NDArray

from sleepscorer.batch.manifest import Row
from sleepscorer.review.accuracy import ExpectedAccuracy, expected_accuracy
from sleepscorer.scoring import Lights
from sleepscorer.stages import Stage
from sleepscorer.statistics import SleepStatistics, parameters_of, sleep_statistics
from sleepscorer.statistics.parameters import Value

_NAMES = {int(stage): stage.name if stage >= 0 else "?" for stage in Stage}
_STAGES = {name: stage for stage, name in _NAMES.items()}


def runs_text(stages: NDArray[np.integer]) -> str:
    """Encode stages as ``W:12 N1:3 ?:1``."""
    runs = ((value, sum(1 for _ in members)) for value, members in groupby(stages.tolist()))
    return " ".join(f"{_NAMES[value]}:{count}" for value, count in runs)


def stages_of(row: Row) -> NDArray[np.int8]:
    """Decode the stages of a row; none where it keeps none, or they cannot be read."""
    try:
        runs = (run.rsplit(":", 1) for run in row.stages.split())
        parts = [np.full(int(count), _STAGES[name], np.int8) for name, count in runs]
    except (KeyError, ValueError):
        return np.zeros(0, np.int8)
    return np.concatenate(parts) if parts else np.zeros(0, np.int8)


def start_of(row: Row) -> datetime | None:
    """Return the clock time of a row's first sample; None where it is not known, or cannot be read."""
    try:
        return datetime.fromisoformat(row.start) if row.start else None
    except ValueError:
        return None


def statistics_of(row: Row) -> SleepStatistics:
    """Compute the sleep parameters of a row's night."""
    return sleep_statistics(stages_of(row), Lights(row.lights_off_s, row.lights_on_s))


def accuracy_of(row: Row) -> ExpectedAccuracy | None:
    """Return the accuracy to be expected of a row's night; None where no model scored it."""
    if row.flagged < 0:
        return None
    stages = stages_of(row)
    return expected_accuracy(row.expected_errors, int((stages >= 0).sum()) if stages.size else row.n_epochs)


def values_of(row: Row) -> dict[str, Value]:
    """Return the parameters by column of the summary."""
    if not row.stages:
        return {}
    return {**parameters_of(statistics_of(row)), **row.figures}
