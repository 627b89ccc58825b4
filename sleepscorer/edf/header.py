"""Headers of EDF, EDF+ and BDF files, repaired where a real file breaks the rules.

Field layout: Kemp et al. 1992 (EDF), Kemp & Olivan 2003 (EDF+). edfio interprets the fields; what
it refuses, and what can be mended without guessing, is mended in memory first and said in a warning.
"""

from __future__ import annotations

import math
import re
import stat
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sleepscorer.errors import RecordingError, TruncatedHeaderError
from sleepscorer.messages import Message, reason

if TYPE_CHECKING:
    from edfio import Bdf, Edf

FIXED_BYTES = 256
FIRST_YEAR, LAST_YEAR = 1900, 2200
"""Years of a start that are believed."""
TWO_DIGIT_YEARS = range(1985, 2085)
"""Years that the date in the header proper can say (EDF+ 2.1.3.2)."""

UNKNOWN_START = ("01.01.85", "00.00.00")
"""Date and time that stand for none, where the recording identification has no date (EDF+ 2.1.3.4)."""

NO_DATE = datetime(1985, 1, 2)
"""Stands for the day of a clock time that comes without one; such a night is placed by the time of day."""

_DATELESS = (date(1985, 1, 1), date(1985, 1, 3))

SHORTEST_RECORD_S = 1e-6
_FIELD_WIDTHS = {
    "label": 16,
    "transducer": 80,
    "unit": 8,
    "physical_min": 8,
    "physical_max": 8,
    "digital_min": 8,
    "digital_max": 8,
    "prefiltering": 80,
    "samples": 8,
    "reserved": 32,
}
_NUMERIC = ("physical_min", "physical_max", "digital_min", "digital_max", "samples")
_BDF_MAGIC = b"\xffBIOSEMI"
_ANNOTATION_LABELS = (b"EDF Annotations", b"BDF Annotations")
_LIKE_ANNOTATIONS = re.compile(rb"[EB]DF[\s_+-]*Annotations?", re.IGNORECASE)
_OPENS_AS_TAL = re.compile(rb"[+-]\d+(?:[.,]\d*)?(?:\x15[\d.,]*)?\x14")


@dataclass(frozen=True)
class SignalHeader:
    """One signal as the header describes it; annotation signals included."""

    label: str
    transducer: str
    unit: str
    physical_min: float
    physical_max: float
    digital_min: int
    digital_max: int
    prefiltering: str
    samples_per_record: int
    is_annotation: bool


@dataclass(frozen=True)
class EdfHeader:
    """Header of a file, after repairs.

    Attributes
    ----------
    path : Path
    bytes_per_sample : int
        2 for EDF, 3 for BDF.
    header_bytes : int
        Where the first data record starts.
    n_records : int
        Whole data records the file really holds.
    n_records_said : int
        As the header says; -1 where it does not, as while a device is recording (EDF+ 2.1.1).
    record_seconds : float
    start : datetime or None
        None where the header holds no time of day; without a date, on :data:`NO_DATE`.
    equipment : str
        Recording equipment of an EDF+ file; empty where unknown. No patient field is kept.
    is_plus, is_discontinuous : bool
    signals : tuple of SignalHeader
    warnings : tuple of str
        A sentence for each repair.
    """

    path: Path
    bytes_per_sample: int
    header_bytes: int
    n_records: int
    n_records_said: int
    record_seconds: float
    start: datetime | None
    equipment: str
    is_plus: bool
    is_discontinuous: bool
    signals: tuple[SignalHeader, ...]
    warnings: tuple[str, ...]

    @cached_property
    def record_bytes(self) -> int:
        """Size of one data record."""
        return self.bytes_per_sample * sum(signal.samples_per_record for signal in self.signals)


def has_date(start: datetime) -> bool:
    """Tell whether a start has a day of its own, or a time of day alone (see :data:`NO_DATE`)."""
    return not _DATELESS[0] <= start.date() <= _DATELESS[1]


