"""Discovery of the recordings that a batch is to score, and of where each hypnogram goes."""

from __future__ import annotations

import hashlib
import os
import re
import stat
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from fnmatch import fnmatch
from pathlib import Path

from sleepscorer.batch.event_outputs import ENDINGS as EVENT_ENDINGS
from sleepscorer.batch.manifest import FAILED, Row
from sleepscorer.batch.positions import DevicePositions
from sleepscorer.errors import RecordingError
from sleepscorer.formats import format_named, proposed_path
from sleepscorer.messages import Message, reason
from sleepscorer.recording import EXTENSIONS, OTHER_EXTENSIONS
from sleepscorer.recording.wfdb_segments import segment_names

USUAL_FORMATS = ("edf", "csv")
"""What is written unless told otherwise."""

_HYPNOGRAM_NAMES = ("_hyp.edf", "hypnogram.edf")
_NO_RAW_FIF = re.compile(
    r"[-_](ave|epo|cov|fwd|inv|annot|proj|ica|trans|src|sol|eve|head|bem|ev|sss_pos)\.fif(\.gz)?$"
)
"""Ends of FIF files that MNE-Python keeps something else in than a recording."""
_PART = re.compile(r"-\d+\.fif(\.gz)?$|_split-(?!0*1_)\d+_")
"""Later parts of a FIF recording in several files, which are read with the first."""
_SAMPLE_ENDINGS = (
    *(".vhdr", ".vmrk", ".eeg", ".set", ".fdt", ".hea", ".dat", ".mat", ".lay", ".pnt", ".log", ".21e"),
)
"""Ends of the files of one recording that share a stem."""


@dataclass(frozen=True)
class Output:
    """A file to write; ``format`` names one of ``FORMATS``, or is ``events`` or ``indices``."""

    format: str
    path: Path


@dataclass(frozen=True)
class BatchOptions:
    """Options of a batch, the same for each recording.

    Attributes
    ----------
    model : str or None
        Family or model; the default family if None.
    formats : tuple of str
        Names of formats; one is written once.
    sidecar : bool
        Whether the window's own file is written beside the recording, too.
    units : tuple of (str, str)
        Labels of channels, each with the unit that the user says it is in.
    events : str or None
        Profile by which events are proposed, empty for the usual one; None for no events.
    takes_kept_stages : bool
        Whether events go by the stages that the window has kept, where it has any, rather than by a model's.
    pattern : str
        Of a folder's recordings, those whose name, or name below the folder, it fits; all if empty.
    positions : tuple of (device, codes) or None
        Body positions by code, as told for each device; those of the user's settings if None.
    """

    model: str | None = None
    formats: tuple[str, ...] = USUAL_FORMATS
    sidecar: bool = False
    units: tuple[tuple[str, str], ...] = ()
    events: str | None = None
    takes_kept_stages: bool = False
    pattern: str = ""
    positions: DevicePositions | None = None


@dataclass(frozen=True)
class Job:
    """Recording to score.

    Attributes
    ----------
    recording : Path
        Absolute.
    file : str
        Its name below the folder it was found from, with ``/``: what names it in the manifest.
    home : Path
        Folder of the manifest.
    outputs : tuple of Output
    model : str or None
        Family or model asked for.
    sidecar : bool
        Whether the window's own file is to be written beside the recording.
    named : bool
        Whether the user named this very file.
    size, mtime_ns : int
        Of the recording, with the files beside it that hold its samples; -1 and 0 where it cannot be asked.
    seen : tuple of str
        What :func:`digest_of` gave for each output when the batch was planned; empty if nobody looked.
    units : tuple of (str, str)
        Labels of channels, each with the unit that the user says it is in.
    events, takes_kept_stages, positions
        See :class:`BatchOptions`.
    """

    recording: Path
    file: str
    home: Path
    outputs: tuple[Output, ...]
    model: str | None = None
    sidecar: bool = False
    named: bool = False
    size: int = -1
    mtime_ns: int = 0
    seen: tuple[str, ...] = ()
    units: tuple[tuple[str, str], ...] = ()
    events: str | None = None
    takes_kept_stages: bool = False
    positions: DevicePositions = ()


@dataclass(frozen=True)
class FoundJobs:
    """Jobs of a batch, and rows for folders that could not be looked into, with their manifest's folder."""

    jobs: tuple[Job, ...]
    refused: tuple[tuple[Path, Row], ...]


@dataclass(frozen=True)
class _Candidate:
    path: Path
    root: Path
    named: bool


