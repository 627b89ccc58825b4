"""Scoring by key: give a stage, accept it, take it back, and go on, in the night or in the review."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum, auto
from typing import TYPE_CHECKING, Protocol

from sleepscorer.settings import Settings
from sleepscorer.stages import Stage

if TYPE_CHECKING:
    from sleepscorer.gui.session.session import Session


class ScoringOutcome(Enum):
    """Outcome of a key for scoring."""

    NOTHING = auto()
    """No night is open, or the change was not wanted or could not be kept."""
    NO_STAGE = auto()
    """The epoch has no stage that could be accepted."""
    CHANGED = auto()
    """The change was made, and the epoch is still the current one."""
    ADVANCED = auto()
    """The change was made, and another epoch is the current one, unless it is the last one."""
    REVIEWED = auto()
    """The change was made, and nothing is left in the review."""


class ReviewLoop(Protocol):
    """The review, as far as scoring goes on in it."""

    @property
    def in_loop(self) -> bool:
        """Whether the current epoch was come to through the review."""

    def go(self, step: int) -> bool:
        """Go to the next (+1) or previous (-1) epoch of the review; false where there is none."""

    def go_on_here(self) -> None:
        """Take the current epoch for one come to through the review, where it is in it."""


class ScoringController:
    """Scores the open night, whether a key, a button or the palette asks for it.

    Parameters
    ----------
    settings : Settings
        ``advance`` tells whether a stage goes on to the next epoch.
    review : ReviewLoop
    """

    def __init__(self, settings: Settings, review: ReviewLoop) -> None:
        self._settings = settings
        self._review = review
        self._session: Session | None = None

    def show_session(self, session: Session | None) -> None:
        """Score another night; None is no night."""
        self._session = session

    def score(self, stage: Stage) -> ScoringOutcome:
        """Give the selected epochs, or the current one, a stage, and go on if so set."""
        session = self._session
        if session is None:
            return ScoringOutcome.NOTHING
        selected, in_loop = session.selection, self._review.in_loop
        kept = session.score([session.epoch], stage) if selected is None else session.score_selection(stage)
        if not kept:
            return ScoringOutcome.NOTHING
        if not self._settings.advance:
            return ScoringOutcome.CHANGED
        if selected is None:
            return self._go_on(in_loop)
        session.go_to(selected.stop)
        return ScoringOutcome.ADVANCED

    def accept(self) -> ScoringOutcome:
        """Confirm the stage of the current epoch as one's own, and go on."""
        session, in_loop = self._session, self._review.in_loop
        if session is None:
            return ScoringOutcome.NOTHING
        if session.scoring.stages[session.epoch] == Stage.UNSCORED:
            return ScoringOutcome.NO_STAGE
        return self._go_on(in_loop) if session.accept(session.epoch) else ScoringOutcome.NOTHING

    def undo(self) -> ScoringOutcome:
        """Take the last change back; a review goes on from the epoch this leads to."""
        return self._turn(lambda session: session.undo())

    def redo(self) -> ScoringOutcome:
        """Make the change again that was taken back last; a review goes on from its epoch."""
        return self._turn(lambda session: session.redo())

    def _turn(self, turn: Callable[[Session], bool]) -> ScoringOutcome:
        session, in_loop = self._session, self._review.in_loop
        if session is None:
            return ScoringOutcome.NOTHING
        changed = turn(session)
        if in_loop:
            self._review.go_on_here()
        return ScoringOutcome.CHANGED if changed else ScoringOutcome.NOTHING

    def _go_on(self, in_loop: bool) -> ScoringOutcome:
        """Go to the next epoch of the review where one came from it, else of the night."""
        if not in_loop:
            self.step(1)
            return ScoringOutcome.ADVANCED
        return ScoringOutcome.ADVANCED if self._review.go(1) else ScoringOutcome.REVIEWED

    def step(self, epochs: int) -> None:
        """Go some epochs on, or back."""
        if self._session is not None:
            self._session.go_to(self._session.epoch + epochs)

    def jump(self, find: Callable[[Session], int | None]) -> None:
        """Go to an epoch if there is one."""
        epoch = find(self._session) if self._session is not None else None
        if epoch is not None and self._session is not None:
            self._session.go_to(epoch)

    def select(self, step: int) -> None:
        """Go an epoch on (+1) or back (-1), and select what is passed over."""
        if self._session is not None:
            self._session.extend_selection(step)

    def clear_selection(self) -> bool:
        """Select nothing; false where nothing was selected."""
        if self._session is None or self._session.selection is None:
            return False
        self._session.clear_selection()
        return True
