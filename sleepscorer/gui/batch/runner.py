"""Scores many recordings in processes of their own, while the window goes on."""

from __future__ import annotations

import threading
from collections.abc import Callable, Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from sleepscorer.batch import BatchOptions, BatchPlan, Job, Outcome, Row, plan_batch, run_plan
from sleepscorer.batch.executor import gentle_pool
from sleepscorer.errors import Cancelled
from sleepscorer.gui.background.task import TaskSlot
from sleepscorer.gui.i18n.translation import translate


@dataclass(frozen=True)
class Order:
    """Order of a batch: recordings, and the results wanted of them.

    Attributes
    ----------
    paths : tuple of Path
        Recordings and folders.
    out : Path or None
        Folder for the results; beside each recording if None.
    wanted : BatchOptions
    workers : int
        Processes.
    """

    paths: tuple[Path, ...]
    out: Path | None
    wanted: BatchOptions
    workers: int


class BatchRunner(QObject):
    """A batch in the background: one at a time.

    Signals
    -------
    planned(BatchPlan)
        What is to be scored, kept and refused, before anything is.
    began(sleepscorer.batch.Job)
        A recording has been given to a process.
    ended(Row)
        A recording has ended.
    failed(str)
        Why there is no batch, or no more of it.
    finished()
        Nothing runs any more.
    """

    planned = Signal(object)
    began = Signal(object)
    ended = Signal(object)
    failed = Signal(object)
    finished = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._task = TaskSlot(self)
        self._task.failed.connect(self.failed)
        self._task.ended.connect(self.finished)
        self._stop = threading.Event()

    @property
    def is_running(self) -> bool:
        """Whether a batch is under way."""
        return self._task.is_busy

    @property
    def is_stopping(self) -> bool:
        """Whether it was asked to begin no more."""
        return self._task.is_busy and self._stop.is_set()

    def start(self, order: Order, only: Collection[Path] | None = None) -> None:
        """Begin a batch; nothing happens while one runs.

        Parameters
        ----------
        order : Order
        only : collection of Path, optional
            Recordings to do of it; all if not given.
        """
        if self._task.is_busy:
            return
        self._stop = threading.Event()
        work = _Work(order, only, _BatchSignals(self), self._stop.is_set)
        self._task.start(translate("Batch", "The batch"), work)

    def stop(self) -> None:
        """Begin no more; asked a second time, what runs is ended too. What is written is whole either way."""
        if self._stop.is_set():
            self._task.cancel()
        self._stop.set()


class _BatchSignals:
    """Passes on what a batch tells, from its thread to the window's."""

    def __init__(self, runner: BatchRunner) -> None:
        self._runner = runner

    def plan(self, choice: BatchPlan) -> None:
        self._runner.planned.emit(choice)

    def begin(self, total: int) -> None:
        """Do nothing: the plan has told how many there are."""

    def start(self, job: Job) -> None:
        self._runner.began.emit(job)

    def advance(self, row: Row) -> None:
        self._runner.ended.emit(row)

    def tell(self, line: str) -> None:
        """Do nothing: there is no Ctrl+C here to be spoken of."""

    def close(self) -> None:
        """Do nothing: the end of the thread tells it."""


@dataclass(frozen=True)
class _Work:
    """Plans and runs a batch; in a thread of its own."""

    order: Order
    only: Collection[Path] | None
    signals: _BatchSignals
    asked: Callable[[], bool]

    def __call__(self, progress: Any, interrupted: Callable[[], bool]) -> Outcome:
        def stopping() -> bool:
            if interrupted():
                raise Cancelled
            return self.asked()

        order, only = self.order, self.only
        known = (lambda night: False) if only is None else (lambda night: night.recording not in only)
        choice = plan_batch(order.paths, order.out, order.wanted, is_excluded=known)
        self.signals.plan(choice)
        workers = min(order.workers, max(1, len(choice.todo)))
        return run_plan(
            choice, telling=self.signals, workers=workers, stopping=stopping, make_executor=gentle_pool
        )
