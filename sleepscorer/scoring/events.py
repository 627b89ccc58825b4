"""Events: intervals with a kind, on a channel or on none, and their EDF+ texts.

Definitions are those of the AASM Manual (arousals: chapter V; limb movements: VII; respiratory
events: VIII; spindle, K-complex and slow wave: IV). Texts are the standard texts of EDF+ where it
has one (https://www.edfplus.info/specs/edftexts.html, sections 3.2 and 3.3).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum, StrEnum
from math import isfinite
from typing import Literal

from sleepscorer.channel_roles import Role
from sleepscorer.messages import Message
from sleepscorer.scoring.proposals import Proposal
from sleepscorer.translatable import QT_TRANSLATE_NOOP


class EventGroup(Enum):
    """Group of events that share a row of the night strip, and its colour."""

    AROUSAL = "arousal"
    BREATHING = "breathing"
    LIMBS = "limbs"
    OTHER = "other"


class Counts(Enum):
    """Position in which an event enters its index; see ``sleepscorer.statistics.indices``."""

    IN_SLEEP = "starts in sleep"
    EITHER_EDGE = "starts or ends in sleep"
    IN_BED = "starts between lights off and lights on"
    NEVER = "never: it is no event of the sleeper's"


@dataclass(frozen=True)
class EventCommand:
    """Command that marks an event.

    Attributes
    ----------
    name : str
        What key profiles call it.
    text : str
        In the menu, with its mnemonic; translated by the window.
    keys : str
        Portable key sequence.
    """

    name: str
    text: str
    keys: str


@dataclass(frozen=True)
class EventType:
    """Everything that the program knows of a kind of event: a new kind is a row of :class:`EventKind`.

    Attributes
    ----------
    value : str
        In the files we save; never altered.
    name : str
        Term of the AASM Manual, as in a sentence; translated by the window.
    abbreviation : str
        As on a trace; empty where there is none.
    text : str
        EDF+ annotation; what has no standard text there has our own.
    report : mapping of str to str
        Plural by language, as in a report's table of indices; English counts where a language is missing.
    group : EventGroup
    spellings : tuple of str
        Other texts of annotations that mean it, in lower case.
    words : tuple of str
        What other programs' texts come to; see ``sleepscorer.scoring.event_words``.
    counts : Counts
    breathing : {"", "apnoea", "hypopnoea"}
        Whether it counts for the apnoea-hypopnoea index (AASM Manual, chapter II).
    usual_s : float
        Length of one marked at the cursor; ten seconds is the least of an apnoea (chapter VIII).
    least_s : float
        Duration below which the manual counts no such event in an adult; 0 where it tells none.
    roles : tuple of Role
        Channels it is marked on, the best first; empty for any.
    colour : str
        ``#rrggbb``, of Okabe & Ito (2008), whose colours people with the common colour vision deficiencies
        can tell apart; an event is never told by its colour alone.
    command : EventCommand, optional
        Key and menu; without one it comes from files alone.
    has_words : bool
        Whether it says more than its kind, such as which position: ``Body position: supine``.
    """

    value: str
    name: str
    abbreviation: str
    text: str
    report: Mapping[str, str]
    group: EventGroup = EventGroup.OTHER
    spellings: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    counts: Counts = Counts.IN_SLEEP
    breathing: Literal["", "apnoea", "hypopnoea"] = ""
    usual_s: float = 10.0
    least_s: float = 0.0
    roles: tuple[Role, ...] = ()
    colour: str = "#7A7A7A"
    command: EventCommand | None = None
    has_words: bool = False


_EFFORT = (Role.RESPIRATION, Role.THORAX, Role.ABDOMEN, Role.EFFORT_SUM)
_APNOEA = (Role.THERMISTOR, Role.NASAL_PRESSURE, Role.CPAP_FLOW, *_EFFORT)
_HYPOPNOEA = (Role.NASAL_PRESSURE, Role.CPAP_FLOW, Role.THERMISTOR, *_EFFORT)
_HEART = (Role.PULSE, Role.ECG, Role.PLETH)
_LEGS = (Role.LEG_LEFT, Role.LEG_RIGHT, Role.LEG)


class EventKind(StrEnum):
    """Kind of event: a row each; the values are those of the files we save."""

    _value_: str
    type: EventType

    def __new__(cls, row: EventType) -> EventKind:
        """Make a member of its row."""
        kind = str.__new__(cls, row.value)
        kind._value_ = row.value
        kind.type = row
        return kind

    AROUSAL = EventType(
        "arousal",
        QT_TRANSLATE_NOOP("Words", "arousal"),
        "Ar",
        "EEG arousal",
        report={"en": "Arousals", "de": "Arousals", "fr": "Micro-éveils"},
        roles=(Role.EEG, Role.EOG, Role.EMG),
        colour="#009E73",
        least_s=3.0,
        group=EventGroup.AROUSAL,
        spellings=("arousal", "asda arousal"),
        words=("arousal", "arousal limb", "arousal limb movement"),
        counts=Counts.IN_BED,
        usual_s=3.0,
        command=EventCommand("event_arousal", QT_TRANSLATE_NOOP("Actions", "&Arousal"), "E, A"),
    )
    OBSTRUCTIVE_APNOEA = EventType(
        "obstructive_apnoea",
        QT_TRANSLATE_NOOP("Words", "obstructive apnoea"),
        "OA",
        "Obstructive apnea",
        report={"en": "Obstructive apnoeas", "de": "Obstruktive Apnoen", "fr": "Apnées obstructives"},
        roles=_APNOEA,
        colour="#D55E00",
        least_s=10.0,
        group=EventGroup.BREATHING,
        spellings=("obstructive apnoea", "apnea obstructive"),
        words=("apnea obstructive",),
        counts=Counts.EITHER_EDGE,
        breathing="apnoea",
        command=EventCommand(
            "event_obstructive", QT_TRANSLATE_NOOP("Actions", "&Obstructive apnoea"), "E, O"
        ),
    )
    CENTRAL_APNOEA = EventType(
        "central_apnoea",
        QT_TRANSLATE_NOOP("Words", "central apnoea"),
        "CA",
        "Central apnea",
        report={"en": "Central apnoeas", "de": "Zentrale Apnoen", "fr": "Apnées centrales"},
        roles=_APNOEA,
        colour="#0072B2",
        least_s=10.0,
        group=EventGroup.BREATHING,
        spellings=("central apnoea", "apnea central"),
        words=("apnea central",),
        counts=Counts.EITHER_EDGE,
        breathing="apnoea",
        command=EventCommand("event_central", QT_TRANSLATE_NOOP("Actions", "&Central apnoea"), "E, C"),
    )
    MIXED_APNOEA = EventType(
        "mixed_apnoea",
        QT_TRANSLATE_NOOP("Words", "mixed apnoea"),
        "MA",
        "Mixed apnea",
        report={"en": "Mixed apnoeas", "de": "Gemischte Apnoen", "fr": "Apnées mixtes"},
        roles=_APNOEA,
        colour="#CC79A7",
        least_s=10.0,
        group=EventGroup.BREATHING,
        spellings=("mixed apnoea", "apnea mixed"),
        words=("apnea mixed",),
        counts=Counts.EITHER_EDGE,
        breathing="apnoea",
        command=EventCommand("event_mixed", QT_TRANSLATE_NOOP("Actions", "&Mixed apnoea"), "E, M"),
    )
    HYPOPNOEA = EventType(
        "hypopnoea",
        QT_TRANSLATE_NOOP("Words", "hypopnoea"),
        "H",
        "Hypopnea",
        report={"en": "Hypopnoeas", "de": "Hypopnoen", "fr": "Hypopnées"},
        roles=_HYPOPNOEA,
        colour="#E69F00",
        least_s=10.0,
        group=EventGroup.BREATHING,
        spellings=("hypopnoea", "obstructive hypopnea", "central hypopnea", "mixed hypopnea"),
        words=("hypopnea", "hypopnea obstructive", "hypopnea central", "hypopnea mixed"),
        counts=Counts.EITHER_EDGE,
        breathing="hypopnoea",
        command=EventCommand("event_hypopnoea", QT_TRANSLATE_NOOP("Actions", "&Hypopnoea"), "E, H"),
    )
    LIMB_MOVEMENT = EventType(
        "limb_movement",
        QT_TRANSLATE_NOOP("Words", "limb movement"),
        "LM",
        "Limb movement",
        report={"en": "Limb movements", "de": "Beinbewegungen", "fr": "Mouvements des jambes"},
        roles=_LEGS,
        colour="#8A6A1F",
        least_s=0.5,
        group=EventGroup.LIMBS,
        spellings=("leg movement", "lm", "plm", "periodic leg movement"),
        words=("limb", "limb movement"),
        usual_s=1.0,
        command=EventCommand("event_limb", QT_TRANSLATE_NOOP("Actions", "&Limb movement"), "E, L"),
    )
    DESATURATION = EventType(
        "desaturation",
        QT_TRANSLATE_NOOP("Words", "desaturation"),
        "Desat",
        "Oxygen desaturation",
        report={"en": "Desaturations", "de": "Entsättigungen", "fr": "Désaturations"},
        roles=(Role.SPO2,),
        colour="#56B4E9",
        group=EventGroup.BREATHING,
        spellings=("desaturation", "desat", "spo2 desaturation"),
        words=("desaturation",),
        counts=Counts.EITHER_EDGE,
        command=EventCommand("event_desaturation", QT_TRANSLATE_NOOP("Actions", "&Desaturation"), "E, D"),
    )
    RERA = EventType(
        "rera",
        QT_TRANSLATE_NOOP("Words", "respiratory effort-related arousal"),
        "RERA",
        "RERA",
        report={
            "en": "Respiratory effort-related arousals",
            "de": "Atemanstrengungsbedingte Arousals",
            "fr": "Micro-éveils liés à un effort respiratoire",
        },
        roles=_HYPOPNOEA,
        colour="#B89B00",
        least_s=10.0,
        group=EventGroup.BREATHING,
        spellings=("respiratory effort related arousal", "respiratory effort-related arousal"),
        words=("rera", "arousal effort related"),
        counts=Counts.EITHER_EDGE,
        command=EventCommand("event_rera", QT_TRANSLATE_NOOP("Actions", "RERA"), "E, R"),
    )
    HYPOVENTILATION = EventType(
        "hypoventilation",
        QT_TRANSLATE_NOOP("Words", "hypoventilation"),
        "HV",
        "Hypoventilation",
        report={"en": "Hypoventilation", "de": "Hypoventilation", "fr": "Hypoventilation"},
        roles=(Role.CO2, Role.SPO2),
        colour="#5B4A9C",
        group=EventGroup.BREATHING,
        spellings=("hypoventilations",),
        words=("hypoventilation",),
        counts=Counts.EITHER_EDGE,
        command=EventCommand(
            "event_hypoventilation", QT_TRANSLATE_NOOP("Actions", "Hypoventilation"), "E, V"
        ),
    )
    CHEYNE_STOKES = EventType(
        "cheyne_stokes",
        QT_TRANSLATE_NOOP("Words", "Cheyne-Stokes breathing"),
        "CSB",
        "Cheyne-Stokes breathing",
        report={
            "en": "Cheyne-Stokes breathing",
            "de": "Cheyne-Stokes-Atmung",
            "fr": "Respiration de Cheyne-Stokes",
        },
        roles=_HYPOPNOEA,
        colour="#6B8E9F",
        group=EventGroup.BREATHING,
        spellings=("cheynestokes", "cheyne-stokes", "cheyne stokes respiration"),
        words=(
            "cheyne stokes",
            "cheyne stokes breathing",
            "cheynestokes",
            "cheynestokes breathing",
            "csb",
            "csr",
        ),
        counts=Counts.EITHER_EDGE,
        usual_s=60.0,
        command=EventCommand(
            "event_cheyne_stokes", QT_TRANSLATE_NOOP("Actions", "Cheyne-Stokes breathing"), "E, Y"
        ),
    )
    SNORE = EventType(
        "snore",
        QT_TRANSLATE_NOOP("Words", "snoring"),
        "Sn",
        "Snore",
        report={"en": "Snoring", "de": "Schnarchen", "fr": "Ronflements"},
        roles=(Role.SNORE, Role.NASAL_PRESSURE),
        colour="#A6761D",
        group=EventGroup.BREATHING,
        spellings=("snoring", "snores"),
        words=("snore",),
        usual_s=3.0,
        command=EventCommand("event_snore", QT_TRANSLATE_NOOP("Actions", "Snoring"), "E, N"),
    )
    SPINDLE = EventType(
        "spindle",
        QT_TRANSLATE_NOOP("Words", "spindle"),
        "Sp",
        "Sleep spindle",
        report={"en": "Spindles", "de": "Spindeln", "fr": "Fuseaux"},
        roles=(Role.EEG,),
        colour="#999999",
        group=EventGroup.OTHER,
        spellings=("spindle",),
        words=("spindle",),
        usual_s=1.0,
        command=EventCommand("event_spindle", QT_TRANSLATE_NOOP("Actions", "&Spindle"), "E, S"),
    )
    K_COMPLEX = EventType(
        "k_complex",
        QT_TRANSLATE_NOOP("Words", "k complex"),
        "K",
        "K-complex",
        report={"en": "K-complexes", "de": "K-Komplexe", "fr": "Complexes K"},
        roles=(Role.EEG,),
        colour="#999999",
        group=EventGroup.OTHER,
        spellings=("k complex", "kcomplex"),
        words=("kcomplex",),
        usual_s=1.0,
        command=EventCommand("event_k_complex", QT_TRANSLATE_NOOP("Actions", "&K-complex"), "E, K"),
    )
    BRUXISM = EventType(
        "bruxism",
        QT_TRANSLATE_NOOP("Words", "bruxism"),
        "Brux",
        "Bruxism",
        report={"en": "Bruxism", "de": "Bruxismus", "fr": "Bruxisme"},
        roles=(Role.EMG,),
        colour="#8C564B",
        group=EventGroup.LIMBS,
        spellings=("tooth grinding", "teeth grinding"),
        words=("bruxism",),
        usual_s=2.0,
        command=EventCommand("event_bruxism", QT_TRANSLATE_NOOP("Actions", "Bruxism"), "E, B"),
    )
    BRADYCARDIA = EventType(
        "bradycardia",
        QT_TRANSLATE_NOOP("Words", "bradycardia"),
        "Brady",
        "Bradycardia",
        report={"en": "Bradycardia", "de": "Bradykardie", "fr": "Bradycardie"},
        roles=_HEART,
        colour="#4C72B0",
        group=EventGroup.OTHER,
        spellings=("sinus bradycardia",),
        words=("bradycardia", "bradycardia sinus"),
        command=EventCommand("event_bradycardia", QT_TRANSLATE_NOOP("Actions", "Bradycardia"), "E, Shift+B"),
    )
    TACHYCARDIA = EventType(
        "tachycardia",
        QT_TRANSLATE_NOOP("Words", "tachycardia"),
        "Tachy",
        "Tachycardia",
        report={"en": "Tachycardia", "de": "Tachykardie", "fr": "Tachycardie"},
        roles=_HEART,
        colour="#C44E52",
        group=EventGroup.OTHER,
        spellings=("sinus tachycardia",),
        words=("tachycardia", "tachycardia sinus"),
        command=EventCommand("event_tachycardia", QT_TRANSLATE_NOOP("Actions", "Tachycardia"), "E, T"),
    )
    SLOW_WAVE = EventType(
        "slow_wave",
        QT_TRANSLATE_NOOP("Words", "slow wave"),
        "SW",
        "Slow wave",
        report={"en": "Slow waves", "de": "Langsame Wellen", "fr": "Ondes lentes"},
        roles=(Role.EEG,),
        colour="#999999",
        group=EventGroup.OTHER,
        spellings=("slow-wave",),
        words=("slowwave",),
        usual_s=1.0,
    )
    ARTEFACT = EventType(
        "artefact",
        QT_TRANSLATE_NOOP("Words", "artefact"),
        "Art",
        "Artifact",
        report={"en": "Artefacts", "de": "Artefakte", "fr": "Artéfacts"},
        group=EventGroup.OTHER,
        spellings=("artefact", "signal artifact"),
        words=("artefact",),
        command=EventCommand("event_artefact", QT_TRANSLATE_NOOP("Actions", "Arte&fact"), "E, F"),
    )
    BODY_POSITION = EventType(
        "body_position",
        QT_TRANSLATE_NOOP("Words", "body position"),
        "Pos",
        "Body position",
        report={"en": "Body position", "de": "Körperlage", "fr": "Position du corps"},
        roles=(Role.POSITION,),
        colour="#7A7A7A",
        counts=Counts.NEVER,
        usual_s=30.0,
        command=EventCommand("event_position", QT_TRANSLATE_NOOP("Actions", "Body position..."), "E, P"),
        has_words=True,
    )
    """Whatever the position channel says; which one is in ``Event.words``."""
    OTHER = EventType(
        "other",
        QT_TRANSLATE_NOOP("Words", "other event"),
        "",
        "Other",
        report={"en": "Other events", "de": "Andere Ereignisse", "fr": "Autres événements"},
        group=EventGroup.OTHER,
        has_words=True,
    )
    """Of no kind above; what a file, or the laboratory itself, calls it is in ``Event.words``."""


APNOEAS = frozenset(kind for kind in EventKind if kind.type.breathing == "apnoea")
RESPIRATORY = frozenset(kind for kind in EventKind if kind.type.breathing)
"""What the apnoea-hypopnoea index counts (AASM Manual, chapter II)."""
EVENT_TEXTS = {kind: kind.type.text for kind in EventKind}
"""EDF+ annotation text of each kind."""
_BY_SPELLING = {text: kind for kind in EventKind for text in kind.type.spellings} | {
    text.lower(): kind for kind, text in EVENT_TEXTS.items()
}
_WORDY = {f"{kind.type.text.lower()}:": kind for kind in EventKind if kind.type.has_words}
_NOTE = re.compile(r"(?P<text>.*) \[(?P<note>[^\[\]]*)\]")
"""A note stands in brackets behind the text of its event; none is written ``[]`` where a text ends in one."""
_BRACKETS = str.maketrans("[]", "()")
_SIGNS = re.compile("@{2,}")


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
        What a file called an event of kind ``OTHER``, or which position a ``BODY_POSITION`` is; empty for
        every other kind. Of several ``@`` in a row one is left, as two begin the channel in EDF+.
    note : str
        Remark of a person, on one line; brackets in it are round, so that it can be told from the text.
    proposal : Proposal or None
        Where a model has found it; None for what a person or a file has marked.
    """

    kind: EventKind
    start_s: float
    duration_s: float
    channel: str | None = None
    words: str = ""
    note: str = ""
    proposal: Proposal | None = None

    def __post_init__(self) -> None:
        # A number of numpy's would not go into the journal.
        object.__setattr__(self, "start_s", float(self.start_s))
        object.__setattr__(self, "duration_s", float(self.duration_s))
        # Two of @ stand before the channel in a text of EDF+.
        note = " ".join(_SIGNS.sub("@", self.note.translate(_BRACKETS)).split())
        object.__setattr__(self, "note", note)
        object.__setattr__(self, "words", _SIGNS.sub("@", self.words))
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
    def is_proposed(self) -> bool:
        """Whether a model has found it and nobody has confirmed it yet."""
        return self.proposal is not None and self.proposal.confirmed_by is None

    @property
    def order(self) -> tuple[float, float, str, bool, str, str, str]:
        """Sort key among other events: by start, length, kind, channel, words and note, whoever found it."""
        return (
            self.start_s,
            self.duration_s,
            self.kind.value,
            self.channel is not None,
            self.channel or "",
            self.words,
            self.note,
        )

    @property
    def label(self) -> str:
        """EDF+ text without a channel, as in ``Other: hiccup`` and ``Hypopnea [mouth open]``."""
        text = EVENT_TEXTS[self.kind] + (f": {self.words}" if self.words else "")
        return f"{text} [{self.note}]" if self.note or text.endswith("]") else text

    @property
    def text(self) -> str:
        """EDF+ text, tied to its channel as in ``Limb movement@@EMG LAT``."""
        return self.label + (f"@@{self.channel}" if self.channel else "")


