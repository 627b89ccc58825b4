"""Real, scored Sleep-EDF nights as tables of numbers: people that a network can learn from directly.

The tables hold, for the 78 people of the Sleep Cassette study, statistics that
:func:`sleepscorer.prescoring.features.measure` gives exactly when fed the raw recording.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from sleepscorer.prescoring.features import (
    EPOCH_SAMPLES,
    GROUPS,
    MEASURES,
    N_BANDS,
    N_CHANNELS,
    N_COUPLING,
    N_STATISTICS,
    SPECTRUM_STATISTICS,
    EpochNumbers,
)
from sleepscorer.stages import Stage
from sleepscorer.training.data.context_nights import NumbersNight

UNTOUCHED_PERSON = 0
"""Kept for measuring; never trained on and never used to choose anything."""
_STAGE_OF_RK = np.array(
    [Stage.W, Stage.N1, Stage.N2, Stage.N3, Stage.N3, Stage.R, Stage.UNSCORED], dtype=np.int8
)

Array = NDArray[np.float64]


def person_of(name: str) -> int:
    """Return the number of the person in a name that holds a recording's, such as ``rebuilt-SC4012-0``."""
    start = name.index("SC4") + 3
    return int(name[start : start + 2])


def recording_names(data_dir: Path) -> list[str]:
    """Return the recordings of every person but the one kept untouched."""
    names = sorted(path.stem for path in (_folder(data_dir) / "fpz-cz").glob("SC4*.npz"))
    return [name for name in names if person_of(name) != UNTOUCHED_PERSON]


def read_one_channel(data_dir: Path, name: str) -> NumbersNight:
    """Return every scored epoch of Fpz-Cz from half an hour before sleep to half an hour after.

    Standard deviation, extremes and band powers only; the other statistics are not known.
    """
    table, stages = _read_fpz_cz(data_dir, name)
    numbers = _empty(len(stages))
    numbers.measures[:, 0] = table
    numbers.known[0, GROUPS.index("bands")] = True
    return NumbersNight(f"bands-{name}", numbers, stages)


def read_three_channels(data_dir: Path, name: str) -> NumbersNight:
    """Return all statistics of Fpz-Cz, Pz-Oz and the EOG, without the last epoch of every bout.

    The table leaves those epochs out. They must not be marked as missing between the others: that
    would tell a network where bouts end.
    """
    with np.load(_folder(data_dir) / "three-channels" / f"{name}.npz") as table:
        features, stages = table["features"].astype(np.float64), _STAGE_OF_RK[table["stage_rk"]]
    usable = (stages != Stage.UNSCORED) & np.isfinite(features).all(axis=(1, 2))
    features, stages = features[usable], stages[usable]
    one_channel, _ = _read_fpz_cz(data_dir, name)
    matched = _match(one_channel[:, 0], features[:, 0, 0])
    inside = slice(int(matched.nonzero()[0][0]), int(matched.nonzero()[0][-1]) + 1)
    return _three_channels(name, features[inside], stages[inside], one_channel)


def _three_channels(
    name: str, features: Array, stages: NDArray[np.int8], one_channel: NDArray[np.float32]
) -> NumbersNight:
    numbers = _empty(len(stages))
    numbers.measures[:, :3, :N_STATISTICS] = features
    numbers.measures[:, 0, N_STATISTICS:] = _matched_rows(one_channel, features[:, 0, 0])[:, N_STATISTICS:]
    numbers.known[:3, GROUPS.index("statistics")] = True
    numbers.known[0, GROUPS.index("bands")] = True
    return NumbersNight(f"real-{name}", numbers, stages)


def _read_fpz_cz(data_dir: Path, name: str) -> tuple[NDArray[np.float32], NDArray[np.int8]]:
    """Measures of Fpz-Cz (those the table lacks are zero) and stages."""
    with np.load(_folder(data_dir) / "fpz-cz" / f"{name}.npz") as table:
        features, stages = table["features"].astype(np.float64), table["stage"].astype(np.int8)
    measures = np.zeros((len(stages), len(MEASURES)), np.float32)
    measures[:, MEASURES.index("std")] = features[:, 1] * 1e6
    measures[:, MEASURES.index("minimum")] = features[:, 3] * 1e6
    measures[:, MEASURES.index("maximum")] = features[:, 4] * 1e6
    # The table holds sums of squared magnitudes of the transform, in V^2.
    measures[:, -4:] = features[:, 6:10] * 1e12 * (2 / EPOCH_SAMPLES**2)
    return measures, stages


def _match(table_std: NDArray[np.float32], std: Array) -> NDArray[np.bool_]:
    """Which epochs are in the other table, told by their standard deviation."""
    nearest = np.abs(table_std[_nearest(table_std, std)] - std)
    return np.asarray(nearest < 2e-6 * std)


def _nearest(table_std: NDArray[np.float32], std: Array) -> NDArray[np.intp]:
    order = np.argsort(table_std)
    index = np.clip(np.searchsorted(table_std[order], std), 1, order.size - 1)
    lower, upper = order[index - 1], order[index]
    return np.where(np.abs(table_std[lower] - std) < np.abs(table_std[upper] - std), lower, upper)


def _matched_rows(table: NDArray[np.float32], std: Array) -> NDArray[np.float32]:
    """Rows of the other table; those of epochs it lacks are those of the nearest epoch it has."""
    matched = np.flatnonzero(_match(table[:, 0], std))
    rows = table[_nearest(table[:, 0], std)]
    at = np.clip(np.searchsorted(matched, np.arange(std.size)), 0, matched.size - 1)
    return np.asarray(rows[matched[at]], np.float32)


def _empty(n_epochs: int) -> EpochNumbers:
    return EpochNumbers(
        np.zeros((n_epochs, N_CHANNELS, len(MEASURES)), np.float32),
        np.zeros((n_epochs, N_CHANNELS, len(SPECTRUM_STATISTICS), N_BANDS), np.float32),
        np.zeros((n_epochs, N_CHANNELS, N_COUPLING), np.float32),
        np.zeros((N_CHANNELS, len(GROUPS)), np.bool_),
    )


def _folder(data_dir: Path) -> Path:
    return data_dir / "sleep-edf-78-features"
