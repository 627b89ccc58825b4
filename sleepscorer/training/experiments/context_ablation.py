"""Ablation: Sleepscorer Context without some of its numbers.

``python -m sleepscorer.training.experiments.context_ablation MODEL --numbers NUMBERS --without eog:spectrum``
prints kappa on the held-out nights; with ``--psg`` and ``--hypnogram`` also on a recording.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from sleepscorer.prescoring.classifier import Classifier
from sleepscorer.prescoring.features import GROUPS, N_CHANNELS, EpochNumbers, compute
from sleepscorer.prescoring.model_card import load_card
from sleepscorer.prescoring.normalization import describe
from sleepscorer.prescoring.whole_night import PLACES, place_channels, score_numbers
from sleepscorer.statistics import agreement
from sleepscorer.training.data.context_batches import choose_channels
from sleepscorer.training.data.context_nights import NumbersNight
from sleepscorer.training.data.locations import data_directory
from sleepscorer.training.evaluate import read_recording, sleep_period
from sleepscorer.training.evaluate_context import SLEEP_EDF, epochs_of, roles_of
from sleepscorer.training.recipes.context_recipe import CHECKED, read_nights

Mask = NDArray[np.bool_]
"""Groups of numbers that may be used, shape (4, len(GROUPS))."""


def mask_without(left_out: Sequence[str]) -> Mask:
    """Return which groups of which channels are left, given as ``role:group``, both in lower case.

    Raises
    ------
    ValueError
        If there is no such role or group.
    """
    mask = np.ones((N_CHANNELS, len(GROUPS)), np.bool_)
    places = {role.name.lower(): places for role, places in PLACES.items()}
    for text in left_out:
        role, _, group = text.partition(":")
        if role not in places or group not in GROUPS:
            known = f"{', '.join(places)} and {', '.join(GROUPS)}"
            raise ValueError(f"{text} names no role and group: there are {known}.")
        mask[list(places[role]), GROUPS.index(group)] = False
    return mask


def masked(numbers: EpochNumbers, mask: Mask) -> EpochNumbers:
    """Return the numbers of which only some groups are known."""
    return replace(numbers, known=numbers.known & mask)


def on_nights(
    classifier: Classifier, mask: Mask, held_out: dict[str, list[NumbersNight]]
) -> dict[str, float]:
    """Return the kappa over the epochs of the held-out nights, by kind and montage."""
    figures = {}
    for kind, channels in [(kind, item) for kind, montages in CHECKED.items() for item in montages]:
        nights = held_out.get(kind, [])
        true = [night.stages for night in nights]
        chosen = [masked(choose_channels(night.numbers, channels), mask) for night in nights]
        rows = [classifier.run_night(describe(item), item.known.astype(np.float32)) for item in chosen]
        if rows:
            kappa = agreement(np.concatenate(true), np.concatenate(rows).argmax(axis=1)).kappa
            figures[f"{kind} {''.join(map(str, channels))}"] = round(kappa, 3)
    return figures


def on_recording(classifier: Classifier, mask: Mask, psg: Path, hypnogram: Path) -> dict[str, float]:
    """Return the kappa of a recording's sleep period, by montage."""
    figures = {}
    for name, labels in SLEEP_EDF.items():
        truth = read_recording(psg, hypnogram, labels)
        roles = roles_of(labels)
        numbers = masked(compute(place_channels(epochs_of(classifier.card, truth, roles), roles)), mask)
        period = sleep_period(truth.stages)
        stages = score_numbers(numbers, classifier.run_night)[period].argmax(axis=1)
        figures[name] = round(agreement(truth.stages[period], stages).kappa, 3)
    return figures


def main() -> None:
    """Print the figures as JSON."""
    parser = argparse.ArgumentParser(
        prog="python -m sleepscorer.training.experiments.context_ablation", description=__doc__
    )
    parser.add_argument("model", type=Path, help="folder of the model")
    parser.add_argument("--numbers", type=Path, required=True, help="folder of context_nights")
    parser.add_argument("--without", nargs="+", default=[], metavar="ROLE:GROUP")
    parser.add_argument("--psg", type=Path)
    parser.add_argument("--hypnogram", type=Path)
    arguments = parser.parse_args()
    classifier, mask = Classifier(load_card(arguments.model)), mask_without(arguments.without)
    kappas = on_nights(classifier, mask, read_nights(data_directory(), arguments.numbers).held_out)
    if arguments.psg and arguments.hypnogram:
        kappas |= on_recording(classifier, mask, arguments.psg, arguments.hypnogram)
    print(json.dumps(kappas, indent=1))


if __name__ == "__main__":
    main()
