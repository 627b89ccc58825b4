"""Events are proposed in the background, gone through, taken and rejected."""

from __future__ import annotations

from collections.abc import Callable
from time import sleep
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from sleepscorer.errors import Cancelled, ModelError
from sleepscorer.gui.main_window import MainWindow
from sleepscorer.gui.preferences.dialog import PreferencesDialog
from sleepscorer.gui.proposals.tips import tip_of
from sleepscorer.prescoring.events import run as events_run
from sleepscorer.prescoring.events import scorers
from sleepscorer.prescoring.events.result import ProposedEvents
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


def test_it_is_said_though_none_was_found_and_when_the_night_is_opened_again(
    proposing: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def none_found(recording: Recording, scoring: Scoring, **_: Any) -> ProposedEvents:
        on = stages_fingerprint(scoring.stages)
        return ProposedEvents((), AUTHOR, "usual", (), {}, frozenset({EventKind.AROUSAL}), on)

    monkeypatch.setattr(events_run, "propose_events", none_found)
    run(proposing, qtbot)
    session = proposing.session
    assert session is not None
    session.score([0], Stage.R)
    assert "Stages have changed since events were looked for" in proposing.banner.text()
    path = session.recording.path
    proposing.banner.setText("")
    assert proposing.open(path, prescore=False)
    assert "Stages have changed since events were looked for" in proposing.banner.text()
    run(proposing, qtbot)
    assert proposing.session is not None
    assert proposing.session.scoring.stale_search_sentence is None


@pytest.fixture
def reviewing(proposing: MainWindow, qtbot: QtBot) -> MainWindow:
    """A night with proposals, and with a model that is unsure of epochs 100 and 250."""
    session = proposing.session
    assert session is not None
    rows = np.full((session.n_epochs, 5), 0.005, np.float32)
    rows[:, 2] = 0.98
    rows[[100, 250]] = [0.1, 0.1, 0.35, 0.35, 0.1]
    session.take("model", session.scoring.prescore(rows, AUTHOR))
    run(proposing, qtbot)
    session.go_to(0)
    return proposing


def where(window: MainWindow) -> tuple[int, bool]:
    """Epoch, and whether a proposed event is chosen there."""
    assert window.session is not None
    return window.session.epoch, window.proposals.shown() is not None


def test_space_goes_through_epochs_and_events_and_enter_goes_on_there(
    reviewing: MainWindow, qtbot: QtBot
) -> None:
    window, seen = reviewing, []
    assert window.session is not None
    doubtful = {epoch for item in window.review.review.items for epoch in item.epochs}
    stops = sorted([(epoch, False) for epoch in doubtful] + [(int(s // 30), True) for s in STARTS])
    assert {(100, False), (100, True), (200, True), (250, False), (300, True)} <= set(stops)
    for _ in stops:
        qtbot.keyClick(window, Qt.Key.Key_Space)
        seen.append(where(window))
    assert seen == stops
    qtbot.keyClick(window, Qt.Key.Key_Space)
    assert where(window) == stops[0], "round it goes"
    done = []
    while window.proposals.left():
        done.append(where(window))
        qtbot.keyClick(window, Qt.Key.Key_Return)
    assert done == sorted(done)
    assert {(100, False), (100, True), (200, True), (250, False), (300, True)} <= set(done)
    assert window.session.scoring.by_human()[[100, 250]].all()


def test_the_weakest_or_the_stages_come_first_where_so_chosen(reviewing: MainWindow, qtbot: QtBot) -> None:
    window = reviewing
    assert window.session is not None
    epochs = [epoch for item in window.review.review.items for epoch in item.epochs]
    window.actions_by_name["review_by_kind"].setChecked(True)
    seen = []
    for _ in range(len(epochs) + 3):
        qtbot.keyClick(window, Qt.Key.Key_Space)
        seen.append(where(window))
    assert seen == [(epoch, False) for epoch in epochs] + [(int(s // 30), True) for s in STARTS]
    qtbot.keyClick(window, Qt.Key.Key_Space, Qt.KeyboardModifier.ShiftModifier)
    assert where(window) == (200, True)
    qtbot.keyClick(window, Qt.Key.Key_Delete)
    assert where(window) == (300, True)
    assert [event.start_s for event in window.session.scoring.rejected] == [STARTS[1]]


def test_the_rules_are_those_of_the_preferences(
    proposing: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []

    def asking(*given: Any, **more: Any) -> ProposedEvents:
        asked.append(more["profile"])
        return _propose(*given, **more)

    monkeypatch.setattr(events_run, "propose_events", asking)
    run(proposing, qtbot)
    dialog = PreferencesDialog(proposing.settings, ["Usual keys"], 4.0, proposing)
    choice = dialog.fields["event_profile"]
    choice.setCurrentIndex(choice.findData("cms_medicare"))
    proposing.workspace.update(dialog.chosen())
    run(proposing, qtbot)
    assert asked == ["aasm_v3_breath_dual", "cms_medicare"]


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
