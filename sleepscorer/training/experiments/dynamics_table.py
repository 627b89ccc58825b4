"""Transitions between stages from epoch to epoch in the hypnograms of several sites.

``python -m sleepscorer.training.experiments.dynamics_table`` counts the transitions of each source and prints
the mean log-likelihood of an epoch, given the one before, in the hypnograms of every source under the
transitions of others; then those of DOD, which :mod:`sleepscorer.prescoring.smoothing` has.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sleepscorer.stages import Stage
from sleepscorer.training.data.locations import data_directory
from sleepscorer.training.data.sleep_edf_tables import read_one_channel, recording_names

Counts = NDArray[np.float64]
Hypnogram = NDArray[np.integer[Any]]

SCORERS_OF_DOD = 5
"""Who scored each of its nights; a night counts once."""
COMBINATIONS = {
    "DOD": ("DOD",),
    "BOAS": ("BOAS",),
    "DOD + BOAS": ("DOD", "BOAS"),
    "DOD + Surrey": ("DOD", "Surrey"),
    "DOD + UCDDB": ("DOD", "UCDDB"),
    "DOD + Surrey + UCDDB": ("DOD", "Surrey", "UCDDB"),
    "all four": ("DOD", "Surrey", "UCDDB", "BOAS"),
}
TAKEN = "DOD"
"""Combination of which the transitions are printed."""
_STAGE_OF_UCDDB = {
    "0": Stage.W,
    "1": Stage.R,
    "2": Stage.N1,
    "3": Stage.N2,
    "4": Stage.N3,
    "5": Stage.N3,
}
_TINY_COUNT = 0.5
"""Added to every count: no transition is impossible."""


def read_sources(data_dir: Path) -> dict[str, list[Hypnogram]]:
    """Read the hypnograms of every source: W N1 N2 N3 R from 0 to 4, below 0 where there is no stage."""
    folder = data_dir / "hypnograms"
    return {
        "DOD": [scoring for name in ("dodh", "dodo") for scoring in _read_dod(folder / f"dod/{name}.json")],
        "BOAS": _read_arrays(folder / "boas/boas_hypnograms.npz", "_human"),
        "Surrey": _read_arrays(folder / "surrey/surrey_hypnograms.npz", "_PSG"),
        "UCDDB": [_read_ucddb(path) for path in sorted((folder / "ucddb").glob("*_stage.txt"))],
        "Sleep-EDF": [read_one_channel(data_dir, name).stages for name in recording_names(data_dir)],
    }


def _read_dod(path: Path) -> Iterable[Hypnogram]:
    for nights in json.loads(path.read_text(encoding="utf-8")).values():
        yield from (np.array(stages) for stages in nights.values())


def _read_arrays(path: Path, ending: str) -> list[Hypnogram]:
    with np.load(path) as arrays:
        return [arrays[name] for name in arrays.files if name.endswith(ending)]


def _read_ucddb(path: Path) -> Hypnogram:
    words = path.read_text(encoding="ascii").split()
    return np.array([_STAGE_OF_UCDDB.get(word, Stage.UNSCORED) for word in words])


def count_transitions(hypnograms: Iterable[Hypnogram]) -> Counts:
    """Count the transitions from one epoch (row) to the next, shape (5, 5)."""
    counts = np.zeros((5, 5))
    for stages in hypnograms:
        scored = (stages[:-1] >= 0) & (stages[1:] >= 0)
        np.add.at(counts, (stages[:-1][scored], stages[1:][scored]), 1)
    return counts


def count_all(sources: Mapping[str, Sequence[Hypnogram]]) -> dict[str, Counts]:
    """Count the transitions of every source; the five scorings of a night of DOD count as one."""
    counts = {name: count_transitions(hypnograms) for name, hypnograms in sources.items()}
    counts["DOD"] /= SCORERS_OF_DOD
    return counts


def probabilities_of(counts: Counts) -> Counts:
    """Return the probability of the next epoch's stage (column) after each stage (row)."""
    padded = counts + _TINY_COUNT
    return np.asarray(padded / padded.sum(axis=1, keepdims=True))


def log_likelihood(counts: Counts, transitions: Counts) -> float:
    """Return the mean log-likelihood of an epoch given the one before."""
    return float((counts * np.log(transitions)).sum() / counts.sum())


def main(argv: Sequence[str] | None = None) -> None:
    """Run ``python -m sleepscorer.training.experiments.dynamics_table``."""
    parser = argparse.ArgumentParser(prog="python -m sleepscorer.training.experiments.dynamics_table")
    parser.add_argument("--data", type=Path, default=data_directory())
    counts = count_all(read_sources(parser.parse_args(argv).data))
    print("| transitions of | " + " | ".join(counts) + " |")
    print("|---|" + "---|" * len(counts))
    for name, parts in COMBINATIONS.items():
        transitions = probabilities_of(np.sum([counts[part] for part in parts], axis=0))
        cells = [f"{log_likelihood(own, transitions):.3f}" for own in counts.values()]
        print(f"| {name} | " + " | ".join(cells) + " |")
    taken: Counts = np.sum([counts[part] for part in COMBINATIONS[TAKEN]], axis=0)
    print(f"\nTransitions of {TAKEN}, and the share of each stage:\n")
    print(np.array2string(probabilities_of(taken), precision=4, suppress_small=True, separator=", "))
    print(np.array2string(taken.sum(axis=1) / taken.sum(), precision=3, separator=", "))


if __name__ == "__main__":
    main()
