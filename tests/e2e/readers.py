"""Stages of an exported EDF+ as other programs' readers see them."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from annotation_readers import READERS, Rows
from numpy.typing import NDArray

from sleepscorer.stages import AASM_TEXTS

TEXTS = {text: int(stage) for stage, text in AASM_TEXTS.items()}


def read_by_others(path: Path) -> list[NDArray[np.int8]]:
    """Stages by epoch, once for each reader."""
    return [_in_order(read(path)) for read in READERS]


def _in_order(rows: Rows) -> NDArray[np.int8]:
    """Stages by epoch; every stage must be there once, on the grid and 30 s long."""
    stages = [(float(onset), float(duration), text) for onset, duration, text in rows if text in TEXTS]
    assert [onset for onset, _, _ in stages] == [30.0 * place for place in range(len(stages))]
    assert {duration for _, duration, _ in stages} == {30.0}
    return np.array([TEXTS[text] for _, _, text in stages], np.int8)