def read_header(path: Path) -> EdfHeader:
    """Read and mend the header of an EDF, EDF+ or BDF file.

    Parameters
    ----------
    path : Path

    Returns
    -------
    EdfHeader

    Raises
    ------
    RecordingError
        In one sentence, if the file cannot be opened, is not EDF or BDF, or holds no signal.
    """
    raw = _raw_header(path)
    warnings: list[str] = []
    fields = _split_signal_fields(raw, path)
    repaired = _repair(raw, fields, warnings)
    annotations = _annotation_places(path, raw, fields)
    edf = _interpret(repaired, annotations, path)
    signals = tuple(_signal(signal, fields, i, i in annotations) for i, signal in enumerate(edf.signals))
    _check_samples(signals, path)
    bytes_per_sample = 3 if raw[:8] == _BDF_MAGIC else 2
    record_bytes = bytes_per_sample * sum(signal.samples_per_record for signal in signals)
    _check_length(raw, warnings)
    reserved = raw[192:236].decode("latin-1").strip()
    return EdfHeader(
        path=path,
        bytes_per_sample=bytes_per_sample,
        header_bytes=len(raw),
        n_records=_count_records(path, raw, record_bytes, warnings),
        n_records_said=_said_records(raw),
        record_seconds=_record_seconds(raw, path, warnings),
        start=_start(raw, warnings),
        equipment=_equipment(raw),
        is_plus=reserved.startswith(("EDF+", "BDF+")),
        is_discontinuous=reserved.startswith(("EDF+D", "BDF+D")),
        signals=signals,
        warnings=tuple(warnings),
    )


def _raw_header(path: Path) -> bytes:
    try:
        _check_is_file(path)
        with path.open("rb") as file:
            fixed = file.read(FIXED_BYTES)
            _check_is_edf(fixed, path)
            n_signals = _count_signals(fixed, path)
            raw = fixed + file.read(n_signals * FIXED_BYTES)
    except IsADirectoryError:
        raise RecordingError(
            Message("{path} is a folder; choose a recording inside it.", path=path)
        ) from None
    except FileNotFoundError:
        raise RecordingError(Message("{path} does not exist; check the name.", path=path)) from None
    except OSError as error:
        raise RecordingError(
            Message(
                "{path} cannot be opened ({reason}); check its permissions.", path=path, reason=reason(error)
            )
        ) from error
    if len(raw) < FIXED_BYTES * (1 + n_signals):
        raise _truncated(path)
    return raw


def _check_is_file(path: Path) -> None:
    """Before it is opened: a named pipe would be waited for without end."""
    mode = path.stat().st_mode
    if not stat.S_ISREG(mode) and not stat.S_ISDIR(mode):
        raise RecordingError(
            Message("{path} is not an EDF or BDF file; open an .edf or .bdf recording.", path=path)
        )


def _check_is_edf(fixed: bytes, path: Path) -> None:
    if not fixed:
        raise TruncatedHeaderError(
            Message("{path} is empty (0 bytes); copy it again from its source.", path=path)
        )
    if fixed.startswith(b"version https://git-lfs"):
        raise RecordingError(
            Message("{path} is a Git LFS pointer, not the recording; fetch the file itself.", path=path)
        )
    if fixed[:8].rstrip(b" \0") not in (b"0", _BDF_MAGIC):
        raise RecordingError(
            Message("{path} is not an EDF or BDF file; open an .edf or .bdf recording.", path=path)
        )
    if len(fixed) < FIXED_BYTES:
        raise _truncated(path)


def _truncated(path: Path) -> TruncatedHeaderError:
    return TruncatedHeaderError(
        Message("{path} ends inside its header; copy it again from its source.", path=path)
    )


