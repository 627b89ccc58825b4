"""Hypnograms in text files: a table with a stage column, or one stage per line."""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path

from sleepscorer.errors import HypnogramError
from sleepscorer.formats.clock_times import day_of
from sleepscorer.formats.hypnogram import Hypnogram
from sleepscorer.formats.resolver import Words, resolve
from sleepscorer.formats.table import COLUMNS, read_csv
from sleepscorer.formats.table_doubts import Table
from sleepscorer.formats.table_labels import has_labels, labels_of_table
from sleepscorer.formats.timed_labels import Labels, TimedLabel, Vocabulary
from sleepscorer.messages import Message, reason
from sleepscorer.stages import EPOCH_SECONDS, Stage, stage_from_text
from sleepscorer.vocabulary import folded

_OURS = "sleepscorer"
"""Source of our own table."""
_MOST_BYTES = 20_000_000
_MOST_LINES = 200_000
_MOST_PREAMBLE = 100
_DELIMITERS = ",;\t|"
_SEPARATOR = re.compile(r'"?sep=(?P<mark>[,;\t|])"?', re.IGNORECASE)
_FIELD = re.compile(r"\W*(?P<name>[^:=;,\t]{3,40}?)\s*[:=;,\t]+\s*(?P<value>\S.*)")
_DATE_NAMES = frozenset(
    ("recording date", "date", "start date", "study date", "datum", "aufnahmedatum", "fecha")
)
_LENGTH_NAMES = frozenset(
    (
        *("epoch length", "epoch duration", "epoch length s", "epoch length sec", "epoch size", "rate"),
        *("scoring epoch length", "epoch", "epochenlange", "duree d epoque", "epoch length seconds"),
    )
)
_SECONDS = re.compile(r"(\d{1,3}(?:[.,]\d{1,3})?)\s*(?:s|sec|seconds|sekunden)?\.?", re.IGNORECASE)
_FEWEST_ALTERNATE = 4
_DOUBLE_SPACED = Message("Every second line is blank; the blank lines were passed over.")
_PACKED = {b"\x1f\x8b": "gzip", b"PK\x03\x04": "ZIP", b"BZh": "bzip2", b"7z\xbc\xaf": "7z", b"\xfd7zXZ": "xz"}

Row = tuple[int, str]
"""Number and text of a line."""


def read_text_hypnogram(
    path: Path, epoch_seconds: float | None = None, *, key: str | None = None, words: Words | None = None
) -> Hypnogram:
    """Read the stages from a CSV with a stage column (ours, YASA's), or from one stage per line.

    Parameters
    ----------
    path : Path
    epoch_seconds : float, optional
        Length of an epoch where the user has said it; what the file says counts before it, and 30 s are
        assumed otherwise.
    key, words
        See :func:`sleepscorer.formats.resolver.resolve`.

    Returns
    -------
    Hypnogram
        Knows its start where the file holds clock times; a list's first line is epoch 0.

    Raises
    ------
    HypnogramError
        In one sentence that names the line, if it is no list of stages.
    """
    read = resolve(text_labels(path), path, epoch_seconds=epoch_seconds, key=key, words=words)
    return with_authors(read, path)


def with_authors(read: Hypnogram, path: Path) -> Hypnogram:
    """Return the hypnogram of our own table with who set each epoch, and with the probabilities."""
    if read.source != _OURS:
        return read
    kept = read_csv(path)
    authors = tuple(str(author or "") for author in kept.authors)
    return replace(read, authors=authors, probabilities=kept.probabilities)


def text_labels(path: Path) -> Labels:
    """Read the labels of a table with a stage or event column, or of one stage per line.

    Raises
    ------
    HypnogramError
        In one sentence that names the line, if it is neither.
    """
    lines = read_text(path).splitlines()
    if lines and lines[0].strip() == ",".join(COLUMNS):
        return _of_our_table(path)
    if len(lines) > _MOST_LINES:
        raise HypnogramError(
            Message(
                "{path} has {count} lines, too many for a hypnogram; choose another file.",
                path=path,
                count=len(lines),
            )
        )
    rows = [(number, line) for number, line in enumerate(lines, 1) if not line.lstrip().startswith("#")]
    rows, delimiters = _without_separator(rows)
    while rows and not rows[-1][1].strip(" ,;\t"):
        rows.pop()
    if not rows:
        raise HypnogramError(
            Message("{path} holds no stage; choose the file that holds the scoring.", path=path)
        )
    notices: list[str] = []
    rows = _single_spaced(rows, notices)
    header = _header(rows, delimiters)
    if header is not None:
        return _of_table(rows, *header, path, notices)
    _refuse_columns([line for _, line in rows], path)
    is_eannot = path.suffix.lower() == ".eannot"
    items = tuple(TimedLabel(line.strip().strip('"'), line=number) for number, line in rows)
    return Labels(
        items,
        "Luna .eannot" if is_eannot else "text",
        epoch_seconds=EPOCH_SECONDS if is_eannot else None,
        from_recording_start=is_eannot,
        vocabulary=Vocabulary.STAGES,
        notices=tuple(notices),
    )


