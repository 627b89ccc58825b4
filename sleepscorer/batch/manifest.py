"""What became of every recording of a batch: a line per file as it ends, a table of all at the end.

The manifest names files by their place below the folder the batch was given, and nothing else of the
recording: no header field, no path above that folder.
"""

from __future__ import annotations

import csv
import io
import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any

from sleepscorer.atomic import write_atomically
from sleepscorer.errors import StorageError

OK, FAILED, SKIPPED = "ok", "failed", "skipped"
"""What can become of a recording."""


@dataclass(frozen=True)
class Row:
    """What became of one recording.

    Attributes
    ----------
    file : str
        Place below the folder the batch was given.
    status : str
        ``ok``, ``failed`` or ``skipped``.
    reason : str
        A sentence, where not ok.
    notices : tuple of str
        Repairs made while opening, channels used, roles done without.
    n_epochs : int
    model, model_sha256 : str
        Variant that ran and the hash of its network.
    model_wanted : str
        What was asked for; empty for the default.
    seconds : float
        Time it took.
    outputs : tuple of str
        Below the manifest's folder.
    input_bytes, input_mtime_ns : int
        Size and time of the recording.
    source : str
        Hash of the recording's path, which may itself name somebody.
    finished : str
        Time it ended, ISO 8601, UTC.
    """

    file: str
    status: str
    reason: str = ""
    notices: tuple[str, ...] = ()
    n_epochs: int = 0
    model: str = ""
    model_sha256: str = ""
    model_wanted: str = ""
    seconds: float = 0.0
    outputs: tuple[str, ...] = ()
    input_bytes: int = -1
    input_mtime_ns: int = 0
    source: str = ""
    finished: str = ""


COLUMNS = tuple(field.name for field in fields(Row))
"""Columns of ``manifest.csv``."""


class Manifest:
    """The manifest in a folder: ``manifest.jsonl`` grows as files end, ``manifest.csv`` sums up.

    Parameters
    ----------
    folder : Path
        Made as needed.

    Raises
    ------
    StorageError
        If the folder cannot be written, or holds another program's files of these names.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.lines = folder / "manifest.jsonl"
        self.table = folder / "manifest.csv"
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self._check_is_ours()
            self._rows = {row.file: row for row in self._read()}
            with self.lines.open("ab"):
                pass
        except OSError as error:
            raise StorageError(_cannot_write(folder, error)) from error

    def row(self, file: str) -> Row | None:
        """Latest row of a recording."""
        return self._rows.get(file)

    def append(self, row: Row) -> None:
        """Add a row and have it on disk before returning.

        Raises
        ------
        StorageError
            If it cannot be written.
        """
        self._rows[row.file] = row
        line = json.dumps(asdict(row), ensure_ascii=False) + "\n"
        try:
            with self.lines.open("ab+") as file:
                if _ends_inside_a_line(file):
                    line = "\n" + line
                file.write(line.encode("utf-8", "surrogateescape"))
                file.flush()
                os.fsync(file.fileno())
        except OSError as error:
            raise StorageError(_cannot_write(self.folder, error)) from error

    def write_table(self) -> None:
        """Write the latest row of every recording as ``manifest.csv``, atomically.

        Raises
        ------
        StorageError
            If it cannot be written; every row is still in ``manifest.jsonl``.
        """
        text = io.StringIO()
        writer = csv.writer(text, lineterminator="\n")
        writer.writerow(COLUMNS)
        for _, row in sorted(self._rows.items()):
            writer.writerow([_cell(value) for value in asdict(row).values()])
        try:
            write_atomically(self.table, text.getvalue().encode("utf-8", "surrogateescape"))
        except OSError as error:
            raise StorageError(_cannot_write(self.folder, error)) from error

    def _check_is_ours(self) -> None:
        start = ",".join(COLUMNS[:2])
        if self.table.exists() and not self.table.read_bytes().startswith(start.encode()):
            raise StorageError(
                f"{self.table} was not written by sleepscorer; move it or name an --out folder."
            )

    def _read(self) -> list[Row]:
        if not self.lines.exists():
            return []
        lines = [line for line in self.lines.read_bytes().splitlines() if line.strip()]
        rows = [row for line in lines if (row := _row(line)) is not None]
        if lines and not rows and not lines[0].startswith(b'{"file"'):
            raise StorageError(
                f"{self.lines} was not written by sleepscorer; move it or name an --out folder."
            )
        return rows


def _row(line: bytes) -> Row | None:
    """Row of a line; None where a crash left half of one."""
    try:
        values: Mapping[str, Any] = json.loads(line.decode("utf-8", "surrogateescape"))
        known = {name: values[name] for name in COLUMNS if name in values}
        known |= {name: tuple(known.get(name, ())) for name in ("notices", "outputs")}
        return Row(**known)
    except (ValueError, TypeError, AttributeError):
        return None


def _ends_inside_a_line(file: io.BufferedRandom) -> bool:
    if file.seek(0, os.SEEK_END) == 0:
        return False
    file.seek(-1, os.SEEK_END)
    return file.read(1) != b"\n"


def _cell(value: object) -> object:
    return " ".join(map(str, value)) if isinstance(value, tuple | list) else value


def _cannot_write(folder: Path, error: OSError) -> str:
    reason = (error.strerror or str(error)).lower()
    return f"{folder} cannot be written ({reason}); make room or name an --out folder that can."
