"""Luna's annotation files, ``.annot`` and ``.eannot``.

Luna reference, "Annotations" and "Specifying annotation intervals": columns class, instance,
channel, start, stop, meta; a start is elapsed seconds, a clock time, ``0+hh:mm:ss`` or ``e:epoch``, a
stop also ``+seconds`` or ``...``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

from sleepscorer.edf.header import NO_DATE
from sleepscorer.errors import HypnogramError
from sleepscorer.formats.clock_times import MONTHS
from sleepscorer.formats.events import cell, seconds
from sleepscorer.formats.hypnogram import Hypnogram
from sleepscorer.formats.number_keys import number_of
from sleepscorer.formats.numbers import seconds_of
from sleepscorer.formats.resolver import resolve
from sleepscorer.formats.text_reader import read_text
from sleepscorer.formats.timed_labels import Labels, TimedLabel
from sleepscorer.messages import Message
from sleepscorer.scoring import Scoring
from sleepscorer.scoring.event_words import event_of_words
from sleepscorer.scoring.proposal_texts import luna_meta, proposal_of_meta, proposal_text
from sleepscorer.stages import EPOCH_SECONDS, Stage

COLUMNS = ("class", "instance", "channel", "start", "stop", "meta")
LIGHTS_OFF, LIGHTS_ON = "lights_off", "lights_on"

_STAGE_CLASSES = ("sleepstage", "sleep_stage", "sleep stage", "stage", "stages", "hypnogram")
_CLOCK = re.compile(
    r"(?:(?P<day>\d{1,2})[-/.](?P<month>\d{1,2}|[A-Za-z]{3})[-/.](?P<year>\d{2,4})[- T])?"
    r"(?P<h>\d{1,2})[:.](?P<m>\d{1,2})[:.](?P<s>\d{1,2}(?:\.\d{1,9})?) ?(?P<half>[ap]m)?",
    re.IGNORECASE,
)
_EPOCH = re.compile(r"e:(?:(?P<length>\d{1,3}):)?(?P<epoch>\d{1,7})(?P<more>[:0-9]*)")
_DAY, _NEAR = timedelta(days=1), timedelta(hours=6)
_LONGEST_S = 20 * 3600
"""Longest interval that two times without a date stand for; more is a stop before its start."""
_NO_CELL = 5
_PLACES = {
    3: (0, 0, _NO_CELL, 1, 2),
    4: (0, 1, _NO_CELL, 2, 3),
    5: (0, 1, 2, 3, 4),
}


@dataclass(frozen=True)
class _Row:
    name: str
    instance: str
    channel: str
    start: str
    stop: str
    meta: str


def looks_like_annot(text: str) -> bool:
    """Tell whether a text opens with the column names of a ``.annot`` file."""
    lines = (line for line in text.splitlines() if line.strip() and not line.startswith("#"))
    return next(lines, "").lower().startswith("class\tinstance\t")


def read_annot(path: Path) -> Hypnogram:
    """Read the stages of a Luna ``.annot`` file; other annotations are passed over.

    Parameters
    ----------
    path : Path

    Returns
    -------
    Hypnogram
        Knows its start where the file gives clock times; otherwise it counts from the recording's.

    Raises
    ------
    HypnogramError
        In one sentence that names the line, if a time cannot be read, or if there is no stage.
    """
    return resolve(annot_labels(path), path)


def annot_labels(path: Path) -> Labels:
    """Read the labels of a Luna ``.annot`` file.

    Raises
    ------
    HypnogramError
        In one sentence that names the line, if a time cannot be read.
    """
    rows = _rows(read_text(path))
    clock = _Clock()
    items: list[TimedLabel] = []
    for (number, row), (onset, length) in zip(rows, _spans(rows, clock, path), strict=True):
        label = TimedLabel(_words(row), onset, length, number, "" if row.channel == "." else row.channel)
        items += [label, *_mark_of(label, row.meta)]
    return Labels(tuple(items), "Luna .annot", start=clock.zero, from_recording_start=clock.zero is None)


def _mark_of(label: TimedLabel, meta: str) -> list[TimedLabel]:
    """Label that says whose a proposal is, where the meta data of a row tell of an unconfirmed one."""
    proposal = proposal_of_meta(meta)
    if proposal is None:
        return []
    event = event_of_words(label.text, label.channel, label.start_s or 0.0, label.duration_s or 0.0)
    return [replace(label, text=proposal_text(proposal, event.label))]


def _spans(rows: Sequence[tuple[int, _Row]], clock: _Clock, path: Path) -> list[tuple[float, float]]:
    """Onset and length of each row."""
    times: list[tuple[float, float | None]] = []
    for number, row in rows:
        try:
            onset = clock.seconds(row.start)
            times.append((onset, _stop(row.stop, onset, clock)))
        except (ValueError, OverflowError) as error:
            raise HypnogramError(
                Message(
                    "{path}, line {line}: {reason}; correct it and read it again.",
                    path=path,
                    line=number,
                    reason=error,
                )
            ) from error
    stops = _open_ends(times)
    return [(onset, max(0.0, stop - onset)) for (onset, _), stop in zip(times, stops, strict=True)]


def encode_annot(scoring: Scoring, start: datetime | None) -> bytes:
    """Encode a ``.annot`` file: an interval per epoch, in seconds from the recording's start."""
    del start  # elapsed seconds count from the start of the EDF in Luna
    lines = ["\t".join(COLUMNS)]
    for epoch, stage in enumerate(scoring.stages.tolist()):
        at = epoch * EPOCH_SECONDS
        lines.append(f"{luna_word(stage)}\t.\t.\t{at}\t{at + EPOCH_SECONDS}\t.")
    marks = ((LIGHTS_OFF, scoring.lights.off_s), (LIGHTS_ON, scoring.lights.on_s))
    lines += [f"{name}\t.\t.\t{at:.6f}\t{at:.6f}\t." for name, at in marks if at is not None]
    for event in scoring.events:
        channel = cell(event.channel or "") or "."
        times = f"{seconds(event.start_s)}\t{seconds(event.stop_s)}"
        lines.append(f"{cell(event.label)}\t.\t{channel}\t{times}\t{luna_meta(event)}")
    return ("\n".join(lines) + "\n").encode()


