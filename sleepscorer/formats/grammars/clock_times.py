"""Clock times as scoring programs write them, put on one night that may pass midnight."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime, timedelta

from sleepscorer.edf.header import NO_DATE
from sleepscorer.messages import Message

_DATE = r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}"
TIME_PATTERN = re.compile(
    rf"(?:(?P<date>{_DATE})(?:\s+|T))?(?P<h>\d{{1,2}})[:.](?P<m>\d{{2}})[:.](?P<s>\d{{2}})"
    r"(?:[.,](?P<fraction>\d{1,9}))?(?:\s*(?P<half>[ap])\.?m\.?)?Z?",
    re.IGNORECASE,
)
_DATE_PATTERN = re.compile(r"(\d{1,4})([-/.])(\d{1,2})[-/.](\d{1,4})")
_DAY = timedelta(days=1)
_NEAR = timedelta(hours=6)


def is_clock_time(text: str) -> bool:
    """Tell whether a cell is a clock time, with or without its date."""
    return TIME_PATTERN.fullmatch(text.strip()) is not None


def day_of(text: str, notices: list[str], *, month_first: bool = False) -> datetime:
    """Return the midnight before a date: year first, or day first unless that cannot be.

    Parameters
    ----------
    text : str
        ``2024-01-15``, ``15/01/2024``, ``15.01.24`` and the like.
    notices : list of str
        Takes a sentence where day and month could be the other way round.
    month_first : bool
        Whether the writer is known to put the month first.

    Raises
    ------
    ValueError
        If it is no date, or one that does not exist.
    """
    match = _DATE_PATTERN.match(text.strip())
    if match is None:
        raise ValueError(Message("{text!r} is no date", text=text[:40]))
    first, mark, second, third = match[1], match[2], int(match[3]), match[4]
    if len(first) == 4:
        return datetime(int(first), second, int(third))
    number, year = int(first), int(third)
    year += 0 if year > 99 else (1900 if year >= 85 else 2000)
    if month_first or second > 12:
        return datetime(year, number, second)
    if mark == "/" and number <= 12 and number != second:
        notices.append(Message("The date {date} was read as day/month/year.", date=match[0]))
    return datetime(year, second, number)


def moments(texts: Sequence[str], day: datetime | None, notices: list[str]) -> list[datetime]:
    """Return the moments of the clock times of one night, in the order of a file's rows.

    A time without a date is near the row before it, else between the earliest and the latest so far, else
    after them: rows may be in the order of their kinds, so that the night begins again and again.

    Parameters
    ----------
    texts : sequence of str
        Each a clock time, see :func:`is_clock_time`.
    day : datetime or None
        Day of the first time, where the file says it.
    notices : list of str
        Takes a sentence where a date can be read in two ways.

    Raises
    ------
    ValueError
        If a text is no clock time, or one that does not exist.
    """
    night = _NightClock(day)
    sentences: list[str] = []
    moments = [night.moment(text, sentences) for text in texts]
    notices.extend(sentences[:1])
    return moments


class _NightClock:
    """Days of times without a date, from the times read so far."""

    def __init__(self, day: datetime | None) -> None:
        self._day = day or NO_DATE
        self._last: datetime | None = None
        self._first = self._latest = self._day

    def moment(self, text: str, sentences: list[str]) -> datetime:
        match = TIME_PATTERN.fullmatch(text.strip())
        if match is None:
            raise ValueError(Message("{text!r} is no clock time", text=text[:40]))
        at = (day_of(match["date"], sentences) if match["date"] else self._day) + _time_of_day(match)
        if self._last is None:
            self._first = self._latest = at
        elif not match["date"]:
            at = self._on_its_day(at, self._last)
        self._last = at
        self._first, self._latest = min(self._first, at), max(self._latest, at)
        return at

    def _on_its_day(self, at: datetime, last: datetime) -> datetime:
        nearest = at + round((last - at) / _DAY) * _DAY
        if abs(nearest - last) <= _NEAR:
            return nearest
        inside = [
            day for day in (nearest, nearest - _DAY, nearest + _DAY) if self._first <= day <= self._latest
        ]
        return inside[0] if inside else nearest + (_DAY if nearest < last else timedelta())


def _time_of_day(match: re.Match[str]) -> timedelta:
    hour, minute, second = int(match["h"]), int(match["m"]), int(match["s"])
    if match["half"]:
        if not 1 <= hour <= 12:
            raise ValueError(Message("{text!r} does not exist", text=match[0]))
        hour = hour % 12 + (12 if match["half"].lower() == "p" else 0)
    if hour > 23 or minute > 59 or second > 59:
        raise ValueError(Message("{text!r} does not exist", text=match[0]))
    fraction = float(f"0.{match['fraction']}") if match["fraction"] else 0.0
    return timedelta(hours=hour, minutes=minute, seconds=second + fraction)