def _count_signals(fixed: bytes, path: Path) -> int:
    text = fixed[252:256].replace(b"\0", b" ").strip()
    if not text.isdigit() or int(text) == 0:
        raise RecordingError(
            Message("{path} holds no signal according to its header; it cannot be shown.", path=path)
        )
    return int(text)


def _split_signal_fields(raw: bytes, path: Path) -> dict[str, list[bytes]]:
    n_signals = _count_signals(raw[:FIXED_BYTES], path)
    fields: dict[str, list[bytes]] = {}
    at = FIXED_BYTES
    for name, width in _FIELD_WIDTHS.items():
        fields[name] = [raw[at + width * i : at + width * (i + 1)] for i in range(n_signals)]
        at += width * n_signals
    return fields


def _repair(raw: bytes, fields: dict[str, list[bytes]], warnings: list[str]) -> bytes:
    """Header bytes that edfio can interpret; the dates are read apart from it."""
    fixed = bytearray(raw[:FIXED_BYTES].replace(b"\0", b" "))
    fixed[8:168] = b"X X X X".ljust(80) + b"Startdate X X X X".ljust(80)
    fixed[168:184] = b"01.01.8500.00.00"
    fixed[184:192] = str(len(raw)).encode().ljust(8)
    fixed[192:236] = b" " * 44
    fixed[236:244] = b"0".ljust(8)
    fixed[244:252] = b"1".ljust(8)
    mended = bytes(fixed)
    for name, values in fields.items():
        mended += b"".join(_mend_field(name, value, warnings) for value in values)
    return mended


def _mend_field(name: str, value: bytes, warnings: list[str]) -> bytes:
    if name in _NUMERIC:
        return _number(value, len(value), name.replace("_", " "), warnings)
    if name == "label":
        # An annotation signal keeps its place in the record like any other.
        return (
            _printable(value).replace(b"EDF Annotations", b"EDF_Annotations").replace(b"BDF Ann", b"BDF_Ann")
        )
    return _printable(value)


def _printable(value: bytes) -> bytes:
    return bytes(byte if 32 <= byte < 127 else 32 for byte in value)


def _number(value: bytes, width: int, what: str, warnings: list[str]) -> bytes:
    mended = value.replace(b"\0", b" ").strip()
    if b"," in mended:
        mended = mended.replace(b",", b".")
        _warn_once(
            warnings,
            Message(
                "The header writes its {what} with a decimal comma; it was read as a decimal point.",
                what=what,
            ),
        )
    if what.startswith(("digital", "samples")):
        mended = re.sub(rb"\.0*$", b"", mended)
    return mended.ljust(width)[:width]


def _record_seconds(raw: bytes, path: Path, warnings: list[str]) -> float:
    text = _number(raw[244:252], 8, "duration of a data record", warnings)
    try:
        seconds = float(text)
    except ValueError:
        seconds = math.nan
    if not math.isfinite(seconds) or 0 < abs(seconds) < SHORTEST_RECORD_S:
        raise RecordingError(
            Message(
                "{path} does not say how long its data records are; export the recording again "
                "from its source.",
                path=path,
            )
        )
    return seconds


def _warn_once(warnings: list[str], sentence: str) -> None:
    if sentence not in warnings:
        warnings.append(sentence)


def _check_samples(signals: Sequence[SignalHeader], path: Path) -> None:
    """Refuse what would make every position in the file a guess."""
    if any(signal.samples_per_record < 1 for signal in signals):
        raise RecordingError(
            Message(
                "{path} has a damaged header (a signal without samples); export the recording "
                "again from its source.",
                path=path,
            )
        )


def _interpret(header: bytes, annotations: Collection[int], path: Path) -> Edf | Bdf:
    import warnings as python_warnings

    import edfio

    read = edfio.read_bdf if header[:8] == _BDF_MAGIC else edfio.read_edf
    try:
        with python_warnings.catch_warnings():
            python_warnings.simplefilter("ignore")
            edf = read(BytesIO(header))
            signals: list[Any] = list(edf.signals)
            for index, signal in enumerate(signals):
                _ = signal.samples_per_data_record, signal.digital_range
                _ = None if index in annotations else signal.physical_range
    except (ValueError, KeyError, ArithmeticError) as error:
        raise RecordingError(
            Message("{path} has a damaged header; export the recording again from its source.", path=path)
        ) from error
    return edf


