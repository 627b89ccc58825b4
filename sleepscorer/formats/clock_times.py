"""Clock times of rows: with or without a date, over midnight and over the change of summer time."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sleepscorer.edf.header import NO_DATE
from sleepscorer.messages import Message

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")

_TIME = re.compile(
    r"(?P<h>\d{1,2})[:.h](?P<m>\d{2})(?:[:.m](?P<s>\d{2})(?:[.,:](?P<fraction>\d{1,9}))?s?)?\s*(?P<half>[ap]\.?m\.?)?",
    re.IGNORECASE,
)
_ZONE = re.compile(r"(?<=:\d{2})((?:[.,]\d{1,9})?)\s*[+-]\d{2}:?\d{2}$")
_ISO = re.compile(r"(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})")
_DAY = re.compile(
    r"(?P<first>\d{1,2})(?P<mark>[-/.])(?P<second>\d{1,2}|[A-Za-z]{3})[-/.](?P<year>\d{4}|\d{2})"
)
_HOUR, _NEAR_S = 3600.0, 1.0
_HALF_DAY, _WHOLE_DAY = timedelta(hours=12), timedelta(days=1)
_SPRING_MONTHS = (3, 4, 9, 10)
_CHANGE_HOURS = (0, 1, 2, 3)
_BACK = Message("The clocks were put back during the night; the hour that comes twice was read twice.")
_FORWARD = Message("The clocks were put forward during the night; the hour that there is not was left out.")


@dataclass(frozen=True)
class ClockTime:
    """Time of day, with a date where one stands with it."""

    since_midnight: timedelta
    day: date | None = None


def clock_time(text: str, notices: list[str] | None = None) -> ClockTime | None:
    """Read a clock time, such as ``22:30:00,000`` or ``2021-05-04T22:30``; None if the text is none."""
    word = _ZONE.sub(r"\1", text.strip().strip('"'))
    match = _TIME.search(word)
    while match is not None and match.end() != len(word.rstrip("Z")):
        match = _TIME.search(word, match.start() + 1)
    if match is None:
        return None
    opening = word[: match.start()].strip(" T-")
    day = day_of(opening, word, notices) if opening else None
    if opening and day is None:
        return None
    hour = int(match["h"])
    if match["half"]:
        hour = hour % 12 + (12 if match["half"].lower().startswith("p") else 0)
    fraction = float(f"0.{match['fraction']}") if match["fraction"] else 0.0
    if hour > 24 or int(match["m"]) > 59 or int(match["s"] or 0) > 60:
        return None
    return ClockTime(
        timedelta(hours=hour, minutes=int(match["m"]), seconds=int(match["s"] or 0) + fraction), day
    )


def day_of(text: str, text_with_time: str = "", notices: list[str] | None = None) -> date | None:
    """Read the day a text opens with: ISO, day first, or month first with AM and PM; None if it has none."""
    iso = _ISO.match(text)
    try:
        if iso:
            return date(int(iso["year"]), int(iso["month"]), int(iso["day"]))
        match = _DAY.match(text)
        return _day(match, text_with_time or text, notices) if match else None
    except ValueError:
        return None


def _day(match: re.Match[str], text_with_time: str, notices: list[str] | None) -> date:
    year = int(match["year"])
    year += 0 if year > 99 else (1900 if year >= 85 else 2000)
    first = int(match["first"])
    if match["second"].isalpha():
        return date(year, MONTHS.index(match["second"].lower()) + 1, first)
    second = int(match["second"])
    month_first = text_with_time.strip().lower().endswith(("am", "pm")) or second > 12
    if match["mark"] == "/" and not month_first and max(first, second) <= 12 and first != second:
        sentence = Message("The date {date} was read as day/month/year.", date=match[0])
        if notices is not None and sentence not in notices:
            notices.append(sentence)
    return date(year, first, second) if month_first else date(year, second, first)


def moments(
    times: Sequence[ClockTime], day: date | None, notices: list[str], step_s: float | None = None
) -> list[datetime]:
    """Return the moments of rows in their order, as they pass, whatever the clock does.

    Parameters
    ----------
    times : sequence of ClockTime
    day : date or None
        Of the first row, where the rows have none.
    notices : list of str
        Takes a sentence where the clocks changed.
    step_s : float, optional
        Seconds between rows.

    Returns
    -------
    list of datetime
        Of the day of :data:`~sleepscorer.edf.header.NO_DATE` where no date is known.
    """
    first = datetime.combine(day, datetime.min.time()) if day else NO_DATE
    shift = timedelta()
    moments: list[datetime] = []
    for time in times:
        midnight = datetime.combine(time.day, datetime.min.time()) if time.day else first
        at = midnight + time.since_midnight + shift
        while moments and time.day is None and at - moments[-1] < -_HALF_DAY:
            at += _WHOLE_DAY
        if moments:
            change = _change(
                moments[-1], at, step_s, known=day is not None or time.day is not None, shift=shift
            )
            if change:
                notices.append(_BACK if change > timedelta() else _FORWARD)
                shift += change
                at += change
        moments.append(at)
    return moments


def _change(
    before: datetime, at: datetime, step_s: float | None, *, known: bool, shift: timedelta
) -> timedelta:
    """What a change of summer time between two rows adds to what the clock says."""
    if step_s is None:
        return timedelta()
    gap = (at - before).total_seconds()
    if abs(gap - step_s + _HOUR) <= _NEAR_S:
        return timedelta(hours=1)
    clock = at - shift
    is_night = clock.weekday() == 6 and clock.month in _SPRING_MONTHS and clock.hour in _CHANGE_HOURS
    if known and is_night and abs(gap - step_s - _HOUR) <= _NEAR_S:
        return timedelta(hours=-1)
    return timedelta()