def digest_of(path: Path) -> str:
    """Return the SHA-256 of a file; empty where there is none."""
    # Path.exists raises where a name is too long or a folder closed; writing there then says so.
    if not os.access(path, os.F_OK):
        return ""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return "unreadable"


def find_jobs(
    paths: Sequence[Path], out: Path | None = None, wanted: BatchOptions | None = None
) -> FoundJobs:
    """Look for recordings in files and folders.

    Parameters
    ----------
    paths : sequence of Path
        Recordings, and folders that are searched with their sub-folders.
    out : Path, optional
        Folder for the results, in which sub-folders are mirrored; beside each recording if not given.
    wanted : BatchOptions, optional

    Returns
    -------
    FoundJobs
        In the order given, folders by name. Two recordings never share a result's name.

    Raises
    ------
    RecordingError
        If a path does not exist, or no recording is found.
    HypnogramError
        If there is no such format.
    """
    wanted = wanted or BatchOptions()
    candidates, closed = _search(paths, wanted.pattern)
    if not candidates and not closed:
        raise _holds_none(paths, wanted.pattern)
    if out is not None:
        candidates, closed = _under_one_root(candidates), _under_one_root(closed)
    jobs = [_job(candidate, out, wanted) for candidate in dict.fromkeys(candidates)]
    refused = tuple(
        (out.absolute() if out else candidate.root, _closed_row(candidate)) for candidate in closed
    )
    return FoundJobs(tuple(_without_clashes(jobs)), refused)


def _holds_none(paths: Sequence[Path], pattern: str) -> RecordingError:
    folder, extensions = ", ".join(map(str, paths)), ", ".join((*EXTENSIONS, *OTHER_EXTENSIONS))
    if pattern:
        return RecordingError(
            Message(
                "{folder} holds no recording ({extensions}) that {pattern!r} fits; check the pattern.",
                folder=folder,
                extensions=extensions,
                pattern=pattern,
            )
        )
    return RecordingError(
        Message(
            "{folder} holds no recording ({extensions}); name another folder.",
            folder=folder,
            extensions=extensions,
        )
    )


def _search(paths: Sequence[Path], pattern: str = "") -> tuple[list[_Candidate], list[_Candidate]]:
    """Find the recordings, and the folders that cannot be read."""
    candidates: list[_Candidate] = []
    closed: list[_Candidate] = []
    for given in paths:
        is_searched = is_folder(given)
        path = _straight(given, is_searched)
        if is_searched:
            files = _recordings_in(path, closed)
            candidates += [_Candidate(file, path, False) for file in files if _fits(file, path, pattern)]
        else:
            candidates.append(_Candidate(path, path.parent, True))
    seen: dict[Path, _Candidate] = {}
    for candidate in candidates:
        seen.setdefault(candidate.path, candidate)
    return list(seen.values()), closed


def _straight(given: Path, is_searched: bool) -> Path:
    """Return the absolute path without ``..``, so that nothing is mirrored to outside the results' folder."""
    path = given.absolute()
    if ".." not in path.parts:
        return path
    return path.resolve() if is_searched else path.parent.resolve() / path.name


def is_folder(path: Path) -> bool:
    """Return whether a path that somebody named is a folder, not a file.

    Raises
    ------
    RecordingError
        If there is nothing of that name, or it cannot be asked.
    """
    try:
        return stat.S_ISDIR(path.stat().st_mode)
    except (FileNotFoundError, NotADirectoryError):
        raise RecordingError(Message("{path} does not exist; check the name.", path=path)) from None
    except OSError as error:
        raise RecordingError(
            Message(
                "{path} cannot be opened ({reason}); check its permissions.", path=path, reason=reason(error)
            )
        ) from error


def _recordings_in(root: Path, closed: list[_Candidate]) -> list[Path]:
    def refuse(error: OSError) -> None:
        closed.append(_Candidate(Path(error.filename), root, False))

    recordings: list[Path] = []
    for folder, folders, names in os.walk(root, onerror=refuse):
        folders.sort()
        there = {name.lower() for name in names}
        paths = [Path(folder, name) for name in sorted(names) if _is_recording_name(name, there)]
        recordings += _without_segments(paths)
    return recordings


def _without_segments(paths: Sequence[Path]) -> list[Path]:
    """Return the recordings of a folder but for those that are segments of a WFDB record among them."""
    headers = [path for path in paths if path.suffix.lower() == ".hea"]
    segments = {name for header in headers for name in segment_names(header)}
    return [path for path in paths if path.suffix.lower() != ".hea" or path.stem not in segments]


