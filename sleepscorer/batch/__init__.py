"""Batches of recordings to pre-score: files and folders to jobs, jobs to an executor, rows to a manifest."""

from __future__ import annotations

import signal
import sys
import threading
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from sleepscorer.atomic import remove_left_behind
from sleepscorer.batch.discovery import USUAL_FORMATS, BatchOptions, Job, find_jobs
from sleepscorer.batch.executor import MakeExecutor, Work, finished, process_pool
from sleepscorer.batch.manifest import FAILED, OK, SKIPPED, Row
from sleepscorer.batch.planning import BatchPlan, IsExcluded, plan_batch
from sleepscorer.batch.progress import JsonProgress, Progress, ProgressReporter
from sleepscorer.batch.shards import Shard
from sleepscorer.batch.sidecars import has_sidecar, is_missing
from sleepscorer.batch.summary import Summary
from sleepscorer.batch.worker import score, source_of, unused_unit
from sleepscorer.messages import Message
from sleepscorer.processors import n_cpus

__all__ = [
    "USUAL_FORMATS",
    "BatchOptions",
    "BatchPlan",
    "Job",
    "JsonProgress",
    "Outcome",
    "Progress",
    "ProgressReporter",
    "Row",
    "Shard",
    "find_jobs",
    "plan_batch",
    "run_batch",
    "run_plan",
]


@dataclass(frozen=True)
class Outcome:
    """Outcome of a batch.

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
    without_sidecar : int
        Recordings, scored now or before, beside which the window's own file could not be written though it
        was asked for.
    """

    ok: int
    failed: int
    skipped: int
    kept: int
    interrupted: bool
    manifests: tuple[Path, ...]
    without_sidecar: int = 0


