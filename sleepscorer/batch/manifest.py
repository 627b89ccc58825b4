"""Manifest of a batch: a line per recording as it ends, a table of all at the end.

The manifest names files by their place below the folder the batch was given, and of the recording's header
only when it began: no field of the patient, no path above that folder.
"""

from __future__ import annotations

import csv
import io
import json
import os
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Any

from sleepscorer.atomic import write_atomically
from sleepscorer.batch.shards import Shard
from sleepscorer.errors import LockedError, StorageError
from sleepscorer.formats.events import starts_formula
from sleepscorer.messages import Message, reason
from sleepscorer.storage.lock import Lock

OK, FAILED, SKIPPED = "ok", "failed", "skipped"
"""What can become of a recording."""


@dataclass(frozen=True)
class Row:
    """Row of the manifest: the outcome of one recording.

    Attributes
    ----------
    file : str
        Place below the folder the batch was given.
    status : str
        ``ok``, ``failed`` or ``skipped``.
    reason : str
        A sentence, where not ok, or where the window's own file was asked for and could not be written.
    notices : tuple of str
        Repairs made while opening, channels used, roles done without.
    start : str
        Day and clock time of the first sample, ISO 8601; empty where the recording does not know its day.
    n_epochs : int
    model, model_sha256 : str
        Variant that ran and the hash of its network.
    model_wanted : str
        What was asked for; empty for the default.
    seconds, cpu_seconds : float
        Time it took, and time of a processor.
    outputs : tuple of str
        Below the manifest's folder.
    input_bytes, input_mtime_ns : int
        Size and time of the recording.
    source : str
        Hash of the recording's path, which may itself name somebody.
    finished : str
        Time it ended, ISO 8601, UTC.
    program : str
        Version of sleepscorer that scored it.
    runtime : str
        Versions of what the probabilities also depend on: Python, numpy, onnxruntime.
    flagged : float
        Share of its epochs that the review queue asks a person to look at; -1 where not scored.
    expected_errors : float
        Epochs the model expects to have wrong.
    lights_off_s, lights_on_s : float or None
        Markers found in the recording, in seconds from its first sample.
    sidecar : str
        What became of the window's own file; empty where it was not asked for.
    events : str
        Name, version and profile of the event scorer; empty where no events were asked for.
    ahi, rei, odi_3, odi_4, arousal_index, plms_index : float or None
        Those of ``figures``, rounded; ``rei`` takes the place of ``ahi`` where nothing tells sleep from wake.
    kept, left : str
        Fingerprints of the window's work that the result stands on, and of the scoring that was written as
        the window's own file; empty without; not in the table.
    fingerprints : tuple of str
        By which work on the recording is known, those of earlier versions last; not in the table.
    device, positions : str
        What identifies recorder and device (hashes), and what the codes of the body position mean as told for
        them in the window, ``1=supine 2=left``; not in the table.
    stages : str
        Runs of stages, ``W:12 N1:3 ?:1``; not in the table.
    figures : mapping of str to float or None
        Parameters of a clinical night by name, e.g. ``ahi``; not in the table.
    hashes : tuple of str
        SHA-256 of each output, in their order; not in the table.
    """

    file: str
    status: str
    reason: str = ""
    notices: tuple[str, ...] = ()
    start: str = ""
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
    program: str = ""
    runtime: str = ""
    cpu_seconds: float = 0.0
    flagged: float = -1.0
    expected_errors: float = 0.0
    lights_off_s: float | None = None
    lights_on_s: float | None = None
    sidecar: str = ""
    events: str = ""
    ahi: float | None = None
    rei: float | None = None
    odi_3: float | None = None
    odi_4: float | None = None
    arousal_index: float | None = None
    plms_index: float | None = None
    kept: str = ""
    left: str = ""
    fingerprints: tuple[str, ...] = ()
    device: str = ""
    positions: str = ""
    stages: str = ""
    hashes: tuple[str, ...] = ()
    figures: Mapping[str, float | int | None] = field(default_factory=dict)


_LISTS = ("notices", "outputs", "hashes", "fingerprints")
_FIELDS = tuple(row.name for row in fields(Row))
_LINES_ONLY = ("kept", "left", "fingerprints", "device", "positions", "stages", "hashes", "figures")
COLUMNS = tuple(name for name in _FIELDS if name not in _LINES_ONLY)
"""Columns of ``manifest.csv``."""
_CONTROL = ("\t", "\r")