def _of_our_table(path: Path) -> Labels:
    stages = read_csv(path).stages.tolist()
    return Labels(
        tuple(TimedLabel("?" if stage < 0 else Stage(stage).name) for stage in stages),
        _OURS,
        epoch_seconds=EPOCH_SECONDS,
        from_recording_start=True,
        vocabulary=Vocabulary.STAGES,
    )


def read_text(path: Path) -> str:
    """Read the whole text of a file, as UTF-8, UTF-16 or Latin-1, with plain ends of lines.

    Raises
    ------
    HypnogramError
        In one sentence, if it cannot be opened, is packed, is too large to be a hypnogram, or is no text.
    """
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise HypnogramError(
                Message("{path} is too large to be a hypnogram; choose the file with the scoring.", path=path)
            )
        content = path.read_bytes()
    except OSError as error:
        raise HypnogramError(
            Message("{path} cannot be opened ({reason}).", path=path, reason=reason(error))
        ) from error
    packed = next((name for magic, name in _PACKED.items() if content.startswith(magic)), None)
    if packed is not None:
        raise HypnogramError(
            Message("{path} is packed ({packed}); unpack it first.", path=path, packed=packed)
        )
    text = _decoded(content)
    if "\0" in text:
        raise HypnogramError(
            Message("{path} is no hypnogram that sleepscorer reads; export it as EDF+ or CSV.", path=path)
        )
    return text.replace("\r\r\n", "\n").replace("\n\r", "\n")


def _decoded(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", "replace")
    if b"\0" in content[:200]:
        for codec, places in (("utf-16-le", content[1:200:2]), ("utf-16-be", content[0:200:2])):
            if places and set(places) == {0}:
                return content.decode(codec, "replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("latin-1")


def _without_separator(rows: list[Row]) -> tuple[list[Row], str]:
    """Rows without the line ``sep=;`` of a spreadsheet, and the delimiters they can have."""
    match = _SEPARATOR.fullmatch(rows[0][1].strip(" \r\ufeff")) if rows else None
    return (rows[1:], match["mark"]) if match else (rows, _DELIMITERS)


def _single_spaced(rows: list[Row], notices: list[str]) -> list[Row]:
    """Rows without the blank ones between each two, which wrong ends of lines leave."""
    blank = [not line.strip() for _, line in rows]
    alternates = all(first != second for first, second in pairwise(blank))
    if len(rows) < 2 * _FEWEST_ALTERNATE - 1 or not alternates:
        return rows
    notices.append(_DOUBLE_SPACED)
    return rows[int(blank[0]) :: 2]


def _header(rows: Sequence[Row], delimiters: str) -> tuple[int, str] | None:
    """Place of the line that names the columns, and the delimiter."""
    for index, (_, line) in enumerate(rows[:_MOST_PREAMBLE]):
        for delimiter in delimiters:
            names = _cells(line, delimiter)
            if has_labels(names) and (len(names) > 1 or index == 0 or index + 1 < len(rows)):
                if len(names) == 1 and delimiter != delimiters[-1]:
                    continue
                return index, delimiter
    return None


def _refuse_columns(lines: Sequence[str], path: Path) -> None:
    """Refuse lines of several cells of which no name says where the stages are."""
    if any(stage_from_text(line) is not None for line in lines if line.strip()):
        return
    for delimiter in (*_DELIMITERS, None):
        widths = {len(line.strip().split(delimiter)) for line in lines if line.strip()}
        staged = sum(
            any(stage_from_text(c.strip(' "')) is not None for c in line.split(delimiter)) for line in lines
        )
        if len(widths) == 1 and min(widths) > 1 and 2 * staged >= len(lines):
            raise HypnogramError(
                Message(
                    "{path} has several columns and no name says which holds the stages; name the "
                    "columns in its first line (such as onset,duration,stage) and divide them by "
                    "commas.",
                    path=path,
                )
            )


def _cells(line: str, delimiter: str) -> list[str]:
    try:
        return next(csv.reader([line], delimiter=delimiter), [])
    except csv.Error:
        return [line]


def _of_table(rows: Sequence[Row], index: int, delimiter: str, path: Path, notices: list[str]) -> Labels:
    day, length_s = _preamble([line for _, line in rows[:index]], notices)
    cells: list[tuple[int, list[str]]] = []
    for number, line in rows[index + 1 :]:
        if not line.strip() and delimiter in rows[index][1]:
            continue
        try:
            cells.append((number, next(csv.reader([line], delimiter=delimiter), [""])))
        except csv.Error as error:
            raise HypnogramError(
                Message(
                    "{path}, line {line}, cannot be read ({reason}).", path=path, line=number, reason=error
                )
            ) from error
    names = [name.strip() for name in _cells(rows[index][1], delimiter)]
    return labels_of_table(Table(names, cells, path, day, length_s, notices))


def _preamble(lines: Sequence[str], notices: list[str]) -> tuple[date | None, float | None]:
    """Day and epoch length that lines above the column names say."""
    day: date | None = None
    length_s: float | None = None
    for line in lines:
        match = _FIELD.match(line)
        if match is None:
            continue
        name, value = folded(match["name"]), match["value"].strip(' ,;\t"')
        if name in _DATE_NAMES or name.startswith("start time"):
            day = day_of(value, value, notices) or day
        elif name in _LENGTH_NAMES and (seconds := _SECONDS.fullmatch(value)):
            length_s = float(seconds[1].replace(",", "."))
    return day, length_s
