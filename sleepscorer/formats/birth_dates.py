"""Birth dates in every usual spelling: numbers in each order, months by name in the languages of Europe."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

_MONTHS = (
    "jan januar january janv ene gen ian jaan tammi sty led ledna sijec ocak oca sau янв",
    "feb fev febr helmi lut luty unor unora velj sub subat veebr фев",
    "mar marz mrt maa maart maerz brez ozu март мар",
    "apr avr abr huhti kwi dub dubna tra nis апр",
    "may mai mag maj mei mayo mayis touko kvet svi maggio май мая",
    "jun juin giu kesa cze cerv lip haz iun июн",
    "jul juil lug heina lip cerven srp tem iul июл",
    "aug aou ago elo sie srp kol agu авг",
    "sep sept set syys wrz zar ruj eyl сен",
    "oct okt ott out loka paz rij lis eki окт",
    "nov marras lis stu kas noi ноя",
    "dec dez dic des joulu gru pro aral дек",
)
"""Openings of the month's names, folded: English, German, French, Spanish, Italian, Portuguese, Dutch,
Swedish, Norwegian, Danish, Finnish, Polish, Czech, Croatian, Turkish, Romanian, Estonian, Russian."""

_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
_GAP = r"(?:[\W_]{0,3}(?:de|del|of|den|the|st|nd|rd|th|er|o|of the)?[\W_]{0,3})"
_SEPARATOR = r"[\W_]{1,3}"
_NUMERIC = re.compile(r"(?<!\d)(\d{4}|\d{1,2})[\W_]{1,3}(\d{1,2})[\W_]{1,3}(\d{4}|\d{1,2})(?!\d)")
_COMPACT = re.compile(r"(?<!\d)(\d{8}|\d{6})(?!\d)")
_DAY_FIRST = re.compile(rf"(?<!\d)(\d{{1,2}}){_GAP}([^\W\d_]{{1,12}}){_GAP}(\d{{4}}|\d{{2}})(?!\d)")
_MONTH_FIRST = re.compile(rf"(?<![^\W\d_])([^\W\d_]{{3,12}}){_GAP}(\d{{1,2}}){_GAP}(\d{{4}})(?!\d)")
_YEAR_FIRST = re.compile(rf"(?<!\d)(\d{{4}}){_GAP}([^\W\d_]{{3,12}}){_GAP}(\d{{1,2}})(?!\d)")
_FIRST_YEAR, _LAST_YEAR = 1880, 2200


def dates_in(folded: str) -> set[date]:
    """Give every date that a text may hold; one that can be read in two orders is given in both.

    Parameters
    ----------
    folded : str
        In lower case and without accents.
    """
    triples = [*_numeric(folded), *_named(folded)]
    read = {day for year, month, day_of in triples for day in _days(year, month, day_of)}
    return {day for day in read if _FIRST_YEAR <= day.year <= _LAST_YEAR}


def _numeric(text: str) -> Iterator[tuple[str, int, int]]:
    for first, middle, last in (match.groups() for match in _NUMERIC.finditer(text)):
        if len(first) != 4:
            yield last, int(middle), int(first)
            yield last, int(first), int(middle)
        if len(last) != 4:
            yield first, int(middle), int(last)
    for digits in (match[1] for match in _COMPACT.finditer(text)):
        year = len(digits) - 4
        yield digits[:year], int(digits[year : year + 2]), int(digits[year + 2 :])
        yield digits[4:], int(digits[2:4]), int(digits[:2])
        yield digits[4:], int(digits[:2]), int(digits[2:4])


def _named(text: str) -> Iterator[tuple[str, int, int]]:
    for day, name, year in (match.groups() for match in _DAY_FIRST.finditer(text)):
        yield from ((year, month, int(day)) for month in _months_called(name))
    for name, day, year in (match.groups() for match in _MONTH_FIRST.finditer(text)):
        yield from ((year, month, int(day)) for month in _months_called(name))
    for year, name, day in (match.groups() for match in _YEAR_FIRST.finditer(text)):
        yield from ((year, month, int(day)) for month in _months_called(name))


def _months_called(name: str) -> list[int]:
    called = [month for month, roman in enumerate(_ROMAN, 1) if name == roman]
    return called + [
        month
        for month, stems in enumerate(_MONTHS, 1)
        if any(name.startswith(stem) for stem in stems.split())
    ]


def _days(year: str, month: int, day: int) -> Iterator[date]:
    for century in (0,) if len(year) == 4 else (1900, 2000):
        try:
            yield date(int(year) + century, month, day)
        except ValueError:
            continue


def patterns_of(day: date) -> list[str]:
    """Give regular expressions for the spellings of a date, and for its year alone, in folded texts."""
    d, m = rf"0?{day.day}", rf"0?{day.month}"
    y = rf"['’]?(?:{day.year:04d}|{day.year % 100:02d})"
    stems = "|".join(_MONTHS[day.month - 1].split())
    name = rf"(?:(?:{stems})[^\W\d_]{{0,10}}\.?|{_ROMAN[day.month - 1]})"
    orders = [(d, m, y), (m, d, y), (y, m, d), (y, d, m)]
    spelt = [_SEPARATOR.join(order) for order in orders]
    spelt += [_GAP.join(order) for order in ((d, name, y), (name, d, y), (y, name, d))]
    long, short = f"{day.year:04d}", f"{day.year % 100:02d}"
    dd, mm = f"{day.day:02d}", f"{day.month:02d}"
    for year in (long, short):
        spelt += [dd + mm + year, mm + dd + year, year + mm + dd, year + dd + mm]
    spelt.append(long)
    return [rf"(?<!\d){spelling}(?!\d)" for spelling in spelt]


def literals_of(day: date) -> list[str]:
    """Give the commonest spellings of a date as they stand, to be looked for among samples."""
    return [day.strftime(form) for form in ("%d-%b-%Y", "%d.%m.%Y", "%Y-%m-%d", "%d/%m/%Y", "%m/%d/%Y")]
