"""Hypnograms in XML: the NSRR's ``PSGAnnotation`` and Compumedics Profusion's ``CMPStudyConfig``."""

from __future__ import annotations

import re
from datetime import datetime
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from sleepscorer.edf.tal import Annotation
from sleepscorer.errors import HypnogramError
from sleepscorer.formats.events import cell, events_among
from sleepscorer.formats.hypnogram import Hypnogram, lights_between
from sleepscorer.formats.runs import Run, hypnogram_of_list, hypnogram_of_runs
from sleepscorer.formats.words import seconds_of, stage_of_profusion_number, stage_of_word
from sleepscorer.formats.xml_reading import read_xml
from sleepscorer.scoring import EVENT_TEXTS, RESPIRATORY, Event, EventKind, Scoring, event_from_text
from sleepscorer.stages import EPOCH_SECONDS, Stage

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
_TYPES = dict.fromkeys(RESPIRATORY | {EventKind.DESATURATION}, "Respiratory") | {
    EventKind.AROUSAL: "Arousals",
    EventKind.LIMB_MOVEMENT: "Limb Movement",
}
_CONCEPT = re.compile(r"(Wake|Stage [1-4] sleep|REM sleep|Movement|Unscored)\|\d")
_NUMBERS = {Stage.W: 0, Stage.N1: 1, Stage.N2: 2, Stage.N3: 3, Stage.R: 5, Stage.UNSCORED: 9}


def read_xml_hypnogram(path: Path) -> Hypnogram:
    """Stages of an NSRR or Profusion XML file; other events are passed over.

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
        In one sentence, if it is neither, is refused as unsafe, or holds no stage.
    """
    root = read_xml(path)
    try:
        if root.find(".//SleepStages") is not None:
            return _profusion(root, path)
        if root.find(".//ScoredEvent") is not None:
            return _nsrr(root, path)
    except ValueError as error:
        raise HypnogramError(f"{path} cannot be read ({error}); export it again from its source.") from error
    raise HypnogramError(
        f"{path} is XML, but neither of the NSRR nor of Profusion; choose the file that holds the scoring."
    )


def encode_nsrr(scoring: Scoring, start: datetime | None) -> bytes:
    """Bytes of an NSRR XML file: an event per run of epochs of one stage."""
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
    """Bytes of a Profusion XML file: a number per epoch."""
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
    kind = _TYPES.get(event.kind, text)
    where = escape(cell(event.channel or ""))
    more = f"    <SignalLocation>{where}</SignalLocation>\n" if where else ""
    said = escape(cell(event.label).replace("|", "/"))  # which parts the two names of a concept
    return _event(f"{kind}|{kind}", f"{said}|{text}", event.start_s, event.duration_s, more)


def _profusion(root: Element, path: Path) -> Hypnogram:
    words = [(element.text or "").strip() for element in root.iterfind(".//SleepStages/SleepStage")]
    stages = [stage_of_profusion_number(word) for word in words]
    if None in stages:
        place = stages.index(None)
        raise HypnogramError(
            f"{path}, epoch {place + 1}: {words[place][:40]!r} is no sleep stage of Profusion (0 to 5, 6, 9)."
        )
    known = [stage for stage in stages if stage is not None]
    length = _text(root, "EpochLength")
    return hypnogram_of_list(
        known,
        path,
        "Profusion XML",
        epoch_seconds=seconds_of(length) if length else None,
        from_recording_start=True,
    )


def _nsrr(root: Element, path: Path) -> Hypnogram:
    runs: list[Run] = []
    marks: dict[str, list[float]] = {LIGHTS_OFF: [], LIGHTS_ON: []}
    texts: list[Annotation] = []
    for event in root.iterfind(".//ScoredEvent"):
        concept = _text(event, "EventConcept") or _text(event, "Name")
        stage = _stage(_text(event, "EventType"), concept)
        if stage is not None:
            length = max(0.0, seconds_of(_text(event, "Duration")))
            runs.append((seconds_of(_text(event, "Start")), length, stage))
        elif concept in marks:
            marks[concept].append(seconds_of(_text(event, "Start")))
        else:
            texts += _event_text(event, concept)
    lights = lights_between(marks[LIGHTS_OFF], marks[LIGHTS_ON])
    return hypnogram_of_runs(
        runs, path, "NSRR XML", lights=lights, events=events_among(texts), from_recording_start=True
    )


def _event_text(element: Element, concept: str) -> list[Annotation]:
    """An event of a kind we know; what other elements say is passed over."""
    text = concept.partition("|")[0].strip()
    if event_from_text(text, 0.0, 0.0) is None:
        return []
    where = _text(element, "SignalLocation")
    onset, length = seconds_of(_text(element, "Start")), seconds_of(_text(element, "Duration") or "0")
    return [Annotation(onset, max(0.0, length), f"{text}@@{where}" if where else text)]


def _stage(kind: str, concept: str) -> Stage | None:
    """Stage of ``Stage 1 sleep|1`` and the like; an arousal called ``1`` is none."""
    word, _, number = concept.rpartition("|")
    if "stage" in kind.lower():
        return stage_of_profusion_number(number) if word else stage_of_word(concept)
    return stage_of_profusion_number(number) if _CONCEPT.fullmatch(concept) else None


def _text(element: Element, name: str) -> str:
    return (element.findtext(name) or "").strip()
