"""Check of a new EDF+ file with other readers."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from sleepscorer.edf.tal import Annotation
from sleepscorer.errors import HypnogramError
from sleepscorer.messages import Message

Row = tuple[float, float, str]
"""Onset and length in seconds (0 without one), and text."""

_TEXT_BYTES = 36
_TOLERANCE_S = 1e-3


def rows_of_pyedflib(path: Path) -> list[Row]:
    """Return the annotations as the strictest reader gives them.

    Raises
    ------
    OSError
        Where it refuses the file.
    """
    import pyedflib

    with pyedflib.EdfReader(str(path)) as reader:
        onsets, durations, texts = reader.readAnnotations()
    return [
        (float(onset), max(0.0, float(length)), str(text))
        for onset, length, text in zip(onsets, durations, texts, strict=True)
    ]


def rows_of_edfio(path: Path) -> list[Row]:
    """Return the annotations as edfio gives them, which reads discontinuous files too."""
    import warnings

    import edfio

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        edf = edfio.read_bdf(path) if path.suffix.lower() == ".bdf" else edfio.read_edf(path)
        return [(float(a.onset), float(a.duration or 0.0), a.text) for a in edf.annotations]


def check_rows(rows: Sequence[Row], expected: Sequence[Annotation]) -> None:
    """Check that a reader found these annotations, at their times, and no others.

    Raises
    ------
    HypnogramError
        If it did not.
    """
    # By text first: a reader that rounds onsets must not change the order.
    read = sorted((_opening(text), onset, length) for onset, length, text in rows if _opening(text))
    meant = sorted((_opening(a.text), a.onset_s, a.duration_s or 0.0) for a in expected if _opening(a.text))
    same = [row[0] for row in read] == [row[0] for row in meant]
    times = np.array([row[1:] for row in read]), np.array([row[1:] for row in meant])
    if not same or not np.allclose(*times, rtol=0, atol=_TOLERANCE_S):
        raise HypnogramError(Message("another reader finds other epochs or events in it"))


def _opening(text: str) -> str:
    """What every reader keeps of a text: pyedflib cuts it at 40 bytes, in the middle of a character."""
    clean = "".join(" " if ord(character) < 32 else character for character in text)
    return clean.encode()[:_TEXT_BYTES].decode("utf-8", "ignore").strip().rstrip("\ufffd")
