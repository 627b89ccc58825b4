"""Sub-commands ``evaluate`` and ``adapt``: measurement of a model, and its fit to a lab."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from sleepscorer.cli.hypnograms import declare_key_and_words, naming_the_options, with_option
from sleepscorer.cli.tables import json_text, print_table
from sleepscorer.errors import SleepscorerError
from sleepscorer.messages import reason

if TYPE_CHECKING:
    from sleepscorer.evaluation.adaptation import Adaptation
    from sleepscorer.evaluation.report import Report


def declare_evaluate(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of ``evaluate``."""
    parser.add_argument(
        "paths", nargs="+", type=Path, metavar="NIGHT HYPNOGRAM", help="each recording, then its hypnogram"
    )
    parser.add_argument("--model", metavar="NAME", help="family of models, one model, or an outside scorer")
    parser.add_argument(
        "--margin",
        type=_minutes,
        metavar="MIN",
        help="count only from MIN minutes before the expert's sleep to MIN after; else every epoch",
    )
    declare_key_and_words(parser)
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures as JSON")
    parser.add_argument("--page", type=Path, metavar="FILE.html", help="write a page with pictures")
    parser.add_argument("--markdown", action="store_true", help="print tables in Markdown")


def _minutes(text: str) -> float:
    return number_between(text, 0, 24 * 60)


def number_between(text: str, least: float, most: float) -> float:
    """Parse the number of an argument; anything else ends in wrong usage."""
    try:
        number = float(text)
    except ValueError:
        number = float("nan")
    if not least <= number <= most:
        raise argparse.ArgumentTypeError(f"must be {least:g} to {most:g}")
    return number


def run_evaluate(arguments: argparse.Namespace) -> int:
    """Measure a model against experts."""
    from sleepscorer.evaluation.markdown import table_of
    from sleepscorer.evaluation.nights import pairs_of
    from sleepscorer.evaluation.page import write_page
    from sleepscorer.evaluation.report import evaluate_what_can_be, values_of

    pairs = pairs_of(arguments.paths, arguments.key, arguments.words)
    _check_before_it_takes_long(arguments.paths, [arguments.json, arguments.page])
    _check_once([(pair.recording, pair.hypnogram or pair.recording) for pair in pairs])
    with naming_the_options():
        report = evaluate_what_can_be(
            pairs, arguments.model, arguments.margin, tell=_tell, explain=with_option
        )
    if arguments.json:
        _write(arguments.json, json_text(values_of(report)))
    if arguments.page:
        write_page(arguments.page, report)
    if arguments.markdown:
        print(table_of(report))
    else:
        print_report(report)
    return 1 if report.refused else 0


def _tell(sentence: str) -> None:
    print(f"sleepscorer: {sentence}", file=sys.stderr, flush=True)


def _check_before_it_takes_long(read: Sequence[Path], written: Sequence[Path | None]) -> None:
    """Say of a name that is wrong before hundreds of nights have been scored, not after."""
    for path in read:
        if not os.access(path, os.F_OK):
            raise SleepscorerError(f"{path} does not exist; check the name.")
    for path in filter(None, written):
        if path.is_dir() or not path.parent.is_dir():
            reason = "Is a directory" if path.is_dir() else "No such file or directory"
            raise SleepscorerError(f"{path} cannot be written ({reason}); name another file.")


def _check_once(nights: Sequence[tuple[Path, ...]]) -> None:
    """Refuse what is named twice: it would count twice, and a fit would be tried on what it was made from."""
    seen: set[tuple[Path, ...]] = set()
    for night in nights:
        real = tuple(path.resolve() for path in night)
        if real in seen:
            raise SleepscorerError(f"{' with '.join(map(str, night))} is named twice; name each night once.")
        seen.add(real)


