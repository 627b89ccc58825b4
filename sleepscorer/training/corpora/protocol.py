"""Folds of the published benchmarks: by person with an untouched test fold, and the looser ones.

Sleep-EDF-20 is scored in 20 folds, one person each; Sleep-EDF-78 in 10. Of the papers' figures many
come from a looser protocol, kept here for comparison: recordings rather than people are dealt out, so
that one night of a person can be trained on and the other tested, and the test fold itself chooses
when to stop.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from sleepscorer.errors import SleepscorerError
from sleepscorer.training.corpora.nights import CorpusNight

FOLDS = {20: 20, 78: 10}
"""Folds of the two benchmarks on Sleep-EDF, by their people."""
HELD_OUT = 0.1
"""Share of the people not tested on who choose when to stop."""

Protocol = Literal["strict", "loose"]
Nights = Sequence[CorpusNight]


@dataclass(frozen=True)
class Fold:
    """Nights to train on, to choose by, and to test on.

    In a strict fold no person is in two of them. In a loose one ``validation`` is ``test``.
    """

    train: tuple[CorpusNight, ...]
    validation: tuple[CorpusNight, ...]
    test: tuple[CorpusNight, ...]


def make_folds(nights: Nights, count: int, protocol: Protocol = "strict", seed: int = 0) -> list[Fold]:
    """Deal nights out.

    Parameters
    ----------
    nights : sequence of CorpusNight
    count : int
    protocol : {"strict", "loose"}
    seed : int
        The same seed gives the same folds, in whatever order the nights come.

    Returns
    -------
    list of Fold
        Every night is tested once.

    Raises
    ------
    SleepscorerError
        If there are fewer people (or recordings) than folds.
    """
    strict = protocol == "strict"
    what, key = ("people", _subject) if strict else ("recordings", _name)
    units = sorted({key(night) for night in nights})
    largest_fold = -(-len(units) // max(count, 1))
    if not 2 <= count <= len(units) or len(units) - largest_fold < 1 + strict:
        raise SleepscorerError(f"{len(units)} {what} cannot be dealt out to {count} folds; change --folds.")
    order = [units[index] for index in np.random.default_rng(seed).permutation(len(units))]
    parts = [set(order[number::count]) for number in range(count)]
    return [_strict(nights, part, order) if strict else _loose(nights, part) for part in parts]


def _strict(nights: Nights, tested: set[str], order: Sequence[str]) -> Fold:
    others = [subject for subject in order if subject not in tested]
    chosen = set(others[: max(1, round(HELD_OUT * len(others)))])
    return Fold(
        tuple(night for night in nights if night.subject not in tested | chosen),
        tuple(night for night in nights if night.subject in chosen),
        tuple(night for night in nights if night.subject in tested),
    )


def _loose(nights: Nights, tested: set[str]) -> Fold:
    test = tuple(night for night in nights if night.name in tested)
    return Fold(tuple(night for night in nights if night.name not in tested), test, test)


def _subject(night: CorpusNight) -> str:
    return night.subject


def _name(night: CorpusNight) -> str:
    return night.name
