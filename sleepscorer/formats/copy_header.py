"""Header of a recording's copy: the source's, put into the form of EDF+, with an annotation signal more."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path

from sleepscorer.channels import guess_role
from sleepscorer.edf.header import (
    FIXED_BYTES,
    NO_DATE,
    TWO_DIGIT_YEARS,
    EdfHeader,
    SignalHeader,
    has_date,
    header_text,
)
from sleepscorer.formats.edf_reader import MONTHS
from sleepscorer.formats.identifiers import Identifiers
from sleepscorer.formats.standard_texts import is_measurement_label, is_standard_label
from sleepscorer.messages import Message
from sleepscorer.units import is_unknown, microvolts_per

FIRST_YEAR, LAST_YEAR = TWO_DIGIT_YEARS[0], TWO_DIGIT_YEARS[-1]
"""Years that the two digits of an EDF header stand for."""

_SPELT_OUT = str.maketrans({"\u00b5": "u", "\u03bc": "u", "\u00b0": "deg", "\u03a9": "Ohm", "\u2126": "Ohm"})
_PLUS_PATIENT = re.compile(r"\S+ [MFX] (X|\d\d-[A-Z]{3}-\d{4}) \S+")
_PLUS_RECORDING = re.compile(r"Startdate (X|\d\d-[A-Z]{3}-\d{4}) \S+ \S+ \S+")
UNKNOWN_PATIENT = "X X X X"
_NUMBER_WIDTH = 8
_WIDTHS = (16, 80, 8, 8, 8, 8, 8, 80, 8, 32)
_FILTER = re.compile(
    r"(?<![^\W_])(?:HP|LP|N|BP|Notch)\s*[:=]\s*(?:DC|OFF|NONE|\d{1,3}(?:[.,]\d{1,3})?)\s*(?:m?Hz|s|ms)?(?![^\W_])",
    re.IGNORECASE,
)
"""One filter of the prefiltering field (EDF+ 2.1.3.7): HP:0.1Hz, LP:75Hz, N:50Hz."""

_DERIVED_UNIT = re.compile(
    r"[\^\d]*(?:[unmckhd]?(?:g|s|m|l|v|a|n|pa|hz|w|j)|min|h|k|ohm|deg|rad)(?:[/*^.\d-]+(?:[unmkc]?(?:g|s|m|l|v|hz)|min|h)?)*",
    re.IGNORECASE,
)
NO_UNITS = frozenset(("n/a", "none", "unknown", "-"))
"""What stands in the place of a unit where there is none."""
_VOLTS = {1.0: "uV", 1e3: "mV", 1e6: "V", 1e-3: "nV"}


@dataclass(frozen=True)
class Anonymous:
    """Options of a copy that names nobody.

    Patient and recording identification become unknown; what they say is struck out of annotation texts,
    labels and transducers in every usual spelling (docs/privacy.md). Of prefiltering only the filters of
    EDF+ are kept, of units those that are known.

    Attributes
    ----------
    shift : timedelta
        Added to the start; by default the date stays.
    drop_texts : bool
        Whether to leave out every free text: transducers, annotations that are neither stages, lights nor
        events of a known kind, and labels of words that no standard has.
    """

    shift: timedelta = timedelta()
    drop_texts: bool = False


@dataclass(frozen=True)
class Identity:
    """The two texts of an EDF header that can name people."""

    patient: str
    recording: str

    @staticmethod
    def of(path: Path) -> Identity:
        """Return the identity as a file holds it."""
        with path.open("rb") as file:
            fixed = file.read(FIXED_BYTES)
        return Identity(header_text(fixed[8:88]), header_text(fixed[88:168]))

    def identifiers(self) -> Identifiers:
        """Return what may tell who the patient is; dates of the recording, X and the equipment do not."""
        recording = self.recording.split()
        is_plus = recording[:1] == ["Startdate"]
        return Identifiers(self.patient, " ".join(recording[2:4] + recording[5:] if is_plus else recording))


def copy_header(source: EdfHeader, identity: Identity, n_samples: int, anonymous: Anonymous | None) -> bytes:
    """Return the bytes of the header.

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
    kind = _kind(source)
    strike = SignalTexts(identity.identifiers(), anonymous) if anonymous else None
    fields = [_signal_fields(signal, kind, strike) for signal in source.signals]
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


