"""Anonymous copies: the texts they may hold, and the search of the written file before it gets its name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from sleepscorer.body_positions import position_of
from sleepscorer.edf.header import FIXED_BYTES, EdfHeader
from sleepscorer.edf.records import EdfRecords
from sleepscorer.edf.tal import Annotation, decode_text
from sleepscorer.errors import HypnogramError
from sleepscorer.formats.copy_header import Anonymous, filters_of, is_unit
from sleepscorer.formats.identifiers import Identifiers
from sleepscorer.formats.standard_texts import is_measurement_label, is_standard_annotation, is_standard_label
from sleepscorer.messages import Message
from sleepscorer.scoring import EVENT_TEXTS, Author, AuthorKind, EventKind, event_from_text
from sleepscorer.scoring.event_words import kind_of_words
from sleepscorer.scoring.proposal_texts import ProposalMark, proposal_mark, proposal_text

LONGEST_SEARCHED = 256
"""Bytes of the end of one piece of samples that are searched with the next."""

_SURE_BYTES = 7
"""Length from which on a word does not come about by chance among gigabytes of samples."""

_SOME_MODEL = "model"
"""Stands for the name of any event scorer in a copy without free texts."""

_SHORTEST_RUN = 16
"""Printable bytes in a row that are rather a text than samples."""

_TIME = re.compile(rb"(?<![^\x00])[+-]\d+(?:\.\d+)?(?:\x15\d+(?:\.\d+)?)?(?=\x14)")
_OPENS_AS_TEXT = re.compile(rb"[+-]?\d+(?:[.,]\d*)?(?:\x15[-\d.,]*)?\x14[^\x00]*\x14?\x00")


def anonymous_text(text: str, identifiers: Identifiers, anonymous: Anonymous) -> str:
    """Return the text of an annotation as an anonymous copy has it; empty where it goes."""
    if is_standard_annotation(text):
        return text
    mark = proposal_mark(text)
    if mark is not None:
        return _anonymous_mark(mark, identifiers, anonymous)
    if not anonymous.drop_texts:
        return identifiers.struck(text)
    plain, _, channel = text.partition("@@")
    kind = kind_of_words(plain)
    if kind is None:
        return ""
    is_kept = channel and is_measurement_label(channel) and not identifiers.stand_in(channel)
    return _standard_text(kind, plain) + (f"@@{channel}" if is_kept else "")


def _standard_text(kind: EventKind, plain: str) -> str:
    """Return the standard text of an event, whatever else its words say; a position that is known stays."""
    event = event_from_text(plain, 0.0, 0.0)
    position = position_of(event.words) if event and kind is EventKind.BODY_POSITION else None
    return EVENT_TEXTS[kind] + (f": {position}" if position else "")


def _anonymous_mark(mark: ProposalMark, identifiers: Identifiers, anonymous: Anonymous) -> str:
    """Return the mark of a proposal: without it the event would be taken for a person's."""
    tie = f"@@{mark.channel}" if mark.channel else ""
    event_text = anonymous_text(f"{mark.label}{tie}", identifiers, anonymous)
    proposal = mark.proposal
    name = _SOME_MODEL if anonymous.drop_texts else identifiers.struck(proposal.author.name)
    profile = "" if anonymous.drop_texts else identifiers.struck(proposal.profile)
    by = replace(proposal, author=Author(AuthorKind.MODEL, name), profile=profile)
    return proposal_text(by, event_text) if event_text else ""


def without_names(
    annotations: list[Annotation], identifiers: Identifiers, anonymous: Anonymous
) -> list[Annotation]:
    """Return annotations as an anonymous copy has them."""
    written = [replace(a, text=anonymous_text(a.text, identifiers, anonymous)) for a in annotations]
    return [a for a in written if a.text]


