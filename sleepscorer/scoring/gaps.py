"""Short runs of unscored epochs between two equal stages."""

from __future__ import annotations

from itertools import groupby

import numpy as np
from numpy.typing import NDArray

from sleepscorer.stages import Stage

SMART_FILL_EPOCHS = 4
"""Longest unscored run that is filled: two minutes."""


def short_gaps(stages: NDArray[np.integer], longest: int) -> dict[int, Stage]:
    """Return the stage of each unscored epoch in a run of at most ``longest`` between two equal stages."""
    stages_by_epoch: dict[int, Stage] = {}
    for stage, members in groupby(range(len(stages)), key=lambda epoch: int(stages[epoch])):
        run = list(members)
        first, last = run[0], run[-1]
        if stage != Stage.UNSCORED or len(run) > longest or first == 0 or last == len(stages) - 1:
            continue
        if stages[first - 1] == stages[last + 1]:
            stages_by_epoch |= dict.fromkeys(run, Stage(int(stages[first - 1])))
    return stages_by_epoch
