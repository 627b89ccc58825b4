"""Hypnograms in text files: a table with a stage column, or one stage per line."""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

from sleepscorer.errors import HypnogramError
from sleepscorer.formats.hypnogram import Hypnogram
from sleepscorer.formats.table import COLUMNS, read_csv
from sleepscorer.stages import Stage, stage_from_text

_STAGE_COLUMNS = ("stage", "stages", "sleep_stage", "sleep stage", "hypnogram", "hypno")
_MORE_UNSCORED = ("", "nan", "none", "n/a", "uns", "mvt", "x")
_NUMBER = re.compile(r"[+-]?\d+(\.0*)?")
_NUMBERS: dict[int, Stage] = {
    0: Stage.W,
    1: Stage.N1,
    2: Stage.N2,
    3: Stage.N3,
    **dict.fromkeys((-2, -1, 6, 7, 8, 9), Stage.UNSCORED),
}
_FOUR_IS_R = _NUMBERS | {4: Stage.R}
_FIVE_IS_R = _NUMBERS | {4: Stage.N3, 5: Stage.R}
_MOST_BYTES = 20_000_000


def read_text_hypnogram(path: Path) -> Hypnogram:
    """Stages from a CSV with a stage column (ours, YASA's), or from one stage per line.

    Numbers are W N1 N2 N3 R from 0 to 4 or, where a 5 occurs, R&K's (4: stage 4, 5: REM).

    Parameters
    ----------
    path : Path

    Returns
    -------
    Hypnogram
        Knows no start; its first line is epoch 0.

    Raises
    ------
    HypnogramError
        In one sentence that names the line, if it is no list of stages.
    """
    lines = _text(path).splitlines()
    if lines and lines[0].strip() == ",".join(COLUMNS):
        return Hypnogram(read_csv(path).stages.copy(), 0.0, None, "sleepscorer")
    rows = [(number, line) for number, line in enumerate(lines, 1) if not line.lstrip().startswith("#")]
    while rows and not rows[-1][1].strip(" ,;\t"):
        rows.pop()
    if not rows:
        raise HypnogramError(f"{path} holds no stage; choose the file that holds the scoring.")
    column = _stage_column(rows[0][1])
    words, source = (_column(rows, *column, path), "CSV") if column else (_lines(rows), "text")
    stages, warnings = _stages(words, path)
    return Hypnogram(np.array(stages, np.int8), 0.0, None, source, warnings=warnings)


def _text(path: Path) -> str:
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


def _column(rows: Sequence[tuple[int, str]], place: int, delimiter: str, path: Path) -> list[tuple[int, str]]:
    found = []
    for number, line in rows[1:]:
        cells = next(csv.reader([line], delimiter=delimiter), [])
        if place >= len(cells):
            raise HypnogramError(f"{path}, line {number}, has no stage; complete it and read it again.")
        found.append((number, cells[place].strip()))
    return found


def _lines(rows: Sequence[tuple[int, str]]) -> list[tuple[int, str]]:
    return [(number, line.strip().strip('"')) for number, line in rows]


def _stages(words: Sequence[tuple[int, str]], path: Path) -> tuple[list[Stage], tuple[str, ...]]:
    """Stages of words or numbers, and what had to be assumed of the numbers."""
    texts = [text for _, text in words if text.lower() not in _MORE_UNSCORED]
    if texts and all(_NUMBER.fullmatch(text) for text in texts):
        numbers, warnings = _numbers({round(float(text)) for text in texts})
        stages = [_number(text, numbers) for _, text in words]
    else:
        stages, warnings = [_word(text) for _, text in words], ()
    for (number, text), stage in zip(words, stages, strict=True):
        if stage is None:
            raise HypnogramError(
                f"{path}, line {number}: {text[:40]!r} is no sleep stage; write W, N1, N2, N3, R or ?."
            )
    return [stage for stage in stages if stage is not None], warnings


def _numbers(used: set[int]) -> tuple[Mapping[int, Stage], tuple[str, ...]]:
    if 5 in used:
        return _FIVE_IS_R, ("The numbers were read as 0 W, 1 N1, 2 N2, 3 and 4 N3, 5 R.",)
    return _FOUR_IS_R, ("The numbers were read as 0 W, 1 N1, 2 N2, 3 N3, 4 R.",)


def _number(text: str, numbers: Mapping[int, Stage]) -> Stage | None:
    return Stage.UNSCORED if text.lower() in _MORE_UNSCORED else numbers.get(round(float(text)))


def _word(text: str) -> Stage | None:
    return Stage.UNSCORED if text.lower() in _MORE_UNSCORED else stage_from_text(text)