def run_batch(
    paths: Sequence[Path],
    out: Path | None = None,
    model: str | None = None,
    *,
    formats: Sequence[str] = USUAL_FORMATS,
    sidecar: bool = False,
    units: Mapping[str, str] | None = None,
    events: str | None = None,
    takes_kept_stages: bool = False,
    pattern: str = "",
    shard: Shard | None = None,
    workers: int | None = None,
    redo: bool = False,
    is_excluded: IsExcluded = lambda job: False,
    stream: TextIO | None = None,
    telling: ProgressReporter | None = None,
    stopping: Callable[[], bool] = lambda: False,
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
    formats : sequence of str
        Names of :data:`sleepscorer.formats.FORMATS`.
    sidecar : bool
        Whether the window's own file is written beside each recording, too, where there is none.
    units : mapping of channel label to str, optional
        Units that channels are in where their header tells none, or a wrong one; a recording without such
        a channel is scored as it is.
    events : str, optional
        Profile by which events are proposed, too, empty for the usual one; no events if not given.
    takes_kept_stages : bool
        Whether events go by the stages that the window has kept, where it has any.
    pattern : str
        Of the recordings in folders, those that it fits, as ``sub-*_psg.edf``; all if empty.
    shard : Shard, optional
        Share of the recordings to score; all of them if not given.
    workers : int, optional
        Processes; as many as there are processors if not given.
    redo : bool
        Score again what an earlier run has done.
    is_excluded : callable
        Whether to leave a job alone without a word.
    stream : TextIO, optional
        Where progress is told; standard error if not given.
    telling : ProgressReporter, optional
        What progress is told to, instead of a stream; called in this thread.
    stopping : callable
        Asked now and then; once true, what runs is finished and nothing more is begun. If it raises, what
        runs is ended, too, and the error comes out.
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
    HypnogramError
        If there is no such format.
    StorageError
        If a manifest cannot be written.
    """
    units_given = tuple((units or {}).items())
    wanted = BatchOptions(model, tuple(formats), sidecar, units_given, events, takes_kept_stages, pattern)
    plan = plan_batch(paths, out, wanted, shard=shard, redo=redo, is_excluded=is_excluded)
    return run_plan(
        plan,
        shard=shard,
        workers=workers,
        telling=telling or Progress(stream or sys.stderr),
        stopping=stopping,
        work=work,
        make_executor=make_executor,
    )


def run_plan(
    plan: BatchPlan,
    *,
    telling: ProgressReporter,
    shard: Shard | None = None,
    workers: int | None = None,
    stopping: Callable[[], bool] = lambda: False,
    work: Work = score,
    make_executor: MakeExecutor = process_pool,
) -> Outcome:
    """Do what :func:`plan_batch` has chosen; the parameters are those of :func:`run_batch`.

    Raises
    ------
    StorageError
        If a manifest cannot be written.
    ClusterError
        If the executor is gone; what has ended is in the manifest.
    """
    batch = _Batch(plan, shard, telling, stopping)
    return batch.run(workers or n_cpus(), work, make_executor)


class _Batch:
    def __init__(
        self, plan: BatchPlan, shard: Shard | None, telling: ProgressReporter, stopping: Callable[[], bool]
    ) -> None:
        self._plan = plan
        self._telling = telling
        self._stopping = stopping
        self._counts: Counter[str] = Counter()
        self._unused_units = {label for job in plan.todo for label, _ in job.units}
        self._summaries = {home: Summary(home, shard) for home in plan.manifests}
        try:
            for manifest in plan.manifests.values():
                manifest.begin()
        except BaseException:
            self._end()
            raise

    def _end(self) -> None:
        for manifest in self._plan.manifests.values():
            manifest.end()

    def run(self, workers: int, work: Work, make_executor: MakeExecutor) -> Outcome:
        """Score what is to be scored, and sum up even where it is cut short."""
        try:
            return self._run(workers, work, make_executor)
        finally:
            self._end()

    def _run(self, workers: int, work: Work, make_executor: MakeExecutor) -> Outcome:
        todo = self._plan.todo
        homes = {(job.file, source_of(job)): job.home for job in todo}
        for home, row in self._plan.refused:
            self._note(home, row)
        self._telling.begin(len(todo))
        try:
            with _stopping_when_asked(self._telling, self._stopping) as stopping:
                count = max(1, min(workers, len(todo)))
                rows = finished(
                    todo,
                    count,
                    work=work,
                    make_executor=make_executor,
                    stopping=stopping,
                    begun=self._telling.start,
                )
                for row in rows:
                    self._note(homes[row.file, row.source], row)
                    self._telling.advance(row)
                self._tell_unused_units()
        finally:
            self._telling.close()
            self._clean_up()
            self._sum_up()
        return self._outcome(stopping())

    def _clean_up(self) -> None:
        """Remove what workers that were killed left half written, in this run or in one before it."""
        folders = dict.fromkeys(self._plan.manifests)
        for job in (*self._plan.todo, *self._plan.kept):
            folders.update(dict.fromkeys(output.path.parent for output in job.outputs))
            if job.sidecar:
                folders[job.recording.parent] = None
        for folder in folders:
            remove_left_behind(folder)

    def _note(self, home: Path, row: Row) -> None:
        """Put a row on disk."""
        self._plan.manifests[home].append(row)
        self._counts[row.status] += 1
        if row.status == OK:
            notices = set(row.notices)
            self._unused_units = {label for label in self._unused_units if unused_unit(label) in notices}

    def _tell_unused_units(self) -> None:
        """Tell of labels whose unit was given and that no recording scored has: they may be misspelt."""
        if self._counts[OK]:
            for label in sorted(self._unused_units):
                self._telling.tell(
                    Message(
                        "No recording has a channel {label}, whose unit was given; check the label.",
                        label=label,
                    )
                )

    def _sum_up(self) -> None:
        for home, manifest in self._plan.manifests.items():
            manifest.write_table()
            self._summaries[home].write(manifest.rows)

    def _outcome(self, interrupted: bool) -> Outcome:
        tables = tuple(manifest.table for manifest in self._plan.manifests.values())
        ok, failed, skipped = (self._counts[status] for status in (OK, FAILED, SKIPPED))
        kept = len(self._plan.kept)
        return Outcome(ok, failed, skipped, kept, interrupted, tables, self._without_sidecar())

    def _without_sidecar(self) -> int:
        asked = [job for job in (*self._plan.todo, *self._plan.kept) if job.sidecar]
        rows = [(job, self._plan.manifests[job.home].row(job.file)) for job in asked]
        missing = [job for job, row in rows if row and row.status == OK and is_missing(row.sidecar)]
        return sum(not has_sidecar(job.recording) for job in missing)


_ENDING = (signal.SIGINT, signal.SIGTERM)
"""Ctrl+C, and what SLURM, systemd and ``timeout`` send before they kill."""


@contextmanager
def _stopping_when_asked(
    telling: ProgressReporter, asked_elsewhere: Callable[[], bool]
) -> Iterator[Callable[[], bool]]:
    """Yield whether Ctrl+C was pressed or the system asked to end; asked again, the batch ends at once."""
    asked = threading.Event()

    def ask(number: int, frame: object) -> None:
        if asked.is_set():
            raise KeyboardInterrupt
        asked.set()
        telling.tell("Stopping: what is being scored is finished first (Ctrl+C again to stop at once).")

    def stopping() -> bool:
        return asked.is_set() or asked_elsewhere()

    if threading.current_thread() is not threading.main_thread():
        yield stopping
        return
    before = {number: signal.signal(number, ask) for number in _ENDING}
    try:
        yield stopping
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
