"""Somebody's stages of a night as a file holds them, and their place on a recording's epochs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from sleepscorer.edf.header import TWO_DIGIT_YEARS, has_date
from sleepscorer.errors import HypnogramError
from sleepscorer.messages import Message
from sleepscorer.scoring import Author, Event, EventKind, Lights
from sleepscorer.scoring.interchange import annotations_of, dataframe_of, describe, yasa_of
from sleepscorer.stages import EPOCH_SECONDS, Stage

if TYPE_CHECKING:
    import mne
    import pandas as pd

TOLERANCE_S = 1.0
"""Largest shift between two grids of epochs that is not worth a word: headers hold whole seconds."""

_CLIPPING_YEAR, _LAST_CLIPPING_YEAR = TWO_DIGIT_YEARS[0], TWO_DIGIT_YEARS[-1]
_NO_START = datetime(_CLIPPING_YEAR, 1, 1)
_DAY_SECONDS = 86_400.0


@dataclass(frozen=True, eq=False, repr=False)
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
        Format it was read from, such as ``EDF+``, ``NSRR XML`` or ``text``.
    lights : Lights
        Markers in the file, in seconds from the file's start.
    warnings : tuple of str
        Sentences on what had to be assumed.
    events : tuple of Event
        Events of a kind we know, in seconds from the file's start.
    epoch_seconds : float
        Length of an epoch in the file; stages of another length than 30 s have been converted.
    says_epoch_length : bool
        False for a format that holds no length: worth asking about once.
    from_recording_start : bool
        Whether the format counts its times from the recording's first sample, so that no clock time
        is needed to place it.
    says_key : bool
        False where plain numbers stand for stages by a key that had to be guessed: worth asking about.
    authors : tuple of str
        Who set each epoch, such as ``model:sleepscorer-context@1a2b3c4d``, where the file says it; empty
        for an epoch that is unscored.
    probabilities : ndarray of float32, shape (n_epochs, 5), or None
        Of W N1 N2 N3 R, where the file holds them.
    searched : mapping of EventKind to Author
        Kinds of events that were looked for all night, and by whom, where the file says it.
    """

    stages: NDArray[np.int8]
    onset_s: float
    start: datetime | None
    source: str
    lights: Lights = field(default_factory=Lights)
    warnings: tuple[str, ...] = ()
    events: tuple[Event, ...] = ()
    epoch_seconds: float = float(EPOCH_SECONDS)
    says_epoch_length: bool = True
    from_recording_start: bool = False
    says_key: bool = True
    authors: tuple[str, ...] = ()
    probabilities: NDArray[np.float32] | None = None
    searched: Mapping[EventKind, Author] = field(default_factory=dict)

    def __repr__(self) -> str:
        return describe(f"Hypnogram from {self.source}", self)

    @property
    def model(self) -> str:
        """Models that set its epochs, where the file says so."""
        names = (author.partition(":")[2] for author in self.authors if author.startswith("model:"))
        return ", ".join(dict.fromkeys(names))

    @property
    def channels(self) -> tuple[str, ...]:
        """Channels that a model read: none, as no file of a hypnogram says so."""
        return ()

    @property
    def notices(self) -> tuple[str, ...]:
        """Sentences on what had to be assumed: the warnings."""
        return self.warnings

    def to_dataframe(self) -> pd.DataFrame:
        """Tabulate the epochs for pandas; see :meth:`sleepscorer.scoring.state.Scoring.to_dataframe`.

        Raises
        ------
        SleepscorerError
            In one sentence, if pandas is not installed.
        """
        return dataframe_of(self, self.authors, self.onset_s)

    def to_annotations(self, *, with_channels: bool = False) -> mne.Annotations:
        """Convert to MNE-Python; see :meth:`sleepscorer.scoring.state.Scoring.to_annotations`."""
        return annotations_of(self, with_channels=with_channels, onset_s=self.onset_s)

    def to_yasa(self) -> Any:
        """Convert to YASA; see :meth:`sleepscorer.scoring.state.Scoring.to_yasa`.

        Raises
        ------
        SleepscorerError
            In one sentence, if YASA is not installed.
        """
        return yasa_of(self, self.onset_s)


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
    events : tuple of Event
        In seconds from the recording's first sample.
    shift_s : float
        Seconds from the recording's first sample to the hypnogram's epoch 0.
    is_sure : bool
        False where the place is an assumption worth asking about: no clock time to go by, dates that
        differ, or epochs that start between two of the recording's.
    """

    stages: NDArray[np.int8]
    lights: Lights
    warnings: tuple[str, ...]
    events: tuple[Event, ...] = ()
    shift_s: float = 0.0
    is_sure: bool = True


def hypnogram_name(recording: str | Path) -> str:
    """Return the name of a recording's exported hypnogram: ``<stem>_hyp.edf`` (EDF+ standard texts)."""
    return f"{Path(recording).stem}_hyp.edf"


