"""Guard of files that no batch has written and that stand where results would go."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

import numpy as np

from sleepscorer.batch.discovery import Job, Output, digest_of
from sleepscorer.errors import HypnogramError, RecordingError
from sleepscorer.formats import Exported, may_be_replaced, read_csv, read_hypnogram
from sleepscorer.formats.events import same_events
from sleepscorer.recording import open_recording
from sleepscorer.scoring.recorded import RecordedMarks


def foreign_name(job: Job, known: Mapping[Path, str]) -> str | None:
    """Return the name of an existing file that may hold a person's work.

    Parameters
    ----------
    job : Job
    known : mapping of Path to str
        Digests of results that may be replaced.
    """
    doubtful = [
        output
        for output in job.outputs
        if _is_there(output) and digest_of(output.path) != known.get(output.path)
    ]
    pair = [output for output in doubtful if output.format in ("edf", "csv")]
    others = [output for output in doubtful if output not in pair]
    if pair and not _is_of_a_model(job):
        return pair[0].path.name
    return next((output.path.name for output in others if not _agrees_with_table(job, output.path)), None)


def _is_of_a_model(job: Job) -> bool:
    """Return whether EDF and CSV, which says who set each epoch, hold the work of a model alone."""
    paths = {output.format: output.path for output in job.outputs}
    edf = paths.get("edf") or paths["csv"].with_suffix(".edf")
    export = Exported(edf, paths.get("csv") or edf.with_suffix(".csv"))
    return may_be_replaced(export, lambda: _recorded_in(job.recording))


def _recorded_in(path: Path) -> RecordedMarks:
    """Read the marks among a recording's own annotations, which a batch writes too."""
    from sleepscorer.prescoring.run import marks_of

    try:
        recording = open_recording(path)
        try:
            return marks_of(recording)
        finally:
            recording.close()
    except RecordingError:
        return RecordedMarks()


def _agrees_with_table(job: Job, path: Path) -> bool:
    """Return whether a file holds no more than a model's CSV beside it: a run was killed before its row."""
    table = next(
        (output.path for output in job.outputs if output.format == "csv" and _is_there(output)), None
    )
    if table is None or not _is_of_a_model(job):
        return False
    try:
        hypnogram = read_hypnogram(path)
        events = hypnogram.events
        is_recorded = not events or same_events(events, _recorded_in(job.recording).events)
        return is_recorded and np.array_equal(hypnogram.stages, read_csv(table).stages)
    except HypnogramError:
        return False


def _is_there(output: Output) -> bool:
    return os.access(output.path, os.F_OK)
