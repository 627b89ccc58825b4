"""Stages of a file that contradict each other."""

from __future__ import annotations

from collections.abc import Sequence

from sleepscorer.formats.hypnogram import TOLERANCE_S
from sleepscorer.messages import Message
from sleepscorer.stages import Stage


def overlap_notices(runs: Sequence[tuple[float, float, Stage]]) -> tuple[str, ...]:
    """Write a sentence on scored stages that overlap a different one.

    Parameters
    ----------
    runs : sequence of (float, float, Stage)
        Onset and length in seconds, and stage; by onset.
    """
    count, until_s, before = 0, float("-inf"), Stage.UNSCORED
    for onset, length, stage in runs:
        if stage is Stage.UNSCORED or length <= 0:
            continue
        count += onset < until_s - TOLERANCE_S and stage is not before
        if onset + length >= until_s:
            until_s, before = onset + length, stage
    if not count:
        return ()
    return (
        Message(
            "{count} stages overlap a different one, as where two people scored; the one that "
            "starts or stands later counts.",
            count=count,
        ),
    )
