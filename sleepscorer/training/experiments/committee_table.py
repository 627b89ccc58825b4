"""Gain of a colleague: a model alone, its colleague alone, and both.

``python -m sleepscorer.training.experiments.committee_table models/sleepscorer-committee`` scores held-out
nights, as they are and distorted: rebuilt on those of held-out people of Sleep-EDF, simulated ones, and wake
against N3 of held-out patients; and, with ``--psg``, a recording. The colleague is asked as in the product:
where it knows the EEG.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from sleepscorer.channels import Role
from sleepscorer.prescoring.classifier import Classifier
from sleepscorer.prescoring.model_card import ModelCard, load_card
from sleepscorer.prescoring.preparation import cut_epochs, prepare
from sleepscorer.simulation.night import SimulatedNight, simulate_night
from sleepscorer.simulation.rebuilt_night import rebuild_night
from sleepscorer.statistics import agreement
from sleepscorer.training.data.apnoea import patients
from sleepscorer.training.data.context_nights import patient_signals
from sleepscorer.training.data.distortions import TABLE, Distortion, distort, look_of
from sleepscorer.training.data.features import night_names, read_measured_night
from sleepscorer.training.data.locations import data_directory
from sleepscorer.training.evaluate import read_recording, sleep_period
from sleepscorer.training.evaluate_context import rows_with_colleague
from sleepscorer.training.experiments.distortion_table import FIRST_SEED, PAIR, RECORDING

Floats = NDArray[np.float32]
VERDICTS = ("first", "second", "both")


@dataclass(frozen=True)
class SignalNight:
    """Signals and stages of a night.

    Parameters
    ----------
    name : str
        Draws the noise.
    runs_uv : sequence of ndarray of float32, each of shape (n_channels, n_samples)
        EEG, EEG and EOG at 100 Hz, or the first of them; several where parts of the night are missing.
    stages : ndarray of int8, shape (n_epochs,)
    scored : slice
        Epochs that count.
    is_pair : bool
        Whether wake is told from N3 alone.
    """

    name: str
    runs_uv: Sequence[Floats]
    stages: NDArray[np.int8]
    scored: slice = field(default_factory=lambda: slice(None))
    is_pair: bool = False


class Members:
    """A committee, asked member by member.

    Parameters
    ----------
    card : ModelCard
        With a colleague.
    """

    def __init__(self, card: ModelCard) -> None:
        other = card.colleague_card
        if card.colleague is None or other is None:
            raise SystemExit(f"{card.name} has no colleague.")
        self._card, self._other = card, other
        self._second = Classifier(other)

    def score(self, night: SignalNight, how: Distortion, channels: Sequence[int]) -> dict[str, Floats]:
        """Return the probabilities of the epochs of a distorted night, by :data:`VERDICTS`."""
        random = np.random.default_rng(list(night.name.encode()))
        runs = [distort(run, how, random)[list(channels)] for run in night.runs_uv]
        counts = [run.shape[1] // 3000 for run in night.runs_uv]
        roles = [Role.EOG if channel == 2 else Role.EEG for channel in channels]
        inputs = [next(given for given in self._card.inputs if given.role is role) for role in roles]
        eeg_uv = np.concatenate([run[0] for run in runs])
        look = look_of(eeg_uv, how.rate_hz)
        variant = replace(self._card, inputs=tuple(inputs)).low_passed(look, sum(counts))
        other = replace(self._other, low_pass_hz=self._card.low_pass_hz).low_passed(look, sum(counts))
        epochs = [
            _prepared(run, how.rate_hz, variant, count) for run, count in zip(runs, counts, strict=True)
        ]
        first = Classifier(variant).probabilities(np.concatenate(epochs))
        shown = [_prepared(run[:1], how.rate_hz, other, n) for run, n in zip(runs, counts, strict=True)]
        return {
            "first": first,
            "second": self._second.probabilities(np.concatenate(shown)),
            "both": rows_with_colleague(variant, eeg_uv, how.rate_hz, look, first),
        }


def _prepared(run_uv: Floats, rate_hz: float, card: ModelCard, n_epochs: int) -> Floats:
    pairs = zip(run_uv, card.inputs, strict=True)
    channels = [prepare(signal, rate_hz, given.preparation) for signal, given in pairs]
    return cut_epochs(channels, n_epochs, card.rate_hz)


def kappas(
    nights: Sequence[SignalNight], members: Members, channels: Sequence[int], rows: Sequence[str]
) -> Iterator[tuple[str, dict[str, float]]]:
    """Yield the kappa of each verdict over all nights, under every distortion of :data:`TABLE` asked for."""
    for row in rows:
        given: dict[str, list[NDArray[np.integer]]] = {name: [] for name in VERDICTS}
        for night in nights:
            for name, values in members.score(night, TABLE[row], channels).items():
                given[name].append(_stages(night, values)[night.scored])
        true = np.concatenate([night.stages[night.scored] for night in nights])
        counted = true >= 0
        yield (
            row,
            {
                name: agreement(true[counted], np.concatenate(stages)[counted]).kappa
                for name, stages in given.items()
            },
        )


def _stages(night: SignalNight, rows: Floats) -> NDArray[np.integer]:
    return np.asarray(np.take(PAIR, rows[:, PAIR].argmax(axis=1)) if night.is_pair else rows.argmax(axis=1))


def _made(name: str, night: SimulatedNight) -> SignalNight:
    return SignalNight(name, [night.signals_uv], night.stages)


def gather(arguments: argparse.Namespace) -> dict[str, Sequence[Callable[[], SignalNight]]]:
    """Return what makes the nights, by kind."""
    if arguments.psg:
        return {"recording": [partial(_recorded, arguments.psg, arguments.hypnogram)]}
    names = night_names(arguments.data, held_out=True)[: 2 * arguments.nights : 2]
    seeds = range(FIRST_SEED, FIRST_SEED + arguments.nights)
    return {
        "rebuilt": [partial(_rebuilt, arguments.data, name) for name in names],
        "simulated": [partial(_simulated, seed) for seed in seeds],
        "patients": [partial(_patient, path) for path in patients(arguments.data, held_out=True)],
    }


def _rebuilt(data_dir: Path, name: str) -> SignalNight:
    measured = read_measured_night(data_dir, name)
    return _made(f"rebuilt-{name}", rebuild_night(FIRST_SEED, measured.stages, measured.channels))


def _simulated(seed: int) -> SignalNight:
    return _made(f"simulated-{seed}", simulate_night(seed))


def _patient(path: Path) -> SignalNight:
    runs, stages = patient_signals(path)
    return SignalNight(path.stem, [run[None] for run in runs], stages, is_pair=True)


def _recorded(psg: Path, hypnogram: Path) -> SignalNight:
    truth = read_recording(psg, hypnogram, RECORDING)
    signals = np.stack([np.asarray(signal, np.float32) for signal in truth.signals_uv])
    return SignalNight(psg.stem, [signals], truth.stages, sleep_period(truth.stages))


def table(kind: str, results: Sequence[tuple[str, dict[str, float]]]) -> list[str]:
    """Return the lines of the table of one kind of nights."""
    lines = [f"| {kind} | " + " | ".join(VERDICTS) + " |", "|---|" + "---|" * len(VERDICTS)]
    return lines + [
        f"| {row} | " + " | ".join(f"{values[name]:.3f}" for name in VERDICTS) + " |"
        for row, values in results
    ]


def main() -> None:
    """Print a table for every kind of nights and each montage."""
    parser = argparse.ArgumentParser(
        prog="python -m sleepscorer.training.experiments.committee_table", description=__doc__
    )
    parser.add_argument("model", type=Path, help="folder of a model with a colleague")
    parser.add_argument("--data", type=Path, default=data_directory())
    parser.add_argument("--nights", type=int, default=6, help="rebuilt nights, and simulated ones")
    parser.add_argument("--rows", nargs="+", choices=list(TABLE), default=list(TABLE))
    parser.add_argument("--psg", type=Path)
    parser.add_argument("--hypnogram", type=Path)
    arguments = parser.parse_args()
    members = Members(load_card(arguments.model))
    for kind, makers in gather(arguments).items():
        nights = [make() for make in makers]
        montages = {"EEG": (0,)} if kind == "patients" else {"EEG": (0,), "EEG + EOG": (0, 2)}
        for montage, channels in montages.items():
            results = list(kappas(nights, members, channels, arguments.rows))
            print("\n".join([*table(f"{kind}, {montage}", results), ""]), flush=True)


if __name__ == "__main__":
    main()
