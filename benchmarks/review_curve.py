"""Errors left against epochs looked at, when a perfect scorer follows the review queue.

    python benchmarks/review_curve.py                       the sample night and simulated nights
    python benchmarks/review_curve.py --scorers FOLDER      rules and stage changes of DOD's five scorers
    python benchmarks/review_curve.py --features FOLDER     real nights, each by a model without its person

The queue is recomputed after each run of epochs, as in the window. "best" is what an order that knew
the errors would reach: no order removes more errors than epochs are looked at.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sleepscorer.review.queue import ReviewQueue
from sleepscorer.review.rules import rule_hits
from sleepscorer.statistics import consensus

SHARES = (0.05, 0.1, 0.2, 0.3, 0.5, 0.75)


@dataclass
class Night:
    """A model's probabilities and the stages that count as right."""

    name: str
    probabilities: NDArray[np.floating]
    truth: NDArray[np.integer]
    reads_night: bool = False


@dataclass
class Curve:
    """Share of the errors removed once each of ``SHARES`` of the epochs is looked at."""

    night: str
    errors: int
    epochs: int
    queue: list[float]
    doubt: list[float]
    expected: float


def order_of_looking(night: Night) -> list[int]:
    """Epochs in the order in which a scorer meets them: the queue, then what is left by risk."""
    queue = ReviewQueue(night.probabilities, reads_night=night.reads_night)
    stages = night.probabilities.argmax(axis=1)
    seen = np.zeros(len(stages), bool)
    order: list[int] = []
    review = queue.update(stages, seen)
    while review.items:
        run = review.by_risk[0].epochs
        order += run
        stages[run.start : run.stop] = night.truth[run.start : run.stop]
        seen[run.start : run.stop] = True
        review = queue.update(stages, seen)
    return order + [int(e) for e in np.argsort(-review.risk, kind="stable") if not seen[e]]


def curve(night: Night) -> Curve:
    wrong = (night.probabilities.argmax(axis=1) != night.truth) & (night.truth >= 0)
    doubt = np.argsort(night.probabilities.max(axis=1), kind="stable")
    return Curve(
        night.name,
        int(wrong.sum()),
        len(wrong),
        _removed(wrong[order_of_looking(night)]),
        _removed(wrong[doubt]),
        float((1 - night.probabilities.max(axis=1)).sum()),
    )


def _removed(wrong: NDArray[np.bool_]) -> list[float]:
    total = np.cumsum(wrong) / max(int(wrong.sum()), 1)
    return [float(total[round(share * len(wrong)) - 1]) for share in SHARES]


def report(curves: list[Curve]) -> None:
    print("errors left, of those the model made, after looking at this share of the epochs")
    print(f"{'night':24}{'order':10}" + "".join(f"{share:7.0%}" for share in SHARES))
    for one in curves:
        rate = one.errors / one.epochs
        rows = {
            "queue": one.queue,
            "doubt": one.doubt,
            "random": list(SHARES),
            "best": [min(1.0, share / rate) if rate else 1.0 for share in SHARES],
        }
        for place, (order, removed) in enumerate(rows.items()):
            left = "".join(f"{1 - value:7.0%}" for value in removed)
            print(f"{one.night if not place else '':24}{order:10}{left}")
        print(f"{'':24}{one.errors} errors in {one.epochs} epochs; the model expected {one.expected:.0f}\n")
    at = SHARES.index(0.2)
    print(f"removed by the first 20 %, mean of {len(curves)} nights: ", end="")
    print(f"queue {np.mean([c.queue[at] for c in curves]):.1%}, ", end="")
    print(f"doubt alone {np.mean([c.doubt[at] for c in curves]):.1%}, random 20.0%\n")


def sample_night(model: str | None) -> Night:
    from sleepscorer.assets import resource
    from sleepscorer.formats import read_hypnogram

    truth = read_hypnogram(resource("sample", "sample-night-hypnogram.edf")).stages
    return _prescored(resource("sample", "sample-night.edf"), truth, model)


def simulated_nights(count: int, model: str | None) -> Iterator[Night]:
    from sleepscorer.simulation import simulate_night, write_edf

    for seed in range(900, 900 + count):
        night = simulate_night(seed)
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / f"simulated-{seed}.edf"
            write_edf(night, path)
            yield _prescored(path, night.stages, model)


def _prescored(path: Path, truth: NDArray[np.integer], model: str | None) -> Night:
    from sleepscorer.prescoring.run import score_recording
    from sleepscorer.recording import open_recording

    recording = open_recording(path)
    result = score_recording(recording, model)
    print(f"{path.stem}: {result.author.name}")
    recording.close()
    n_epochs = len(result.probabilities)
    return Night(path.stem, result.probabilities, truth[:n_epochs], result.reads_night)


