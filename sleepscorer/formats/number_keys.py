"""Keys to numbers that stand for stages.

Sources: YASA's ``Hypnogram`` (``aasm``: 0 to 4, -1 artefact, -2 unscored); Rechtschaffen & Kales as NSRR,
Compumedics Profusion, ISRUC and CAP write them (``rk``); the St. Vincent's / UCD database of PhysioNet
(``ucd``); the DREAMS databases of the University of Mons (``dreams``); arrays that count from 1
(``from-1``).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from sleepscorer.errors import HypnogramError, UnknownKeyError
from sleepscorer.messages import Message
from sleepscorer.stages import Stage

_NUMBER = re.compile(r"[+-]?\d{1,9}(?:[.,]0*)?(?:[eE][+-]?0?\d)?")
_W, _N1, _N2, _N3, _R, _U = Stage.W, Stage.N1, Stage.N2, Stage.N3, Stage.R, Stage.UNSCORED
_NONE = dict.fromkeys((-2, -1, 6, 7, 8, 9), _U)

KEYS: Mapping[str, Mapping[int, Stage]] = {
    "aasm": {**_NONE, 0: _W, 1: _N1, 2: _N2, 3: _N3, 4: _R},
    "rk": {**_NONE, 0: _W, 1: _N1, 2: _N2, 3: _N3, 4: _N3, 5: _R},
    "ucd": {0: _W, 1: _R, 2: _N1, 3: _N2, 4: _N3, 5: _N3, 6: _U, 7: _U, 8: _U, -1: _U},
    "dreams": {5: _W, 4: _R, 3: _N1, 2: _N2, 1: _N3, 0: _N3, -1: _U, -2: _U, -3: _U},
    "from-1": {1: _W, 2: _N1, 3: _N2, 4: _N3, 5: _R, 0: _U, -1: _U, 6: _U, 9: _U},
}
"""Stage of each number, by the name of the key."""

KEYS_SAID: Mapping[str, str] = {
    "aasm": "0 W, 1 N1, 2 N2, 3 N3, 4 R",
    "rk": Message("0 W, 1 N1, 2 N2, 3 and 4 N3, 5 R"),
    "ucd": Message("0 W, 1 R, 2 N1, 3 N2, 4 and 5 N3"),
    "dreams": Message("5 W, 4 R, 3 N1, 2 N2, 1 and 0 N3"),
    "from-1": "1 W, 2 N1, 3 N2, 4 N3, 5 R",
}
"""What a sentence or a menu says of each key."""

_FEWEST = 10
"""Epochs from which a list looks like a night, so that what a night never does speaks against a key."""


def number_of(text: str) -> int | None:
    """Return the whole number that a text writes, as ``2``, ``2.0`` or ``2.000e+00``; None if it is none."""
    word = text.strip()
    if not _NUMBER.fullmatch(word):
        return None
    value = float(word.replace(",", "."))
    return int(value) if value.is_integer() else None


def key_for(
    numbers: Sequence[int], key: str | None, path: object, lines: Sequence[int | None] = ()
) -> tuple[str, bool]:
    """Return the key to the numbers of a file, and whether it had to be guessed.

    Parameters
    ----------
    numbers : sequence of int
        In the order of the night.
    key : str or None
        Key that the format fixes or the user gave.
    path : object
        Names the file in a sentence.
    lines : sequence of int or None
        Line of each number.

    Raises
    ------
    HypnogramError
        In one sentence, if there is no such key, or if a number is none of the key's.
    UnknownKeyError
        If no key is given and the numbers contradict every key that would be guessed.
    """
    if key is not None:
        if key not in KEYS:
            raise HypnogramError(
                Message(
                    "{key!r} is no key to numbers of stages; choose one of {keys}.",
                    key=key,
                    keys=", ".join(KEYS),
                )
            )
        _check(numbers, key, path, lines)
        return key, False
    values = set(numbers)
    guess = "rk" if 5 in values else "aasm"
    if _contradicts(numbers, values):
        raise UnknownKeyError(
            Message(
                "{path} holds numbers from {lowest} to {highest} and does not say what they stand "
                "for; name their key ({keys}).",
                path=path,
                lowest=min(values),
                highest=max(values),
                keys=", ".join(KEYS),
            ),
            tuple(sorted(values)),
        )
    _check(numbers, guess, path, lines)
    return guess, True


def _contradicts(numbers: Sequence[int], values: set[int]) -> bool:
    """Whether no night is like this: begun in REM sleep, or of all stages without an epoch of wake."""
    if len(numbers) < _FEWEST:
        return False
    begins_in_rem = numbers[0] == 5 or (numbers[0] == 4 and 5 in values)
    counts_from_1 = 0 not in values and {1, 5} <= values
    return begins_in_rem or counts_from_1 or (-3 in values)


def _check(numbers: Sequence[int], key: str, path: object, lines: Sequence[int | None]) -> None:
    odd = next((at for at, number in enumerate(numbers) if number not in KEYS[key]), None)
    if odd is not None:
        line = lines[odd] if odd < len(lines) else None
        raise UnknownKeyError(
            Message(
                "{path}{where}: '{number}' is no stage where the numbers are {key}; name "
                "another key ({keys}) or correct the file.",
                path=path,
                where=Message(", line {line}", line=line) if line else "",
                number=numbers[odd],
                key=KEYS_SAID[key],
                keys=", ".join(KEYS),
            ),
            tuple(sorted(set(numbers))),
        )
