"""Events of a scoring as annotations, as cells of a table, and back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from sleepscorer.body_positions import position_of
from sleepscorer.edf.tal import Annotation
from sleepscorer.scoring import Event, EventKind, Lights
from sleepscorer.scoring.proposal_texts import proposal_annotation

_TOLERANCE_S = 2e-6
_FORMULA = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""What a spreadsheet computes, of either width, behind blanks or not."""


def event_annotations(events: Iterable[Event], *, with_words: bool = True) -> list[Annotation]:
    """Return annotations with the EDF+ texts of events; if asked, without words and notes of people.

    Beside what a model has proposed and nobody has confirmed stands a second one that says so.
    """
    written = list(events if with_words else map(_impersonal, events))
    texts = [Annotation(event.start_s, event.duration_s, event.text) for event in written]
    return texts + [proposal_annotation(event) for event in written if event.is_proposed]


def _impersonal(event: Event) -> Event:
    is_position = event.kind is EventKind.BODY_POSITION and position_of(event.words) is not None
    return replace(event, words=event.words if is_position else "", note="")


def same_events(read: Sequence[Event], meant: Sequence[Event]) -> bool:
    """Tell whether events are the same but for a microsecond of rounding, and proposed alike."""
    ordered = sorted(read, key=lambda event: (event.kind, cell(event.channel or ""), event.start_s))
    wanted = sorted(meant, key=lambda event: (event.kind, cell(event.channel or ""), event.start_s))
    return len(ordered) == len(wanted) and all(map(_same, ordered, wanted))


def _same(event: Event, other: Event) -> bool:
    return (
        event.kind is other.kind
        and cell(event.channel or "") == cell(other.channel or "")
        and event.is_proposed is other.is_proposed
        and abs(event.start_s - other.start_s) <= _TOLERANCE_S
        and abs(event.duration_s - other.duration_s) <= _TOLERANCE_S
    )


def same_lights(read: Lights, meant: Lights) -> bool:
    """Tell whether lights are the same but for the microsecond a text format rounds to."""
    pairs = ((read.off_s, meant.off_s), (read.on_s, meant.on_s))
    return all(
        moment == other or (moment is not None and other is not None and abs(moment - other) <= _TOLERANCE_S)
        for moment, other in pairs
    )


def cell(text: str) -> str:
    """Return the text as one cell of a table: on one line, and nothing a spreadsheet would compute."""
    plain = " ".join("".join(" " if ord(c) < 32 or c == "\x7f" else c for c in text).split())
    return f"'{plain}" if starts_formula(plain) else plain


def starts_formula(text: str) -> bool:
    """Tell whether a spreadsheet may take a text for a formula."""
    return text.lstrip().startswith(_FORMULA)


def seconds(value: float) -> str:
    """Return the seconds to the microsecond, without an exponent."""
    return f"{value:.6f}".rstrip("0").rstrip(".")
