"""Which recordings a batch is to score, and where each one's hypnogram goes."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from sleepscorer.batch.manifest import FAILED, Row
from sleepscorer.errors import RecordingError
from sleepscorer.formats import Exported, export_paths
from sleepscorer.recording import EXTENSIONS

_HYPNOGRAM_NAMES = ("_hyp.edf", "hypnogram.edf")


@dataclass(frozen=True)
class Job:
    """One recording to score.

    Attributes
    ----------
    recording : Path
        Absolute.
    file : str
        Its name below the folder it was found from, with ``/``: what names it in the manifest.
    home : Path
        Folder of the manifest.
    outputs : Exported
    model : str or None
        Family or model asked for.
    named : bool
        Whether the user named this very file.
    size, mtime_ns : int
        Of the recording; -1 and 0 where it cannot be asked.
    """

    recording: Path
    file: str
    home: Path
    outputs: Exported
    model: str | None = None
    named: bool = False
    size: int = -1
    mtime_ns: int = 0


@dataclass(frozen=True)
class Plan:
    """Jobs of a batch, and rows for folders that could not be looked into, with their manifest's folder."""

    jobs: tuple[Job, ...]
    refused: tuple[tuple[Path, Row], ...]


@dataclass(frozen=True)
class _Found:
    path: Path
    root: Path
    named: bool


def find_jobs(paths: Sequence[Path], out: Path | None = None, model: str | None = None) -> Plan:
    """Look for recordings in files and folders.

    Parameters
    ----------
    paths : sequence of Path
        Recordings, and folders that are searched with their sub-folders.
    out : Path, optional
        Folder for the results, in which sub-folders are mirrored; beside each recording if not given.
    model : str, optional

    Returns
    -------
    Plan
        In the order given, folders by name. Two recordings never share a result's name.

    Raises
    ------
    RecordingError
        If a path does not exist, or no recording is found.
    """
    found, closed = _search(paths)
    if not found and not closed:
        raise RecordingError(
            f"{', '.join(map(str, paths))} holds no recording ({', '.join(EXTENSIONS)}); name another folder."
        )
    if out is not None:
        found, closed = _under_one_root(found), _under_one_root(closed)
    jobs = [_job(one, out, model) for one in dict.fromkeys(found)]
    refused = tuple((out.absolute() if out else one.root, _closed_row(one)) for one in closed)
    return Plan(tuple(_without_clashes(jobs)), refused)


def _search(paths: Sequence[Path]) -> tuple[list[_Found], list[_Found]]:
    """Recordings, and folders that cannot be looked into."""
    found: list[_Found] = []
    closed: list[_Found] = []
    for given in paths:
        path = given.absolute()
        if not path.exists():
            raise RecordingError(f"{given} does not exist; check the name.")
        if path.is_dir():
            found += [_Found(file, path, False) for file in _recordings_in(path, closed)]
        else:
            found.append(_Found(path, path.parent, True))
    seen: dict[Path, _Found] = {}
    for one in found:
        seen.setdefault(one.path, one)
    return list(seen.values()), closed


def _recordings_in(root: Path, closed: list[_Found]) -> list[Path]:
    def refuse(error: OSError) -> None:
        closed.append(_Found(Path(error.filename), root, False))

    found: list[Path] = []
    for folder, folders, names in os.walk(root, onerror=refuse):
        folders.sort()
        found += [Path(folder, name) for name in sorted(names) if _is_recording_name(name)]
    return found


def _is_recording_name(name: str) -> bool:
    lower = name.lower()
    return lower.endswith(EXTENSIONS) and not lower.startswith(".") and not lower.endswith(_HYPNOGRAM_NAMES)


def _under_one_root(found: Sequence[_Found]) -> list[_Found]:
    """The same with the folder all of them lie under as root, so that one folder can mirror it."""
    if not found:
        return []
    try:
        root = Path(os.path.commonpath([one.root for one in found]))
    except ValueError:  # on different drives
        return list(found)
    return [replace(one, root=root) for one in found]


def _job(one: _Found, out: Path | None, model: str | None) -> Job:
    below = one.path.relative_to(one.root)
    home = out.absolute() if out else one.root
    try:
        status = one.path.stat()
        size, mtime_ns = status.st_size, status.st_mtime_ns
    except OSError:
        size, mtime_ns = -1, 0
    outputs = export_paths(one.path, home / below.parent)
    return Job(one.path, below.as_posix(), home, outputs, model, one.named, size, mtime_ns)


def _without_clashes(jobs: Sequence[Job]) -> list[Job]:
    """Jobs of which ``night.edf`` and ``night.bdf`` in one folder give results of different names."""
    names = Counter(str(job.outputs.edf).lower() for job in jobs)
    return [job if names[str(job.outputs.edf).lower()] == 1 else _with_full_name(job) for job in jobs]


def _with_full_name(job: Job) -> Job:
    edf = job.outputs.edf.with_name(f"{job.recording.name}_hyp.edf")
    return replace(job, outputs=Exported(edf, edf.with_suffix(".csv")))


def _closed_row(one: _Found) -> Row:
    name = Path(os.path.relpath(one.path, one.root)).as_posix()
    return Row(file=name, status=FAILED, reason="The folder cannot be opened; check its permissions.")
