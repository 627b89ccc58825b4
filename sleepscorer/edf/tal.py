"""Time-stamped annotation lists (TALs) of EDF+."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from sleepscorer.messages import Message

LATEST_S = 1e10
"""Seconds that are no time any more: three centuries."""

_NUMBER = re.compile(rb"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d{1,2})?")
_WELL_FORMED = re.compile(rb"[+-]\d{1,10}(?:\.\d+)?(?:\x15\d{1,10}(?:\.\d+)?)?\x14(?:[^\x14\x15]*\x14)+")
_MINUS_SIGN = "\u2212".encode()
_BLANKS = b" \t\r\n"

_TEXT_MARK, _POINT, _SIGNS = 0x14, ord("."), list(b"+-")
_DIGITS = np.isin(np.arange(256), list(b"0123456789"))
_SHORTEST_TIME, _LONGEST_TIME = 5, 24


TextChange = Callable[[str, float], str]
"""What becomes of a text that stands at an onset."""


@dataclass(frozen=True)
class Annotation:
    """One text of an EDF+ file; ``onset_s`` counts from the recording's start."""

    onset_s: float
    duration_s: float | None
    text: str


@dataclass(frozen=True)
class Tal:
    """Time-stamped annotation list: the bytes between two NULs of an annotation signal.

    Attributes
    ----------
    raw : bytes
        Without the NUL behind it.
    onset_s : float or None
        None where the bytes are no TAL, such as the rest of an earlier one.
    duration_s : float or None
    has_odd_duration : bool
        Whether a duration stands there that is none, such as -1.
    texts : tuple of bytes
        With the empty text of a time-keeping TAL.
    is_first : bool
        Whether it opens the data record.
    """

    raw: bytes
    onset_s: float | None
    duration_s: float | None = None
    has_odd_duration: bool = False
    texts: tuple[bytes, ...] = ()
    is_first: bool = False

    @property
    def keeps_time(self) -> bool:
        """Whether its onset is that of the data record (EDF+ 2.2.4)."""
        return self.is_first and self.onset_s is not None and self.texts[:1] == (b"",)

    @property
    def is_well_formed(self) -> bool:
        """Whether every reader understands it as it stands."""
        if self.onset_s is None or not _WELL_FORMED.fullmatch(self.raw):
            return False
        return all(_is_utf_8(text) for text in self.texts)

    def annotations(self) -> Iterator[Annotation]:
        """Give its texts, but for empty ones."""
        if self.onset_s is not None:
            for text in self.texts:
                if text:
                    yield Annotation(self.onset_s, self.duration_s, decode_text(text))


@dataclass
class TalDoubts:
    """Doubts about the annotation signals of a file, counted."""

    n_unread: int = 0
    n_odd_durations: int = 0

    def note(self, tals: Iterable[Tal]) -> None:
        """Count the doubtful ones."""
        for tal in tals:
            self.n_unread += tal.onset_s is None
            self.n_odd_durations += tal.has_odd_duration and any(tal.texts)

    def sentences(self) -> tuple[str, ...]:
        """Give a sentence on each kind of doubt."""
        sentences = []
        if self.n_unread == 1:
            sentences.append(Message("1 annotation could not be understood and is left out."))
        elif self.n_unread:
            sentences.append(
                Message("{count} annotations could not be understood and are left out.", count=self.n_unread)
            )
        if self.n_odd_durations:
            sentences.append(
                Message(
                    "Of {count} annotations the duration is no length of time (such as -1); they are "
                    "read as without one.",
                    count=self.n_odd_durations,
                )
            )
        return tuple(sentences)


