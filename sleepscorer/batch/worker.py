"""Worker of a batch: scores one recording in a process of its own, and never raises."""

from __future__ import annotations

import hashlib
import os
import platform
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from time import perf_counter, process_time

from sleepscorer import __version__
from sleepscorer.batch.discovery import Job, Output, digest_of
from sleepscorer.batch.event_outputs import (
    ENDINGS,
    NO_STAGES,
    OF_WINDOW,
    add_events,
    event_identity,
    write_event_files,
)
from sleepscorer.batch.kept_work import fingerprint_of, kept_scoring
from sleepscorer.batch.manifest import FAILED, OK, SKIPPED, Row
from sleepscorer.batch.nights import runs_text
from sleepscorer.batch.overwrite_guard import foreign_name
from sleepscorer.batch.positions import codes_text, positions_of, recorder_of
from sleepscorer.batch.sidecars import WRITTEN, Kept, write_sidecar
from sleepscorer.edf.header import has_date, read_header
from sleepscorer.errors import HypnogramError, SleepscorerError
from sleepscorer.formats import write_hypnogram
from sleepscorer.messages import Message, reason, with_text
from sleepscorer.recording import EXTENSIONS, Recording, open_recording
from sleepscorer.scoring import Scoring, now, stages_fingerprint
from sleepscorer.scoring.home_tests import has_stages
from sleepscorer.scoring.recorded import changes_of_marks


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
    started, cpu_started = perf_counter(), _cpu_seconds()
    try:
        row = _score(job)
    except SleepscorerError as error:
        row = row_of(job, FAILED, str(error))
    except Exception as error:
        row = row_of(
            job, FAILED, Message("An unexpected error ended this file ({kind}).", kind=type(error).__name__)
        )
    seconds, cpu_seconds = perf_counter() - started, _cpu_seconds() - cpu_started
    return replace(row, seconds=round(seconds, 2), cpu_seconds=round(cpu_seconds, 3))


def _cpu_seconds() -> float:
    """Return the processor's time of this process and of those that it started and that have ended."""
    return process_time() + sum(os.times()[2:4])  # the latter count hundredths of a second


def row_of(job: Job, status: str, reason: str) -> Row:
    """Return the row of a job that was not scored; paths in the reason are cut to names."""
    return Row(
        file=job.file,
        status=status,
        reason=_without_paths(reason, job),
        model_wanted=job.model or "",
        input_bytes=job.size,
        input_mtime_ns=job.mtime_ns,
        source=source_of(job),
        finished=now(),
        program=__version__,
    )


def source_of(job: Job) -> str:
    """Return a hash of the recording's path, which tells two recordings of one name apart."""
    return hashlib.sha256(os.fsencode(job.recording)).hexdigest()[:16]


def _score(job: Job) -> Row:
    if not job.named and _is_annotations_only(job.recording):
        return row_of(job, SKIPPED, Message("The file holds annotations but no signal."))
    recording = open_recording(job.recording)
    unused = _assign_units(recording, dict(job.units))
    try:
        row = _prescore(job, recording)
        return replace(row, notices=(*row.notices, *unused)) if row.status == OK else row
    finally:
        recording.close()


def _is_annotations_only(path: Path) -> bool:
    return path.name.lower().endswith(EXTENSIONS) and all(
        signal.is_annotation for signal in read_header(path).signals
    )


def unused_unit(label: str) -> str:
    """Return the sentence on a recording without the channel whose unit was given."""
    return Message("There is no channel {label}, whose unit was given.", label=label)


def _assign_units(recording: Recording, units: Mapping[str, str]) -> list[str]:
    """Assign the units given by the user, and return the sentences on those of no channel.

    Of a folder's recordings, not each has every channel.
    """
    labels = {channel.label for channel in recording.channels}
    if known := {label: unit for label, unit in units.items() if label in labels}:
        recording.assign_units(known)
    return [unused_unit(label) for label in units if label not in labels]


def _prescore(job: Job, recording: Recording) -> Row:
    from sleepscorer.batch.night_figures import figures_of

    staged = _staged(job, recording)
    scoring = staged.scoring
    positions = positions_of(job.positions, recorder_of(recording))
    proposed = None if job.events is None else add_events(recording, scoring, job.events, positions)
    figures = figures_of(scoring, recording, positions)
    foreign = _written_meanwhile(job)
    if foreign:
        return row_of(job, SKIPPED, foreign)
    sentences: list[str] = []
    _write_hypnograms(job.outputs, scoring, recording, sentences.append)
    if proposed is not None:
        tables = {output.format: output.path for output in job.outputs if output.format in ENDINGS}
        about = [_without_paths(text, job) for text in (*proposed.notices, *figures.notices) if text]
        write_event_files(tables, scoring, proposed, figures, about)
    hashes = tuple(digest_of(output.path) for output in job.outputs)
    kept = write_sidecar(recording, scoring) if job.sidecar else Kept("")
    notices = (
        *recording.warnings,
        *staged.notices,
        *(proposed.notices if proposed else ()),
        *sentences,
        *([] if kept.is_missing else [kept.sentence]),
        *figures.notices,
    )
    left = fingerprint_of(scoring) if kept.state == WRITTEN else ""
    row = replace(
        row_of(job, OK, kept.sentence if kept.is_missing else ""),
        sidecar=kept.state,
        kept=staged.kept,
        left=left,
        fingerprints=(recording.fingerprint, *recording.earlier_fingerprints),
        device=recorder_of(recording),
        positions=codes_text(positions),
        start=_start_text(recording),
        n_epochs=recording.n_epochs,
        model=staged.model,
        model_sha256=staged.identity,
        runtime=_runtime(),
        outputs=tuple(output.path.relative_to(job.home).as_posix() for output in job.outputs),
        hashes=hashes,
        notices=tuple(dict.fromkeys(_without_paths(text, job) for text in notices if text)),
        events="" if proposed is None else event_identity(job.events),
        figures=dict(figures.values),
        ahi=_rounded(figures.values.get("ahi")),
        rei=_rounded(figures.values.get("rei")),
        odi_3=_rounded(figures.values.get("odi_3")),
        odi_4=_rounded(figures.values.get("odi_4")),
        arousal_index=_rounded(figures.values.get("arousal_index")),
        plms_index=_rounded(figures.values.get("plms_index")),
    )
    return _with_night(row, scoring)


