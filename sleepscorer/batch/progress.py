"""Progress of a batch, on one line of a terminal or now and then in a log."""

from __future__ import annotations

import json
from time import monotonic
from typing import Protocol, TextIO

from sleepscorer.batch.discovery import Job
from sleepscorer.batch.manifest import FAILED, Row

_WIDTH = 24
_LINES_IN_A_LOG = 20


class ProgressReporter(Protocol):
    """Receiver of a batch's progress."""

    def begin(self, total: int) -> None:
        """Begin with a number of recordings to score."""

    def start(self, job: Job) -> None:
        """Note that a worker has been given a recording."""

    def advance(self, row: Row) -> None:
        """Note that a recording has ended."""

    def tell(self, line: str) -> None:
        """Say a sentence."""

    def close(self) -> None:
        """Close: nothing more will come."""


class Progress:
    """Progress of a batch for people.

    Parameters
    ----------
    stream : TextIO
        A terminal gets a bar; anything else a line each twentieth of the way.
    """

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._is_terminal = stream.isatty()
        self._count = Count(0)
        self._step = 1

    def begin(self, total: int) -> None:
        """Draw the bar before anything has ended."""
        self._count = Count(total)
        self._step = max(1, total // _LINES_IN_A_LOG)
        self._show()

    def start(self, job: Job) -> None:
        """Do nothing: the bar counts what has ended."""

    def _show(self) -> None:
        if self._is_terminal and self._count.total:
            self._stream.write(f"\r{self._text()}\x1b[K")
            self._stream.flush()

    def advance(self, row: Row) -> None:
        """Count a recording; a failed one is printed at once, with its reason."""
        self._count.add(row)
        if row.status == FAILED:
            self.tell(row.reason if row.reason.startswith(row.file) else f"{row.file}: {row.reason}")
        if self._is_terminal:
            self._show()
        elif self._count.done % self._step == 0 or self._count.done == self._count.total:
            self.tell(self._text())

    def close(self) -> None:
        """Leave the line."""
        if self._is_terminal and self._count.total:
            self._stream.write("\n")
            self._stream.flush()

    def tell(self, line: str) -> None:
        """Say a line of its own, above the bar."""
        start = "\r\x1b[K" if self._is_terminal else ""
        self._stream.write(f"{start}{line}\n")
        self._stream.flush()

    def _text(self) -> str:
        count = self._count
        filled = _WIDTH * count.done // max(1, count.total)
        bar = "#" * filled + "." * (_WIDTH - filled)
        failed = f", {count.failed} failed" if count.failed else ""
        left = count.left_s()
        ahead = f", {count.per_hour():.0f} an hour, {duration_text(left)} left" if left else ""
        return f"[{bar}] {count.done} of {count.total}{failed}{ahead}"


class JsonProgress:
    """Progress of a batch for programs: a JSON object per line.

    Parameters
    ----------
    stream : TextIO
    """

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._count = Count(0)

    def begin(self, total: int) -> None:
        """Write ``began``, with the number of recordings to score."""
        self._count = Count(total)
        self.say("began", total=total)

    def start(self, job: Job) -> None:
        """Do nothing: of a file only its end is written."""

    def advance(self, row: Row) -> None:
        """Write ``file``, with its outcome and the progress of the batch."""
        self._count.add(row)
        count = self._count
        self.say(
            "file",
            file=row.file,
            status=row.status,
            reason=row.reason,
            seconds=row.seconds,
            done=count.done,
            failed=count.failed,
            total=count.total,
            per_hour=round(count.per_hour(), 1),
            left_s=round(count.left_s(), 1),
        )

    def tell(self, line: str) -> None:
        """Write ``notice``, with a sentence."""
        self.say("notice", text=line)

    def close(self) -> None:
        """Do nothing: the caller reports how a batch ended."""

    def say(self, event: str, **values: object) -> None:
        """Write one line."""
        self._stream.write(json.dumps({"event": event, **values}) + "\n")
        self._stream.flush()


class Count:
    """Count of a batch's recordings, and its speed.

    Parameters
    ----------
    total : int
        Recordings to score.
    """

    def __init__(self, total: int) -> None:
        self.total = total
        self.done = 0
        self.failed = 0
        self._began = monotonic()

    def add(self, row: Row) -> None:
        """Count a recording that has ended."""
        self.done += 1
        self.failed += row.status == FAILED

    def per_hour(self) -> float:
        """Return the recordings an hour so far."""
        return 3600 * self.done / max(monotonic() - self._began, 1e-3)

    def left_s(self) -> float:
        """Return the seconds the rest will take at this rate; 0 where it is not known."""
        if not 0 < self.done < self.total:
            return 0.0
        return (monotonic() - self._began) / self.done * (self.total - self.done)


def duration_text(seconds: float) -> str:
    """Format a duration as ``45 s``, ``3 min 20 s`` or ``2 h 5 min``."""
    total_s = round(seconds)
    if total_s < 60:
        return f"{total_s} s"
    if total_s < 3600:
        return f"{total_s // 60} min {total_s % 60} s"
    return f"{total_s // 3600} h {total_s % 3600 // 60} min"