def encode_eannot(scoring: Scoring, start: datetime | None) -> bytes:
    """Encode a ``.eannot`` file: a word per epoch."""
    del start
    return "".join(f"{luna_word(stage)}\n" for stage in scoring.stages.tolist()).encode()


def luna_word(stage: int) -> str:
    """Return Luna's word for a stage."""
    return "?" if stage < 0 else Stage(stage).name


def _rows(text: str) -> Sequence[tuple[int, _Row]]:
    rows = []
    for number, line in enumerate(text.splitlines(), 1):
        cells = line.split("\t") if "\t" in line else line.split()
        is_row = line.strip() and not line.startswith("#") and cells[0].strip().lower() != "class"
        if is_row and len(cells) >= 3:
            rows.append((number, _row([cell.strip() for cell in cells])))
    return rows


def _row(cells: Sequence[str]) -> _Row:
    known = [*cells[:_NO_CELL], *[""] * (_NO_CELL + 1 - len(cells[:_NO_CELL]))]
    meta = cells[_NO_CELL] if len(cells) > _NO_CELL else ""
    name, instance, channel, start, stop = (known[index] for index in _PLACES[min(len(cells), 5)])
    return _Row(name, instance, channel, start, stop, meta)


def _words(row: _Row) -> str:
    """Word of a row: its instance where the class says that it is a stage (``SleepStage N3``)."""
    if row.name.lower() not in _STAGE_CLASSES:
        return row.name.replace("_", " ")
    number = number_of(row.instance)
    return row.instance if number is None else f"Stage {number}"


class _Clock:
    """Turns times of any of Luna's kinds into seconds from the first clock time, or from the start."""

    def __init__(self) -> None:
        self.zero: datetime | None = None
        self._read: list[datetime] = []

    def seconds(self, text: str) -> float:
        match = _CLOCK.fullmatch(text)
        if match:
            return self._since_zero(match)
        epoch = _EPOCH.fullmatch(text)
        if epoch:
            return (int(epoch["epoch"]) - 1) * float(epoch["length"] or EPOCH_SECONDS)
        if text.startswith("0+"):
            h, m, s = text[2:].split(":")
            return seconds_of(h) * 3600 + seconds_of(m) * 60 + seconds_of(s)
        return seconds_of(text)

    def _since_zero(self, match: re.Match[str]) -> float:
        at = _moment(match)
        if self._read and match["day"] is None:
            at = self._on_its_day(at)
        self.zero = self.zero or at
        self._read.append(at)
        return (at - self.zero).total_seconds()

    def _on_its_day(self, at: datetime) -> datetime:
        """A time without a date: near the row before, else among those read so far, else after them.

        Rows may be in the order of their classes, so that the night begins again and again.
        """
        last = self._read[-1]
        nearest = at + round((last - at) / _DAY) * _DAY
        if abs(nearest - last) <= _NEAR:
            return nearest
        first, latest = min(self._read), max(self._read)
        inside = [day for day in (nearest, nearest - _DAY, nearest + _DAY) if first <= day <= latest]
        return inside[0] if inside else nearest + (_DAY if nearest < last else timedelta())

    def stop(self, text: str, onset_s: float) -> float:
        """Return the seconds of a stop; one that is a time without a date comes after its start."""
        match = _CLOCK.fullmatch(text)
        if match is None or match["day"] or self.zero is None:
            return self.seconds(text)
        length_s = ((_moment(match) - self.zero).total_seconds() - onset_s) % _DAY.total_seconds()
        return onset_s + (length_s if length_s <= _LONGEST_S else 0.0)


def _month(text: str) -> int:
    if text.lower() in MONTHS:
        return MONTHS.index(text.lower()) + 1
    return int(text)


def _moment(match: re.Match[str]) -> datetime:
    day = NO_DATE
    if match["day"]:
        year = int(match["year"])
        century = 0 if year > 99 else (1900 if year >= 85 else 2000)
        day = datetime(year + century, _month(match["month"]), int(match["day"]))
    hour = int(match["h"])
    if match["half"]:
        hour = hour % 12 + (12 if match["half"].lower() == "pm" else 0)
    return day + timedelta(hours=hour, minutes=int(match["m"]), seconds=float(match["s"]))


def _stop(text: str, onset: float, clock: _Clock) -> float | None:
    """Stop of an interval; None where it lasts until the next one."""
    if text == "...":
        return None
    if text == ".":
        return onset
    return onset + seconds_of(text[1:]) if text.startswith("+") else _end_of(text, onset, clock)


def _end_of(text: str, onset: float, clock: _Clock) -> float:
    epoch = _EPOCH.fullmatch(text)
    if epoch is None:
        return clock.stop(text, onset)
    return clock.seconds(text) + float(epoch["length"] or EPOCH_SECONDS)


def _open_ends(times: Sequence[tuple[float, float | None]]) -> list[float]:
    """Stops; an interval without one lasts until the next starts, the last for an epoch."""
    nexts = [*(onset for onset, _ in times[1:]), *(onset + EPOCH_SECONDS for onset, _ in times[-1:])]
    return [after if stop is None else stop for (_, stop), after in zip(times, nexts, strict=True)]
