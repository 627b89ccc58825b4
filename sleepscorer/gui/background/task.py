"""Tasks in the background: a plain function in, one signal out."""

from __future__ import annotations

import atexit
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QThread, Signal
from shiboken6 import isValid

from sleepscorer.errors import Cancelled, SleepscorerError
from sleepscorer.gui.background.memory import give_back
from sleepscorer.gui.i18n.translation import translate
from sleepscorer.logs import log_error

Work = Callable[[Callable[[float], None], Callable[[], bool]], Any]

_running: set[Task] = set()
"""Tasks whose thread has begun: Qt ends the process where one is deleted before its thread has ended."""


class Task(QThread):
    """One run of a function that is told where to report progress and whether to stop.

    Parameters
    ----------
    doing : str
        For messages, in the window's language: ``Pre-scoring``.
    work : callable
        Called as ``work(progress, cancelled)`` in a thread of its own.
    """

    progressed = Signal(float)
    succeeded = Signal(object)
    failed = Signal(object)
    cancelled = Signal()

    def __init__(self, doing: str, work: Work, parent: QObject | None = None) -> None:
        super().__init__()
        self._doing = doing
        self._work: Work | None = work
        self._then: Callable[[], None] | None = None
        self.result: Any = None
        self.finished.connect(self._forget)
        self._belong_to(parent)

    def _belong_to(self, parent: QObject | None) -> None:
        before = self.parent()
        if before is not None:
            before.destroyed.disconnect(self._outlive)
        self.setParent(parent)
        if parent is not None:
            parent.destroyed.connect(self._outlive)

    def _outlive(self) -> None:
        """Go on without what the task belonged to, which is deleted, until the work has stopped."""
        self.setParent(None)
        self.requestInterruption()

    def _forget(self) -> None:
        self.wait()
        _running.discard(self)

    def start(self, priority: QThread.Priority = QThread.Priority.InheritPriority) -> None:
        """Begin the work in a thread of its own."""
        _running.add(self)
        super().start(priority)

    def run(self) -> None:
        """Do the work; whatever goes wrong becomes a sentence, never a crash."""
        work, self._work = self._work, None
        assert work is not None, "a task runs once"
        try:
            result = work(self.progressed.emit, self.isInterruptionRequested)
        except Cancelled:
            self.cancelled.emit()
        except SleepscorerError as error:
            self.failed.emit(str(error))
        except Exception as error:
            log_error(error, self._doing)
            text = translate(
                "Jobs",
                "{doing} failed ({kind}); the rest of your work is not touched. The log file says where.",
            )
            self.failed.emit(text.format(doing=self._doing, kind=type(error).__name__))
        else:
            self.result = result
            self.succeeded.emit(result)
        finally:
            del work
            give_back()

    def stop(self) -> None:
        """Ask the work to stop, and wait until it has."""
        self.requestInterruption()
        self._forget()

    def let_go(self, parent: QObject | None, then: Callable[[], None]) -> None:
        """Ask the work to stop, without waiting.

        Parameters
        ----------
        parent : QObject or None
            What the task belongs to until then.
        then : callable
            Called in this thread once the work has stopped.
        """
        self._then = then
        self._belong_to(parent)
        self.requestInterruption()
        self.finished.connect(self._end)
        if self.isFinished():
            self._end()

    def _end(self) -> None:
        then, self._then = self._then, None
        if then is not None:
            then()
            self.deleteLater()


@atexit.register
def _stop_all() -> None:
    for task in tuple(_running):
        if isValid(task):
            task.stop()


class TaskSlot(QObject):
    """Room for one task at a time: begins it, passes on what it tells, and forgets it once it has ended.

    Nothing is passed on of a task that was stopped or released, even if it told it before.

    Signals
    -------
    progressed(float)
        Share done.
    succeeded(object)
        What the work returned.
    failed(Message or str)
        Why it failed, in a sentence.
    ended()
        The task has ended, however it did, and there is room for another one.
    """

    progressed = Signal(float)
    succeeded = Signal(object)
    failed = Signal(object)
    ended = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._task: Task | None = None

    @property
    def is_busy(self) -> bool:
        """Whether a task runs, or has ended and has not been forgotten yet."""
        return self._task is not None

    def start(
        self, doing: str, work: Work, priority: QThread.Priority = QThread.Priority.InheritPriority
    ) -> bool:
        """Begin a task; false while there is one already.

        Parameters
        ----------
        doing : str
            For messages, in the window's language: ``Pre-scoring``.
        work : callable
            Called as ``work(progress, cancelled)`` in a thread of its own.
        priority : QThread.Priority
        """
        if self._task is not None:
            return False
        task = self._task = Task(doing, work, self)
        task.progressed.connect(self._pass_progress)
        task.succeeded.connect(self._pass_success)
        task.failed.connect(self._pass_failure)
        task.finished.connect(self._end)
        task.start(priority)
        return True

    def cancel(self) -> bool:
        """Ask the task to stop, without waiting; false where there is none."""
        if self._task is None:
            return False
        self._task.requestInterruption()
        return True

    def stop(self) -> None:
        """Ask the task to stop, and wait until it has; nothing is told of it any more."""
        task = self.release()
        if task is not None:
            task.stop()
            task.deleteLater()

    def release(self) -> Task | None:
        """Give the task away, to be let go of elsewhere; nothing is told of it any more."""
        task, self._task = self._task, None
        if task is not None:
            task.disconnect(self)
        return task

    def _is_current(self) -> bool:
        return self._task is not None and self.sender() is self._task

    def _pass_progress(self, done: float) -> None:
        if self._is_current():
            self.progressed.emit(done)

    def _pass_success(self, result: object) -> None:
        if self._is_current():
            self.succeeded.emit(result)

    def _pass_failure(self, sentence: str) -> None:
        if self._is_current():
            self.failed.emit(sentence)

    def _end(self) -> None:
        if self._task is not None and self._is_current():
            task, self._task = self._task, None
            task.deleteLater()
            self.ended.emit()
