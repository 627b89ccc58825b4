"""Scores one recording of a batch; runs in a process of its own and never raises."""

from __future__ import annotations

import hashlib
import os
from dataclasses import replace
from pathlib import Path
from time import perf_counter

from sleepscorer.batch.jobs import Job
from sleepscorer.batch.manifest import FAILED, OK, SKIPPED, Row
from sleepscorer.edf.header import read_header
from sleepscorer.errors import RecordingError, SleepscorerError
from sleepscorer.formats import export_night, lights_among
from sleepscorer.recording import Recording, open_recording
from sleepscorer.scoring import Author, AuthorKind, Scoring, now


def score(job: Job) -> Row:
    """Score a recording with a model and write its hypnogram.

    Parameters
    ----------
    job : Job

    Returns
    -------
    Row
        A failure is a row with its reason, too.
    """
    started = perf_counter()
    try:
        row = _score(job)
    except SleepscorerError as error:
        row = row_of(job, FAILED, str(error))
    except Exception as error:
        row = row_of(job, FAILED, f"An unexpected error ended this file ({type(error).__name__}: {error}).")
    return replace(row, seconds=round(perf_counter() - started, 2))


def row_of(job: Job, status: str, reason: str) -> Row:
    """Row of a job that was not scored; paths in the reason are cut to names."""
    return Row(
        file=job.file,
        status=status,
        reason=_without_paths(reason, job),
        model_wanted=job.model or "",
        input_bytes=job.size,
        input_mtime_ns=job.mtime_ns,
        source=source_of(job),
        finished=now(),
    )


def source_of(job: Job) -> str:
    """What tells two recordings of the same name apart without telling where they are."""
    return hashlib.sha256(os.fsencode(job.recording)).hexdigest()[:16]


def _score(job: Job) -> Row:
    if not job.named and _is_annotations_only(job.recording):
        return row_of(job, SKIPPED, "The file holds annotations but no signal.")
    recording = open_recording(job.recording)
    try:
        return _prescore(job, recording)
    finally:
        recording.close()


def _is_annotations_only(path: Path) -> bool:
    return all(signal.is_annotation for signal in read_header(path).signals)


def _prescore(job: Job, recording: Recording) -> Row:
    from sleepscorer.prescoring.prescore import prescore

    if recording.n_epochs == 0:
        raise RecordingError(f"{recording.path} is shorter than one epoch (30 s); there is nothing to score.")
    found = prescore(recording, job.model)
    scoring = Scoring(recording.n_epochs)
    scoring.apply(scoring.prescore(found.probabilities, found.author))
    lights = lights_among(recording.annotations())
    scoring.apply(scoring.mark_lights(lights, Author(AuthorKind.IMPORT, "recording")))
    written = export_night(recording, scoring, job.outputs)
    return replace(
        row_of(job, OK, ""),
        notices=tuple(_without_paths(text, job) for text in (*recording.warnings, *found.notices)),
        n_epochs=recording.n_epochs,
        model=found.model_name,
        model_sha256=found.identity,
        outputs=tuple(path.relative_to(job.home).as_posix() for path in (written.edf, written.csv)),
    )


def _without_paths(text: str, job: Job) -> str:
    for path in (job.recording, job.outputs.edf, job.outputs.csv):
        text = text.replace(str(path), path.name)
    for folder in (job.recording.parent, job.outputs.edf.parent, job.home):
        if folder != folder.parent:
            text = text.replace(str(folder), "its folder")
    return text
