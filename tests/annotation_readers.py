"""Annotations of an EDF+ file as other programs' readers see them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

Rows = list[tuple[float, float, str]]
"""Onset and duration in seconds, and text."""


def by_mne_annotations(path: Path) -> Rows:
    """MNE-Python, the annotations alone."""
    import mne

    read = mne.read_annotations(path)
    return list(zip(read.onset, read.duration, read.description, strict=True))


def by_mne_raw(path: Path) -> Rows:
    """MNE-Python, the file as a recording."""
    import mne

    read = mne.io.read_raw_edf(path, verbose="error").annotations
    return list(zip(read.onset, read.duration, read.description, strict=True))


def by_pyedflib(path: Path) -> Rows:
    """pyEDFlib."""
    import pyedflib

    with pyedflib.EdfReader(str(path)) as reader:
        return list(zip(*reader.readAnnotations(), strict=True))


def by_edfio(path: Path) -> Rows:
    """edfio."""
    import edfio

    return [(a.onset, a.duration or 0.0, a.text) for a in edfio.read_edf(path).annotations]


READERS: tuple[Callable[[Path], Rows], ...] = (by_mne_annotations, by_mne_raw, by_pyedflib, by_edfio)