def within_night(event: Event, end_s: float) -> Event | None:
    """Return an event as far as a night goes: the rule of window, readers and scripts.

    Parameters
    ----------
    event : Event
    end_s : float
        End of the night, in seconds from its first sample.

    Returns
    -------
    Event or None
        Without what lies before the first sample and after the last; None where nothing is left. An event
        without length is a point in time, which is within or not.
    """
    first_s, last_s = max(event.start_s, 0.0), min(event.stop_s, end_s)
    if first_s >= end_s or last_s < first_s or (last_s == first_s and event.stop_s > event.start_s):
        return None
    if (first_s, last_s) == (event.start_s, event.stop_s):
        return event
    return replace(event, start_s=first_s, duration_s=last_s - first_s)


def find(events: Sequence[Event], event: Event) -> tuple[int, bool]:
    """Find the index of an event among events in their order, and whether it is there, whoever found it."""
    index = bisect_left(events, event.order, key=lambda other: other.order)
    return index, index < len(events) and events[index].order == event.order


def merge_unnamed_channels(
    new: Sequence[Event], present: Iterable[Event]
) -> tuple[tuple[Event, ...], tuple[Event, ...]]:
    """Tell events that differ only in that one names a channel and the other none from separate ones.

    Parameters
    ----------
    new : sequence of Event
        To be put in; none of them is among those present.
    present : iterable of Event
        Proposals that nobody has confirmed are passed over.

    Returns
    -------
    new : tuple of Event
        Without those that are there already, with a channel.
    made_way : tuple of Event
        Those present, without a channel, of which a new one names it.
    """
    settled = [event for event in present if not event.is_proposed]
    named = {_without_channel(event) for event in settled if event.channel is not None}
    kept = tuple(event for event in new if event.channel is not None or _without_channel(event) not in named)
    naming = {_without_channel(event) for event in kept if event.channel is not None}
    return kept, tuple(
        event for event in settled if event.channel is None and _without_channel(event) in naming
    )


