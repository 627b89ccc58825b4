"""A table of labels, and what its unnamed columns say against reading a row as an epoch."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from pathlib import Path

from sleepscorer.errors import HypnogramError
from sleepscorer.formats import table_columns as names_of
from sleepscorer.formats.clock_times import clock_time
from sleepscorer.formats.numbers import seconds_of
from sleepscorer.formats.table_columns import Column, column
from sleepscorer.messages import Message
from sleepscorer.vocabulary import folded

_FEWEST_ROWS = 4
_MOST_PEOPLE = 5
_NAMED = (
    names_of.STAGE
    | names_of.EVENT
    | names_of.ONSET
    | names_of.STOP
    | names_of.DURATION
    | names_of.TIME
    | names_of.DATE
    | names_of.EPOCH
    | names_of.EPOCH_START
    | names_of.EPOCH_STOP
    | names_of.SCORER
    | names_of.NIGHT
)


@dataclass
class Table:
    """A table below its column names.

    Attributes
    ----------
    names : sequence of str
    rows : sequence of (int, list of str)
        Number of the line, and its cells.
    path : Path
    day : date or None
        Of the recording, where a line above the table says it.
    epoch_seconds : float or None
        Where a line above the table says it.
    """

    names: Sequence[str]
    rows: Sequence[tuple[int, Sequence[str]]]
    path: Path
    day: date | None = None
    epoch_seconds: float | None = None
    notices: list[str] = field(default_factory=list)

    def column(self, wanted: frozenset[str]) -> Column | None:
        """Return the first column of one of these names."""
        return column(self.names, wanted)

    def cells(self, chosen: Column) -> list[str]:
        """Return the texts of a column."""
        return [row[chosen.index].strip() if chosen.index < len(row) else "" for _, row in self.rows]


def refuse_two_of_a_name(table: Table) -> None:
    """Refuse two columns of stages of one name that differ."""
    first = table.column(names_of.STAGE)
    if first is None:
        return
    name = folded(table.names[first.index])
    for index in range(first.index + 1, len(table.names)):
        if folded(table.names[index]) == name and table.cells(Column(index)) != table.cells(first):
            raise HypnogramError(
                Message(
                    "{path} has two columns {name!r} that differ; keep those of one scorer.",
                    path=table.path,
                    name=table.names[index],
                )
            )


def refuse_takers_of_turns(table: Table) -> None:
    """Refuse rows that two or more people take in turn or one after the other, whatever names the column."""
    for index in _unnamed(table):
        cells = table.cells(Column(index))
        people = list(dict.fromkeys(cells))
        count = len(people)
        if not 2 <= count <= _MOST_PEOPLE or len(cells) < _FEWEST_ROWS * count or len(cells) % count:
            continue
        if not all(any(letter.isalpha() for letter in cell) for cell in people):
            continue
        length = len(cells) // count
        in_turn = cells == people * length
        in_blocks = cells == [person for person in people for _ in range(length)]
        if in_turn or in_blocks:
            raise HypnogramError(
                Message(
                    "{path}: its column {name!r} goes through {people} as where several people scored; "
                    "keep the rows of one.",
                    path=table.path,
                    name=table.names[index],
                    people=", ".join(people),
                )
            )


def refuse_unnamed_times(table: Table, epochs: Column | None) -> None:
    """Refuse rows that would be epochs in turn where a column of a name we do not know says otherwise."""
    for index in _unnamed(table):
        cells = table.cells(Column(index))
        clocks = [clock_time(cell) for cell in cells if ":" in cell]
        if len(cells) > 1 and len(clocks) == len(cells) and all(clocks):
            first = clocks[0]
            if first is not None and (first.since_midnight or first.day):
                raise HypnogramError(
                    Message(
                        "{path}: its column {name!r} holds times and its name does not say of what; name "
                        "it clock for the time of day, or onset for the time since the start.",
                        path=table.path,
                        name=table.names[index],
                    )
                )
        if epochs is None and _counts_otherwise(cells, table):
            raise HypnogramError(
                Message(
                    "{path}: the numbers of its column {name!r} are not those of consecutive epochs; "
                    "name it epoch, onset_s or duration_s.",
                    path=table.path,
                    name=table.names[index],
                )
            )


def _unnamed(table: Table) -> list[int]:
    """Places of the columns whose names say nothing that is known."""
    return [index for index, name in enumerate(table.names) if column([name], _NAMED) is None]


def _counts_otherwise(cells: Sequence[str], table: Table) -> bool:
    """Whether whole numbers rise other than by one, or stand beside stages that all differ from the last."""
    try:
        values = [seconds_of(cell.replace(",", ".")) for cell in cells]
    except ValueError:
        return False
    if len(values) < _FEWEST_ROWS or not all(value.is_integer() and value >= 0 for value in values):
        return False
    steps = [after - before for before, after in pairwise(values)]
    if min(steps) > 0:
        return set(steps) != {1.0} or values[0] not in (0.0, 1.0)
    stage = table.column(names_of.STAGE)
    stages = table.cells(stage) if stage is not None else []
    return all(before != after for before, after in pairwise(stages)) and len(set(values)) > 1
