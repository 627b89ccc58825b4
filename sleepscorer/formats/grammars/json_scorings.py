"""Scorings in JSON: ScoringHero, Noxturnal, and lists of numbers as Dreem's open data sets hold them.

Layouts: ScoringHero's ``[epochs, events]``; Noxturnal's scorings of markers with ``label``, ``signal``,
``start_time`` and ``stop_time``, as programs that exchange scorings with it write them; the Dreem Open
Datasets, a list of -1 to 4 per record and scorer.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from math import isfinite
from pathlib import Path
from typing import Any

from sleepscorer.errors import HypnogramError
from sleepscorer.formats.events import cell
from sleepscorer.formats.grammars.rows import STAGE_TEXTS
from sleepscorer.formats.text_reader import read_text
from sleepscorer.formats.timed_labels import Labels, TimedLabel, Vocabulary
from sleepscorer.messages import Message, message_of
from sleepscorer.scoring import Event, Scoring
from sleepscorer.stages import EPOCH_SECONDS, Stage

_HERO = {
    "Wake": Stage.W,
    "N1": Stage.N1,
    "N2": Stage.N2,
    "N3": Stage.N3,
    "REM": Stage.R,
    None: Stage.UNSCORED,
}
_HERO_WRITTEN = {stage: word for word, stage in _HERO.items()}
_HERO_DIGITS = {Stage.W: 1, Stage.N1: -1, Stage.N2: -2, Stage.N3: -3, Stage.R: 0, Stage.UNSCORED: None}
_LAST_SLOT = 9
"""ScoringHero ties events to the keys 0 to 9."""
_DREEM = {0: Stage.W, 1: Stage.N1, 2: Stage.N2, 3: Stage.N3, 4: Stage.R, -1: Stage.UNSCORED}


def looks_like_scoringhero(text: str) -> bool:
    """Tell whether JSON opens with a list of epochs in a list."""
    plain = "".join(text.split())
    return plain.startswith('[[{"') and '"epoch"' in plain and '"stage"' in plain


def looks_like_dreem(text: str) -> bool:
    """Tell whether JSON opens with a list of whole numbers."""
    plain = "".join(text.split())
    return plain.startswith("[") and plain[1:2] in ("-", "0", "1", "2", "3", "4", "5", "6", "7", "8", "9")


def scoringhero_labels(path: Path) -> Labels:
    """Read the labels of a ScoringHero file: its epochs with their times, and its events.

    Raises
    ------
    HypnogramError
        In one sentence that names the epoch or event, if it is not as ScoringHero writes it.
    """
    parts = _json(path)
    if not isinstance(parts, list) or not parts or not isinstance(parts[0], list):
        raise HypnogramError(
            Message("{path} is no list of epochs and events; save it from ScoringHero again.", path=path)
        )
    events = parts[1] if len(parts) > 1 and isinstance(parts[1], list) else []
    items = [_epoch(record, number, path) for number, record in enumerate(parts[0], 1)]
    items += [_event(record, number, path) for number, record in enumerate(events, 1)]
    return Labels(tuple(items), "ScoringHero", from_recording_start=True)


def _epoch(record: Any, number: int, path: Path) -> TimedLabel:
    begin, end = _times(record, Message("epoch {number}", number=number), path)
    word = record.get("stage")
    if not (word is None or isinstance(word, str)) or word not in _HERO:
        raise HypnogramError(
            Message(
                "{path}, epoch {epoch}: {word!r:.40} is no stage of ScoringHero; correct it.",
                path=path,
                epoch=number,
                word=word,
            )
        )
    return TimedLabel(STAGE_TEXTS[_HERO[word]], begin, end - begin, None)


def _event(record: Any, number: int, path: Path) -> TimedLabel:
    begin, end = _times(record, Message("event {number}", number=number), path)
    channel = record.get("channel")
    return TimedLabel(
        str(record.get("event") or ""), begin, end - begin, None, channel if isinstance(channel, str) else ""
    )


def _times(record: Any, what: str, path: Path) -> tuple[float, float]:
    if isinstance(record, Mapping):
        begin, end = record.get("start"), record.get("end")
        if _is_number(begin) and _is_number(end):
            first_s, last_s = float(begin), float(end)  # type: ignore[arg-type]
            if last_s >= first_s:
                return first_s, last_s
    raise HypnogramError(
        Message(
            "{path}, {what}, has no start and end in seconds; save it from ScoringHero again.",
            path=path,
            what=what,
        )
    )


def _is_number(value: Any) -> bool:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    return isfinite(value) and abs(value) < 1e12


def encode_scoringhero(scoring: Scoring, start: datetime | None) -> bytes:
    """Encode a ScoringHero file, which passes over the channels of events."""
    del start
    epochs = [_epoch_record(epoch, Stage(stage)) for epoch, stage in enumerate(scoring.stages.tolist())]
    kinds = list(dict.fromkeys(event.kind for event in scoring.events))
    counts = dict.fromkeys(kinds, 0)
    events = []
    for event in scoring.events:
        events.append(_event_record(event, min(kinds.index(event.kind) + 1, _LAST_SLOT), counts[event.kind]))
        counts[event.kind] += 1
    return (json.dumps([epochs, events], indent=1) + "\n").encode()


def _epoch_record(epoch: int, stage: Stage) -> dict[str, Any]:
    return {
        "epoch": epoch + 1,
        "start": epoch * EPOCH_SECONDS,
        "end": (epoch + 1) * EPOCH_SECONDS,
        "stage": _HERO_WRITTEN[stage],
        "digit": _HERO_DIGITS[stage],
        "confidence": None,
        "channels": [],
        "clean": 1,
        "source": None,
    }


def _event_record(event: Event, slot: int, counter: int) -> dict[str, Any]:
    first, last = int(event.start_s // EPOCH_SECONDS), int(event.stop_s // EPOCH_SECONDS)
    record = {
        "key": f"F{slot}",
        "event": cell(event.label),
        "digit": slot,
        "counter": counter,
        "epoch": list(range(first + 1, min(last, first + 1000) + 2)),
        "start": event.start_s,
        "end": event.stop_s,
    }
    return record | ({"channel": cell(event.channel)} if event.channel else {})


def looks_like_nox(text: str) -> bool:
    """Tell whether JSON opens with Noxturnal's scorings of markers."""
    return text.startswith("{") and all(f'"{name}"' in text for name in ("scorings", "markers", "start_time"))


