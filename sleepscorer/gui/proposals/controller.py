"""Controller of proposed events: runs the event scorer, goes through what it proposes, takes and rejects."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import QObject, Signal

from sleepscorer.errors import ModelError
from sleepscorer.extras import install_command
from sleepscorer.gui.background.task import Task, TaskSlot
from sleepscorer.gui.i18n.localization import localized
from sleepscorer.gui.i18n.translation import fill, number, translate
from sleepscorer.gui.page.central import CentralWidget
from sleepscorer.gui.proposals.tips import ProposalTips
from sleepscorer.gui.workspace import Workspace
from sleepscorer.messages import joined
from sleepscorer.recording import Recording
from sleepscorer.scoring import (
    OF_RECORDING,
    Event,
    Scoring,
    count_proposals,
    on_other_stages,
    scoring_from_stages,
)
from sleepscorer.scoring.proposal_terms import reason_of
from sleepscorer.stages import EPOCH_SECONDS

if TYPE_CHECKING:
    from sleepscorer.gui.session.session import Session
    from sleepscorer.prescoring.events.result import ProposedEvents


class EventReview(Protocol):
    """The review of epochs and events, as far as one comes to an event through it."""

    def going_on_from(self, event: Event) -> Callable[[], bool] | None:
        """Return how to go on once an event is decided on; None where the review did not lead to it."""


class ProposalController(QObject):
    """Proposed events of the open night.

    Parameters
    ----------
    workspace : Workspace
    central : CentralWidget
        Shows the page on which an event is chosen.
    review : EventReview

    Signals
    -------
    progressed(str)
        How far the scorer is, or what is chosen; an empty text once the run has ended.
    busy_changed()
        A run was begun, or has ended.
    """

    progressed = Signal(str)
    busy_changed = Signal()

    def __init__(self, workspace: Workspace, central: CentralWidget, review: EventReview) -> None:
        super().__init__(workspace)
        self._workspace, self._central, self._review = workspace, central, review
        self._run = TaskSlot(self)
        self._run.progressed.connect(self._show_progress)
        self._run.succeeded.connect(self._take_run)
        self._run.failed.connect(workspace.notify)
        self._run.ended.connect(self._end)
        central.made.connect(ProposalTips)
        self._asked: Session | None = None
        self._said_stale = False
        self._how_to_install: str | None = None

    def show_session(self, session: Session) -> None:
        """Follow a night."""
        self._said_stale = False
        if (sentence := session.scoring.stale_search_sentence) is not None:
            self._said_stale = True
            self._workspace.take_notice(sentence)
        session.epochs_changed.connect(self._say_if_stale)

    @property
    def is_running(self) -> bool:
        """Whether a run is going on."""
        return self._run.is_busy

    def can_run(self) -> bool:
        """Return whether a run can be begun now."""
        session = self._workspace.session
        return session is not None and not session.read_only and not self._run.is_busy

    def how_to_install(self) -> str:
        """Return what to do where the usual event scorer is not installed; empty where it is, or no night."""
        if self._workspace.session is None:
            return ""
        from sleepscorer.prescoring.events.scorers import USUAL

        if self._how_to_install is None:
            self._how_to_install = "" if find_spec(USUAL) else install_command("events")
        return self._how_to_install

    def run(self) -> None:
        """Have the usual scorer propose events in the background; told where it is not installed."""
        session = self._workspace.session
        if session is None or not self.can_run():
            return
        from sleepscorer.prescoring.events.scorers import installed_event_scorer

        try:
            installed_event_scorer()
        except ModelError as error:
            self._workspace.notify(error.message)
            return
        self._asked = session
        recorder, device = session.recording.recorder, session.recording.device
        positions = session.settings.chosen_positions(recorder, device)
        rules = {"profile": session.settings.event_profile, "positions": positions or None}
        work = partial(_propose, session.recording, _snapshot(session.scoring), rules)
        self._run.start(translate("Proposals", "Proposing events"), work, Task.Priority.LowPriority)
        self.busy_changed.emit()
        self._show_progress(0.0)

    def cancel(self) -> bool:
        """Ask the run to stop, and nothing is changed; false where there is none."""
        return self._run.cancel()

    def leave(self) -> None:
        """Let go of a run before its night is closed; its result is dropped."""
        task, asked = self._run.release(), self._asked
        if task is not None and asked is not None:
            asked.let_go(task)
            self._asked = None
            self.progressed.emit("")

    def _show_progress(self, done: float) -> None:
        text = translate("Proposals", "Proposing events: {share}; Esc stops it.")
        self.progressed.emit(fill(text, share=number(done, ".0%")))

    def _take_run(self, result: ProposedEvents) -> None:
        session = self._workspace.session
        if session is None or session is not self._asked:
            return
        self._said_stale = False
        session.propose_events(result)
        counted = count_proposals(session.scoring.events)
        text = translate(
            "Proposals", "{count} events are proposed for review: Space goes through them and the epochs."
        )
        self._workspace.notify(joined((fill(text, count=counted.total), *result.notices)))

    def _end(self) -> None:
        self._asked = None
        self.progressed.emit("")
        self.busy_changed.emit()

    def _say_if_stale(self) -> None:
        """Say once that stages have changed under the proposals."""
        session = self._workspace.session
        if session is None or self._said_stale:
            return
        count = on_other_stages(session.scoring.events, session.scoring.stages)
        if count:
            self._said_stale = True
            text = translate(
                "Proposals",
                "{count} proposed events were found on other stages; their indices follow the stages. "
                "Propose events looks again.",
            )
            self._workspace.notify(fill(text, count=count))
        elif (sentence := session.scoring.stale_search_sentence) is not None:
            self._said_stale = True
            self._workspace.notify(sentence)

    @property
    def chosen(self) -> Event | None:
        """Proposal that was chosen last, in view or not; None where none is."""
        view = self._central.made_view
        event = view.selected if view is not None else None
        return event if event is not None and event.is_proposed else None

    def go(self, step: int) -> bool:
        """Choose the next proposal in a direction, and show its epoch; false where there is none."""
        session = self._workspace.session
        if session is None:
            return False
        target = self._next(session, step)
        if target is None:
            self._workspace.notify(translate("Proposals", "No proposed event is left to review."))
            return False
        self.show(target)
        return True

    def left(self) -> tuple[Event, ...]:
        """Return the proposals that nobody has confirmed, in the order of the review."""
        session = self._workspace.session
        if session is None:
            return ()
        from sleepscorer.review.proposed import in_review_order

        settings = session.settings
        return in_review_order(
            session.scoring.events, by_risk=settings.review_by_risk, by_kind=settings.review_by_kind
        )

    def show(self, event: Event | None) -> None:
        """Show a proposal as the chosen one, with its epoch and reason; None chooses none."""
        session = self._workspace.session
        if session is None:
            return
        if event is not None:
            session.go_to(int(event.start_s // EPOCH_SECONDS))
        self._central.view.measurements.select(event)
        reason = f"{localized(reason_of(event))}   " if event is not None else ""
        self.progressed.emit(reason + self._indices(session))

    def shown(self) -> Event | None:
        """Return the proposal that is shown as chosen; None where none is."""
        view = self._central.made_view
        event = view.selected_in_view if view is not None and self._workspace.session is not None else None
        return event if event is not None and event.is_proposed else None

    def _next(self, session: Session, step: int) -> Event | None:
        proposals, here = self.left()[::step], self.chosen
        if here in proposals:
            return proposals[(proposals.index(here) + 1) % len(proposals)]
        settings, at_s = session.settings, session.epoch * EPOCH_SECONDS
        ahead = (
            event
            for event in proposals
            if settings.review_by_risk
            or settings.review_by_kind
            or (event.start_s >= at_s if step > 0 else event.start_s < at_s)
        )
        return next(ahead, proposals[0] if proposals else None)

    def take(self) -> bool:
        """Confirm the chosen proposal and go on; told where none is chosen, and false."""
        return self.take_shown() or self._tell_to_choose()

    def reject(self) -> bool:
        """Take the chosen proposal out for good, and go on; told where none is chosen, and false."""
        return self.reject_shown() or self._tell_to_choose()

    def take_shown(self) -> bool:
        """Confirm the proposal that is shown as chosen and go on; false where none is."""
        return self._decide(lambda session, event: session.confirm_event(event))

    def reject_shown(self) -> bool:
        """Take the proposal that is shown as chosen out and go on; false where none is."""
        return self._decide(lambda session, event: session.remove_event(event))

    def _tell_to_choose(self) -> bool:
        self._workspace.notify(
            translate("Proposals", "No proposed event is chosen; Next proposed event chooses one.")
        )
        return False

    def _decide(self, decide: Callable[[Session, Event], None]) -> bool:
        session, event = self._workspace.session, self.shown()
        if session is None or event is None:
            return False
        go_on, following = self._review.going_on_from(event), self._next(session, 1)
        decide(session, event)
        if go_on is not None and go_on():
            return True
        self.show(following if go_on is None and following != event else None)
        if not self.left():
            self._workspace.notify(translate("Proposals", "No proposed event is left to review."))
        return True

    def _indices(self, session: Session) -> str:
        """Return the AHI, or REI, with how many of the events found by a model are confirmed."""
        scoring = session.scoring
        night = session.night_signals.study(scoring).night
        texts = {
            False: translate("Proposals", "AHI {index} ({confirmed} of {total} proposed events confirmed)"),
            True: translate("Proposals", "REI {index} ({confirmed} of {total} proposed events confirmed)"),
        }
        counted = count_proposals(scoring.events)
        index = night.rei if night.is_monitored else night.ahi
        shown = "-" if index is None else number(index, ".1f")
        return fill(texts[night.is_monitored], index=shown, confirmed=counted.confirmed, total=counted.total)


def _snapshot(scoring: Scoring) -> Scoring:
    """Copy stages and lights of a scoring for a run, which no later change reaches."""
    copy = scoring_from_stages(scoring.stages, OF_RECORDING)
    copy.apply(copy.mark_lights(scoring.lights, OF_RECORDING))
    return copy


def _propose(
    recording: Recording, scoring: Scoring, rules: Mapping[str, Any], progress: Any, cancelled: Any
) -> ProposedEvents:
    from sleepscorer.prescoring.events import run  # needed by nothing of the first page

    return run.propose_events(recording, scoring, progress=progress, cancelled=cancelled, **rules)