def _annotation_places(path: Path, raw: bytes, fields: dict[str, list[bytes]]) -> frozenset[int]:
    """Places of the annotation signals; one whose label is spelt otherwise is known by its first record."""

    def is_annotation(index: int, label: bytes) -> bool:
        if label.rstrip(b" \0") in _ANNOTATION_LABELS:
            return True
        if not _LIKE_ANNOTATIONS.fullmatch(label.strip(b" \0")):
            return False
        opening = _opening(path, raw, fields, index)
        return not opening.strip(b"\0") or _OPENS_AS_TAL.match(opening) is not None

    return frozenset(index for index, label in enumerate(fields["label"]) if is_annotation(index, label))


def _opening(path: Path, raw: bytes, fields: dict[str, list[bytes]], index: int) -> bytes:
    """First bytes of a signal in the first data record; nothing where the header does not say where."""
    counts = [value.replace(b"\0", b" ").strip() for value in fields["samples"][:index]]
    if not all(count.isdigit() for count in counts):
        return b""
    width = 3 if raw[:8] == _BDF_MAGIC else 2
    with path.open("rb") as file:
        file.seek(len(raw) + width * sum(map(int, counts)))
        return file.read(40)


def _signal(signal: object, fields: dict[str, list[bytes]], index: int, is_annotation: bool) -> SignalHeader:
    """One signal: numbers as edfio reads them, texts from the file, which may not be ASCII."""
    from edfio import BdfSignal, EdfSignal

    assert isinstance(signal, EdfSignal | BdfSignal)
    texts = {name: header_text(fields[name][index]) for name in ("label", "transducer", "prefiltering")}
    return SignalHeader(
        label=texts["label"],
        transducer=texts["transducer"],
        unit=unit_text(fields["unit"][index]),
        physical_min=0.0 if is_annotation else signal.physical_min,
        physical_max=1.0 if is_annotation else signal.physical_max,
        digital_min=signal.digital_min,
        digital_max=signal.digital_max,
        prefiltering=texts["prefiltering"],
        samples_per_record=signal.samples_per_data_record,
        is_annotation=is_annotation,
    )


def header_text(raw: bytes) -> str:
    """Decode the text of a header field, as UTF-8 or Latin-1, without blanks and NUL at its ends."""
    trimmed = raw.replace(b"\0", b" ").strip()
    try:
        return trimmed.decode("utf-8")
    except UnicodeDecodeError:
        return trimmed.decode("latin-1")


def unit_text(raw: bytes) -> str:
    """Decode a physical dimension; a byte before the V that got lost becomes a question mark.

    Fields are left-justified, so that a blank before V alone stands for a character that got lost: taken
    for volts, it would make an EEG a million times as large.
    """
    if raw[1::2].strip(b"\0 ") == b"" and raw[3:4] == b"\0":
        raw = raw[::2]  # UTF-16
    held = raw.rstrip(b"\0 ")
    if held[1:] == b"V" and held[:1] in b" \0\t":
        return "?V"
    return header_text(re.sub(rb"[\x01-\x1f\x7f]", b"?", held))


def _check_length(raw: bytes, warnings: list[str]) -> None:
    stated = header_text(raw[184:192])
    if stated != str(len(raw)):
        warnings.append(
            Message(
                "The header says it is {written} bytes long; its signals make it {actual}.",
                written=stated or "no",
                actual=len(raw),
            )
        )


