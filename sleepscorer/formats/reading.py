"""Reads a hypnogram of any format it knows, told by what is in the file, not by its name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from sleepscorer.errors import HypnogramError, StorageError
from sleepscorer.formats.bids import looks_like_events, read_events
from sleepscorer.formats.domino import looks_like_domino, read_domino
from sleepscorer.formats.edf_reading import read_edf_hypnogram
from sleepscorer.formats.hypnogram import Hypnogram, fitted
from sleepscorer.formats.luna import looks_like_annot, read_annot
from sleepscorer.formats.text_reading import read_text_hypnogram
from sleepscorer.formats.xml_hypnograms import read_xml_hypnogram
from sleepscorer.storage import sidecar

_EDF_MAGIC = (b"0       ", b"\xffBIOSEMI")
_HEAD_BYTES = 4096


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
        Any format of :data:`sleepscorer.formats.catalogue.FORMATS`, or our sidecar; EDF+ with AASM or
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
    head = _head(path)
    if _is_edf(head):
        return read_edf_hypnogram(path)
    text = _as_text(head).lstrip()
    for looks_like_it, read in _READERS:
        if looks_like_it(text):
            return read(path)
    is_annot = path.suffix.lower() == ".annot"
    return read_annot(path) if is_annot else read_text_hypnogram(path, epoch_seconds)


def is_edf(path: Path) -> bool:
    """Whether a file is EDF or BDF by its first bytes.

    Raises
    ------
    HypnogramError
        In one sentence, if it cannot be read.
    """
    return _is_edf(_head(path))


def _is_edf(head: bytes) -> bool:
    return head[:8] in _EDF_MAGIC


def _as_text(head: bytes) -> str:
    """Head of a file for a look at it; XML may be UTF-16."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return head[: len(head) // 2 * 2].decode("utf-16", "replace")
    return head.decode("utf-8-sig", "replace")


def _head(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD_BYTES)
    except FileNotFoundError:
        raise HypnogramError(f"{path} does not exist; check the name.") from None
    except IsADirectoryError:
        raise HypnogramError(f"{path} is a folder; choose a hypnogram inside it.") from None
    except OSError as error:
        raise HypnogramError(
            f"{path} cannot be opened ({(error.strerror or str(error)).lower()})."
        ) from error
    if not head:
        raise HypnogramError(f"{path} is empty (0 bytes); copy it again from its source.")
    return head


def _read_sidecar(path: Path) -> Hypnogram:
    if '"sleepscorer"' not in _as_text(_head(path)):
        raise HypnogramError(
            f"{path} is JSON, but no scoring that sleepscorer saved; export it as EDF+ or CSV."
        )
    try:
        scoring = sidecar.load(path).scoring
    except StorageError as error:
        raise HypnogramError(str(error)) from error
    return Hypnogram(
        scoring.stages.copy(), 0.0, None, "sleepscorer", scoring.lights, from_recording_start=True
    )


_READERS: tuple[tuple[Callable[[str], bool], Callable[[Path], Hypnogram]], ...] = (
    (lambda text: text.startswith("{"), _read_sidecar),
    (lambda text: text.startswith("<"), read_xml_hypnogram),
    (looks_like_domino, read_domino),
    (looks_like_events, read_events),
    (looks_like_annot, read_annot),
)
"""What the opening of a text tells, and who reads it."""
