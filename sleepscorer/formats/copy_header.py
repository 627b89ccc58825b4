"""Header of a recording's copy: the source's, put into the form of EDF+, with an annotation signal more."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path

from sleepscorer.edf.header import (
    FIXED_BYTES,
    NO_DATE,
    TWO_DIGIT_YEARS,
    EdfHeader,
    SignalHeader,
    has_date,
    header_text,
)
from sleepscorer.formats.edf_reading import MONTHS

FIRST_YEAR, LAST_YEAR = TWO_DIGIT_YEARS[0], TWO_DIGIT_YEARS[-1]
"""Years that the two digits of an EDF header stand for."""

_SPELT_OUT = str.maketrans({"\u00b5": "u", "\u03bc": "u", "\u00b0": "deg", "\u03a9": "Ohm", "\u2126": "Ohm"})
_PLUS_PATIENT = re.compile(r"\S+ [MFX] (X|\d\d-[A-Z]{3}-\d{4}) \S+")
_PLUS_RECORDING = re.compile(r"Startdate (X|\d\d-[A-Z]{3}-\d{4}) \S+ \S+ \S+")
UNKNOWN_PATIENT = "X X X X"
_NUMBER_WIDTH = 8
_WIDTHS = (16, 80, 8, 8, 8, 8, 8, 80, 8, 32)
_SHORTEST_PART, _SHORTEST_NAME = 3, 2


@dataclass(frozen=True)
class Anonymous:
    """How to make a copy that names nobody.

    Patient and recording identification become unknown, and every word of them is struck out of the
    annotation texts, labels and transducers.

    Attributes
    ----------
    shift : timedelta
        Added to the start; by default the date stays.
    """

    shift: timedelta = timedelta()


@dataclass(frozen=True)
class Identity:
    """The two texts of an EDF header that can name people."""

    patient: str
    recording: str

    @staticmethod
    def of(path: Path) -> Identity:
        """Identity as a file holds it."""
        with path.open("rb") as file:
            fixed = file.read(FIXED_BYTES)
        return Identity(header_text(fixed[8:88]), header_text(fixed[88:168]))

    def words(self) -> tuple[str, ...]:
        """Words that may name somebody, as they stand and in ASCII; dates, X and the equipment are none."""
        recording = self.recording.split()
        is_plus = recording[:1] == ["Startdate"]
        found = self.patient.split() + (recording[2:4] + recording[5:] if is_plus else recording)
        parts = {part for word in found for part in [word, *re.split(r"[_,;]", word)]}
        parts |= {_ascii(part) for part in parts}
        return tuple(sorted(filter(_may_name, parts), key=len, reverse=True))


def _may_name(word: str) -> bool:
    return len(word) >= _SHORTEST_PART or (len(word) == _SHORTEST_NAME and word.isalpha())


def copy_header(source: EdfHeader, identity: Identity, n_samples: int, anonymous: Anonymous | None) -> bytes:
    """Bytes of the header.

    Parameters
    ----------
    source : EdfHeader
    identity : Identity
        Of the source.
    n_samples : int
        Samples per record of the annotation signal that is added.
    anonymous : Anonymous or None
    """
    fixed = _fixed_fields(source, identity, anonymous)
    words = identity.words() if anonymous else ()
    kind = _kind(source)
    fields = [_signal_fields(signal, kind, words) for signal in source.signals]
    fields.append(_annotation_fields(kind, n_samples))
    columns = zip(_WIDTHS, zip(*fields, strict=True), strict=True)
    return fixed + b"".join(_field(text, width) for width, column in columns for text in column)


def _kind(source: EdfHeader) -> str:
    return "BDF" if source.bytes_per_sample == 3 else "EDF"


def _field(text: str, width: int) -> bytes:
    return text.encode("ascii").ljust(width)[:width]


def _fixed_fields(source: EdfHeader, identity: Identity, anonymous: Anonymous | None) -> bytes:
    start = copied_start(source, anonymous)
    start = None if start is None else clip_year(start)
    recording = _recording(_ascii(identity.recording), start, source.equipment, anonymous is not None)
    n_signals = len(source.signals) + 1
    fields = (
        (UNKNOWN_PATIENT if anonymous else patient_field(identity.patient), 80),
        (recording, 80),
        (f"{start:%d.%m.%y}" if start and has_date(start) else "01.01.85", 8),
        (f"{start:%H.%M.%S}" if start else "00.00.00", 8),
        (str(FIXED_BYTES * (1 + n_signals)), 8),
        (f"{_kind(source)}+{'D' if source.is_discontinuous else 'C'}", 44),
        (str(source.n_records), 8),
        (_number(source.record_seconds), 8),
        (str(n_signals), 4),
    )
    magic = b"\xffBIOSEMI" if _kind(source) == "BDF" else b"0".ljust(8)
    return magic + b"".join(_field(text, width) for text, width in fields)


def copied_start(source: EdfHeader, anonymous: Anonymous | None) -> datetime | None:
    """Start that a copy has; a time of day without a date is not shifted."""
    if source.start is None or anonymous is None or not has_date(source.start):
        return source.start
    return source.start + anonymous.shift


def clip_year(start: datetime) -> datetime:
    """Start with the nearest year that an EDF header can hold (1985 to 2084); none has no day, either."""
    if not has_date(start):
        return datetime.combine(NO_DATE, start.time())
    year = min(max(start.year, FIRST_YEAR), LAST_YEAR)
    try:
        return start.replace(year=year)
    except ValueError:  # 29 February in a year without one
        return start.replace(year=year, day=28)


def clipping_said(start: datetime | None) -> str | None:
    """Sentence on a year that an EDF header cannot hold; None where it can."""
    if start is None or FIRST_YEAR <= start.year <= LAST_YEAR:
        return None
    written = clip_year(start)
    return (
        f"The night starts on {start:%Y-%m-%d}, but an EDF header holds the years {FIRST_YEAR} to "
        f"{LAST_YEAR}: the file says {written:%Y-%m-%d}; its time of day is right."
    )


def struck_out(text: str, words: Sequence[str]) -> str:
    """Text with these words replaced by as many X; a word of two letters only where it stands alone."""
    for word in words:
        edge = r"\b" if len(word) < _SHORTEST_PART else ""
        pattern = f"{edge}{re.escape(word)}{edge}"
        text = re.sub(pattern, lambda match: "X" * len(match[0]), text, flags=re.IGNORECASE)
    return text


def _signal_fields(signal: SignalHeader, kind: str, words: Sequence[str]) -> tuple[str, ...]:
    if signal.is_annotation:
        return _annotation_fields(kind, signal.samples_per_record)
    return (
        _ascii(struck_out(signal.label, words)),
        _ascii(struck_out(signal.transducer, words)),
        _ascii(signal.unit),
        _number(signal.physical_min),
        _number(signal.physical_max),
        str(signal.digital_min),
        str(signal.digital_max),
        _ascii(signal.prefiltering),
        str(signal.samples_per_record),
        "",
    )


def _annotation_fields(kind: str, n_samples: int) -> tuple[str, ...]:
    low, high = ("-8388608", "8388607") if kind == "BDF" else ("-32768", "32767")
    return (f"{kind} Annotations", "", "", "-1", "1", low, high, "", str(n_samples), "")


def patient_field(identification: str) -> str:
    """Patient identification in the sub-fields of EDF+: code, sex, birthdate, name."""
    text = _ascii(identification)
    if _PLUS_PATIENT.match(text):
        return text
    name = "_".join(text.split())
    return f"X X X {name or 'X'}"


def _recording(text: str, start: datetime | None, equipment: str, is_anonymous: bool) -> str:
    """Recording identification of EDF+; a text that is not of that form goes to its end."""
    day = "X" if start is None or not has_date(start) else f"{start:%d}-{MONTHS[start.month - 1]}-{start:%Y}"
    if is_anonymous:
        return f"Startdate {day} X X X"
    if _PLUS_RECORDING.match(text):
        return " ".join(["Startdate", day, *text.split()[2:]])
    words = text.split()
    rest = " ".join(words[2:] if words[:1] == ["Startdate"] else words)
    device = "_".join(_ascii(equipment).split())
    return f"Startdate {day} X X {device or 'X'} {rest}".strip()


def _ascii(text: str) -> str:
    """Printable ASCII of a text; a micro sign becomes u, an accent goes."""
    plain = unicodedata.normalize("NFKD", text.translate(_SPELT_OUT))
    return "".join(c if " " <= c <= "~" else "" if unicodedata.combining(c) else "_" for c in plain)


def _number(value: float) -> str:
    """Number in eight characters, as near as can be; with an exponent only where it must be."""
    for digits in range(17, 0, -1):
        short = f"{value:.{digits}g}"
        plain = f"{Decimal(short):f}"
        bare = re.sub(r"^(-?)0\.", r"\1.", plain)
        for text in (plain, bare, short.replace("e-0", "e-").replace("e+0", "e").replace("e+", "e")):
            if len(text) <= _NUMBER_WIDTH:
                return text
    raise ValueError(f"{value} does not fit into the header of an EDF file")
