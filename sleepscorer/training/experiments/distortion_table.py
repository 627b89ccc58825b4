"""Costs of distortions and of short recordings to a model.

``python -m sleepscorer.training.experiments.distortion_table models/sleepscorer-context`` scores held-out
nights as they are and as filters, noise, heart beats, mains and low rates leave them. All are of people and
seeds that nobody trained on: rebuilt nights of the held-out people of Sleep-EDF; the real tables of the same
nights, shifted as their rebuilt signals are; simulated nights; wake against N3 of held-out patients; and,
with ``--psg``, a recording.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from sleepscorer.prescoring.classifier import Classifier
from sleepscorer.prescoring.features import EpochNumbers
from sleepscorer.prescoring.model_card import load_card
from sleepscorer.prescoring.whole_night import score_numbers
from sleepscorer.simulation.night import SimulatedNight, simulate_night
from sleepscorer.simulation.rebuilt_night import rebuild_night
from sleepscorer.stages import Stage
from sleepscorer.statistics import agreement
from sleepscorer.training.data.apnoea import patients
from sleepscorer.training.data.context_batches import choose_channels, take
from sleepscorer.training.data.context_nights import NumbersNight, kept, numbers_of_runs, patient_signals
from sleepscorer.training.data.distortions import TABLE, Distortion, numbers_of
from sleepscorer.training.data.features import night_names, read_measured_night
from sleepscorer.training.data.locations import data_directory
from sleepscorer.training.data.shifts import shift
from sleepscorer.training.data.sleep_edf_tables import read_three_channels
from sleepscorer.training.evaluate import read_recording, sleep_period

MONTAGES = {"EEG": (0,), "EEG + EOG": (0, 2)}
FIRST_SEED = 1_000_201
"""Of the simulated nights; of the waves of the rebuilt ones."""
PIECE_EPOCHS = 60
RECORDING = ("EEG Fpz-Cz", "EEG Pz-Oz", "EOG horizontal")
CLEAN = next(iter(TABLE))
PAIR = [int(Stage.W), int(Stage.N3)]
"""Stages of the patients' epochs."""
Score = Callable[[EpochNumbers], NDArray[np.float32]]
"""Probabilities of every epoch."""


@dataclass(frozen=True)
class Night:
    """One night under every distortion.

    Parameters
    ----------
    stages : ndarray of int8, shape (n_epochs,)
    scored : slice
        Epochs that count.
    numbers : dict of str to EpochNumbers
        By the name of the distortion.
    is_pair : bool
        Whether only wake and N3 are at hand, and are told from each other alone.
    """

    stages: NDArray[np.int8]
    scored: slice
    numbers: dict[str, EpochNumbers]
    is_pair: bool = False

    def clean_of(self, channels: Sequence[int]) -> EpochNumbers:
        """Return the numbers of some channels as they were recorded."""
        return choose_channels(self.numbers[CLEAN], channels)

    def stages_of(self, rows: NDArray[np.float32]) -> NDArray[np.integer]:
        """Return the most probable stages."""
        return np.asarray(
            np.take(PAIR, rows[:, PAIR].argmax(axis=1)) if self.is_pair else rows.argmax(axis=1)
        )


def distorted_night(name: str, make: Callable[[], SimulatedNight], folder: Path | None) -> Night:
    """Return a night of which signals are at hand; its numbers are kept in ``folder``."""
    made: list[SimulatedNight] = []

    def numbers(row: str, how: Distortion) -> NumbersNight:
        if not made:
            made.append(make())
        random = np.random.default_rng(list(name.encode()))
        values = numbers_of(made[0].signals_uv, made[0].stages.size, how, random)
        return NumbersNight(name, values, made[0].stages)

    return _collect(name, numbers, folder)


def _collect(name: str, make: Callable[[str, Distortion], NumbersNight], folder: Path | None) -> Night:
    rows = {}
    for row, how in TABLE.items():
        once = partial(make, row, how)
        file = f"{name}-{row.replace(' ', '_').replace('.', '_')}"
        rows[row] = once() if folder is None else kept(folder, file, once)
    stages = rows[CLEAN].stages
    return Night(stages, slice(0, stages.size), {row: night.numbers for row, night in rows.items()})


def rebuilt_nights(data_dir: Path, names: Sequence[str], folder: Path | None) -> list[Night]:
    """Return nights of held-out people, rebuilt."""

    def make(name: str) -> SimulatedNight:
        measured = read_measured_night(data_dir, name)
        return rebuild_night(FIRST_SEED, measured.stages, measured.channels)

    return [distorted_night(f"rebuilt-{name}", partial(make, name), folder) for name in names]


def real_nights(data_dir: Path, names: Sequence[str], rebuilt: Sequence[Night]) -> list[Night]:
    """Return the tables of nights, shifted as the nights rebuilt on them are."""
    nights = []
    for name, twin in zip(names, rebuilt, strict=True):
        real = read_three_channels(data_dir, name)
        clean = twin.numbers[CLEAN]
        rows = {
            row: real.numbers if row == CLEAN else shift(real.numbers, clean, numbers)
            for row, numbers in twin.numbers.items()
        }
        nights.append(Night(real.stages, slice(0, real.stages.size), rows))
    return nights


def simulated_nights(count: int, folder: Path | None) -> list[Night]:
    """Return simulated nights with montages drawn at random."""
    seeds = range(FIRST_SEED, FIRST_SEED + count)
    return [distorted_night(f"simulated-{seed}", partial(simulate_night, seed), folder) for seed in seeds]


