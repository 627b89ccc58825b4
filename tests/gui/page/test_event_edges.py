from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from sleepscorer.gui.main_window import MainWindow
from sleepscorer.gui.page.traces.edges import SHORTEST_S, Edge, Grip
from sleepscorer.scoring import Event, EventKind

EPOCH = 132
AT_S = EPOCH * 30.0
CHANNEL = "EEG Fpz-Cz"
AROUSAL = Event(EventKind.AROUSAL, AT_S + 8.0, 4.0, CHANNEL)
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def marked(window: MainWindow) -> MainWindow:
    """A window on a page with an arousal on its first trace."""
    assert window.session is not None
    window.session.go_to(EPOCH)
    window.session.add_event(AROUSAL)
    return window


def _at(window: MainWindow, seconds: float, lane: int = 0) -> QPoint:
    view = window.view.traces
    return QPoint(round(view.x_of(seconds)), round(view.lane_box(lane).center().y()))


def _drag(window: MainWindow, qtbot: QtBot, first_s: float, last_s: float, lane: int = 0) -> None:
    port = window.view.traces.viewport()
    qtbot.mousePress(port, LEFT, pos=_at(window, first_s, lane))
    qtbot.mouseMove(port, _at(window, last_s, lane))
    qtbot.mouseRelease(port, LEFT, pos=_at(window, last_s, lane))


def _events(window: MainWindow) -> tuple[Event, ...]:
    assert window.session is not None
    return window.session.scoring.events


def test_an_edge_is_dragged_as_one_step(marked: MainWindow, qtbot: QtBot) -> None:
    session = marked.session
    assert session is not None
    steps = session.undo_stack.count()
    _drag(marked, qtbot, AROUSAL.stop_s, AROUSAL.stop_s + 2.0)
    (event,) = _events(marked)
    assert event.start_s == AROUSAL.start_s
    assert event.stop_s == pytest.approx(AROUSAL.stop_s + 2.0, abs=0.05)
    _drag(marked, qtbot, AROUSAL.start_s, AROUSAL.start_s - 1.5)
    (longer,) = _events(marked)
    assert longer.start_s == pytest.approx(AROUSAL.start_s - 1.5, abs=0.05)
    assert longer.stop_s == pytest.approx(event.stop_s)
    assert session.undo_stack.count() == steps + 2
    session.undo()
    assert _events(marked) == (event,)
    session.undo()
    assert _events(marked) == (AROUSAL,)
    assert marked.view.traces.marks.measured == [], "no ruler box was drawn"


def test_an_edge_cannot_pass_the_other(marked: MainWindow, qtbot: QtBot) -> None:
    _drag(marked, qtbot, AROUSAL.stop_s, AROUSAL.start_s - 5.0)
    (event,) = _events(marked)
    assert (event.start_s, event.duration_s) == (AROUSAL.start_s, SHORTEST_S)


def test_the_pointer_shows_where_an_edge_is(marked: MainWindow, qtbot: QtBot) -> None:
    port = marked.view.traces.viewport()
    shapes = []
    for seconds, lane in ((AROUSAL.start_s, 0), (AROUSAL.start_s + 2.0, 0), (AROUSAL.start_s, 1)):
        qtbot.mouseMove(port, _at(marked, seconds, lane))
        shapes.append(port.cursor().shape())
    arrow = Qt.CursorShape.ArrowCursor
    assert shapes == [Qt.CursorShape.SizeHorCursor, arrow, arrow]


def test_what_is_dragged_is_seen_and_escape_gives_it_up(marked: MainWindow, qtbot: QtBot) -> None:
    view = marked.view.traces
    qtbot.mousePress(view.viewport(), LEFT, pos=_at(marked, AROUSAL.stop_s))
    qtbot.mouseMove(view.viewport(), _at(marked, AROUSAL.stop_s + 3.0))
    assert view.marks.moving is not None
    assert view.marks.moving[1].duration_s == pytest.approx(7.0, abs=0.05)
    assert not view.grab().isNull()
    qtbot.keyClick(marked, Qt.Key.Key_Escape)
    qtbot.mouseRelease(view.viewport(), LEFT, pos=_at(marked, AROUSAL.stop_s + 3.0))
    assert view.marks.moving is None
    assert _events(marked) == (AROUSAL,)


