"""A file that names who has a night open."""

from __future__ import annotations

import errno
import hashlib
import json
import os
import socket
from contextlib import suppress
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any

from sleepscorer.atomic import MAX_NAME_BYTES, fitting_name, read_regular
from sleepscorer.errors import LockedError
from sleepscorer.messages import Message
from sleepscorer.processes import MAX_PID, is_running, start_of, temporary_prefix
from sleepscorer.scoring import now

BEING_WRITTEN_S = 10.0
"""Age up to which a lock file that is cut short counts as being written."""

_LARGEST_BYTES = 1 << 16
_TRIES = 8
_NO_LINKS = (errno.EPERM, errno.EOPNOTSUPP, errno.ENOSYS, errno.EINVAL, errno.EMLINK, errno.EACCES)
"""What a file system without hard links says when one is asked for."""
_JUST_NOW = Message("This night was opened by somebody else just now; try again.")

_held: set[str] = set()
"""Tokens of the locks that this process holds: one of its own that is not here was left by a failure."""


@dataclass(frozen=True)
class Holder:
    """Holder of a night: the user, host and process, since when, and a token of this very lock."""

    user: str
    host: str
    pid: int
    process_start: str
    since: str
    token: str = ""

    def is_alive(self) -> bool:
        """Tell whether the lock counts, as far as can be told from here; one of another host always does."""
        if self.host != socket.gethostname():
            return True
        if self.pid == os.getpid() and self.process_start == start_of(self.pid):
            return self.token in _held
        return is_running(self.pid, self.process_start)


