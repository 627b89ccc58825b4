"""One scorer's stages of one recording, and the changes that are the only way to alter them.

A change knows what was before and what comes after, so its inverse is a change too: undo, crash
recovery, the trail of who set what and the comparison of scorers all rest on that.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sleepscorer.errors import ChangeError
from sleepscorer.probabilities import decode, encode
from sleepscorer.stages import Stage


class AuthorKind(StrEnum):
    """Who can set an epoch."""

    MODEL = "model"
    TECHNICIAN = "technician"
    IMPORT = "import"


@dataclass(frozen=True)
class Author:
    """Who set an epoch: the kind, and the model's or file's name or the technician's initials."""

    kind: AuthorKind
    name: str

    def __str__(self) -> str:
        return f"{self.kind}:{self.name}"

    @staticmethod
    def parse(text: str) -> Author:
        """Inverse of ``str(author)``."""
        kind, _, name = text.partition(":")
        return Author(AuthorKind(kind), name)


@dataclass(frozen=True)
class Lights:
    """Lights off and on, in seconds from the first sample; None where not marked."""

    off_s: float | None = None
    on_s: float | None = None


@dataclass(frozen=True, eq=False)
class StageChange:
    """New stages, and authors, for some epochs; a run of a model carries probabilities as well.

    Attributes
    ----------
    epochs : tuple of int
        0-based.
    before, after : tuple of Stage
    author_before, author_after : tuple of Author or None
    at : str
        Time of the change, ISO 8601, UTC.
    probabilities_before, probabilities_after : ndarray of float32, shape (n_epochs, 5), or None
        Of the whole night; used where ``is_model_run``.
    is_model_run : bool
    undoes : bool
        Whether this is the inverse of another change.
    """

    epochs: tuple[int, ...]
    before: tuple[Stage, ...]
    after: tuple[Stage, ...]
    author_before: tuple[Author | None, ...]
    author_after: tuple[Author | None, ...]
    at: str
    probabilities_before: NDArray[np.float32] | None = None
    probabilities_after: NDArray[np.float32] | None = None
    is_model_run: bool = False
    undoes: bool = False

    def inverse(self) -> StageChange:
        """The change that takes this one back."""
        return replace(
            self,
            before=self.after,
            after=self.before,
            author_before=self.author_after,
            author_after=self.author_before,
            probabilities_before=self.probabilities_after,
            probabilities_after=self.probabilities_before,
            undoes=not self.undoes,
        )


@dataclass(frozen=True)
class LightsChange:
    """New lights markers."""

    before: Lights
    after: Lights
    author: Author
    at: str

    def inverse(self) -> LightsChange:
        """The change that takes this one back."""
        return replace(self, before=self.after, after=self.before)


Change = StageChange | LightsChange


