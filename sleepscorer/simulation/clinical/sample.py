"""Clinical sample: one hour with every channel and every kind of event, made where it is wanted."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from sleepscorer.errors import SleepscorerError
from sleepscorer.simulation.clinical.files import paths_of, write_clinical
from sleepscorer.simulation.clinical.night import simulate_clinical
from sleepscorer.simulation.clinical.protocol import Montage

CLINICAL_SAMPLE = "clinical-sample.edf"
SEED, HOURS = 11, 1.0
"""A night with every stage, apnoeas of all three kinds, hypopnoeas and a series of limb movements."""


def clinical_sample(folder: Path) -> Path:
    """Return the clinical sample in a folder; it is made there, in seconds, where it is not yet.

    ``sleepscorer simulate X.edf --montage clinical --hours 1 --seed 11`` writes the same recording.

    Parameters
    ----------
    folder : Path
        Made if it is not there.

    Returns
    -------
    Path

    Raises
    ------
    SleepscorerError
        If it cannot be written.
    """
    path = folder / CLINICAL_SAMPLE
    if path.exists():
        return path
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise SleepscorerError(f"{folder} cannot be made ({error.strerror or error}).") from error
    nights = simulate_clinical(Montage.CLINICAL, SEED, HOURS)
    for left_over in paths_of(path, nights):  # the recording is written last: without it they are of no use
        with suppress(OSError):
            left_over.unlink(missing_ok=True)
    return write_clinical(path, nights)[0]
