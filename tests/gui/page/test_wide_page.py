"""Second time base: minutes of respiration below the page of the EEG, one cursor over both."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from sleepscorer.channel_roles import Role
from sleepscorer.gui.main_window import MainWindow
from sleepscorer.gui.page.span import PageSpan
from sleepscorer.scoring import Event, EventKind
from sleepscorer.stages import Stage
from tests.clinical import CODES, write_clinical


@pytest.fixture
def wide(empty_window: MainWindow, tmp_path, qtbot: QtBot) -> MainWindow:
    """A clinical night, both time bases in view."""
    window = empty_window
    assert window.open(write_clinical(tmp_path / "night.edf", CODES), prescore=False)
    window.actions_by_name["wide_page"].trigger()
    return window


def _labels(view) -> list[str]:
    return [lane.trace.label for lane in view.lanes]


def _click(view, lane: int, at_s: float) -> None:
    where = QPoint(round(view.x_of(at_s)), round(view.lane_box(lane).center().y()))
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=where)


def test_what_is_read_over_minutes_stands_below_and_comes_back(wide):
    view = wide.view
    assert _labels(view.traces) == ["C4-M1"]
    assert _labels(view.wide.traces) == ["Leg L", "Thorax", "Abdomen", "SpO2", "Pulse", "Position"]
    assert (view.traces.span.page_s, view.wide.traces.span.page_s) == (30.0, 300.0)
    assert not view.wide.isHidden()
    wide.actions_by_name["wide_page"].trigger()
    assert len(view.traces.lanes) == 7
    assert view.wide.isHidden()


def test_it_stands_still_until_the_epoch_leaves_it(wide):
    view = wide.view
    wide.session.go_to(12)
    assert (view.wide.traces.start_s, view.traces.start_s) == (300.0, 360.0)
    wide.session.go_to(19)
    assert view.wide.traces.start_s == 300.0
    wide.session.go_to(20)
    assert view.wide.traces.start_s == 600.0


def test_a_click_below_shows_its_epoch_above_and_one_cursor_on_both(wide):
    view = wide.view
    wide.session.go_to(10)
    _click(view.wide.traces, 3, 500.0)
    assert wide.session.epoch == 16
    for traces in view.trace_views:
        assert traces.marks.cursor[1] == pytest.approx(500.0, abs=0.5)


def test_an_event_is_marked_chosen_and_removed_on_either_page(wide, qtbot):
    view = wide.view
    wide.session.go_to(10)
    _click(view.wide.traces, 1, 480.0)
    wide.actions_by_name["event_obstructive"].trigger()
    (event,) = wide.session.scoring.events
    assert (event.kind, event.channel) == (EventKind.OBSTRUCTIVE_APNOEA, "Thorax")
    assert event in view.traces.marks.events
    assert view.traces.marks.selected == view.wide.traces.marks.selected == event
    _click(view.traces, 0, 485.0)
    wide.actions_by_name["event_arousal"].trigger()
    assert wide.session.scoring.events[-1].channel == "C4-M1"
    wide.view.select_event(event)
    wide.actions_by_name["event_remove"].trigger()
    assert [left.kind for left in wide.session.scoring.events] == [EventKind.AROUSAL]


def test_undo_keeps_an_event_chosen_that_is_on_the_page_below_alone(wide):
    event = Event(EventKind.DESATURATION, 520.0, 20.0, "SpO2")
    wide.session.go_to(10)
    wide.session.add_event(event)
    wide.view.select_event(event)
    longer = Event(EventKind.DESATURATION, 520.0, 30.0, "SpO2")
    wide.view.wide.measurements.replace_event(event, longer)
    assert wide.view.wide.traces.marks.selected == longer
    wide.session.undo_stack.undo()
    assert wide.view.wide.traces.marks.selected == event


def test_pages_turn_by_their_own_length(wide):
    wide.session.go_to(3)
    wide.actions_by_name["next_page"].trigger()
    assert wide.session.epoch == 10
    wide.actions_by_name["previous_page"].trigger()
    assert wide.session.epoch == 0
    wide.actions_by_name["wide_page"].trigger()
    wide.view.set_length(120.0)
    wide.actions_by_name["next_page"].trigger()
    assert wide.session.epoch == 4


def test_a_key_steps_through_the_lengths_which_are_remembered(wide):
    key = wide.actions_by_name["wide_page_length"]
    lengths = []
    for _ in range(3):
        key.trigger()
        lengths.append(wide.view.wide.traces.span.page_s)
    assert lengths == [600.0, 120.0, 300.0]
    key.trigger()
    assert wide.settings.wide_page_s == 600.0


def test_a_montage_of_minutes_sets_the_length_below_alone(wide):
    wide.montages.choose("Respiration")
    assert wide.view.montage is not None
    wide_s = wide.view.wide.traces.span.page_s
    assert (wide.view.traces.span.page_s, wide_s) == (30.0, wide.view.montage.page_s)


def test_a_long_page_becomes_one_epoch_where_the_rest_goes_below(wide):
    wide.actions_by_name["wide_page"].trigger()
    wide.view.set_length(600.0)
    wide.actions_by_name["wide_page"].trigger()
    assert wide.view.traces.span.page_s == 30.0


def test_stages_of_a_long_page_stand_above_it(wide):
    view = wide.view
    assert view.stages.isHidden()
    assert not view.wide.stages.isHidden()
    wide.session.go_to(10)
    QTest.mouseClick(
        view.wide.stages, Qt.MouseButton.LeftButton, pos=view.wide.stages.box(14).center().toPoint()
    )
    assert wide.session.epoch == 14
    view.set_length(300.0)
    assert not view.stages.isHidden()
    view.stages.show_page(0.0, PageSpan())
    assert view.stages.isHidden()


def test_slow_roles_are_those_read_over_minutes():
    assert {Role.SPO2, Role.THORAX, Role.LEG_LEFT, Role.POSITION, Role.CPAP_PRESSURE} <= {
        role for role in Role if role.is_slow
    }
    assert not {role for role in (Role.EEG, Role.EOG, Role.EMG, Role.ECG, Role.OTHER) if role.is_slow}


def test_delete_takes_the_event_chosen_below_and_no_stage(wide):
    view, session = wide.view, wide.session
    session.score([19], Stage.N2)
    session.go_to(10)
    event = Event(EventKind.DESATURATION, 480.0, 20.0, "SpO2")
    session.add_event(event)
    _click(view.wide.traces, 3, 485.0)
    session.go_to(19)
    assert event not in view.traces.marks.events
    wide.actions_by_name["delete"].trigger()
    assert session.scoring.events == ()
    assert session.scoring.stages[19] == Stage.N2


def test_keys_act_on_nothing_of_a_page_that_is_hidden(wide):
    view, session = wide.view, wide.session
    session.add_event(Event(EventKind.AROUSAL, 100.0, 5.0, "C4-M1"))
    _click(view.wide.traces, 1, 102.0)
    wide.actions_by_name["wide_page"].trigger()
    assert view.measurements is view.page_measurements
    session.go_to(33)
    wide.actions_by_name["event_remove"].trigger()
    assert len(session.scoring.events) == 1
    assert view.wide.traces.marks.events == []


def test_what_is_read_out_below_stays_in_the_status_line(wide):
    wide.session.go_to(10)
    _click(wide.view.wide.traces, 3, 500.0)
    assert "SpO2" in wide.status.reading.text()


def test_both_pages_are_cleared(wide):
    view = wide.view
    _click(view.wide.traces, 1, 100.0)
    wide.actions_by_name["cancel"].trigger()
    assert [traces.marks.cursor for traces in view.trace_views] == [None, None]


def test_an_unchanged_page_is_not_worked_on_at_a_flip(wide, monkeypatch):
    view = wide.view
    wide.session.go_to(10)
    _click(view.wide.traces, 1, 330.0)
    taken = []
    monkeypatch.setattr(view.wide.measurements, "take_page", lambda: taken.append(1))
    for epoch in (12, 13, 14):
        wide.session.go_to(epoch)
    assert taken == []
    assert view.wide.traces.marks.cursor is not None
    wide.session.go_to(20)
    assert taken == [1]


def test_a_short_night_leaves_the_length_to_the_next(empty_window: MainWindow, tmp_path):
    window = empty_window
    whole = tmp_path / "night.edf"
    write_clinical(whole, CODES)
    window.actions_by_name["wide_page"].trigger()
    view = window.view
    view.wide.set_length(7200.0)
    assert window.open(whole, prescore=False)
    assert view.wide.traces.span.whole_night
    view.wide.next_length()
    assert view.wide.traces.span == PageSpan(120.0)
    view.wide.set_length(7200.0)
    view.wide.set_length(300.0)
    window.session.go_to(30)
    assert view.wide.traces.start_s == 900.0
