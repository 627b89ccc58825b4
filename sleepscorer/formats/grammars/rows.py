"""Rows of a text with their line numbers, and what readers of rows have in common."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import pairwise
from pathlib import Path

from sleepscorer.errors import HypnogramError
from sleepscorer.formats.grammars.clock_times import moments
from sleepscorer.formats.numbers import seconds_of
from sleepscorer.formats.timed_labels import TimedLabel
from sleepscorer.messages import Message
from sleepscorer.scoring import EVENT_TEXTS, EventKind, event_from_text
from sleepscorer.scoring.event_words import kind_of_words
from sleepscorer.stages import AASM_TEXTS, EPOCH_SECONDS, Stage

MOST_ROWS = 1_000_000

Row = tuple[int, list[str]]
"""Number of a line, and its cells without the blanks around them."""

STAGE_TEXTS = AASM_TEXTS
LIGHTS_OFF, LIGHTS_ON = "Lights off", "Lights on"


def numbered_rows(text: str, delimiter: str | None, path: Path) -> list[Row]:
    """Return the rows of a text that are not blank.

    Parameters
    ----------
    text : str
    delimiter : str or None
        None: any run of blanks.
    path : Path

    Raises
    ------
    HypnogramError
        In one sentence, if there are too many, or quotes do not end.
    """
    lines = text.splitlines()
    if len(lines) > MOST_ROWS:
        raise HypnogramError(
            Message(
                "{path} has {count} lines, too many for a hypnogram; choose another file.",
                path=path,
                count=len(lines),
            )
        )
    return [
        (number, _cells(line, delimiter, number, path))
        for number, line in enumerate(lines, 1)
        if line.strip(" \t\r\n\ufeff")
    ]


def _cells(line: str, delimiter: str | None, number: int, path: Path) -> list[str]:
    plain = line.lstrip("\ufeff")
    if delimiter is None:
        return plain.split()
    if '"' not in plain:
        return [cell.strip() for cell in plain.split(delimiter)]
    try:
        return [cell.strip() for cell in next(csv.reader([plain], delimiter=delimiter), [])]
    except csv.Error as error:
        raise HypnogramError(
            Message("{path}, line {line}, cannot be read ({reason}).", path=path, line=number, reason=error)
        ) from error


def delimiter_of(line: str) -> str:
    """Return the delimiter of a line of names: the one among comma, semicolon and tab that parts the most."""
    return max(",;\t", key=line.count)


def refused_row(path: Path, number: int, reason: str) -> HypnogramError:
    """Return the error that names a line."""
    return HypnogramError(
        Message(
            "{path}, line {line}: {reason}; correct it and read it again.",
            path=path,
            line=number,
            reason=reason,
        )
    )


def number_in(text: str, path: Path, line: int) -> float:
    """Return the number of a cell, with a decimal point or comma.

    Raises
    ------
    HypnogramError
        If it is no finite number.
    """
    try:
        return seconds_of(text.replace(",", "."))
    except ValueError:
        raise refused_row(path, line, Message("{word!r} is no number", word=text[:40])) from None


def clock_times(
    cells: Sequence[tuple[int, str]], day: datetime | None, notices: list[str], path: Path
) -> list[datetime]:
    """Return moments of numbered clock times; see :func:`~sleepscorer.formats.grammars.clock_times.moments`.

    Raises
    ------
    HypnogramError
        If one cannot be read.
    """
    try:
        return moments([text for _, text in cells], day, notices)
    except (ValueError, OverflowError) as error:
        raise HypnogramError(
            Message(
                "{path} holds a time that cannot be read ({reason}); export it again.",
                path=path,
                reason=error,
            )
        ) from error


def event_text(text: str) -> str:
    """Return the EDF+ text of an event of a kind we know, in whatever words; other texts stay as they are."""
    known = event_from_text(text, 0.0, 0.0)
    if known is not None:
        return known.label
    kind = kind_of_words(text)
    return text if kind is None or kind is EventKind.OTHER else EVENT_TEXTS[kind]


def until_next(labels: Sequence[TimedLabel], stop_s: float | None = None) -> list[TimedLabel]:
    """Return labels that last until the next one starts, the last one until the stop, or for an epoch.

    Parameters
    ----------
    labels : sequence of TimedLabel
        In order; each with a start.
    stop_s : float, optional
    """
    starts = [label.start_s or 0.0 for label in labels]
    last_s = float(EPOCH_SECONDS)
    if stop_s is not None and starts and stop_s > starts[-1]:
        last_s = stop_s - starts[-1]
    lengths = [max(0.0, after - before) for before, after in pairwise(starts)] + [last_s]
    return [replace(label, duration_s=length) for label, length in zip(labels, lengths, strict=False)]


def epochs_as_runs(texts: Sequence[str], seconds: float) -> list[TimedLabel]:
    """Return labels of consecutive epochs of any length, one per run of the same text."""
    labels: list[TimedLabel] = []
    first = 0
    for epoch, text in enumerate(texts, 1):
        if epoch == len(texts) or texts[epoch] != text:
            labels.append(TimedLabel(text, first * seconds, (epoch - first) * seconds, None))
            first = epoch
    return labels


def coded(codes: Iterable[tuple[int, str]], key: dict[str, Stage], path: Path, what: str) -> list[str]:
    """Return the standard texts of the stages of a format whose codes mean the same in every file.

    Parameters
    ----------
    codes : iterable of (int, str)
        Lines and codes.
    key : dict
        Stage of each code, in lower case.
    path : Path
    what : str
        Whose codes they are, for the sentence.

    Raises
    ------
    HypnogramError
        If a code is not among them; names the line.
    """
    texts = []
    for number, code in codes:
        stage = key.get(code.strip().lower())
        if stage is None:
            raise refused_row(
                path,
                number,
                Message("{code!r} is no sleep stage of {what}", code=code.strip()[:40], what=what),
            )
        texts.append(STAGE_TEXTS[stage])
    return texts
