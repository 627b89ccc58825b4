"""Fit of a model's doubt to the accuracy of a night.

``python -m sleepscorer.training.experiments.night_accuracy models/sleepscorer-context`` scores the real
tables of held-out people, as recorded and shifted by every distortion of
:mod:`sleepscorer.training.experiments.distortion_table`, and prints the constants of
:mod:`sleepscorer.review.accuracy`, and how many errors were expected for each that was counted.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from sleepscorer.prescoring.classifier import Classifier
from sleepscorer.prescoring.model_card import load_card
from sleepscorer.review.accuracy import logit
from sleepscorer.training.data.context_batches import choose_channels
from sleepscorer.training.data.features import night_names
from sleepscorer.training.data.locations import data_directory
from sleepscorer.training.experiments.distortion_table import (
    CLEAN,
    MONTAGES,
    Night,
    Score,
    real_nights,
    rebuilt_nights,
    scorer,
)

LEFT_OUT = ("white noise 10 uV",)
"""Distortions that leave nothing to score."""


def shares(nights: Iterable[Night], score: Score) -> Iterator[tuple[str, float, float]]:
    """Yield the distortion, the expected accuracy and the counted one of every night and montage."""
    for night in nights:
        for row in (row for row in night.numbers if row not in LEFT_OUT):
            for channels in MONTAGES.values():
                rows = score(choose_channels(night.numbers[row], channels))
                right = rows.argmax(axis=1) == night.stages
                yield row, float(rows.max(axis=1).mean()), float(right.mean())


def fit(expected: NDArray[np.floating], counted: NDArray[np.floating]) -> dict[str, float]:
    """Fit the constants of :mod:`sleepscorer.review.accuracy`."""
    known, true = (np.array([logit(share) for share in values]) for values in (expected, counted))
    slope, offset = np.polyfit(known, true, 1)
    left = true - (offset + slope * known)
    return {"offset": float(offset), "slope": float(slope), "spread": float(left.std(ddof=2))}


def main() -> None:
    """Print the constants, and the ratio of expected to counted errors over the undistorted nights."""
    parser = argparse.ArgumentParser(
        prog="python -m sleepscorer.training.experiments.night_accuracy", description=__doc__
    )
    parser.add_argument("model", type=Path, help="folder of the model")
    parser.add_argument("--data", type=Path, default=data_directory())
    parser.add_argument("--nights", type=int, default=11)
    parser.add_argument("--kept", type=Path, help="folder of distortion_table")
    arguments = parser.parse_args()
    names = night_names(arguments.data, held_out=True)[: 2 * arguments.nights : 2]
    rebuilt = rebuilt_nights(arguments.data, names, arguments.kept)
    score = scorer(Classifier(load_card(arguments.model)))
    measured = list(shares(real_nights(arguments.data, names, rebuilt), score))
    expected, counted = (np.array([item[at] for item in measured]) for at in (1, 2))
    figures = fit(expected, counted)
    ratios = [(1 - likely) / max(1 - right, 1e-3) for row, likely, right in measured if row == CLEAN]
    figures |= {"expected to counted errors": float(np.median(ratios)), "scorings": len(measured)}
    print(json.dumps({name: round(value, 3) for name, value in figures.items()}))


if __name__ == "__main__":
    main()
