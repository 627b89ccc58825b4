"""Events of other people's files, on a recording's time axis."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

import numpy as np

from sleepscorer.edf.tal import Annotation
from sleepscorer.errors import HypnogramError
from sleepscorer.formats.edf_reader import edf_annotations
from sleepscorer.formats.hypnogram import Hypnogram, clock_shift
from sleepscorer.formats.reader import is_edf, labels_of, read_hypnogram
from sleepscorer.formats.timed_labels import Vocabulary
from sleepscorer.messages import Message, joined
from sleepscorer.scoring import Event, EventKind
from sleepscorer.scoring.events import within_night
from sleepscorer.scoring.recorded import events_among
from sleepscorer.stages import EPOCH_SECONDS, Stage


@dataclass(frozen=True)
class ImportedEvents:
    """Events as a file holds them.

    Attributes
    ----------
    events : tuple of Event
        In seconds from the file's start; texts of no kind we know are events of kind ``OTHER``.
    unknown : tuple of (str, int)
        Those texts with how often they occur, the most frequent first.
    start : datetime or None
        Clock time of the file's start; None where the file does not know it.
    from_recording_start : bool
        Whether its times count from the recording's first sample, whatever the clock.
    warnings : tuple of str
        Sentences on what could not be understood.
    """

    events: tuple[Event, ...]
    unknown: tuple[tuple[str, int], ...] = ()
    start: datetime | None = None
    from_recording_start: bool = False
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True)
class PlacedEvents:
    """Events on a recording.

    Attributes
    ----------
    events : tuple of Event
        In seconds from the recording's first sample.
    n_outside : int
        Events that lie outside the recording and were left out.
    warnings : tuple of str
        Sentences on what had to be assumed.
    """

    events: tuple[Event, ...]
    n_outside: int = 0
    warnings: tuple[str, ...] = ()


def import_events(path: str | Path) -> ImportedEvents:
    """Read the events of a file: EDF+ or BDF+ annotations, or any hypnogram that keeps events.

    Parameters
    ----------
    path : str or Path
        ``text@@channel`` ties an event to a channel. Stages and lights are passed over.

    Returns
    -------
    ImportedEvents

    Raises
    ------
    HypnogramError
        In one sentence, if the file cannot be read or holds no event.
    """
    path = Path(path)
    imported = _of_edf(path) if is_edf(path) else _of_hypnogram(path)
    if not imported.events:
        sentence = Message("{path} holds no event; choose the file with the events.", path=path)
        raise HypnogramError(joined([sentence, *imported.warnings]))
    return imported


def place_events(
    imported: ImportedEvents, recording_start: datetime | None, n_epochs: int, duration_s: float
) -> PlacedEvents:
    """Put events on a recording, by clock time where both know it.

    Parameters
    ----------
    imported : ImportedEvents
    recording_start : datetime or None
        Clock time of the recording's first sample.
    n_epochs : int
    duration_s : float
        Of the recording; what lies outside it is left out; see
        :func:`~sleepscorer.scoring.events.within_night`.

    Raises
    ------
    HypnogramError
        If both know their date and they do not overlap.
    """
    last_s = max((event.stop_s for event in imported.events), default=0.0)
    span = np.full(int(max(last_s, 0.0) // EPOCH_SECONDS) + 1, Stage.UNSCORED, np.int8)
    bare = Hypnogram(span, 0.0, imported.start, "events", from_recording_start=imported.from_recording_start)
    shift_s, warnings = clock_shift(bare, recording_start, n_epochs)
    moved = [replace(event, start_s=event.start_s + shift_s) for event in imported.events]
    inside = tuple(kept for event in moved if (kept := within_night(event, duration_s)) is not None)
    return PlacedEvents(inside, len(moved) - len(inside), (*imported.warnings, *warnings))


def events_of(annotations: Iterable[Annotation]) -> ImportedEvents:
    """Return the events among annotations; stages, lights and empty texts are passed over."""
    events = events_among(annotations)
    unknown = Counter(event.words for event in events if event.kind is EventKind.OTHER and event.words)
    return ImportedEvents(events, tuple(unknown.most_common()))


def _of_edf(path: Path) -> ImportedEvents:
    read = edf_annotations(path)
    return replace(events_of(read.annotations), start=read.start, warnings=read.warnings)


def _of_hypnogram(path: Path) -> ImportedEvents:
    labels = labels_of(path)
    if labels is None:
        read = read_hypnogram(path)
        return ImportedEvents(read.events, start=read.start, from_recording_start=read.from_recording_start)
    items = labels.beside if labels.vocabulary is Vocabulary.STAGES else labels.items
    annotations = [
        Annotation(label.start_s, label.duration_s, f"{label.text}@@{label.channel}")
        for label in items
        if label.start_s is not None
    ]
    return replace(
        events_of(annotations),
        start=labels.start,
        from_recording_start=labels.from_recording_start,
        warnings=labels.notices,
    )
