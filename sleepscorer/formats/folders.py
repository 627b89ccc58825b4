"""Hypnograms in a folder: which files may be one, told by their names and, for EDF, by their header."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from sleepscorer.edf.header import read_header
from sleepscorer.errors import RecordingError
from sleepscorer.formats.catalogue import FORMATS
from sleepscorer.recording import EXTENSIONS, OTHER_EXTENSIONS

_NONE = frozenset(
    (
        *("manifest.csv", "summary.csv", "participants.tsv", "participants.json"),
        *("dataset_description.json", "readme.txt", "license.txt", "run-info.txt"),
    )
)
"""Names, in lower case, of files that lie beside hypnograms and are none."""
_ENDINGS = tuple(
    dict.fromkeys(
        (
            *(end for format_ in FORMATS for end in format_.endings),
            *(".bdf", ".xlsx", ".mat", ".st", ".vis", ".rml", ".eannot"),
        )
    )
)
_EDF_MAGICS = (b"0       ", b"\xffBIOSEMI")
_OURS = "_hyp"
"""End of the names, before the dot, of the table and the EDF+ that we write of one night."""


def hypnograms_in(folder: Path, *, first: str = ".csv") -> Iterator[Path]:
    """Yield the files of a folder and its sub-folders that may be hypnograms, by name.

    Parameters
    ----------
    folder : Path
    first : {".csv", ".edf"}
        Which of our table and our EDF+ stands for a night of which both are there.

    Raises
    ------
    OSError
        If the folder cannot be read.
    """
    paths = [path for path in sorted(folder.rglob("*")) if may_be_hypnogram(path)]
    ours = {path for path in paths if path.stem.endswith(_OURS)}
    for path in paths:
        twin = path.with_suffix(first)
        if path not in ours or path == twin or twin not in ours:
            yield path


def may_be_hypnogram(path: Path) -> bool:
    """Return whether a file may be a hypnogram: by its name, and EDF only where it holds no signal."""
    name = path.name.lower()
    is_named = name.endswith(_ENDINGS) and name not in _NONE
    if not is_named or name.startswith((".", "manifest-", "summary-")) or not path.is_file():
        return False
    is_ours = name.endswith((".sleepscorer.json", "_events.json", "_hypnogram.json"))
    return not is_ours and (not name.endswith(EXTENSIONS) or _holds_no_signal(path))


def bare_stem(name: str) -> str:
    """Return the name of a hypnogram's file without the end that its format gave it, ``_hyp.edf`` say."""
    lower = name.lower()
    ends = [end for format_ in FORMATS for end in format_.endings if lower.endswith(end)]
    return name[: -len(max(ends, key=len))] if ends else Path(name).stem


def is_recording(path: Path) -> bool:
    """Return whether a file that is there holds signals, or may: what cannot be told is taken for one."""
    name = path.name.lower()
    if name.endswith(OTHER_EXTENSIONS):
        return True
    if not name.endswith(EXTENSIONS) and not _opens_as_edf(path):
        return False
    try:
        return any(not signal.is_annotation for signal in read_header(path).signals)
    except RecordingError:
        return path.stat().st_size > 0


def _opens_as_edf(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(len(_EDF_MAGICS[0])) in _EDF_MAGICS


def _holds_no_signal(path: Path) -> bool:
    try:
        return all(signal.is_annotation for signal in read_header(path).signals)
    except RecordingError:
        return True  # what is wrong with it is for its reader to say
