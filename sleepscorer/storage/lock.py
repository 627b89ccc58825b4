"""A file that names who has a night open."""

from __future__ import annotations

import json
import os
import socket
import time
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from sleepscorer.errors import LockedError
from sleepscorer.scoring import now

BEING_WRITTEN_S = 10.0
"""Age up to which a lock file that cannot be read counts as being written."""


@dataclass(frozen=True)
class Holder:
    """Who has a night open: the user, host and process, and since when."""

    user: str
    host: str
    pid: int
    process_start: str
    since: str

    def is_alive(self) -> bool:
        """Whether the process still runs, as far as can be told from here."""
        if self.host != socket.gethostname():
            return True
        return _process_start(self.pid) == self.process_start if _exists(self.pid) else False


class Lock:
    """Lock on a night.

    Parameters
    ----------
    path : Path
        Of the lock file.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._mine: Holder | None = None

    def take(self) -> None:
        """Take the lock; a lock left by a process that no longer runs is taken over.

        Raises
        ------
        LockedError
            If somebody else has the night open.
        OSError
            If the folder cannot be written.
        """
        self.check_free()
        if self.holder():
            self._take_over()
        self._create()

    def _take_over(self) -> None:
        """Remove a dead process's lock, unless another took it over a moment before."""
        aside = self.path.with_name(f"{self.path.name}.{os.getpid()}")
        with suppress(FileNotFoundError):
            self.path.replace(aside)
            found = Lock(aside).holder()
            if found and found.is_alive():
                aside.replace(self.path)
                raise LockedError(_held_by(found))
            aside.unlink(missing_ok=True)

    def _create(self) -> None:
        me = Holder(_user(), socket.gethostname(), os.getpid(), _process_start(os.getpid()), now())
        try:
            handle = os.open(self.path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o644)
        except FileExistsError:
            raise LockedError("This night was opened by somebody else just now; try again.") from None
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                json.dump(asdict(me), file)
        except OSError:
            self.path.unlink(missing_ok=True)
            raise
        self._mine = me

    def holder(self) -> Holder | None:
        """Who holds the lock; None if nobody, or if the lock file is damaged."""
        try:
            return Holder(**json.loads(self.path.read_text(encoding="utf-8")))
        except (OSError, ValueError, TypeError):
            self._drop_if_damaged()
            return None

    def _drop_if_damaged(self) -> None:
        """Remove a lock that names nobody, unless it is being written at this moment."""
        try:
            # A clock set back puts the file into the future: no less a reason to drop it.
            if abs(time.time() - self.path.stat().st_mtime) > BEING_WRITTEN_S:
                self.path.unlink()
        except OSError:
            return

    def check_free(self) -> None:
        """See that nobody holds the lock, without taking it.

        Raises
        ------
        LockedError
            If somebody does.
        """
        holder = self.holder()
        if holder and holder.is_alive():
            raise LockedError(_held_by(holder))

    def release(self) -> None:
        """Give the lock back; one that somebody else put in its place is left."""
        if self._mine is not None and self.holder() == self._mine:
            self.path.unlink(missing_ok=True)
        self._mine = None


def _held_by(holder: Holder) -> str:
    since = holder.since[:16].replace("T", " ")
    return (
        f"This night is open on {holder.host} by {holder.user} since {since} UTC; close it there first, "
        "or look at it here without changing it."
    )


def _user() -> str:
    try:
        import getpass

        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "unknown"


def _exists(pid: int) -> bool:
    if os.name == "nt":
        return _exists_on_windows(pid)
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _exists_on_windows(pid: int) -> bool:
    import ctypes

    kernel = getattr(ctypes, "windll").kernel32  # noqa: B009 - the name exists on Windows only
    handle = kernel.OpenProcess(0x1000, False, pid)
    if handle:
        kernel.CloseHandle(handle)
    return bool(handle)


def _process_start(pid: int) -> str:
    """Start time of a process, so that a recycled number is not taken for it; empty where unknown."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[19]
    except (OSError, IndexError):
        return ""