def check_is_samples(header: EdfHeader, records: EdfRecords) -> None:
    """Refuse a signal that holds texts in place of samples: what they say cannot be taken out.

    Raises
    ------
    HypnogramError
    """
    for index, signal in enumerate(header.signals):
        stretch = records.signal_bytes(index)
        opening = records.raw(0, stretch.start, min(len(stretch), LONGEST_SEARCHED))
        if not signal.is_annotation and _OPENS_AS_TEXT.match(opening):
            raise HypnogramError(
                Message(
                    "signal {number} holds texts in place of samples, and they may name the patient; "
                    "remove that signal first",
                    number=index + 1,
                )
            )


def check_names_nobody(
    raw_header: bytes, annotation_bytes: Iterator[bytes], identifiers: Identifiers
) -> None:
    """Check that the header and the annotations of a copy hold nothing that tells who the patient is.

    Parameters
    ----------
    raw_header : bytes
    annotation_bytes : iterator of bytes
        Annotation signals, record by record.
    identifiers : Identifiers

    Raises
    ------
    HypnogramError
        If they do.
    """
    parts = [what for what, text in _texts_of(raw_header) if identifiers.stand_in(text)]
    pieces = {
        piece for data in annotation_bytes for piece in re.split(rb"[\x00\x14\x15]", _TIME.sub(b"", data))
    }
    texts = {decode_text(piece) for piece in pieces if piece}
    if any(identifiers.stand_in(text) for text in texts if not is_standard_annotation(text)):
        parts.append(Message("annotations"))
    if parts:
        raise HypnogramError(
            Message(
                "its {part} would still tell who the patient is; make the copy without free texts",
                part=parts[0],
            )
        )


def _texts_of(raw: bytes) -> Iterator[tuple[str, str]]:
    """Give the free texts of a header, and what each is; standard ones are left out."""
    n_signals = len(raw) // FIXED_BYTES - 1
    at = FIXED_BYTES
    kinds = (
        (Message("labels"), 16, is_standard_label),
        (Message("transducers"), 80, lambda text: False),
        (Message("units"), 8, is_unit),
        ("", 32, lambda text: True),
        (Message("prefiltering"), 80, lambda text: filters_of(text) == text),
        ("", 8, lambda text: True),
        (Message("reserved fields"), 32, lambda text: False),
    )
    for what, width, is_standard in kinds:
        for signal in range(n_signals):
            text = raw[at + width * signal : at + width * (signal + 1)].decode("latin-1").strip()
            if text and not is_standard(text):
                yield what, text
        at += width * n_signals


class SampleSearch:
    """Search of samples, piece by piece, for words that stand in them as text.

    Parameters
    ----------
    identifiers : Identifiers
    """

    def __init__(self, identifiers: Identifiers) -> None:
        self._sure = [word for word in identifiers.literals() if len(word) >= _SURE_BYTES]
        self._short = [word for word in identifiers.literals() if len(word) < _SURE_BYTES]
        self._end = b""

    def look(self, piece: bytes) -> None:
        """Look through the next piece.

        Raises
        ------
        HypnogramError
            If a word of the patient stands in it.
        """
        data = (self._end + piece).lower()
        self._end = data[-LONGEST_SEARCHED:]
        if any(word in data for word in self._sure) or any(map(self._names, _runs(data))):
            raise HypnogramError(
                Message(
                    "a word of the patient's identification stands among its samples, which a copy "
                    "keeps as they are; remove the signal that holds texts first"
                )
            )

    def _names(self, run: bytes) -> bool:
        return any(word in run for word in self._short)


def _runs(data: bytes) -> Iterator[bytes]:
    """Give the runs of printable bytes that are long enough for a text."""
    if len(data) < _SHORTEST_RUN:
        return
    codes = np.frombuffer(data, np.uint8)
    printable = (codes >= 32) & (codes < 127)
    opens = printable
    for step in (1, 2, 4, 8):
        opens = opens[: opens.size - step] & opens[step:]
    if not opens.any():
        return
    edges = np.flatnonzero(np.diff(np.concatenate(([False], printable, [False])).astype(np.int8)))
    for start, stop in edges.reshape(-1, 2):
        if stop - start >= _SHORTEST_RUN:
            yield data[start:stop]