def align(hypnogram: Hypnogram, recording_start: datetime | None, n_epochs: int) -> NDArray[np.int8]:
    """Read the stages of a hypnogram on a recording's epochs; :func:`place` also says what did not fit.

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


def place(
    hypnogram: Hypnogram, recording_start: datetime | None, n_epochs: int, *, shift_s: float | None = None
) -> Placed:
    """Put a hypnogram on a recording's epochs, by clock time where both know it.

    Parameters
    ----------
    hypnogram : Hypnogram
    recording_start : datetime or None
        Clock time of the recording's first sample.
    n_epochs : int
        Epochs of the recording.
    shift_s : float, optional
        Seconds from the recording's first sample to the hypnogram's epoch 0, where the user has
        said so; no clock time is asked then.

    Returns
    -------
    Placed

    Raises
    ------
    HypnogramError
        If both know their date and they do not overlap.
    """
    if shift_s is None:
        file_s, assumed = clock_shift(hypnogram, recording_start, n_epochs)
    else:
        file_s, assumed = shift_s - hypnogram.onset_s, ()
    first_s = file_s + hypnogram.onset_s
    between, outside = _misfits(hypnogram, first_s, n_epochs)
    return Placed(
        _on_epochs(hypnogram.stages, round(first_s / EPOCH_SECONDS), n_epochs),
        _shifted(hypnogram.lights, file_s),
        assumed + between + outside,
        tuple(replace(event, start_s=event.start_s + file_s) for event in hypnogram.events),
        first_s,
        is_sure=not assumed and not between,
    )


def _on_epochs(stages: NDArray[np.int8], first: int, n_epochs: int) -> NDArray[np.int8]:
    aligned = np.full(n_epochs, Stage.UNSCORED, np.int8)
    begin, end = max(0, first), min(n_epochs, first + len(stages))
    if end > begin:
        aligned[begin:end] = stages[begin - first : end - first]
    return aligned


def fitted(hypnogram: Hypnogram, n_epochs: int) -> Hypnogram:
    """Return the hypnogram cut, or padded with unscored epochs, to a length; a warning says so."""
    n_found = len(hypnogram.stages)
    if n_found == n_epochs:
        return hypnogram
    stages = np.full(n_epochs, Stage.UNSCORED, np.int8)
    stages[: min(n_found, n_epochs)] = hypnogram.stages[:n_epochs]
    authors, probabilities = hypnogram.authors, hypnogram.probabilities
    if authors:
        authors = (*authors[:n_epochs], *[""] * (n_epochs - n_found))
    if probabilities is not None:
        rows = np.full((n_epochs, probabilities.shape[1]), np.nan, np.float32)
        rows[: min(n_found, n_epochs)] = probabilities[:n_epochs]
        probabilities = rows
    warning = Message(
        "The hypnogram has {count} epochs where {expected} were expected.", count=n_found, expected=n_epochs
    )
    warnings = (*hypnogram.warnings, warning)
    return replace(hypnogram, stages=stages, warnings=warnings, authors=authors, probabilities=probabilities)


def clock_shift(
    hypnogram: Hypnogram, recording_start: datetime | None, n_epochs: int
) -> tuple[float, tuple[str, ...]]:
    """Return the seconds from the recording's first sample to the hypnogram file's start."""
    start, recording_start = _as_on_the_clock(hypnogram.start), _as_on_the_clock(recording_start)
    if start is None and hypnogram.from_recording_start:
        return 0.0, ()
    if start in (None, _NO_START) or recording_start in (None, _NO_START):
        return 0.0, (
            Message("The hypnogram was placed from the recording's first epoch: no clock time to go by."),
        )
    assert start is not None
    assert recording_start is not None
    shift_s = (start - recording_start).total_seconds()
    if _overlaps(hypnogram, shift_s, n_epochs):
        return shift_s, ()
    if not any(_may_be_clipped(clock) for clock in (start, recording_start)):
        raise HypnogramError(
            Message(
                "The hypnogram starts on {first:%Y-%m-%d at %H:%M:%S} and the recording on "
                "{second:%Y-%m-%d at %H:%M:%S}, so they do not overlap; choose the hypnogram of "
                "this night.",
                first=start,
                second=recording_start,
            )
        )
    by_day = (shift_s + _DAY_SECONDS / 2) % _DAY_SECONDS - _DAY_SECONDS / 2
    if not _overlaps(hypnogram, by_day, n_epochs) and _overlaps(hypnogram, by_day + _DAY_SECONDS, n_epochs):
        by_day += _DAY_SECONDS
    return by_day, (_by_time_of_day(start, recording_start),)


def _by_time_of_day(start: datetime, recording_start: datetime) -> str:
    """Sentence on why a hypnogram was placed without its date."""
    match has_date(start), has_date(recording_start):
        case True, True:
            return Message("The dates differ, so the hypnogram was placed by the time of day alone.")
        case False, True:
            return Message("The hypnogram has no date, so it was placed by the time of day alone.")
        case True, False:
            return Message("The recording has no date, so the hypnogram was placed by the time of day alone.")
    return Message(
        "Neither the hypnogram nor the recording has a date, so they were placed by the time of day alone."
    )


def _as_on_the_clock(start: datetime | None) -> datetime | None:
    """Time without its zone, which no file holds."""
    return start.replace(tzinfo=None) if start else None


def _may_be_clipped(start: datetime) -> bool:
    """Whether a year is, or in an EDF header would be, the first or the last that one can hold."""
    return not _CLIPPING_YEAR < start.year < _LAST_CLIPPING_YEAR


def _overlaps(hypnogram: Hypnogram, shift_s: float, n_epochs: int) -> bool:
    first_s = shift_s + hypnogram.onset_s
    return first_s < n_epochs * EPOCH_SECONDS and first_s + len(hypnogram.stages) * EPOCH_SECONDS > 0


def _misfits(hypnogram: Hypnogram, first_s: float, n_epochs: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Sentences on epochs between two of the recording's, and on epochs outside it."""
    first = round(first_s / EPOCH_SECONDS)
    off_s = first_s - first * EPOCH_SECONDS
    sentence = Message(
        "The hypnogram's epochs start {seconds:+.1f} s from the recording's; each went to the nearest.",
        seconds=off_s,
    )
    between = (sentence,) if abs(off_s) > TOLERANCE_S else ()
    rest = hypnogram.stages.copy()
    rest[max(0, -first) : max(0, n_epochs - first)] = Stage.UNSCORED
    n_outside = int((rest >= 0).sum())
    sentence = Message("{count} scored epochs of the hypnogram lie outside the recording.", count=n_outside)
    return between, ((sentence,) if n_outside else ())


def _shifted(lights: Lights, shift_s: float) -> Lights:
    return Lights(*(None if at is None else at + shift_s for at in (lights.off_s, lights.on_s)))
