"""Run of a model: open, check, pre-score, apply, own annotations; alike in window, batch and API."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

from sleepscorer.channels import Role
from sleepscorer.errors import RecordingError
from sleepscorer.messages import Message
from sleepscorer.prescoring.result import ScoringResult
from sleepscorer.recording import Recording, open_recording
from sleepscorer.scoring import Change, Origin, Scoring
from sleepscorer.scoring.recorded import RecordedMarks, changes_of_marks, marks_among
from sleepscorer.stages import EPOCH_SECONDS


def open_to_score(path: str | Path, roles: Mapping[str, Role] | None = None) -> Recording:
    """Open a recording that holds something to score.

    Parameters
    ----------
    path : str or Path
    roles : mapping of label to Role, optional
        Instead of those guessed from the labels.

    Raises
    ------
    RecordingError
        In one sentence, if the recording cannot be read or is shorter than an epoch.
    """
    recording = open_recording(path, roles)
    try:
        check_length(recording)
    except RecordingError:
        recording.close()
        raise
    return recording


def check_length(recording: Recording) -> None:
    """Refuse a recording that is shorter than an epoch.

    Raises
    ------
    RecordingError
        If it is.
    """
    if recording.n_epochs == 0 and (recording.announced_s or 0.0) >= EPOCH_SECONDS:
        raise RecordingError(
            Message(
                "{path} is cut off: its header announces {announced:.0f} s, {seconds:.1f} s are there, less "
                "than one epoch of {epoch} s; copy the file again from where it was recorded.",
                path=recording.path,
                announced=recording.announced_s,
                seconds=recording.duration_s,
                epoch=EPOCH_SECONDS,
            )
        )
    if recording.n_epochs == 0:
        raise RecordingError(
            Message(
                "{path} lasts {seconds:.1f} s, less than one epoch of {epoch} s; there "
                "is nothing to score in it.",
                path=recording.path,
                seconds=recording.duration_s,
                epoch=EPOCH_SECONDS,
            )
        )


def score_recording(
    recording: Recording,
    model: str | None = None,
    progress: Callable[[float], None] = lambda fraction: None,
    cancelled: Callable[[], bool] = lambda: False,
    threads: int = 1,
) -> ScoringResult:
    """Score every epoch of a recording, and read the lights and events among its annotations.

    Parameters
    ----------
    recording, model, progress, cancelled, threads
        See :func:`sleepscorer.prescoring.prescore.prescore`.

    Raises
    ------
    RecordingError
        If the recording is shorter than an epoch, can no longer be read, or its EEG cannot be in microvolts.
    ModelError
        If the model is missing or damaged, or the recording lacks the channels it needs.
    Cancelled
        If ``cancelled`` said so.
    """
    from sleepscorer.prescoring import prescore

    check_length(recording)
    result = prescore.prescore(recording, model, progress, cancelled, threads)
    return replace(result, recorded=marks_of(recording))


def marks_of(recording: Recording, *, with_remarks: bool = False) -> RecordedMarks:
    """Read the lights and events that a recording's own annotations mark.

    Parameters
    ----------
    recording : Recording
    with_remarks : bool
        See :func:`sleepscorer.scoring.recorded.marks_among`.
    """
    return marks_among(recording.annotations(), recording.duration_s, with_remarks=with_remarks)


def changes_of(result: ScoringResult, scoring: Scoring) -> tuple[Change, ...]:
    """Return the changes that a result makes: the recording's own marks, then the stages.

    Lights that are marked already stay; see :func:`sleepscorer.scoring.recorded.changes_of_marks`. Stages go
    wherever no person has scored; see :meth:`Scoring.prescore`.
    """
    stages = scoring.prescore(result.probabilities, result.author)
    return *changes_of_marks(result.recorded, scoring), stages


def scoring_of(result: ScoringResult, recording: Recording | None = None) -> Scoring:
    """Create a scoring that holds a result alone, with its model and channels.

    Parameters
    ----------
    result : ScoringResult
    recording : Recording, optional
        What was scored: its start and the sentences on its repairs are carried along.
    """
    repairs = (*recording.warnings, *recording.annotation_warnings) if recording else ()
    origin = Origin(
        recording.start if recording else None,
        f"{result.model_name} {result.version}".strip(),
        result.channels,
        (*repairs, *result.notices),
    )
    scoring = Scoring(len(result.probabilities), origin)
    for change in changes_of(result, scoring):
        scoring.apply(change)
    return scoring
