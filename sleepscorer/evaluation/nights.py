"""Nights with an expert's stages: pairs of files, and what people scored in the window."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from sleepscorer.errors import HypnogramError, SleepscorerError
from sleepscorer.evaluation.metrics import ScoredNight
from sleepscorer.formats import Exported, has_stages_of_a_model, place, read_hypnogram
from sleepscorer.prescoring.result import ScoringResult
from sleepscorer.prescoring.run import open_to_score, score_recording
from sleepscorer.recording import Recording
from sleepscorer.stages import EPOCH_SECONDS, Stage
from sleepscorer.storage import sidecar
from sleepscorer.storage.store import store_of


@dataclass(frozen=True)
class Pair:
    """Recording with its expert.

    Attributes
    ----------
    recording : Path
    hypnogram : Path or None
        None for the work kept beside the recording.
    key : str or None
        What plain numbers in the hypnogram stand for; see :func:`sleepscorer.formats.read_hypnogram`.
    words : mapping of str to Stage, or None
        Stages of words in the hypnogram that are none we know.
    """

    recording: Path
    hypnogram: Path | None = None
    key: str | None = None
    words: Mapping[str, Stage] | None = field(default=None, hash=False)


@dataclass(frozen=True, eq=False)
class Evaluated:
    """Night with the run that scored it."""

    night: ScoredNight
    run: ScoringResult


def pairs_of(
    paths: Sequence[Path], key: str | None = None, words: Mapping[str, Stage] | None = None
) -> list[Pair]:
    """Pair the recordings and hypnograms that were named by turns.

    Parameters
    ----------
    paths : sequence of Path
    key, words
        Of every hypnogram; see :class:`Pair`.

    Raises
    ------
    SleepscorerError
        If the last recording has no hypnogram.
    """
    if len(paths) % 2:
        raise SleepscorerError(f"{paths[-1]} has no hypnogram after it; name a hypnogram for each recording.")
    turns = zip(paths[::2], paths[1::2], strict=True)
    return [Pair(night, hypnogram, key, words) for night, hypnogram in turns]


def evaluate_night(pair: Pair, model: str | None, margin_minutes: float | None = None) -> Evaluated:
    """Score a recording with a model and read its expert's stages.

    Parameters
    ----------
    pair : Pair
    model : str or None
    margin_minutes : float, optional
        Minutes of wake that are counted on either side of the expert's sleep; all if not given.

    Raises
    ------
    SleepscorerError
        If either file cannot be read, they do not belong together, or the model cannot score it.
    """
    recording = open_to_score(pair.recording)
    try:
        expert, notices = read_expert(pair, recording)
        if margin_minutes is not None:
            expert = around_sleep(expert, margin_minutes)
        run = score_recording(recording, model)
    finally:
        recording.close()
    sentences = (*recording.warnings, *notices, *run.notices)
    return Evaluated(
        ScoredNight(pair.recording.name, expert, run.probabilities, sentences, run.reads_night), run
    )


def read_expert(pair: Pair, recording: Recording) -> tuple[NDArray[np.int8], tuple[str, ...]]:
    """Read the stages that people set on a recording's epochs, -1 elsewhere, and what had to be assumed.

    Raises
    ------
    HypnogramError
        If there are none.
    """
    if pair.hypnogram is None:
        stages, sentences = _by_people(recording)
    else:
        if _is_of_a_model(pair.hypnogram):
            raise HypnogramError(f"{pair.hypnogram} is a model's work; name the hypnogram of a person.")
        read = read_hypnogram(pair.hypnogram, key=pair.key, words=pair.words)
        placed = place(read, recording.start, recording.n_epochs)
        stages, sentences = placed.stages, (*read.warnings, *placed.warnings)
    if not (stages >= 0).any():
        whose = pair.hypnogram or f"The work kept of {pair.recording}"
        raise HypnogramError(f"{whose} holds no stage by a person for this recording; name another one.")
    return stages, sentences


def _is_of_a_model(path: Path) -> bool:
    """Return whether a hypnogram is known to be a model's alone, e.g. of a batch with its table beside it."""
    if not path.exists():
        return False
    if path.suffix.lower() != ".json":
        return has_stages_of_a_model(Exported(path, path.with_suffix(".csv")))
    try:
        scoring = sidecar.load(path).scoring
    except SleepscorerError:
        return False
    return bool((scoring.stages >= 0).any()) and not scoring.by_human().any()


def _by_people(recording: Recording) -> tuple[NDArray[np.int8], tuple[str, ...]]:
    kept = store_of(recording).peek()
    stages = np.where(kept.scoring.by_human(), kept.scoring.stages, Stage.UNSCORED)
    return stages.astype(np.int8), tuple(kept.notices)


def around_sleep(stages: NDArray[np.int8], margin_minutes: float) -> NDArray[np.int8]:
    """Trim stages to a margin around the first and the last epoch of sleep; others become unscored."""
    asleep = np.flatnonzero(stages > Stage.W)
    kept = np.full_like(stages, Stage.UNSCORED)
    if asleep.size:
        margin = round(margin_minutes * 60 / EPOCH_SECONDS)
        inside = slice(max(0, int(asleep[0]) - margin), int(asleep[-1]) + margin + 1)
        kept[inside] = stages[inside]
    return kept