def _count_records(path: Path, raw: bytes, record_bytes: int, warnings: list[str]) -> int:
    if record_bytes <= 0:
        raise RecordingError(
            Message("{path} has data records of no length; it holds nothing to show.", path=path)
        )
    held, rest = divmod(path.stat().st_size - len(raw), record_bytes)
    stated = _said_records(raw)
    if stated == -1:
        warnings.append(
            Message("The header does not say how many data records there are; {held} were found.", held=held)
        )
    elif held < stated:
        warnings.append(
            Message(
                "The file ends early: the header promises {promised} data records, {held} are there.",
                promised=stated,
                held=held,
            )
        )
    elif held > stated:
        warnings.append(
            Message(
                "The header promises {promised} data records but {held} are there; all are shown.",
                promised=stated,
                held=held,
            )
        )
    elif rest:
        several = Message("{count} bytes after the last whole data record were ignored.", count=rest)
        warnings.append(
            Message("1 byte after the last whole data record was ignored.") if rest == 1 else several
        )
    return held


def _said_records(raw: bytes) -> int:
    text = raw[236:244].replace(b"\0", b" ").strip()
    return int(text) if re.fullmatch(rb"-?\d+", text) else -1


def _start(raw: bytes, warnings: list[str]) -> datetime | None:
    day_text, time = header_text(raw[168:176]), header_text(raw[176:184])
    recording = header_text(raw[88:168])
    is_struck_out = recording.startswith("Startdate X") and day_text == UNKNOWN_START[0]
    if is_struck_out and time == UNKNOWN_START[1]:
        warnings.append(
            Message("The header says that the start is unknown; times count from the first sample.")
        )
        return None
    clock = _clock(time)
    day = None if is_struck_out else _plus_day(recording) or _plain_day(day_text)
    if clock is None or (day is None and clock == timedelta(0)):
        warnings.append(
            Message("The header holds no valid start date and time; times count from the first sample.")
        )
        return None
    if day is None:
        warnings.append(Message("The header holds no valid start date; the time of day counts alone."))
    elif not FIRST_YEAR <= day.year <= LAST_YEAR:
        warnings.append(
            Message("The header's year {year} is not believed; the time of day counts alone.", year=day.year)
        )
        day = None
    return (day or NO_DATE) + clock


def _clock(time: str) -> timedelta | None:
    """Time of day since midnight, or None where it is none."""
    match = re.fullmatch(r"(\d{1,2})[.:\- ](\d{1,2})[.:\- ](\d{1,2})", time)
    if match is None:
        return None
    hours, minutes, seconds = (int(part) for part in match.groups())
    if hours > 23 or minutes > 59 or seconds > 59:
        return None
    return timedelta(hours=hours, minutes=minutes, seconds=seconds)


_MONTHS = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"]


def _plus_day(recording: str) -> datetime | None:
    """Day of a ``Startdate``; None where it is no day, or its month is spelt as EDF+ does not ask for."""
    match = re.match(r"Startdate (\d\d)-([A-Z]{3})-(\d{4})", recording, re.IGNORECASE)
    if match is None or match[2].upper() not in _MONTHS:
        return None
    return _day(int(match[3]), _MONTHS.index(match[2].upper()) + 1, int(match[1]))


def _plain_day(text: str) -> datetime | None:
    match = re.fullmatch(r"(\d{1,2})[./\- ](\d{1,2})[./\- ](\d{1,4})", text)
    if match is None:
        return None
    day, month, year = (int(part) for part in match.groups())
    return _day(year + (1900 if year >= 85 else 2000), month, day)


def _day(year: int, month: int, day: int) -> datetime | None:
    try:
        return datetime(year, month, day)
    except ValueError:
        return None


def _equipment(raw: bytes) -> str:
    """Fifth sub-field of an EDF+ recording identification; the others can name people."""
    words = header_text(raw[88:168]).split()
    equipment = words[4] if len(words) >= 5 and words[0].lower() == "startdate" else ""
    return "" if equipment == "X" else equipment.replace("_", " ")
