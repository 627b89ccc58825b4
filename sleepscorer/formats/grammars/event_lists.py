"""Lists of stages and events with clock times: RemLogic, Grass Twin, Noxturnal, and Stanford's STAGES.

Layouts: the RemLogic event export as in the CAP Sleep Database and as Wonambi and Dreem write it
(``Time [hh:mm:ss]``, ``Event``, ``Duration[s]``); Twin's all-score text as in the Wisconsin Sleep Cohort
(clock time, tab, text); tables of ``Start Time``, ``End Time`` or ``Duration``, and ``Event`` as Noxturnal
exports them and as the STAGES cohort is shared; the spindles, K-complexes and other events of the DREAMS
databases (Université de Mons).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path

from sleepscorer.errors import HypnogramError
from sleepscorer.formats.grammars.clock_times import day_of, is_clock_time
from sleepscorer.formats.grammars.rows import (
    STAGE_TEXTS,
    Row,
    clock_times,
    delimiter_of,
    event_text,
    number_in,
    numbered_rows,
    refused_row,
    until_next,
)
from sleepscorer.formats.text_reader import read_text
from sleepscorer.formats.timed_labels import Labels, TimedLabel
from sleepscorer.messages import Message
from sleepscorer.scoring.lights import lights_word
from sleepscorer.stages import stage_among_events, stage_from_text

_TIME_NAMES = ("time [hh:mm:ss]", "heure [hh:mm:ss]", "zeit [hh:mm:ss]")
_PREAMBLE_DATE = re.compile(r"(?:recording )?date\s*:?\s*(?P<date>\d[\d/.-]+)", re.IGNORECASE)
_PREAMBLE_ROWS = 200
_DURATION = re.compile(r"dur: *(?P<seconds>\d+(?:\.\d+)?) *sec", re.IGNORECASE)
_STAGE_OPENINGS = ("sleep-", "stage - ")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_RESPIRATORY_EVENT = "respiratory event"


def looks_like_remlogic(text: str) -> bool:
    """Tell whether a line names RemLogic's column of times, after a preamble or none."""
    return any(_is_remlogic_head(line) for line in text.splitlines()[:_PREAMBLE_ROWS])


def remlogic_labels(path: Path) -> Labels:
    """Read the labels of a RemLogic event export; its stages are events called ``SLEEP-S2`` and the like.

    Raises
    ------
    HypnogramError
        In one sentence that names the line, if a row cannot be read.
    """
    text = read_text(path)
    lines = text.splitlines()
    head = next((number for number, line in enumerate(lines) if _is_remlogic_head(line)), None)
    if head is None:
        raise HypnogramError(
            Message("{path} does not name its column of times; export it from RemLogic again.", path=path)
        )
    notices: list[str] = []
    day = _preamble_day(lines[:head], notices, path)
    cells = [(number, row) for number, row in numbered_rows(text, "\t", path) if number > head + 1]
    rows = [(number, _from_time(row, number, path)) for number, row in cells]
    times = clock_times([(number, row[0]) for number, row in rows], day, notices, path)
    items = []
    for (number, row), at in zip(rows, times, strict=True):
        length = number_in(row[2], path, number) if len(row) > 2 and row[2] else 0.0
        channel = row[3] if len(row) > 3 else ""
        items.append(_label(row[1], (at - times[0]).total_seconds(), max(0.0, length), number, channel))
    return Labels(tuple(items), "RemLogic", start=times[0] if times else None, notices=tuple(notices))


def _is_remlogic_head(line: str) -> bool:
    names = [name.strip().lower() for name in line.split("\t")]
    return any(name in names for name in _TIME_NAMES)


def _preamble_day(lines: Sequence[str], notices: list[str], path: Path) -> datetime | None:
    for line in lines:
        match = _PREAMBLE_DATE.match(line.strip())
        if match:
            try:
                return day_of(match["date"], notices)
            except ValueError as error:
                raise HypnogramError(
                    Message(
                        "{path} holds a date that does not exist ({reason}); export it again.",
                        path=path,
                        reason=error,
                    )
                ) from error
    return None


