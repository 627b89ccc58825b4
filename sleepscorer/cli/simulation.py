"""Sub-command ``simulate``: synthetic nights with known stages and events."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from sleepscorer.cli.evaluation import number_between
from sleepscorer.errors import SleepscorerError
from sleepscorer.messages import reason

MONTAGES = ("clinical", "home", "split", "mslt", "child")
HOURS = 8.0
MOST_EVENTS_PER_HOUR = 80


def declare_simulate(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of ``simulate``."""
    parser.add_argument(
        "file", type=_edf_name, metavar="OUT.edf", help="its stages go to OUT_hyp.edf, or OUT_truth_hyp.edf"
    )
    parser.add_argument("--hours", type=_hours, metavar="H", help="length of the night; 8 if not given")
    parser.add_argument("--seed", type=_seed, default=0, metavar="S")
    text = (
        "every channel of a laboratory, with respiratory events, arousals and limb movements: "
        "clinical, home (sleep apnoea test), split (with CPAP), mslt (five naps) or child"
    )
    parser.add_argument("--montage", choices=MONTAGES, help=text)
    per_hour = "per hour of sleep; with --montage"
    parser.add_argument("--ahi", type=_per_hour, metavar="N", help=f"respiratory events {per_hour}")
    parser.add_argument("--plm", type=_per_hour, metavar="N", help=f"periodic limb movements {per_hour}")


def _edf_name(text: str) -> Path:
    if not text.lower().endswith(".edf"):
        raise argparse.ArgumentTypeError("must end in .edf")
    return Path(text)


def _seed(text: str) -> int:
    if not text.isdecimal():
        raise argparse.ArgumentTypeError("must be a whole number, 0 or more")
    return int(text)


def _hours(text: str) -> float:
    return number_between(text, 0.1, 24)


def _per_hour(text: str) -> float:
    return number_between(text, 0, MOST_EVENTS_PER_HOUR)


def simulate(arguments: argparse.Namespace) -> int:
    """Write a synthetic night and its truth; never over a file that is there."""
    if arguments.montage:
        return _simulate_clinical(arguments)
    for name in ("ahi", "plm"):
        if getattr(arguments, name) is not None:
            raise SleepscorerError(f"--{name} needs a montage: add --montage clinical, or leave it out.")
    return _simulate_stages(arguments)


def _simulate_stages(arguments: argparse.Namespace) -> int:
    from sleepscorer.formats import hypnogram_name, write_edf_hypnogram
    from sleepscorer.scoring import Author, AuthorKind, scoring_from_stages
    from sleepscorer.simulation import simulate_night, write_edf
    from sleepscorer.simulation.edf import START

    path: Path = arguments.file
    hypnogram = path.with_name(hypnogram_name(path))
    for existing in (path, hypnogram):
        if os.access(existing, os.F_OK):
            raise SleepscorerError(f"{existing} is there already; name another file.")
    night = simulate_night(arguments.seed, arguments.hours or HOURS)
    try:
        write_edf(night, path)
    except OSError as error:
        raise SleepscorerError(f"{path} cannot be written ({reason(error)}).") from error
    scoring = scoring_from_stages(night.stages, Author(AuthorKind.IMPORT, "simulation"))
    write_edf_hypnogram(hypnogram, scoring, START)
    print(f"{path}: {len(night.stages)} epochs; their stages are in {hypnogram}")
    return 0


def _simulate_clinical(arguments: argparse.Namespace) -> int:
    from sleepscorer.simulation.clinical import Montage, simulate_clinical, write_clinical
    from sleepscorer.simulation.clinical.night import FEWEST_HOURS

    montage = Montage(arguments.montage)
    if montage is Montage.MSLT:
        for name in ("hours", "ahi", "plm"):
            if getattr(arguments, name) is not None:
                raise SleepscorerError(f"The five naps of --montage mslt have no --{name}; leave it out.")
    hours = arguments.hours or HOURS
    if hours < FEWEST_HOURS:
        raise SleepscorerError(f"--montage {montage} needs --hours {FEWEST_HOURS:g} or more.")
    nights = simulate_clinical(montage, arguments.seed, hours, ahi=arguments.ahi, plm_index=arguments.plm)
    for path, night in zip(write_clinical(arguments.file, nights), nights, strict=True):
        print(
            f"{path}: {night.timeline.stages.size} epochs, {len(night.respiratory)} respiratory events; "
            f"the truth is in {path.stem}_truth_hyp.edf, _truth.csv and _truth.json beside it"
        )
    return 0
