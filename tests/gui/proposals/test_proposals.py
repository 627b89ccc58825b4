"""Events are proposed in the background, gone through, taken and rejected."""

from __future__ import annotations

from collections.abc import Callable
from time import sleep
from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from sleepscorer.errors import ModelError
from sleepscorer.gui.main_window import MainWindow
from sleepscorer.gui.proposals.tips import tip_of
from sleepscorer.prescoring.events import run as events_run
from sleepscorer.prescoring.events import scorers
from sleepscorer.prescoring.events.result import ProposedEvents
from sleepscorer.prescoring.prescore import Cancelled
from sleepscorer.recording import Recording
from sleepscorer.scoring import Author, AuthorKind, Event, EventKind, Proposal, Scoring, stages_fingerprint
from sleepscorer.stages import Stage

AUTHOR = Author(AuthorKind.MODEL, "psgscoring@0.0.1")
STARTS = (3000.0, 6000.0, 9000.0)


def _propose(recording: Recording, scoring: Scoring, **more: Any) -> ProposedEvents:
    more["progress"](0.5)
    terms = (("flow", -59.0), ("desaturation", 12.0))
    proposal = Proposal(AUTHOR, "usual", stages_fingerprint(scoring.stages), 0.7, terms)
    events = tuple(Event(EventKind.HYPOPNOEA, start_s, 16.0, proposal=proposal) for start_s in STARTS)
    return ProposedEvents(events, AUTHOR, "usual", ("By the usual rules.",))


@pytest.fixture
def proposing(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> MainWindow:
    monkeypatch.setattr(scorers, "installed_event_scorer", lambda: None)
    monkeypatch.setattr(events_run, "propose_events", _propose)
    return window


def run(window: MainWindow, qtbot: QtBot) -> None:
    window.actions_by_name["propose_events"].trigger()
    qtbot.waitUntil(lambda: not window.proposals.is_running, timeout=5000)


def test_proposals_are_gone_through_taken_and_rejected_and_a_run_is_undone_as_one(
    proposing: MainWindow, qtbot: QtBot
) -> None:
    window, said = proposing, []
    window.proposals.progressed.connect(said.append)
    run(window, qtbot)
    assert window.session is not None
    scoring = window.session.scoring
    assert [event.start_s for event in scoring.events] == list(STARTS)
    assert "By the usual rules." in window.banner.text()
    window.session.go_to(0)
    window.actions_by_name["proposal_next"].trigger()
    assert window.session.epoch == 100
    assert said[-1].startswith("flow -59 %, 16 s, desaturation 12 %   AHI ")
    window.actions_by_name["proposal_take"].trigger()
    assert "(1 of 3 proposed events confirmed)" in said[-1]
    assert window.proposals.chosen is not None
    assert window.proposals.chosen.start_s == STARTS[1]
    window.actions_by_name["proposal_reject"].trigger()
    assert [event.start_s for event in scoring.events] == [STARTS[0], STARTS[2]]
    assert [event.start_s for event in scoring.rejected] == [STARTS[1]]
    run(window, qtbot)
    assert [event.start_s for event in scoring.events] == [STARTS[0], STARTS[2]], "rejected stay rejected"
    for _ in range(3):
        window.actions_by_name["undo"].trigger()
    assert scoring.events == ()
    assert scoring.rejected == ()


def test_enter_and_delete_act_on_the_proposal_that_is_chosen_else_on_the_stage(
    proposing: MainWindow, qtbot: QtBot
) -> None:
    window = proposing
    run(window, qtbot)
    session = window.session
    assert session is not None
    scoring = session.scoring
    session.go_to(0)
    before = scoring.authors[100]
    window.actions_by_name["proposal_next"].trigger()
    qtbot.keyClick(window, Qt.Key.Key_Return)
    assert [event.is_proposed for event in scoring.events] == [False, True, True]
    qtbot.keyClick(window, Qt.Key.Key_Delete)
    assert [event.start_s for event in scoring.rejected] == [STARTS[1]]
    assert session.epoch == 300
    qtbot.keyClick(window, Qt.Key.Key_Return)
    assert not any(event.is_proposed for event in scoring.events)
    assert "No proposed event is left" in window.banner.text()
    assert scoring.authors[100] == before, "stages are left alone"
    session.score([5], Stage.N2)
    session.go_to(5)
    qtbot.keyClick(window, Qt.Key.Key_Return)
    assert session.epoch == 6, "where no event is chosen, Enter accepts the stage"


def test_a_proposal_is_drawn_unlike_a_persons_event_and_tells_its_reason(
    proposing: MainWindow, qtbot: QtBot
) -> None:
    run(proposing, qtbot)
    proposing.session.go_to(0)
    proposing.actions_by_name["proposal_next"].trigger()
    view = proposing.view
    proposed = view.traces.grab().toImage()
    proposing.session.confirm_event(proposing.proposals.chosen)
    assert view.traces.grab().toImage() != proposed
    event = proposing.session.scoring.events[0]
    text = tip_of(event)
    assert "flow -59 %, 16 s, desaturation 12 %" in text
    assert "proposed by psgscoring@0.0.1 (usual), score 0.70" in text
    assert "confirmed by" in text
    assert tip_of(Event(EventKind.AROUSAL, 0.0, 3.0)) == ""


def test_it_is_said_once_that_stages_have_changed(proposing: MainWindow, qtbot: QtBot) -> None:
    run(proposing, qtbot)
    session = proposing.session
    assert session is not None
    session.score([0, 1], Stage.R)
    assert "3 proposed events were found on other stages" in proposing.banner.text()


def test_without_the_extra_it_is_said_how_to_get_it(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    def absent() -> None:
        raise ModelError("psgscoring is not installed; install it with pip install 'sleepscorer[events]'.")

    monkeypatch.setattr(scorers, "installed_event_scorer", absent)
    window.actions_by_name["propose_events"].trigger()
    assert "sleepscorer[events]" in window.banner.text()
    assert not window.proposals.is_running


def test_escape_stops_a_run(proposing: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    def endless(*_: object, cancelled: Callable[[], bool], **__: object) -> None:
        while not cancelled():
            sleep(0.01)
        raise Cancelled

    monkeypatch.setattr(events_run, "propose_events", endless)
    proposing.actions_by_name["propose_events"].trigger()
    assert proposing.proposals.is_running
    assert not proposing.proposals.can_run()
    proposing.actions_by_name["cancel"].trigger()
    qtbot.waitUntil(lambda: not proposing.proposals.is_running, timeout=5000)
    assert proposing.session is not None
    assert proposing.session.scoring.events == ()
