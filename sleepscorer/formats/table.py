"""Our CSV: one row per epoch with its stage, who set it, and the model's probabilities."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from sleepscorer.atomic import write_checked
from sleepscorer.errors import HypnogramError, SleepscorerError
from sleepscorer.messages import Message, reason
from sleepscorer.scoring import Author, Scoring, StageChange, now
from sleepscorer.stages import EPOCH_SECONDS, SCORED_STAGES, Stage

COLUMNS = ("epoch", "onset_s", "stage", "author", *(f"p_{stage.name}" for stage in SCORED_STAGES))
"""Epochs count from 1, as on the screen; ``onset_s`` from the first sample."""

_UNSCORED = "?"


def write_csv(path: Path, scoring: Scoring) -> None:
    """Write a scoring as CSV, read it back, and only then give it its name.

    Parameters
    ----------
    path : Path
        A file of this name is replaced, or left as it was if anything fails.
    scoring : Scoring

    Raises
    ------
    HypnogramError
        In one sentence, if the file cannot be written or does not read back as it was meant.
    """
    content = _encode(scoring)
    try:
        write_checked(
            path,
            lambda temporary: _write(temporary, content),
            lambda temporary: _check(temporary, content, scoring),
        )
    except (OSError, SleepscorerError) as error:
        raise HypnogramError(
            Message(
                "{path} could not be written ({reason}); an earlier file of that name is as it was.",
                path=path,
                reason=reason(error),
            )
        ) from error


def read_csv(path: Path) -> Scoring:
    """Read back what :func:`write_csv` wrote: stages, authors and probabilities.

    Parameters
    ----------
    path : Path

    Returns
    -------
    Scoring

    Raises
    ------
    HypnogramError
        In one sentence that names the line, if the file is not as it was written.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:  # Excel puts a mark before it
            rows = list(csv.reader(file))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise HypnogramError(Message("{path} cannot be read ({reason}).", path=path, reason=error)) from error
    if not rows or tuple(rows[0]) != COLUMNS:
        raise HypnogramError(
            Message("{path} does not have the columns {columns}.", path=path, columns=",".join(COLUMNS))
        )
    return _scoring(rows[1:], path)


def _encode(scoring: Scoring) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    for epoch, (stage, author) in enumerate(zip(scoring.stages, scoring.authors, strict=True)):
        name = _UNSCORED if stage < 0 else Stage(int(stage)).name
        row = (epoch + 1, epoch * EPOCH_SECONDS, name, author or "")
        writer.writerow((*row, *_probabilities(scoring, epoch)))
    return text.getvalue().encode()


def _probabilities(scoring: Scoring, epoch: int) -> Sequence[str]:
    """Shortest decimals that give the same float32 back."""
    if scoring.probabilities is None:
        return [""] * len(SCORED_STAGES)
    # NaN alone differs from itself; numpy's isnan of a single number takes as long as the decimals.
    return [np.format_float_positional(p) if p == p else "" for p in scoring.probabilities[epoch]]  # noqa: PLR0124


def _write(path: Path, content: bytes) -> None:
    path.write_bytes(content)


def _check(path: Path, content: bytes, scoring: Scoring) -> None:
    if path.read_bytes() != content or not _same(read_csv(path), scoring):
        raise HypnogramError(Message("it did not read back as it was written"))


def _same(kept: Scoring, meant: Scoring) -> bool:
    unknown = np.full((len(meant.stages), len(SCORED_STAGES)), np.nan, np.float32)
    read, wanted = (
        unknown if scoring.probabilities is None else scoring.probabilities for scoring in (kept, meant)
    )
    return (
        np.array_equal(kept.stages, meant.stages)
        and [str(author or "") for author in kept.authors] == [str(author or "") for author in meant.authors]
        and np.array_equal(read, wanted, equal_nan=True)
    )


def _scoring(rows: Sequence[Sequence[str]], path: Path) -> Scoring:
    stages: list[Stage] = []
    authors: list[Author | None] = []
    probabilities = np.full((len(rows), len(SCORED_STAGES)), np.nan, np.float32)
    for index, row in enumerate(rows):
        try:
            if len(row) != len(COLUMNS) or int(row[0]) != index + 1:
                raise ValueError(Message("an epoch is missing"))
            stages.append(Stage.UNSCORED if row[2] == _UNSCORED else Stage[row[2]])
            authors.append(Author.parse(row[3]) if row[3] else None)
            probabilities[index] = [float(text) if text else np.nan for text in row[4:]]
        except (ValueError, KeyError) as error:
            raise HypnogramError(
                Message(
                    "{path}, line {line}, cannot be read ({reason}).", path=path, line=index + 2, reason=error
                )
            ) from error
    known = None if np.isnan(probabilities).all() else probabilities
    nobody = (None,) * len(rows)
    scoring = Scoring(len(rows))
    scoring.apply(
        StageChange(
            epochs=tuple(range(len(rows))),
            before=(Stage.UNSCORED,) * len(rows),
            after=tuple(stages),
            author_before=nobody,
            author_after=tuple(authors),
            at=now(),
            probabilities_after=known,
            is_model_run=known is not None,
        )
    )
    return scoring
