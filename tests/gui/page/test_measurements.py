import itertools
from functools import partial
from pathlib import Path

import numpy as np
import pytest
from edfio import Edf, EdfSignal
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtWidgets import QApplication, QInputDialog
from pytestqt.qtbot import QtBot

from sleepscorer.gui.main_window import MainWindow
from sleepscorer.gui.page.span import PAGE_LENGTHS_S, PageSpan
from sleepscorer.gui.page.traces.marks import Measured, slow_wave_seconds, value_text
from sleepscorer.gui.scoring import commands
from sleepscorer.scoring import Event, EventKind, Flag


def _drag(window: MainWindow, qtbot: QtBot, lane: int, first_s: float, last_s: float) -> None:
    view = window.view.traces
    y = round(view.lane_box(lane).center().y())
    start, stop = (QPoint(round(view.x_of(at)), y) for at in (first_s, last_s))
    port = view.viewport()
    qtbot.mousePress(port, Qt.MouseButton.LeftButton, pos=start)
    qtbot.mouseMove(port, stop)
    qtbot.mouseRelease(port, Qt.MouseButton.LeftButton, pos=stop)


@given(st.lists(st.tuples(st.floats(0, 60), st.floats(0, 20)), max_size=12))
def test_slow_wave_seconds_count_overlaps_once(spans: list[tuple[float, float]]) -> None:
    boxes = [Measured("F3-M2", a, a + length, 80.0, "uV", True) for a, length in spans]
    grid = np.arange(0, 30, 0.001) + 0.0005
    covered = np.zeros(grid.size, bool)
    for a, length in spans:
        covered |= (grid >= a) & (grid <= a + length)
    assert slow_wave_seconds(boxes, 0) == pytest.approx(covered.sum() * 0.001, abs=0.03)


def test_small_waves_do_not_count() -> None:
    boxes = [Measured("F3-M2", 1.0, 4.0, 60.0, "uV", False), Measured("F3-M2", 6.0, 8.5, 90.0, "uV", True)]
    assert slow_wave_seconds(boxes, 0) == pytest.approx(2.5)


def test_a_box_reads_duration_and_amplitude(window: MainWindow, qtbot: QtBot) -> None:
    session = window.session
    assert session is not None
    session.go_to(132)
    start = window.view.traces.start_s
    _drag(window, qtbot, 0, start + 1.0, start + 4.0)
    (box,) = window.view.traces.marks.measured
    assert box.stop_s - box.start_s == pytest.approx(3.0, abs=0.06)
    values = window.view.traces.page_of(0)[1]
    inside = values[500:800]
    assert box.peak_to_peak == pytest.approx(float(inside.max() - inside.min()), rel=0.1)
    assert "slow waves" in window.status.reading.text()
    assert box.counts, "this epoch's slow waves exceed 75 µV"
    assert "3.0 / 6.0 s" in window.status.reading.text()
    session.go_to(133)
    session.go_to(132)
    assert window.view.traces.marks.measured == [box], "boxes stay with their epoch"
    window.actions_by_name["clear_boxes"].trigger()
    assert window.view.traces.marks.measured == []


def test_click_reads_time_and_value(window: MainWindow, qtbot: QtBot) -> None:
    session = window.session
    assert session is not None
    session.go_to(132)
    view = window.view.traces
    at_s = view.start_s + 10
    where = QPoint(round(view.x_of(at_s)), round(view.lane_box(1).center().y()))
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert "01:19:40" in window.status.reading.text() or "01:19:39.9" in window.status.reading.text()
    assert "EEG Pz-Oz" in window.status.reading.text()
    assert "µV" in window.status.reading.text()


def test_an_event_takes_the_place_of_its_box(window: MainWindow, qtbot: QtBot) -> None:
    session = window.session
    assert session is not None
    session.go_to(132)
    start = window.view.traces.start_s
    _drag(window, qtbot, 0, start + 5.0, start + 8.0)
    qtbot.keyClick(window, Qt.Key.Key_E)
    qtbot.keyClick(window, Qt.Key.Key_A)
    (event,) = session.scoring.events
    assert event.kind is EventKind.AROUSAL
    assert event.channel == "EEG Fpz-Cz"
    assert event.start_s == pytest.approx(start + 5.0, abs=0.05)
    assert window.view.traces.marks.measured == []
    assert list(window.view.traces.marks.events) == [event]
    session.undo()
    assert session.scoring.events == ()
    session.redo()
    view = window.view.traces
    where = QPoint(round(view.x_of(start + 6)), round(view.lane_box(0).center().y()))
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=where)
    window.actions_by_name["event_remove"].trigger()
    assert session.scoring.events == ()


def test_an_event_needs_a_place(window: MainWindow) -> None:
    assert window.session is not None
    window.actions_by_name["event_spindle"].trigger()
    assert window.session.scoring.events == ()
    assert "Drag over the event" in window.banner.text()


