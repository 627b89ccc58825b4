"""Words and numbers that stand for stages in text files, XML and tables."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from math import isfinite

from sleepscorer.messages import Message
from sleepscorer.stages import Stage, stage_among_events, stage_from_text

_UNSCORED = frozenset(
    (
        *("", "nan", "none", "n/a", "uns", "mvt", "x", "l", "a", "artifact", "artefact", "artefakt"),
        *("missing", "bewegung", "bew", "bw", "not scored", "no stage", "undefined"),
    )
)
_UNSCORED_EVENTS = frozenset(
    ("?", "sleep stage ?", "unscored", "unknown", "uns", "u", "l", "movement time", "sleep stage m")
)
_NUMBER = re.compile(r"[+-]?\d{1,9}(\.0*)?")
_NUMBERS: dict[int, Stage] = {
    0: Stage.W,
    1: Stage.N1,
    2: Stage.N2,
    3: Stage.N3,
    **dict.fromkeys((-2, -1, 6, 7, 8, 9), Stage.UNSCORED),
}
_FOUR_IS_R = _NUMBERS | {4: Stage.R}
_FIVE_IS_R = _NUMBERS | {4: Stage.N3, 5: Stage.R}
_FIVE_SAID = Message("The numbers were read as 0 W, 1 N1, 2 N2, 3 and 4 N3, 5 R.")
_FOUR_SAID = Message("The numbers were read as 0 W, 1 N1, 2 N2, 3 N3, 4 R.")


def stage_of_word(text: str) -> Stage | None:
    """Stage of a word of a text file; a blank, an artefact and the like are unscored.

    Parameters
    ----------
    text : str

    Returns
    -------
    Stage or None
        None if the word is no stage.
    """
    word = text.strip()
    return Stage.UNSCORED if word.lower() in _UNSCORED else stage_from_text(word)


def stage_of_event(text: str) -> Stage | None:
    """Stage of a word that stands among events of every kind: a marker called ``A`` or ``1`` is none.

    Parameters
    ----------
    text : str

    Returns
    -------
    Stage or None
    """
    return Stage.UNSCORED if text.strip().lower() in _UNSCORED_EVENTS else stage_among_events(text)


def stage_of_profusion_number(text: str) -> Stage | None:
    """Stage of a number as Compumedics Profusion writes it: 4 is stage 4 and 5 is REM, always."""
    word = text.strip()
    return _FIVE_IS_R.get(round(float(word))) if _NUMBER.fullmatch(word) else stage_of_word(word)


def stages_of_words(words: Sequence[str]) -> tuple[list[Stage | None], tuple[str, ...]]:
    """Stages of a night's words, or of its numbers.

    Numbers are W N1 N2 N3 R from 0 to 4 or, where a 5 occurs, those of Rechtschaffen & Kales.

    Parameters
    ----------
    words : sequence of str

    Returns
    -------
    list of Stage or None
        None where a word is no stage.
    tuple of str
        Sentences on what had to be assumed of the numbers.
    """
    texts = [text for text in words if text.strip().lower() not in _UNSCORED]
    if not are_numbers(texts):
        return [stage_of_word(text) for text in words], ()
    numbers = _FIVE_IS_R if 5 in {round(float(text.strip())) for text in texts} else _FOUR_IS_R
    said = _FIVE_SAID if numbers is _FIVE_IS_R else _FOUR_SAID
    return [_stage_of_number(text, numbers) for text in words], (said,)


def are_numbers(words: Sequence[str]) -> bool:
    """Whether there are words, and all of them are whole numbers."""
    return bool(words) and all(_NUMBER.fullmatch(text.strip()) for text in words)


def _stage_of_number(text: str, numbers: Mapping[int, Stage]) -> Stage | None:
    word = text.strip()
    return Stage.UNSCORED if word.lower() in _UNSCORED else numbers.get(round(float(word)))


def seconds_of(text: str) -> float:
    """Seconds as a file writes them.

    Raises
    ------
    ValueError
        If the text is no finite number.
    """
    seconds = float(text)
    if not isfinite(seconds):
        raise ValueError(Message("{text!r} is no time", text=text))
    return seconds