def split_tals(data: bytes) -> Iterator[Tal]:
    """Read the annotation bytes of one data record as its TALs.

    A TAL ends with 0x14 0x00 (Kemp & Olivan 2003, 2.2.2); a text cannot hold a NUL, so one whose closing
    0x14 is missing ends there too. A decimal comma, a missing plus and an exponent are read.

    Parameters
    ----------
    data : bytes
        Annotation samples as they stand in the file.

    Yields
    ------
    Tal
        One that is not understood, or is cut off by the end of the record, has no onset. Blanks between
        two NULs are passed over.
    """
    held = data.rstrip(b"\0")
    pieces = held.split(b"\0")
    for index, raw in enumerate(pieces):
        is_cut_off = index == len(pieces) - 1 and len(held) == len(data) and not raw.endswith(b"\x14")
        if is_cut_off and raw.strip(_BLANKS):
            yield Tal(raw, None)
        elif raw.strip(_BLANKS):
            yield _tal(raw, is_first=index == 0)


def _tal(raw: bytes, *, is_first: bool) -> Tal:
    head, separator, tail = raw.partition(b"\x14")
    onset, has_duration, length = head.partition(b"\x15")
    onset_s = _seconds(onset.replace(_MINUS_SIGN, b"-"))
    duration_s = _seconds(length)
    if duration_s is not None and length.strip(_BLANKS).startswith(b"-"):
        duration_s = None
    texts = tuple((tail[:-1] if tail.endswith(b"\x14") else tail).split(b"\x14"))
    is_odd = bool(has_duration and length.strip(_BLANKS)) and duration_s is None
    if onset_s is None or not separator or (is_odd and not any(texts)):
        return Tal(raw, None, is_first=is_first)
    return Tal(raw, onset_s, duration_s, is_odd, texts, is_first)


def _seconds(text: bytes) -> float | None:
    """Number of seconds, or None where it is none or no time."""
    plain = text.strip(_BLANKS).replace(b",", b".")
    if not _NUMBER.fullmatch(plain):
        return None
    seconds = float(plain)
    return seconds if abs(seconds) < LATEST_S else None


def _is_utf_8(text: bytes) -> bool:
    try:
        text.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def decode_text(raw: bytes) -> str:
    """Decode the text of an annotation: UTF-8 as EDF+ asks, else Windows-1252, as older programs write."""
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        pass
    try:
        return raw.decode("cp1252")
    except UnicodeDecodeError:  # five bytes that Windows-1252 leaves free
        return raw.decode("latin-1")


def record_onset(data: bytes) -> float | None:
    """Read the onset of the time-keeping TAL that opens a data record, or None where it is broken."""
    end = data.find(b"\0")
    first = data if end < 0 else data[:end]
    if not first.endswith(b"\x14"):
        return None
    tal = _tal(first, is_first=True)
    return tal.onset_s if tal.keeps_time else None


def plain_onsets(openings: NDArray[np.uint8]) -> NDArray[np.float64]:
    """Read the onsets of time-keeping TALs that are written as the standard asks.

    Parameters
    ----------
    openings : ndarray of uint8, shape (n_records, n_bytes)
        Opening bytes of the annotations of data records.

    Returns
    -------
    ndarray of float64, shape (n_records,)
        As :func:`record_onset` gives of each, in seconds; NaN where that must be asked.
    """
    onsets = np.full(len(openings), np.nan)
    stops = _ends_of_plain_times(openings)
    is_plain = stops > 0
    if is_plain.any():
        plain, columns = openings[is_plain], np.arange(openings.shape[1])
        digits = np.where(columns < stops[is_plain, None], plain, 0).astype(np.uint8)
        onsets[is_plain] = digits.view(f"S{digits.shape[1]}").ravel().astype(np.float64)
    return onsets


def hold_no_text(records: NDArray[np.uint8]) -> NDArray[np.bool_]:
    """Tell which data records hold nothing but their time, or not even that, in these annotation bytes.

    Parameters
    ----------
    records : ndarray of uint8, shape (n_records, n_bytes)
        All bytes of one annotation signal.

    Returns
    -------
    ndarray of bool, shape (n_records,)
        False also where the time is written otherwise than the standard asks.
    """
    stops = _ends_of_plain_times(records)
    held = np.count_nonzero(records, axis=1)
    return np.asarray((held == 0) | ((stops > 0) & (held == stops + 2)), bool)


