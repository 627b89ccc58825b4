"""Hypnograms in XML: the NSRR's ``PSGAnnotation`` and Compumedics Profusion's ``CMPStudyConfig``."""

from __future__ import annotations

import re
from datetime import datetime
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from sleepscorer.errors import HypnogramError
from sleepscorer.formats.events import cell
from sleepscorer.formats.hypnogram import Hypnogram
from sleepscorer.formats.number_keys import KEYS, number_of
from sleepscorer.formats.numbers import seconds_of
from sleepscorer.formats.resolver import resolve
from sleepscorer.formats.timed_labels import Labels, TimedLabel, Vocabulary
from sleepscorer.formats.xml_reader import read_xml
from sleepscorer.messages import Message
from sleepscorer.scoring import EVENT_TEXTS, Event, Scoring
from sleepscorer.scoring.event_words import kind_of_words
from sleepscorer.scoring.events import EventGroup
from sleepscorer.scoring.lights import lights_word
from sleepscorer.stages import EPOCH_SECONDS, Stage, stage_from_text

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

LIGHTS_OFF, LIGHTS_ON = "Lights Off", "Lights On"

_CONCEPTS = {
    Stage.W: "Wake|0",
    Stage.N1: "Stage 1 sleep|1",
    Stage.N2: "Stage 2 sleep|2",
    Stage.N3: "Stage 3 sleep|3",
    Stage.R: "REM sleep|5",
    Stage.UNSCORED: "Unscored|9",
}
_TYPES = {
    EventGroup.AROUSAL: "Arousals",
    EventGroup.BREATHING: "Respiratory",
    EventGroup.LIMBS: "Limb Movement",
}
_CONCEPT = re.compile(r"(Wake|Stage [1-4] sleep|REM sleep|Movement|Unscored)\|\d")
_KEY = "rk"
_NUMBERS = {Stage.W: 0, Stage.N1: 1, Stage.N2: 2, Stage.N3: 3, Stage.R: 5, Stage.UNSCORED: 9}


def read_xml_hypnogram(path: Path) -> Hypnogram:
    """Read the stages of an NSRR or Profusion XML file; other events are passed over.

    Parameters
    ----------
    path : Path

    Returns
    -------
    Hypnogram
        Counts from the recording's start.

    Raises
    ------
    UnknownWordsError
        If words stand where stages would and are none that is known.
    HypnogramError
        In one sentence, if it is neither, is refused as unsafe, or holds no stage.
    """
    return resolve(xml_labels(path), path)


def xml_labels(path: Path) -> Labels:
    """Read the labels of an NSRR or Profusion XML file.

    Raises
    ------
    HypnogramError
        In one sentence, if it is neither, is refused as unsafe, or a time or number in it cannot be read.
    """
    root = read_xml(path)
    try:
        if root.find(".//SleepStages") is not None:
            return _profusion(root, path)
        if root.find(".//ScoredEvent") is not None:
            return _nsrr(root)
    except ValueError as error:
        raise HypnogramError(
            Message(
                "{path} cannot be read ({reason}); export it again from its source.", path=path, reason=error
            )
        ) from error
    raise HypnogramError(
        Message(
            "{path} is XML, but neither of the NSRR nor of Profusion; choose the file that "
            "holds the scoring.",
            path=path,
        )
    )


def encode_nsrr(scoring: Scoring, start: datetime | None) -> bytes:
    """Encode an NSRR XML file: an event per run of epochs of one stage."""
    seconds = scoring.n_epochs * EPOCH_SECONDS
    clock = f"    <ClockTime>00.00.00 {start:%H.%M.%S}</ClockTime>\n" if start else ""
    events = [_event("", "Recording Start Time", 0, seconds, clock)]
    epoch = 0
    for stage, run in groupby(scoring.stages.tolist()):
        count = len(list(run))
        concept = _CONCEPTS[Stage(stage)]
        events.append(_event("Stages|Stages", concept, epoch * EPOCH_SECONDS, count * EPOCH_SECONDS))
        epoch += count
    for name, at in ((LIGHTS_OFF, scoring.lights.off_s), (LIGHTS_ON, scoring.lights.on_s)):
        if at is not None:
            events.append(_event("", name, at, 0))
    events += [_scored(event) for event in scoring.events]
    return _document(
        "PSGAnnotation",
        f"<SoftwareVersion>sleepscorer</SoftwareVersion>\n<EpochLength>{EPOCH_SECONDS}</EpochLength>\n"
        f"<ScoredEvents>\n{''.join(events)}</ScoredEvents>\n",
    )


