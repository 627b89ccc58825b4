"""Tables of annotations in text: EDFbrowser, MNE-Python, Snooz, U-Sleep, Visbrain.

Layouts: EDFbrowser's annotation export (columns ``Onset``, ``Duration``, ``Annotation``; seconds, clock
times or dates and times); ``mne.Annotations.save`` (CSV with ISO dates, text with a commented head);
Snooz's ``.tsv`` (``group``, ``name``, ``start_sec``, ``duration_sec``, ``channels``); U-Sleep's ``.ids``
(initial second, duration, stage); Visbrain's stage-duration text (stage, second of its end).
"""

from __future__ import annotations

import ast
import re
from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path

from sleepscorer.errors import HypnogramError
from sleepscorer.formats.events import cell, seconds
from sleepscorer.formats.grammars.clock_times import is_clock_time
from sleepscorer.formats.grammars.rows import (
    LIGHTS_OFF,
    LIGHTS_ON,
    STAGE_TEXTS,
    Row,
    clock_times,
    coded,
    delimiter_of,
    number_in,
    numbered_rows,
    refused_row,
)
from sleepscorer.formats.text_reader import read_text
from sleepscorer.formats.timed_labels import Labels, TimedLabel
from sleepscorer.messages import Message
from sleepscorer.scoring import Scoring
from sleepscorer.stages import EPOCH_SECONDS, Stage

_EPOCH_1970 = datetime(1970, 1, 1)
_NUMBER = re.compile(r"[+-]?\d+(\.\d*)?([eE][+-]?\d+)?")

# EDFbrowser


def looks_like_edfbrowser(text: str) -> bool:
    """Tell whether the first line names EDFbrowser's columns."""
    names = _first_names(text)
    return names in (["onset", "duration", "annotation"], ["onset", "annotation"])


def _first_names(text: str) -> list[str]:
    line = text.lstrip("\ufeff").partition("\n")[0]
    return [name.strip().strip('"').lower() for name in line.split(delimiter_of(line))]


def edfbrowser_labels(path: Path) -> Labels:
    """Read the labels of EDFbrowser's annotation table: seconds from the file's start, or clock times.

    Raises
    ------
    HypnogramError
        In one sentence that names the line, if a time cannot be read.
    """
    text = read_text(path)
    delimiter = delimiter_of(text.partition("\n")[0])
    rows = numbered_rows(text, delimiter, path)
    has_duration = len(rows[0][1]) > 2
    needed = 3 if has_duration else 2
    rows = rows[1:]
    for number, row in rows:
        if len(row) < needed:
            raise refused_row(path, number, Message("{row!r} is no annotation", row=delimiter.join(row)[:40]))
    notices: list[str] = []
    starts, start = _onsets(rows, notices, path)
    items = [
        _annotation(
            delimiter.join(row[needed - 1 :]),
            at,
            number_in(row[1], path, number) if has_duration and row[1] else None,
            number,
        )
        for (number, row), at in zip(rows, starts, strict=True)
    ]
    return Labels(
        tuple(items), "EDFbrowser", start=start, from_recording_start=start is None, notices=tuple(notices)
    )


def _onsets(rows: Sequence[Row], notices: list[str], path: Path) -> tuple[list[float], datetime | None]:
    """Seconds of each row from the file's start, or from the first clock time."""
    if not any(is_clock_time(row[0]) for _, row in rows):
        return [number_in(row[0], path, number) for number, row in rows], None
    times = clock_times([(number, row[0]) for number, row in rows], None, notices, path)
    return [(at - times[0]).total_seconds() for at in times], times[0]


def _annotation(text: str, start_s: float, length_s: float | None, line: int | None) -> TimedLabel:
    """Label of an annotation's text; ``text@@channel`` ties it to a channel."""
    words, _, channel = text.partition("@@")
    return TimedLabel(words.strip(), start_s, length_s, line, channel.strip())


def encode_edfbrowser(scoring: Scoring, start: datetime | None) -> bytes:
    """Encode a table that EDFbrowser imports: tab, seconds from the file's start, Latin-1 or UTF-8."""
    del start  # EDFbrowser counts from the start of the file it is imported into
    rows = (f"{seconds(at)}\t{seconds(length)}\t{text}\n" for at, length, text in annotation_rows(scoring))
    return ("Onset\tDuration\tAnnotation\n" + "".join(rows)).encode()


