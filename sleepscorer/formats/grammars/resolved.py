"""Hypnogram of the labels that a grammar gives."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from sleepscorer.edf.tal import Annotation
from sleepscorer.errors import HypnogramError
from sleepscorer.formats.events import events_among
from sleepscorer.formats.grammars.rows import LIGHTS_OFF, LIGHTS_ON, STAGE_TEXTS
from sleepscorer.formats.hypnogram import Hypnogram, lights_between
from sleepscorer.formats.labels import Labels
from sleepscorer.formats.runs import Run, hypnogram_of_list, hypnogram_of_runs
from sleepscorer.formats.words import stage_of_event, stages_of_words
from sleepscorer.stages import Stage

_STAGES = {text: stage for stage, text in STAGE_TEXTS.items()}


class LabelReader:
    """Reader of a format whose grammar gives timed labels.

    Parameters
    ----------
    grammar : callable
        Gives the labels in a file.
    """

    def __init__(self, grammar: Callable[[Path], Labels]) -> None:
        self._grammar = grammar

    def __call__(self, path: Path, epoch_seconds: float | None = None) -> Hypnogram:
        """Hypnogram in a file.

        Parameters
        ----------
        path : Path
        epoch_seconds : float, optional
            Length of an epoch where the file does not say it.

        Raises
        ------
        HypnogramError
            In one sentence, if the file cannot be read or holds no stage.
        """
        labels = self._grammar(path)
        if any(label.start_s is not None for label in labels.items):
            return _of_times(labels, path)
        return _of_list(labels, path, epoch_seconds)


def _of_times(labels: Labels, path: Path) -> Hypnogram:
    runs: list[Run] = []
    marks: dict[str, list[float]] = {LIGHTS_OFF: [], LIGHTS_ON: []}
    rest: list[Annotation] = []
    for label in labels.items:
        start_s, length_s = label.start_s or 0.0, label.duration_s or 0.0
        stage = _STAGES.get(label.text, stage_of_event(label.text))
        if stage is not None:
            runs.append((start_s, length_s, stage))
        elif label.text in marks:
            marks[label.text].append(start_s)
        else:
            tied = f"@@{label.channel}" if label.channel else ""
            rest.append(Annotation(start_s, length_s, label.text + tied))
    return hypnogram_of_runs(
        runs,
        path,
        labels.source,
        start=labels.start,
        lights=lights_between(marks[LIGHTS_OFF], marks[LIGHTS_ON]),
        events=events_among(rest),
        warnings=labels.notices,
        from_recording_start=labels.from_recording_start,
    )


def _of_list(labels: Labels, path: Path, epoch_seconds: float | None) -> Hypnogram:
    words = [label.text for label in labels.items]
    if all(word in _STAGES for word in words):
        stages: list[Stage | None] = [_STAGES[word] for word in words]
        said: tuple[str, ...] = ()
    else:
        stages, said = stages_of_words(words)
    if None in stages:
        place = stages.index(None)
        raise HypnogramError(
            f"{path}, epoch {place + 1}: {words[place][:40]!r} is no sleep stage; correct it."
        )
    return hypnogram_of_list(
        [stage for stage in stages if stage is not None],
        path,
        labels.source,
        epoch_seconds=labels.epoch_seconds or epoch_seconds,
        start=labels.start,
        warnings=(*labels.notices, *said),
        from_recording_start=labels.from_recording_start,
    )