def print_report(report: Report) -> None:
    """Print figures as tables."""
    from sleepscorer.evaluation.page import interval_text, number, summary
    from sleepscorer.evaluation.pictures import reviewed_text

    figures = report.figures
    print(f"{', '.join(report.scorers)}: {summary(report)}")
    named = {
        "accuracy": figures.accuracy,
        "kappa": figures.kappa,
        "macro-F1": figures.macro_f1,
        "ECE": figures.ece,
    }
    named |= {f"F1 {stage.name}": item for stage, item in figures.f1.items()}
    print_table([(name, number(item.value), interval_text(item)) for name, item in named.items()])
    print("\nRows: the expert; columns: the model.")
    names = [stage.name for stage in figures.f1]
    counts = zip(names, figures.confusion.tolist(), strict=True)
    print_table([("", *names), *((name, *row) for name, row in counts)], right=True)
    for item in figures.review:
        print(reviewed_text(item))
    for sentence in dict.fromkeys(_notices(report)):
        print(sentence)
    for night in report.refused:
        print(f"Left out: {night.night}: {night.reason}")


def _notices(report: Report) -> Iterator[str]:
    """Yield the notices on the nights; of several, each with its night."""
    for night in report.nights:
        name = f"{night.name}: " if len(report.nights) > 1 else ""
        yield from (f"{name}{text}" for text in night.notices)


def _write(path: Path, text: str) -> None:
    from sleepscorer.atomic import write_atomically

    try:
        write_atomically(path, text + "\n")
    except OSError as error:
        raise SleepscorerError(f"{path} cannot be written ({reason(error)}); name another file.") from error


def declare_adapt(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of ``adapt``."""
    parser.add_argument(
        "nights",
        nargs="*",
        type=Path,
        metavar="NIGHT",
        help="recordings scored in the window; people's epochs",
    )
    parser.add_argument(
        "--hypnogram",
        nargs=2,
        type=Path,
        action="append",
        default=[],
        metavar=("NIGHT", "HYPNOGRAM"),
        help="a recording scored elsewhere; may be given again and again",
    )
    declare_key_and_words(parser)
    parser.add_argument("--model", metavar="NAME", help="the model to adapt; the default one if not given")
    parser.add_argument("--name", metavar="NEW", help="name of the adapted model; else NAME-adapted")
    parser.add_argument("--dry-run", action="store_true", help="show before and after, and write nothing")
    parser.add_argument("--anyway", action="store_true", help="write it even where it does not pay")


def run_adapt(arguments: argparse.Namespace) -> int:
    """Fit a model's probabilities to a lab's own nights."""
    from sleepscorer.evaluation.adaptation import adapt, adaptable, check_name, collect
    from sleepscorer.evaluation.adapted_model import rows_of
    from sleepscorer.evaluation.nights import Pair

    card = adaptable(arguments.model)
    name = arguments.name or f"{card.name}-adapted"
    check_name(name)
    pairs = [Pair(night) for night in arguments.nights]
    scored_elsewhere: list[list[Path]] = arguments.hypnogram
    pairs += [Pair(night, file, arguments.key, arguments.words) for night, file in scored_elsewhere]
    _check_before_it_takes_long([*arguments.nights, *chain.from_iterable(arguments.hypnogram)], [])
    _check_once([(pair.recording,) for pair in pairs])
    with naming_the_options():
        fitted = adapt(collect(pairs, card), card)
    print(f"{card.name} on {fitted.n_epochs:,} epochs of {fitted.n_nights} nights, each left out in turn:")
    print_table([("", "before", "after"), *rows_of(fitted)], right=True)
    if not arguments.dry_run:
        _keep(fitted, name, anyway=arguments.anyway)
    return 0


def _keep(adaptation: Adaptation, name: str, *, anyway: bool) -> None:
    from sleepscorer.evaluation.adapted_model import write_adapted

    if not adaptation.pays and not anyway:
        raise SleepscorerError(
            "Nothing was written: on nights that it has not seen, the fit explains the stages no better "
            "(log loss); add nights, or write it --anyway."
        )
    folder = write_adapted(adaptation, name)
    print(f"{folder}: choose it as {name}; to undo, choose {adaptation.card.name} again.")
