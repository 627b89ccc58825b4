"""Events: intervals with a kind, on a channel or on none, and their EDF+ texts.

Definitions are those of the AASM Manual (arousals: chapter V; limb movements: VII; respiratory
events: VIII; spindle, K-complex and slow wave: IV). Texts are the standard texts of EDF+ where it
has one (https://www.edfplus.info/specs/edftexts.html, sections 3.2 and 3.3).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import isfinite

from sleepscorer.messages import Message


class EventKind(StrEnum):
    """Kind of event; the values are those of the files we save."""

    AROUSAL = "arousal"
    OBSTRUCTIVE_APNOEA = "obstructive_apnoea"
    CENTRAL_APNOEA = "central_apnoea"
    MIXED_APNOEA = "mixed_apnoea"
    HYPOPNOEA = "hypopnoea"
    LIMB_MOVEMENT = "limb_movement"
    DESATURATION = "desaturation"
    SPINDLE = "spindle"
    K_COMPLEX = "k_complex"
    SLOW_WAVE = "slow_wave"
    ARTEFACT = "artefact"
    OTHER = "other"
    """Of no kind above: what an imported file called it is in ``Event.words``."""


APNOEAS = frozenset({EventKind.OBSTRUCTIVE_APNOEA, EventKind.CENTRAL_APNOEA, EventKind.MIXED_APNOEA})
RESPIRATORY = APNOEAS | {EventKind.HYPOPNOEA}
"""What the apnoea-hypopnoea index counts (AASM Manual, chapter II)."""

EVENT_TEXTS = {
    EventKind.AROUSAL: "EEG arousal",
    EventKind.OBSTRUCTIVE_APNOEA: "Obstructive apnea",
    EventKind.CENTRAL_APNOEA: "Central apnea",
    EventKind.MIXED_APNOEA: "Mixed apnea",
    EventKind.HYPOPNOEA: "Hypopnea",
    EventKind.LIMB_MOVEMENT: "Limb movement",
    EventKind.DESATURATION: "Oxygen desaturation",
    EventKind.SPINDLE: "Sleep spindle",
    EventKind.K_COMPLEX: "K-complex",
    EventKind.SLOW_WAVE: "Slow wave",
    EventKind.ARTEFACT: "Artifact",
    EventKind.OTHER: "Other",
}
"""EDF+ annotation text of each kind; what has no standard text there has our own."""

_SPELLINGS = {
    EventKind.AROUSAL: ("arousal", "asda arousal"),
    EventKind.OBSTRUCTIVE_APNOEA: ("obstructive apnoea", "apnea obstructive"),
    EventKind.CENTRAL_APNOEA: ("central apnoea", "apnea central"),
    EventKind.MIXED_APNOEA: ("mixed apnoea", "apnea mixed"),
    EventKind.HYPOPNOEA: ("hypopnoea", "obstructive hypopnea", "central hypopnea", "mixed hypopnea"),
    EventKind.LIMB_MOVEMENT: ("leg movement", "lm", "plm", "periodic leg movement"),
    EventKind.DESATURATION: ("desaturation", "desat", "spo2 desaturation"),
    EventKind.SPINDLE: ("spindle",),
    EventKind.K_COMPLEX: ("k complex", "kcomplex"),
    EventKind.SLOW_WAVE: ("slow-wave",),
    EventKind.ARTEFACT: ("artefact", "signal artifact"),
}
_BY_SPELLING = {text: kind for kind, texts in _SPELLINGS.items() for text in texts} | {
    text.lower(): kind for kind, text in EVENT_TEXTS.items()
}
_OTHER = "other:"


@dataclass(frozen=True)
class Event:
    """An interval with a kind.

    Parameters
    ----------
    kind : EventKind
    start_s, duration_s : float
        Seconds from the first sample, and length; the length may be 0.
    channel : str or None
        Label of the channel or derivation it was seen on.
    words : str
        What a file called an event of kind ``OTHER``; empty for every other kind.
    """

    kind: EventKind
    start_s: float
    duration_s: float
    channel: str | None = None
    words: str = ""

    def __post_init__(self) -> None:
        # A number of numpy's would not go into the journal.
        object.__setattr__(self, "start_s", float(self.start_s))
        object.__setattr__(self, "duration_s", float(self.duration_s))
        if not (isfinite(self.start_s) and isfinite(self.duration_s) and self.duration_s >= 0):
            raise ValueError(
                Message(
                    "An event cannot start at {start_s} s and last {duration_s} s.",
                    start_s=self.start_s,
                    duration_s=self.duration_s,
                )
            )

    @property
    def stop_s(self) -> float:
        """End, in seconds from the first sample."""
        return self.start_s + self.duration_s

    @property
    def order(self) -> tuple[float, float, str, bool, str, str]:
        """Sort key among other events: by start, length, kind, channel and words; equal for equals only."""
        return (
            self.start_s,
            self.duration_s,
            self.kind.value,
            self.channel is not None,
            self.channel or "",
            self.words,
        )

    @property
    def label(self) -> str:
        """EDF+ text without a channel; ``Other: snoring`` for an event that only has words."""
        return EVENT_TEXTS[self.kind] + (f": {self.words}" if self.words else "")

    @property
    def text(self) -> str:
        """EDF+ text, tied to its channel as in ``Limb movement@@EMG LAT``."""
        return self.label + (f"@@{self.channel}" if self.channel else "")


def find(events: Sequence[Event], event: Event) -> tuple[int, bool]:
    """Find the index of an event among events in their order, and whether it is there already."""
    index = bisect_left(events, event.order, key=lambda other: other.order)
    return index, index < len(events) and events[index] == event


def event_from_text(text: str, start_s: float, duration_s: float) -> Event | None:
    """Return the event that an EDF+ annotation stands for.

    Parameters
    ----------
    text : str
        ``Obstructive apnea``, ``EEG arousal@@C4-M1`` and the like; case does not matter.
    start_s, duration_s : float

    Returns
    -------
    Event or None
        None if the text is no event of a kind we know.
    """
    words, _, channel = text.partition("@@")
    plain = " ".join(words.split())
    kind, other_words = _BY_SPELLING.get(plain.lower()), ""
    if plain.lower().startswith(_OTHER):
        kind, other_words = EventKind.OTHER, plain[len(_OTHER) :].strip()
    return None if kind is None else Event(kind, start_s, duration_s, channel.strip() or None, other_words)
