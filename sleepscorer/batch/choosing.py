"""What of a batch an earlier run has done, and what may not be written over."""

from __future__ import annotations

import os
from collections.abc import Collection

from sleepscorer.batch.discovery import Job
from sleepscorer.batch.manifest import OK, Manifest, Row
from sleepscorer.batch.overwrite_guard import foreign_name
from sleepscorer.batch.sidecars import is_settled
from sleepscorer.batch.worker import source_of


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
    written = dict(zip(row.outputs, row.hashes, strict=False)) if row else {}
    foreign = foreign_name(job, {job.home / name: digest for name, digest in written.items()})
    if foreign is None:
        return None
    return f"{foreign} is there and may hold a person's work; move it away or name another --out folder."


def _same_input(job: Job, row: Row) -> bool:
    return (row.input_bytes, row.input_mtime_ns) == (job.size, job.mtime_ns)
