"""Controller of proposed events: runs the event scorer, goes through what it proposes, takes and rejects."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from importlib.util import find_spec
from typing import Any

from PySide6.QtCore import QObject, Signal

from sleepscorer.body_positions import BodyPosition
from sleepscorer.errors import ModelError
from sleepscorer.extras import install_command
from sleepscorer.gui.background.task import Task, TaskSlot
from sleepscorer.gui.i18n.localization import localized
from sleepscorer.gui.i18n.translation import fill, number, translate
from sleepscorer.gui.page.central import CentralWidget
from sleepscorer.gui.proposals.tips import ProposalTips
from sleepscorer.gui.session.session import Session
from sleepscorer.gui.workspace import Workspace
from sleepscorer.messages import joined
from sleepscorer.prescoring.events import scorers
from sleepscorer.prescoring.events.result import ProposedEvents
from sleepscorer.prescoring.events.scorers import USUAL
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


class ProposalController(QObject):
    """Proposed events of the open night.

    Parameters
    ----------
    workspace : Workspace
    central : CentralWidget
        Shows the page on which an event is chosen.

    Signals
    -------
    progressed(str)
        How far the scorer is, or what is chosen; an empty text once the run has ended.
    """

    progressed = Signal(str)

    def __init__(self, workspace: Workspace, central: CentralWidget) -> None:
        super().__init__(workspace)
        self._workspace, self._central = workspace, central
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
        """Return what to do where the usual event scorer is not installed; empty where it is."""
        if self._how_to_install is None:
            self._how_to_install = "" if find_spec(USUAL) else install_command("events")
        return self._how_to_install

    def run(self) -> None:
        """Have the usual scorer propose events in the background; told where it is not installed."""
        session = self._workspace.session
        if session is None or not self.can_run():
            return
        try:
            scorers.installed_event_scorer()
        except ModelError as error:
            self._workspace.notify(error.message)
            return
        self._asked = session
        recorder, device = session.recording.recorder, session.recording.device
        positions = session.settings.chosen_positions(recorder, device)
        work = partial(_propose, session.recording, _snapshot(session.scoring), positions or None)
        self._run.start(translate("Proposals", "Proposing events"), work, Task.Priority.LowPriority)
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
            "Proposals", "{count} events are proposed for review: Next proposed event goes through them."
        )
        self._workspace.notify(joined((fill(text, count=counted.total), *result.notices)))

    def _end(self) -> None:
        self._asked = None
        self.progressed.emit("")

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
        session.go_to(int(target.start_s // EPOCH_SECONDS))
        self._central.view.measurements.select(target)
        self._say(session, target)
        return True

    def _next(self, session: Session, step: int) -> Event | None:
        proposals = [event for event in session.scoring.events if event.is_proposed]
        here = self.chosen
        at = here.order if here else (float(session.epoch * EPOCH_SECONDS),)
        ahead = [
            event
            for event in proposals
            if (event.order > at if step > 0 else event.order < at) and event != here
        ]
        if ahead:
            return ahead[0 if step > 0 else -1]
        return (proposals[0] if step > 0 else proposals[-1]) if proposals else None

    def take(self) -> bool:
        """Confirm the chosen proposal and go on; told where none is chosen, and false."""
        return self.take_shown() or self._tell_to_choose()

    def reject(self) -> bool:
        """Take the chosen proposal out for good, and go on; told where none is chosen, and false."""
        return self.reject_shown() or self._tell_to_choose()

    def take_shown(self) -> bool:
        """Confirm the proposal that is shown as chosen and go on; false where none is."""
        return self._decide(Session.confirm_event)

    def reject_shown(self) -> bool:
        """Take the proposal that is shown as chosen out and go on; false where none is."""
        return self._decide(Session.remove_event)

    def _tell_to_choose(self) -> bool:
        self._workspace.notify(
            translate("Proposals", "No proposed event is chosen; Next proposed event chooses one.")
        )
        return False

    def _decide(self, decide: Callable[[Session, Event], None]) -> bool:
        session, event = self._workspace.session, self.chosen
        if session is None or event is None or event != self._central.view.selected_in_view:
            return False
        following = self._next(session, 1)
        decide(session, event)
        if following is None or following == event:
            self._central.view.measurements.select(None)
            self.progressed.emit(self._indices(session))
            self._workspace.notify(translate("Proposals", "No proposed event is left to review."))
            return True
        session.go_to(int(following.start_s // EPOCH_SECONDS))
        self._central.view.measurements.select(following)
        self._say(session, following)
        return True

    def _say(self, session: Session, event: Event) -> None:
        self.progressed.emit(f"{localized(reason_of(event))}   {self._indices(session)}")

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
    recording: Recording,
    scoring: Scoring,
    positions: Mapping[int, BodyPosition] | None,
    progress: Any,
    cancelled: Any,
) -> ProposedEvents:
    from sleepscorer.prescoring.events import run  # needed by nothing of the first page

    return run.propose_events(recording, scoring, positions=positions, progress=progress, cancelled=cancelled)
