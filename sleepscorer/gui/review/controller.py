"""The review loop: which epoch to look at next, how far one has come, what errors are left."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Protocol

import numpy as np
from PySide6.QtCore import QObject, QTimer, Signal

from sleepscorer.channels import Derivation, Role
from sleepscorer.errors import Cancelled
from sleepscorer.gui.background.task import Task, TaskSlot
from sleepscorer.gui.i18n.labels import reason_text
from sleepscorer.gui.i18n.translation import fill, translate
from sleepscorer.recording import Recording
from sleepscorer.review.rules import Reason, hints_of
from sleepscorer.scoring import Event, Flag
from sleepscorer.settings import Settings
from sleepscorer.stages import EPOCH_SECONDS

if TYPE_CHECKING:
    from sleepscorer.gui.session.session import Session
    from sleepscorer.review.queue import Review, ReviewQueue
    from sleepscorer.signals.quality import Fault

LOOK_AFTER_MS = 700
"""The first page and the model come first."""


Stop = int | Event
"""Stop of the review: an epoch (0-based), or a proposed event."""


class ProposalLoop(Protocol):
    """The proposed events, as far as the review goes through them."""

    def left(self) -> tuple[Event, ...]:
        """Return the proposals that nobody has confirmed, in the order of the review."""

    def shown(self) -> Event | None:
        """Return the proposal that is shown as chosen; None where none is."""

    def show(self, event: Event | None) -> None:
        """Show a proposal as the chosen one, with its epoch; None chooses none."""


class ReviewController(QObject):
    """Review of one night, brought up to date after every change.

    The queue is made again when it is next asked for, and at the latest once the page has been painted.

    Parameters
    ----------
    settings : Settings
        ``review_by_risk`` and ``review_by_kind`` tell what comes first.

    Attributes
    ----------
    proposals : ProposalLoop or None
        Proposed events, gone through with the epochs.

    Signals
    -------
    changed()
        The queue, the current epoch, or whether one is in the loop, is new; told after the page is painted.
    started(str)
        A sentence on a queue made by a new run of a model.
    """

    changed = Signal()
    started = Signal(str)

    def __init__(self, settings: Settings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self.proposals: ProposalLoop | None = None
        self._event: Event | None = None
        self._session: Session | None = None
        self._queue: ReviewQueue | None = None
        self._target: int | None = None
        self._faults: dict[Reason, np.ndarray] = {}
        self._ties: tuple[int, ...] = ()
        self._check = TaskSlot(self)
        self._check.succeeded.connect(self._take_faults)
        self._review: Review | None = None
        self._is_stale = False
        self._notifier = QTimer(self, interval=0, singleShot=True)
        self._notifier.timeout.connect(self.changed)

    @property
    def by_risk(self) -> bool:
        """Whether the most doubtful epochs come first."""
        return self._settings.review_by_risk

    @property
    def by_kind(self) -> bool:
        """Whether the stages come first, and then the proposed events kind by kind."""
        return self._settings.review_by_kind

    def show_session(self, session: Session) -> None:
        """Follow a night."""
        self.leave()
        self._event = None
        self._session, self._target, self._faults = session, None, {}
        QTimer.singleShot(LOOK_AFTER_MS, self._look_at_signal)
        session.prescored.connect(self._take_run)
        session.epochs_changed.connect(self._follow_epochs)
        session.marks_changed.connect(self._requeue)
        session.epoch_moved.connect(self._leave_loop)
        self._requeue()

    def leave(self) -> None:
        """Leave a night that is being closed: nothing may read it any longer."""
        self._session = self._queue = None
        self.refresh()
        self._check.stop()

    def _look_at_signal(self) -> None:
        """Look for epochs whose EEG is flat, saturated or far too large, in the background."""
        session = self._session
        if session is None or self._check.is_busy:
            return
        trace = next((t for t in session.recording.traces if t.role is Role.EEG and t.shown), None)
        if trace is None:
            return
        work = partial(_faults_of, session.recording, trace, session.n_epochs)
        self._check.start(translate("Review", "The check of the signal"), work, Task.Priority.LowPriority)

    def _take_faults(self, faults: dict[Fault, np.ndarray]) -> None:
        self._faults = {reason: mask for reason, mask in hints_of(faults).items() if mask.any()}
        if self._faults:
            self._requeue()

    @property
    def in_loop(self) -> bool:
        """Whether the current epoch was come to through the queue."""
        return self._session is not None and self._target == self._session.epoch

    def _requeue(self) -> None:
        """Make the queue again from what the model said and people marked."""
        from sleepscorer.review.queue import queue_of  # needed by nothing of the start

        session = self._session
        self._queue = queue_of(session.scoring, hints=self._hints(session)) if session is not None else None
        self._ties = session.scoring.ties if session is not None else ()
        self.refresh()

    def _follow_epochs(self) -> None:
        if self._session is not None and self._session.scoring.ties != self._ties:
            self._requeue()  # a consensus was made, or taken back
        else:
            self.refresh()

    def _take_run(self) -> None:
        self._requeue()
        if self.review is not None:
            self.started.emit(self.summary())

    def refresh(self) -> None:
        """Have the queue brought up to date with what has been scored since."""
        self._is_stale = True
        self._tell()

    def _tell(self) -> None:
        """Tell of something new once the page is painted, before anything that was begun later."""
        if not self._notifier.isActive():
            self._notifier.start()

    @property
    def review(self) -> Review | None:
        """The queue as it stands now; None without a model's run or a tie."""
        session = self._session
        if self._is_stale:
            self._is_stale, self._review = False, None
            if session is not None and self._queue is not None:
                self._review = self._queue.update(session.scoring.stages, session.scoring.by_human())
        return self._review

    def summary(self) -> str:
        """Describe what the review holds, in a sentence."""
        review, session = self.review, self._session
        if review is None or session is None:
            return ""
        text = translate(
            "Review",
            "{left} of {total} epochs deserve a look ({share:.0%}), about {wrong:.0f} of them are expected "
            "wrong. Space: the first one.",
        )
        return fill(
            text,
            left=review.n_left,
            total=session.n_epochs,
            share=review.n_left / max(session.n_epochs, 1),
            wrong=review.expected_in_queue,
        )

    @property
    def progress(self) -> str:
        """``review 12 of 87, about 9 errors left``."""
        if self.review is None or not self.review.n_total:
            return ""
        text = translate("Review", "review {done} of {total}, about {left:.0f} errors left")
        return fill(text, done=self.review.n_done, total=self.review.n_total, left=self.review.expected_left)

    @property
    def brief(self) -> str:
        """The same where there is little room: ``review 12 of 87``."""
        if self.review is None or not self.review.n_total:
            return ""
        text = translate("Review", "review {done} of {total}")
        return fill(text, done=self.review.n_done, total=self.review.n_total)

    def reasons(self, epoch: int) -> tuple[str, ...]:
        """Return the reasons for which an epoch is in the queue."""
        item = self.review.item_at(epoch) if self.review is not None else None
        return tuple(map(reason_text, item.reasons)) if item else ()

    def go(self, step: int) -> bool:
        """Go to the next (+1) or previous (-1) epoch or proposed event; false where there is none."""
        stop = self._next(step)
        if stop is None:
            return False
        self._visit(stop)
        return True

    def going_on_from(self, event: Event) -> Callable[[], bool] | None:
        """Return how to go on once a proposed event is decided on; None where it was not come to from here.

        Parameters
        ----------
        event : Event
            As it stands before that.
        """
        if event != self._event:
            return None
        following = self._next(1)

        def go_on() -> bool:
            if following is None or following == event:
                return False
            self._visit(following)
            return True

        return go_on

    def _visit(self, stop: Stop) -> None:
        session, proposals = self._session, self.proposals
        if session is None:
            return
        if isinstance(stop, Event):
            self._target, self._event = None, stop
            if proposals is not None:
                proposals.show(stop)
        else:
            self._target, self._event = stop, None
            if proposals is not None and proposals.shown() is not None:
                proposals.show(None)  # or its keys would act on what lies behind
            session.go_to(stop)
        self._tell()

    def go_on_here(self) -> None:
        """Take the current epoch for one come to through the queue, where it is in it."""
        if self._session is not None and self.reasons(self._session.epoch):
            self._target = self._session.epoch
            self._tell()

    def go_from(self, epoch: int) -> None:
        """Go to the first epoch of the queue from an epoch on; without a queue, to the model's next doubt."""
        session = self._session
        if session is None:
            return
        items = self.review.items if self.review is not None else ()
        wanted = next((queued for item in items for queued in item.epochs if queued >= epoch), None)
        if wanted is None:
            from sleepscorer.review.doubt import next_doubt

            doubt = next_doubt(session.scoring.probabilities, epoch)
            session.go_to(epoch if doubt is None else doubt)
            return
        self._target = wanted
        session.go_to(wanted)
        self._tell()

    def _next(self, step: int) -> Stop | None:
        """Return the stop to go to: from outside the loop the current epoch counts too."""
        order = self._stops()[::step]
        if self._session is None or not order:
            return None
        here = self._here()
        if here is not None and here in order:
            index = order.index(here) + 1
        else:
            index = 0 if self.by_risk else sum(self._is_passed(stop, step) for stop in order)
        stop = order[index % len(order)]
        return None if stop == here else stop

    def _stops(self) -> list[Stop]:
        """Return what is left to look at; where not by time, the stages that indices rest on come first."""
        review = self.review
        items = () if review is None else review.by_risk if self.by_risk else review.items
        epochs: list[Stop] = [epoch for item in items for epoch in item.epochs]
        events = self.proposals.left() if self.proposals is not None and self._session is not None else ()
        stops = [*epochs, *events]
        return stops if self.by_risk or self.by_kind else sorted(stops, key=self._order_of)

    def _order_of(self, stop: Stop) -> tuple[bool, float, bool]:
        is_event = isinstance(stop, Event)
        start_s = stop.start_s if isinstance(stop, Event) else float(stop * EPOCH_SECONDS)
        return is_event and self.by_kind, start_s, is_event

    def _here(self) -> Stop | None:
        """Return the stop that one is at; None outside the loop."""
        shown = self.proposals.shown() if self.proposals is not None else None
        if shown is not None:
            return shown
        return self._target if self.in_loop else None

    def _is_passed(self, stop: Stop, step: int) -> bool:
        assert self._session is not None
        epoch, in_loop = self._session.epoch, self.in_loop
        if step > 0:
            here = self._order_of(epoch)
            return self._order_of(stop) <= here if in_loop else self._order_of(stop) < here
        return self._order_of(stop) >= self._order_of(epoch if in_loop else epoch + 1)

    def _hints(self, session: Session) -> dict[Reason, np.ndarray]:
        """Faults of the signal, and epochs that somebody marked as not sure."""
        marked = np.zeros(session.n_epochs, bool)
        for epoch, marks in session.scoring.marked.items():
            marked[epoch] = Flag.NOT_SURE in marks.flags
        hints = {**self._faults, Reason.MARKED: marked} if marked.any() else dict(self._faults)
        return {**hints, **self._tied(session)}

    def _tied(self, session: Session) -> dict[Reason, np.ndarray]:
        """Ties of a consensus."""
        tied = np.zeros(session.n_epochs, bool)
        tied[list(session.scoring.ties)] = True
        return {Reason.TIE: tied} if tied.any() else {}

    def _leave_loop(self) -> None:
        if not self.in_loop:
            self._target = None
        self._tell()


def _faults_of(
    recording: Recording,
    trace: Derivation,
    n_epochs: int,
    progress: Callable[[float], None],
    cancelled: Callable[[], bool],
) -> dict[Fault, np.ndarray]:
    from sleepscorer.signals.quality import night_faults

    def step(done: float) -> None:
        if cancelled():
            raise Cancelled
        progress(done)

    return night_faults(partial(recording.read_derivation, trace), n_epochs, recording.rate_of(trace), step)
