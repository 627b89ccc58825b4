"""Reader of hypnograms of any known format, which the content of a file tells, not its name."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from sleepscorer.errors import HypnogramError, UnknownKeyError, UnknownWordsError
from sleepscorer.formats.catalogue import (
    LABELS,
    READABLE,
    Grammar,
    HypnogramFormat,
    ReadFormat,
    sniff_edf,
)
from sleepscorer.formats.grammars.resolved import LabelReader
from sleepscorer.formats.hypnogram import Hypnogram, fitted
from sleepscorer.formats.resolver import Words, resolve
from sleepscorer.formats.sniff import Claim, Head, read_head, surest
from sleepscorer.formats.spreadsheet import sniff_workbook, workbook_text
from sleepscorer.formats.text_reader import text_labels, with_authors
from sleepscorer.formats.timed_labels import Labels
from sleepscorer.messages import with_text
from sleepscorer.stages import EPOCH_SECONDS


def read_hypnogram(
    path: str | Path,
    *,
    n_epochs: int | None = None,
    start: datetime | None = None,
    epoch_seconds: float | None = None,
    key: str | None = None,
    words: Words | None = None,
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
    key : str, optional
        What plain numbers stand for where the file does not say it: one of
        :data:`sleepscorer.formats.number_keys.KEYS`.
    words : mapping of str to Stage, optional
        Stages of words that are none we know, such as ``{"SWS": Stage.N3}``.

    Returns
    -------
    Hypnogram

    Raises
    ------
    UnknownWordsError
        If words stand where stages would and are none that is known.
    UnknownKeyError
        If numbers contradict their key.
    HypnogramError
        In one sentence, if the file cannot be read or holds no stages.
    """
    hypnogram = _read(Path(path), _Given(n_epochs, epoch_seconds, key, words))
    hypnogram = replace(hypnogram, start=hypnogram.start or start)
    return hypnogram if n_epochs is None else fitted(hypnogram, n_epochs)


def labels_of(path: Path) -> Labels | None:
    """Read the timed labels of a file, before anything is made of its words.

    Returns
    -------
    Labels or None
        None for formats that hold no labels, such as our own files.

    Raises
    ------
    HypnogramError
        In one sentence, if the file cannot be read.
    """
    head = read_head(path)
    if sniff_workbook(head) is Claim.SIGNATURE:
        return None
    grammar = _grammar(_format(head))
    return None if grammar is None else grammar(path)


@dataclass(frozen=True)
class _Given:
    """Answers of the user about a file."""

    n_epochs: int | None = None
    epoch_seconds: float | None = None
    key: str | None = None
    words: Words | None = None


def _read(path: Path, given: _Given) -> Hypnogram:
    head = read_head(path)
    if sniff_workbook(head) is Claim.SIGNATURE:
        return _of_workbook(path, given)
    chosen = _format(head)
    grammar = _grammar(chosen)
    if grammar is None:
        return chosen.reader(path)
    labels = grammar(path)
    if given.n_epochs is not None and labels.needs_end and labels.stop_s is None:
        labels = replace(labels, stop_s=float(given.n_epochs * EPOCH_SECONDS))
    read = resolve(labels, path, epoch_seconds=given.epoch_seconds, key=given.key, words=given.words)
    return with_authors(read, path) if grammar is text_labels else read


def _format(head: Head) -> ReadFormat | HypnogramFormat:
    return surest(head, READABLE, lambda first, second: first.reader is second.reader)


def _grammar(chosen: ReadFormat | HypnogramFormat) -> Grammar | None:
    reader = chosen.reader
    return reader.grammar if isinstance(reader, LabelReader) else LABELS.get(reader)


def _of_workbook(path: Path, given: _Given) -> Hypnogram:
    """Hypnogram of a workbook's sheet, read as the text it would be."""
    text = workbook_text(path)
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        sheet = Path(folder) / "sheet.tsv"
        sheet.write_text(text, "utf-8")
        try:
            return _read(sheet, given)
        except UnknownWordsError as error:
            raise UnknownWordsError(with_text(error.message, str(sheet), str(path)), error.words) from error
        except UnknownKeyError as error:
            raise UnknownKeyError(with_text(error.message, str(sheet), str(path)), error.numbers) from error
        except HypnogramError as error:
            raise HypnogramError(with_text(error.message, str(sheet), str(path))) from error


def is_edf(path: Path) -> bool:
    """Tell whether a file is EDF or BDF by its first bytes.

    Raises
    ------
    HypnogramError
        In one sentence, if it cannot be read.
    """
    return sniff_edf(read_head(path)) is Claim.SIGNATURE