def annotation_rows(scoring: Scoring) -> list[tuple[float, float, str]]:
    """Return the onset, length and EDF+ text of each epoch, of the lights and of each event, by onset."""
    rows = [
        (float(epoch * EPOCH_SECONDS), float(EPOCH_SECONDS), STAGE_TEXTS[Stage(stage)])
        for epoch, stage in enumerate(scoring.stages.tolist())
    ]
    marks = ((scoring.lights.off_s, LIGHTS_OFF), (scoring.lights.on_s, LIGHTS_ON))
    rows += [(at, 0.0, text) for at, text in marks if at is not None]
    for event in scoring.events:
        channel = cell(event.channel or "")
        text = cell(event.label) + (f"@@{channel}" if channel else "")
        rows.append((event.start_s, event.duration_s, text))
    return sorted(rows, key=lambda row: row[0])


# MNE-Python

_MNE_HEAD = "# mne-annotations"
_MNE_ORIGIN = re.compile(r"# orig_time : (?P<time>.+)")
_MNE_COLUMNS = "# onset, duration, description"


def looks_like_mne_csv(text: str) -> bool:
    """Tell whether the first line names the columns of ``mne.Annotations`` saved as CSV."""
    line = text.lstrip("\ufeff").partition("\n")[0].strip().lower()
    return line.split(",")[:3] == ["onset", "duration", "description"]


def looks_like_mne_text(text: str) -> bool:
    """Tell whether a text opens as ``mne.Annotations`` saved as text."""
    return text.lstrip("\ufeff").lower().startswith((_MNE_HEAD, _MNE_COLUMNS))


def mne_csv_labels(path: Path) -> Labels:
    """Read the labels of annotations that MNE-Python saved as CSV; one of 1970 knows no date.

    Onsets without a date are seconds or milliseconds, as the durations between them say.

    Raises
    ------
    HypnogramError
        In one sentence that names the line, if a time cannot be read, or if it may be either.
    """
    head, *rows = numbered_rows(read_text(path), ",", path)
    names = [name.lower() for name in head[1]]
    tied = names.index("ch_names") if "ch_names" in names else None
    for number, row in rows:
        if len(row) < len(names):
            raise refused_row(path, number, Message("{row!r} is no annotation", row=",".join(row)[:40]))
    lengths = [number_in(row[1], path, number) for number, row in rows]
    notices: list[str] = []
    starts, start = _mne_onsets(rows, lengths, notices, path)
    items = [
        TimedLabel(row[2], at, length, number, _channel(row[tied]) if tied is not None else "")
        for (number, row), at, length in zip(rows, starts, lengths, strict=True)
    ]
    return Labels(
        tuple(_split_channels(items)),
        "MNE",
        start=start,
        from_recording_start=start is None,
        notices=tuple(notices),
    )


def _mne_onsets(
    rows: Sequence[Row], lengths: Sequence[float], notices: list[str], path: Path
) -> tuple[list[float], datetime | None]:
    if rows and all(_NUMBER.fullmatch(row[0]) for _, row in rows):
        onsets = [number_in(row[0], path, number) for number, row in rows]
        return [onset / _per_second(onsets, lengths, path) for onset in onsets], None
    times = clock_times([(number, row[0]) for number, row in rows], None, notices, path)
    if times and times[0].date() == _EPOCH_1970.date():
        return [(at - _EPOCH_1970).total_seconds() for at in times], None
    first = times[0] if times else None
    return [(at - times[0]).total_seconds() for at in times], first


def _per_second(onsets: Sequence[float], lengths: Sequence[float], path: Path) -> float:
    """Units of the onsets per second: 1, or 1000 as MNE-Python takes numbers in CSV."""
    gaps = [after - before for before, after in pairwise(onsets)]
    adjacent = {unit for unit in (1.0, 1000.0) if _follow(gaps, lengths, unit)}
    if len(adjacent) != 1:
        raise HypnogramError(
            Message(
                "{path} gives onsets as numbers, which may be seconds or milliseconds; save it as "
                "text (.txt), which MNE-Python writes in seconds.",
                path=path,
            )
        )
    return adjacent.pop()


def _follow(gaps: Sequence[float], lengths: Sequence[float], unit: float) -> bool:
    """Whether most annotations start where the one before ends."""
    fitting = [
        length > 0 and abs(gap - length * unit) <= unit for gap, length in zip(gaps, lengths, strict=False)
    ]
    return sum(fitting) * 2 > len(fitting)


def mne_text_labels(path: Path) -> Labels:
    """Read annotations that MNE-Python saved as text: onset and duration in seconds, description.

    Raises
    ------
    HypnogramError
        In one sentence that names the line, if a time cannot be read.
    """
    text = read_text(path)
    comments = [line for line in text.splitlines() if line.startswith("#")]
    origins = [match["time"].strip() for line in comments if (match := _MNE_ORIGIN.match(line))]
    with_channels = any("ch_names" in line for line in comments)
    notices: list[str] = []
    start = clock_times([(1, _without_zone(origins[0]))], None, notices, path)[0] if origins else None
    rows = [(n, row) for n, row in numbered_rows(text, ",", path) if not row[0].startswith("#")]
    items = []
    for number, row in rows:
        if len(row) < 3:
            raise refused_row(path, number, Message("{row!r} is no annotation", row=",".join(row)[:40]))
        channel = _channel(row[3]) if with_channels and len(row) > 3 else ""
        onset, length = (number_in(row[index], path, number) for index in (0, 1))
        items.append(TimedLabel(row[2], onset, length, number, channel))
    return Labels(tuple(_split_channels(items)), "MNE", start=start, from_recording_start=start is None)