def test_flags_and_notes_by_key(window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    session = window.session
    assert session is not None
    monkeypatch.setattr(commands, "ask_line", lambda parent, title, label, text: "alpha intrusion")
    for key in (Qt.Key.Key_M, Qt.Key.Key_Q, Qt.Key.Key_B, Qt.Key.Key_B, Qt.Key.Key_N):
        qtbot.keyClick(window, key)
    marks = session.scoring.marks(0)
    assert marks.flags == {Flag.MOVEMENT, Flag.NOT_SURE}
    assert marks.note == "alpha intrusion"
    session.go_to(300)
    window.actions_by_name["previous_marked"].trigger()
    assert session.epoch == 0
    for _ in range(5):
        session.undo()
    assert not session.scoring.marks(0)


def test_every_page_length_shows_the_current_epoch(window: MainWindow) -> None:
    session, traces = window.session, window.view.traces
    assert session is not None
    for page_s in PAGE_LENGTHS_S:
        window.view.set_length(page_s)
        for epoch in (0, 133, session.n_epochs - 1):
            session.go_to(epoch)
            start = traces.start_s
            assert start <= epoch * 30 < start + page_s, page_s
            assert traces.seconds_at(traces.x_of(start + 3)) == pytest.approx(start + 3), page_s
        assert window.tool_bar.length.currentText() == PageSpan(page_s).text


def test_short_pages_are_turned_part_by_part(window: MainWindow, qtbot: QtBot) -> None:
    session = window.session
    assert session is not None
    window.view.set_length(10.0)
    starts = []
    for _ in range(4):
        starts.append(window.view.traces.start_s)
        qtbot.keyClick(window, Qt.Key.Key_Right)
    assert starts == [0.0, 10.0, 20.0, 30.0]
    qtbot.keyClick(window, Qt.Key.Key_Left)
    qtbot.keyClick(window, Qt.Key.Key_Left)
    assert window.view.traces.start_s == 20.0
    assert session.epoch == 0


def test_parts_of_an_epoch_cover_it() -> None:
    for page_s in PAGE_LENGTHS_S[:3]:
        starts = PageSpan(page_s).part_starts_s
        assert starts[0] == 0
        assert starts[-1] + page_s == 30
        assert all(b - a <= page_s for a, b in itertools.pairwise(starts))


def test_length_keys(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.keyClick(window, Qt.Key.Key_Plus)
    assert window.view.traces.span.page_s == 60.0
    qtbot.keyClick(window, Qt.Key.Key_Minus)
    qtbot.keyClick(window, Qt.Key.Key_Minus)
    assert window.view.traces.span.page_s == 20.0


def test_where_there_is_no_signal_no_number_is_made_up() -> None:
    assert value_text(float("nan"), "uV") == "no signal"
    assert value_text(-12.34, "uV", 1) == "-12.3 µV"
    assert Measured("C4", 0.0, 2.0, float("nan"), "uV", False).text == "2.00 s   no signal"


def test_a_note_has_room_for_a_sentence_and_can_be_given_up(window: MainWindow) -> None:
    session, widths = window.session, list[int]()
    assert session is not None

    def answer(accepted: bool) -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QInputDialog)
        widths.append(dialog.width())
        dialog.setTextValue("turns over, electrode C4 loose")
        dialog.done(accepted)

    for accepted, kept in ((False, ""), (True, "turns over, electrode C4 loose")):
        QTimer.singleShot(50, partial(answer, accepted))
        window.actions_by_name["note"].trigger()
        assert session.scoring.marks(0).note == kept
    assert min(widths) >= 400


def test_slow_waves_of_a_second_night_are_those_of_its_own_channels(
    window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    """At another rate, and on a channel that the first night does not have."""
    window.actions_by_name["slow_waves"].setChecked(True)
    waves = 60 * np.sin(2 * np.pi * np.arange(60 * 200) / 200)
    labels = [f"aux {place}" for place in range(9)] + ["F4-M1"]
    signals = [
        EdfSignal(waves, 200, label=label, physical_dimension="uV", physical_range=(-500, 500))
        for label in labels
    ]
    Edf(signals).write(tmp_path / "second.edf")
    assert window.open(tmp_path / "second.edf", prescore=False)
    shown = window.view.traces.marks.slow_waves
    window.view.measurements.take_page()
    assert shown
    assert window.view.traces.marks.slow_waves == shown


def test_a_box_that_is_out_of_sight_becomes_no_event(window: MainWindow, qtbot: QtBot) -> None:
    session, view = window.session, window.view
    assert session is not None
    view.set_length(10)
    view.traces.measured.emit(Measured(view.traces.lanes[0].trace.label, 1.0, 2.0, 50.0, "uV", False))
    view.step(1)
    assert (session.epoch, view.traces.start_s) == (0, 10.0)
    window.actions_by_name["event_spindle"].trigger()
    assert session.scoring.events == ()
    view.traces.measured.emit(Measured(view.traces.lanes[0].trace.label, 11.0, 12.0, 50.0, "uV", False))
    view.set_length(30)
    window.actions_by_name["event_spindle"].trigger()
    assert [event.start_s for event in session.scoring.events] == [11.0]


def test_an_event_that_is_out_of_sight_is_not_taken_away(window: MainWindow, qtbot: QtBot) -> None:
    session, measuring = window.session, window.view.measurements
    assert session is not None
    event = Event(EventKind.SPINDLE, 10.0, 1.0)
    session.add_event(event)
    measuring.select(event)
    session.go_to(50)
    for name in ("event_remove", "event_end_later"):
        window.actions_by_name[name].trigger()
        assert session.scoring.events == (event,)
        assert "Click on the event" in window.banner.text()
    session.go_to(0)
    window.actions_by_name["event_remove"].trigger()
    assert session.scoring.events == ()
