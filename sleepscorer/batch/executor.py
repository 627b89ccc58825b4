"""Execution of jobs, which goes on when one of them takes its worker down."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, ProcessPoolExecutor, wait
from dataclasses import dataclass
from multiprocessing.process import BaseProcess

from sleepscorer.batch.discovery import Job
from sleepscorer.batch.manifest import FAILED, Row
from sleepscorer.batch.worker import row_of, score
from sleepscorer.errors import SleepscorerError
from sleepscorer.messages import Message

Work = Callable[[Job], Row]
"""Scores one recording; has to be importable by name for processes."""
MakeExecutor = Callable[[int], Executor]
"""Makes an executor of so many workers."""

_ONE_THREAD = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")
_LOOK_UP_S = 0.5
_END_S = 5
"""Seconds a worker has to take away what it has half written."""


class ClusterError(SleepscorerError):
    """The cluster that is to run the jobs cannot be reached, or no longer answers."""


class WorkerLostError(Exception):
    """A job's worker has died again and again; the workers of the other jobs are well."""


def process_pool(workers: int, initializer: Callable[[], None] | None = None) -> Executor:
    """Create processes of one thread each, spawned so that they inherit no state."""
    for name in _ONE_THREAD:
        os.environ.setdefault(name, "1")
    context = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(workers, mp_context=context, initializer=initializer or _begin)


def gentle_pool(workers: int) -> Executor:
    """Create processes of low priority, for a machine at which somebody works."""
    return process_pool(workers, _begin_gently)


def finished(
    jobs: Sequence[Job],
    workers: int,
    *,
    work: Work = score,
    make_executor: MakeExecutor = process_pool,
    stopping: Callable[[], bool] = lambda: False,
    begun: Callable[[Job], None] = lambda job: None,
) -> Iterator[Row]:
    """Run jobs and give each one's row as it ends.

    A job that takes its worker process down costs only itself: the jobs that were running beside it
    are run again, one at a time.

    Parameters
    ----------
    jobs : sequence of Job
    workers : int
    work : callable
    make_executor : callable
    stopping : callable
        Asked now and then; once true, what runs is finished and nothing more is begun. If it raises, what
        runs is ended, too.
    begun : callable
        Told each job that an executor has been given.

    Yields
    ------
    Row

    Raises
    ------
    ClusterError
        If the executor is gone.
    """
    crew = _Crew(workers, work, make_executor, stopping, begun)
    waiting = deque(jobs)
    while waiting and not stopping():
        suspects = yield from crew.until_broken(waiting)
        for job in suspects:
            if not stopping():
                yield crew.alone(job)


@dataclass(frozen=True)
class _Crew:
    workers: int
    work: Work
    make_executor: MakeExecutor
    stopping: Callable[[], bool]
    begun: Callable[[Job], None]

    def until_broken(self, waiting: deque[Job]) -> Generator[Row, None, list[Job]]:
        """Run jobs until none is left or a worker dies; gives the jobs it may have died of."""
        running: dict[Future[Row], Job] = {}
        suspects: list[Job] = []
        with self.make_executor(self.workers) as executor:
            try:
                self._fill_up(executor, running, waiting)
                while running:
                    done, _ = wait(running, timeout=_LOOK_UP_S, return_when=FIRST_COMPLETED)
                    if not done:
                        _raise_if_one_died(executor)
                    for future in done:
                        row = _row_or_suspect(future, running[future], suspects)
                        del running[future]
                        if row is not None:
                            yield row
                    self._fill_up(executor, running, waiting)
            except BrokenExecutor:
                _give_up(executor)
                return [*suspects, *running.values()]
            except BaseException:
                _end_at_once(executor)
                raise
        return suspects

    def _fill_up(self, executor: Executor, running: dict[Future[Row], Job], waiting: deque[Job]) -> None:
        while not self.stopping() and waiting and len(running) < self.workers:
            job = waiting[0]
            # Only then taken from the queue: submitting to a broken pool raises.
            running[executor.submit(self.work, job)] = job
            waiting.popleft()
            self.begun(job)

    def alone(self, job: Job) -> Row:
        """Run a job by itself; if its worker dies, it was this job's doing."""
        with self.make_executor(1) as executor:
            try:
                self.begun(job)
                future = executor.submit(self.work, job)
                while not wait([future], timeout=_LOOK_UP_S).done:
                    _raise_if_one_died(executor)
                return _row(future, job)
            except BrokenExecutor:
                _give_up(executor)
                return _lost(job)
            except WorkerLostError:
                return _lost(job)
            except BaseException:
                _end_at_once(executor)
                raise


def _row(future: Future[Row], job: Job) -> Row:
    try:
        return future.result()
    except (BrokenExecutor, ClusterError, WorkerLostError):
        raise
    except SystemExit as error:  # the pool hands on what a worker that was asked to end unwinds with
        raise WorkerLostError from error
    except Exception as error:
        return row_of(
            job, FAILED, Message("An unexpected error ended this file ({kind}).", kind=type(error).__name__)
        )


def _lost(job: Job) -> Row:
    return row_of(
        job, FAILED, Message("The process that scored this file ended without a word; is memory short?")
    )


def _row_or_suspect(future: Future[Row], job: Job, suspects: list[Job]) -> Row | None:
    try:
        return _row(future, job)
    except WorkerLostError:
        suspects.append(job)
        return None


def _raise_if_one_died(executor: Executor) -> None:
    """Notice what a pool may not: in ``submit`` it may look for its workers before it has begun the last one.

    Raises
    ------
    BrokenExecutor
        If a worker has died. Workers end only once the pool is shut down.
    ClusterError
        If a cluster has had no worker for long.
    """
    check = getattr(executor, "check", None)
    if check is not None:
        check()
    if any(worker.exitcode is not None for worker in _workers(executor)):
        raise BrokenExecutor


def _give_up(executor: Executor) -> None:
    workers = _workers(executor)
    executor.shutdown(wait=False)  # a pool that has not noticed yet looks again
    join_or_kill(workers)


def _end_at_once(executor: Executor) -> None:
    workers = _workers(executor)
    executor.shutdown(wait=False, cancel_futures=True)
    for worker in workers:
        worker.terminate()
    join_or_kill(workers)


def join_or_kill(workers: Sequence[BaseProcess]) -> None:
    """Wait for workers that were asked to end, and kill those that do not.

    A worker may wait for a lock that a killed one held; the pool would wait for it for ever.
    """
    deadline = time.monotonic() + _END_S
    for worker in workers:
        worker.join(max(0.0, deadline - time.monotonic()))
        worker.kill()
        worker.join(_LOOK_UP_S)  # until it is gone, what it has half written seems to be in use


def _workers(executor: Executor) -> list[BaseProcess]:
    # Python has no public name for them before 3.14; shut down, a pool forgets them.
    processes: dict[int, BaseProcess] | None = getattr(executor, "_processes", None)
    return list((processes or {}).values())


def _begin() -> None:
    """Initialise a worker: Ctrl+C is the parent's to handle, and no worker outlives it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # Asked to end, it unwinds, so that what is half written is taken away.
    signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(1))
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _begin_gently() -> None:
    _begin()
    if hasattr(os, "nice"):
        os.nice(10)


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
