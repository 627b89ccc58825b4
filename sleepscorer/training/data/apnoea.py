"""Real wake and N3 of the patients of the St Vincent's / UCD sleep apnoea database (one EEG channel)."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from sleepscorer.prescoring.preparation import cut_epochs, prepare
from sleepscorer.training.data.prepared_nights import PREPARATIONS, RATE_HZ, PreparedNight

UV_PER_UNIT = 100.0
"""Microvolts of one of the arbitrary units of the files, judged by the amplitude of N3."""
HELD_OUT = ("ucd003", "ucd010", "ucd020", "ucd026")
"""Patients kept for validation."""


def patients(data_dir: Path, *, held_out: bool) -> list[Path]:
    """Return the files of the patients to learn from, or of those held out; empty where there are none."""
    files = sorted((data_dir / "ucddb").glob("ucd*.npz"))
    return [path for path in files if (path.stem in HELD_OUT) == held_out]


def read_patient(path: Path) -> PreparedNight:
    """Read and prepare one patient's epochs, shape (n_epochs, 1, 3000).

    Runs of epochs are filtered together; the file holds only some epochs of the night.
    """
    with np.load(path) as table:
        signal, stages, rate_hz = table["x"].astype(np.float32), table["y"], float(table["fs"])
        places = table["epoch"]
    runs = np.split(np.arange(places.size), np.flatnonzero(np.diff(places) != 1) + 1)
    epochs = np.concatenate([_prepare_run(signal[run], rate_hz) for run in runs])
    return PreparedNight(epochs.astype(np.float16), stages.astype(np.int8))


def _prepare_run(run: np.ndarray, rate_hz: float) -> np.ndarray:
    channel = prepare(run.ravel() * np.float32(UV_PER_UNIT), rate_hz, PREPARATIONS[0])
    return cut_epochs([channel], len(run), RATE_HZ)
