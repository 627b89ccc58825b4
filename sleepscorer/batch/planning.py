"""Planning of a batch: the recordings to score, to keep and to refuse."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from sleepscorer.batch.discovery import BatchOptions, FoundJobs, Job, digest_of, find_jobs
from sleepscorer.batch.event_outputs import NO_STAGES, OF_WINDOW, event_identity
from sleepscorer.batch.kept_work import kept_fingerprint
from sleepscorer.batch.manifest import OK, SKIPPED, Manifest, Row
from sleepscorer.batch.overwrite_guard import foreign_name
from sleepscorer.batch.positions import chosen_positions, codes_text, positions_of
from sleepscorer.batch.shards import Shard
from sleepscorer.batch.sidecars import is_settled
from sleepscorer.batch.worker import row_of, source_of
from sleepscorer.errors import SleepscorerError
from sleepscorer.messages import Message

IsExcluded = Callable[[Job], bool]
"""Predicate of the jobs to leave out without a row."""


@dataclass(frozen=True)
class BatchPlan:
    """Plan of a batch: what becomes of each recording.

    Attributes
    ----------
    todo : tuple of Job
        To score.
    kept : tuple of Job
        Done by an earlier run.
    refused : tuple of (Path, Row)
        Not to be scored, each with its reason and its manifest's folder.
    manifests : dict of Path to Manifest
        By folder; nothing has been written yet.
    recordings : dict of (str, str) to Path
        Where the recordings of all these are, by file and source.
    """

    todo: tuple[Job, ...]
    kept: tuple[Job, ...]
    refused: tuple[tuple[Path, Row], ...]
    manifests: dict[Path, Manifest]
    recordings: dict[tuple[str, str], Path]


def plan_batch(
    paths: Sequence[Path],
    out: Path | None = None,
    wanted: BatchOptions | None = None,
    *,
    shard: Shard | None = None,
    redo: bool = False,
    is_excluded: IsExcluded = lambda job: False,
) -> BatchPlan:
    """Choose what to score; writes nothing. See :func:`sleepscorer.batch.run_batch`."""
    from sleepscorer.prescoring.prescore import identities

    wanted = wanted or BatchOptions()
    if wanted.positions is None:
        wanted = replace(wanted, positions=chosen_positions())
    networks = identities(wanted.model)
    discovered = find_jobs(paths, out, wanted)
    homes = dict.fromkeys([job.home for job in discovered.jobs] + [home for home, _ in discovered.refused])
    manifests = {home: Manifest(home, shard) for home in homes}
    results = {home: manifest.outputs for home, manifest in manifests.items()}
    jobs = [
        job
        for job in _share(discovered, shard)
        if not _is_result(job, results[job.home]) and not is_excluded(job)
    ]
    scorer = event_identity(wanted.events)
    kept = [] if redo else [job for job in jobs if is_done(job, manifests[job.home], networks, scorer)]
    done = set(kept)
    new = [job for job in jobs if job not in done]
    reasons = {job: reason for job in new if (reason := refusal(job, manifests[job.home]))}
    refused = [(job.home, row_of(job, SKIPPED, reason)) for job, reason in reasons.items()]
    closed = discovered.refused if shard is None or shard.number == 1 else ()
    todo = tuple(_having_looked(job) for job in new if job not in reasons)
    recordings = {(job.file, source_of(job)): job.recording for job in jobs}
    return BatchPlan(todo, tuple(kept), (*closed, *refused), manifests, recordings)


def _having_looked(job: Job) -> Job:
    return replace(job, seen=tuple(digest_of(output.path) for output in job.outputs))


def _share(discovered: FoundJobs, shard: Shard | None) -> list[Job]:
    return [job for job in discovered.jobs if shard is None or shard.holds(job.file)]


def _is_result(job: Job, results: set[str]) -> bool:
    """Return whether a file is itself what an earlier run wrote (``night_runs.edf``)."""
    return not job.named and job.file in results


def is_done(job: Job, manifest: Manifest, networks: Collection[str], event_scorer: str = "") -> bool:
    """Return whether an earlier run scored this very file with this very model, and its results are there."""
    row = manifest.row(job.file)
    return (
        row is not None
        and row.status == OK
        and _same_input(job, row)
        and row.model_wanted == (job.model or "")
        and _has_same_stages(job, row, networks)
        and row.events == event_scorer
        and _has_same_positions(job, row)
        and all(os.access(job.home / name, os.F_OK) for name in row.outputs)
        and {output.path for output in job.outputs} <= {job.home / name for name in row.outputs}
        and (not job.sidecar or is_settled(job.recording, row.sidecar))
    )


def _has_same_stages(job: Job, row: Row, networks: Collection[str]) -> bool:
    """Return whether a result stands on the stages, lights and events that it would have now."""
    if not job.takes_kept_stages:
        return not row.kept and row.model_sha256 in networks
    try:
        kept = kept_fingerprint(job.recording, row)
    except SleepscorerError:
        return False
    if kept and kept == row.left:
        return True
    return kept == row.kept and (row.model == OF_WINDOW or row.model_sha256 in (*networks, NO_STAGES))


def _has_same_positions(job: Job, row: Row) -> bool:
    """Return whether the codes of the body position mean what they meant; a row of old tells no device."""
    return not row.device or row.positions == codes_text(positions_of(job.positions, row.device))


def refusal(job: Job, manifest: Manifest) -> str | None:
    """Return the reason why a result may not be written over what is there; None if it may."""
    row = manifest.row(job.file)
    first = job.outputs[0].path.name
    if row and row.status == OK and row.source != source_of(job) and not _same_input(job, row):
        return Message(
            "{path} is the result of another recording of the same name; name another --out folder.",
            path=first,
        )
    written = dict(zip(row.outputs, row.hashes, strict=False)) if row else {}
    foreign = foreign_name(job, {job.home / name: digest for name, digest in written.items()})
    if foreign is None:
        return None
    return Message(
        "{path} is there and may hold a person's work; move it away or name another --out folder.",
        path=foreign,
    )


def _same_input(job: Job, row: Row) -> bool:
    return (row.input_bytes, row.input_mtime_ns) == (job.size, job.mtime_ns)