def _from_time(row: list[str], number: int, path: Path) -> list[str]:
    """Cells of a row from its clock time on: columns before it can be left out."""
    index = next((index for index, cell in enumerate(row) if is_clock_time(cell)), None)
    if index is None or index + 1 >= len(row):
        raise refused_row(
            path, number, Message("{row!r} has no clock time and event", row=" ".join(row)[:40])
        )
    return row[index:]


def _label(text: str, start_s: float, length_s: float, line: int, channel: str = "") -> TimedLabel:
    plain = text.strip()
    stage = stage_among_events(plain)
    if stage is None and plain.lower().startswith(_STAGE_OPENINGS):
        stage = stage_from_text(plain.partition("-")[2])
    if stage is not None:
        return TimedLabel(STAGE_TEXTS[stage], start_s, length_s, line)
    return TimedLabel(
        plain if lights_word(plain) else event_text(_CAMEL.sub(" ", plain)), start_s, length_s, line, channel
    )


def looks_like_twin(text: str) -> bool:
    """Tell whether rows are a clock time and a text, stages among them written ``STAGE - W``."""
    rows = [line.split("\t") for line in text.splitlines() if line.strip()]
    timed = [row for row in rows if _twin_cells(row) is not None]
    named = any(cell.strip().lower().startswith("stage - ") for row in timed for cell in row)
    return named and len(timed) * 2 > len(rows)


def twin_labels(path: Path) -> Labels:
    """Read the labels of Twin's all-score text; a stage lasts until the next, or the recording's end.

    Raises
    ------
    HypnogramError
        In one sentence that names the line, if a time cannot be read.
    """
    rows = [
        (number, cells)
        for number, row in numbered_rows(read_text(path), "\t", path)
        if (cells := _twin_cells(row)) is not None
    ]
    notices: list[str] = []
    times = clock_times([(number, at) for number, (at, _) in rows], None, notices, path)
    begins = (at for at, row in zip(times, rows, strict=True) if _is(row[1][1], "start recording"))
    zero = next(begins, times[0] if times else None)
    items = [
        _twin_label(text, (at - zero).total_seconds(), number)
        for at, (number, (_, text)) in zip(times, rows, strict=True)
        if zero is not None
    ]
    notices += _pauses(rows)
    return Labels(
        tuple(_stages_until_next(items, _stop_s(items, rows))),
        "Twin",
        start=zero,
        notices=tuple(notices),
    )


def _twin_cells(row: Sequence[str]) -> tuple[str, str] | None:
    """Clock time and text of a row; an epoch's number may stand before them."""
    cells = [cell.strip() for cell in row]
    for index in range(min(2, len(cells) - 1)):
        if is_clock_time(cells[index]) and cells[index + 1]:
            return cells[index], " ".join(cell for cell in cells[index + 1 :] if cell)
    return None


def _is(text: str, words: str) -> bool:
    return text.strip().lower() == words


def _twin_label(text: str, start_s: float, number: int) -> TimedLabel:
    parts = [part.strip() for part in text.split(" - ")]
    match = _DURATION.search(text)
    length = float(match["seconds"]) if match else 0.0
    if len(parts) > 1 and parts[0].lower() != "stage":
        named = [part for part in parts[1:] if not _DURATION.match(part)]
        name = named[0] if _is(parts[0], _RESPIRATORY_EVENT) and named else parts[0]
        return TimedLabel(event_text(name), start_s, length, number)
    return _label(text, start_s, length, number)


def _stop_s(items: Sequence[TimedLabel], rows: Sequence[tuple[int, tuple[str, str]]]) -> float | None:
    """When the recording stopped, or its last row."""
    stops = [
        item.start_s
        for item, (_, (_, text)) in zip(items, rows, strict=False)
        if text.strip().lower() in ("stop recording", "recording stopped")
    ]
    return stops[-1] if stops else (items[-1].start_s if items else None)


