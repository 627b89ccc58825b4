"""Reasons of a proposal: what its scorer measured, as words."""

from __future__ import annotations

from collections.abc import Callable

from sleepscorer.messages import Message, joined
from sleepscorer.scoring.events import Event

TERMS: dict[str, Callable[[float], Message]] = {
    "flow": lambda value: Message("flow {value:+.0f} %", value=value),
    "desaturation": lambda value: Message("desaturation {value:.0f} %", value=value),
    "nadir": lambda value: Message("nadir {value:.0f} %", value=value),
    "breaths": lambda value: Message("{count} breaths", count=round(value)),
    "arousal": lambda value: Message("arousal"),
    "effort_absent": lambda value: Message("effort absent for {value:.0f} s, then back", value=value),
    "untyped": lambda value: Message("type uncertain"),
    "amplitude": lambda value: Message("{value:.0f} uV", value=value),
    "both_legs": lambda value: Message("both legs"),
    "periodic": lambda value: Message("in a series"),
}
"""Words of each term: flow and desaturation in percent, a term without a number where it holds."""


def reason_of(event: Event) -> Message:
    """Return why an event was proposed: ``flow -59 %, 16 s, desaturation 12 %, 4 breaths``.

    Parameters
    ----------
    event : Event
        With its proposal; of another one only the duration is said.
    """
    terms = event.proposal.terms if event.proposal else ()
    words = [_words(name, value) for name, value in terms]
    at = 1 if terms and terms[0][0] == "flow" else 0
    words.insert(at, Message("{seconds:.0f} s", seconds=event.duration_s))
    return joined(words, ", ")


def _words(name: str, value: float) -> Message:
    known = TERMS.get(name)
    return known(value) if known else Message("{name} {value}", name=name, value=f"{value:g}")
