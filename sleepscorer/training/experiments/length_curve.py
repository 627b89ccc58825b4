"""Agreement by the length of a recording.

``python -m sleepscorer.training.experiments.length_curve models/sleepscorer-context --picture FILE.svg``
cuts the real tables of held-out people of Sleep-EDF into pieces of every length, scores each by itself, and
prints the kappa over all of them, as they are and with half and twice the gain: the medians of a short piece
may be those of one stage, and its level that of another amplifier. With ``--psg`` the pieces are of a
recording, scored as the product scores them, samples and all.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from sleepscorer.prescoring.classifier import Classifier
from sleepscorer.prescoring.features import N_CHANNELS, EpochNumbers
from sleepscorer.prescoring.model_card import load_card
from sleepscorer.prescoring.prescore import prescore
from sleepscorer.prescoring.whole_night import score_numbers
from sleepscorer.recording.memory import MemoryRecording
from sleepscorer.stages import EPOCH_SECONDS
from sleepscorer.statistics import agreement
from sleepscorer.training.data.context_batches import amplify, choose_channels, take
from sleepscorer.training.data.features import HELD_OUT_PERSONS
from sleepscorer.training.data.locations import data_directory
from sleepscorer.training.data.sleep_edf_tables import person_of, read_three_channels, recording_names
from sleepscorer.training.evaluate import read_recording, sleep_period

MINUTES = (10, 20, 30, 45, 60, 120, 240)
"""Lengths, and after them the whole night."""
GAINS = (1.0, 0.5, 2.0)
MONTAGES = {"EEG": (0,), "EEG + EOG": (0, 2)}
LABELS = {"EEG": ("EEG Fpz-Cz",), "EEG + EOG": ("EEG Fpz-Cz", "EOG horizontal")}
Stages = NDArray[np.integer]
ScorePiece = Callable[[int, Stages, float], Stages]
"""Stages of some epochs of a night, by its number, scored by themselves at a gain."""


def pieces(n_epochs: int, minutes: int | None) -> list[Stages]:
    """Cut a night into pieces of a length, of which the last is as long as the others; one if None."""
    size = n_epochs if minutes is None else min(n_epochs, minutes * 60 // EPOCH_SECONDS)
    starts = [*range(0, n_epochs - size + 1, size)]
    if starts[-1] + size < n_epochs:
        starts.append(n_epochs - size)
    return [np.arange(start, start + size) for start in starts]


def curve(nights: Sequence[Stages], score: ScorePiece, gain: float) -> Iterator[float]:
    """Yield the kappa at every length, and of whole nights, over all pieces of all nights.

    Parameters
    ----------
    nights : sequence of ndarray
        Stages of the expert, -1 where there is none.
    score : callable
    gain : float
    """
    for minutes in (*MINUTES, None):
        true, given = [], []
        for number, stages in enumerate(nights):
            for chosen in pieces(stages.size, minutes):
                true.append(stages[chosen])
                given.append(score(number, chosen, gain))
        expert, model = np.concatenate(true), np.concatenate(given)
        yield agreement(expert[expert >= 0], model[expert >= 0]).kappa


def of_tables(nights: Sequence[EpochNumbers], classifier: Classifier, channels: Sequence[int]) -> ScorePiece:
    """Return what scores pieces of tables."""

    def score(number: int, chosen: Stages, gain: float) -> Stages:
        numbers = take(choose_channels(nights[number], channels), chosen)
        shown = amplify(numbers, np.full(N_CHANNELS, gain, np.float32))
        return np.asarray(score_numbers(shown, classifier.run_night).argmax(axis=1))

    return score


def of_recording(
    signals_uv: Sequence[NDArray[np.floating]], labels: Sequence[str], rate_hz: float, model: str
) -> ScorePiece:
    """Return what scores pieces of a recording as the product does."""
    size = round(EPOCH_SECONDS * rate_hz)

    def score(number: int, chosen: Stages, gain: float) -> Stages:
        first, last = int(chosen[0]) * size, (int(chosen[-1]) + 1) * size
        cut = [gain * np.asarray(signal[first:last], float) for signal in signals_uv]
        recording = MemoryRecording(cut, list(labels), [rate_hz] * len(cut))
        rows = prescore(recording, model).probabilities
        unscored = np.isnan(rows).any(axis=1)
        return np.where(unscored, -1, np.nan_to_num(rows).argmax(axis=1))

    return score


def table(columns: Mapping[str, Sequence[float]]) -> list[str]:
    """Return the lines of a table, a row for every length."""
    names = [f"{minutes} min" for minutes in MINUTES] + ["whole"]
    lines = ["| | " + " | ".join(columns) + " |", "|---|" + "---|" * len(columns)]
    for number, name in enumerate(names):
        lines.append(
            f"| {name} | " + " | ".join(f"{values[number]:.3f}" for values in columns.values()) + " |"
        )
    return lines


def draw(columns: Mapping[str, Sequence[float]], path: Path) -> None:
    """Draw the curves into a picture; whole nights stand at the right end."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(6.4, 4), layout="constrained")
    axes = figure.add_subplot()
    for name, values in columns.items():
        axes.plot(range(len(values)), values, marker="o", label=name)
    axes.set_xticks(range(len(MINUTES) + 1), [*map(str, MINUTES), "whole"])
    axes.set(xlabel="length of the recording, min", ylabel="kappa")
    axes.grid(alpha=0.3)
    axes.legend()
    figure.savefig(path)


