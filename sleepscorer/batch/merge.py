"""Merge of the manifests of several shares, or of several batches, into one summary."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import count
from pathlib import Path

from sleepscorer.batch.manifest import Manifest, Row
from sleepscorer.batch.summary import Summary
from sleepscorer.errors import StorageError
from sleepscorer.messages import reason


def merge(folders: Sequence[Path], out: Path | None = None) -> Manifest:
    """Sum up the results of earlier runs; scores nothing.

    Parameters
    ----------
    folders : sequence of Path
        Each the folder of a batch's results, whatever shares it was made in.
    out : Path, optional
        Where manifest and summary go; the folder itself if not given.

    Returns
    -------
    Manifest
        The latest row of every recording. Of several folders, each file's name begins with its folder's.

    Raises
    ------
    StorageError
        If a folder holds no manifest, nothing can be written, or several are to be summed up in no folder of
        their own.
    """
    names = _names(folders)
    home = _home(list(names), out)
    merged = Manifest(home)
    for folder, name in names.items():
        prefix = f"{name}/" if len(names) > 1 else ""
        merged.take(_below(row, prefix) for row in _manifest(folder).rows)
    summary = Summary(home)
    merged.write_table()
    summary.write(merged.rows)
    return merged


def _home(folders: Sequence[Path], out: Path | None) -> Path:
    """Return the folder of the summary, made as needed."""
    home = out or folders[0]
    if len(folders) > 1 and (out is None or any(home.resolve() == folder.resolve() for folder in folders)):
        raise StorageError("The summary of several folders needs one of its own; name it with --out.")
    try:
        home.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StorageError(f"{home} cannot be made ({reason(error)}); name another --out.") from error
    return home


def _manifest(folder: Path) -> Manifest:
    if not any(folder.glob("manifest*.jsonl")):
        raise StorageError(f"{folder} holds no manifest; name the folder of a batch's results.")
    return Manifest(folder)


def _names(folders: Sequence[Path]) -> dict[Path, str]:
    """Return a name for each folder, no two the same."""
    names: dict[Path, str] = {}
    for folder in dict.fromkeys(folders):
        own = folder.absolute().name
        taken = set(names.values())
        others = (f"{own}-{number}" for number in count(2))
        names[folder] = own if own not in taken else next(name for name in others if name not in taken)
    return names


def _below(row: Row, prefix: str) -> Row:
    outputs = tuple(prefix + name for name in row.outputs)
    return replace(row, file=prefix + row.file, outputs=outputs)