def nox_labels(path: Path) -> Labels:
    """Read the labels of the active scoring in a JSON file of Noxturnal, or of the only one.

    Raises
    ------
    HypnogramError
        In one sentence, if it is not as Noxturnal writes it, or holds several scorings none of which is
        active.
    """
    markers = _nox_markers(_json(path), path)
    times = [_nox_times(marker, number, path) for number, marker in enumerate(markers, 1)]
    if not times:
        raise HypnogramError(Message("{path} holds a scoring without a marker; export it again.", path=path))
    times, notices = _on_one_clock(times, path)
    zero = min(begin for begin, _ in times)
    items = [
        TimedLabel(
            str(marker.get("label") or ""),
            (begin - zero).total_seconds(),
            (end - begin).total_seconds(),
            channel=marker["signal"] if isinstance(marker.get("signal"), str) else "",
        )
        for marker, (begin, end) in zip(markers, times, strict=True)
    ]
    return Labels(tuple(items), "Noxturnal", start=zero, notices=notices)


def _nox_markers(content: Any, path: Path) -> list[Mapping[str, Any]]:
    scorings = content.get("scorings") if isinstance(content, Mapping) else None
    named = {
        str(scoring.get("scoring_name")): scoring.get("markers")
        for scoring in (scorings if isinstance(scorings, list) else [])
        if isinstance(scoring, Mapping)
    }
    active = str(content.get("active_scoring_name")) if isinstance(content, Mapping) else ""
    if len(named) > 1 and active not in named:
        raise HypnogramError(
            Message("{path} holds {count} scorings; keep one of them in a file.", path=path, count=len(named))
        )
    markers = named.get(active, next(iter(named.values()), None))
    if not isinstance(markers, list) or not all(isinstance(marker, Mapping) for marker in markers):
        raise HypnogramError(
            Message("{path} holds no list of markers; export it from Noxturnal again.", path=path)
        )
    return markers


