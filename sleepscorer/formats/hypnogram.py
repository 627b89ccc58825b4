"""Somebody's stages of a night as a file holds them, and their place on a recording's epochs."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from sleepscorer.errors import HypnogramError
from sleepscorer.scoring import Lights
from sleepscorer.stages import EPOCH_SECONDS, Stage

TOLERANCE_S = 1.0
"""Largest shift between two grids of epochs that is not worth a word: headers hold whole seconds."""

_CLIPPING_YEAR = 1985
_NO_START = datetime(_CLIPPING_YEAR, 1, 1)
_DAY_SECONDS = 86_400.0


@dataclass(frozen=True, eq=False)
class Hypnogram:
    """Stages of consecutive 30 s epochs, read from a file.

    Attributes
    ----------
    stages : ndarray of int8, shape (n_epochs,)
        See :class:`sleepscorer.stages.Stage`; -1 is unscored.
    onset_s : float
        Start of epoch 0 in seconds from the file's start.
    start : datetime or None
        Clock time of the file's start; None where the file does not know it.
    source : str
        Format it was read from: ``EDF+``, ``sleepscorer``, ``CSV`` or ``text``.
    lights : Lights
        Markers in the file, in seconds from the file's start.
    warnings : tuple of str
        Sentences on what had to be assumed.
    """

    stages: NDArray[np.int8]
    onset_s: float
    start: datetime | None
    source: str
    lights: Lights = field(default_factory=Lights)
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class Placed:
    """A hypnogram on the epochs of a recording.

    Attributes
    ----------
    stages : ndarray of int8, shape (n_epochs,)
        Unscored where the hypnogram says nothing.
    lights : Lights
        In seconds from the recording's first sample.
    warnings : tuple of str
        Sentences on what did not fit.
    """

    stages: NDArray[np.int8]
    lights: Lights
    warnings: tuple[str, ...]


def hypnogram_name(recording: str | Path) -> str:
    """Name of a recording's exported hypnogram: ``<stem>_hyp.edf`` (EDF+ standard texts)."""
    return f"{Path(recording).stem}_hyp.edf"


def align(hypnogram: Hypnogram, recording_start: datetime | None, n_epochs: int) -> NDArray[np.int8]:
    """Stages of a hypnogram on a recording's epochs; :func:`place` also says what did not fit.

    Parameters
    ----------
    hypnogram : Hypnogram
    recording_start : datetime or None
        Clock time of the recording's first sample.
    n_epochs : int
        Epochs of the recording.

    Returns
    -------
    ndarray of int8, shape (n_epochs,)

    Raises
    ------
    HypnogramError
        If both know their date and they do not overlap.
    """
    return place(hypnogram, recording_start, n_epochs).stages


def place(hypnogram: Hypnogram, recording_start: datetime | None, n_epochs: int) -> Placed:
    """Put a hypnogram on a recording's epochs, by clock time where both know it.

    Parameters
    ----------
    hypnogram : Hypnogram
    recording_start : datetime or None
        Clock time of the recording's first sample.
    n_epochs : int
        Epochs of the recording.

    Returns
    -------
    Placed

    Raises
    ------
    HypnogramError
        If both know their date and they do not overlap.
    """
    shift_s, warnings = _shift(hypnogram, recording_start, n_epochs)
    first = round((shift_s + hypnogram.onset_s) / EPOCH_SECONDS)
    stages = np.full(n_epochs, Stage.UNSCORED, np.int8)
    begin, end = max(0, first), min(n_epochs, first + len(hypnogram.stages))
    if end > begin:
        stages[begin:end] = hypnogram.stages[begin - first : end - first]
    warnings += _misfits(hypnogram, shift_s + hypnogram.onset_s, n_epochs)
    return Placed(stages, _shifted(hypnogram.lights, shift_s), warnings)


def fitted(hypnogram: Hypnogram, n_epochs: int) -> Hypnogram:
    """Hypnogram cut, or padded with unscored epochs, to a length; a warning says so."""
    n_found = len(hypnogram.stages)
    if n_found == n_epochs:
        return hypnogram
    stages = np.full(n_epochs, Stage.UNSCORED, np.int8)
    stages[: min(n_found, n_epochs)] = hypnogram.stages[:n_epochs]
    warning = f"The hypnogram has {n_found} epochs where {n_epochs} were expected."
    return replace(hypnogram, stages=stages, warnings=(*hypnogram.warnings, warning))


def _shift(
    hypnogram: Hypnogram, recording_start: datetime | None, n_epochs: int
) -> tuple[float, tuple[str, ...]]:
    """Seconds from the recording's first sample to the hypnogram file's start."""
    start = hypnogram.start
    if start in (None, _NO_START) or recording_start in (None, _NO_START):
        return 0.0, ("The hypnogram was placed from the recording's first epoch: no clock time to go by.",)
    assert start is not None
    assert recording_start is not None
    shift_s = (start - recording_start).total_seconds()
    if _overlaps(hypnogram, shift_s, n_epochs):
        return shift_s, ()
    if min(start.year, recording_start.year) > _CLIPPING_YEAR:
        raise HypnogramError(
            f"The hypnogram starts on {start:%Y-%m-%d at %H:%M:%S} and the recording on "
            f"{recording_start:%Y-%m-%d at %H:%M:%S}, so they do not overlap; choose the hypnogram of "
            "this night."
        )
    by_day = (shift_s + _DAY_SECONDS / 2) % _DAY_SECONDS - _DAY_SECONDS / 2
    return by_day, ("The dates differ, so the hypnogram was placed by the time of day alone.",)


def _overlaps(hypnogram: Hypnogram, shift_s: float, n_epochs: int) -> bool:
    first_s = shift_s + hypnogram.onset_s
    return first_s < n_epochs * EPOCH_SECONDS and first_s + len(hypnogram.stages) * EPOCH_SECONDS > 0


def _misfits(hypnogram: Hypnogram, first_s: float, n_epochs: int) -> tuple[str, ...]:
    first = round(first_s / EPOCH_SECONDS)
    off_s = first_s - first * EPOCH_SECONDS
    found = []
    if abs(off_s) > TOLERANCE_S:
        found.append(
            f"The hypnogram's epochs start {off_s:+.1f} s from the recording's; each went to the nearest."
        )
    outside = hypnogram.stages.copy()
    outside[max(0, -first) : max(0, n_epochs - first)] = Stage.UNSCORED
    n_outside = int((outside >= 0).sum())
    if n_outside:
        found.append(f"{n_outside} scored epochs of the hypnogram lie outside the recording.")
    return tuple(found)


def _shifted(lights: Lights, shift_s: float) -> Lights:
    return Lights(*(None if at is None else at + shift_s for at in (lights.off_s, lights.on_s)))
