"""Command ``sleepscorer``, which opens the window or runs a sub-command without one.

Nothing heavy is imported before it is needed: ``--version`` and ``--help`` answer at once.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from io import TextIOWrapper
from pathlib import Path

from sleepscorer import __version__
from sleepscorer.cli import commands, conversion, doctor, evaluation, events, figures, prescoring, simulation
from sleepscorer.cli.commands import INTERRUPTED
from sleepscorer.cli.hypnograms import declare_key_and_words
from sleepscorer.cli.paths import expand, expanded
from sleepscorer.errors import SleepscorerError
from sleepscorer.messages import reason
from sleepscorer.processors import keep_numpy_to_one_thread

_IS_WINDOWS = os.name == "nt"


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command.

    Parameters
    ----------
    argv : sequence of str, optional
        Arguments without the program's name; those of the process if not given.

    Returns
    -------
    int
        0 done; 1 an error, told in one sentence on standard error; 130 interrupted. Wrong usage
        leaves with 2 through ``SystemExit``.
    """
    import multiprocessing

    keep_numpy_to_one_thread()
    multiprocessing.freeze_support()  # a worker of a frozen application starts here
    _never_fail_to_print()
    try:
        code = _run(list(sys.argv[1:] if argv is None else argv))
        if sys.stdout:
            sys.stdout.flush()
        return code
    except SleepscorerError as error:
        print(f"sleepscorer: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        _print_no_more()
        return 1
    except OSError as error:
        print(f"sleepscorer: {_sentence_of(error)}", file=sys.stderr)
        _print_no_more()
        return 1


def _print_no_more() -> None:
    """Redirect output to nowhere: Python flushes once more as it ends, and that must not fail again."""
    if sys.stdout:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _sentence_of(error: OSError) -> str:
    """Return the sentence on an error of the system, e.g. a full disk behind ``> out.txt``."""
    return f"{error.filename or 'what is printed'} cannot be read or written ({reason(error)})."


def _never_fail_to_print() -> None:
    """Print characters that the terminal's encoding lacks as question marks, not as a traceback.

    What Windows passes on to a program or a file would be in an old code page: it is UTF-8, as elsewhere.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            is_passed_on = _IS_WINDOWS and not stream.isatty() and "PYTHONIOENCODING" not in os.environ
            stream.reconfigure(encoding="utf-8" if is_passed_on else None, errors="replace")


def _run(argv: list[str]) -> int:
    parser, subparsers = _parsers()
    if argv[:1] == ["--self-test"]:
        argv = ["doctor", *argv]
    if argv and (argv[0] in subparsers or argv[0].startswith("-")):
        return _run_command(parser, subparsers, argv)
    unknown = [text for text in argv if text.startswith("-")]
    if not unknown:
        argv = [str(path) for path in expanded([Path(text) for text in argv])]
    absent = [text for text in argv if not os.access(text, os.F_OK)]
    if unknown:
        parser.error(f"unrecognized arguments: {' '.join(unknown)}")
    if absent:
        parser.error(f"{absent[0]} is neither a file nor a command")
    return commands.open_window(argv)


def _run_command(
    parser: argparse.ArgumentParser, subparsers: Mapping[str, argparse.ArgumentParser], argv: list[str]
) -> int:
    if argv[0] == "train":
        _add_training_arguments(subparsers["train"])
    arguments = parser.parse_args(argv)
    expand(arguments)
    run: Callable[[argparse.Namespace], int] = arguments.run
    return run(arguments)


def _parsers() -> tuple[argparse.ArgumentParser, dict[str, argparse.ArgumentParser]]:
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
