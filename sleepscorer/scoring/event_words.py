"""Words of scoring programs for events, in the languages of Europe, and the kinds they stand for.

The words of a text count, not their order, nor the side of the body, nor what an arousal followed:
``Arousal (ARO SPONT)``, ``Apnea, obstructive`` and ``PLM (Left)`` are read alike. What is not understood as a
whole is of no kind: half a text is easily the opposite of it.
"""

from __future__ import annotations

from dataclasses import replace

from sleepscorer.scoring.events import Event, EventKind, event_from_text
from sleepscorer.stages import Stage, stage_among_events
from sleepscorer.vocabulary import EVENT_FILLERS, EVENT_PHRASES, EVENT_TOKENS, folded

MAX_WORDS = 80
"""Characters of an unknown text that are kept."""

_TOKEN = {other: word for word, others in EVENT_TOKENS.items() for other in others}
_KINDS = {frozenset(words.split()): kind for kind in EventKind for words in kind.type.words}
_BARE = frozenset(
    (
        *("leg", "legs", "limb", "limbs", "bein", "beine", "jambe", "jambes", "pierna", "piernas", "gamba"),
        *("gambe", "perna", "pernas", "been", "benen", "jalka"),
    )
)
"""A limb that does not move is a channel or a remark, not an event."""


def kind_of_words(text: str) -> EventKind | None:
    """Return the kind of event that a text of some scoring program stands for.

    Parameters
    ----------
    text : str
        Without the channel it is tied to.

    Returns
    -------
    EventKind or None
        None if the text is not understood as a whole.
    """
    known = event_from_text(text, 0.0, 0.0)
    if known is not None:
        return known.kind
    tokens = set(_words(text))
    words = frozenset(_TOKEN.get(word, word) for word in tokens - EVENT_FILLERS)
    kind = _KINDS.get(words)
    # Slow wave sleep is a stage, and an epoch of it no slow wave.
    is_other = (words == {"limb"} and tokens & _BARE) or (kind is EventKind.SLOW_WAVE and "sleep" in tokens)
    return None if is_other else kind


def event_of_words(text: str, channel: str, start_s: float, duration_s: float) -> Event:
    """Read an event from the text of some scoring program; one of no kind we know keeps its words.

    Parameters
    ----------
    text : str
        Without the channel it is tied to.
    channel : str
        Empty where there is none.
    start_s, duration_s : float

    Returns
    -------
    Event
        Of kind ``OTHER`` where the text is not understood as a whole.
    """
    plain = " ".join(text.split())
    known = event_from_text(plain, start_s, duration_s)
    if known is not None:
        return replace(known, channel=channel or known.channel)
    kind = kind_of_words(plain)
    words = plain[:MAX_WORDS] if kind is None else ""
    return Event(kind or EventKind.OTHER, start_s, duration_s, channel or None, words)


def stage_of_event(text: str) -> Stage | None:
    """Read the stage of a text among events of every kind: a marker called ``A`` or ``1`` is none.

    Parameters
    ----------
    text : str

    Returns
    -------
    Stage or None
    """
    return Stage.UNSCORED if folded(text) in ("unknown", "u", "l") else stage_among_events(text)


def _words(text: str) -> list[str]:
    plain = folded(text)
    for pattern, word in EVENT_PHRASES:
        plain = pattern.sub(word, plain)
    return plain.split()
