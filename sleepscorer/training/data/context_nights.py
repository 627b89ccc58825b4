"""Nights as numbers: rebuilt and simulated nights, and real patients, kept as features on disk."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sleepscorer.prescoring.features import RATE_HZ, EpochNumbers, compute
from sleepscorer.prescoring.preparation import Preparation, cut_epochs, prepare
from sleepscorer.simulation.night import SimulatedNight, simulate_night
from sleepscorer.simulation.rebuilt_night import rebuild_night
from sleepscorer.training.data.apnoea import UV_PER_UNIT
from sleepscorer.training.data.features import night_names, read_measured_night
from sleepscorer.training.data.locations import data_directory
from sleepscorer.training.data.soft_labels import Predict, Probabilities, load_predict, mean_opinion

PREPARATION = Preparation(0.2, None)
"""Drift is taken out and nothing else: what real tables hold was computed of raw signals."""


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
    """

    name: str
    numbers: EpochNumbers
    stages: NDArray[np.int8]
    opinion: Probabilities | None = None


@dataclass(frozen=True)
class Scorers:
    """Scorers made by others, asked about every night that is made."""

    predict: Predict
    names: Sequence[str]

    def opinion(self, night: SimulatedNight) -> Probabilities:
        """Return the mean of what they say of a night."""
        return mean_opinion(self.predict, self.names, night)


def from_signals(name: str, night: SimulatedNight, scorers: Scorers | None = None) -> NumbersNight:
    """Compute the numbers of a simulated night as the product would, and ask the scorers about it."""
    channels = []
    for signal in night.signals_uv:
        prepared = prepare(signal, night.rate_hz, PREPARATION)
        channels.append(cut_epochs([prepared], night.stages.size, RATE_HZ)[:, 0])
    opinion = scorers.opinion(night) if scorers else None
    return NumbersNight(name, compute(channels), night.stages, opinion)


def kept(folder: Path, name: str, make: Callable[[], NumbersNight]) -> NumbersNight:
    """Open a night from ``folder``, making it first where it is missing."""
    path = folder / f"{name}.npz"
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        _save(path, make())
    return load(path)


def _save(path: Path, night: NumbersNight) -> None:
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
    """Read a kept night."""
    with np.load(path) as table:
        numbers = EpochNumbers(
            table["measures"],
            table["spectra"].astype(np.float32),
            table["coupling"].astype(np.float32),
            table["known"],
        )
        opinion = table["opinion"].astype(np.float32) if "opinion" in table else None
        return NumbersNight(path.stem, numbers, table["stages"], opinion)


def simulated(seed: int, scorers: Scorers | None = None) -> NumbersNight:
    """Simulate a night with a montage drawn at random."""
    return from_signals(f"simulated-{seed}", simulate_night(seed), scorers)


def rebuilt(data_dir: Path, name: str, seed: int, scorers: Scorers | None = None) -> NumbersNight:
    """Rebuild the real night ``name`` with the waves that ``seed`` gives."""
    measured = read_measured_night(data_dir, name)
    night = rebuild_night(seed, measured.stages, measured.channels)
    return from_signals(f"rebuilt-{name}-{seed}", night, scorers)


def patient(path: Path) -> NumbersNight:
    """Read the epochs of a sleep apnoea patient: wake and N3 of one EEG channel, in order."""
    with np.load(path) as table:
        signal, rate_hz = table["x"].astype(np.float32) * np.float32(UV_PER_UNIT), float(table["fs"])
        stages, places = table["y"].astype(np.int8), table["epoch"]
    runs = np.split(np.arange(places.size), np.flatnonzero(np.diff(places) != 1) + 1)
    epochs = [_epochs_of_run(signal[run], rate_hz) for run in runs]
    return NumbersNight(path.stem, compute([np.concatenate(epochs), None, None, None]), stages)


def _epochs_of_run(run: NDArray[np.float32], rate_hz: float) -> NDArray[np.float32]:
    return cut_epochs([prepare(run.ravel(), rate_hz, PREPARATION)], len(run), RATE_HZ)[:, 0]


def make_all(folder: Path, data_dir: Path, seeds: range, rounds: int, scorers: Scorers | None = None) -> None:
    """Make the nights that are missing: patients, rebuilt nights and simulated ones by turns."""
    for path in sorted((data_dir / "ucddb").glob("ucd*.npz")):
        kept(folder, path.stem, partial(patient, path))
    names = [*night_names(data_dir, held_out=True), *night_names(data_dir, held_out=False)]
    for number in range(rounds):
        chosen = seeds[number * len(names) : (number + 1) * len(names)]
        for index, name in enumerate(names):
            kept(folder, f"rebuilt-{name}-{number}", partial(rebuilt, data_dir, name, number, scorers))
            if index < len(chosen):
                kept(folder, f"simulated-{chosen[index]}", partial(simulated, chosen[index], scorers))


def main(argv: Sequence[str] | None = None) -> None:
    """Run ``python -m sleepscorer.training.data.context_nights --out FOLDER``."""
    parser = argparse.ArgumentParser(prog="python -m sleepscorer.training.data.context_nights")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--data", type=Path, default=data_directory())
    parser.add_argument("--simulated", nargs=2, type=int, default=(0, 300), metavar=("FIRST", "COUNT"))
    parser.add_argument("--rounds", type=int, default=1, help="times each real night is rebuilt")
    parser.add_argument(
        "--scorers", nargs="+", metavar="FILE.py NAME", help="scorers to ask about the nights"
    )
    arguments = parser.parse_args(argv)
    scorers = None
    if arguments.scorers:
        scorers = Scorers(load_predict(Path(arguments.scorers[0])), arguments.scorers[1:])
    first, count = arguments.simulated
    make_all(arguments.out, arguments.data, range(first, first + count), arguments.rounds, scorers)


if __name__ == "__main__":
    main()
