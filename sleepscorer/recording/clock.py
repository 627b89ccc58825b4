"""Start of an EDF file, and warnings where its header contradicts itself."""

from __future__ import annotations

from datetime import timedelta

from sleepscorer.edf.header import FIXED_BYTES, TWO_DIGIT_YEARS, EdfHeader, has_date, header_text
from sleepscorer.messages import Message

_LATEST_START_S = 1.0
"""A first data record starts within the second that the header names (EDF+ 2.2.4)."""


def start_warnings(header: EdfHeader, zero_s: float) -> tuple[str, ...]:
    """Return the sentences on starts that contradict each other.

    Parameters
    ----------
    header : EdfHeader
    zero_s : float
        Onset of the first data record, in seconds from the start in the header.
    """
    if header.start is None:
        return ()
    return (*_two_dates(header), *_late(zero_s))


def _late(zero_s: float) -> tuple[str, ...]:
    if abs(zero_s) < _LATEST_START_S:
        return ()
    span = timedelta(seconds=round(abs(zero_s)))
    if zero_s < 0:
        return (
            Message(
                "The first data record says that it starts {span} before the header does; it was believed.",
                span=span,
            ),
        )
    return (
        Message(
            "The first data record says that it starts {span} after the header does; it was believed.",
            span=span,
        ),
    )


def _two_dates(header: EdfHeader) -> tuple[str, ...]:
    """Return the sentence on a recording identification with another date than the header proper."""
    assert header.start is not None
    with header.path.open("rb") as file:
        date = header_text(file.read(FIXED_BYTES)[168:176])
    taken = f"{header.start:%d.%m.%y}"
    if not has_date(header.start) or header.start.year not in TWO_DIGIT_YEARS:
        return ()
    if date.replace("/", ".").replace("-", ".") == taken:
        return ()
    return (
        Message(
            "The header holds two start dates, {first} and {second}; the first was taken.",
            first=taken,
            second=date,
        ),
    )
