"""ISRUC-Sleep, sub-groups I to III (Khalighi et al., Comput Methods Programs Biomed 124:180-192, 2016).

``<person>/<person>.rec`` (EDF under another name) with the stages of two scorers in
``<person>_1.txt`` and ``<person>_2.txt``, one number per line: 0 W, 1 N1, 2 N2, 3 N3, 5 R. In
sub-group II each of a person's two nights has a folder: ``<person>/<night>/<night>.rec``. The
sub-groups number their people from 1 each, so the folder above is part of a person's name.
"""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from sleepscorer.channels import Role
from sleepscorer.errors import HypnogramError, RecordingError
from sleepscorer.recording import Recording
from sleepscorer.stages import Stage
from sleepscorer.training.corpora.nights import CorpusNight, RealNight, fitted_stages, read_edf_night

CHANNELS = (
    (Role.EEG, ("C4-A1", "C4-M1")),
    (Role.EEG, ("F4-A1", "F4-M1")),
    (Role.EOG, ("LOC-A2", "E1-M2")),
    (Role.EMG, ("X1", "24")),
)
_STAGES = {"0": Stage.W, "1": Stage.N1, "2": Stage.N2, "3": Stage.N3, "5": Stage.R}


def find_nights(folder: Path) -> list[CorpusNight]:
    """Return the nights below a folder, of whichever sub-groups are there.

    Raises
    ------
    RecordingError
        If there are none, or a night lacks its first scorer.
    """
    nights = [_night(path, folder) for path in sorted(folder.rglob("*.rec")) if path.stem.isdigit()]
    if not nights:
        raise RecordingError(f"{folder} holds no <number>.rec; name the folder of ISRUC-Sleep, unpacked.")
    return nights


def _night(path: Path, folder: Path) -> CorpusNight:
    scorings = tuple(path.with_name(f"{path.stem}_{scorer}.txt") for scorer in (1, 2))
    present = tuple(scoring for scoring in scorings if scoring.exists())
    if scorings[0] not in present:
        raise RecordingError(f"{path} has no {scorings[0].name} beside it; unpack its archive again.")
    parts = path.parent.relative_to(folder).parts or (path.stem,)
    numbered = [index for index, part in enumerate(parts) if re.fullmatch(r"\d+", part)]
    person = parts[: numbered[0] + 1] if numbered else (*parts, path.stem)
    name = "-".join(parts if numbered else person)
    return CorpusNight(name, "-".join(person), path, present, _read)


def _read(night: CorpusNight, scorer: int) -> RealNight:
    return read_edf_night(night, scorer, CHANNELS, _stages)


def _stages(path: Path, recording: Recording) -> NDArray[np.int8]:
    words = path.read_text(encoding="utf-8-sig").split()
    wrong = next((word for word in words if word not in _STAGES), None)
    if wrong is not None:
        raise HypnogramError(
            f"{path} holds {wrong[:20]!r}, which is no stage of ISRUC-Sleep; unpack it again."
        )
    return fitted_stages([_STAGES[word] for word in words], recording.n_epochs)
