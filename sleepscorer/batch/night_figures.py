"""Clinical figures of a night of a batch, computed once for manifest, summary and files of events."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

from sleepscorer.body_positions import BodyPosition
from sleepscorer.channels import Role
from sleepscorer.edf.tal import Annotation
from sleepscorer.errors import SleepscorerError
from sleepscorer.messages import Message, reason
from sleepscorer.recording import Recording
from sleepscorer.scoring import Scoring
from sleepscorer.statistics import (
    NightSignals,
    NightStatistics,
    absences_of,
    night_parameters_of,
    odi_absence,
    read_night_signals,
    study_statistics,
)
from sleepscorer.statistics.parameters import Value

Read = TypeVar("Read")


@dataclass(frozen=True)
class NightFigures:
    """Figures of a night, with what is to be said of them.

    Attributes
    ----------
    night : NightStatistics
    values : mapping of str to float or int
        Parameters of :data:`sleepscorer.statistics.NIGHT_PARAMETERS` that the night has, by name.
    absences : mapping of str to str
        Reasons of the indices that it does not have; see :func:`sleepscorer.statistics.absences_of`.
    notices : tuple of str
        What could not be read, what became of the events, and why there is no ODI.
    """

    night: NightStatistics
    values: Mapping[str, Value]
    absences: Mapping[str, str]
    notices: tuple[str, ...]


def figures_of(
    scoring: Scoring, recording: Recording, positions: Mapping[int, BodyPosition] | None = None
) -> NightFigures:
    """Compute the clinical figures of a night; what cannot be read of it is said and left out.

    Parameters
    ----------
    scoring : Scoring
    recording : Recording
    positions : mapping of int to BodyPosition, optional
        Codes of the body position as a person told them; else those of the header.

    Returns
    -------
    NightFigures
    """
    notices: list[str] = []
    signals = _read(lambda: _signals(recording, positions, notices), notices)
    annotations = _read(lambda: _annotations(recording, notices), notices)
    night = study_statistics(scoring, signals, annotations or (), has_eeg=recording.has_eeg).night
    if scoring.events:
        notices.append(night.events.tally.sentence)
    if (unconfirmed := night.events.unconfirmed_sentence) is not None:
        notices.append(unconfirmed)
    if (stale := scoring.stale_search_sentence) is not None:
        notices.append(stale)
    if (absence := odi_absence(night)) is not None:
        notices.append(absence)
    values = {name: value for name, value in night_parameters_of(night).items() if value is not None}
    return NightFigures(night, values, absences_of(night), tuple(notices))


def _read(read: Callable[[], Read], notices: list[str]) -> Read | None:
    """Read a part of a recording; a sentence is left where it cannot be read."""
    try:
        return read()
    except SleepscorerError as error:
        notices.append(error.message)
    except OSError as error:
        notices.append(Message("The recording could not be read any more ({reason}).", reason=reason(error)))
    return None


def _annotations(recording: Recording, notices: list[str]) -> list[Annotation]:
    annotations = recording.annotations()
    notices.extend(recording.annotation_warnings)
    return annotations


def _signals(
    recording: Recording, positions: Mapping[int, BodyPosition] | None, notices: list[str]
) -> NightSignals:
    """Return the signals of a night; no positions where their codes are unknown."""
    signals = read_night_signals(recording, positions)
    if not signals.are_codes_assumed:
        return signals
    notices.append(
        Message(
            "Nothing tells what the codes of the body position mean; there are no figures by position. "
            "Open a night and tell it for the device: Edit > Codes of body position."
        )
    )
    values = dict(signals.values)
    del values[Role.POSITION]
    return replace(signals, values=values)
