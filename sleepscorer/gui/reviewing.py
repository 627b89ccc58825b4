"""The review loop: which epoch to look at next, how far one has come, what errors are left."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QObject, Signal

from sleepscorer.gui.session import Session
from sleepscorer.prescoring.review import Review, ReviewQueue
from sleepscorer.prescoring.review_rules import Reason
from sleepscorer.scoring import Flag


class Reviewing(QObject):
    """Review of one night, brought up to date after every change.

    Signals
    -------
    changed()
        The queue, or whether one is in its loop, is new.
    started(str)
        A sentence on a queue made by a new run of a model.
    """

    changed = Signal()
    started = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session: Session | None = None
        self._queue: ReviewQueue | None = None
        self._target: int | None = None
        self.review: Review | None = None
        self.by_risk = False

    def show_session(self, session: Session) -> None:
        """Follow a night."""
        self._session, self._target = session, None
        session.prescored.connect(self._take_run)
        session.epochs_changed.connect(self.refresh)
        session.marks_changed.connect(self._requeue)
        session.epoch_moved.connect(self._leave_loop)
        self._requeue()

    @property
    def in_loop(self) -> bool:
        """Whether the current epoch was come to through the queue."""
        return self._session is not None and self._target == self._session.epoch

    def _requeue(self) -> None:
        """Make the queue anew from what the model said and people marked."""
        session = self._session
        rows = session.scoring.probabilities if session is not None else None
        self._queue = None
        if session is not None and rows is not None:
            self._queue = ReviewQueue(rows, hints=_hints(session))
        self.refresh()

    def _take_run(self) -> None:
        self._requeue()
        if self.review is not None:
            self.started.emit(self.summary())

    def refresh(self) -> None:
        """Bring the queue up to date with what has been scored since."""
        session = self._session
        self.review = None
        if session is not None and self._queue is not None:
            self.review = self._queue.update(session.scoring.stages, session.scoring.by_human())
        self.changed.emit()

    def summary(self) -> str:
        """What the review holds, in a sentence."""
        review, session = self.review, self._session
        if review is None or session is None:
            return ""
        share = review.n_left / max(session.n_epochs, 1)
        return (
            f"{review.n_left} of {session.n_epochs} epochs deserve a look ({share:.0%}), about "
            f"{review.expected_in_queue:.0f} of them are expected wrong. Space: the first one."
        )

    @property
    def progress(self) -> str:
        """``review 12 of 87, about 9 errors left``."""
        if self.review is None or not self.review.n_total:
            return ""
        left = self.review.expected_left
        return f"review {self.review.n_done} of {self.review.n_total}, about {left:.0f} errors left"

    def reasons(self, epoch: int) -> tuple[str, ...]:
        """Why an epoch is in the queue."""
        item = self.review.item_at(epoch) if self.review is not None else None
        return tuple(str(reason.value) for reason in item.reasons) if item else ()

    def go(self, step: int) -> bool:
        """Go to the next (+1) or previous (-1) epoch of the queue; false where there is none."""
        session = self._session
        epoch = self._next(step)
        if session is None or epoch is None:
            return False
        self._target = epoch
        session.go_to(epoch)
        self.changed.emit()
        return True

    def _next(self, step: int) -> int | None:
        """Epoch of the queue to go to: from outside the loop the current one counts too."""
        if self.review is None or self._session is None or not self.review.items:
            return None
        items = self.review.by_risk if self.by_risk else self.review.items
        order = [epoch for item in items for epoch in item.epochs][::step]
        here = self._session.epoch
        if self.by_risk:
            place = order.index(here) + 1 if self.in_loop and here in order else 0
        else:
            passed = [
                step * epoch <= step * here if self.in_loop else step * epoch < step * here for epoch in order
            ]
            place = sum(passed)
        epoch = order[place % len(order)]
        return None if self.in_loop and epoch == here else epoch

    def _leave_loop(self) -> None:
        if not self.in_loop:
            self._target = None


def _hints(session: Session) -> dict[Reason, np.ndarray]:
    """Epochs that somebody marked as not sure."""
    marked = np.zeros(session.n_epochs, bool)
    for epoch, marks in session.scoring.marked.items():
        marked[epoch] = Flag.NOT_SURE in marks.flags
    return {Reason.MARKED: marked} if marked.any() else {}
