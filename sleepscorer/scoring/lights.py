"""Lights off and on: the markers between which sleep is counted, and the texts of a file that set them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from sleepscorer.edf.tal import Annotation
from sleepscorer.vocabulary import LIGHTS_OFF_WORDS, LIGHTS_ON_WORDS, folded

_BRACKET = re.compile(r"\s*[(\[][^)\]]*[)\]]\s*$")
_CLOCK_BEHIND = re.compile(
    r"[\s,@:]*(?:at |um |à )?\d{1,2}[:.h]\d{2}(?:[:.]\d{2})?(?:\s*[ap]m)?\s*$", re.IGNORECASE
)
_MARKER_BEFORE = re.compile(
    r"^\s*(?:marker|event|note|comment|annotation|user event)\s*[:\-]\s*", re.IGNORECASE
)


@dataclass(frozen=True)
class Lights:
    """Lights off and on, in seconds from the first sample; None where not marked."""

    off_s: float | None = None
    on_s: float | None = None


def lights_word(text: str) -> Literal["off", "on"] | None:
    """Return ``off`` or ``on`` where a text says that the lights go so, in any language known; else None."""
    for words in (folded(text), _without_remark(text)):
        if words in LIGHTS_OFF_WORDS:
            return "off"
        if words in LIGHTS_ON_WORDS:
            return "on"
    return None


def mentions_lights(text: str) -> bool:
    """Return whether a remark holds words for lights off or on among others."""
    words = f" {folded(text)} "
    return any(" " in phrase and f" {phrase} " in words for phrase in LIGHTS_OFF_WORDS | LIGHTS_ON_WORDS)


def lights_between(off_s: Iterable[float], on_s: Iterable[float]) -> Lights:
    """Return the lights of a night with any number of markers: off at the first, on at the last after it.

    Somebody who gets up for a moment does not end the night, and light while electrodes are fixed does not
    end it before it has begun.
    """
    off = min(off_s, default=None)
    later = [at for at in on_s if off is None or at > off]
    return Lights(off, max(later, default=None))


def lights_among(annotations: Sequence[Annotation]) -> Lights:
    """Return the lights by texts such as ``Lights off`` and ``Licht an``; see :func:`lights_between`."""
    words = [
        (lights_word(annotation.text.partition("@@")[0]), annotation.onset_s) for annotation in annotations
    ]
    return lights_between(
        (at for word, at in words if word == "off"), (at for word, at in words if word == "on")
    )


def _without_remark(text: str) -> str:
    """Words of a marker without ``Marker:`` before them, and a clock time or a bracket behind."""
    bare = _CLOCK_BEHIND.sub("", _BRACKET.sub("", text))
    return folded(_MARKER_BEFORE.sub("", bare))
