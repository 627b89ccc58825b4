"""Stages with an onset and a length, put on epochs of 30 s.

An epoch takes the stage at its middle. That is also how epochs of 20 s become epochs of 30 s: each
of these then has the stage of the 20 s epoch that covers two thirds of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from math import ceil
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from sleepscorer.errors import HypnogramError
from sleepscorer.formats.hypnogram import TOLERANCE_S, Hypnogram
from sleepscorer.formats.overlaps import overlap_notices
from sleepscorer.messages import Message
from sleepscorer.scoring import Event, Lights
from sleepscorer.stages import EPOCH_SECONDS, Stage

MOST_EPOCHS = 31 * 24 * 120
"""Longest hypnogram that is read: a month, as the longest recording that is opened."""

Run = tuple[float, float, Stage]
"""Onset and length in seconds, and stage."""

_SHORTEST_EPOCH_S = 1.0


def hypnogram_of_runs(
    runs: Sequence[Run],
    path: Path,
    source: str,
    *,
    start: datetime | None = None,
    lights: Lights | None = None,
    events: tuple[Event, ...] = (),
    warnings: Sequence[str] = (),
    from_recording_start: bool = False,
) -> Hypnogram:
    """Return the hypnogram of stages in any order and of any length; epochs start with the first stage.

    Raises
    ------
    HypnogramError
        In one sentence, if there is none, or if they reach over more than a month.
    """
    if not runs:
        raise HypnogramError(
            Message("{path} holds no sleep stage; choose the file that holds the scoring.", path=path)
        )
    ordered = sorted(runs, key=lambda run: run[0])
    stages = _stages(ordered, path)
    length_s = _epoch_length(ordered)
    return Hypnogram(
        stages,
        ordered[0][0],
        start,
        source,
        lights or Lights(),
        (*warnings, *_grid_notices(ordered, length_s), *overlap_notices(ordered)),
        events,
        epoch_seconds=length_s,
        from_recording_start=from_recording_start,
    )


def hypnogram_of_list(
    stages: Sequence[Stage],
    path: Path,
    source: str,
    *,
    epoch_seconds: float | None = EPOCH_SECONDS,
    start: datetime | None = None,
    warnings: Sequence[str] = (),
    from_recording_start: bool = False,
) -> Hypnogram:
    """Return the hypnogram of consecutive epochs of one length, from the file's start.

    Parameters
    ----------
    stages : sequence of Stage
    path : Path
    source : str
    epoch_seconds : float or None
        None where nothing says it: 30 s are assumed.
    start : datetime or None
    warnings : sequence of str
    from_recording_start : bool

    Raises
    ------
    HypnogramError
        In one sentence, if there is no stage, or if the length of an epoch makes no sense.
    """
    length_s = float(EPOCH_SECONDS if epoch_seconds is None else epoch_seconds)
    if not _SHORTEST_EPOCH_S <= length_s <= 600:
        raise HypnogramError(
            Message(
                "{path} has epochs of {seconds:g} s; sleepscorer reads epochs of 1 to 600 s.",
                path=path,
                seconds=length_s,
            )
        )
    runs = [(index * length_s, length_s, stage) for index, stage in enumerate(stages)]
    if not runs:
        raise HypnogramError(
            Message("{path} holds no sleep stage; choose the file that holds the scoring.", path=path)
        )
    return Hypnogram(
        _stages(runs, path),
        0.0,
        start,
        source,
        warnings=(*warnings, *_grid_notices(runs, length_s)),
        epoch_seconds=length_s,
        says_epoch_length=epoch_seconds is not None,
        from_recording_start=from_recording_start,
    )


def _stages(runs: Sequence[Run], path: Path) -> NDArray[np.int8]:
    zero_s = runs[0][0]
    last_s = max(onset + length for onset, length, _ in runs) - zero_s
    if not last_s <= MOST_EPOCHS * EPOCH_SECONDS:
        raise HypnogramError(
            Message("{path} claims stages for more than a month; correct the durations in it.", path=path)
        )
    stages = np.full(max(0, _epoch(last_s)), Stage.UNSCORED, np.int8)
    for onset, length, stage in runs:
        if stage is Stage.UNSCORED:
            continue  # says how far the night goes; where somebody has also scored, the stage counts
        stages[_epoch(onset - zero_s) : max(0, _epoch(onset - zero_s + length))] = stage
    return stages


def _epoch(seconds: float) -> int:
    """First epoch whose middle is not before this time."""
    return ceil(seconds / EPOCH_SECONDS - 0.5 - 1e-9)


def _epoch_length(runs: Sequence[Run]) -> float:
    """Length of an epoch that all runs are made of, among those in use; 30 s where none fits."""
    times = np.array([[onset - runs[0][0], length] for onset, length, _ in runs])
    fits = (length_s for length_s in (30.0, 20.0, 10.0, 15.0, 5.0) if _on_grid(times, length_s))
    return next(fits, float(EPOCH_SECONDS))


def _on_grid(times: NDArray[np.float64], length_s: float) -> bool:
    return bool((np.abs(times - length_s * np.round(times / length_s)) <= TOLERANCE_S).all())


def _grid_notices(runs: Sequence[Run], length_s: float) -> tuple[str, ...]:
    """Sentence on stages that were not put one by one on epochs of 30 s."""
    times = np.array([[onset - runs[0][0], length] for onset, length, _ in runs])
    if _on_grid(times, EPOCH_SECONDS):
        return ()
    if length_s != EPOCH_SECONDS and _on_grid(times, length_s):
        return (
            Message(
                "Epochs of {seconds:g} s were converted to 30 s; each took the stage at its middle.",
                seconds=length_s,
            ),
        )
    return (Message("Some stages do not fill whole epochs of 30 s; each epoch took the one at its middle."),)