@dataclass(frozen=True)
class _Staged:
    """A scoring, where its stages come from, and the fingerprint of the window's work that it is made of."""

    scoring: Scoring
    model: str
    identity: str
    notices: tuple[str, ...] = ()
    kept: str = ""


def _staged(job: Job, recording: Recording) -> _Staged:
    """Return the stages of a night with its lights and events, of the window's work where that counts.

    The stages are the window's, else a model's; there are none without an EEG.
    """
    from sleepscorer.prescoring.run import check_length, score_recording, scoring_of

    if not job.takes_kept_stages:
        result = score_recording(recording, job.model)
        return _Staged(scoring_of(result), result.model_name, result.identity, result.notices)
    check_length(recording)
    kept = kept_scoring(recording)
    fingerprint = fingerprint_of(kept)
    if kept is not None and has_stages(kept.stages):
        identity = f"{OF_WINDOW} {stages_fingerprint(kept.stages)}"
        return _Staged(kept, OF_WINDOW, identity, kept=fingerprint)
    if not recording.has_eeg:
        return _Staged(kept or _recorded(recording), NO_STAGES, NO_STAGES, kept=fingerprint)
    result = score_recording(recording, job.model)
    if kept is None:
        scoring = scoring_of(result)
    else:
        scoring = kept
        scoring.apply(scoring.prescore(result.probabilities, result.author))
    return _Staged(scoring, result.model_name, result.identity, result.notices, fingerprint)


def _recorded(recording: Recording) -> Scoring:
    """Return a scoring of the lights and events that the recording itself holds."""
    from sleepscorer.prescoring.run import marks_of

    scoring = Scoring(recording.n_epochs)
    for change in changes_of_marks(marks_of(recording), scoring):
        scoring.apply(change)
    return scoring


def _start_text(recording: Recording) -> str:
    """Return when a recording began; empty where its day is not known."""
    start = recording.start
    return start.isoformat() if start is not None and has_date(start) else ""


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 2)


def _written_meanwhile(job: Job) -> str | None:
    """Return the sentence on a result's file that somebody has written since the batch was planned."""
    known = {output.path: digest for output, digest in zip(job.outputs, job.seen, strict=False)}
    name = foreign_name(job, known) if known else None
    return name and Message(
        "{name} was written while the batch ran and may hold a person's work; it was left as it is.",
        name=name,
    )


def _runtime() -> str:
    """Return the versions of Python and of the libraries that were used."""
    used = [(name, sys.modules.get(name)) for name in ("numpy", "onnxruntime")]
    versions = [f"{name} {getattr(module, '__version__', '?')}" for name, module in used if module]
    return ", ".join((f"Python {platform.python_version()}", *versions))


def _write_hypnograms(
    outputs: Sequence[Output], scoring: Scoring, recording: Recording, tell: Callable[[str], None]
) -> None:
    """Write every format of hypnogram."""
    folder = outputs[0].path.parent
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise HypnogramError(
            Message(
                "{folder} cannot be made ({reason}); choose another.", folder=folder, reason=reason(error)
            )
        ) from error
    # The CSV first: an EDF without one of the same stages is then never ours to replace.
    hypnograms = [output for output in outputs if output.format not in ENDINGS]
    for output in sorted(hypnograms, key=lambda output: output.format != "csv"):
        write_hypnogram(output.path, scoring, recording.start, output.format, tell=tell)


def _with_night(row: Row, scoring: Scoring) -> Row:
    """Add to a row what the cohort's summary reports of a night."""
    from sleepscorer.review.queue import queue_of

    queue = queue_of(scoring)
    review = queue.update(scoring.stages, scoring.by_human()) if queue else None
    return replace(
        row,
        flagged=round(review.n_total / scoring.n_epochs, 4) if review else -1.0,
        expected_errors=round(review.expected_left, 1) if review else 0.0,
        lights_off_s=scoring.lights.off_s,
        lights_on_s=scoring.lights.on_s,
        stages=runs_text(scoring.stages),
    )


def _without_paths(text: str, job: Job) -> str:
    for path in (job.recording, *(output.path for output in job.outputs)):
        text = with_text(text, str(path), path.name)
    for folder in (job.recording.parent, job.outputs[0].path.parent, job.home):
        if folder != folder.parent:
            text = with_text(text, str(folder), Message("its folder"))
    return text
