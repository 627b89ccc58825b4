"""How far a batch is, on one line of a terminal or now and then in a log."""

from __future__ import annotations

from time import monotonic
from typing import TextIO

from sleepscorer.batch.manifest import FAILED, Row

_WIDTH = 24
_LINES_IN_A_LOG = 20


class Progress:
    """Progress of a batch.

    Parameters
    ----------
    total : int
        Recordings to score.
    stream : TextIO
        A terminal gets a bar; anything else a line each twentieth of the way.
    """

    def __init__(self, total: int, stream: TextIO) -> None:
        self._total = total
        self._stream = stream
        self._done = 0
        self._failed = 0
        self._began = monotonic()
        self._is_terminal = stream.isatty()
        self._step = max(1, total // _LINES_IN_A_LOG)

    def show(self) -> None:
        """Draw the bar before anything has ended."""
        if self._is_terminal and self._total:
            self._stream.write(f"\r{self._text()}\x1b[K")
            self._stream.flush()

    def advance(self, row: Row) -> None:
        """Count a recording; a failed one is told at once, with its reason."""
        self._done += 1
        if row.status == FAILED:
            self._failed += 1
            self.tell(row.reason if row.reason.startswith(row.file) else f"{row.file}: {row.reason}")
        if self._is_terminal:
            self.show()
        elif self._done % self._step == 0 or self._done == self._total:
            self.tell(self._text())

    def close(self) -> None:
        """Leave the line."""
        if self._is_terminal and self._total:
            self._stream.write("\n")
            self._stream.flush()

    def tell(self, line: str) -> None:
        """Say a line of its own, above the bar."""
        start = "\r\x1b[K" if self._is_terminal else ""
        self._stream.write(f"{start}{line}\n")
        self._stream.flush()

    def _text(self) -> str:
        filled = _WIDTH * self._done // max(1, self._total)
        bar = "#" * filled + "." * (_WIDTH - filled)
        failed = f", {self._failed} failed" if self._failed else ""
        return f"[{bar}] {self._done} of {self._total}{failed}{self._left()}"

    def _left(self) -> str:
        if not 0 < self._done < self._total:
            return ""
        seconds = (monotonic() - self._began) / self._done * (self._total - self._done)
        return f", {duration_text(seconds)} left"


def duration_text(seconds: float) -> str:
    """``45 s``, ``3 min 20 s``, ``2 h 5 min``."""
    whole = round(seconds)
    if whole < 60:
        return f"{whole} s"
    if whole < 3600:
        return f"{whole // 60} min {whole % 60} s"
    return f"{whole // 3600} h {whole % 3600 // 60} min"
