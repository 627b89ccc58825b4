"""Time-stamped annotation lists (TALs) of EDF+."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

# Ten digits of seconds are three centuries; more are no time.
_TAL = re.compile(
    rb"(?P<onset>[+-]\d{1,10}(?:\.\d*)?)(?:\x15(?P<duration>\d{1,10}(?:\.\d*)?))?"
    rb"\x14(?P<texts>[^\x00]*?)\x14?\x00"
)


TextChange = Callable[[str, float], str]
"""What becomes of a text that stands at an onset."""


@dataclass(frozen=True)
class Annotation:
    """One text of an EDF+ file; ``onset_s`` counts from the recording's start."""

    onset_s: float
    duration_s: float | None
    text: str


def record_onset(data: bytes) -> float | None:
    """Onset of the time-keeping TAL that opens a data record, or None where it is broken."""
    match = _TAL.match(data)
    return float(match["onset"]) if match else None


def decode_annotations(data: bytes) -> Iterator[Annotation]:
    """Texts in the annotation bytes of one or more data records.

    Parameters
    ----------
    data : bytes
        Annotation samples as they stand in the file.

    Yields
    ------
    Annotation
        Without the empty text of time-keeping TALs.
    """
    for match in _TAL.finditer(data):
        duration = float(match["duration"]) if match["duration"] else None
        for text in match["texts"].split(b"\x14"):
            if text:
                yield Annotation(float(match["onset"]), duration, text.decode("utf-8", "replace"))


def with_texts_changed(data: bytes, change: TextChange) -> bytes:
    """Annotation bytes of one data record with some of its texts changed, as long as before.

    Everything else stays as it is, byte for byte; the rest is filled with NUL.

    Parameters
    ----------
    data : bytes
    change : callable
        Gives what becomes of a text with an onset: itself, one that is no longer, or an empty one
        where it goes.
    """

    def changed(match: re.Match[bytes]) -> bytes:
        texts = match["texts"].split(b"\x14")
        kept = [_changed(text, float(match["onset"]), change) for text in texts]
        if kept == texts:
            return match[0]
        if not any(kept) and texts[0]:
            return b""  # a TAL that keeps no time and says nothing any more
        opening = data[match.start() : match.start("texts")]
        said = [new for new, old in zip(kept, texts, strict=True) if new or not old]
        return opening + b"\x14".join(said) + b"\x14\x00"

    return _TAL.sub(changed, data).ljust(len(data), b"\0")


def _changed(text: bytes, onset_s: float, change: TextChange) -> bytes:
    plain = text.decode("utf-8", "replace")
    new = change(plain, onset_s) if plain else plain
    return text if new == plain else new.encode()


def encode_tal(onset_s: float, duration_s: float | None = None, text: str = "") -> bytes:
    """One TAL, with its closing NUL.

    Parameters
    ----------
    onset_s : float
        Seconds from the start of the recording, written to the microsecond without an exponent.
    duration_s : float, optional
    text : str
        Control characters become blanks, as EDF+ demands; empty for a time-keeping TAL.
    """
    duration = b"" if duration_s is None else b"\x15" + _decimal(duration_s).encode()
    clean = "".join(" " if ord(character) < 32 else character for character in text)
    sign = "-" if onset_s < 0 else "+"
    return f"{sign}{_decimal(abs(onset_s))}".encode() + duration + b"\x14" + clean.encode() + b"\x14\x00"


def _decimal(value: float) -> str:
    return f"{value:.6f}".rstrip("0").rstrip(".")
