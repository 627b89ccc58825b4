"""Nights to learn from, prepared as the product prepares a recording and kept on disk."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from sleepscorer.prescoring.preparation import Preparation, cut_epochs, prepare
from sleepscorer.simulation.night import SimulatedNight, simulate_night
from sleepscorer.simulation.rebuilt_night import rebuild_night
from sleepscorer.training.data.distortions import distort, draw_distortion
from sleepscorer.training.data.features import read_measured_night

RATE_HZ = 100
ROLES = ("EEG", "EEG", "EOG", "EMG")
"""Roles of the channels of every night kept here, in order."""
PREPARATIONS = (
    Preparation(0.3, 35.0, divisor_uv=25.0),
    Preparation(0.3, 35.0, divisor_uv=25.0),
    Preparation(0.3, 35.0, divisor_uv=50.0),
    Preparation(10.0, None, divisor_uv=25.0),
)
"""What is done to each channel. Microvolts are kept: an inter-quartile range would depend on how
much wake a recording holds."""
HELD_OUT_SEED = 1_000_000
"""First seed of the simulated nights that are not trained on."""


@dataclass(frozen=True)
class PreparedNight:
    """One night as a network sees it.

    Parameters
    ----------
    epochs : ndarray of float16, shape (n_epochs, 4, 3000)
    stages : ndarray of int8, shape (n_epochs,)
    """

    epochs: NDArray[np.float16]
    stages: NDArray[np.int8]


def prepare_night(night: SimulatedNight) -> PreparedNight:
    """Filter, scale and cut a night."""
    channels = [
        prepare(signal, night.rate_hz, how)
        for signal, how in zip(night.signals_uv, PREPARATIONS, strict=True)
    ]
    return PreparedNight(cut_epochs(channels, night.stages.size, RATE_HZ).astype(np.float16), night.stages)


def prepare_distorted(night: SimulatedNight, random: np.random.Generator) -> PreparedNight:
    """Filter, scale and cut a night as a laboratory may export it: distorted, the EEGs in either order."""
    how = draw_distortion(random)
    order = [1, 0, 2, 3] if random.random() < 0.5 else [0, 1, 2, 3]
    distorted = distort(night.signals_uv[order], how, random)
    channels = [
        prepare(signal, how.rate_hz, preparation)
        for signal, preparation in zip(distorted, PREPARATIONS, strict=True)
    ]
    return PreparedNight(cut_epochs(channels, night.stages.size, RATE_HZ).astype(np.float16), night.stages)


def rebuilt(data_dir: Path, name: str, seed: int) -> SimulatedNight:
    """Rebuild the real night ``name`` with the waves that ``seed`` gives."""
    measured = read_measured_night(data_dir, name)
    return rebuild_night(seed, measured.stages, measured.channels)


def kept(folder: Path, name: str, make: Callable[[], PreparedNight]) -> PreparedNight:
    """Open a prepared night from ``folder``, making it first where it is missing."""
    epochs_file, stages_file = folder / f"{name}.epochs.npy", folder / f"{name}.stages.npy"
    if not stages_file.exists():
        folder.mkdir(parents=True, exist_ok=True)
        night = make()
        np.save(epochs_file, night.epochs)
        # Written last, so that a night that was interrupted is made again.
        np.save(stages_file, night.stages)
    return PreparedNight(np.load(epochs_file, mmap_mode="r"), np.load(stages_file))


def kept_variants(
    folder: Path, name: str, make: Callable[[], SimulatedNight], distorted: int = 0
) -> list[PreparedNight]:
    """Open or make a prepared night and so many distorted copies of it, which depend on its name alone."""
    night = cache(make)
    nights = [kept(folder, name, lambda: prepare_night(night()))]
    for number in range(1, distorted + 1):
        random = np.random.default_rng([number, *name.encode()])
        nights.append(kept(folder, f"{name}-distorted-{number}", partial(_distorted_copy, night, random)))
    return nights


def _distorted_copy(night: Callable[[], SimulatedNight], random: np.random.Generator) -> PreparedNight:
    return prepare_distorted(night(), random)


def kept_rebuilt(
    folder: Path, data_dir: Path, name: str, seed: int, distorted: int = 0
) -> list[PreparedNight]:
    """Open or make a rebuilt night and its distorted copies."""
    return kept_variants(folder, f"rebuilt-{name}-{seed}", partial(rebuilt, data_dir, name, seed), distorted)


def kept_simulated(folder: Path, seed: int, distorted: int = 0) -> list[PreparedNight]:
    """Open or make a simulated night, its montage drawn at random, and its distorted copies."""
    return kept_variants(folder, f"simulated-{seed}", partial(simulate_night, seed), distorted)