def patient_nights(data_dir: Path, folder: Path | None) -> list[Night]:
    """Return wake and N3 of held-out patients, one EEG."""

    def make(path: Path, row: str, how: Distortion) -> NumbersNight:
        runs, stages = patient_signals(path)
        random = np.random.default_rng(list(path.stem.encode()))
        return NumbersNight(path.stem, numbers_of_runs(runs, how, random), stages)

    paths = patients(data_dir, held_out=True)
    nights = [_collect(path.stem, partial(make, path), folder) for path in paths]
    return [replace(night, is_pair=True) for night in nights]


def recorded_night(psg: Path, hypnogram: Path) -> Night:
    """Return a real recording with Sleep-EDF's channels, scored whole and judged in its sleep period."""
    truth = read_recording(psg, hypnogram, RECORDING)
    signals = np.stack([np.asarray(signal, np.float32) for signal in truth.signals_uv])
    random = np.random.default_rng(0)
    rows = {row: numbers_of(signals, truth.stages.size, how, random) for row, how in TABLE.items()}
    return Night(truth.stages, sleep_period(truth.stages), rows)


Rows = Sequence[NDArray[np.integer]]
"""Stages, or numbers of epochs, one array of every night."""


def losses(
    nights: Sequence[Night], channels: Sequence[int], score: Score
) -> Iterator[tuple[str, float, float]]:
    """Yield name, kappa, and what is lost against the same epochs of the nights as they were recorded."""
    clean = [night.stages_of(score(night.clean_of(channels))) for night in nights]
    everything = [np.arange(night.stages.size)[night.scored] for night in nights]
    undisturbed = _kappa(nights, clean, everything)
    for row in TABLE:
        given = clean
        if row != CLEAN:
            shown = [choose_channels(night.numbers[row], channels) for night in nights]
            given = [night.stages_of(score(numbers)) for night, numbers in zip(nights, shown, strict=True)]
        kappa = _kappa(nights, given, everything)
        yield row, kappa, undisturbed - kappa
    for row, cut in (("first half alone", _halves), ("pieces of half an hour", _pieces)):
        given = [_in_pieces(night, cut(night), channels, score) for night in nights]
        where = [np.concatenate(cut(night)) for night in nights]
        kappa = _kappa(nights, given, where)
        yield row, kappa, _kappa(nights, clean, where) - kappa


def _in_pieces(
    night: Night, pieces: Sequence[NDArray[np.integer]], channels: Sequence[int], score: Score
) -> NDArray[np.integer]:
    """Stages of a night of which pieces are scored by themselves; -1 elsewhere."""
    stages = np.full(night.stages.size, -1)
    for piece in pieces:
        stages[piece] = night.stages_of(score(take(night.clean_of(channels), piece)))
    return stages


def _kappa(nights: Sequence[Night], given: Rows, where: Rows) -> float:
    """Kappa over some epochs of all nights."""
    true = np.concatenate([night.stages[at] for night, at in zip(nights, where, strict=True)])
    stages = np.concatenate([row[at] for row, at in zip(given, where, strict=True)])
    return agreement(true[true >= 0], stages[true >= 0]).kappa


def _halves(night: Night) -> list[NDArray[np.integer]]:
    start, stop, _ = night.scored.indices(night.stages.size)
    return [np.arange(start, (start + stop) // 2)]


def _pieces(night: Night) -> list[NDArray[np.integer]]:
    start, stop, _ = night.scored.indices(night.stages.size)
    epochs = np.arange(start, stop)
    return np.array_split(epochs, max(1, epochs.size // PIECE_EPOCHS))


def scorer(classifier: Classifier) -> Score:
    """Return what scores numbers as the product does."""
    return lambda numbers: score_numbers(numbers, classifier.run_night)


def table(kinds: dict[str, Sequence[Night]], score: Score) -> list[str]:
    """Return the lines of a table: kappa, and what is lost, for each kind of nights and each montage."""
    columns = {}
    for kind, nights in kinds.items():
        two = all(night.numbers[CLEAN].known[2].any() for night in nights)
        for montage, channels in MONTAGES.items() if two else [("EEG", (0,))]:
            columns[f"{kind}, {montage}"] = list(losses(nights, channels, score))
    lines = ["| | " + " | ".join(columns) + " |", "|---|" + "---|" * len(columns)]
    for cells in zip(*columns.values(), strict=True):
        texts = [
            f"{kappa:.3f} ({-loss:+.3f})" if name != CLEAN else f"{kappa:.3f}" for name, kappa, loss in cells
        ]
        lines.append(f"| {cells[0][0]} | {' | '.join(texts)} |")
    return lines


def gather(arguments: argparse.Namespace) -> dict[str, Sequence[Night]]:
    """Return the nights by kind."""
    if arguments.psg:
        return {"recording": [recorded_night(arguments.psg, arguments.hypnogram)]}
    names = night_names(arguments.data, held_out=True)[: 2 * arguments.nights : 2]
    rebuilt = rebuilt_nights(arguments.data, names, arguments.kept)
    return {
        "rebuilt": rebuilt,
        "real tables": real_nights(arguments.data, names, rebuilt),
        "simulated": simulated_nights(arguments.nights, arguments.kept),
        "patients": patient_nights(arguments.data, arguments.kept),
    }


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(
        prog="python -m sleepscorer.training.experiments.distortion_table", description=__doc__
    )
    parser.add_argument("model", type=Path, help="folder of the model")
    parser.add_argument("--data", type=Path, default=data_directory())
    parser.add_argument("--nights", type=int, default=11, help="rebuilt nights, and simulated ones")
    parser.add_argument("--kept", type=Path, help="folder that keeps the numbers for the next model")
    parser.add_argument("--psg", type=Path)
    parser.add_argument("--hypnogram", type=Path)
    arguments = parser.parse_args()
    classifier = Classifier(load_card(arguments.model))
    print("\n".join(table(gather(arguments), scorer(classifier))))


if __name__ == "__main__":
    main()
