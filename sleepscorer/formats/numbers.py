"""Numbers as files write them: seconds, and columns of whole numbers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from math import isfinite

_WHOLE_NUMBER = re.compile(r"[+-]?\d{1,9}(\.0*)?")


def seconds_of(text: str) -> float:
    """Read seconds as a file writes them.

    Raises
    ------
    ValueError
        If the text is no finite number.
    """
    seconds = float(text)
    if not isfinite(seconds):
        raise ValueError(f"{text!r} is no time")
    return seconds


def are_numbers(words: Sequence[str]) -> bool:
    """Tell whether there are words, and all of them are whole numbers."""
    return bool(words) and all(_WHOLE_NUMBER.fullmatch(text.strip()) for text in words)
