"""Sleep-EDF Expanded 1.0.0 as PhysioNet hands it out (Kemp et al., IEEE TBME 47:1185-1194, 2000).

``sleep-cassette/SC4ssNE0-PSG.edf`` and ``SC4ssNEC-Hypnogram.edf``: ``ss`` is the person, ``N`` the
night, the letter before the dash the technician. The chin EMG is an envelope at 1 Hz and is not read.
"""

from __future__ import annotations

import re
from pathlib import Path

from sleepscorer.channels import Role
from sleepscorer.errors import RecordingError
from sleepscorer.training.corpora.nights import CorpusNight, RealNight, aligned_stages, read_edf_night

URL = "https://physionet.org/files/sleep-edfx/1.0.0/"
DOWNLOADED = re.compile(r"sleep-cassette/SC4\d{3}\w\w-(PSG|Hypnogram)\.edf")
"""Files of :data:`URL` that are needed."""
PEOPLE = {20: frozenset(range(20)), 78: frozenset(range(83))}
"""Numbers of the people of Sleep-EDF-20 and of Sleep-EDF-78; five of the latter's were never published."""
CHANNELS = (
    (Role.EEG, ("EEG Fpz-Cz",)),
    (Role.EEG, ("EEG Pz-Oz",)),
    (Role.EOG, ("EOG horizontal",)),
    (Role.EMG, ("EMG submental",)),
)
_NAME = re.compile(r"SC4(\d\d)(\d)(\w)\w-PSG\.edf", re.IGNORECASE)


def find_nights(folder: Path, people: int = 78) -> list[CorpusNight]:
    """Return the nights below a folder, of the people of a benchmark.

    Raises
    ------
    RecordingError
        If there are none, or a night lacks its hypnogram.
    """
    nights = []
    for path in sorted(folder.rglob("SC4*-PSG.edf")):
        named = _NAME.fullmatch(path.name)
        if named and int(named[1]) in PEOPLE[people]:
            nights.append(_night(path, named[1], named[2]))
    if not nights:
        raise RecordingError(
            f"{folder} holds no SC4*-PSG.edf; name the folder of Sleep-EDF, or --download it."
        )
    return nights


def _night(path: Path, person: str, number: str) -> CorpusNight:
    stem = f"SC4{person}{number}"
    scorings = tuple(sorted(path.parent.glob(f"{stem}??-Hypnogram.edf")))
    if not scorings:
        raise RecordingError(f"{path} has no {stem}*-Hypnogram.edf beside it; download it again.")
    return CorpusNight(stem, f"SC4{person}", path, scorings, _read)


def _read(night: CorpusNight, scorer: int) -> RealNight:
    return read_edf_night(night, scorer, CHANNELS, aligned_stages)