def _without_zone(text: str) -> str:
    return re.sub(r"[+-]\d\d:\d\d$", "", text)


def _channel(text: str) -> str:
    """Channel names as MNE-Python writes a list of them: ``{COLON}`` stands for a colon."""
    plain = text.strip()
    if plain.startswith(("(", "[")):
        try:
            names = ast.literal_eval(plain)
        except (ValueError, SyntaxError, MemoryError, RecursionError):
            return plain
        return ", ".join(map(str, names)) if isinstance(names, list | tuple) else plain
    return plain.replace("{COLON}", ":").replace(":", ", ")


def _split_channels(items: Sequence[TimedLabel]) -> list[TimedLabel]:
    """Labels whose text ties them to a channel (``text@@channel``)."""
    return [
        _annotation(item.text, item.start_s or 0.0, item.duration_s, item.line) if "@@" in item.text else item
        for item in items
    ]


def encode_mne_csv(scoring: Scoring, start: datetime | None) -> bytes:
    """Encode a CSV that ``mne.read_annotations`` reads: onsets as dates, of 1970 without a start."""
    zero = start or _EPOCH_1970
    lines = ["onset,duration,description"]
    for at, length, text in annotation_rows(scoring):
        quoted = '"' + text.replace('"', '""') + '"' if set(text) & set(',"') else text
        lines.append(f"{zero + timedelta(seconds=at):%Y-%m-%d %H:%M:%S.%f},{seconds(length)},{quoted}")
    return ("\n".join(lines) + "\n").encode()


# Snooz

_SNOOZ_NAMES = frozenset(("group", "name", "start_sec", "duration_sec"))
_SNOOZ_GROUPS = frozenset(("stage", "sleep stage", "sleep stages", "stade"))
_SNOOZ = {
    "0": Stage.W,
    "1": Stage.N1,
    "2": Stage.N2,
    "3": Stage.N3,
    "4": Stage.N3,
    "5": Stage.R,
    **dict.fromkeys(("6", "7", "8", "9"), Stage.UNSCORED),
}


def looks_like_snooz(text: str) -> bool:
    """Tell whether the first line names the columns of Snooz's accessory table."""
    return set(_first_names(text)) >= _SNOOZ_NAMES


def snooz_labels(path: Path) -> Labels:
    """Read the labels of Snooz's accessory table; a stage is a number in the group ``stage``.

    Raises
    ------
    HypnogramError
        In one sentence that names the line, if a time or a number cannot be read.
    """
    text = read_text(path)
    delimiter = delimiter_of(text.partition("\n")[0])
    head, *rows = numbered_rows(text, delimiter, path)
    places = {name.lower(): index for index, name in enumerate(head[1])}
    items = []
    for number, row in rows:
        if max(places[name] for name in _SNOOZ_NAMES) >= len(row):
            raise refused_row(
                path, number, Message("{row!r} has fewer columns than the first line", row=" ".join(row)[:40])
            )
        name = row[places["name"]]
        is_stage = row[places["group"]].lower() in _SNOOZ_GROUPS
        plain = name.removesuffix(".0")
        words = coded([(number, plain)], _SNOOZ, path, "Snooz (0 to 9)")[0] if is_stage else name
        onset, length = (number_in(row[places[n]], path, number) for n in ("start_sec", "duration_sec"))
        items.append(TimedLabel(words, onset, length, number, _snooz_channel(row, places)))
    return Labels(tuple(items), "Snooz", from_recording_start=True)


def _snooz_channel(row: Sequence[str], places: dict[str, int]) -> str:
    index = places.get("channels", len(row))
    return _channel(row[index]) if index < len(row) and row[index] != "[]" else ""


# U-Sleep

_USLEEP = {
    **dict.fromkeys(("w", "wake", "awake"), Stage.W),
    "n1": Stage.N1,
    "n2": Stage.N2,
    "n3": Stage.N3,
    **dict.fromkeys(("rem", "r"), Stage.R),
    **dict.fromkeys(("unknown", "out_of_bounds", "?"), Stage.UNSCORED),
}
_USLEEP_WRITTEN = {
    Stage.W: "W",
    Stage.N1: "N1",
    Stage.N2: "N2",
    Stage.N3: "N3",
    Stage.R: "REM",
    Stage.UNSCORED: "UNKNOWN",
}
_USLEEP_ROW = re.compile(r"\s*\d+(\.\d+)?\s*,\s*\d+(\.\d+)?\s*,\s*[A-Za-z_?]\w*\s*")


