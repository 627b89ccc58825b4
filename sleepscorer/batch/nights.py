"""A night's stages as a manifest keeps them, and what they amount to."""

from __future__ import annotations

from itertools import groupby

import numpy as np
from numpy.typing import NDArray

from sleepscorer.batch.manifest import Row
from sleepscorer.scoring import Lights
from sleepscorer.stages import SCORED_STAGES, Stage
from sleepscorer.statistics import SleepStatistics, sleep_statistics

Value = float | int | None
_NAMES = {int(stage): stage.name if stage >= 0 else "?" for stage in Stage}
_STAGES = {name: stage for stage, name in _NAMES.items()}


def runs_text(stages: NDArray[np.integer]) -> str:
    """Stages as ``W:12 N1:3 ?:1``."""
    runs = ((value, sum(1 for _ in members)) for value, members in groupby(stages.tolist()))
    return " ".join(f"{_NAMES[value]}:{count}" for value, count in runs)


def stages_of(row: Row) -> NDArray[np.int8]:
    """Stages of a row; none where it keeps none, or they cannot be read."""
    try:
        runs = (one.rsplit(":", 1) for one in row.stages.split())
        parts = [np.full(int(count), _STAGES[name], np.int8) for name, count in runs]
    except (KeyError, ValueError):
        return np.zeros(0, np.int8)
    return np.concatenate(parts) if parts else np.zeros(0, np.int8)


def statistics_of(row: Row) -> SleepStatistics:
    """Parameters of a row's night."""
    return sleep_statistics(stages_of(row), Lights(row.lights_off_s, row.lights_on_s))


def values_of(row: Row) -> dict[str, Value]:
    """Parameters by column of the summary; minutes and per cent."""
    if not row.stages:
        return {}
    found = statistics_of(row)
    values: dict[str, Value] = {
        "tib_min": found.tib_min,
        "tst_min": found.tst_min,
        "sleep_efficiency_percent": found.sleep_efficiency,
        "sleep_latency_min": found.sleep_latency_min,
        "rem_latency_min": found.rem_latency_min,
        "waso_min": found.waso_min,
        "awakenings": found.awakenings,
        "stage_shifts": found.stage_shifts,
        "unscored_min": found.unscored_min,
    }
    values |= {f"{stage.name}_min": found.stage_min[stage] for stage in SCORED_STAGES}
    values |= {f"{stage.name}_percent": found.stage_percent[stage] for stage in SCORED_STAGES[1:]}
    return values