def test_a_click_on_an_edge_chooses_its_event(marked: MainWindow, qtbot: QtBot) -> None:
    view = marked.view.traces
    qtbot.mouseClick(view.viewport(), LEFT, pos=_at(marked, AROUSAL.start_s + 0.02))
    assert view.marks.selected == AROUSAL
    assert _events(marked) == (AROUSAL,)
    qtbot.mouseClick(view.viewport(), LEFT, pos=_at(marked, AROUSAL.start_s - 3.0))
    assert view.marks.selected is None


def test_keys_move_the_edges_of_the_event_chosen_in_the_list(marked: MainWindow, qtbot: QtBot) -> None:
    session = marked.session
    assert session is not None
    session.add_event(Event(EventKind.SPINDLE, 9000.0, 1.0, CHANNEL))
    marked.actions_by_name["events"].setChecked(True)
    table = marked.events_panel.table
    rows = marked.events_panel.list
    qtbot.waitUntil(lambda: rows.rowCount() == 2, timeout=3000)
    table.selectRow(1)
    shift = Qt.KeyboardModifier.ShiftModifier
    for key, modifier in (
        (Qt.Key.Key_K, shift),
        (Qt.Key.Key_K, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_I, shift),
        (Qt.Key.Key_O, Qt.KeyboardModifier.NoModifier),
    ):
        qtbot.keyClick(table, key, modifier)
    assert _events(marked)[1] == Event(EventKind.SPINDLE, 8999.1, 3.0, CHANNEL)
    qtbot.waitUntil(lambda: rows.index(1, 3).data() == "3.0", timeout=3000)
    assert table.currentIndex().row() == 1
    session.undo()
    assert _events(marked)[1].start_s == 8999.0
    qtbot.keyClick(table, Qt.Key.Key_J, shift)
    assert _events(marked)[1] == Event(EventKind.SPINDLE, 8999.0, 2.1, CHANNEL)
    qtbot.keyClick(marked, Qt.Key.Key_E)
    qtbot.keyClick(marked, Qt.Key.Key_X)
    assert _events(marked) == (AROUSAL,)


def test_an_event_marked_by_key_can_be_adjusted_at_once(window: MainWindow, qtbot: QtBot) -> None:
    assert window.session is not None
    window.session.go_to(EPOCH)
    window.view.traces.move_cursor(0, 0.0)
    for key in (Qt.Key.Key_E, Qt.Key.Key_A, Qt.Key.Key_K, Qt.Key.Key_K):
        qtbot.keyClick(window, key)
    (event,) = _events(window)
    assert (event.start_s, event.duration_s) == (AT_S, 3.2)


def test_without_an_event_the_keys_say_what_to_do(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.keyClick(window, Qt.Key.Key_K)
    assert "Click on the event" in window.banner.text()
    assert _events(window) == ()


def test_an_edge_stays_within_the_night(marked: MainWindow) -> None:
    session = marked.session
    assert session is not None
    last_s = session.recording.duration_s
    late = Event(EventKind.ARTEFACT, last_s - 0.5, 0.4, CHANNEL)
    session.add_event(late)
    session.go_to(session.n_epochs - 1)
    marked.view.measurements.select(late)
    marked.actions_by_name["event_end_much_later"].trigger()
    assert _events(marked)[-1].stop_s == pytest.approx(last_s, abs=0.001)


def test_what_a_file_called_an_event_is_kept(marked: MainWindow) -> None:
    session = marked.session
    assert session is not None
    snore = Event(EventKind.OTHER, AT_S, 5.0, CHANNEL, "snoring")
    session.add_event(snore)
    marked.view.measurements.select(snore)
    marked.actions_by_name["event_end_later"].trigger()
    assert Event(EventKind.OTHER, AT_S, 5.1, CHANNEL, "snoring") in _events(marked)


@given(
    st.floats(0, 1000),
    st.floats(0, 60),
    st.sampled_from(Edge),
    st.floats(-5000, 5000),
    st.floats(1100, 2000),
)
def test_a_moved_edge_leaves_an_event(
    start_s: float, length_s: float, edge: Edge, to_s: float, night_s: float
) -> None:
    before = Event(EventKind.AROUSAL, round(start_s, 3), round(length_s, 3), CHANNEL)
    after = Grip(before, edge).moved_to(to_s, night_s)
    assert after.duration_s >= SHORTEST_S - 0.002 or after.start_s <= 0.001
    assert after.start_s >= -0.001
    assert after.stop_s <= max(night_s, before.stop_s) + 0.002
    kept = "stop_s" if edge is Edge.START else "start_s"
    assert getattr(after, kept) == pytest.approx(getattr(before, kept), abs=0.002)