def _ends_of_plain_times(records: NDArray[np.uint8]) -> NDArray[np.intp]:
    """Lengths of sign, digits and at most one point before 0x14 0x14 0x00; 0 where there is no such time."""
    head = records[:, :_LONGEST_TIME]
    if head.shape[1] < _SHORTEST_TIME:
        return np.zeros(len(head), np.intp)
    stops = (head == _TEXT_MARK).argmax(axis=1)
    inside = np.minimum(stops, head.shape[1] - 3)
    rows, columns = np.arange(len(head)), np.arange(head.shape[1])
    is_number = np.isin(head[:, 0], _SIGNS) & _DIGITS[head[:, 1]]
    is_number &= (_DIGITS[head] | (head == _POINT) | (columns >= stops[:, None]))[:, 1:].all(axis=1)
    is_number &= ((head == _POINT) & (columns < stops[:, None])).sum(axis=1) <= 1
    is_ended = (head[rows, inside + 1] == _TEXT_MARK) & (head[rows, inside + 2] == 0) & (inside == stops)
    return np.where(is_number & is_ended, stops, 0)


def decode_annotations(data: bytes, doubts: TalDoubts | None = None) -> Iterator[Annotation]:
    """Read the texts in the annotation bytes of one data record.

    Parameters
    ----------
    data : bytes
        Annotation samples as they stand in the file.
    doubts : TalDoubts, optional
        Takes note of what could not be understood.

    Yields
    ------
    Annotation
        Without the empty text of time-keeping TALs.
    """
    for tal in split_tals(data):
        if doubts is not None:
            doubts.note((tal,))
        yield from tal.annotations()


def with_texts_changed(data: bytes, change: TextChange) -> tuple[bytes, list[Annotation]]:
    """Return the annotation bytes of one data record with some of its texts changed, as long as before.

    A well-formed TAL whose texts stay is kept byte for byte. One that another reader might take for
    something else is taken out, and so is one that has no room any more. Everything else is NUL.

    Parameters
    ----------
    data : bytes
    change : callable
        Gives what becomes of a text with an onset: itself, another one, or an empty one where it goes.

    Returns
    -------
    bytes
    list of Annotation
        Texts taken out, as changed, to be written elsewhere.

    Raises
    ------
    ValueError
        If not even the time of the record has room.
    """
    kept, moved = b"", []
    for tal in split_tals(data):
        changed = [replace(a, text=change(a.text, a.onset_s)) for a in tal.annotations()]
        raw = _rewritten(tal, changed) if tal.is_well_formed else b""
        if tal.is_well_formed and len(kept) + len(raw) <= len(data):
            kept += raw
            continue
        moved += [annotation for annotation in changed if annotation.text]
        if tal.keeps_time and tal.onset_s is not None:
            kept += encode_tal(tal.onset_s)
    if len(kept) > len(data):
        raise ValueError("a data record has no room for its time")
    return kept.ljust(len(data), b"\0"), moved


def _rewritten(tal: Tal, changed: Sequence[Annotation]) -> bytes:
    """Give a well-formed TAL with these texts; nothing where it neither says nor times anything any more."""
    if [annotation.text for annotation in changed] == [decode_text(text) for text in tal.texts if text]:
        return tal.raw + b"\0"
    texts = [annotation.text.encode() for annotation in changed if annotation.text]
    empty = [text for text in tal.texts if not text]
    if not texts and not tal.keeps_time:
        return b""
    return tal.raw.partition(b"\x14")[0] + b"".join(b"\x14" + text for text in [*empty, *texts]) + b"\x14\0"


def encode_tal(onset_s: float, duration_s: float | None = None, text: str = "") -> bytes:
    """Encode one TAL, with its closing NUL.

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
