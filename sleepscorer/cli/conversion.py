"""Sub-commands ``convert`` and ``stats``: hypnograms that exist, in other formats and as statistics."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sleepscorer.cli.hypnograms import declare_key_and_words, naming_the_options
from sleepscorer.cli.paths import expanded
from sleepscorer.cli.tables import print_json, print_table
from sleepscorer.errors import HypnogramError, SleepscorerError

if TYPE_CHECKING:
    from sleepscorer.batch.cohort import CohortNight

_SHOWN = (
    ("tib_min", "TIB min"),
    ("tst_min", "TST min"),
    ("sleep_efficiency_percent", "SE %"),
    ("sleep_latency_min", "SL min"),
    ("rem_latency_min", "RL min"),
    ("waso_min", "WASO min"),
    ("N1_percent", "N1 %"),
    ("N2_percent", "N2 %"),
    ("N3_percent", "N3 %"),
    ("R_percent", "R %"),
    ("unscored_min", "? min"),
)
_CLINICAL = (
    ("ahi", "AHI /h"),
    ("rei", "REI /h"),
    ("odi_3", "ODI 3 /h"),
    ("arousal_index", "arousals /h"),
    ("plms_index", "PLMS /h"),
)
"""Shown where some night has it."""


def declare_convert(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of ``convert``."""
    add = parser.add_argument
    add("source", type=Path, metavar="IN", help="a hypnogram, a folder of them, or a pattern")
    add("target", type=Path, metavar="OUT", help="a file, or a folder for several")
    add("--to", metavar="FORMAT", help="format to write, or bids-derivatives; of a file, else by its name")
    add("--overwrite", action="store_true", help="replace files that are there")
    declare_key_and_words(parser)
    add("--epoch-seconds", type=float, metavar="S", help="length of an epoch where the file says none")
    add("--json", action="store_true", help="print a JSON object per file")
    parser.set_defaults(refuse=parser.error)


def convert(arguments: argparse.Namespace) -> int:
    """Convert hypnograms; one that fails is said and stops no other."""
    from sleepscorer.formats.conversion import WrittenFiles, convert_hypnogram

    given = _given(arguments) | {"overwrite": arguments.overwrite, "written": WrittenFiles()}
    failed = False
    pairs = list(_pairs(arguments))
    for source, target in pairs:
        try:
            with naming_the_options():
                done = convert_hypnogram(source, target, arguments.to, **given)
        except SleepscorerError as error:
            if len(pairs) == 1:
                raise
            failed = True
            _say(arguments, {"in": str(source), "error": str(error)}, f"{source}: {error}", sys.stderr)
            continue
        sentences = [*done.lost, *done.notices]
        facts: dict[str, Any] = {"in": str(source), "out": str(target), "format": done.format.name}
        facts |= {"lost": list(map(str, done.lost)), "notices": list(map(str, done.notices))}
        lines = [f"{source} -> {target} ({done.format.name})", *(f"  {sentence}" for sentence in sentences)]
        _say(arguments, facts, "\n".join(lines))
    return int(failed)


def _say(arguments: argparse.Namespace, facts: Mapping[str, Any], text: str, stream: Any = None) -> None:
    if arguments.json:
        print_json(facts)
    else:
        print(text, file=stream or sys.stdout)


def _given(arguments: argparse.Namespace) -> dict[str, Any]:
    values = {"key": arguments.key, "words": arguments.words, "epoch_seconds": arguments.epoch_seconds}
    return {name: value for name, value in values.items() if value is not None}


def _pairs(arguments: argparse.Namespace) -> Iterator[tuple[Path, Path]]:
    """Each hypnogram with where it goes."""
    from sleepscorer.formats.bids_derivatives import NAME, begin_dataset
    from sleepscorer.formats.conversion import target_in

    sources = expanded([arguments.source])
    if arguments.to == NAME:
        begin_dataset(arguments.target)
    if len(sources) == 1 and not sources[0].is_dir() and not arguments.target.is_dir():
        yield sources[0], arguments.target
        return
    if not arguments.to:
        arguments.refuse("a folder takes files of one format: say which with --to FORMAT")
    for source in sources:
        if not source.is_dir():
            yield source, target_in(arguments.target, source, arguments.to)
            continue
        for path in _in_folder(source, ".csv" if arguments.to == "csv" else ".edf"):
            if not path.is_relative_to(arguments.target) or arguments.target == source:
                yield path, target_in(arguments.target, path, arguments.to, source)


def _in_folder(folder: Path, first: str) -> Sequence[Path]:
    from sleepscorer.formats.folders import hypnograms_in

    paths = list(hypnograms_in(folder, first=first))
    if not paths:
        raise HypnogramError(f"{folder} holds no hypnogram; name another folder.")
    return paths


def declare_stats(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of ``stats``."""
    add = parser.add_argument
    text = "hypnograms, folders of them, patterns, or folders with the results of a batch"
    add("paths", nargs="+", type=Path, metavar="PATH", help=text)
    declare_key_and_words(parser)
    add("--epoch-seconds", type=float, metavar="S", help="length of an epoch where the file says none")
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--csv", action="store_true", help="print every parameter as CSV")
    form.add_argument("--json", action="store_true", help="print every parameter as JSON")


def stats(arguments: argparse.Namespace) -> int:
    """Print the sleep statistics of hypnograms that exist; 1 if one of them could not be read."""
    nights = _nights(arguments)
    if arguments.csv:
        _print_csv(nights)
    elif arguments.json:
        print_json([_values(night) for night in nights])
    else:
        _print_nights(nights)
    return int(any(night.status != "ok" for night in nights))


def _nights(arguments: argparse.Namespace) -> list[CohortNight]:
    from sleepscorer.batch.cohort import night_of, nights_in

    nights: list[CohortNight] = []
    for path in arguments.paths:
        nights += nights_in(path) if path.is_dir() else [night_of(path, str(path), **_given(arguments))]
    return nights


def _values(night: CohortNight) -> dict[str, Any]:
    """Columns of a night without the array of its stages."""
    from sleepscorer.batch.cohort import table_row

    row = table_row(night)
    del row["stages"]
    start = row["start"]
    return row | {"start": start.isoformat() if start else None, "notices": list(map(str, row["notices"]))}


def _print_csv(nights: Sequence[CohortNight]) -> None:
    from sleepscorer.batch.manifest import csv_text

    rows = [_values(night) for night in nights]
    table = [list(rows[0]), *([_cell(value) for value in row.values()] for row in rows)]
    sys.stdout.write(csv_text(table).decode("utf-8", "replace"))


def _cell(value: Any) -> Any:
    if isinstance(value, float):
        return f"{value:.2f}".rstrip("0").rstrip(".")
    return "" if value is None else value


def _print_nights(nights: Sequence[CohortNight]) -> None:
    scored = [night for night in nights if night.status == "ok"]
    if scored:
        known = {key for night in scored for key, value in night.statistics.items() if value is not None}
        shown = (*_SHOWN, *(column for column in _CLINICAL if column[0] in known))
        lines = [[night.file, *(_number(night.statistics.get(key)) for key, _ in shown)] for night in scored]
        print_table([("hypnogram", *(name for _, name in shown)), *lines], right=True)
    for night in nights:
        for sentence in night.notices if night.status == "ok" else (night.reason,):
            print(f"{night.file}: {sentence}", file=sys.stderr)


def _number(value: float | int | None) -> str:
    return "-" if value is None else f"{value:.1f}"
