"""Reads a hypnogram of any format it knows, told by what is in the file, not by its name."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from sleepscorer.errors import HypnogramError
from sleepscorer.formats.catalogue import READABLE, sniff_edf
from sleepscorer.formats.grammars.resolved import LabelReader
from sleepscorer.formats.hypnogram import Hypnogram, fitted
from sleepscorer.formats.sniff import Claim, read_head, surest
from sleepscorer.formats.spreadsheet import sniff_workbook, workbook_text
from sleepscorer.formats.text_reading import read_text_hypnogram


def read_hypnogram(
    path: str | Path,
    *,
    n_epochs: int | None = None,
    start: datetime | None = None,
    epoch_seconds: float | None = None,
) -> Hypnogram:
    """Read somebody's stages.

    Parameters
    ----------
    path : str or Path
        Any format of :data:`sleepscorer.formats.catalogue.READABLE`; EDF+ with AASM or
        R&K texts, an annotation per epoch or per run, with or without signals.
    n_epochs : int, optional
        Length the hypnogram is cut or padded to, with a warning.
    start : datetime, optional
        Clock time of the file's start where the file itself does not know it.
    epoch_seconds : float, optional
        Length of an epoch where the file does not say it; 30 s if not given. Another length than
        30 s is converted, with a warning.

    Returns
    -------
    Hypnogram

    Raises
    ------
    HypnogramError
        In one sentence, if the file cannot be read or holds no stages.
    """
    found = _read(Path(path), epoch_seconds)
    found = replace(found, start=found.start or start)
    return found if n_epochs is None else fitted(found, n_epochs)


def _read(path: Path, epoch_seconds: float | None) -> Hypnogram:
    head = read_head(path)
    if sniff_workbook(head) is Claim.SIGNATURE:
        return _of_workbook(path, epoch_seconds)
    one = surest(head, READABLE, lambda one, other: one.reader is other.reader)
    if one.reader is read_text_hypnogram:
        return read_text_hypnogram(path, epoch_seconds)
    if isinstance(one.reader, LabelReader):
        return one.reader(path, epoch_seconds)
    return one.reader(path)


def _of_workbook(path: Path, epoch_seconds: float | None) -> Hypnogram:
    """Hypnogram of a workbook's sheet, read as the text it would be."""
    text = workbook_text(path)
    with TemporaryDirectory() as folder:
        sheet = Path(folder) / "sheet.tsv"
        sheet.write_text(text, "utf-8")
        try:
            return _read(sheet, epoch_seconds)
        except HypnogramError as error:
            raise HypnogramError(str(error).replace(str(sheet), str(path))) from error


def is_edf(path: Path) -> bool:
    """Whether a file is EDF or BDF by its first bytes.

    Raises
    ------
    HypnogramError
        In one sentence, if it cannot be read.
    """
    return sniff_edf(read_head(path)) is Claim.SIGNATURE
