"""Judge simulated nights: their statistics beside real people's, and what other scorers find in them.

``python -m sleepscorer.training.experiments.simulation_judge --nights 20 [--scorers FILE.py NAME ...]``; for
``FILE.py`` see :mod:`sleepscorer.training.data.soft_labels`. On real nights such scorers reach a kappa of
0.70 to 0.90.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from sleepscorer.prescoring.features import MEASURES, measure
from sleepscorer.prescoring.normalization import shapes
from sleepscorer.simulation.night import SimulatedNight, simulate_night
from sleepscorer.simulation.rebuilt_night import rebuild_night
from sleepscorer.stages import SCORED_STAGES
from sleepscorer.training.data.features import HELD_OUT_PERSONS, read_measured_night
from sleepscorer.training.data.locations import data_directory
from sleepscorer.training.data.sleep_edf_tables import person_of, read_three_channels, recording_names
from sleepscorer.training.data.soft_labels import Predict, load_predict, opinion
from sleepscorer.training.metrics import figures_of

SHOWN = ("std", "kurtosis", "mobility", "complexity", "iqr", "entropy30")
CHANNELS = ("Fpz-Cz", "Pz-Oz", "EOG")
FIRST_SEED = 100_000
"""Of the nights that are judged, far from those trained on."""


def by_channel(night: SimulatedNight) -> NDArray[np.float32]:
    """Return the measures of a simulated night's first three channels, shape (n_epochs, 3, len(MEASURES))."""
    epochs = night.signals_uv[:3].reshape(3, night.stages.size, -1)
    return np.stack([measure(channel) for channel in epochs], axis=1)


def quantiles_by_stage(
    measures: Sequence[NDArray[np.float32]], stages: Sequence[NDArray[np.int8]]
) -> NDArray[np.float64]:
    """Return the quantiles over nights of each night's median.

    Parameters
    ----------
    measures : sequence of ndarray, shape (n_epochs, n_channels, len(MEASURES))
        One of every night.
    stages : sequence of ndarray of int8, shape (n_epochs,)

    Returns
    -------
    ndarray, shape (3, 5, n_channels, len(MEASURES))
        10th, 50th and 90th percentile, on the scales of :func:`~sleepscorer.prescoring.features.shapes`.
    """
    medians = np.full((len(measures), 5, *measures[0].shape[1:]), np.nan)
    for number, (night, true) in enumerate(zip(measures, stages, strict=True)):
        for stage in SCORED_STAGES:
            if np.count_nonzero(true == stage) >= 10:
                medians[number, stage] = np.median(shapes(night[true == stage]), axis=0)
    return np.asarray(np.nanpercentile(medians, [10, 50, 90], axis=0))


def compare(simulated: Sequence[SimulatedNight], data_dir: Path) -> list[str]:
    """Compare simulated nights with real people, stage by stage: the lines of a table."""
    names = [name for name in recording_names(data_dir) if person_of(name) not in HELD_OUT_PERSONS]
    real = [read_three_channels(data_dir, name) for name in names]
    quantiles = [
        quantiles_by_stage([by_channel(night) for night in simulated], [night.stages for night in simulated]),
        quantiles_by_stage(
            [night.numbers.measures[:, :3] for night in real], [night.stages for night in real]
        ),
    ]
    lines = ["| channel, statistic | of | " + " | ".join(stage.name for stage in SCORED_STAGES) + " |"]
    lines.append("|---|---|" + "---|" * len(SCORED_STAGES))
    for channel, name in enumerate(CHANNELS):
        for statistic in SHOWN:
            for whose, values in zip(("simulated", "real"), quantiles, strict=True):
                low, middle, high = values[:, :, channel, MEASURES.index(statistic)]
                cells = [f"{m:.2f} ({a:.2f} to {b:.2f})" for a, m, b in zip(low, middle, high, strict=True)]
                lines.append(f"| {name} {statistic} | {whose} | {' | '.join(cells)} |")
    return lines


def ask(predict: Predict, names: Sequence[str], nights: Sequence[SimulatedNight]) -> list[str]:
    """Compute the kappa of scorers, and of their mean, against the stages that nights were simulated on."""
    true = np.concatenate([night.stages for night in nights])
    by_scorer = {name: np.concatenate([opinion(predict, name, night) for night in nights]) for name in names}
    if len(by_scorer) > 1:
        by_scorer["mean of all"] = np.mean(list(by_scorer.values()), axis=0)
    lines = ["| scorer | kappa | " + " | ".join(f"F1 {stage.name}" for stage in SCORED_STAGES) + " |"]
    lines.append("|---|---|" + "---|" * len(SCORED_STAGES))
    for name, probabilities in by_scorer.items():
        figures = figures_of(true, probabilities.argmax(axis=1))
        f1 = " | ".join(f"{value:.2f}" for value in figures["f1"].values())
        lines.append(f"| {name} | {figures['kappa']:.3f} | {f1} |")
    return lines


def rebuilt_nights(data_dir: Path, count: int) -> list[SimulatedNight]:
    """Return the nights of held-out people, rebuilt."""
    names = [name for name in recording_names(data_dir) if person_of(name) in HELD_OUT_PERSONS][:count]
    nights = [read_measured_night(data_dir, name) for name in names]
    return [rebuild_night(FIRST_SEED + n, night.stages, night.channels) for n, night in enumerate(nights)]


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(
        prog="python -m sleepscorer.training.experiments.simulation_judge", description=__doc__
    )
    parser.add_argument("--data", type=Path, default=data_directory())
    parser.add_argument("--nights", type=int, default=20)
    parser.add_argument("--scorers", nargs="+", metavar="FILE.py NAME", help="scorers made by others")
    arguments = parser.parse_args()
    seeds = range(FIRST_SEED, FIRST_SEED + arguments.nights)
    plain = [simulate_night(seed, sleep_edf_montage=True) for seed in seeds]
    print("\n".join(["Medians over epochs; median (10th to 90th percentile) over nights.", ""]))
    print("\n".join(compare(plain, arguments.data)))
    if not arguments.scorers:
        return
    predict, names = load_predict(Path(arguments.scorers[0])), arguments.scorers[1:]
    kinds = {
        "Fpz-Cz, Pz-Oz, EOG, no artefacts": plain,
        "any montage": [simulate_night(seed) for seed in seeds],
        "rebuilt on real people": rebuilt_nights(arguments.data, arguments.nights),
    }
    for title, nights in kinds.items():
        print("\n".join(["", f"{title}:", "", *ask(predict, names, nights)]), flush=True)


if __name__ == "__main__":
    main()
