"""Pages that are likely wanted next, read and made ready to draw while nobody waits."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from threading import Event

from PySide6.QtCore import QObject

from sleepscorer.channels import Derivation
from sleepscorer.gui.background.task import Task, TaskSlot
from sleepscorer.gui.i18n.translation import translate
from sleepscorer.gui.page.pages import DisplayBand, Page, PageReader
from sleepscorer.gui.page.span import PageSpan
from sleepscorer.recording import Recording

PAGES_AHEAD = 3
"""Pages read ahead the way one goes; one behind is read, too."""
LINGER_S = 1.0
"""How long the thread waits for another page before it ends: to begin one takes a good part of a flip."""


@dataclass(frozen=True)
class _WantedPages:
    """Pages to be read, the nearest first."""

    traces: tuple[Derivation, ...]
    bands: tuple[DisplayBand, ...]
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
        self._wanted: _WantedPages | None = None
        self._is_asked = Event()
        self._task = TaskSlot(self)
        self._task.failed.connect(self._give_up)
        self._task.ended.connect(self._begin)

    def read(
        self, traces: Sequence[Derivation], bands: Sequence[DisplayBand], start_s: float, span: PageSpan
    ) -> None:
        """Read around the page in view; what is being read for another one is given up for it."""
        way = -1 if start_s < self._seen_s else 1
        self._seen_s = start_s
        steps = (*(way * step for step in range(1, PAGES_AHEAD + 1)), -way)
        room = self._reader.n_kept - 1  # a page read ahead must not drive out the one in view
        starts = (span.beside_s(start_s, step) for step in steps[:room])
        last_s = self._recording.duration_s
        within = tuple(at_s for at_s in starts if 0 <= at_s < last_s)
        self._wanted = _WantedPages(tuple(traces), tuple(bands), span, within)
        self._is_asked.set()
        if not self._task.is_busy:
            self._begin()

    @property
    def is_reading(self) -> bool:
        """Whether a page is being read, or about to be."""
        return self._is_asked.is_set()

    def stop(self) -> None:
        """Stop reading, and wait until nothing reads the recording any more."""
        self._wanted = None
        self._task.cancel()
        self._is_asked.set()
        self._task.stop()
        self._is_asked.clear()

    def _begin(self) -> None:
        if self._lacking() is None:
            self._is_asked.clear()
        else:
            self._task.start(translate("Page", "Reading the page"), self._read, Task.Priority.LowPriority)

    def _lacking(self) -> tuple[_WantedPages, float] | None:
        """The nearest page that has not been read."""
        wanted = self._wanted
        if wanted is None:
            return None
        holds = partial(self._reader.holds, wanted.traces, wanted.bands)
        starts = (at_s for at_s in wanted.starts_s if not holds(at_s, wanted.span))
        return next(((wanted, at_s) for at_s in starts), None)

    def _read(self, progress: Callable[[float], None], cancelled: Callable[[], bool]) -> None:
        """Read what is wanted, and what is wanted meanwhile; runs in a thread of its own."""
        while not cancelled():
            lacking = self._lacking()
            if lacking is not None:
                wanted, at_s = lacking
                self._prepare(self._reader.page(wanted.traces, wanted.bands, at_s, wanted.span))
                continue
            self._is_asked.clear()
            if self._lacking() is not None:  # asked for meanwhile
                self._is_asked.set()
            elif not self._is_asked.wait(LINGER_S):
                return

    def _give_up(self) -> None:
        """Read no more; that a page cannot be read is said when it is wanted."""
        self._wanted = None
