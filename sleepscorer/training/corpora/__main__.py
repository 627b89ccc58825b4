"""Folds of a benchmark, and its nights as numbers: ``python -m sleepscorer.training.corpora``."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

from sleepscorer.errors import SleepscorerError
from sleepscorer.training.corpora.catalogue import FIND, bring, find_nights
from sleepscorer.training.corpora.nights import CorpusNight
from sleepscorer.training.corpora.protocol import FOLDS, Fold, make_folds
from sleepscorer.training.data.context_nights import NumbersNight, kept


def main(argv: Sequence[str] | None = None) -> int:
    """Do what the arguments say; an error is one sentence."""
    arguments = _parse(argv)
    try:
        _run(arguments)
    except SleepscorerError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def _run(arguments: argparse.Namespace) -> None:
    if arguments.download:
        bring(arguments.corpus, arguments.folder)
    nights = find_nights(arguments.corpus, arguments.folder, arguments.people)
    folds = make_folds(nights, arguments.folds or FOLDS[arguments.people], arguments.protocol, arguments.seed)
    print(json.dumps([_names(fold) for fold in folds], indent=1))
    if arguments.out:
        for night in nights:
            kept(arguments.out, night.name, partial(_numbers, night))


def _numbers(night: CorpusNight) -> NumbersNight:
    return night.load().around_sleep().to_numbers()


def _names(fold: Fold) -> dict[str, Any]:
    return {
        "train": [night.name for night in fold.train],
        "validation": [night.name for night in fold.validation],
        "test": [night.name for night in fold.test],
    }


def _parse(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m sleepscorer.training.corpora", description=__doc__)
    parser.add_argument("corpus", choices=sorted(FIND))
    parser.add_argument("folder", type=Path)
    parser.add_argument("--download", action="store_true", help="bring what is not there yet, checked")
    parser.add_argument("--people", type=int, choices=sorted(FOLDS), default=78, help="Sleep-EDF-20 or -78")
    parser.add_argument("--folds", type=int, help="20 for Sleep-EDF-20, 10 otherwise, if not given")
    parser.add_argument("--protocol", choices=("strict", "loose"), default="strict")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--out", type=Path, help="keep each night, from 30 min before sleep to 30 after")
    return parser.parse_args(argv)


if __name__ == "__main__":
    raise SystemExit(main())
