"""Nights as numbers: rebuilt and simulated nights, and real patients, kept as features on disk."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import zip_longest
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sleepscorer.prescoring.features import EPOCH_SAMPLES, RATE_HZ, EpochNumbers
from sleepscorer.signals.resampling import resample
from sleepscorer.simulation.night import SimulatedNight, simulate_night
from sleepscorer.simulation.rebuilt_night import rebuild_night
from sleepscorer.training.data.apnoea import UV_PER_UNIT
from sleepscorer.training.data.distortions import (
    NONE,
    PREPARATION,
    Distortion,
    distort,
    draw_distortion,
    numbers_of,
    numbers_of_prepared,
    preparation_of,
)
from sleepscorer.training.data.features import night_names, read_measured_night
from sleepscorer.training.data.locations import data_directory
from sleepscorer.training.data.soft_labels import Predict, Probabilities, load_predict, mean_opinion

VARIANT = "-d"
"""Stands in the name of a night before the number of its distortion."""


@dataclass(frozen=True)
class NumbersNight:
    """Numbers and stages of a night.

    Parameters
    ----------
    name : str
        Says where it is from: ``rebuilt-SC4012-0``, ``simulated-7``, ``real-SC4012``, ``ucd002``.
    numbers : EpochNumbers
    stages : ndarray of int8, shape (n_epochs,)
        -1 where there is none.
    opinion : ndarray of float32, shape (n_epochs, 5), optional
        Probabilities that other scorers give; see :mod:`sleepscorer.training.data.soft_labels`.
    variants : tuple of EpochNumbers
        What is read from the same night, distorted; see :mod:`sleepscorer.training.data.distortions`.
    """

    name: str
    numbers: EpochNumbers
    stages: NDArray[np.int8]
    opinion: Probabilities | None = None
    variants: tuple[EpochNumbers, ...] = ()


@dataclass(frozen=True)
class Scorers:
    """Scorers made by others, asked about every night that is made."""

    predict: Predict
    names: Sequence[str]

    def opinion(self, night: SimulatedNight) -> Probabilities:
        """Return the mean of what they say of a night."""
        return mean_opinion(self.predict, self.names, night)


def from_signals(
    name: str, night: SimulatedNight, scorers: Scorers | None = None, distorted: int = 0
) -> NumbersNight:
    """Compute the numbers of a simulated night as the product would, and ask the scorers about it.

    Parameters
    ----------
    name : str
    night : SimulatedNight
    scorers : Scorers, optional
    distorted : int
        Number of variants as the product would read them: the first not distorted, the others as drawn by
        the name.
    """
    random = np.random.default_rng(list(name.encode()))
    variants = [
        numbers_of(night.signals_uv, night.stages.size, how, random, low_passed=True)
        for how in _draw_variants(random, distorted)
    ]
    numbers = numbers_of(night.signals_uv, night.stages.size)
    opinion = scorers.opinion(night) if scorers else None
    return NumbersNight(name, numbers, night.stages, opinion, tuple(variants))


def _draw_variants(random: np.random.Generator, count: int) -> list[Distortion]:
    return [NONE, *(draw_distortion(random) for _ in range(count - 1))][:count]


def kept(folder: Path, name: str, make: Callable[[], NumbersNight]) -> NumbersNight:
    """Open a night from ``folder``, making it first where it is missing."""
    path = folder / f"{name}.npz"
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        _save(path, make())
    return load(path)


def _save(path: Path, night: NumbersNight) -> None:
    """Keep a night; its variants first, so that a night that is there is whole."""
    for number, numbers in enumerate(night.variants):
        variant = NumbersNight(f"{night.name}{VARIANT}{number}", numbers, night.stages)
        _save(path.with_name(f"{variant.name}.npz"), variant)
    partial_file = path.with_suffix(".part.npz")
    numbers = night.numbers
    opinion: dict[str, Any] = {} if night.opinion is None else {"opinion": night.opinion.astype(np.float16)}
    np.savez(
        partial_file,
        measures=numbers.measures,
        spectra=numbers.spectra.astype(np.float16),
        coupling=numbers.coupling.astype(np.float16),
        known=numbers.known,
        stages=night.stages,
        **opinion,
    )
    partial_file.replace(path)


def load(path: Path) -> NumbersNight:
    """Read a kept night and its variants."""
    variants = sorted(path.parent.glob(f"{path.stem}{VARIANT}[0-9]*.npz"))
    with np.load(path) as table:
        numbers = EpochNumbers(
            table["measures"],
            table["spectra"].astype(np.float32),
            table["coupling"].astype(np.float32),
            table["known"],
        )
        opinion = table["opinion"].astype(np.float32) if "opinion" in table else None
        distorted = tuple(load(variant).numbers for variant in variants)
        return NumbersNight(path.stem, numbers, table["stages"], opinion, distorted)


def simulated(seed: int, scorers: Scorers | None = None, distorted: int = 0) -> NumbersNight:
    """Simulate a night with a montage drawn at random."""
    return from_signals(f"simulated-{seed}", simulate_night(seed), scorers, distorted)


def rebuilt(
    data_dir: Path, name: str, seed: int, scorers: Scorers | None = None, distorted: int = 0
) -> NumbersNight:
    """Rebuild the real night ``name`` with the waves that ``seed`` gives."""
    measured = read_measured_night(data_dir, name)
    night = rebuild_night(seed, measured.stages, measured.channels)
    return from_signals(f"rebuilt-{name}-{seed}", night, scorers, distorted)


def patient(path: Path, distorted: int = 0) -> NumbersNight:
    """Read the epochs of a sleep apnoea patient: wake and N3 of one EEG channel, in order."""
    signals, stages = patient_signals(path)
    random = np.random.default_rng(list(path.stem.encode()))
    variants = [
        numbers_of_runs(signals, how, random, low_passed=True) for how in _draw_variants(random, distorted)
    ]
    return NumbersNight(path.stem, numbers_of_runs(signals, NONE, random), stages, variants=tuple(variants))


def patient_signals(path: Path) -> tuple[list[NDArray[np.float32]], NDArray[np.int8]]:
    """Return the EEG of a sleep apnoea patient at 100 Hz, one array per run of epochs, and the stages."""
    with np.load(path) as table:
        signal, rate_hz = table["x"].astype(np.float32) * np.float32(UV_PER_UNIT), float(table["fs"])
        stages, places = table["y"].astype(np.int8), table["epoch"]
    runs = np.split(np.arange(places.size), np.flatnonzero(np.diff(places) != 1) + 1)
    return [resample(signal[run].ravel(), rate_hz, RATE_HZ) for run in runs], stages


def numbers_of_runs(
    runs: Sequence[NDArray[np.float32]],
    how: Distortion,
    random: np.random.Generator,
    *,
    low_passed: bool = False,
) -> EpochNumbers:
    """Compute the numbers of one EEG of which some runs of epochs are at hand; see :func:`numbers_of`."""
    distorted = [distort(run[None], how, random) for run in runs]
    eeg_uv = np.concatenate(distorted, axis=1)[0]
    preparation = preparation_of(eeg_uv, how.rate_hz) if low_passed else PREPARATION
    parts = [
        numbers_of_prepared(signals, run.size // EPOCH_SAMPLES, how.rate_hz, preparation)
        for signals, run in zip(distorted, runs, strict=True)
    ]
    return EpochNumbers(
        np.concatenate([part.measures for part in parts]),
        np.concatenate([part.spectra for part in parts]),
        np.concatenate([part.coupling for part in parts]),
        parts[0].known,
    )


@dataclass(frozen=True)
class Making:
    """Nights to be made.

    Parameters
    ----------
    seeds : sequence of int
        Of the simulated nights.
    rounds : int
        Times each real night is rebuilt.
    distorted : int
        Variants of every night.
    scorers : Scorers, optional
    """

    seeds: Sequence[int]
    rounds: int = 1
    distorted: int = 0
    scorers: Scorers | None = None


def make_all(folder: Path, data_dir: Path, wanted: Making) -> None:
    """Make the nights that are missing: patients, then rebuilt nights and simulated ones by turns."""
    for path in sorted((data_dir / "ucddb").glob("ucd*.npz")):
        kept(folder, path.stem, partial(patient, path, wanted.distorted))
    names = [*night_names(data_dir, held_out=True), *night_names(data_dir, held_out=False)]
    names.sort(key=lambda name: name[-1])
    how = (wanted.scorers, wanted.distorted)
    rebuilds = [
        (f"rebuilt-{name}-{number}", partial(rebuilt, data_dir, name, number, *how))
        for number in range(wanted.rounds)
        for name in names
    ]
    made = [(f"simulated-{seed}", partial(simulated, seed, *how)) for seed in wanted.seeds]
    for pair in zip_longest(rebuilds, made):
        for name, make in filter(None, pair):
            kept(folder, name, make)


def main(argv: Sequence[str] | None = None) -> None:
    """Run ``python -m sleepscorer.training.data.context_nights --out FOLDER``."""
    parser = argparse.ArgumentParser(prog="python -m sleepscorer.training.data.context_nights")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--data", type=Path, default=data_directory())
    parser.add_argument("--simulated", nargs=2, type=int, default=(0, 300), metavar=("FIRST", "COUNT"))
    parser.add_argument("--rounds", type=int, default=1, help="times each real night is rebuilt")
    parser.add_argument("--distorted", type=int, default=0, help="variants of every night")
    parser.add_argument(
        "--scorers", nargs="+", metavar="FILE.py NAME", help="scorers to ask about the nights"
    )
    arguments = parser.parse_args(argv)
    scorers = None
    if arguments.scorers:
        scorers = Scorers(load_predict(Path(arguments.scorers[0])), arguments.scorers[1:])
    first, count = arguments.simulated
    wanted = Making(range(first, first + count), arguments.rounds, arguments.distorted, scorers)
    make_all(arguments.out, arguments.data, wanted)


if __name__ == "__main__":
    main()