def looks_like_ids(text: str) -> bool:
    """Tell whether each row is a start, a duration and the word of a stage, parted by commas."""
    lines = [line for line in text.splitlines() if line.strip()]
    rows = lines[:-1] or lines
    return bool(rows) and all(
        _USLEEP_ROW.fullmatch(line) and line.rpartition(",")[2].strip().lower() in _USLEEP for line in rows
    )


def ids_labels(path: Path) -> Labels:
    """Read the labels of U-Sleep's ``.ids``: initial second, duration in seconds, stage.

    Raises
    ------
    HypnogramError
        In one sentence that names the line, if a row is anything else.
    """
    rows = numbered_rows(read_text(path), ",", path)
    for number, row in rows:
        if len(row) != 3:
            raise refused_row(
                path, number, Message("{row!r} is no start, duration and stage", row=",".join(row)[:40])
            )
    texts = coded([(number, row[2]) for number, row in rows], _USLEEP, path, "U-Sleep (W, N1, N2, N3, REM)")
    items = [
        TimedLabel(text, number_in(row[0], path, number), number_in(row[1], path, number), number)
        for (number, row), text in zip(rows, texts, strict=True)
    ]
    return Labels(tuple(items), "U-Sleep", from_recording_start=True)


def encode_ids(scoring: Scoring, start: datetime | None) -> bytes:
    """Encode U-Sleep's ``.ids``: a row per run of epochs of one stage."""
    del start
    return "".join(
        f"{first * EPOCH_SECONDS},{count * EPOCH_SECONDS},{_USLEEP_WRITTEN[stage]}\n"
        for first, count, stage in runs_of(scoring)
    ).encode()


def runs_of(scoring: Scoring) -> list[tuple[int, int, Stage]]:
    """Return the first epoch, count and stage of each run of epochs of one stage."""
    stages = scoring.stages.tolist()
    changes = [epoch for epoch in range(1, len(stages)) if stages[epoch] != stages[epoch - 1]]
    borders = [0, *changes, len(stages)]
    return [(first, stop - first, Stage(stages[first])) for first, stop in pairwise(borders) if stop > first]


# Visbrain

_VISBRAIN = {
    "wake": Stage.W,
    "n1": Stage.N1,
    "n2": Stage.N2,
    "n3": Stage.N3,
    "rem": Stage.R,
    "art": Stage.UNSCORED,
}
_VISBRAIN_WRITTEN = {
    Stage.W: "Wake",
    Stage.N1: "N1",
    Stage.N2: "N2",
    Stage.N3: "N3",
    Stage.R: "REM",
    Stage.UNSCORED: "Art",
}


def looks_like_visbrain(text: str) -> bool:
    """Tell whether rows are a stage in Visbrain's words and the second it ends, after rows with a star."""
    lines = [line.strip() for line in text.lstrip("\ufeff").splitlines() if line.strip()]
    rows = [line.split() for line in lines if not line.startswith("*")]
    rows = rows[:-1] or rows
    return bool(rows) and all(
        len(row) == 2 and row[0].lower() in _VISBRAIN and _NUMBER.fullmatch(row[1]) for row in rows
    )


def visbrain_labels(path: Path) -> Labels:
    """Read the labels of Visbrain's stage-duration text: each stage lasts from the end before to its own.

    Raises
    ------
    HypnogramError
        In one sentence that names the line, if a time goes back, or a word is no stage.
    """
    rows = [(number, row) for number, row in numbered_rows(read_text(path), None, path) if row[0][0] != "*"]
    texts = coded([(number, row[0]) for number, row in rows], _VISBRAIN, path, "Visbrain")
    items: list[TimedLabel] = []
    begin = 0.0
    for (number, row), text in zip(rows, texts, strict=True):
        stop = number_in(row[1] if len(row) > 1 else "", path, number)
        if stop < begin:
            raise refused_row(
                path, number, Message("{row!r} comes before the end of the stage before", row=row[1][:40])
            )
        items.append(TimedLabel(text, begin, stop - begin, number))
        begin = stop
    return Labels(tuple(items), "Visbrain", from_recording_start=True)


def encode_visbrain(scoring: Scoring, start: datetime | None) -> bytes:
    """Encode Visbrain's stage-duration text: a row per run of epochs of one stage."""
    del start
    rows = (
        f"{_VISBRAIN_WRITTEN[stage]}\t{(first + count) * EPOCH_SECONDS}\n"
        for first, count, stage in runs_of(scoring)
    )
    return (f"*Duration_sec\t{scoring.n_epochs * EPOCH_SECONDS}\n" + "".join(rows)).encode()
