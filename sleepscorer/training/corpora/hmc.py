"""Sleep staging database 1.1 of the Haaglanden Medisch Centrum.

D. Alvarez-Estevez and R. M. Rijsman, PLOS ONE 16:e0256111, 2021;

``recordings/SN001.edf`` with ``SN001_sleepscoring.edf`` beside it; one night per person.
"""

from __future__ import annotations

import re
from pathlib import Path

from sleepscorer.channels import Role
from sleepscorer.errors import RecordingError
from sleepscorer.training.corpora.nights import CorpusNight, RealNight, aligned_stages, read_edf_night

URL = "https://physionet.org/files/hmc-sleep-staging/1.1/"
DOWNLOADED = re.compile(r"recordings/SN\d{3}(_sleepscoring)?\.edf")
"""Files of :data:`URL` that are needed."""
CHANNELS = (
    (Role.EEG, ("EEG C4-M1",)),
    (Role.EEG, ("EEG F4-M1",)),
    (Role.EOG, ("EOG E1-M2",)),
    (Role.EMG, ("EMG chin",)),
)


def find_nights(folder: Path) -> list[CorpusNight]:
    """Return the nights below a folder.

    Raises
    ------
    RecordingError
        If there are none, or a night lacks its scoring.
    """
    paths = [path for path in sorted(folder.rglob("SN*.edf")) if re.fullmatch(r"SN\d{3}\.edf", path.name)]
    if not paths:
        raise RecordingError(f"{folder} holds no SN*.edf; name the folder of HMC, or --download it.")
    return [_night(path) for path in paths]


def _night(path: Path) -> CorpusNight:
    scoring = path.with_name(f"{path.stem}_sleepscoring.edf")
    if not scoring.exists():
        raise RecordingError(f"{path} has no {scoring.name} beside it; download it again.")
    return CorpusNight(path.stem, path.stem, path, (scoring,), _read)


def _read(night: CorpusNight, scorer: int) -> RealNight:
    return read_edf_night(night, scorer, CHANNELS, aligned_stages)
