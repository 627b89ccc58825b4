"""Writing files so that a reader, or a crash, never meets half of one."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from tempfile import NamedTemporaryFile


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Temporary path beside ``path`` that takes its place if the block ends well.

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
    with NamedTemporaryFile(dir=path.parent, prefix=".", suffix=path.suffix, delete=False) as file:
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


def name_aside(path: Path) -> Path:
    """Name beside a file, not yet taken, under which to keep it when it cannot be used."""
    numbers = count(1)
    names = (path.with_name(f"{path.name}.set-aside-{number}") for number in numbers)
    return next(name for name in names if not name.exists())


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
        return f"{self.sentence} It was kept as {aside.name} and a new one was begun."

    def set_aside_if_possible(self) -> str:
        """Keep the file under another name, or leave it as it is."""
        try:
            return self.set_aside()
        except OSError:
            return self.left()

    def left(self) -> str:
        """Sentence for a file that is not touched."""
        return f"{self.sentence} It was left as it is and not used."


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
