"""Hypnograms in text files: a table with a stage column, or one stage per line."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path

from sleepscorer.errors import HypnogramError
from sleepscorer.formats.hypnogram import Hypnogram
from sleepscorer.formats.runs import hypnogram_of_list, hypnogram_of_runs
from sleepscorer.formats.table import COLUMNS, read_csv
from sleepscorer.formats.table_times import Cells, places, spans
from sleepscorer.formats.words import stages_of_words
from sleepscorer.stages import EPOCH_SECONDS, Stage

_STAGE_COLUMNS = ("stage", "stages", "sleep_stage", "sleep stage", "hypnogram", "hypno")
_MOST_BYTES = 20_000_000
_MOST_LINES = 200_000


def read_text_hypnogram(path: Path, epoch_seconds: float | None = None) -> Hypnogram:
    """Stages from a CSV with a stage column (ours, YASA's), or from one stage per line.

    Numbers are W N1 N2 N3 R from 0 to 4 or, where a 5 occurs, R&K's (4: stage 4, 5: REM).

    Parameters
    ----------
    path : Path
    epoch_seconds : float, optional
        Length of an epoch where the user has said it; 30 s are assumed otherwise.

    Returns
    -------
    Hypnogram
        Knows no start; its first line is epoch 0.

    Raises
    ------
    HypnogramError
        In one sentence that names the line, if it is no list of stages.
    """
    lines = read_text(path).splitlines()
    if lines and lines[0].strip() == ",".join(COLUMNS):
        return Hypnogram(read_csv(path).stages.copy(), 0.0, None, "sleepscorer", from_recording_start=True)
    if len(lines) > _MOST_LINES:
        raise HypnogramError(f"{path} has {len(lines)} lines, too many for a hypnogram; choose another file.")
    rows = [(number, line) for number, line in enumerate(lines, 1) if not line.lstrip().startswith("#")]
    while rows and not rows[-1][1].strip(" ,;\t"):
        rows.pop()
    if not rows:
        raise HypnogramError(f"{path} holds no stage; choose the file that holds the scoring.")
    column = _stage_column(rows[0][1])
    if column:
        return _of_table(rows, *column, path, epoch_seconds)
    stages, warnings = _stages(_lines(rows), path)
    is_eannot = path.suffix.lower() == ".eannot"
    return hypnogram_of_list(
        stages,
        path,
        "Luna .eannot" if is_eannot else "text",
        epoch_seconds=EPOCH_SECONDS if is_eannot and epoch_seconds is None else epoch_seconds,
        warnings=warnings,
        from_recording_start=is_eannot,
    )


def read_text(path: Path) -> str:
    """Whole text of a file, as UTF-8 or Latin-1.

    Raises
    ------
    HypnogramError
        In one sentence, if it cannot be opened, is too large to be a hypnogram, or is no text.
    """
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise HypnogramError(f"{path} is too large to be a hypnogram; choose the file with the scoring.")
        content = path.read_bytes()
    except OSError as error:
        raise HypnogramError(
            f"{path} cannot be opened ({(error.strerror or str(error)).lower()})."
        ) from error
    if b"\0" in content:
        raise HypnogramError(f"{path} is no hypnogram that sleepscorer reads; export it as EDF+ or CSV.")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("latin-1")


def _stage_column(header: str) -> tuple[int, str] | None:
    """Place of the stage column and the delimiter, if the first line names its columns."""
    for delimiter in ",;\t":
        names = [name.strip().strip('"').lower() for name in header.split(delimiter)]
        place = next((names.index(name) for name in _STAGE_COLUMNS if name in names), None)
        if place is not None:
            return place, delimiter
    return None


def _of_table(
    rows: Sequence[tuple[int, str]], place: int, delimiter: str, path: Path, epoch_seconds: float | None
) -> Hypnogram:
    """Stages of a column, where the other columns say that they belong."""
    (_, names), *cells = [(number, _cells(line, delimiter, number, path)) for number, line in rows]
    table = Cells(tuple(name.strip().lower() for name in names), tuple(cells))
    for number, row in cells:
        if place >= len(row):
            raise HypnogramError(f"{path}, line {number}, has no stage; complete it and read it again.")
    stages, said = _stages([(number, row[place].strip()) for number, row in cells], path)
    times = spans(table)
    if times is not None and epoch_seconds is None:
        runs = [(onset, length, stage) for (onset, length), stage in zip(times, stages, strict=True)]
        return hypnogram_of_runs(runs, path, "CSV", warnings=said)
    warnings = list(said)
    numbered = dict(zip(places(table, path, warnings), stages, strict=True))
    whole = [numbered.get(epoch, Stage.UNSCORED) for epoch in range(max(numbered, default=-1) + 1)]
    return hypnogram_of_list(whole, path, "CSV", epoch_seconds=epoch_seconds, warnings=warnings)


def _cells(line: str, delimiter: str, number: int, path: Path) -> list[str]:
    try:
        return next(csv.reader([line], delimiter=delimiter), [])
    except csv.Error as error:
        raise HypnogramError(f"{path}, line {number}, cannot be read ({error}).") from error


def _lines(rows: Sequence[tuple[int, str]]) -> list[tuple[int, str]]:
    return [(number, line.strip().strip('"')) for number, line in rows]


def _stages(words: Sequence[tuple[int, str]], path: Path) -> tuple[list[Stage], tuple[str, ...]]:
    """Stages of numbered lines, and what had to be assumed of their numbers."""
    stages, warnings = stages_of_words([text for _, text in words])
    for (number, text), stage in zip(words, stages, strict=True):
        if stage is None:
            raise HypnogramError(
                f"{path}, line {number}: {text[:40]!r} is no sleep stage; write W, N1, N2, N3, R or ?."
            )
    return [stage for stage in stages if stage is not None], warnings
