"""Real wake and N3 of the patients of the St Vincent's / UCD sleep apnoea database (one EEG channel)."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from sleepscorer.prescoring.preparation import cut_epochs, prepare
from sleepscorer.signals.resampling import resample
from sleepscorer.training.data.distortions import NONE, Distortion, distort, draw_distortion
from sleepscorer.training.data.prepared_nights import PREPARATIONS, RATE_HZ, PreparedNight

UV_PER_UNIT = 100.0
"""Microvolts of one of the arbitrary units of the files, judged by the amplitude of N3."""
HELD_OUT = ("ucd003", "ucd010", "ucd020", "ucd026")
"""Patients kept for validation."""


def patients(data_dir: Path, *, held_out: bool) -> list[Path]:
    """Return the files of the patients to learn from, or of those held out; empty where there are none."""
    files = sorted((data_dir / "ucddb").glob("ucd*.npz"))
    return [path for path in files if (path.stem in HELD_OUT) == held_out]


def read_patient(path: Path, random: np.random.Generator | None = None) -> PreparedNight:
    """Read and prepare one patient's epochs, shape (n_epochs, 1, 3000).

    Runs of epochs are filtered together; the file holds only some epochs of the night.

    Parameters
    ----------
    path : Path
    random : Generator, optional
        Draws a distortion; the epochs are as recorded if not given.
    """
    with np.load(path) as table:
        signal, stages, rate_hz = table["x"].astype(np.float32), table["y"], float(table["fs"])
        places = table["epoch"]
    runs = np.split(np.arange(places.size), np.flatnonzero(np.diff(places) != 1) + 1)
    how = draw_distortion(random) if random else NONE
    drawing = random or np.random.default_rng(0)
    epochs = np.concatenate([_prepare_run(signal[run], rate_hz, how, drawing) for run in runs])
    return PreparedNight(epochs.astype(np.float16), stages.astype(np.int8))


def _prepare_run(run: np.ndarray, rate_hz: float, how: Distortion, random: np.random.Generator) -> np.ndarray:
    signal, rate = run.ravel() * np.float32(UV_PER_UNIT), rate_hz
    if how != NONE:
        signal = distort(resample(signal, rate_hz, RATE_HZ)[None], how, random)[0]
        rate = how.rate_hz
    channel = prepare(signal, rate, PREPARATIONS[0])
    return cut_epochs([channel], len(run), RATE_HZ)