def _fits(file: Path, root: Path, pattern: str) -> bool:
    names = (file.name, file.relative_to(root).as_posix())
    return not pattern or any(fnmatch(name, pattern) for name in names)


def _is_recording_name(name: str, beside: Collection[str]) -> bool:
    """Return whether a name is a recording's, and not one of a file that is read with another."""
    lower = name.lower()
    if lower.startswith(".") or lower.endswith(_HYPNOGRAM_NAMES):
        return False
    if lower.endswith(EXTENSIONS):
        return True
    stem = lower.rpartition(".")[0]
    if not lower.endswith(OTHER_EXTENSIONS) or _NO_RAW_FIF.search(lower) or _PART.search(lower):
        return False
    is_of_header = lower.endswith(".eeg") and f"{stem}.vhdr" in beside
    describes_edf = lower.endswith(".hea") and (stem.endswith(EXTENSIONS) or f"{stem}.edf" in beside)
    return not is_of_header and not describes_edf


def _size_and_time(path: Path) -> tuple[int, int]:
    """Return size and time of a recording: of all its files, where a header names others."""
    status = path.stat()
    if path.name.lower().endswith((*EXTENSIONS, ".fif", ".fif.gz", ".gdf")):
        return status.st_size, status.st_mtime_ns
    parts = (path.with_suffix(end) for suffix in _SAMPLE_ENDINGS for end in (suffix, suffix.upper()))
    of_segments = (path.with_name(name + end) for name in _segments_of(path) for end in _SAMPLE_ENDINGS)
    stats = [part.stat() for part in {path, *parts, *of_segments} if part.is_file()]
    return sum(part.st_size for part in stats), max(part.st_mtime_ns for part in stats)


def _segments_of(path: Path) -> tuple[str, ...]:
    return segment_names(path) if path.suffix.lower() == ".hea" else ()


def _under_one_root(candidates: Sequence[_Candidate]) -> list[_Candidate]:
    """Return the candidates with their common folder as root, so that one folder can mirror it."""
    if not candidates:
        return []
    try:
        root = Path(os.path.commonpath([candidate.root for candidate in candidates]))
    except ValueError:  # on different drives
        return list(candidates)
    return [replace(candidate, root=root) for candidate in candidates]


def _job(candidate: _Candidate, out: Path | None, wanted: BatchOptions) -> Job:
    below = candidate.path.relative_to(candidate.root)
    home = out.absolute() if out else candidate.root
    try:
        size, mtime_ns = _size_and_time(candidate.path)
    except OSError:
        size, mtime_ns = -1, 0
    return Job(
        candidate.path,
        below.as_posix(),
        home,
        _outputs(candidate.path, home / below.parent, wanted),
        wanted.model,
        wanted.sidecar,
        candidate.named,
        size,
        mtime_ns,
        units=wanted.units,
        events=wanted.events,
        takes_kept_stages=wanted.takes_kept_stages,
        positions=wanted.positions or (),
    )


def _outputs(recording: Path, folder: Path, wanted: BatchOptions) -> tuple[Output, ...]:
    names = dict.fromkeys((*wanted.formats, *(EVENT_ENDINGS if wanted.events is not None else ())))
    return tuple(Output(name, _output_path(recording, name, folder)) for name in names)


def _output_path(recording: Path, name: str, folder: Path) -> Path:
    if name in EVENT_ENDINGS:
        return folder / f"{recording.stem.removesuffix('.fif')}{EVENT_ENDINGS[name]}"
    return proposed_path(recording, format_named(name), folder)


def _ending(name: str) -> str:
    return EVENT_ENDINGS.get(name) or format_named(name).endings[0]


def _without_clashes(jobs: Sequence[Job]) -> list[Job]:
    """Give ``night.edf`` and ``night.bdf`` in one folder results of different names."""
    names = Counter(_first_output(job) for job in jobs)
    return [job if names[_first_output(job)] == 1 else _with_full_name(job) for job in jobs]


def _first_output(job: Job) -> str:
    return str(job.outputs[0].path).lower()


def _with_full_name(job: Job) -> Job:
    endings = ((output, _ending(output.format)) for output in job.outputs)
    named = (replace(output, path=output.path.with_name(job.recording.name + end)) for output, end in endings)
    return replace(job, outputs=tuple(named))


def _closed_row(candidate: _Candidate) -> Row:
    name = Path(os.path.relpath(candidate.path, candidate.root)).as_posix()
    return Row(
        file=name, status=FAILED, reason=Message("The folder cannot be opened; check its permissions.")
    )
