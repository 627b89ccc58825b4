"""Reads a hypnogram of any format it knows, told by what is in the file, not by its name."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path

from sleepscorer import sidecar
from sleepscorer.errors import HypnogramError, StorageError
from sleepscorer.formats.edf_reading import read_edf_hypnogram
from sleepscorer.formats.hypnogram import Hypnogram, fitted
from sleepscorer.formats.text_reading import read_text_hypnogram

_EDF_MAGIC = (b"0       ", b"\xffBIOSEMI")


def read_hypnogram(
    path: str | Path, *, n_epochs: int | None = None, start: datetime | None = None
) -> Hypnogram:
    """Read somebody's stages.

    Parameters
    ----------
    path : str or Path
        EDF+ (AASM or R&K texts, an annotation per epoch or per run), our sidecar or CSV, a CSV with
        a column ``Stage``, or text with one stage per line.
    n_epochs : int, optional
        Length the hypnogram is cut or padded to, with a warning.
    start : datetime, optional
        Clock time of the file's start where the file itself does not know it.

    Returns
    -------
    Hypnogram

    Raises
    ------
    HypnogramError
        In one sentence, if the file cannot be read or holds no stages.
    """
    found = _read(Path(path))
    found = replace(found, start=found.start or start)
    return found if n_epochs is None else fitted(found, n_epochs)


def _read(path: Path) -> Hypnogram:
    head = _head(path)
    if head in _EDF_MAGIC:
        return read_edf_hypnogram(path)
    if head.lstrip().startswith(b"{"):
        return _read_sidecar(path)
    return read_text_hypnogram(path)


def _head(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            head = file.read(8)
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
    try:
        scoring = sidecar.load(path).scoring
    except StorageError as error:
        raise HypnogramError(str(error)) from error
    return Hypnogram(scoring.stages.copy(), 0.0, None, "sleepscorer", scoring.lights)
