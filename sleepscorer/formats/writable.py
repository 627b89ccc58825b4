"""Scorings to write, made of what a script has: a hypnogram that was read, or an array of stages."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from copy import deepcopy
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from sleepscorer.errors import HypnogramError
from sleepscorer.formats.hypnogram import TOLERANCE_S, Hypnogram
from sleepscorer.messages import Message
from sleepscorer.scoring import Author, AuthorKind, Lights, Scoring
from sleepscorer.stages import EPOCH_SECONDS, Stage, stage_from_text

Writable: TypeAlias = Scoring | Hypnogram | NDArray[Any] | Sequence[int | str | Stage]
"""What holds the stages of a night."""

_KNOWN = frozenset(int(stage) for stage in Stage)


def scoring_to_write(
    night: Writable, tell: Callable[[str], None] = lambda sentence: None
) -> tuple[Scoring, datetime | None]:
    """Return a night as a scoring whose epoch 0 starts at a clock time.

    Parameters
    ----------
    night : Scoring, Hypnogram, ndarray or sequence, shape (n_epochs,)
        Of an array, numbers (0 W, 1 N1, 2 N2, 3 N3, 4 R, -1 or NaN unscored) or names of stages.
    tell : callable
        Given a sentence where epochs of a hypnogram had to be shifted.

    Returns
    -------
    scoring : Scoring
    start : datetime or None
        Clock time of its epoch 0, as far as the night itself knows it.

    Raises
    ------
    HypnogramError
        In one sentence, if an array holds something else than stages.
    """
    if isinstance(night, Scoring):
        return night, night.start
    if isinstance(night, Hypnogram):
        return _of_hypnogram(night, tell)
    return _scoring(stages_of_array(night), [Author(AuthorKind.IMPORT, "array")] * len(night)), None


def without_proposals(scoring: Scoring) -> tuple[Scoring, int]:
    """Return a scoring without the proposals that nobody has confirmed, and their count.

    The scoring given is left as it is.
    """
    proposed = [event for event in scoring.events if event.is_proposed]
    if not proposed:
        return scoring, 0
    bare = deepcopy(scoring)
    bare.apply(bare.remove_events(proposed, Author(AuthorKind.MODEL, "")))
    return bare, len(proposed)


def proposals_left_out(count: int, name: str) -> str:
    """Return the sentence on proposals that are not written in a format."""
    return Message(
        "Proposed events that nobody has confirmed are left out ({count}): {name} cannot mark them.",
        count=count,
        name=name,
    )


def stages_of_array(values: Any) -> NDArray[np.int8]:
    """Return the stages that numbers or names stand for.

    Raises
    ------
    HypnogramError
        In one sentence that names the epoch, if one is no stage.
    """
    array = np.asarray(values, object if isinstance(values, list | tuple) else None)
    if array.ndim != 1:
        raise HypnogramError(
            "The stages of a night are an array of one dimension, a stage for each epoch of "
            f"30 s, not {array.shape!s}."
        )
    return np.array([_stage(value, epoch) for epoch, value in enumerate(array.tolist(), 1)], np.int8)


def _stage(value: object, epoch: int) -> Stage:
    if value is None or (isinstance(value, float) and np.isnan(value)):
        return Stage.UNSCORED
    stage: Stage | None = None
    if isinstance(value, str):
        stage = stage_from_text(value)
    elif isinstance(value, int | float | np.number) and not isinstance(value, bool) and value in _KNOWN:
        stage = Stage(int(value))
    if stage is None:
        raise HypnogramError(
            f"Epoch {epoch} holds {repr(value)[:40]}, which is no stage; give 0 W, 1 N1, 2 N2, "
            "3 N3, 4 R, -1 unscored, or names of stages."
        )
    return stage


def _of_hypnogram(hypnogram: Hypnogram, tell: Callable[[str], None]) -> tuple[Scoring, datetime | None]:
    """Put epoch 0 where the file's time begins, or the file's time where epoch 0 begins."""
    authors = _authors(hypnogram)
    leading = round(hypnogram.onset_s / EPOCH_SECONDS)
    shift_s = hypnogram.onset_s - leading * EPOCH_SECONDS if leading >= 0 else hypnogram.onset_s
    leading = max(0, leading)
    if abs(shift_s) > TOLERANCE_S and hypnogram.start is None:
        tell(
            f"The hypnogram's epochs start {shift_s:+.1f} s from whole epochs of its "
            "recording; they were written as if they did not."
        )
    start = hypnogram.start
    if start is not None:
        start += timedelta(seconds=shift_s)
    stages = np.concatenate([np.full(leading, Stage.UNSCORED, np.int8), hypnogram.stages])
    rows = hypnogram.probabilities
    if rows is not None:
        rows = np.concatenate([np.full((leading, 5), np.nan, np.float32), rows])
    by = Author(AuthorKind.IMPORT, hypnogram.source)
    scoring = Scoring.restored(
        [Stage(stage) for stage in stages.tolist()],
        [None] * leading + authors,
        probabilities=rows,
        lights=Lights(*(None if at is None else at - shift_s for at in _lights(hypnogram))),
        lights_author=by,
        events=[replace(event, start_s=event.start_s - shift_s) for event in hypnogram.events],
        searched=hypnogram.searched,
    )
    scoring.origin = replace(scoring.origin, start=start, model=hypnogram.model, notices=hypnogram.notices)
    return scoring, start


def _lights(hypnogram: Hypnogram) -> tuple[float | None, float | None]:
    return hypnogram.lights.off_s, hypnogram.lights.on_s


def _authors(hypnogram: Hypnogram) -> list[Author | None]:
    """Who set each epoch: as the file says, or the file."""
    if hypnogram.authors:
        return [Author.parse(text) if text else None for text in hypnogram.authors]
    by = Author(AuthorKind.IMPORT, hypnogram.source)
    return [None if stage < 0 else by for stage in hypnogram.stages.tolist()]


def _scoring(stages: NDArray[np.int8], authors: Sequence[Author]) -> Scoring:
    return Scoring.restored(
        [Stage(stage) for stage in stages.tolist()],
        [None if stage < 0 else author for stage, author in zip(stages.tolist(), authors, strict=True)],
    )
