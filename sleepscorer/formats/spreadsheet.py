"""Hypnograms in Excel workbooks: a sheet is read as the table or list it would be as text."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime, time
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from sleepscorer.errors import HypnogramError
from sleepscorer.extras import install_command
from sleepscorer.formats.grammars.arrays import content_of
from sleepscorer.formats.sniff import Claim, Head
from sleepscorer.messages import Message

_MAGIC = b"PK\x03\x04"
_MOST_UNPACKED = 200_000_000
_MOST_ROWS, _MOST_COLUMNS = 200_000, 100


def sniff_workbook(head: Head) -> Claim:
    """Tell how surely a file is an Excel workbook: a ZIP archive whose first parts are those of one."""
    parts = (b"[Content_Types].xml", b"xl/", b"_rels/.rels", b"docProps/")
    is_workbook = head.content.startswith(_MAGIC) and any(part in head.content[:2000] for part in parts)
    return Claim.SIGNATURE if is_workbook else Claim.NONE


def workbook_text(path: Path) -> str:
    """Return the first sheet of a workbook that holds anything, as text with tabs between its cells.

    Raises
    ------
    HypnogramError
        In one sentence, if the package openpyxl is missing, or the workbook cannot be read or is too large.
    """
    if find_spec("openpyxl") is None:
        raise HypnogramError(
            Message(
                "{path} is an Excel workbook; to read it install openpyxl with {how}, or save the "
                "sheet as CSV.",
                path=path,
                how=install_command("formats"),
            )
        )
    from openpyxl import load_workbook

    content = content_of(path)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if sum(part.file_size for part in archive.infolist()) > _MOST_UNPACKED:
                raise HypnogramError(
                    Message("{path} unpacks to too much to be a hypnogram; choose another file.", path=path)
                )
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        for sheet in book.worksheets:
            text = _sheet_text(sheet)
            if text.strip():
                return text
    except HypnogramError:
        raise
    except Exception as error:  # openpyxl raises of every kind where a workbook is mangled
        raise HypnogramError(
            Message("{path} is no sound Excel workbook; save the sheet as CSV.", path=path)
        ) from error
    raise HypnogramError(Message("{path} holds no cell; choose the workbook with the scoring.", path=path))


def _sheet_text(sheet: Any) -> str:
    rows = sheet.iter_rows(max_row=_MOST_ROWS, max_col=_MOST_COLUMNS, values_only=True)
    lines = ["\t".join(_cell(value) for value in row).rstrip("\t") for row in rows]
    return "\n".join(lines) + "\n"


def _cell(value: Any) -> str:
    """Text of a cell as a program would export it."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.isoformat(sep=" ") if value.year > 1900 else value.time().isoformat()
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return " ".join(str(value).split())