def measure_tables(arguments: argparse.Namespace) -> dict[str, list[float]]:
    """Measure the tables of held-out people, at every gain."""
    names = [name for name in recording_names(arguments.data) if person_of(name) in HELD_OUT_PERSONS]
    nights = [read_three_channels(arguments.data, name) for name in names][: arguments.nights]
    classifier = Classifier(load_card(arguments.model))
    stages, numbers = [night.stages for night in nights], [night.numbers for night in nights]
    return {
        _title(montage, gain): list(curve(stages, of_tables(numbers, classifier, channels), gain))
        for montage, channels in MONTAGES.items()
        for gain in GAINS
    }


def measure_recording(arguments: argparse.Namespace) -> dict[str, list[float]]:
    """Measure a recording with Sleep-EDF's channels, within its sleep period."""
    columns = {}
    for montage, labels in LABELS.items():
        truth = read_recording(arguments.psg, arguments.hypnogram, labels)
        rate_hz, period = truth.rates_hz[0], sleep_period(truth.stages)
        size = round(EPOCH_SECONDS * rate_hz)
        signals = [signal[period.start * size : period.stop * size] for signal in truth.signals_uv]
        score = of_recording(signals, labels, rate_hz, arguments.model.name)
        for gain in GAINS:
            columns[_title(montage, gain)] = list(curve([truth.stages[period]], score, gain))
    return columns


def _title(montage: str, gain: float) -> str:
    return montage if gain == 1 else f"{montage}, gain x {gain:g}"


def main() -> None:
    """Print the table, and draw the curves."""
    parser = argparse.ArgumentParser(
        prog="python -m sleepscorer.training.experiments.length_curve", description=__doc__
    )
    parser.add_argument("model", type=Path, help="folder of the model")
    parser.add_argument("--data", type=Path, default=data_directory())
    parser.add_argument("--nights", type=int, default=None, help="of the held-out people; all if not given")
    parser.add_argument("--picture", type=Path)
    parser.add_argument("--psg", type=Path)
    parser.add_argument("--hypnogram", type=Path)
    arguments = parser.parse_args()
    columns = measure_recording(arguments) if arguments.psg else measure_tables(arguments)
    print("\n".join(table(columns)))
    if arguments.picture:
        draw(columns, arguments.picture)


if __name__ == "__main__":
    main()
