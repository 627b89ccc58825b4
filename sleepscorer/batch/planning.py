"""What a batch will do, before it does anything: to score, to keep, to refuse."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from sleepscorer.batch.choosing import is_done, refusal
from sleepscorer.batch.discovery import Job, Plan, Wanted, digest_of, find_jobs
from sleepscorer.batch.manifest import SKIPPED, Manifest, Row
from sleepscorer.batch.shards import Shard
from sleepscorer.batch.worker import row_of, source_of

Known = Callable[[Job], bool]
"""Whether a job is to be left alone without a word."""


@dataclass(frozen=True)
class Choice:
    """What becomes of the recordings that were found.

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
    wanted: Wanted | None = None,
    *,
    shard: Shard | None = None,
    redo: bool = False,
    known: Known = lambda job: False,
) -> Choice:
    """Choose what to score; writes nothing. See :func:`sleepscorer.batch.run_batch`."""
    from sleepscorer.prescoring.prescore import identities

    wanted = wanted or Wanted()
    networks = identities(wanted.model)
    plan = find_jobs(paths, out, wanted)
    homes = dict.fromkeys([job.home for job in plan.jobs] + [home for home, _ in plan.refused])
    manifests = {home: Manifest(home, shard) for home in homes}
    results = {home: manifest.outputs for home, manifest in manifests.items()}
    jobs = [job for job in _share(plan, shard) if not _is_result(job, results[job.home]) and not known(job)]
    kept = [] if redo else [job for job in jobs if is_done(job, manifests[job.home], networks)]
    done = set(kept)
    new = [job for job in jobs if job not in done]
    reasons = {job: reason for job in new if (reason := refusal(job, manifests[job.home]))}
    refused = [(job.home, row_of(job, SKIPPED, reason)) for job, reason in reasons.items()]
    closed = plan.refused if shard is None or shard.number == 1 else ()
    todo = tuple(_having_looked(job) for job in new if job not in reasons)
    recordings = {(job.file, source_of(job)): job.recording for job in jobs}
    return Choice(todo, tuple(kept), (*closed, *refused), manifests, recordings)


def _having_looked(job: Job) -> Job:
    return replace(job, seen=tuple(digest_of(one.path) for one in job.outputs))


def _share(plan: Plan, shard: Shard | None) -> list[Job]:
    return [job for job in plan.jobs if shard is None or shard.holds(job.file)]


def _is_result(job: Job, results: set[str]) -> bool:
    """Whether a file is itself what an earlier run wrote (``night_runs.edf``)."""
    return not job.named and job.file in results