def _without_channel(event: Event) -> tuple[float, float, EventKind, str, str]:
    return event.start_s, event.duration_s, event.kind, event.words, event.note


def kinds_on(role: Role) -> tuple[EventKind, ...]:
    """Return the kinds of events that are marked on a channel of a role, the likeliest first.

    Parameters
    ----------
    role : Role

    Returns
    -------
    tuple of EventKind
        Those with a key; an artefact where no kind is read on such a channel.
    """
    fitting = [kind for kind in EventKind if role in kind.type.roles and kind.type.command is not None]
    ordered = sorted(fitting, key=lambda kind: (not kind.type.breathing, kind.type.roles.index(role)))
    return tuple(ordered) or (EventKind.ARTEFACT,)


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
    plain, note = _without_note(" ".join(words.split()))
    kind, more = _BY_SPELLING.get(plain.lower()), ""
    if kind is None:
        opening, colon, more = plain.partition(":")
        kind = _WORDY.get(f"{opening.lower()}{colon}")
    return (
        None
        if kind is None
        else Event(kind, start_s, duration_s, channel.strip() or None, more.strip(), note)
    )


def _without_note(text: str) -> tuple[str, str]:
    match = _NOTE.fullmatch(text)
    return (match["text"], match["note"]) if match else (text, "")
