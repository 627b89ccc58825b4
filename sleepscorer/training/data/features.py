"""Measurements of real Sleep-EDF nights, from which nights are rebuilt."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from sleepscorer.errors import RecordingError
from sleepscorer.simulation.rebuilt_night import ChannelMeasures
from sleepscorer.stages import Stage

UNTOUCHED_PERSON = 0
"""Person whose nights are kept for measuring models; never trained on."""
HELD_OUT_PERSONS = (2, 9, 16, 23, 30, 37, 44, 51, 58, 65, 72)
"""Persons whose rebuilt nights select a checkpoint and settings, and are not trained on."""
EPOCH_SAMPLES = 3000
_STAGE_OF_RK = np.array(
    [Stage.W, Stage.N1, Stage.N2, Stage.N3, Stage.N3, Stage.R, Stage.UNSCORED], dtype=np.int8
)
_STD, _MOBILITY, _COMPLEXITY = 0, 5, 6
_BANDS = slice(6, 10)


@dataclass(frozen=True)
class MeasuredNight:
    """Stages and measurements of one real night.

    Parameters
    ----------
    name : str
        Recording, such as ``SC4012``.
    stages : ndarray of int8, shape (n_epochs,)
    channels : tuple of ChannelMeasures
        EEG Fpz-Cz, EEG Pz-Oz and horizontal EOG.
    """

    name: str
    stages: NDArray[np.int8]
    channels: tuple[ChannelMeasures, ChannelMeasures, ChannelMeasures]

    @property
    def person(self) -> int:
        """Number of the person."""
        return int(self.name[3:5])


def night_names(data_dir: Path, *, held_out: bool) -> list[str]:
    """Return the names of the nights of the persons to train on, or of those held out.

    Parameters
    ----------
    data_dir : Path
    held_out : bool
        The held-out persons rather than the others. Person 0 is in neither.
    """
    names = sorted(path.stem for path in (_folder(data_dir) / "three-channels").glob("SC4*.npz"))
    if not names:
        raise RecordingError(f"No measured nights in {_folder(data_dir)}. Name the data folder with --data.")
    persons = {name: int(name[3:5]) for name in names}
    return [
        name
        for name in names
        if persons[name] != UNTOUCHED_PERSON and (persons[name] in HELD_OUT_PERSONS) == held_out
    ]


def read_measured_night(data_dir: Path, name: str) -> MeasuredNight:
    """Read one night's stages and measurements."""
    with np.load(_folder(data_dir) / "three-channels" / f"{name}.npz") as table:
        features, stages = table["features"].astype(np.float64), _STAGE_OF_RK[table["stage_rk"]]
    scored = (stages != Stage.UNSCORED) & np.isfinite(features[:, :, [_STD, _MOBILITY, _COMPLEXITY]]).all(
        (1, 2)
    )
    features, stages = features[scored], stages[scored]
    bands = _matching_bands(_folder(data_dir) / "fpz-cz" / f"{name}.npz", features[:, 0, _STD])
    first, second, eog = (_measurements(features[:, channel]) for channel in range(3))
    first = ChannelMeasures(first.variance_uv2, first.mobility, first.complexity, bands)
    return MeasuredNight(name, stages, (first, second, eog))


def _folder(data_dir: Path) -> Path:
    return data_dir / "sleep-edf-78-features"


def _measurements(features: NDArray[np.float64]) -> ChannelMeasures:
    return ChannelMeasures(features[:, _STD] ** 2, features[:, _MOBILITY], features[:, _COMPLEXITY])


def _matching_bands(path: Path, std_uv: NDArray[np.float64]) -> NDArray[np.float64]:
    """Band powers from the other table, matched by the epoch's standard deviation.

    The two tables dropped different epochs, and neither says which.
    """
    bands = np.full((std_uv.size, 4), np.nan)
    if not path.exists():
        return bands
    with np.load(path) as table:
        features = table["features"].astype(np.float64)
    other_uv = features[:, 1] * 1e6
    order = np.argsort(other_uv)
    index = np.clip(np.searchsorted(other_uv[order], std_uv), 1, order.size - 1)
    lower, upper = order[index - 1], order[index]
    nearest = np.where(np.abs(other_uv[lower] - std_uv) < np.abs(other_uv[upper] - std_uv), lower, upper)
    same = np.abs(other_uv[nearest] - std_uv) < 1e-5 * std_uv
    # The table holds sums of squared magnitudes of the transform, in V^2.
    bands[same] = features[nearest[same], _BANDS] * 1e12 * (2 / EPOCH_SAMPLES**2)
    return bands