def encode_profusion(scoring: Scoring, start: datetime | None) -> bytes:
    """Encode a Profusion XML file: a number per epoch."""
    del start  # the format counts from the recording's start and holds no time
    numbers = (_NUMBERS[Stage(stage)] for stage in scoring.stages.tolist())
    stages = "".join(f"  <SleepStage>{number}</SleepStage>\n" for number in numbers)
    return _document(
        "CMPStudyConfig",
        f"<EpochLength>{EPOCH_SECONDS}</EpochLength>\n<ScoredEvents />\n"
        f"<SleepStages>\n{stages}</SleepStages>\n",
    )


def _document(root: str, content: str) -> bytes:
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<{root}>\n{content}</{root}>\n'.encode()


def _event(kind: str, concept: str, onset: float, seconds: float, more: str = "") -> str:
    return (
        f"  <ScoredEvent>\n    <EventType>{kind}</EventType>\n    <EventConcept>{concept}</EventConcept>\n"
        f"    <Start>{float(onset):.6f}</Start>\n    <Duration>{float(seconds):.6f}</Duration>\n"
        f"{more}  </ScoredEvent>\n"
    )


def _scored(event: Event) -> str:
    text = EVENT_TEXTS[event.kind]
    kind = _TYPES.get(event.kind.type.group, text)
    where = escape(cell(event.channel or ""))
    more = f"    <SignalLocation>{where}</SignalLocation>\n" if where else ""
    concept = escape(cell(event.label).replace("|", "/"))  # which parts the two names of a concept
    return _event(f"{kind}|{kind}", f"{concept}|{text}", event.start_s, event.duration_s, more)


def _profusion(root: Element, path: Path) -> Labels:
    words = [(element.text or "").strip() for element in root.iterfind(".//SleepStages/SleepStage")]
    for epoch, word in enumerate(words, 1):
        value = number_of(word)
        if (value is not None and value not in KEYS[_KEY]) or (value is None and word[:1].isdigit()):
            raise HypnogramError(
                Message(
                    "{path}, epoch {epoch}: {word!r} is no sleep stage of Profusion (0 to 5, 6, 9).",
                    path=path,
                    epoch=epoch,
                    word=word[:40],
                )
            )
    length = _text(root, "EpochLength")
    return Labels(
        tuple(TimedLabel(word) for word in words),
        "Profusion XML",
        epoch_seconds=seconds_of(length) if length else None,
        from_recording_start=True,
        vocabulary=Vocabulary.STAGES,
        key=_KEY,
    )


def _nsrr(root: Element) -> Labels:
    """Labels of scored events: those of type ``Stages``, and the lights and events beside them."""
    stages: list[TimedLabel] = []
    beside: list[TimedLabel] = []
    for event in root.iterfind(".//ScoredEvent"):
        concept = _text(event, "EventConcept") or _text(event, "Name")
        if "stage" in _text(event, "EventType").lower() or _CONCEPT.fullmatch(concept):
            stages.append(_timed(event, _stage_text(concept)))
        else:
            text = concept.partition("|")[0].strip()
            if lights_word(text) is not None or kind_of_words(text) is not None:
                beside.append(_timed(event, text))
    return Labels(
        tuple(stages),
        "NSRR XML",
        from_recording_start=True,
        vocabulary=Vocabulary.STAGES,
        key=_KEY,
        beside=tuple(beside),
    )


def _timed(element: Element, text: str) -> TimedLabel:
    length_s = max(0.0, seconds_of(_text(element, "Duration") or "0"))
    where = _text(element, "SignalLocation")
    return TimedLabel(text, seconds_of(_text(element, "Start")), length_s, channel=where)


def _stage_text(concept: str) -> str:
    """Words of ``Stage 1 sleep|1``; the whole concept where its number is that of another stage."""
    word, mark, number = concept.rpartition("|")
    value, by_word = number_of(number), stage_from_text(word)
    by_number = None if value is None else KEYS[_KEY].get(value)
    if not mark or (by_word is not None and by_number is not None and by_word is not by_number):
        return concept
    return word


def _text(element: Element, name: str) -> str:
    return (element.findtext(name) or "").strip()
