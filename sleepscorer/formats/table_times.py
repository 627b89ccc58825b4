"""What the columns of a table beside its stages say of time: no row may silently move to another epoch."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from sleepscorer.errors import HypnogramError
from sleepscorer.formats.runs import MOST_EPOCHS
from sleepscorer.formats.words import seconds_of

_EPOCHS = ("epoch", "epochs", "epoch_number", "epoch number", "epoch_index", "e")
_ONSETS, _LENGTHS = ("onset", "onset_s"), ("duration", "duration_s")
_MISSING = "The table leaves out {} epochs; they are unscored."


@dataclass(frozen=True)
class Cells:
    """A table without its first line.

    Attributes
    ----------
    names : tuple of str
        Of the columns, in lower case.
    rows : tuple of (int, list of str)
        Number of the line, and its cells.
    """

    names: tuple[str, ...]
    rows: tuple[tuple[int, list[str]], ...]

    def column(self, names: Sequence[str]) -> list[tuple[int, str]] | None:
        """Cells of the first column of one of these names, with their lines; None if there is none."""
        place = next((self.names.index(name) for name in names if name in self.names), None)
        if place is None:
            return None
        return [(number, cells[place].strip() if place < len(cells) else "") for number, cells in self.rows]


def spans(table: Cells) -> list[tuple[float, float]] | None:
    """Onset and length of each row in seconds, where the table has both as numbers."""
    onsets, lengths = table.column(_ONSETS), table.column(_LENGTHS)
    if onsets is None or lengths is None:
        return None
    try:
        found = [
            (seconds_of(onset), seconds_of(length))
            for (_, onset), (_, length) in zip(onsets, lengths, strict=True)
        ]
    except ValueError:
        return None
    return found if all(length > 0 for _, length in found) else None


def places(table: Cells, path: Path, warnings: list[str]) -> list[int]:
    """Epoch of each row, from 0; of a table that does not number its epochs, one after the other.

    Raises
    ------
    HypnogramError
        If the numbers begin again, as where a table holds several nights.
    """
    in_turn = list(range(len(table.rows)))
    numbers = _numbers(table)
    if numbers is None:
        return in_turn
    steps = [after - before for (_, before), (_, after) in pairwise(numbers)]
    if not any(steps) or min(steps) > 1:  # a length, or seconds
        return in_turn
    back = next((place for place, step in enumerate(steps) if step < 1), None)
    if back is not None:
        (_, before), (line, after) = numbers[back : back + 2]
        raise HypnogramError(
            f"{path}, line {line}: epoch {after} follows epoch {before}; keep one night in a file, in order."
        )
    first = 0 if numbers[0][1] == 0 else 1
    found = [number - first for _, number in numbers]
    n_missing = found[-1] + 1 - len(found)
    if not 0 <= found[0] <= found[-1] < MOST_EPOCHS:
        raise HypnogramError(f"{path} numbers its epochs up to {found[-1] + 1}; correct the numbers in it.")
    if n_missing:
        warnings.append(_MISSING.format(n_missing))
    return found


def _numbers(table: Cells) -> list[tuple[int, int]] | None:
    column = table.column(_EPOCHS)
    try:
        values = [(line, seconds_of(text)) for line, text in column or ()]
    except ValueError:
        return None
    are_whole = all(value.is_integer() for _, value in values)  # 3.0, as pandas writes where one is missing
    return [(line, int(value)) for line, value in values] if values and are_whole else None
