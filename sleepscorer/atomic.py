"""Atomic writes: no reader and no crash meets half of a file."""

from __future__ import annotations

import errno
import hashlib
import os
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from tempfile import NamedTemporaryFile

from sleepscorer.messages import Message, joined
from sleepscorer.processes import is_left_behind, temporary_prefix

MAX_NAME_BYTES = 255
"""Longest name of a file on the usual file systems."""

_LARGEST_BYTES = 1 << 28
_ENDING_BYTES = 24
"""What is added to a name that is kept aside fits into so many bytes."""


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Yield a temporary path beside ``path`` that replaces it if the block ends well.

    The data is on disk before the name changes. If the block raises, the old file stays as it was
    and nothing is left behind.

    Parameters
    ----------
    path : Path

    Yields
    ------
    Path
        Where to write; has the suffix of ``path``.
    """
    with NamedTemporaryFile(
        dir=path.parent, prefix=temporary_prefix(), suffix=path.suffix, delete=False
    ) as file:
        temporary = Path(file.name)
    try:
        temporary.chmod(0o666 & ~_umask())
        yield temporary
        _sync(temporary)
        temporary.replace(path)
        sync_folder(path.parent)
    finally:
        temporary.unlink(missing_ok=True)


def write_atomically(path: Path, content: str | bytes) -> None:
    """Write a whole file, or leave the old one as it was."""
    with replacing(path) as temporary:
        temporary.write_bytes(content.encode() if isinstance(content, str) else content)


def write_checked(path: Path, write: Callable[[Path], None], check: Callable[[Path], None]) -> None:
    """Write a file, have it checked, and only then give it its name.

    Parameters
    ----------
    path : Path
    write : callable
        Writes the file it is given.
    check : callable
        Reads it back; raises if it is not what was meant.
    """
    with replacing(path) as temporary:
        write(temporary)
        check(temporary)


def name_aside(path: Path, ending: str = "set-aside") -> Path:
    """Return the name beside a file, not yet taken, under which to keep it when it is not to be used.

    Parameters
    ----------
    path : Path
    ending : str
        Follows the file's name, with a number.
    """
    base = fitting_name(path.name, MAX_NAME_BYTES - _ENDING_BYTES)
    names = (path.with_name(f"{base}.{ending}-{number}") for number in count(1))
    return next(name for name in names if not os.path.lexists(name))


def fitting_name(name: str, longest: int) -> str:
    """Shorten a file's name of more than ``longest`` bytes to its start and a hash."""
    data = os.fsencode(name)
    if len(data) <= longest:
        return name
    digest = hashlib.sha256(data).hexdigest()[:16]
    start = data[: longest - len(digest) - 1].decode("utf-8", "ignore")
    return f"{start}~{digest}"


def read_regular(path: Path, size: int = _LARGEST_BYTES) -> bytes:
    """Read the first ``size`` bytes of a regular file; nothing else is waited for, as a named pipe would be.

    Raises
    ------
    OSError
        If it cannot be read; with ``errno.EINVAL`` if it is a folder, a pipe or a device.
    """
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    if path.is_dir():  # which Windows would call a lack of permission
        raise OSError(errno.EINVAL, "not a regular file", str(path))
    try:
        handle = os.open(path, flags)
    except OSError as error:
        if error.errno != errno.ENXIO:  # a socket
            raise
        raise OSError(errno.EINVAL, "not a regular file", str(path)) from error
    with os.fdopen(handle, "rb") as file:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            raise OSError(errno.EINVAL, "not a regular file", str(path))
        return file.read(size)


def remove_left_behind(folder: Path) -> None:
    """Remove the hidden files that processes of this machine left half written when they died."""
    with suppress(OSError):
        for name in filter(is_left_behind, os.listdir(folder)):  # noqa: PTH208 - names are enough
            with suppress(OSError):
                folder.joinpath(name).unlink()


@dataclass(frozen=True)
class Damage:
    """A file that cannot be used.

    Attributes
    ----------
    path : Path
    sentence : str
        What is wrong with it and what to do.
    blocks : bool
        Whether work may be lost from sight by going on without it.
    """

    path: Path
    sentence: str
    blocks: bool = True

    def set_aside(self) -> str:
        """Keep the file under another name; gives the sentence that says so."""
        aside = name_aside(self.path)
        self.path.rename(aside)
        kept = Message("It was kept as {name} and a new one was begun.", name=aside.name)
        return joined([self.sentence, kept])

    def set_aside_if_possible(self) -> str:
        """Keep the file under another name, or leave it as it is."""
        try:
            return self.set_aside()
        except OSError:
            return self.left()

    def left(self) -> str:
        """Return the sentence for a file that is not touched."""
        return joined([self.sentence, Message("It was left as it is and not used.")])


def _umask() -> int:
    mask = os.umask(0o022)
    os.umask(mask)
    return mask


def _sync(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Make a rename in a folder durable, on systems that let a folder be synced."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
