"""Hypnograms in EDF+: ours, Sleep-EDF's with its merged runs and R&K stages, and other people's."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from math import isfinite
from pathlib import Path

from sleepscorer.edf.header import read_header
from sleepscorer.edf.records import EdfRecords
from sleepscorer.edf.tal import Annotation, TalDoubts
from sleepscorer.errors import HypnogramError, RecordingError
from sleepscorer.formats.hypnogram import Hypnogram
from sleepscorer.formats.resolver import Words, resolve
from sleepscorer.formats.signal_stages import signal_labels
from sleepscorer.formats.timed_labels import Labels, TimedLabel
from sleepscorer.stages import stage_from_text

LIGHTS_OFF, LIGHTS_ON = "Lights off", "Lights on"
"""EDF+ standard texts."""

MONTHS = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")
"""Months of a ``Startdate``, as EDF+ spells them in every country."""


def read_edf_hypnogram(path: Path, *, key: str | None = None, words: Words | None = None) -> Hypnogram:
    """Read the stages among the annotations of an EDF+ or BDF+ file, with or without signals.

    An epoch takes the stage at its middle. Epochs start with the first stage.

    Parameters
    ----------
    path : Path
    key, words
        See :func:`sleepscorer.formats.resolver.resolve`.

    Returns
    -------
    Hypnogram

    Raises
    ------
    HypnogramError
        In one sentence, if the file cannot be read or holds no stage.
    """
    return resolve(edf_labels(path), path, key=key, words=words)


def edf_labels(path: Path) -> Labels:
    """Read the labels among the annotations of an EDF+ or BDF+ file.

    Raises
    ------
    HypnogramError
        In one sentence, if the file cannot be read.
    """
    read = edf_annotations(path)
    if not any(stage_from_text(a.text.partition("@@")[0]) is not None for a in read.annotations):
        of_signal = signal_labels(path)
        if of_signal is not None:
            return replace(of_signal, beside=tuple(_label(annotation) for annotation in read.annotations))
    return Labels(
        tuple(_label(annotation) for annotation in read.annotations),
        "EDF+",
        start=read.start,
        stop_s=read.length_s or None,
        notices=read.warnings,
    )


def _label(annotation: Annotation) -> TimedLabel:
    """Label of an annotation; ``text@@signal`` is tied to a signal (EDF+ 2.2.4)."""
    text, _, channel = annotation.text.partition("@@")
    return TimedLabel(text.strip(), annotation.onset_s, annotation.duration_s, channel=channel.strip())


@dataclass(frozen=True)
class EdfAnnotations:
    """Content of a file's annotation signals.

    Attributes
    ----------
    annotations : list of Annotation
        By onset from the file's start.
    start : datetime or None
    length_s : float
        0 where the file does not say it.
    warnings : tuple of str
        Sentences on what could not be understood.
    """

    annotations: list[Annotation]
    start: datetime | None = None
    length_s: float = 0.0
    warnings: tuple[str, ...] = ()


def edf_annotations(path: Path) -> EdfAnnotations:
    """Return the annotations of an EDF+ or BDF+ file.

    Raises
    ------
    HypnogramError
        In one sentence, if the file cannot be read.
    """
    try:
        return _by_own_reader(path)
    except RecordingError as refusal:
        return EdfAnnotations(_by_mne(path, refusal))


def _by_own_reader(path: Path) -> EdfAnnotations:
    header = read_header(path)
    records = EdfRecords(header)
    doubts = TalDoubts()
    try:
        zero_s = records.segments()[0].onset_s
        texts = [replace(a, onset_s=round(a.onset_s - zero_s, 6)) for a in records.annotations(doubts)]
    finally:
        records.close()
    start = header.start + timedelta(seconds=zero_s) if header.start else None
    return EdfAnnotations(texts, start, header.n_records * header.record_seconds, doubts.sentences())


def _by_mne(path: Path, refusal: RecordingError) -> list[Annotation]:
    """Annotations of a file whose header our reader refuses; mne looks for TALs without reading it."""
    import mne

    try:
        read = mne.read_annotations(path)
    except Exception as error:
        raise HypnogramError(str(refusal)) from error
    annotations = [
        Annotation(float(onset), float(duration), str(text))
        for onset, duration, text in zip(read.onset, read.duration, read.description, strict=True)
        if isfinite(onset) and isfinite(duration)
    ]
    if not annotations:
        raise HypnogramError(str(refusal))
    return annotations
