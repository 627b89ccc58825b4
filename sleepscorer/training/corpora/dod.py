"""DOD-H and DOD-O, the Dreem Open Datasets (Guillot et al., IEEE TNSRE 28:1955-1965, 2020).

One HDF5 file per person: ``signals/eeg``, ``signals/eog`` and ``signals/emg`` with the attributes
``fs`` (Hz) and ``unit``, and ``hypnogram``, the consensus of five scorers: 0 W, 1 N1, 2 N2, 3 N3,
4 R, -1 none.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sleepscorer.channels import Role
from sleepscorer.errors import RecordingError, SleepscorerError
from sleepscorer.extras import install_command
from sleepscorer.prescoring.features import RATE_HZ
from sleepscorer.signals.resampling import resample
from sleepscorer.stages import SCORED_STAGES, Stage
from sleepscorer.training.corpora.nights import CorpusNight, RealNight, fitted_stages

CHANNELS = (
    (Role.EEG, ("eeg/C4_M1", "eeg/C3_M2")),
    (Role.EEG, ("eeg/F4_M1", "eeg/F3_M2")),
    (Role.EOG, ("eog/EOG1",)),
    (Role.EMG, ("emg/EMG",)),
)
_TO_UV = {"µv": 1.0, "uv": 1.0, "mv": 1e3, "v": 1e6}


def find_nights(folder: Path) -> list[CorpusNight]:
    """Return the nights below a folder; a file is a person.

    Raises
    ------
    RecordingError
        If there are none.
    """
    paths = sorted(folder.rglob("*.h5"))
    if not paths:
        raise RecordingError(f"{folder} holds no .h5 file; name the folder of DOD-H or DOD-O.")
    return [CorpusNight(path.stem, path.stem, path, (path,), _read) for path in paths]


def _read(night: CorpusNight, scorer: int) -> RealNight:
    try:
        import h5py
    except ModuleNotFoundError as error:
        raise SleepscorerError(
            f"DOD's files need h5py: install it with {install_command('corpora')}."
        ) from error
    try:
        with h5py.File(night.recording, "r") as file:
            return read_file(night.name, file)
    except (OSError, KeyError) as error:
        raise RecordingError(f"{night.recording} is no file of DOD ({error}); download it again.") from error


def read_file(name: str, file: Mapping[str, Any]) -> RealNight:
    """Return the signals and stages of an open file, or of anything shaped like one."""
    hypnogram = np.asarray(file["hypnogram"]).astype(int).tolist()
    known = {int(stage) for stage in SCORED_STAGES}
    stages = [stage if stage in known else int(Stage.UNSCORED) for stage in hypnogram]
    channels = []
    for role, labels in CHANNELS:
        label = next((label for label in labels if f"signals/{label}" in file), None)
        if label is not None:
            channels.append((role, _signal(file, label)))
    if not any(role is Role.EEG for role, _ in channels):
        raise KeyError("no EEG channel C4_M1, C3_M2, F4_M1 or F3_M2")
    return RealNight(name, tuple(channels), fitted_stages(stages, len(stages)))


def _signal(file: Mapping[str, Any], label: str) -> NDArray[np.float32]:
    about = file[f"signals/{label.partition('/')[0]}"].attrs
    unit = about["unit"].decode() if isinstance(about["unit"], bytes) else str(about["unit"])
    signal = np.asarray(file[f"signals/{label}"], np.float32) * np.float32(
        _TO_UV[unit.lower().replace("μ", "µ")]
    )
    return np.asarray(resample(signal, float(about["fs"]), RATE_HZ), np.float32)