class Scoring:
    """Stages, authors, probabilities and lights of one night.

    Parameters
    ----------
    n_epochs : int

    Attributes
    ----------
    revision : int
        Number of changes ever applied; undone ones count too.
    lights : Lights
    """

    def __init__(self, n_epochs: int) -> None:
        self.n_epochs = n_epochs
        self.revision = 0
        self.lights = Lights()
        self._stages = np.full(n_epochs, Stage.UNSCORED, np.int8)
        self._authors: list[Author | None] = [None] * n_epochs
        self._probabilities: NDArray[np.float32] | None = None

    @property
    def stages(self) -> NDArray[np.int8]:
        """Stage of each epoch, shape (n_epochs,); a view that cannot be written to."""
        return _read_only(self._stages)

    @property
    def authors(self) -> tuple[Author | None, ...]:
        """Who set each epoch; None where unscored."""
        return tuple(self._authors)

    @property
    def probabilities(self) -> NDArray[np.float32] | None:
        """Probabilities of W N1 N2 N3 R, shape (n_epochs, 5), from the last run of a model."""
        return None if self._probabilities is None else _read_only(self._probabilities)

    def author(self, epoch: int) -> Author | None:
        """Who set an epoch."""
        return self._authors[epoch]

    def by_human(self) -> NDArray[np.bool_]:
        """Which epochs a person has set, shape (n_epochs,)."""
        return np.array([a is not None and a.kind is not AuthorKind.MODEL for a in self._authors], bool)

    def apply(self, change: Change) -> None:
        """Alter the scoring: the only way there is.

        Raises
        ------
        ChangeError
            If the change does not start from what the scoring holds, names an epoch outside it, or
            would let a model overwrite a person.
        """
        if isinstance(change, LightsChange):
            self._apply_lights(change)
        else:
            self._apply_stages(change)
        self.revision += 1

    def retract(self, change: Change) -> None:
        """Take back the change applied last, as if it had never been made: it could not be kept."""
        self.apply(change.inverse())
        self.revision -= 2

    def _apply_lights(self, change: LightsChange) -> None:
        if change.before != self.lights:
            raise ChangeError("The lights markers have changed since; the change was not made.")
        self.lights = change.after

    def _apply_stages(self, change: StageChange) -> None:
        self._check(change)
        for epoch, stage, author in zip(change.epochs, change.after, change.author_after, strict=True):
            self._stages[epoch] = stage
            self._authors[epoch] = author
        if change.is_model_run:
            self._probabilities = change.probabilities_after

    def _check(self, change: StageChange) -> None:
        epochs = change.epochs
        if not _is_whole(change, self.n_epochs):
            raise ChangeError("A change is not the same length throughout; it was not made.")
        if epochs and not 0 <= min(epochs) <= max(epochs) < self.n_epochs:
            raise ChangeError(f"A change names an epoch outside 1 to {self.n_epochs}; it was not made.")
        for epoch, stage, author in zip(epochs, change.before, change.author_before, strict=True):
            if self._stages[epoch] != stage or self._authors[epoch] != author:
                raise ChangeError(f"Epoch {epoch + 1} has changed since; the change was not made.")
        if not change.undoes and _overwrites_a_person(change):
            raise ChangeError("A model never overwrites an epoch that a person has scored.")

    def score(self, epochs: Sequence[int], stage: Stage, author: Author) -> StageChange:
        """Change that gives epochs a stage; unscored epochs have no author."""
        after = None if stage is Stage.UNSCORED else author
        return self._stage_change(epochs, [stage] * len(epochs), [after] * len(epochs))

    def prescore(self, probabilities: NDArray[np.float32], author: Author) -> StageChange:
        """Change that a run of a model makes: the likeliest stage wherever no person has scored.

        Parameters
        ----------
        probabilities : ndarray of float32, shape (n_epochs, 5)
            Order W N1 N2 N3 R; a row of NaN leaves its epoch unscored.
        author : Author
        """
        if probabilities.shape != (self.n_epochs, 5):
            raise ChangeError(
                f"The model gave {len(probabilities)} epochs, the recording has {self.n_epochs}; "
                "nothing was changed."
            )
        known = np.isfinite(probabilities.sum(axis=1))
        epochs = np.flatnonzero(~self.by_human()).tolist()
        stages = [Stage(int(probabilities[e].argmax())) if known[e] else Stage.UNSCORED for e in epochs]
        change = self._stage_change(epochs, stages, [author if known[e] else None for e in epochs])
        return replace(
            change,
            probabilities_before=self._probabilities,
            probabilities_after=probabilities.astype(np.float32),
            is_model_run=True,
        )

    def mark_lights(self, lights: Lights, author: Author) -> LightsChange:
        """Change that moves the lights markers."""
        return LightsChange(self.lights, lights, author, now())

    def _stage_change(
        self, epochs: Sequence[int], stages: Sequence[Stage], authors: Sequence[Author | None]
    ) -> StageChange:
        return StageChange(
            epochs=tuple(int(epoch) for epoch in epochs),
            before=tuple(Stage(int(self._stages[epoch])) for epoch in epochs),
            after=tuple(stages),
            author_before=tuple(self._authors[epoch] for epoch in epochs),
            author_after=tuple(authors),
            at=now(),
        )


