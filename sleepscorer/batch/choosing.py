"""What of a batch an earlier run has done, and what may not be written over."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Collection
from pathlib import Path

import numpy as np

from sleepscorer.batch.jobs import Job, Output
from sleepscorer.batch.manifest import OK, Manifest, Row
from sleepscorer.batch.sidecars import is_settled
from sleepscorer.batch.work import source_of
from sleepscorer.errors import HypnogramError
from sleepscorer.formats import Exported, may_be_replaced, read_csv, read_hypnogram


def is_done(job: Job, manifest: Manifest, networks: Collection[str]) -> bool:
    """Whether an earlier run scored this very file with this very model, and its results are there."""
    row = manifest.row(job.file)
    return (
        row is not None
        and row.status == OK
        and _same_input(job, row)
        and row.model_wanted == (job.model or "")
        and row.model_sha256 in networks
        and all(os.access(job.home / name, os.F_OK) for name in row.outputs)
        and {one.path for one in job.outputs} <= {job.home / name for name in row.outputs}
        and (not job.sidecar or is_settled(job.recording, row.sidecar))
    )


def refusal(job: Job, manifest: Manifest) -> str | None:
    """Why a result may not be written, as it would take the place of something else."""
    row = manifest.row(job.file)
    first = job.outputs[0].path.name
    if row and row.status == OK and row.source != source_of(job) and not _same_input(job, row):
        return f"{first} is the result of another recording of the same name; name another --out folder."
    foreign = _not_ours(job, row)
    if foreign is None:
        return None
    return f"{foreign} is there and may hold a person's work; move it away or name another --out folder."


def _same_input(job: Job, row: Row) -> bool:
    return (row.input_bytes, row.input_mtime_ns) == (job.size, job.mtime_ns)


def _not_ours(job: Job, row: Row | None) -> str | None:
    """Name of a file in the way that no batch has written, or that was altered since."""
    written = dict(zip(row.outputs, row.hashes, strict=False)) if row else {}
    known = {job.home / name: digest for name, digest in written.items()}
    doubtful = [one for one in job.outputs if _is_there(one) and _digest(one.path) != known.get(one.path)]
    pair = [one for one in doubtful if one.format in ("edf", "csv")]
    others = [one for one in doubtful if one not in pair]
    if pair and not _is_of_a_model(job):
        return pair[0].path.name
    return next((one.path.name for one in others if not _agrees_with_table(job, one.path)), None)


def _is_of_a_model(job: Job) -> bool:
    """Whether EDF and CSV, which says who set each epoch, hold the work of a model alone."""
    paths = {one.format: one.path for one in job.outputs}
    edf = paths.get("edf") or paths["csv"].with_suffix(".edf")
    return may_be_replaced(Exported(edf, paths.get("csv") or edf.with_suffix(".csv")))


def _agrees_with_table(job: Job, path: Path) -> bool:
    """Whether a file holds no more than a model's CSV beside it: a run was killed before its row."""
    table = next((one.path for one in job.outputs if one.format == "csv" and _is_there(one)), None)
    if table is None or not _is_of_a_model(job):
        return False
    try:
        found = read_hypnogram(path)
        return not found.events and np.array_equal(found.stages, read_csv(table).stages)
    except HypnogramError:
        return False


def _is_there(one: Output) -> bool:
    # Path.exists raises where a name is too long or a folder closed; writing there then says so.
    return os.access(one.path, os.F_OK)


def _digest(path: Path) -> str:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return "unreadable"
