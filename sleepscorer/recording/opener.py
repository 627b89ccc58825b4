"""Opener of recordings by the end of their name: EDF and BDF by us, other kinds by MNE-Python or wfdb."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from sleepscorer.channels import Role
from sleepscorer.errors import RecordingError
from sleepscorer.messages import Message
from sleepscorer.recording.base import Recording
from sleepscorer.recording.edf import EXTENSIONS, open_edf

_MNE_EXTENSIONS = (".vhdr", ".set", ".fif", ".fif.gz", ".gdf", ".eeg", ".lay")
OTHER_EXTENSIONS = (*_MNE_EXTENSIONS, ".hea")
"""File name endings of recordings that MNE-Python or wfdb opens for us."""

_CLOSED = {
    ".erd": "Natus",
    ".stc": "Natus",
    ".snc": "Natus",
    ".sig": "Stellate Harmonie",
    ".mtd": "Nicolet",
    ".trc": "Micromed",
}

__all__ = ["EXTENSIONS", "OTHER_EXTENSIONS", "open_recording"]


def open_recording(
    path: str | Path, roles: Mapping[str, Role] | None = None, units: Mapping[str, str] | None = None
) -> Recording:
    """Open a recording without reading its samples.

    Parameters
    ----------
    path : str or Path
        EDF, EDF+ or BDF; BrainVision (``.vhdr``), EEGLAB (``.set``), FIF, GDF, Nihon Kohden
        (``.eeg``), Persyst (``.lay``) or a WFDB record (``.hea``, or its ``.dat`` or ``.mat``).
    roles : mapping of channel label to Role, optional
        Roles chosen by a technician; the others are guessed from the labels.
    units : mapping of channel label to str, optional
        Units that a user says channels are in, of :data:`sleepscorer.units.CHOICES`; the others are as
        the file says.

    Returns
    -------
    Recording

    Raises
    ------
    RecordingError
        In one sentence, if the file cannot be read or holds no signal.
    """
    recording = _open(Path(path), roles)
    if units:
        recording.assign_units(units)
        recording.assign_roles(roles or {})
    return recording


def _open(path: Path, roles: Mapping[str, Role] | None) -> Recording:
    name = path.name.lower()
    if name.endswith(_MNE_EXTENSIONS) and not path.is_dir():
        from sleepscorer.recording.other import open_other

        return open_other(path, roles)
    if name.endswith(".hea") or _is_beside_header(path):
        from sleepscorer.recording.wfdb_records import open_wfdb

        return open_wfdb(path, roles)
    maker = _CLOSED.get(path.suffix.lower())
    if maker and path.is_file():
        raise RecordingError(
            Message(
                "{path} is a {maker} file, which nothing here can read; export the recording as EDF.",
                path=path,
                maker=maker,
            )
        )
    return open_edf(path, roles)


def _is_beside_header(path: Path) -> bool:
    """Return whether a file holds the samples of the WFDB record whose header lies beside it."""
    return path.suffix.lower() in (".dat", ".mat") and path.with_suffix(".hea").is_file()