def scoring_from_stages(stages: Sequence[int] | NDArray[np.integer], author: Author) -> Scoring:
    """Scoring made of somebody's stages, e.g. an imported hypnogram."""
    scoring = Scoring(len(stages))
    change = scoring._stage_change(
        range(len(stages)),
        [Stage(int(stage)) for stage in stages],
        [None if stage == Stage.UNSCORED else author for stage in stages],
    )
    scoring.apply(change)
    return scoring


def now() -> str:
    """Time now, ISO 8601 to the millisecond, UTC."""
    return datetime.now(UTC).isoformat(timespec="milliseconds")


def _is_whole(change: StageChange, n_epochs: int) -> bool:
    per_epoch = (change.before, change.after, change.author_before, change.author_after)
    nights = (change.probabilities_before, change.probabilities_after)
    return all(len(values) == len(change.epochs) for values in per_epoch) and all(
        night is None or night.shape == (n_epochs, 5) for night in nights
    )


def _overwrites_a_person(change: StageChange) -> bool:
    return any(
        before is not None
        and before.kind is not AuthorKind.MODEL
        and (change.is_model_run if after is None else after.kind is AuthorKind.MODEL)
        for before, after in zip(change.author_before, change.author_after, strict=True)
    )


def _read_only(values: NDArray[Any]) -> NDArray[Any]:
    view = values.view()
    view.flags.writeable = False
    return view


def change_to_json(change: Change) -> dict[str, Any]:
    """Change as plain JSON values; see :func:`change_from_json`."""
    if isinstance(change, LightsChange):
        return {
            "kind": "lights",
            "before": [change.before.off_s, change.before.on_s],
            "after": [change.after.off_s, change.after.on_s],
            "author": str(change.author),
            "at": change.at,
        }
    return {
        "kind": "stages",
        "epochs": list(change.epochs),
        "before": [int(stage) for stage in change.before],
        "after": [int(stage) for stage in change.after],
        "author_before": [str(a) if a else None for a in change.author_before],
        "author_after": [str(a) if a else None for a in change.author_after],
        "at": change.at,
        "is_model_run": change.is_model_run,
        "undoes": change.undoes,
        "probabilities_before": encode(change.probabilities_before),
        "probabilities_after": encode(change.probabilities_after),
    }


def change_from_json(values: Mapping[str, Any]) -> Change:
    """Inverse of :func:`change_to_json`.

    Raises
    ------
    ChangeError
        If the values are no change this version knows.
    """
    try:
        if values["kind"] == "lights":
            return LightsChange(
                Lights(*values["before"]),
                Lights(*values["after"]),
                Author.parse(values["author"]),
                values["at"],
            )
        if values["kind"] != "stages":
            raise ChangeError(f"Unknown kind of change: {values['kind']!r}; a newer sleepscorer wrote it.")
        return _stage_change_from_json(values)
    except (KeyError, TypeError, ValueError) as error:
        raise ChangeError(f"A change cannot be read ({error!r}).") from error


def _stage_change_from_json(values: Mapping[str, Any]) -> StageChange:
    return StageChange(
        epochs=tuple(int(epoch) for epoch in values["epochs"]),
        before=tuple(Stage(stage) for stage in values["before"]),
        after=tuple(Stage(stage) for stage in values["after"]),
        author_before=tuple(Author.parse(a) if a else None for a in values["author_before"]),
        author_after=tuple(Author.parse(a) if a else None for a in values["author_after"]),
        at=values["at"],
        probabilities_before=decode(values["probabilities_before"]),
        probabilities_after=decode(values["probabilities_after"]),
        is_model_run=values["is_model_run"],
        undoes=values["undoes"],
    )
