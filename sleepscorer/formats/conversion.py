"""Conversion of hypnograms from any format that is read to any that is written."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sleepscorer.edf.header import has_date
from sleepscorer.errors import HypnogramError
from sleepscorer.formats.bids_derivatives import NAME as BIDS_DERIVATIVES
from sleepscorer.formats.bids_derivatives import BidsName, write_bids_night
from sleepscorer.formats.catalogue import HypnogramFormat, format_for, format_named, write_hypnogram
from sleepscorer.formats.events import same_events, same_lights
from sleepscorer.formats.folders import bare_stem, is_recording
from sleepscorer.formats.hypnogram import Hypnogram
from sleepscorer.formats.reader import read_hypnogram
from sleepscorer.formats.writable import proposals_left_out, scoring_to_write, without_proposals
from sleepscorer.messages import reason
from sleepscorer.scoring import Lights, Scoring


@dataclass(frozen=True)
class Converted:
    """A hypnogram that was converted.

    Attributes
    ----------
    path : Path
        The file written.
    format : HypnogramFormat
    notices : tuple of str
        What had to be assumed when it was read.
    lost : tuple of str
        Sentences on what the file written does not hold.
    """

    path: Path
    format: HypnogramFormat
    notices: tuple[str, ...]
    lost: tuple[str, ...]


class WrittenFiles:
    """Files that one run has written, told from others whatever path names them."""

    def __init__(self) -> None:
        self._files: set[tuple[int, int]] = set()

    def add(self, path: Path) -> None:
        """Remember a file that was written."""
        self._files.add(_identity(path))

    def __contains__(self, path: Path) -> bool:
        return _identity(path) in self._files


def _identity(path: Path) -> tuple[int, int]:
    status = path.stat()
    return status.st_dev, status.st_ino


def convert_hypnogram(
    source: Path,
    target: Path,
    format: str | None = None,
    *,
    overwrite: bool = False,
    written: WrittenFiles | None = None,
    **given: Any,
) -> Converted:
    """Read a hypnogram and write it in another format; what is lost on the way is compared and said.

    Parameters
    ----------
    source : Path
        Any format that is read.
    target : Path
        File to write; folders are made as needed.
    format : str, optional
        Name of a format that is written, or :data:`sleepscorer.formats.bids_derivatives.NAME` for a table
        with its sidecar; the end of the target's name decides where it is not given.
    overwrite : bool
        Whether a file of the target's name is replaced; the source itself, a recording and a file of the
        same run never are.
    written : WrittenFiles, optional
        Files of this run, where it converts several; the target is added.
    **given
        Answers on words and numbers; see :func:`sleepscorer.formats.read_hypnogram`.

    Returns
    -------
    Converted

    Raises
    ------
    HypnogramError
        In one sentence, if the source cannot be read, the target is there already and not to be replaced, or
        it cannot be written.
    """
    is_derivative = format == BIDS_DERIVATIVES
    chosen = _chosen("bids" if is_derivative else format, target)
    written = WrittenFiles() if written is None else written
    _check_may_be_written(source, target, written, overwrite=overwrite)
    read = read_hypnogram(source, **given)
    shifts: list[str] = []
    scoring, _ = scoring_to_write(read, shifts.append)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise HypnogramError(f"{target.parent} cannot be made ({reason(error)}); choose another.") from error
    if is_derivative:
        write_bids_night(target, scoring)
    else:
        write_hypnogram(target, scoring, scoring.start, chosen.name, tell=shifts.append)
    written.add(target)
    read_back = chosen.reader(target)
    lost = lost_in(scoring, read_back, chosen.name)
    notices = tuple(sentence for sentence in (*read.notices, *shifts) if sentence not in lost)
    return Converted(target, chosen, notices, lost)


def _check_may_be_written(source: Path, target: Path, written: WrittenFiles, *, overwrite: bool) -> None:
    """Refuse a target that holds what nobody meant to replace."""
    if not os.access(target, os.F_OK):
        return
    if target in written:
        raise HypnogramError(
            f"{target} was written from another file of this run; give one of them another name."
        )
    if source.exists() and target.samefile(source):
        raise HypnogramError(f"{target} is the file to convert itself; choose another name.")
    if not overwrite:
        raise HypnogramError(f"{target} is there already; choose another name, or say --overwrite.")
    if target.is_file() and _is_recording(target):
        raise HypnogramError(
            f"{target} is a recording, or cannot be told from one, and is not replaced by a hypnogram; "
            "choose another name."
        )


def _is_recording(target: Path) -> bool:
    try:
        return is_recording(target)
    except OSError as error:
        raise HypnogramError(f"{target} cannot be read ({reason(error)}); choose another name.") from error


def _chosen(format: str | None, target: Path) -> HypnogramFormat:
    return format_named(format) if format else format_for(target)


def target_in(folder: Path, source: Path, format: str, below: Path | None = None) -> Path:
    """Return where a hypnogram of a folder is converted to: its name with the end of the format.

    Parameters
    ----------
    folder : Path
        For the results.
    source : Path
    format : str
        Name of a format, or :data:`sleepscorer.formats.bids_derivatives.NAME`.
    below : Path, optional
        Folder whose sub-folders are mirrored.
    """
    if format == BIDS_DERIVATIVES:
        return BidsName.of(source.name).path_in(folder)
    home = folder / source.parent.relative_to(below) if below else folder
    return home / f"{bare_stem(source.name)}{format_named(format).endings[0]}"


def lost_in(meant: Scoring, written: Hypnogram, name: str) -> tuple[str, ...]:
    """Return the sentences on what a file does not hold of a night, compared with what is read from it."""
    lost: list[str] = []
    if meant.lights != Lights() and not same_lights(written.lights, meant.lights):
        lost.append(f"The lights markers are lost: {name} holds none.")
    chosen = format_named(name)
    kept, n_proposed = (meant, 0) if chosen.keeps_proposals else without_proposals(meant)
    if n_proposed:
        lost.append(proposals_left_out(n_proposed, name))
    if kept.events and not same_events(written.events, kept.events):
        missing = len(kept.events) - len(written.events)
        lost.append(f"{missing or len(kept.events)} events are lost: {name} holds none.")
    if _is_known(meant) and written.start is None:
        lost.append(f"The clock time of the start is lost: {name} holds none.")
    if meant.probabilities is not None and written.probabilities is None:
        lost.append(f"The model's probabilities are lost: {name} holds none.")
    if _has_authors(meant.authors) and not written.authors:
        lost.append(f"Who set each epoch is lost: {name} does not hold it.")
    return tuple(lost)


def _is_known(meant: Scoring) -> bool:
    return meant.start is not None and has_date(meant.start)


def _has_authors(authors: Sequence[object]) -> bool:
    return any(author is not None and not str(author).startswith("import:") for author in authors)
