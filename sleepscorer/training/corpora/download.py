"""Downloads a corpus, each file checked against the publisher's list of checksums."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator
from pathlib import Path, PurePosixPath
from urllib.parse import quote

from sleepscorer.errors import StorageError
from sleepscorer.messages import reason

SUMS = "SHA256SUMS.txt"
_LINE = re.compile(r"([0-9a-f]{64}) [ *]?(.+)")
_CHUNK_BYTES = 1 << 20

Fetch = Callable[[str], Iterator[bytes]]


def download(
    base_url: str,
    folder: Path,
    wanted: re.Pattern[str],
    fetch: Fetch,
    report: Callable[[str], None] = lambda line: None,
) -> list[Path]:
    """Bring the files of a corpus that are not there yet; a second call goes on where one ended.

    Parameters
    ----------
    base_url : str
        Folder on the server that holds ``SHA256SUMS.txt``, with its slash.
    folder : Path
        Gets the same layout.
    wanted : Pattern
        Of the files' paths.
    fetch : callable
        See :func:`sleepscorer.training.corpora.network.fetch`.
    report : callable
        Told of every file brought.

    Returns
    -------
    list of Path
        Every wanted file, whole and checked.

    Raises
    ------
    StorageError
        If a file cannot be brought, or is not what the list says.
    """
    sums = read_sums(b"".join(fetch(base_url + SUMS)).decode("utf-8"))
    paths = []
    for name, digest in sums.items():
        if wanted.fullmatch(name):
            path = folder / name
            if not (path.exists() and _digest(path) == digest):
                _bring(base_url + quote(name), path, digest, fetch)
                report(name)
            paths.append(path)
    if not paths:
        raise StorageError(f"{base_url}{SUMS} names none of the files wanted; has the corpus a new version?")
    return paths


def read_sums(text: str) -> dict[str, str]:
    """Read the checksum by path from lines of ``sha256sum``.

    Raises
    ------
    StorageError
        If a path leads out of the folder.
    """
    sums = {}
    for digest, name in _LINE.findall(text):
        path = PurePosixPath(name.strip())
        if path.is_absolute() or ".." in path.parts:
            raise StorageError(f"{SUMS} names {name!r}, outside its folder; nothing was downloaded.")
        sums[path.as_posix()] = digest
    return sums


def _bring(url: str, path: Path, digest: str, fetch: Fetch) -> None:
    part = path.with_name(path.name + ".part")
    checksum = hashlib.sha256()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with part.open("wb") as file:
            for piece in fetch(url):
                checksum.update(piece)
                file.write(piece)
        if checksum.hexdigest() != digest:
            raise StorageError(f"{url} came with another checksum than {SUMS} says; download it again.")
        part.replace(path)
    except OSError as error:
        raise StorageError(f"{path} cannot be written ({reason(error)}); make room.") from error
    finally:
        part.unlink(missing_ok=True)


def _digest(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(_CHUNK_BYTES):
            digest.update(piece)
    return digest.hexdigest()