class Lock:
    """Lock on a night.

    It is written under another name and linked into place, so that nobody ever meets half of one. One that
    a dead process left is removed only by who has claimed to do so, and only if it still is what was judged.

    Parameters
    ----------
    path : Path
        Of the lock file.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._mine: bytes | None = None
        self._token = ""

    def take(self) -> None:
        """Take the lock; a lock left by a process that no longer runs is taken over.

        Raises
        ------
        LockedError
            If somebody else has the night open, or what is there cannot be told to be nobody's.
        OSError
            If the folder cannot be written.
        """
        for _ in range(_TRIES):
            kept = self._content()
            if kept is None:
                if self._create():
                    return
            else:
                self._refuse_if_held(kept)
                self._remove(kept)
        raise LockedError(_JUST_NOW)

    def holder(self) -> Holder | None:
        """Tell who holds the lock; None if nobody, or if it cannot be told."""
        try:
            kept = self._content()
        except (LockedError, OSError):
            return None
        return None if kept is None else _holder_of(kept)

    def check_free(self) -> None:
        """Check that nobody holds the lock, without taking it.

        Raises
        ------
        LockedError
            If somebody does.
        """
        with suppress(OSError):
            kept = self._content()
            if kept is not None:
                self._refuse_if_held(kept)

    @property
    def is_ours(self) -> bool:
        """Whether the file still is the one that :meth:`take` made."""
        try:
            return self._mine is not None and self._content() == self._mine
        except (LockedError, OSError):
            return False

    def release(self) -> None:
        """Give the lock back; one that somebody else put in its place is left."""
        try:
            if self.is_ours:
                self.path.unlink(missing_ok=True)
        finally:
            self._mine = None
            _held.discard(self._token)

    def _content(self) -> bytes | None:
        """The file as it stands; None if there is none."""
        try:
            return read_regular(self.path, _LARGEST_BYTES)
        except FileNotFoundError:
            return None
        except OSError as error:
            if error.errno in (errno.EINVAL, errno.EACCES):
                raise LockedError(_unclear(self.path)) from error
            raise

    def _refuse_if_held(self, kept: bytes) -> None:
        holder = _holder_of(kept)
        if holder is None:
            if not _is_cut_short(kept):
                raise LockedError(_unclear(self.path))
            if self._age_s() <= BEING_WRITTEN_S:
                raise LockedError(_JUST_NOW)
        elif holder.is_alive():
            raise LockedError(_held_by(holder))

    def _age_s(self) -> float:
        """Age of the file by the clock of its folder, which can be hours from ours; no sign."""
        probe = self.path.with_name(_temporary_name())
        try:
            probe.touch(exist_ok=False)
            return abs(probe.stat().st_mtime - self.path.stat().st_mtime)
        except OSError:
            return 0.0
        finally:
            with suppress(OSError):
                probe.unlink(missing_ok=True)

    def _remove(self, dead: bytes) -> None:
        """Remove a lock that counts no more, if it still is there and nobody else is about to."""
        claim = Lock(self._claim_on(dead))
        claim.take()
        try:
            if self._content() == dead:
                self.path.unlink(missing_ok=True)
        finally:
            claim.release()

    def _claim_on(self, dead: bytes) -> Path:
        """Name of the lock that gives the right to remove one very lock and no later one."""
        digest = hashlib.sha256(os.fsencode(self.path.name) + dead).hexdigest()[:16]
        base = fitting_name(self.path.name.partition(".lock.")[0], MAX_NAME_BYTES - 24)
        return self.path.with_name(f"{base.removesuffix('.lock')}.lock.{digest}")

    def _create(self) -> bool:
        """Make the file; false if another one made one first."""
        from uuid import uuid4

        pid = os.getpid()
        me = Holder(user_name(), socket.gethostname(), pid, start_of(pid), now(), uuid4().hex)
        content = json.dumps(asdict(me)).encode()
        temporary = self.path.with_name(_temporary_name())
        try:
            _write_new(temporary, content)
            if not _link(temporary, self.path, content):
                return False
        finally:
            with suppress(OSError):
                temporary.unlink(missing_ok=True)
        self._mine, self._token = content, me.token
        _held.add(me.token)
        return True


def remove_dead(path: Path) -> None:
    """Remove what taking over a lock left beside it when it was cut short, where surely nobody needs it."""
    with suppress(OSError):
        for name in os.listdir(path.parent):  # noqa: PTH208 - names are enough
            if name.startswith(f"{path.name}."):
                beside = Lock(path.with_name(name))
                holder = beside.holder()
                if holder is not None and not holder.is_alive():
                    with suppress(LockedError, OSError):
                        beside.take()
                        beside.release()


def _link(temporary: Path, path: Path, content: bytes) -> bool:
    try:
        os.link(temporary, path)
        return True
    except FileExistsError:
        return _is_same_file(temporary, path)
    except OSError as error:
        if _is_same_file(temporary, path):  # a share can say so of a link that it has made
            return True
        if error.errno not in _NO_LINKS:
            raise
    return _create_in_place(path, content)


def _is_same_file(path: Path, other: Path) -> bool:
    try:
        return path.samefile(other)
    except OSError:
        return False


def _create_in_place(path: Path, content: bytes) -> bool:
    """Make the file where there are no hard links; who meets it half written waits."""
    try:
        _write_new(path, content)
    except FileExistsError:
        return False
    try:
        return read_regular(path, _LARGEST_BYTES) == content
    except OSError:
        return False


def _write_new(path: Path, content: bytes) -> None:
    handle = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0), 0o644)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
    except OSError:
        with suppress(OSError):
            path.unlink(missing_ok=True)
        raise


def _temporary_name() -> str:
    from uuid import uuid4

    return f"{temporary_prefix()}{uuid4().hex}.lock"


def _holder_of(content: bytes) -> Holder | None:
    """Who a lock names, whatever else a later version writes into it; None if it cannot be told."""
    try:
        values: Any = json.loads(content)
        known = {field.name: values[field.name] for field in fields(Holder) if field.name in values}
        holder = Holder(**known)
    except (ValueError, TypeError, KeyError, RecursionError):
        return None
    texts = (holder.user, holder.host, holder.process_start, holder.since, holder.token)
    is_pid = type(holder.pid) is int and 0 < holder.pid <= MAX_PID
    return holder if is_pid and all(isinstance(text, str) for text in texts) else None


def _is_cut_short(content: bytes) -> bool:
    """Whether a file can be the start of a lock that was never written to its end."""
    if len(content) >= _LARGEST_BYTES:
        return False
    if not content.strip(b"\0 \r\n"):
        return True
    try:
        json.loads(content)
    except ValueError:
        return content.startswith(b"{") and not content.rstrip().endswith(b"}")
    except RecursionError:
        pass
    return False


def _unclear(path: Path) -> str:
    return Message(
        "{path} does not say who has the night open; see that nobody has, delete that "
        "file, then open the night again.",
        path=path,
    )


def _held_by(holder: Holder) -> str:
    since = holder.since[:16].replace("T", " ")
    return Message(
        "This night is open on {host} by {user} since {since} UTC; close it there first, "
        "or look at it here without changing it.",
        host=holder.host,
        user=holder.user,
        since=since,
    )


def user_name() -> str:
    """Return the account at work; ``unknown`` where the system does not tell."""
    try:
        import getpass

        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "unknown"