def _nox_times(marker: Mapping[str, Any], number: int, path: Path) -> tuple[datetime, datetime]:
    try:
        begin, end = (datetime.fromisoformat(marker[name]) for name in ("start_time", "stop_time"))
        is_span = end >= begin
    except (KeyError, TypeError, ValueError):
        is_span = False
    if not is_span:
        raise HypnogramError(
            Message(
                "{path}, marker {number}, has no start_time and a later stop_time as ISO 8601 "
                "(2021-05-04T22:00:00); export it from Noxturnal again.",
                path=path,
                number=number,
            )
        )
    return begin, end


def _on_one_clock(
    times: Sequence[tuple[datetime, datetime]], path: Path
) -> tuple[list[tuple[datetime, datetime]], tuple[str, ...]]:
    """Times on the clock of the earliest one, which may be set in the night; and what had to be assumed.

    Raises
    ------
    HypnogramError
        In one sentence, if some times have an offset from UTC and others none.
    """
    offsets = [at.utcoffset() for span in times for at in span]
    if all(offset is None for offset in offsets):
        return list(times), ()
    if any(offset is None for offset in offsets):
        raise HypnogramError(
            Message(
                "{path} gives some times with an offset from UTC and others without; export it again.",
                path=path,
            )
        )
    zone = min(begin for begin, _ in times).tzinfo
    moved = [
        (begin.astimezone(zone).replace(tzinfo=None), end.astimezone(zone).replace(tzinfo=None))
        for begin, end in times
    ]
    is_utc = not any(offsets)
    return moved, (
        (Message("The times of the file are in UTC and were taken for the clock of the recording."),)
        if is_utc
        else ()
    )


def dreem_labels(path: Path) -> Labels:
    """Read a list of numbers: -1 unscored, 0 W, 1 N1, 2 N2, 3 N3, 4 R, as in the Dreem Open Datasets.

    Raises
    ------
    HypnogramError
        In one sentence that names the epoch, if it holds anything else.
    """
    numbers = _json(path)
    if not isinstance(numbers, list):
        raise HypnogramError(
            Message("{path} is no list of stages; choose the file that holds the scoring.", path=path)
        )
    items = []
    for epoch, number in enumerate(numbers, 1):
        stage = _DREEM.get(number) if isinstance(number, int) and not isinstance(number, bool) else None
        if stage is None:
            raise HypnogramError(
                Message(
                    "{path}, epoch {epoch}: {value!r:.60} is no stage of a list (-1 to 4); correct it.",
                    path=path,
                    epoch=epoch,
                    value=number,
                )
            )
        items.append(TimedLabel(STAGE_TEXTS[stage], None, None, None))
    return Labels(tuple(items), "Dreem", vocabulary=Vocabulary.STAGES)


def _json(path: Path) -> Any:
    text = read_text(path)
    try:
        return json.loads(text, parse_constant=_refuse_constant, parse_int=_bounded_int)
    except (ValueError, RecursionError) as error:
        reason = message_of(error)
        if not isinstance(reason, Message):
            reason = reason.partition("\n")[0] or Message("it nests too deeply")
        raise HypnogramError(
            Message(
                "{path} is no sound JSON ({reason}); save it again from its source.", path=path, reason=reason
            )
        ) from error


def _refuse_constant(word: str) -> Any:
    raise ValueError(Message("{word!r} is no number", word=word))


def _bounded_int(digits: str) -> int:
    if len(digits) > 20:
        raise ValueError(Message("a number has too many digits"))
    return int(digits)
