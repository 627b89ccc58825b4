"""Sub-commands of ``sleepscorer``: their names, their arguments, and what each runs."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NoReturn

from sleepscorer import __version__
from sleepscorer.cli import (
    commands,
    conversion,
    doctor,
    evaluation,
    events,
    figures,
    naps,
    prescoring,
    simulation,
)
from sleepscorer.cli.hypnograms import declare_key_and_words
from sleepscorer.cli.paths import expand


def is_command(word: str) -> bool:
    """Tell whether a word is the name of a sub-command."""
    return any(word == name for name, *_ in _COMMANDS)


def refuse(sentence: str) -> NoReturn:
    """Leave with the usage and a sentence on what is wrong with it.

    Raises
    ------
    SystemExit
        With code 2.
    """
    make_parsers()[0].error(sentence)


def run_command(argv: Sequence[str]) -> int:
    """Run a sub-command, or answer an option of the program, and return the exit code."""
    parser, subparsers = make_parsers()
    if argv[0] == "train":
        _add_training_arguments(subparsers["train"])
    arguments = parser.parse_args(argv)
    expand(arguments)
    run: Callable[[argparse.Namespace], int] = arguments.run
    return run(arguments)


def make_parsers() -> tuple[argparse.ArgumentParser, dict[str, argparse.ArgumentParser]]:
    """Return the parser of the program, and that of each sub-command by its name."""
    parser = argparse.ArgumentParser(
        prog="sleepscorer",
        usage="sleepscorer [-h] [--version] [FILE | COMMAND ...]",
        description="Review, pre-score and export sleep recordings.",
        epilog="Without a command, the window opens, with FILE in it if one is named.",
    )
    parser.add_argument("--version", action="version", version=f"sleepscorer {__version__}")
    text = "doctor --self-test: check this installation, and pre-score the sample night"
    parser.add_argument("--self-test", action="store_true", help=text)
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True, prog="sleepscorer")
    subparsers = {}
    for name, text, declare, run in _COMMANDS:
        subparsers[name] = commands.add_parser(name, help=text, description=text)
        subparsers[name].set_defaults(run=run)
        declare(subparsers[name])
    return parser, subparsers


def _declare_info(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE")
    prescoring.declare_unit(parser)
    _declare_json(parser)


def _declare_compare(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("first", type=Path, metavar="A", help="the reference")
    parser.add_argument("second", type=Path, metavar="B")
    declare_key_and_words(parser)
    _declare_json(parser)


def _declare_demo(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--out", type=Path, metavar="DIR", help="folder for pictures where there is no display"
    )
    text = "a simulated hour with all channels of a laboratory, rather than the sample night"
    parser.add_argument("--clinical", action="store_true", help=text)


def _declare_json(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="print JSON")


def _declare_nothing(parser: argparse.ArgumentParser) -> None:
    """Declare nothing: the arguments of ``train`` are declared when it is called."""


def _add_training_arguments(parser: argparse.ArgumentParser) -> None:
    from sleepscorer.training.recipes.run import add_arguments

    add_arguments(parser)


_COMMANDS: tuple[
    tuple[str, str, Callable[[argparse.ArgumentParser], None], Callable[[argparse.Namespace], int]],
    ...,
] = (
    (
        "prescore",
        "Score recordings with a model and write their hypnograms.",
        prescoring.declare_prescore,
        prescoring.run_prescore,
    ),
    (
        "events",
        "Propose events on the stages of the window or of a model, for a person to review.",
        events.declare_events,
        events.run_events,
    ),
    ("info", "Tell what is in a recording.", _declare_info, commands.info),
    (
        "convert",
        "Convert hypnograms from any format that is read to any that is written.",
        conversion.declare_convert,
        conversion.convert,
    ),
    (
        "stats",
        "Print the sleep statistics of hypnograms that exist.",
        conversion.declare_stats,
        conversion.stats,
    ),
    ("naps", "Print the latencies of an MSLT or MWT, or write its report.", naps.declare_naps, naps.run_naps),
    ("plot", "Draw a figure of a night for a paper (needs matplotlib).", figures.declare_plot, figures.plot),
    ("compare", "Compare two hypnograms of one night.", _declare_compare, commands.compare),
    (
        "evaluate",
        "Measure a model against experts' hypnograms.",
        evaluation.declare_evaluate,
        evaluation.run_evaluate,
    ),
    (
        "adapt",
        "Fit a model's confidence and borders to nights that your own people scored.",
        evaluation.declare_adapt,
        evaluation.run_adapt,
    ),
    ("models", "List the models that are installed.", _declare_json, commands.models),
    (
        "simulate",
        "Write a synthetic night with known stages, or a clinical recording with known events.",
        simulation.declare_simulate,
        simulation.simulate,
    ),
    ("train", "Train a model (needs the extra 'train').", _declare_nothing, commands.train),
    ("demo", "Open the sample night.", _declare_demo, commands.demo),
    (
        "doctor",
        "Look whether everything needed is there and works.",
        doctor.declare_doctor,
        doctor.run_doctor,
    ),
)
