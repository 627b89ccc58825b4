"""Paths as a shell would give them: cmd.exe expands no ``*``."""

from __future__ import annotations

import glob
import os
from collections.abc import Sequence
from pathlib import Path

from sleepscorer.errors import RecordingError


def expanded(paths: Sequence[Path]) -> list[Path]:
    """Return paths with every pattern of ``*``, ``?``, ``[`` and ``**`` replaced by the files it fits.

    A path that exists under its own name is no pattern.

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
        files += map(Path, fitting)
    return list(dict.fromkeys(files))
