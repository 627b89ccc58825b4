"""Work in the background: a plain function in, one signal out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QThread, Signal

from sleepscorer.errors import SleepscorerError
from sleepscorer.gui.i18n.translation import translate
from sleepscorer.logs import log_error
from sleepscorer.prescoring.prescore import Cancelled

Work = Callable[[Callable[[float], None], Callable[[], bool]], Any]


class Job(QThread):
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
        super().__init__(parent)
        self._doing = doing
        self._work = work
        self._then: Callable[[], None] | None = None
        self.result: Any = None

    def run(self) -> None:
        """Do the work; whatever goes wrong becomes a sentence, never a crash."""
        try:
            result = self._work(self.progressed.emit, self.isInterruptionRequested)
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

    def stop(self) -> None:
        """Ask the work to stop, and wait until it has."""
        self.requestInterruption()
        self.wait()

    def let_go(self, parent: QObject | None, then: Callable[[], None]) -> None:
        """Ask the work to stop, without waiting.

        Parameters
        ----------
        parent : QObject or None
            What the job belongs to until then.
        then : callable
            Called in this thread once the work has stopped.
        """
        self._then = then
        self.setParent(parent)
        self.requestInterruption()
        self.finished.connect(self._end)
        if self.isFinished():
            self._end()

    def _end(self) -> None:
        then, self._then = self._then, None
        if then is not None:
            then()
            self.deleteLater()
