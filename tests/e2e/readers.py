"""Stages of an exported EDF+ as other programs' readers see them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from sleepscorer.stages import AASM_TEXTS

TEXTS = {text: int(stage) for stage, text in AASM_TEXTS.items()}


def mne_annotations(path: Path) -> NDArray[np.int8]:
    """MNE-Python, the annotations alone."""
    import mne

    found = mne.read_annotations(path)
    return _in_order(found.onset, found.duration, found.description)


def mne_raw(path: Path) -> NDArray[np.int8]:
    """MNE-Python, the file as a recording."""
    import mne

    found = mne.io.read_raw_edf(path, verbose="error").annotations
    return _in_order(found.onset, found.duration, found.description)


def pyedflib(path: Path) -> NDArray[np.int8]:
    """pyEDFlib."""
    import pyedflib as library

    with library.EdfReader(str(path)) as reader:
        return _in_order(*reader.readAnnotations())


def edfio(path: Path) -> NDArray[np.int8]:
    """edfio."""
    import edfio as library

    found = library.read_edf(path).annotations
    return _in_order([a.onset for a in found], [a.duration for a in found], [a.text for a in found])


READERS: tuple[Callable[[Path], NDArray[np.int8]], ...] = (mne_annotations, mne_raw, pyedflib, edfio)


def _in_order(onsets: object, durations: object, texts: object) -> NDArray[np.int8]:
    """Stages by epoch; every stage must be there once, on the grid and 30 s long."""
    rows = [
        (float(onset), float(duration), str(text))
        for onset, duration, text in zip(onsets, durations, texts, strict=True)  # type: ignore[call-overload]
        if str(text) in TEXTS
    ]
    assert [onset for onset, _, _ in rows] == [30.0 * place for place in range(len(rows))]
    assert {duration for _, duration, _ in rows} == {30.0}
    return np.array([TEXTS[text] for _, _, text in rows], np.int8)
