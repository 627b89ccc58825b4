"""Pages that are likely wanted next, read and made ready to draw while nobody waits."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject

from sleepscorer.channels import Derivation
from sleepscorer.gui.background.task import Job
from sleepscorer.gui.i18n.translation import translate
from sleepscorer.gui.page.pages import Band, Page, PageReader
from sleepscorer.gui.page.traces.span import PageSpan
from sleepscorer.recording import Recording

PAGES_AHEAD = 3
"""Pages read ahead the way one goes; one behind is read, too."""


@dataclass(frozen=True)
class _Wanted:
    """Pages to be read, the nearest first."""

    traces: tuple[Derivation, ...]
    bands: tuple[Band, ...]
    span: PageSpan
    starts_s: tuple[float, ...]


class PagesAhead(QObject):
    """Reads the pages around the one in view in a thread of its own, nearest first.

    Each is read as the window itself would read it, so that what is seen of a page does not depend on how
    one got there.

    Parameters
    ----------
    recording : Recording
    reader : PageReader
    prepare : callable
        Called with each page, in the thread that read it.
    parent : QObject, optional
    """

    def __init__(
        self,
        recording: Recording,
        reader: PageReader,
        prepare: Callable[[Page], object],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._recording = recording
        self._reader = reader
        self._prepare = prepare
        self._seen_s = 0.0
        self._wanted: _Wanted | None = None
        self._job: Job | None = None

    def read(
        self, traces: Sequence[Derivation], bands: Sequence[Band], start_s: float, span: PageSpan
    ) -> None:
        """Read around the page in view; what is being read for another one is given up for it."""
        way = -1 if start_s < self._seen_s else 1
        self._seen_s = start_s
        steps = (*(way * step for step in range(1, PAGES_AHEAD + 1)), -way)
        starts = (span.beside_s(start_s, step) for step in steps)
        last_s = self._recording.duration_s
        within = tuple(at_s for at_s in starts if 0 <= at_s < last_s)
        self._wanted = _Wanted(tuple(traces), tuple(bands), span, within)
        if self._job is None:
            self._begin()

    def stop(self) -> None:
        """Stop reading, and wait until nothing reads the recording any more."""
        self._wanted = None
        if self._job is not None:
            job, self._job = self._job, None
            job.disconnect(self)
            job.stop()
            job.deleteLater()

    def _begin(self) -> None:
        if self._lacking() is not None:
            self._job = Job(translate("Page", "Reading the page"), self._read, self)
            self._job.failed.connect(self._give_up)
            self._job.finished.connect(self._finish)
            self._job.start(Job.Priority.LowPriority)

    def _lacking(self) -> tuple[_Wanted, float] | None:
        """The nearest page that has not been read."""
        wanted = self._wanted
        if wanted is None:
            return None
        holds = partial(self._reader.holds, wanted.traces, wanted.bands)
        starts = (at_s for at_s in wanted.starts_s if not holds(at_s, wanted.span))
        return next(((wanted, at_s) for at_s in starts), None)

    def _read(self, progress: Callable[[float], None], cancelled: Callable[[], bool]) -> None:
        """Read what is wanted, and what is wanted meanwhile; runs in a thread of its own."""
        while not cancelled() and (lacking := self._lacking()) is not None:
            wanted, at_s = lacking
            self._prepare(self._reader.page(wanted.traces, wanted.bands, at_s, wanted.span))

    def _give_up(self) -> None:
        """Read no more; that a page cannot be read is said when it is wanted."""
        self._wanted = None

    def _finish(self) -> None:
        if self._job is not None:
            self._job.deleteLater()
            self._job = None
            self._begin()
