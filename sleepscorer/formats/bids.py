"""BIDS events: ``*_events.tsv`` (BIDS 1.10, "Task events": onset and duration in seconds)."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from datetime import datetime
from itertools import pairwise
from pathlib import Path

from sleepscorer.edf.tal import Annotation
from sleepscorer.errors import HypnogramError
from sleepscorer.formats.events import cell, events_among, seconds
from sleepscorer.formats.hypnogram import Hypnogram, lights_between
from sleepscorer.formats.runs import Run, hypnogram_of_runs
from sleepscorer.formats.text_reading import read_text
from sleepscorer.formats.words import are_numbers, seconds_of, stage_of_event, stages_of_words
from sleepscorer.scoring import Event, Lights, Scoring, event_from_text
from sleepscorer.stages import AASM_TEXTS, EPOCH_SECONDS, Stage

COLUMNS = ("onset", "duration", "trial_type", "channel")
NO_CELL = "n/a"
LIGHTS_OFF, LIGHTS_ON = "Lights off", "Lights on"

_STAGE_COLUMNS = ("trial_type", "stage", "sleep_stage", "stage_hum", "majority", "description", "event")
_EVENT_COLUMNS = ("trial_type", "description", "event")
_Row = Mapping[str, str]


def looks_like_events(text: str) -> bool:
    """Whether a table's first line names the columns that BIDS asks for."""
    names = text.partition("\n")[0].lstrip("\ufeff").lower().split("\t")
    return {"onset", "duration"} <= {name.strip() for name in names}


def read_events(path: Path) -> Hypnogram:
    """Stages of a BIDS events file; other events are passed over.

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
    text = read_text(path)
    try:
        rows = list(csv.DictReader(text.splitlines(), delimiter="\t", restval=""))
    except csv.Error as error:
        raise HypnogramError(f"{path} cannot be read ({error}); export it again from its source.") from error
    rows = [{str(name).strip().lower(): str(cell) for name, cell in row.items()} for row in rows]
    stages, warnings = _stages(rows)
    found = [(row, stage) for row, stage in zip(rows, stages, strict=True) if stage is not None]
    runs = _runs(found, path)
    return hypnogram_of_runs(
        runs,
        path,
        "BIDS events",
        lights=_lights(rows, path),
        events=_events(rows, path),
        warnings=warnings,
        from_recording_start=True,
    )


def encode_events(scoring: Scoring, start: datetime | None) -> bytes:
    """Bytes of an events file: a row per epoch, and one per event."""
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


def _events(rows: Sequence[_Row], path: Path) -> tuple[Event, ...]:
    found = []
    for row in rows:
        channel = row.get("channel", NO_CELL).strip()
        tied = "" if channel.lower() in ("", NO_CELL) else f"@@{channel}"
        text = row.get("trial_type", "").strip()
        if event_from_text(text, 0.0, 0.0):
            length = row["duration"].strip().lower()
            lasts = 0.0 if length in ("", NO_CELL) else max(0.0, _number(length, path))
            found.append(Annotation(_onset(row, path), lasts, text + tied))
    return events_among(found)


def _stages(rows: Sequence[_Row]) -> tuple[list[Stage | None], tuple[str, ...]]:
    """Stages of the first column that holds any; a night nobody has scored still has its epochs."""
    found: tuple[list[Stage | None], tuple[str, ...]] = ([None] * len(rows), ())
    for name in _STAGE_COLUMNS:
        words = [row.get(name, "") for row in rows]
        stages, warnings = _column(name, words)
        if any(stage is not None and stage >= 0 for stage in stages):
            return stages, warnings
        if any(stage is not None for stage in stages) and not any(found[0]):
            found = stages, warnings
    return found


def _column(name: str, words: Sequence[str]) -> tuple[list[Stage | None], tuple[str, ...]]:
    if name in _EVENT_COLUMNS and not are_numbers([word for word in words if word.strip().lower() != "n/a"]):
        return [stage_of_event(word) for word in words], ()
    return stages_of_words(words) if any(word.strip() for word in words) else ([None] * len(words), ())


def _runs(found: Sequence[tuple[_Row, Stage]], path: Path) -> list[Run]:
    """Onset, length and stage of each row; one without a duration lasts until the next."""
    onsets = [_onset(row, path) for row, _ in found]
    nexts = [after - onset for onset, after in pairwise(onsets)] + [float(EPOCH_SECONDS)]
    runs: list[Run] = []
    for onset, until, (row, stage) in zip(onsets, nexts, found, strict=False):
        text = row["duration"].strip().lower()
        runs.append((onset, max(0.0, until if text in ("", "n/a") else _number(text, path)), stage))
    return runs


def _lights(rows: Sequence[_Row], path: Path) -> Lights:
    marks: dict[str, list[float]] = {LIGHTS_OFF: [], LIGHTS_ON: []}
    for row in rows:
        name = row.get("trial_type", "").strip()
        if name in marks:
            marks[name].append(_onset(row, path))
    return lights_between(marks[LIGHTS_OFF], marks[LIGHTS_ON])


def _onset(row: _Row, path: Path) -> float:
    return _number(row["onset"], path)


def _number(text: str, path: Path) -> float:
    try:
        return seconds_of(text)
    except ValueError:
        raise HypnogramError(
            f"{path}: {text[:40]!r} is no time in seconds; correct the file and read it again."
        ) from None
