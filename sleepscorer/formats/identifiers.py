"""Words of a patient's name, identification and birth date in all spellings, struck out of texts.

Texts are compared folded: in lower case, without accents, with ``ß`` as ``ss``; an ``e`` behind a, o or u
counts for nothing, so that Müller, Mueller and Muller are one (docs/privacy.md).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cached_property, lru_cache
from itertools import permutations

from sleepscorer.formats.birth_dates import dates_in, literals_of, patterns_of

SHORTEST_PART = 4
"""Letters or digits from which on a word is struck out inside of others, too."""

_SHORTEST_SPACED = 6
_SHORTEST_LITERAL = 3
_SPELT_OUT = {"ø": "o", "æ": "ae", "œ": "oe", "đ": "d", "ł": "l", "ı": "i", "ð": "d", "þ": "th"}
_CODE_PAGES = (
    *("cp437", "cp850", "cp852", "cp1250", "cp1251", "cp1252", "cp1253", "cp866"),
    *("iso8859-2", "iso8859-5", "koi8-r", "mac-roman", "latin-1", "utf-8"),
)
_WORD = re.compile(r"[^\W_]+")
_PIECE = re.compile(r"[^\W\d_]+|\d+")
_DATE_FIELD = re.compile(
    r"\d{1,4}([./-])(?:\d{1,2}|[^\W\d_]{3,4})\1\d{1,4}|\d{1,2}\.? +(?:[^\W\d_]{3,10})\.? +\d{4}"
)
_IDEOGRAPHS = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]+")
_NO_LETTER_BEFORE, _NO_LETTER_AFTER = r"(?<![^\W\d_])", r"(?![^\W\d_])"
_NOTHING_BEFORE, _NOTHING_AFTER = r"(?<![^\W_])", r"(?![^\W_])"


class Identifiers:
    """Identifying words: all that may tell who somebody is, from the identifications of a header.

    Parameters
    ----------
    patient : str
        Patient identification, of the form of EDF+ or not.
    others : str
        Words of the recording identification that may name people; dates in it are not theirs.
    """

    def __init__(self, patient: str, others: str = "") -> None:
        self._patient = list(dict.fromkeys(_readings(patient)))
        self._others = list(dict.fromkeys(_readings(others)))

    def struck(self, text: str, *, may_be_cut: bool = False) -> str:
        """Return the text with what may tell who somebody is replaced by as many X.

        Parameters
        ----------
        text : str
        may_be_cut : bool
            Whether a field may have cut off the end of a word.
        """
        characters = list(text)
        for start, stop in self._spans(text, may_be_cut=may_be_cut):
            characters[start:stop] = "X" * (stop - start)
        return "".join(characters)

    def stand_in(self, text: str, *, may_be_cut: bool = False) -> bool:
        """Tell whether anything of a text would be struck out."""
        return bool(self._spans(text, may_be_cut=may_be_cut))

    def literals(self) -> tuple[bytes, ...]:
        """Give the words in bytes, in lower case, as they may stand among samples."""
        words = {word for text in (*self._patient, *self._others) for word in _words(text)}
        words |= {literal for day in self._birth_dates for literal in literals_of(day)}
        words |= {field for text in self._patient for field in text.split() if _PIECE.search(field)}
        encoded = {word.encode(page, "ignore").lower() for word in words for page in ("latin-1", "utf-8")}
        encoded |= {fold(word).encode("ascii", "ignore") for word in words}
        return tuple(sorted(word for word in encoded if len(word) >= _SHORTEST_LITERAL))

    @cached_property
    def _birth_dates(self) -> set[date]:
        return set().union(*(dates_in(fold(text)) for text in self._patient))

    def _spans(self, text: str, *, may_be_cut: bool) -> list[tuple[int, int]]:
        folded, places = _folded(text)
        patterns = (self._pattern, self._cut) if may_be_cut else (self._pattern,)
        matches = [match.span() for pattern in patterns if pattern for match in pattern.finditer(folded)]
        return [(places[start], places[stop - 1] + 1) for start, stop in matches if stop > start]

    @cached_property
    def _pattern(self) -> re.Pattern[str] | None:
        texts = (*self._patient, *self._others)
        spelt = [pattern for day in sorted(self._birth_dates) for pattern in patterns_of(day)]
        # What is longer comes first: of MCH-4711, no number is left behind MCH.
        spelt += [pattern for text in texts for pattern in _patterns_of_fields(text)]
        spelt += [pattern for text in texts for pattern in _patterns_of_words(text)]
        return re.compile("|".join(dict.fromkeys(spelt))) if spelt else None

    @cached_property
    def _cut(self) -> re.Pattern[str] | None:
        """Openings, of four letters at least, of words that end with the field."""
        openings = [
            f"{_NO_LETTER_BEFORE}{re.escape(word[:size])}$"
            for text in (*self._patient, *self._others)
            for word in map(fold, _words(text))
            for size in range(SHORTEST_PART, len(word))
        ]
        return re.compile("|".join(openings)) if openings else None


def fold(text: str) -> str:
    """Return the text in lower case and without accents."""
    return _folded(text)[0]


@lru_cache(maxsize=4096)
def _folded(text: str) -> tuple[str, tuple[int, ...]]:
    """Folded text, and for each of its characters where it stood in the text."""
    characters, places = [], []
    for index, character in enumerate(text):
        for plain in unicodedata.normalize("NFKD", character.casefold()):
            if not unicodedata.combining(plain):
                spelt = _SPELT_OUT.get(plain, plain)
                characters.append(spelt)
                places += [index] * len(spelt)
    return "".join(characters), tuple(places)


def _readings(text: str) -> Iterator[str]:
    """Give a text as it stands, and as other code pages read its bytes where that makes letters of them."""
    others = [] if text.isascii() else list(_in_code_pages(text))
    if not others or text.isprintable():
        yield text
    yield from others


def _in_code_pages(text: str) -> Iterator[str]:
    for page in _CODE_PAGES:
        try:
            other = text.encode("latin-1").decode(page)
        except UnicodeError:
            continue
        if all(character.isascii() or character.isalpha() for character in other):
            yield other


def _words(text: str) -> Iterator[str]:
    """Give the words of an identification, without its dates and single letters."""
    for word in _WORD.findall(_without_dates(text)):
        is_mask = not word.lower().strip("x")
        if (len(word) > 1 or _IDEOGRAPHS.fullmatch(word)) and not is_mask:
            yield word


def _without_dates(text: str) -> str:
    """Identification without the fields that are a date as a whole; their spellings are found apart."""
    kept = re.sub(rf"(?<![^\s,;:_(])(?:{_DATE_FIELD.pattern})(?![^\s,;:_)])", " ", text)
    return re.sub(r"\bStartdate\b", " ", kept)


def _patterns_of_fields(text: str) -> Iterator[str]:
    """Give regular expressions, for folded texts, of numbers with letters, and of two short names as one."""
    for field in _without_dates(text).split():
        pieces = _PIECE.findall(field)
        if len(pieces) > 1 and any(map(str.isdecimal, pieces)):
            yield _joined(pieces)
    names = [word for word in _words(text) if word.isalpha() and len(word) < _SHORTEST_SPACED][:8]
    for first, second in permutations(names, 2):  # LiWu
        yield f"{_NO_LETTER_BEFORE}{_letters(first)}{_letters(second)}{_NO_LETTER_AFTER}"


def _patterns_of_words(text: str) -> Iterator[str]:
    for word in sorted(_words(text), key=len, reverse=True):
        yield from _patterns_of_word(word)


def _joined(pieces: Iterable[str]) -> str:
    """Pieces of an identification with whatever between them: MCH-4711, MCH 4711 and MCH4711."""
    held = list(pieces)
    joined = r"[\W_]{0,3}".join(_digits(piece) if piece.isdecimal() else _letters(piece) for piece in held)
    is_short = sum(map(len, held)) < SHORTEST_PART
    return f"{_NOTHING_BEFORE}{joined}{_NOTHING_AFTER}" if is_short else joined


def _patterns_of_word(word: str) -> Iterator[str]:
    pieces = _PIECE.findall(word)
    if _IDEOGRAPHS.fullmatch(word):
        yield re.escape(fold(word))
    elif word.isdecimal():
        yield _number(word)
    elif len(pieces) == 1:
        yield from _patterns_of_name(word)
    else:
        yield _joined(pieces)
        for piece in pieces:
            if piece.isdecimal() and len(piece) >= SHORTEST_PART:
                yield _number(piece)
            elif piece.isalpha() and len(piece) >= SHORTEST_PART - 1:
                yield from _patterns_of_name(piece)


def _number(digits: str) -> str:
    if len(digits) < SHORTEST_PART:
        return f"{_NOTHING_BEFORE}{_digits(digits)}{_NOTHING_AFTER}"
    return f"(?<!\\d){_digits(digits)}(?!\\d)" if len(digits) == SHORTEST_PART else _digits(digits)


def _digits(digits: str) -> str:
    """A number, grouped or not; without its zeros in front where enough is left."""
    bare = digits.lstrip("0")
    zeros, rest = ("0*", bare) if len(bare) >= SHORTEST_PART - 1 else ("", digits)
    between = r"[\W_]?" if len(rest) > SHORTEST_PART else ""
    return zeros + between.join(rest)


def _patterns_of_name(word: str) -> Iterator[str]:
    is_long = len(fold(word)) >= SHORTEST_PART
    before, after = ("", "") if is_long else (_NO_LETTER_BEFORE, _NO_LETTER_AFTER)
    yield f"{before}{_letters(word)}{after}"
    if word.isascii():
        return
    for garbled in _garbled(word):
        yield f"{before}{re.escape(fold(garbled))}{after}"
    if sum(character.isascii() for character in word) >= SHORTEST_PART:
        yield "".join(re.escape(c) if c.isascii() else r"[^\s]{1,6}?" for c in word.lower())


def _letters(word: str) -> str:
    """A name in any spelling of its umlauts; a long one with blanks between its letters, too."""
    folded = fold(word)
    if len(folded) < SHORTEST_PART:
        spelt = "".join(_SHORT_UMLAUTS.get(c, re.escape(fold(c))) for c in word.lower())
        return spelt if word.isalpha() else re.escape(folded)
    letters = re.sub("(?<=[aou])e", "", folded)
    between = r"[\W_]{0,2}" if len(letters) >= _SHORTEST_SPACED else ""
    return between.join(f"{re.escape(c)}e?" if c in "aou" else re.escape(c) for c in letters)


_SHORT_UMLAUTS = {"ä": "ae?", "ö": "oe?", "ü": "ue?", "ø": "oe?", "å": "aa?"}


def _garbled(word: str) -> set[str]:
    """What a word becomes when its bytes are read in the code page of another program."""
    read = set()
    for page in _CODE_PAGES:
        for other in ("latin-1", "cp1252"):
            try:
                read.add(word.encode(page).decode(other))
            except UnicodeError:
                continue
    return {text for text in read - {word} if len(fold(text)) >= SHORTEST_PART - 1}
