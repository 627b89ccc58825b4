"""Marks of a recording itself, lights and events of its annotations, alike for window, batch and API."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from sleepscorer.edf.tal import Annotation
from sleepscorer.scoring.authors import OF_RECORDING
from sleepscorer.scoring.changes import Change
from sleepscorer.scoring.event_words import event_of_words, kind_of_words, stage_of_event
from sleepscorer.scoring.events import Event, EventKind, within_night
from sleepscorer.scoring.lights import Lights, lights_among, lights_word
from sleepscorer.scoring.proposal_texts import is_proposal_text, with_proposals
from sleepscorer.scoring.state import Scoring
from sleepscorer.stages import stage_from_text
from sleepscorer.vocabulary import RECORDING_MARKS, folded

_STAGE_TEXTS = ("sleep stage", "movement time")


@dataclass(frozen=True)
class RecordedMarks:
    """Lights and events that a recording holds itself.

    Attributes
    ----------
    lights : Lights
    events : tuple of Event
        In seconds from the first sample, in their order.
    """

    lights: Lights = field(default_factory=Lights)
    events: tuple[Event, ...] = ()


def marks_among(
    annotations: Sequence[Annotation], duration_s: float, *, with_remarks: bool = False
) -> RecordedMarks:
    """Return the lights and events among a recording's own annotations.

    Parameters
    ----------
    annotations : sequence of Annotation
    duration_s : float
        Of the recording; what lies outside it is left out; see
        :func:`~sleepscorer.scoring.events.within_night`.
    with_remarks : bool
        Whether texts of no kind that is known are events with these words, too. They are what the recorder or
        a person wrote freely, and can name somebody.
    """
    events = [
        event
        for event in (within_night(each, duration_s) for each in events_among(annotations))
        if event is not None and (with_remarks or event.kind is not EventKind.OTHER)
    ]
    return RecordedMarks(lights_among(annotations), tuple(events))


def changes_of_marks(marks: RecordedMarks, scoring: Scoring) -> tuple[Change, ...]:
    """Return the changes that put a recording's own marks into a scoring.

    Lights that are marked already stay. Events that are there already are left out, also where one was taken
    over with an end beyond that of the night.
    """
    changes: list[Change] = []
    if scoring.lights == Lights() and marks.lights != Lights():
        changes.append(scoring.mark_lights(marks.lights, OF_RECORDING))
    stops_s = {replace(event, duration_s=0.0): event.stop_s for event in scoring.recorded}
    new = [
        event for event in marks.events if event.stop_s >= stops_s.get(replace(event, duration_s=0.0), 0.0)
    ]
    added = scoring.add_events(new, OF_RECORDING)
    if added.added:
        changes.append(added)
    return tuple(changes)


def events_among(annotations: Iterable[Annotation]) -> tuple[Event, ...]:
    """Return the events among annotations, in their order; stages, lights and empty texts are passed over."""
    read = list(annotations)
    texts = [(a, *_split(a.text)) for a in read if not is_proposal_text(a.text)]
    with_stages = any(words.lower().startswith(_STAGE_TEXTS) for _, words, _ in texts)
    events = [
        event_of_words(words, channel, a.onset_s, a.duration_s or 0.0)
        for a, words, channel in texts
        if words and not _is_no_event(words, standard=with_stages)
    ]
    return with_proposals(dict.fromkeys(sorted(events, key=lambda event: event.order)), read)


def _split(text: str) -> tuple[str, str]:
    words, _, channel = text.partition("@@")
    return " ".join(words.split()), channel.strip()


def _is_no_event(words: str, *, standard: bool) -> bool:
    """Whether a text is a stage or a marker; where stages have their standard texts, ``1`` is none."""
    plain = folded(words)
    if plain in RECORDING_MARKS or plain.startswith(_STAGE_TEXTS) or lights_word(words) is not None:
        return True
    if kind_of_words(words) is not None:
        return False
    stage = stage_of_event(words) if standard else stage_from_text(words)
    return stage is not None
