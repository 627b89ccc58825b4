"""Summary of a cohort: ``summary.csv`` for programs and ``summary.html`` for people."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import astuple
from pathlib import Path

import numpy as np

from sleepscorer.atomic import write_atomically
from sleepscorer.batch.manifest import FAILED, OK, Row, csv_text
from sleepscorer.batch.nights import accuracy_of, values_of
from sleepscorer.batch.shards import Shard
from sleepscorer.batch.summary_page import MARK, page_of
from sleepscorer.errors import StorageError
from sleepscorer.messages import Message, reason
from sleepscorer.statistics import NIGHT_PARAMETERS, PARAMETERS, STAGE_PARAMETERS
from sleepscorer.statistics.parameters import Value

COLUMNS = (
    *(parameter.name for parameter in (*PARAMETERS, *STAGE_PARAMETERS) if parameter.in_summary),
    *(parameter.name for parameter in NIGHT_PARAMETERS if parameter.in_summary),
)
"""Columns of a night's parameters; docs/statistics.md defines them."""
HEADER = (
    "file",
    "status",
    "reason",
    "start",
    "n_epochs",
    "expected_accuracy_percent",
    "expected_accuracy_low_percent",
    "expected_accuracy_high_percent",
    "expected_errors",
    *COLUMNS,
    "notices",
    "model",
)


class Summary:
    """The summary in a folder; a shard has one of its own.

    Parameters
    ----------
    folder : Path
    shard : Shard, optional

    Raises
    ------
    StorageError
        If the folder holds another program's files of these names.
    """

    def __init__(self, folder: Path, shard: Shard | None = None) -> None:
        ending = shard.ending if shard else ""
        self.table = folder / f"summary{ending}.csv"
        self.page = folder / f"summary{ending}.html"
        self._check(self.table, ",".join(HEADER[:2]).encode())
        self._check(self.page, MARK.encode())

    def write(self, rows: Sequence[Row]) -> None:
        """Write table and page, each whole or not at all.

        Raises
        ------
        StorageError
            If they cannot be written.
        """
        ordered = sorted(rows, key=_order)
        values = [values_of(row) for row in ordered]
        try:
            write_atomically(self.table, csv_text([HEADER, *map(_line, ordered, values)]))
            page = page_of(ordered, values, medians_of(values))
            write_atomically(self.page, page.encode("utf-8", "replace"))
        except OSError as error:
            raise StorageError(
                Message(
                    "The summary could not be written to {folder} ({reason}); make room, run again.",
                    folder=self.table.parent,
                    reason=reason(error),
                )
            ) from error

    @staticmethod
    def _check(path: Path, start: bytes) -> None:
        try:
            is_ours = not path.exists() or path.read_bytes().startswith(start)
        except OSError:
            is_ours = False
        if not is_ours:
            raise StorageError(
                Message("{path} was not written by sleepscorer; move it or name an --out folder.", path=path)
            )


def medians_of(values: Sequence[dict[str, Value]]) -> dict[str, tuple[float, float, float]]:
    """Compute the quartiles and median of each parameter over the nights that have it: 25, 50 and 75 %."""
    medians = {}
    for name in COLUMNS:
        known = [night[name] for night in values if night.get(name) is not None]
        if known:
            low, middle, high = np.percentile(np.asarray(known, float), (25, 50, 75)).tolist()
            medians[name] = (low, middle, high)
    return medians


def _order(row: Row) -> tuple[int, str]:
    """Return the failures first, then what was skipped, then the nights; each by name."""
    return {FAILED: 0, OK: 2}.get(row.status, 1), row.file


def _line(row: Row, values: dict[str, Value]) -> list[object]:
    quality = accuracy_of(row)
    accuracy = [f"{number:.1f}" for number in astuple(quality)] if quality else ["", "", ""]
    errors = f"{row.expected_errors:.1f}" if quality else ""
    numbers = [_cell(values.get(name)) for name in COLUMNS]
    opening = [row.file, row.status, row.reason, row.start, row.n_epochs, *accuracy, errors]
    return [*opening, *numbers, " ".join(row.notices), row.model]


def _cell(value: Value) -> str:
    return "" if value is None else f"{value:.1f}".removesuffix(".0")
