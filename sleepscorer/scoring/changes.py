"""Changes: the only way a scoring is altered, each with its inverse."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from sleepscorer.scoring.authors import Author
from sleepscorer.scoring.events import Event, EventKind
from sleepscorer.scoring.lights import Lights
from sleepscorer.scoring.marks import EpochMarks
from sleepscorer.stages import Stage


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
    ties_before, ties_after : tuple of int, or None
        Epochs (0-based) in which scorers tie; None for both where the change leaves them as they are.
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
    ties_before: tuple[int, ...] | None = None
    ties_after: tuple[int, ...] | None = None

    def inverse(self) -> StageChange:
        """Return the change that takes this one back."""
        return replace(
            self,
            before=self.after,
            after=self.before,
            author_before=self.author_after,
            author_after=self.author_before,
            probabilities_before=self.probabilities_after,
            probabilities_after=self.probabilities_before,
            undoes=not self.undoes,
            ties_before=self.ties_after,
            ties_after=self.ties_before,
        )


@dataclass(frozen=True)
class LightsChange:
    """New lights markers."""

    before: Lights
    after: Lights
    author: Author
    at: str

    def inverse(self) -> LightsChange:
        """Return the change that takes this one back."""
        return replace(self, before=self.after, after=self.before)


@dataclass(frozen=True)
class EventChange:
    """Events removed and events added; an edge that is moved does both at once.

    Attributes
    ----------
    removed, added : tuple of Event
    author : Author
    at : str
        Time of the change, ISO 8601, UTC.
    rejected, unrejected : tuple of Event
        Proposals that a person has taken out, to be remembered as such, and those to be forgotten again.
    searched_before, searched_after : mapping of EventKind to Author, or None
        Kinds of events that were looked for all night, and by whom; None for both where the change leaves
        them as they are.
    searched_on_before, searched_on_after : str or None
        Fingerprint of the stages on which a scorer has looked for them; None for both likewise.
    """

    removed: tuple[Event, ...]
    added: tuple[Event, ...]
    author: Author
    at: str
    rejected: tuple[Event, ...] = ()
    unrejected: tuple[Event, ...] = ()
    searched_before: Mapping[EventKind, Author] | None = None
    searched_after: Mapping[EventKind, Author] | None = None
    searched_on_before: str | None = None
    searched_on_after: str | None = None

    @property
    def concerns_proposals(self) -> bool:
        """Whether a program that knows no proposals would lose something of it."""
        events = (*self.removed, *self.added, *self.rejected, *self.unrejected)
        return any(event.proposal is not None for event in events)

    @property
    def has_notes(self) -> bool:
        """Whether a program that knows no notes on events would lose one."""
        return any(event.note for event in (*self.removed, *self.added))

    def inverse(self) -> EventChange:
        """Return the change that takes this one back."""
        return replace(
            self,
            removed=self.added,
            added=self.removed,
            rejected=self.unrejected,
            unrejected=self.rejected,
            searched_before=self.searched_after,
            searched_after=self.searched_before,
            searched_on_before=self.searched_on_after,
            searched_on_after=self.searched_on_before,
        )


@dataclass(frozen=True)
class MarkChange:
    """New flags and note of one epoch (0-based)."""

    epoch: int
    before: EpochMarks
    after: EpochMarks
    author: Author
    at: str

    def inverse(self) -> MarkChange:
        """Return the change that takes this one back."""
        return replace(self, before=self.after, after=self.before)


@dataclass(frozen=True)
class CommentChange:
    """New comment on the night, as its report prints it."""

    before: str
    after: str
    author: Author
    at: str

    def inverse(self) -> CommentChange:
        """Return the change that takes this one back."""
        return replace(self, before=self.after, after=self.before)


Change = StageChange | LightsChange | EventChange | MarkChange | CommentChange


def is_whole(change: StageChange, n_epochs: int) -> bool:
    """Return whether a change's parts have one length, and its probabilities and ties that of the night."""
    per_epoch = (change.before, change.after, change.author_before, change.author_after)
    if any(not 0 <= epoch < n_epochs for epoch in change.ties_after or ()):
        return False
    nights = (change.probabilities_before, change.probabilities_after)
    return all(len(values) == len(change.epochs) for values in per_epoch) and all(
        night is None or night.shape == (n_epochs, 5) for night in nights
    )


def overwrites_a_person(change: StageChange) -> bool:
    """Return whether a model would take an epoch from a person."""
    return any(
        before is not None
        and not before.is_model
        and (change.is_model_run if after is None else after.is_model)
        for before, after in zip(change.author_before, change.author_after, strict=True)
    )
