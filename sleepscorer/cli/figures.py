"""Sub-command ``plot``: a figure of a night for a paper."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from sleepscorer.cli.hypnograms import declare_key_and_words, naming_the_options
from sleepscorer.errors import SleepscorerError

_KINDS = ("hypnogram", "hypnodensity", "spectrogram", "comparison")


def declare_plot(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of ``plot``."""
    add = parser.add_argument
    add("paths", nargs="+", type=Path, metavar="FILE", help="hypnograms; for a spectrogram the recording too")
    add("--out", type=Path, required=True, metavar="FIGURE", help="figure to write: .png, .pdf or .svg")
    text = "what to draw from the top, as spectrogram,hypnogram; else a hypnogram, or of two a comparison"
    add("--kind", type=_kinds, metavar="KIND,...", help=text)
    add("--channel", metavar="LABEL", help="trace of the spectrogram, as C4-M1; else the first EEG")
    declare_key_and_words(parser)


def _kinds(text: str) -> list[str]:
    kinds = [kind.strip() for kind in text.split(",")]
    if not set(kinds) <= set(_KINDS):
        raise argparse.ArgumentTypeError(f"must be of {', '.join(_KINDS)}")
    return kinds


def plot(arguments: argparse.Namespace) -> int:
    """Draw a figure, and say where it is."""
    from sleepscorer import plotting

    recordings, nights = _sorted(arguments)
    kinds = arguments.kind or (["comparison"] if len(nights) == 2 else ["hypnogram"])
    figure, axes = plotting.new_figure(rows=len(kinds))
    for kind, ax in zip(kinds, axes, strict=True):
        if kind == "spectrogram":
            plotting.spectrogram(_first(recordings, "a recording", kind), arguments.channel, ax)
        elif kind == "comparison":
            names = [path.name for path, _ in nights]
            if len(nights) != 2:
                raise SleepscorerError("A comparison is of two hypnograms; name two.")
            plotting.comparison(nights[0][1], nights[1][1], ax, labels=names)
        else:
            draw = plotting.hypnogram if kind == "hypnogram" else plotting.hypnodensity
            draw(_first([night for _, night in nights], "a hypnogram", kind), ax)
    plotting.save(figure, arguments.out)
    print(arguments.out)
    return 0


def _first(given: list[Any], what: str, kind: str) -> Any:
    if not given:
        raise SleepscorerError(f"A {kind} is drawn of {what}; name one.")
    return given[0]


def _sorted(arguments: argparse.Namespace) -> tuple[list[Path], list[tuple[Path, Any]]]:
    """Recordings and hypnograms among the files."""
    from sleepscorer.formats import read_hypnogram
    from sleepscorer.formats.folders import may_be_hypnogram

    recordings = [path for path in arguments.paths if path.is_file() and not may_be_hypnogram(path)]
    with naming_the_options():
        nights = [
            (path, read_hypnogram(path, key=arguments.key, words=arguments.words))
            for path in arguments.paths
            if path not in recordings
        ]
    return recordings, nights