def clipping_notice(start: datetime | None) -> str | None:
    """Write a sentence on a year that an EDF header cannot hold; None where it can."""
    if start is None or FIRST_YEAR <= start.year <= LAST_YEAR:
        return None
    written = clip_year(start)
    return Message(
        "The night starts on {date:%Y-%m-%d}, but an EDF header holds the years {first} to "
        "{last}: the file says {written:%Y-%m-%d}; its time of day is right.",
        date=start,
        first=FIRST_YEAR,
        last=LAST_YEAR,
        written=written,
    )


@dataclass
class SignalTexts:
    """Texts of signals in an anonymous copy."""

    identifiers: Identifiers
    anonymous: Anonymous
    _labels: Counter[str] = field(default_factory=Counter)

    def label(self, signal: SignalHeader) -> str:
        """Return a label without words of the patient; that of its role where nothing else is left."""
        label = _ascii(signal.label)
        if is_standard_label(label):
            return label
        role = guess_role(signal.label, signal.unit)
        struck = _ascii(self.identifiers.struck(signal.label, may_be_cut=True))
        is_kept = struck == label and (not self.anonymous.drop_texts or is_measurement_label(signal.label))
        # A leg whose name is struck out must not be read as a chin.
        if is_kept or (not self.anonymous.drop_texts and guess_role(struck, signal.unit) is role):
            return struck
        stem = role.type.label
        self._labels[stem] += 1
        return f"{stem} {self._labels[stem]}"

    def transducer(self, text: str) -> str:
        """Return the transducer without words of the patient."""
        return "" if self.anonymous.drop_texts else _ascii(self.identifiers.struck(text, may_be_cut=True))

    @staticmethod
    def prefiltering(text: str) -> str:
        """Return the filters of EDF+ alone."""
        return filters_of(_ascii(text))


def filters_of(text: str) -> str:
    """Return the filters of EDF+ in a prefiltering field, without what else stands there."""
    return " ".join("".join(match[0].split()) for match in _FILTER.finditer(text))


def _unit(unit: str) -> str:
    """Unit in ASCII; nothing where it is not known."""
    return _volts(unit) or (_ascii(unit) if is_unit(unit) else "")


def _volts(unit: str) -> str:
    """ASCII of a voltage that is written in another code page; nothing of any other unit."""
    factor = None if unit.isascii() else microvolts_per(unit)
    return "" if factor is None else _VOLTS[factor]


def is_unit(text: str) -> bool:
    """Tell whether a physical dimension is known, made of known ones (g/s), or says that there is none."""
    return not is_unknown(text) or text.lower() in NO_UNITS or _DERIVED_UNIT.fullmatch(text) is not None


def _signal_fields(signal: SignalHeader, kind: str, strike: SignalTexts | None) -> tuple[str, ...]:
    if signal.is_annotation:
        return _annotation_fields(kind, signal.samples_per_record)
    return (
        strike.label(signal) if strike else _ascii(signal.label),
        strike.transducer(signal.transducer) if strike else _ascii(signal.transducer),
        _unit(signal.unit) if strike else _volts(signal.unit) or _ascii(signal.unit),
        _number(signal.physical_min),
        _number(signal.physical_max),
        str(signal.digital_min),
        str(signal.digital_max),
        strike.prefiltering(signal.prefiltering) if strike else _ascii(signal.prefiltering),
        str(signal.samples_per_record),
        "",
    )


def _annotation_fields(kind: str, n_samples: int) -> tuple[str, ...]:
    low, high = ("-8388608", "8388607") if kind == "BDF" else ("-32768", "32767")
    return (f"{kind} Annotations", "", "", "-1", "1", low, high, "", str(n_samples), "")


def patient_field(identification: str) -> str:
    """Return the patient identification in the sub-fields of EDF+: code, sex, birthdate, name."""
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
    raise ValueError(Message("{text} does not fit into the header of an EDF file", text=value))