def _stages_until_next(items: Sequence[TimedLabel], stop_s: float | None) -> list[TimedLabel]:
    texts = frozenset(STAGE_TEXTS.values())
    staged = sorted((item for item in items if item.text in texts), key=lambda item: item.start_s or 0.0)
    others = [item for item in items if item.text not in texts]
    return [*until_next(staged, stop_s), *others]


def _pauses(rows: Sequence[tuple[int, tuple[str, str]]]) -> list[str]:
    words = ("recording resumed", "recording continued")
    resumed = sum(text.strip().lower() in words for _, (_, text) in rows)
    if not resumed:
        return []
    return [
        Message(
            "The recording was paused {count} times; stages and events keep their clock times.", count=resumed
        )
    ]


_DREAMS_TITLE = re.compile(
    r"\[\s*(?!hypnogram)(?P<what>[^\W\d_][^\]/\[\",{}]*)(?:/(?P<channel>[^\]]+))?\]", re.IGNORECASE
)
_DREAMS_SCORER = re.compile(r"^(?:vis|auto|automatic|scorer|expert)_?\d*_", re.IGNORECASE)


def looks_like_dreams_events(text: str) -> bool:
    """Tell whether a text opens with a title of the DREAMS databases, such as ``[vis1_Spindles/C3-A1]``."""
    return _DREAMS_TITLE.fullmatch(text.lstrip("\ufeff").partition("\n")[0].strip()) is not None


def dreams_event_labels(path: Path) -> Labels:
    """Read events of the DREAMS databases: a title with event and channel, then onsets and lengths.

    Raises
    ------
    HypnogramError
        In one sentence that names the line, if a row is no onset and length in seconds, or the same events
        on the same channel are those of several scorers.
    """
    items: list[TimedLabel] = []
    text = channel = ""
    scorers: dict[tuple[str, str], set[str]] = {}
    for number, row in numbered_rows(read_text(path), None, path):
        title = _DREAMS_TITLE.fullmatch(" ".join(row))
        if title is not None:
            scorer = _DREAMS_SCORER.match(title["what"])
            words = _DREAMS_SCORER.sub("", title["what"]).replace("_", " ").strip()
            text, channel = event_text(_CAMEL.sub(" ", words)), (title["channel"] or "").strip()
            known = scorers.setdefault((text, channel), set())
            known.add(scorer[0].lower() if scorer else "")
            if len(known) > 1:
                raise HypnogramError(
                    Message(
                        "{path}, line {line}: {words!r} of another scorer than above; keep those of one "
                        "scorer in a file.",
                        path=path,
                        line=number,
                        words=words,
                    )
                )
        elif len(row) < 2:
            raise refused_row(path, number, Message("{row!r} is no onset and length", row=" ".join(row)[:40]))
        else:
            onset, length = number_in(row[0], path, number), number_in(row[1], path, number)
            if length < 0:
                raise refused_row(path, number, Message("{word!r} is no length", word=row[1][:40]))
            items.append(TimedLabel(text, onset, length, number, channel))
    return Labels(tuple(items), "DREAMS", from_recording_start=True)


_START_NAMES = ("start time", "starttime", "start", "time", "clock time")
_STOP_NAMES = ("end time", "endtime", "end", "stop time", "stop")
_LENGTH_NAMES = ("duration (seconds)", "duration", "duration (s)", "duration [s]", "duration(s)")
_EVENT_NAMES = ("event", "event type", "type", "name", "description")
_DATE_NAMES = ("start date", "date")
_PLACE_NAMES = ("location", "channel", "signal", "source")