class Manifest:
    """The manifest in a folder: ``manifest.jsonl`` grows as files end, ``manifest.csv`` sums up.

    Shards of one batch may run at once on several machines, so each has files of its own
    (``manifest-2-of-8.jsonl``); every shard's rows are read, whoever wrote them.

    Parameters
    ----------
    folder : Path
        Made as needed, by :meth:`begin`.
    shard : Shard, optional
    """

    def __init__(self, folder: Path, shard: Shard | None = None) -> None:
        ending = shard.ending if shard else ""
        self.folder, self._shard = folder, shard
        self.lines = folder / f"manifest{ending}.jsonl"
        self.table = folder / f"manifest{ending}.csv"
        self._lock = Lock(folder / f"manifest{ending}.lock")
        self._rows: dict[str, Row] = {}
        self._ours: set[str] = set()
        try:
            self._check_is_ours()
            self._read()
        except OSError as error:
            raise StorageError(_cannot_write(folder, error)) from error
        self._holds_all = shard is None

    def begin(self) -> None:
        """Make the folder, see that it can be written, and hold it until :meth:`end`.

        Raises
        ------
        StorageError
            If it cannot, or holds another program's files of these names, or another batch holds it.
        """
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            self._lock.take()
            self._check_others()
            with self.lines.open("ab"):
                pass
        except LockedError as error:
            self.end()
            raise StorageError(
                Message(
                    "Another batch puts its results into {folder}; wait until it has ended, or name "
                    "another folder for the results (--out).",
                    folder=self.folder,
                )
            ) from error
        except OSError as error:
            self.end()
            raise StorageError(_cannot_write(self.folder, error)) from error

    def _check_others(self) -> None:
        """See that nobody else does the same recordings: shards of one batch differ, all others may not."""
        siblings = f"-of-{self._shard.count}.lock" if self._shard else None
        for path in self.folder.glob("manifest*.lock"):
            if path != self._lock.path and not (siblings and path.name.endswith(siblings)):
                Lock(path).check_free()

    def end(self) -> None:
        """Let other batches have the folder."""
        with suppress(OSError):
            self._lock.release()

    @property
    def rows(self) -> list[Row]:
        """Latest row of every recording, by name; of a shard, those it wrote itself."""
        return [row for file, row in sorted(self._rows.items()) if self._holds_all or file in self._ours]

    def row(self, file: str) -> Row | None:
        """Return the latest row of a recording."""
        return self._rows.get(file)

    @property
    def outputs(self) -> set[str]:
        """Every file that a row names as its result."""
        return {name for row in self._rows.values() for name in row.outputs}

    def append(self, row: Row) -> None:
        """Add a row and have it on disk before returning.

        Raises
        ------
        StorageError
            If it cannot be written.
        """
        self._rows[row.file] = row
        self._ours.add(row.file)
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

    def take(self, rows: Iterable[Row]) -> None:
        """Hold rows that are kept elsewhere, for the table; they are not written to ``manifest.jsonl``."""
        for row in rows:
            self._rows[row.file] = row

    def write_table(self) -> None:
        """Write the latest row of every recording as ``manifest.csv``, atomically.

        Raises
        ------
        StorageError
            If it cannot be written; every row is still in ``manifest.jsonl``.
        """
        table = csv_text([COLUMNS, *([getattr(row, name) for name in COLUMNS] for row in self.rows)])
        try:
            write_atomically(self.table, table)
        except OSError as error:
            raise StorageError(_cannot_write(self.folder, error)) from error

    def _check_is_ours(self) -> None:
        if self.lines.is_symlink():
            raise StorageError(
                Message(
                    "{path} is a link and would be written through; remove it or name another folder "
                    "for the results (--out).",
                    path=self.lines,
                )
            )
        start = ",".join(COLUMNS[:2])
        if self.table.exists() and not self.table.read_bytes().startswith(start.encode()):
            raise StorageError(
                Message(
                    "{path} was not written by sleepscorer; move it or name another folder for the "
                    "results (--out).",
                    path=self.table,
                )
            )

    def _read(self) -> None:
        mine = self._rows_in(self.lines) if self.lines.exists() else []
        self._ours = {row.file for row in mine}
        others = (path for path in sorted(self.folder.glob("manifest*.jsonl")) if path != self.lines)
        rows = [row for path in others for row in self._rows_in(path)] + mine
        for row in sorted(rows, key=lambda row: row.finished):
            self._rows[row.file] = row

    @staticmethod
    def _rows_in(path: Path) -> list[Row]:
        lines = [line for line in path.read_bytes().splitlines() if line.strip()]
        rows = [row for line in lines if (row := _row(line)) is not None]
        if lines and not rows and not lines[0].startswith(b'{"file"'):
            raise StorageError(
                Message("{path} was not written by sleepscorer; move it or name an --out folder.", path=path)
            )
        return rows


def csv_text(rows: Iterable[Iterable[object]]) -> bytes:
    """Format a table whose texts no spreadsheet takes for a formula."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([_cell(value) for value in row] for row in rows)
    return text.getvalue().encode("utf-8", "surrogateescape")


def _row(line: bytes) -> Row | None:
    """Return the row of a line; None where a crash left half of one."""
    try:
        values: Mapping[str, Any] = json.loads(line.decode("utf-8", "surrogateescape"))
        known = {name: values[name] for name in _FIELDS if name in values}
        known |= {name: tuple(known.get(name, ())) for name in _LISTS}
        return Row(**known)
    except (ValueError, TypeError, AttributeError):
        return None


def _ends_inside_a_line(file: io.BufferedRandom) -> bool:
    if file.seek(0, os.SEEK_END) == 0:
        return False
    file.seek(-1, os.SEEK_END)
    return file.read(1) != b"\n"


def _cell(value: object) -> object:
    if isinstance(value, tuple | list):
        value = " ".join(map(str, value))
    if not isinstance(value, str):
        return value
    quoted = f"'{value}" if (starts_formula(value) or value.startswith(_CONTROL)) else value
    return quoted.replace("\r", " ")  # which the csv module would leave unquoted


def _cannot_write(folder: Path, error: OSError) -> str:
    return Message(
        "{folder} cannot be written ({reason}); make room or name another folder for the results (--out).",
        folder=folder,
        reason=reason(error),
    )
