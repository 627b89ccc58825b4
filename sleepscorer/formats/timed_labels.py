"""Timed labels of a file: what its grammar says, before anything is made of its words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import Enum


class Vocabulary(Enum):
    """Kind of words that a file may hold."""

    STAGES = "stages"
    """Each is a stage, as in a list of stages or a column of that name; plain numbers are stages too."""
    EVENTS = "events"
    """Stages, lights, events and remarks stand side by side; a lone ``1`` or ``M`` can be a marker."""


@dataclass(frozen=True, slots=True)
class TimedLabel:
    """A word of a file with the time it stands at.

    Attributes
    ----------
    text : str
        Without the channel it is tied to.
    start_s : float or None
        Seconds from the file's own zero; None where the file gives no time.
    duration_s : float or None
        Seconds; None where the file gives none.
    line : int or None
        Line of a text file, or number of the epoch.
    channel : str
        Empty where it is tied to none.
    """

    text: str
    start_s: float | None = None
    duration_s: float | None = None
    line: int | None = None
    channel: str = ""


@dataclass(frozen=True)
class Labels:
    """All labels of a file; :func:`sleepscorer.formats.resolver.resolve` makes a hypnogram of them.

    Attributes
    ----------
    items : tuple of TimedLabel
        Either all have a start, or none has.
    source : str
        Name of the format, such as ``EDF+``.
    start : datetime or None
        Clock time of zero; of the day :data:`~sleepscorer.edf.header.NO_DATE` where only the time
        of day is known.
    epoch_seconds : float or None
        Length of an epoch where the file or its format says it.
    from_recording_start : bool
        Whether zero is the recording's first sample, whatever the clock.
    vocabulary : Vocabulary
    key : str or None
        Name of the key to plain numbers where the format fixes it; see
        :data:`sleepscorer.formats.number_keys.KEYS`.
    stop_s : float or None
        End of the file's time, in seconds from zero, where it is known: the last label lasts until then.
    needs_end : bool
        Whether a file of changes without durations is refused where nothing says how long the last one lasts.
    notices : tuple of str
        Sentences on what had to be assumed so far.
    beside : tuple of TimedLabel
        Lights and events beside a column of stages.
    """

    items: tuple[TimedLabel, ...]
    source: str
    start: datetime | None = None
    epoch_seconds: float | None = None
    from_recording_start: bool = False
    vocabulary: Vocabulary = Vocabulary.EVENTS
    key: str | None = None
    stop_s: float | None = None
    needs_end: bool = False
    notices: tuple[str, ...] = ()
    beside: tuple[TimedLabel, ...] = ()
