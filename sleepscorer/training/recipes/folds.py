"""Subject-wise cross-validation on the real numbers of Sleep-EDF.

``python -m sleepscorer.training.recipes.folds --people 78 --folds 10``. Nights are scored from half an
hour before sleep to half an hour after. Both nights of a person are in one fold; every fold is
trained for as long as the others, and nothing is chosen on the people it is tested on. The person
kept untouched is left out altogether, so 77 and 19 people are what remains of 78 and 20.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sleepscorer.training.data.context_batches import NO_VARIATION, choose_channels
from sleepscorer.training.data.context_nights import NumbersNight
from sleepscorer.training.data.locations import data_directory
from sleepscorer.training.data.sleep_edf_tables import (
    person_of,
    read_one_channel,
    read_three_channels,
    recording_names,
)
from sleepscorer.training.metrics import figures_of
from sleepscorer.training.networks.context import SMALLER, ContextNetwork
from sleepscorer.training.recipes.context_training import TrainingCourse, predict, train_context

PEOPLE = {20: range(20), 78: range(83)}
"""Numbers of the people of the two benchmarks."""
MONTAGES = {
    "Fpz-Cz": (0,),
    "Pz-Oz": (1,),
    "Fpz-Cz + EOG": (0, 2),
    "Fpz-Cz + Pz-Oz + EOG": (0, 1, 2),
}
COURSE = TrainingCourse(
    passes=12,
    sequence_length=50,
    batch_size=32,
    average_decay=0.99,
    variation=replace(NO_VARIATION, noise=0.1, crop=0.1),
    sizes=SMALLER,
)


def split_people(people: Sequence[int], folds: int, seed: int = 0) -> list[list[int]]:
    """Deal people out to folds, shuffled and evenly; no more folds than people."""
    order = np.random.default_rng(seed).permutation(sorted(people))
    count = min(folds, len(order))
    return [sorted(order[number::count].tolist()) for number in range(count)]


def read_people(data_dir: Path, people: int, table: str) -> list[NumbersNight]:
    """Return the nights of a benchmark from one of the two tables."""
    read = {"one-channel": read_one_channel, "three-channels": read_three_channels}[table]
    names = [name for name in recording_names(data_dir) if person_of(name) in PEOPLE[people]]
    return [read(data_dir, name) for name in names]


def train_fold(nights: Sequence[NumbersNight], course: TrainingCourse, seed: int) -> ContextNetwork:
    """Train on nights, each of them once a pass."""
    sequences = sum(len(night.stages) / course.sequence_length + 1 for night in nights)
    steps = max(1, round(sequences / course.batch_size))
    return train_context(lambda number, random: nights, steps, course, seed)


def score(
    networks: Sequence[ContextNetwork], nights: Sequence[NumbersNight], channels: Sequence[int]
) -> NDArray[np.float32]:
    """Return the probabilities of all nights, one after another, from some of their channels."""
    return np.concatenate([predict(networks, choose_channels(night.numbers, channels)) for night in nights])


def run_fold(
    nights: Sequence[NumbersNight], tested: Sequence[int], table: str, course: TrainingCourse, seeds: int
) -> dict[str, Any]:
    """Train on everybody else and score the people of a fold."""
    train = [night for night in nights if person_of(night.name) not in tested]
    test = [night for night in nights if person_of(night.name) in tested]
    networks = [train_fold(train, course, seed) for seed in range(seeds)]
    montages = MONTAGES if table == "three-channels" else {"Fpz-Cz": (0,)}
    stages = np.concatenate([night.stages for night in test])
    return {"stages": stages} | {
        montage: score(networks, test, channels) for montage, channels in montages.items()
    }


def report(folds: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Return the figures of every montage over the epochs of all folds."""
    true = np.concatenate([fold["stages"] for fold in folds])
    figures = {}
    for montage in folds[0]:
        if montage != "stages":
            predicted = np.concatenate([fold[montage] for fold in folds]).argmax(axis=1)
            figures[montage] = figures_of(true, predicted)
    return figures


def _short(folds: Sequence[dict[str, Any]]) -> str:
    return "; ".join(
        f"{montage} accuracy {figures['accuracy']:.4f} kappa {figures['kappa']:.4f} "
        f"macro-F1 {figures['macro_f1']:.4f}"
        for montage, figures in report(folds).items()
    )


def main() -> None:
    """Run some or all folds and print JSON."""
    import torch

    torch.set_num_threads(1)
    arguments = _parse()
    course = replace(COURSE, passes=arguments.passes)
    if arguments.table == "three-channels":
        course = replace(course, variation=replace(course.variation, montage=True))
    nights = read_people(arguments.data, arguments.people, arguments.table)
    split = split_people(sorted({person_of(night.name) for night in nights}), arguments.folds)
    done = []
    for number in arguments.only if arguments.only is not None else range(len(split)):
        started = time.monotonic()
        done.append(run_fold(nights, split[number], arguments.table, course, arguments.seeds))
        print(f"fold {number}, {time.monotonic() - started:.0f} s: {_short(done[-1:])}", flush=True)
        print(f"all so far: {_short(done)}", flush=True)
    print(json.dumps(report(done), indent=1))


def _parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m sleepscorer.training.recipes.folds", description=__doc__)
    parser.add_argument("--data", type=Path, default=data_directory())
    parser.add_argument("--people", type=int, choices=sorted(PEOPLE), default=78)
    parser.add_argument("--folds", type=int, default=10)
    parser.add_argument("--table", choices=("one-channel", "three-channels"), default="one-channel")
    parser.add_argument("--passes", type=int, default=COURSE.passes)
    parser.add_argument("--seeds", type=int, default=1, help="networks whose probabilities are averaged")
    parser.add_argument("--only", type=int, nargs="+", help="numbers of folds to run, for trials")
    return parser.parse_args()


if __name__ == "__main__":
    main()
