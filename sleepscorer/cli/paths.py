"""Paths as a shell would give them: cmd.exe expands no ``*``."""

from __future__ import annotations

import argparse
import glob
import os
from collections.abc import Sequence
from pathlib import Path

from sleepscorer.errors import RecordingError

_OF_MANY = ("paths", "nights")
_OF_SINGLE = ("file", "first", "second")
"""Names under which commands keep the paths that they read."""


def expand(arguments: argparse.Namespace) -> None:
    """Fill in the files of every pattern among the paths that a command reads, in place.

    Raises
    ------
    RecordingError
        In one sentence, if nothing fits a pattern, or several files where the command takes one.
    """
    for name in _OF_MANY:
        if paths := getattr(arguments, name, None):
            setattr(arguments, name, expanded(paths))
    for name in _OF_SINGLE:
        if path := getattr(arguments, name, None):
            setattr(arguments, name, _single(path))
    if nights := getattr(arguments, "hypnogram", None):
        arguments.hypnogram = [[_single(path) for path in night] for night in nights]


def _single(path: Path) -> Path:
    fitting = expanded([path])
    if len(fitting) > 1:
        raise RecordingError(f"{len(fitting)} files fit {path}; name one of them.")
    return fitting[0]


def expanded(paths: Sequence[Path]) -> list[Path]:
    """Return paths with every pattern of ``*``, ``?``, ``[`` and ``**`` replaced by the files it fits.

    A path that exists under its own name is no pattern. What is named outright stays, twice if it was named
    twice; files that several patterns fit are taken once.

    Raises
    ------
    RecordingError
        In one sentence, if nothing fits a pattern.
    """
    files: list[Path] = []
    for path in paths:
        if os.access(path, os.F_OK) or not glob.has_magic(str(path)):
            files.append(path)
            continue
        fitting = sorted(glob.glob(str(path), recursive=True))  # noqa: PTH207 - of any root, absolute or not
        if not fitting:
            raise RecordingError(f"Nothing fits {path}; check the pattern.")
        files += [file for file in map(Path, fitting) if file not in files]
    return files