def looks_like_event_table(text: str) -> bool:
    """Tell whether the first line names a start, a length and an event, and rows have clock times."""
    lines = [line for line in text.splitlines()[:3] if line.strip()]
    if len(lines) < 2:
        return False
    names = _named(lines[0])
    starts = names.get("start")
    first = [cell.strip().strip('"') for cell in lines[1].split(delimiter_of(lines[0]))]
    return (
        starts is not None
        and "event" in names
        and ("stop" in names or "length" in names)
        and starts < len(first)
        and is_clock_time(first[starts])
    )


def _named(line: str) -> dict[str, int]:
    cells = [cell.strip().strip('"').lower().lstrip("\ufeff") for cell in line.split(delimiter_of(line))]
    wanted = {
        "start": _START_NAMES,
        "stop": _STOP_NAMES,
        "length": _LENGTH_NAMES,
        "event": _EVENT_NAMES,
        "date": _DATE_NAMES,
        "place": _PLACE_NAMES,
    }
    return {
        what: cells.index(name)
        for what, names in wanted.items()
        if (name := next((name for name in names if name in cells), None)) is not None
    }


def event_table_labels(path: Path) -> Labels:
    """Read the labels of a table of events with clock times, as Noxturnal exports it and STAGES is shared.

    The last column may hold delimiters of its own, as texts of STAGES do.

    Raises
    ------
    HypnogramError
        In one sentence that names the line, if a time cannot be read.
    """
    text = read_text(path)
    head = text.splitlines()[0] if text.strip() else ""
    names, delimiter = _named(head), delimiter_of(head)
    n_columns = len(head.split(delimiter))
    rows = [
        (number, _with_all_columns(row, n_columns, delimiter))
        for number, row in numbered_rows(text, delimiter, path)
        if number > 1
    ]
    for number, row in rows:
        if max(names.values()) >= len(row):
            raise refused_row(
                path, number, Message("{row!r} has fewer columns than the first line", row=" ".join(row)[:40])
            )
    notices: list[str] = []
    starts = clock_times([(number, _start(row, names)) for number, row in rows], None, notices, path)
    zero = _recording_start(rows, starts, names)
    items = []
    for (number, row), at in zip(rows, starts, strict=True):
        length = _length(row, names, at, number, path)
        channel = row[names["place"]] if "place" in names else ""
        start_s = (at - (zero or at)).total_seconds()
        items.append(_label(row[names["event"]], start_s, length, number, channel))
    return Labels(tuple(items), "event list", start=zero, notices=tuple(notices))


def _with_all_columns(row: list[str], n_columns: int, delimiter: str) -> list[str]:
    if len(row) <= n_columns:  # blank cells at the end can be left out
        return row + [""] * (n_columns - len(row)) if len(row) > 1 else row
    return [*row[: n_columns - 1], f"{delimiter} ".join(row[n_columns - 1 :])]


def _start(row: Sequence[str], names: Mapping[str, int]) -> str:
    at = row[names["start"]]
    return f"{row[names['date']]} {at}" if "date" in names and row[names["date"]] else at


def _recording_start(
    rows: Sequence[Row], starts: Sequence[datetime], names: Mapping[str, int]
) -> datetime | None:
    phrases = ("beginning of recording", "recording start", "start recording", "recording-start")
    begins = (
        at
        for (_, row), at in zip(rows, starts, strict=True)
        if row[names["event"]].strip().lower() in phrases
    )
    return next(begins, starts[0] if starts else None)


def _length(row: Sequence[str], names: Mapping[str, int], at: datetime, number: int, path: Path) -> float:
    if "length" in names:
        text = row[names["length"]]
        return max(0.0, number_in(text, path, number)) if text else 0.0
    text = row[names["stop"]]
    if not text:
        return 0.0
    stop = clock_times([(number, text)], at.replace(hour=0, minute=0, second=0, microsecond=0), [], path)[0]
    seconds = (stop - at).total_seconds()
    return seconds if seconds >= 0 else seconds % 86_400
