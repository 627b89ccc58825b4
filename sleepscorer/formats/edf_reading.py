"""Hypnograms in EDF+: ours, Sleep-EDF's with its merged runs and R&K stages, and other people's."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import pairwise
from math import isfinite
from pathlib import Path

from sleepscorer.edf.header import read_header
from sleepscorer.edf.records import EdfRecords
from sleepscorer.edf.tal import Annotation, TalDoubts
from sleepscorer.errors import HypnogramError, RecordingError
from sleepscorer.formats.events import events_among
from sleepscorer.formats.hypnogram import Hypnogram, lights_between
from sleepscorer.formats.overlaps import unknown_said
from sleepscorer.formats.runs import Run, hypnogram_of_runs
from sleepscorer.scoring import Lights
from sleepscorer.stages import EPOCH_SECONDS, Stage, stage_from_text

LIGHTS_OFF, LIGHTS_ON = "Lights off", "Lights on"
"""EDF+ standard texts."""

MONTHS = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")
"""Months of a ``Startdate``, as EDF+ spells them in every country."""

_STANDARD = ("sleep stage", "movement time")


def read_edf_hypnogram(path: Path) -> Hypnogram:
    """Stages among the annotations of an EDF+ or BDF+ file, with or without signals.

    An epoch takes the stage at its middle. Epochs start with the first stage.

    Parameters
    ----------
    path : Path

    Returns
    -------
    Hypnogram

    Raises
    ------
    HypnogramError
        In one sentence, if the file cannot be read or holds no stage.
    """
    read = edf_annotations(path)
    annotations = read.annotations
    staged = _staged(annotations)
    if not staged:
        sentence = (
            f"{path} holds no sleep stage among its {len(annotations)} annotations; "
            "choose the file that holds the scoring."
        )
        raise HypnogramError(" ".join([sentence, *read.warnings]))
    warnings = list(read.warnings)
    runs = _runs(staged, read.length_s, warnings)
    warnings += unknown_said(annotations, [annotation for annotation, _ in staged])
    return hypnogram_of_runs(
        runs,
        path,
        "EDF+",
        start=read.start,
        lights=lights_among(annotations),
        events=events_among(annotations),
        warnings=warnings,
    )


@dataclass(frozen=True)
class EdfAnnotations:
    """What the annotation signals of a file hold.

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
    """Annotations of an EDF+ or BDF+ file.

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
    found = [
        Annotation(float(onset), float(duration), str(text))
        for onset, duration, text in zip(read.onset, read.duration, read.description, strict=True)
        if isfinite(onset) and isfinite(duration)
    ]
    if not found:
        raise HypnogramError(str(refusal))
    return found


def _staged(annotations: Sequence[Annotation]) -> list[tuple[Annotation, Stage]]:
    """Annotations that are stages; where standard texts are used, a marker called 1 or M is none."""
    found = [(a, stage) for a in annotations if (stage := stage_from_text(_text(a))) is not None]
    standard = [pair for pair in found if _text(pair[0]).lower().startswith(_STANDARD)]
    return standard or found


def _text(annotation: Annotation) -> str:
    """Text without the signal it is tied to (``text@@signal``)."""
    return annotation.text.partition("@@")[0].strip()


def _runs(staged: Sequence[tuple[Annotation, Stage]], stop_s: float, warnings: list[str]) -> list[Run]:
    """Onset, length and stage of each annotation, in the order of onset."""
    ordered = sorted(staged, key=lambda pair: pair[0].onset_s)
    lengths = [annotation.duration_s or 0.0 for annotation, _ in ordered]
    if not all(lengths):
        assumed = _assumed_lengths(ordered, stop_s)
        lengths = [length or guess for length, guess in zip(lengths, assumed, strict=True)]
        warnings.append("Some stages have no duration; they were taken to last until the next one.")
    return [(a.onset_s, length, stage) for (a, stage), length in zip(ordered, lengths, strict=True)]


def _assumed_lengths(ordered: Sequence[tuple[Annotation, Stage]], stop_s: float) -> list[float]:
    """Lengths of stages without one: an epoch each where epochs are listed, else up to the next.

    Where no stage follows itself, changes are listed, however often one comes after 30 s.
    """
    onsets = [annotation.onset_s for annotation, _ in ordered]
    gaps = [second - first for first, second in pairwise(onsets)]
    usual = Counter(round(gap) for gap in gaps).most_common(1)
    repeats = any(one is other for (_, one), (_, other) in pairwise(ordered))
    if repeats and usual[0][0] == EPOCH_SECONDS:
        return [float(EPOCH_SECONDS)] * len(onsets)
    return [*gaps, max(float(EPOCH_SECONDS), stop_s - onsets[-1])]


def lights_among(annotations: Sequence[Annotation]) -> Lights:
    """Lights by the texts ``Lights off`` and ``Lights on``; see :func:`lights_between`."""
    said = [(_text(annotation).lower(), annotation.onset_s) for annotation in annotations]
    off, on = LIGHTS_OFF.lower(), LIGHTS_ON.lower()
    return lights_between((at for text, at in said if text == off), (at for text, at in said if text == on))
