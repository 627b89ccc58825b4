"""Pre-scores many recordings: files and folders to jobs, jobs to an executor, rows to a manifest."""

from __future__ import annotations

import signal
import sys
import threading
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from sleepscorer.batch.jobs import Job, find_jobs
from sleepscorer.batch.manifest import FAILED, OK, SKIPPED, Manifest, Row
from sleepscorer.batch.progress import Progress
from sleepscorer.batch.running import MakeExecutor, Work, finished, n_cpus, process_pool
from sleepscorer.batch.work import row_of, score, source_of
from sleepscorer.formats import may_be_replaced

__all__ = ["Job", "Outcome", "Row", "find_jobs", "run_batch"]


@dataclass(frozen=True)
class Outcome:
    """What became of a batch.

    Attributes
    ----------
    ok, failed, skipped : int
        Recordings that ended so now.
    kept : int
        Recordings that an earlier run had scored and that have not changed since.
    interrupted : bool
        Whether it was stopped before its end.
    manifests : tuple of Path
        The tables that say it file by file.
    """

    ok: int
    failed: int
    skipped: int
    kept: int
    interrupted: bool
    manifests: tuple[Path, ...]


def run_batch(
    paths: Sequence[Path],
    out: Path | None = None,
    model: str | None = None,
    *,
    workers: int | None = None,
    redo: bool = False,
    stream: TextIO | None = None,
    work: Work = score,
    make_executor: MakeExecutor = process_pool,
) -> Outcome:
    """Pre-score recordings and write each one's hypnogram; what an earlier run has done is kept.

    Parameters
    ----------
    paths : sequence of Path
        Recordings and folders.
    out : Path, optional
        Folder for the results; beside each recording if not given.
    model : str, optional
        A family of models or one model; the default family if not given.
    workers : int, optional
        Processes; as many as there are processors if not given.
    redo : bool
        Score again what an earlier run has done.
    stream : TextIO, optional
        Where progress is told; standard error if not given.
    work : callable
        Scores one recording.
    make_executor : callable
        Makes any ``concurrent.futures.Executor`` of so many workers.

    Returns
    -------
    Outcome
        A recording that fails is a row of the manifest; it does not end the batch.

    Raises
    ------
    RecordingError
        If a path does not exist, or no recording is found.
    ModelError
        If there is no such model.
    StorageError
        If a manifest cannot be written.
    """
    from sleepscorer.prescoring.prescore import identities

    networks = identities(model)
    plan = find_jobs(paths, out, model)
    homes = dict.fromkeys([job.home for job in plan.jobs] + [home for home, _ in plan.refused])
    manifests = {home: Manifest(home) for home in homes}
    new = [job for job in plan.jobs if redo or not _is_done(job, manifests[job.home], networks)]
    refusals = {job: reason for job in new if (reason := _refusal(job, manifests[job.home]))}
    todo = [job for job in new if job not in refusals]
    batch = _Batch(manifests, Progress(len(todo), stream or sys.stderr))
    for home, row in (
        *plan.refused,
        *((job.home, row_of(job, SKIPPED, why)) for job, why in refusals.items()),
    ):
        batch.note(home, row)
    return batch.run(todo, len(plan.jobs) - len(new), workers or n_cpus(), work, make_executor)


class _Batch:
    def __init__(self, manifests: dict[Path, Manifest], progress: Progress) -> None:
        self._manifests = manifests
        self._progress = progress
        self._counts: Counter[str] = Counter()

    def note(self, home: Path, row: Row) -> None:
        """Put a row on disk."""
        self._manifests[home].append(row)
        self._counts[row.status] += 1

    def run(
        self, todo: Sequence[Job], n_kept: int, workers: int, work: Work, make_executor: MakeExecutor
    ) -> Outcome:
        """Score what is to be scored, and sum up even where it is cut short."""
        homes = {(job.file, source_of(job)): job.home for job in todo}
        self._progress.show()
        try:
            with _stopping_at_ctrl_c(self._progress) as stopping:
                count = max(1, min(workers, len(todo)))
                for row in finished(todo, count, work=work, make_executor=make_executor, stopping=stopping):
                    self.note(homes[row.file, row.source], row)
                    self._progress.advance(row)
        finally:
            self._progress.close()
            for manifest in self._manifests.values():
                manifest.write_table()
        tables = tuple(manifest.table for manifest in self._manifests.values())
        ok, failed, skipped = (self._counts[status] for status in (OK, FAILED, SKIPPED))
        return Outcome(ok, failed, skipped, n_kept, stopping(), tables)


def _is_done(job: Job, manifest: Manifest, networks: Collection[str]) -> bool:
    """Whether an earlier run scored this very file with this very model, and its results are there."""
    row = manifest.row(job.file)
    return (
        row is not None
        and row.status == OK
        and _same_input(job, row)
        and row.model_wanted == (job.model or "")
        and row.model_sha256 in networks
        and all((job.home / name).exists() for name in row.outputs)
    )


def _same_input(job: Job, row: Row) -> bool:
    return (row.input_bytes, row.input_mtime_ns) == (job.size, job.mtime_ns)


def _refusal(job: Job, manifest: Manifest) -> str | None:
    """Why a result may not be written, as it would take the place of something else."""
    row = manifest.row(job.file)
    name = job.outputs.edf.name
    if row and row.status == OK and row.source != source_of(job) and not _same_input(job, row):
        return f"{name} is the result of another recording of the same name; name another --out folder."
    if not may_be_replaced(job.outputs):
        return f"{name} is there and may hold a person's work; move it away or name another --out folder."
    return None


@contextmanager
def _stopping_at_ctrl_c(progress: Progress) -> Iterator[Callable[[], bool]]:
    """Whether Ctrl+C was pressed; a second one ends the batch at once."""
    asked = threading.Event()

    def ask(number: int, frame: object) -> None:
        if asked.is_set():
            raise KeyboardInterrupt
        asked.set()
        progress.tell("Stopping: what is being scored is finished first (Ctrl+C again to stop at once).")

    if threading.current_thread() is not threading.main_thread():
        yield asked.is_set
        return
    before = signal.signal(signal.SIGINT, ask)
    try:
        yield asked.is_set
    finally:
        signal.signal(signal.SIGINT, before)