def count_scorers(folder: Path) -> None:
    """How often a scorer departs from the other four where each rule holds, and stage changes."""
    disputed: dict[str, list[int]] = {}
    changes = np.zeros((5, 5), np.int64)
    for file in sorted(folder.glob("dod*.json")):
        scorers: dict[str, dict[str, list[int]]] = json.loads(file.read_text())
        for night in next(iter(scorers.values())):
            table = [np.array(stages[night]) for stages in scorers.values()]
            for place, stages in enumerate(table):
                _count_disputed(disputed, stages, table[:place] + table[place + 1 :])
                known = (stages[:-1] >= 0) & (stages[1:] >= 0)
                np.add.at(changes, (stages[:-1][known], stages[1:][known]), 1)
    for name, (wrong, epochs) in disputed.items():
        print(f"{name:16}{wrong / max(epochs, 1):6.2f} of {epochs} epochs")
    print(np.round(changes / changes.sum(axis=1, keepdims=True), 4))
    print(np.round(changes.sum(axis=1) / changes.sum(), 3))


def _count_disputed(disputed: dict[str, list[int]], stages: NDArray[Any], others: list[NDArray[Any]]) -> None:
    majority = consensus(others).stages
    known = (stages >= 0) & (majority >= 0)
    hits = {reason.name: mask for reason, mask in rule_hits(stages).items()}
    elsewhere = ~np.logical_or.reduce(list(hits.values()))
    for name, mask in {**hits, "elsewhere": elsewhere}.items():
        counts = disputed.setdefault(name, [0, 0])
        counts[0] += int((mask & known & (stages != majority)).sum())
        counts[1] += int((mask & known).sum())


def real_nights(folder: Path, neighbours: int) -> Iterator[Night]:
    """Sleep-EDF nights from their band powers, each scored by a small net that never saw its person."""
    import torch

    torch.set_num_threads(1)
    nights = {path.stem[:6]: _features(path, neighbours) for path in sorted(folder.glob("SC*.npz"))}
    for person in sorted({name[4] for name in nights}):
        train = [night for name, night in nights.items() if name[4] not in (person, "0")]
        net = _fitted(np.concatenate([x for x, _ in train]), np.concatenate([y for _, y in train]))
        for name, (values, truth) in nights.items():
            if name[4] == person:
                with torch.no_grad():
                    found = torch.softmax(net(torch.tensor(values)), 1).numpy()
                yield Night(f"{name} +-{neighbours} epochs", found, truth)


def _features(path: Path, neighbours: int) -> tuple[NDArray[np.float32], NDArray[np.int64]]:
    table = np.load(path)
    stages = table["stage"].astype(np.int64)
    powers = table["band_uv2_hz"].reshape(len(stages), -1)
    values = np.c_[np.log(powers + 1e-3), np.log(table["variance_uv2"] + 1e-3), table["mobility"]]
    asleep = np.flatnonzero(stages > 0)
    night = slice(max(0, asleep[0] - 60), asleep[-1] + 61)
    values, stages = values[night], stages[night]
    low, middle, high = np.percentile(values, [25, 50, 75], axis=0)
    scaled = np.clip((values - middle) / (high - low + 1e-6), -5, 5)
    around = [np.roll(scaled, shift, 0) for shift in range(-neighbours, neighbours + 1)]
    return np.concatenate([*around, scaled**2], 1).astype(np.float32), stages


def _fitted(values: NDArray[np.float32], stages: NDArray[np.int64]) -> Any:
    import torch

    torch.manual_seed(0)
    x, y = torch.tensor(values), torch.tensor(stages)
    layers = (torch.nn.Linear(x.shape[1], 32), torch.nn.ReLU(), torch.nn.Linear(32, 5))
    net = torch.nn.Sequential(*layers)
    optimiser = torch.optim.Adam(net.parameters(), 3e-3, weight_decay=1e-4)
    for _ in range(6):
        for batch in torch.randperm(len(x)).split(256):
            optimiser.zero_grad()
            torch.nn.functional.cross_entropy(net(x[batch]), y[batch]).backward()
            optimiser.step()
    return net


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--model", help="family or name; the default model if not given")
    parser.add_argument("--simulated", type=int, default=6, help="how many simulated nights")
    parser.add_argument("--scorers", type=Path, metavar="FOLDER")
    parser.add_argument("--features", type=Path, metavar="FOLDER")
    arguments = parser.parse_args()
    if arguments.scorers:
        count_scorers(arguments.scorers)
    elif arguments.features:
        for neighbours in (0, 3):
            report([curve(night) for night in real_nights(arguments.features, neighbours)])
    else:
        report([curve(sample_night(arguments.model))])
        report([curve(night) for night in simulated_nights(arguments.simulated, arguments.model)])


if __name__ == "__main__":
    main()
