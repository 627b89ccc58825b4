"""BIDS events: ``*_events.tsv`` (BIDS 1.10, "Task events": onset and duration in seconds)."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from datetime import datetime
from itertools import groupby
from pathlib import Path

from sleepscorer.errors import HypnogramError
from sleepscorer.formats.events import cell, seconds
from sleepscorer.formats.hypnogram import Hypnogram
from sleepscorer.formats.numbers import are_numbers, seconds_of
from sleepscorer.formats.resolver import resolve
from sleepscorer.formats.text_reader import read_text
from sleepscorer.formats.timed_labels import Labels, TimedLabel, Vocabulary
from sleepscorer.messages import Message
from sleepscorer.scoring import Scoring
from sleepscorer.stages import AASM_TEXTS, EPOCH_SECONDS, Stage, stage_from_text

COLUMNS = ("onset", "duration", "trial_type", "channel")
STAGE_COLUMNS = ("onset", "duration", "stage", "scorer")
"""Columns of ``*_hypnogram.tsv`` (bids-specification pull request 2208, open)."""
NO_CELL = "n/a"
_STAGE_WORDS = {
    Stage.W: "Wake",
    Stage.N1: "N1",
    Stage.N2: "N2",
    Stage.N3: "N3",
    Stage.R: "REM",
    Stage.UNSCORED: "Unscored",
}
LIGHTS_OFF, LIGHTS_ON = "Lights off", "Lights on"

_STAGE_COLUMNS = (
    "trial_type",
    "stage",
    "sleep_stage",
    "stage_hum",
    "majority",
    "description",
    "event",
    "label",
)
_EVENT_COLUMNS = ("trial_type", "description", "event", "label")
_BLANK = ("", NO_CELL)
_Row = Mapping[str, str]


def looks_like_events(text: str) -> bool:
    """Tell whether a table's first line names the columns that BIDS asks for."""
    names = text.partition("\n")[0].lstrip("\ufeff").lower().split("\t")
    return {"onset", "duration"} <= {name.strip() for name in names}


def read_events(path: Path) -> Hypnogram:
    """Read the stages of a BIDS events file; other events are passed over.

    Parameters
    ----------
    path : Path

    Returns
    -------
    Hypnogram
        Counts from the recording's start.

    Raises
    ------
    HypnogramError
        In one sentence that names the line, if a time cannot be read, or if there is no stage.
    """
    return resolve(events_labels(path), path)


def events_labels(path: Path) -> Labels:
    """Read the labels of a BIDS events file: its first column that holds stages, and the events beside it.

    Raises
    ------
    HypnogramError
        In one sentence that names the line, if a time cannot be read.
    """
    text = read_text(path)
    try:
        rows = list(csv.DictReader(text.splitlines(), delimiter="\t", restval=""))
    except csv.Error as error:
        raise HypnogramError(
            Message(
                "{path} cannot be read ({reason}); export it again from its source.", path=path, reason=error
            )
        ) from error
    rows = [{str(name).strip().lower(): str(cell) for name, cell in row.items()} for row in rows]
    rows = [row for row in rows if any(cell.strip() for cell in row.values())]
    name = _stage_column(rows)
    is_mixed = name in _EVENT_COLUMNS and not are_numbers(_filled(rows, name))
    numbered = list(enumerate(rows, 2))
    chosen = [pair for pair in numbered if is_mixed or pair[1].get(name, "").strip().lower() not in _BLANK]
    beside = [pair for pair in numbered if pair not in chosen] if not is_mixed else []
    return Labels(
        tuple(_label(row, name, line, path) for line, row in chosen),
        "BIDS events",
        from_recording_start=True,
        vocabulary=Vocabulary.EVENTS if is_mixed else Vocabulary.STAGES,
        beside=tuple(_label(row, "trial_type", line, path) for line, row in beside),
    )


def encode_events(scoring: Scoring, start: datetime | None) -> bytes:
    """Encode an events file: a row per epoch, and one per event."""
    del start  # onsets count from the first sample of the recording
    rows: list[tuple[float, float, str, str]] = [
        (epoch * EPOCH_SECONDS, EPOCH_SECONDS, AASM_TEXTS[Stage(stage)], NO_CELL)
        for epoch, stage in enumerate(scoring.stages.tolist())
    ]
    marks = ((scoring.lights.off_s, LIGHTS_OFF), (scoring.lights.on_s, LIGHTS_ON))
    rows += [(at, 0, name, NO_CELL) for at, name in marks if at is not None]
    rows += [
        (e.start_s, e.duration_s, cell(e.label), cell(e.channel or "") or NO_CELL) for e in scoring.events
    ]
    rows.sort(key=lambda row: row[0])
    lines = (f"{seconds(at)}\t{seconds(length)}\t{text}\t{where}" for at, length, text, where in rows)
    return ("\n".join(["\t".join(COLUMNS), *lines]) + "\n").encode()


def encode_stages(scoring: Scoring, start: datetime | None) -> bytes:
    """Encode a ``*_hypnogram.tsv`` of the proposal on sleep: a row per run of one stage by one scorer."""
    del start  # onsets count from the first sample of the recording
    epochs = zip(scoring.stages.tolist(), (str(author or "") for author in scoring.authors), strict=True)
    lines, first = ["\t".join(STAGE_COLUMNS)], 0
    for (stage, scorer), members in groupby(epochs):
        count = sum(1 for _ in members)
        onset, length = first * EPOCH_SECONDS, count * EPOCH_SECONDS
        lines.append(f"{onset}\t{length}\t{_STAGE_WORDS[Stage(stage)]}\t{cell(scorer) or NO_CELL}")
        first += count
    return ("\n".join(lines) + "\n").encode()


def _filled(rows: Sequence[_Row], name: str) -> list[str]:
    return [word for row in rows if (word := row.get(name, "")).strip().lower() not in _BLANK]


def _stage_column(rows: Sequence[_Row]) -> str:
    """First column that holds stages; a night nobody has scored still has its epochs."""
    unscored = ""
    for name in _STAGE_COLUMNS:
        known = [stage_from_text(word) for word in _filled(rows, name)]
        if any(stage is not None and stage is not Stage.UNSCORED for stage in known):
            return name
        if not unscored and any(stage is not None for stage in known):
            unscored = name
    return unscored or _STAGE_COLUMNS[0]


def _label(row: _Row, name: str, line: int, path: Path) -> TimedLabel:
    length = row.get("duration", "").strip().lower()
    channel = row.get("channel", "").strip()
    return TimedLabel(
        row.get(name, "").strip(),
        _onset(row, path),
        None if length in _BLANK else max(0.0, _number(length, path)),
        line,
        "" if channel.lower() in _BLANK else channel,
    )


def _onset(row: _Row, path: Path) -> float:
    return _number(row["onset"], path)


def _number(text: str, path: Path) -> float:
    try:
        return seconds_of(text)
    except ValueError:
        raise HypnogramError(
            Message(
                "{path}: {text!r} is no time in seconds; correct the file and read it again.",
                path=path,
                text=text[:40],
            )
        ) from None
