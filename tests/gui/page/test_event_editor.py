"""Events marked, altered and gone through by key and by their menu."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from sleepscorer.body_positions import BodyPosition
from sleepscorer.channels import Role
from sleepscorer.formats import read_hypnogram, write_hypnogram
from sleepscorer.gui.main_window import MainWindow
from sleepscorer.scoring import Event, EventKind, kinds_on
from sleepscorer.stages import Stage
from sleepscorer.storage.store import store_of
from tests.clinical import CODES, write_clinical

K = EventKind


@pytest.fixture
def clinical(empty_window: MainWindow, tmp_path: Path) -> MainWindow:
    assert empty_window.open(write_clinical(tmp_path / "night.edf", CODES), prescore=False)
    assert empty_window.session is not None
    empty_window.session.go_to(10)
    return empty_window


def _point(window: MainWindow, label: str, at_s: float) -> QPoint:
    view = window.view.traces
    lane = view.lane_of(label)
    assert lane is not None
    return QPoint(round(view.x_of(at_s)), round(view.lane_box(lane).center().y()))


def _drag(window: MainWindow, qtbot: QtBot, label: str, first_s: float, last_s: float) -> None:
    port = window.view.traces.viewport()
    start, stop = _point(window, label, first_s), _point(window, label, last_s)
    qtbot.mousePress(port, Qt.MouseButton.LeftButton, pos=start)
    qtbot.mouseMove(port, stop)
    qtbot.mouseRelease(port, Qt.MouseButton.LeftButton, pos=stop)


def _click(window: MainWindow, qtbot: QtBot, label: str, at_s: float) -> None:
    port = window.view.traces.viewport()
    qtbot.mouseClick(port, Qt.MouseButton.LeftButton, pos=_point(window, label, at_s))


def _add(window: MainWindow, *events: Event) -> None:
    assert window.session is not None
    for event in events:
        window.session.add_event(event)


def _events(window: MainWindow) -> tuple[Event, ...]:
    assert window.session is not None
    return window.session.scoring.events


def _texts(menu: QMenu) -> list[str]:
    return [action.text() for action in menu.actions() if action.text()]


@pytest.mark.parametrize(
    ("role", "kind"),
    [
        (Role.SPO2, K.DESATURATION),
        (Role.LEG_LEFT, K.LIMB_MOVEMENT),
        (Role.NASAL_PRESSURE, K.HYPOPNOEA),
        (Role.THERMISTOR, K.OBSTRUCTIVE_APNOEA),
        (Role.EEG, K.AROUSAL),
        (Role.SNORE, K.SNORE),
        (Role.PULSE, K.BRADYCARDIA),
        (Role.POSITION, K.BODY_POSITION),
        (Role.LIGHT, K.ARTEFACT),
    ],
)
def test_a_channel_proposes_the_kind_that_is_read_on_it(role: Role, kind: EventKind) -> None:
    assert kinds_on(role)[0] is kind


def test_delete_takes_the_chosen_event_and_then_the_stage(clinical: MainWindow, qtbot: QtBot) -> None:
    session = clinical.session
    assert session is not None
    session.score([10], Stage.N2)
    _add(clinical, Event(K.DESATURATION, 305.0, 10.0, "SpO2"))
    _click(clinical, qtbot, "SpO2", 310.0)
    qtbot.keyClick(clinical, Qt.Key.Key_Delete)
    assert _events(clinical) == ()
    assert session.scoring.stages[10] == Stage.N2
    qtbot.keyClick(clinical, Qt.Key.Key_Delete)
    assert session.scoring.stages[10] == Stage.UNSCORED


def test_an_event_out_of_sight_is_not_deleted(clinical: MainWindow, qtbot: QtBot) -> None:
    session = clinical.session
    assert session is not None
    _add(clinical, Event(K.DESATURATION, 305.0, 10.0, "SpO2"))
    _click(clinical, qtbot, "SpO2", 310.0)
    session.score([20], Stage.N3)
    session.go_to(20)
    qtbot.keyClick(clinical, Qt.Key.Key_Delete)
    assert len(_events(clinical)) == 1
    assert session.scoring.stages[20] == Stage.UNSCORED


def test_one_key_marks_what_the_channel_of_a_drag_asks_for(clinical: MainWindow, qtbot: QtBot) -> None:
    for label, kind in (("SpO2", K.DESATURATION), ("Leg L", K.LIMB_MOVEMENT), ("C4-M1", K.AROUSAL)):
        _drag(clinical, qtbot, label, 304.0, 309.0)
        assert "V:" in clinical.status.reading.text(), "the drag says what the key would mark"
        qtbot.keyClick(clinical, Qt.Key.Key_V)
        event = clinical.view.traces.marks.selected
        assert event is not None
        assert (event.kind, event.channel) == (kind, label)
        assert event.duration_s == pytest.approx(5.0, abs=0.1)
    assert len(_events(clinical)) == 3


def test_the_same_key_again_takes_the_next_kind(clinical: MainWindow, qtbot: QtBot) -> None:
    _drag(clinical, qtbot, "Thorax", 303.0, 318.0)
    kinds = []
    for _ in range(4):
        qtbot.keyClick(clinical, Qt.Key.Key_V)
        (event,) = _events(clinical)
        kinds.append(event.kind)
    assert kinds == [K.OBSTRUCTIVE_APNOEA, K.CENTRAL_APNOEA, K.MIXED_APNOEA, K.HYPOPNOEA]


def test_a_letter_alters_a_chosen_event_of_its_like_and_marks_others_beside_it(
    clinical: MainWindow, qtbot: QtBot
) -> None:
    _add(clinical, Event(K.OBSTRUCTIVE_APNOEA, 303.0, 12.0, "Thorax", note="seen"))
    _click(clinical, qtbot, "Thorax", 310.0)
    qtbot.keyClick(clinical, Qt.Key.Key_E)
    qtbot.keyClick(clinical, Qt.Key.Key_H)
    assert _events(clinical) == (Event(K.HYPOPNOEA, 303.0, 12.0, "Thorax", note="seen"),)
    qtbot.keyClick(clinical, Qt.Key.Key_E)
    qtbot.keyClick(clinical, Qt.Key.Key_A)
    assert [event.kind for event in _events(clinical)] == [K.HYPOPNOEA, K.AROUSAL]


def test_the_menu_of_an_event_alters_it(
    clinical: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = Event(K.OBSTRUCTIVE_APNOEA, 303.0, 12.0, "Thorax")
    _add(clinical, old)
    asked = []
    clinical.view.event_menu_wanted.connect(lambda *wanted: asked.append(wanted))
    monkeypatch.setattr(QMenu, "popup", lambda *arguments: None)
    port = clinical.view.traces.viewport()
    qtbot.mousePress(port, Qt.MouseButton.RightButton, pos=_point(clinical, "Thorax", 310.0))
    ((event, _, at_s),) = asked
    assert event == old == clinical.view.traces.marks.selected
    menu = clinical.event_editor.menu(event, at_s)
    assert _texts(menu)[:5] == ["Obstructive apnoea", "&Kind", "&Note...", "&Starts here", "&Ends here"]
    next(action for action in menu.actions() if action.text() == "&Ends here").trigger()
    (event,) = _events(clinical)
    assert event.stop_s == pytest.approx(310.0, abs=0.1)
    kinds = clinical.event_editor.menu(event).actions()[1].menu()
    assert isinstance(kinds, QMenu)
    assert [text.partition("\t")[2] for text in _texts(kinds)][:4] == ["OA", "CA", "MA", "H"]
    next(action for action in kinds.actions() if action.text().endswith("CA")).trigger()
    (event,) = _events(clinical)
    assert event.kind is K.CENTRAL_APNOEA
    clinical.event_editor.ask_note = lambda event: "belt [loose]"
    clinical.event_editor.write_note(event)
    (event,) = _events(clinical)
    assert event.note == "belt (loose)"
    menu = clinical.event_editor.menu(event)
    next(action for action in menu.actions() if action.text() == "&Delete").trigger()
    assert _events(clinical) == ()
    assert clinical.session is not None
    clinical.session.undo()
    assert _events(clinical) == (event,)


def test_keys_go_from_event_to_event_and_among_those_of_a_kind(clinical: MainWindow, qtbot: QtBot) -> None:
    session = clinical.session
    assert session is not None
    _add(
        clinical,
        Event(K.DESATURATION, 100.0, 10.0),
        Event(K.AROUSAL, 400.0, 5.0),
        Event(K.DESATURATION, 700.0, 10.0),
        Event(K.AROUSAL, 1000.0, 5.0),
    )

    def starts(*commands: str) -> list[float]:
        at = []
        for command in commands:
            clinical.actions_by_name[command].trigger()
            selected = clinical.view.traces.marks.selected
            assert selected is not None
            assert session.epoch == selected.start_s // 30
            at.append(selected.start_s)
        return at

    assert starts("event_next", "event_next", "event_previous") == [400.0, 700.0, 400.0]
    assert starts("event_next_alike", "event_previous_alike") == [1000.0, 400.0]
    assert starts("event_previous") == [100.0]
    clinical.actions_by_name["event_previous"].trigger()
    assert "no further event" in clinical.banner.text()


def test_own_kinds_have_keys_and_keep_their_names(clinical: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    session = clinical.session
    assert session is not None
    clinical.event_editor.ask_own_kinds = lambda names: ["Hiccup", "", " Sleep  talking ", "Hiccup"]
    clinical.actions_by_name["own_events"].trigger()
    assert clinical.settings.own_events == ["Hiccup", "Sleep talking"]
    _drag(clinical, qtbot, "Thorax", 303.0, 306.0)
    qtbot.keyClick(clinical, Qt.Key.Key_E)
    qtbot.keyClick(clinical, Qt.Key.Key_2)
    (event,) = _events(clinical)
    assert (event.kind, event.words) == (K.OTHER, "Sleep talking")
    session.score(range(session.n_epochs), Stage.N2)
    write_hypnogram(tmp_path / "out_hyp.edf", session.scoring, session.recording.start, "edf")
    (read,) = read_hypnogram(tmp_path / "out_hyp.edf").events
    assert (read.kind, read.words) == (K.OTHER, "Sleep talking")
    assert read.start_s == pytest.approx(event.start_s, abs=1e-5)


def test_a_position_is_asked_for(clinical: MainWindow, qtbot: QtBot) -> None:
    clinical.event_editor.ask_position = lambda: None
    _drag(clinical, qtbot, "Position", 303.0, 318.0)
    clinical.actions_by_name["event_fitting"].trigger()
    assert _events(clinical) == ()
    clinical.event_editor.ask_position = lambda: BodyPosition.LEFT
    clinical.actions_by_name["event_fitting"].trigger()
    (event,) = _events(clinical)
    assert (event.kind, event.words) == (K.BODY_POSITION, "left")


def test_a_position_marked_at_the_cursor_holds_until_the_body_turns(
    clinical: MainWindow, qtbot: QtBot
) -> None:
    session = clinical.session
    assert session is not None
    session.night_signals.study(session.scoring, at_once=True)
    clinical.event_editor.ask_position = lambda: BodyPosition.PRONE
    _click(clinical, qtbot, "Position", 310.0)
    clinical.actions_by_name["event_fitting"].trigger()
    (event,) = _events(clinical)
    assert event.start_s == pytest.approx(310.0, abs=0.5)
    assert event.stop_s == pytest.approx(900.0), "then the channel says another one"
    clinical.view.strip.grab()  # the strip shows what is marked, as the statistics count it
    assert clinical.view.strip.lane("position").tip(11, 0.0) == "Prone"
    by_position = session.night_signals.study(session.scoring).signals.in_position(BodyPosition.PRONE)
    assert by_position is not None
    assert by_position.sum() == pytest.approx(590, abs=1)


def test_notes_and_kinds_are_kept_over_a_crash(clinical: MainWindow, tmp_path: Path) -> None:
    session = clinical.session
    assert session is not None
    _add(
        clinical,
        Event(K.RERA, 303.0, 12.0, "Thorax", note="flattened"),
        Event(K.OTHER, 330.0, 1.0, None, "Hiccup"),
    )
    events = _events(clinical)
    (journal,) = tmp_path.glob("*.journal")
    assert "flattened" in journal.read_text()
    session.save()
    clinical.close_night()
    store = store_of(session.recording)
    assert store.peek().scoring.events == events


@pytest.mark.parametrize("at_end", [False, True])
def test_an_event_ends_where_the_night_does_and_none_is_marked_beside_it(
    clinical: MainWindow, qtbot: QtBot, at_end: bool
) -> None:
    session = clinical.session
    assert session is not None
    night_s = session.recording.duration_s
    session.go_to(session.n_epochs - 1 if at_end else 0)
    inside, outside = (night_s - 1.0, night_s + 1.0) if at_end else (1.0, -1.5)
    _click(clinical, qtbot, "C4-M1", outside)
    clinical.actions_by_name["event_arousal"].trigger()
    assert _events(clinical) == ()
    _drag(clinical, qtbot, "C4-M1", inside, outside)
    clinical.actions_by_name["event_arousal"].trigger()
    (event,) = _events(clinical)
    assert event.start_s >= 0
    assert event.stop_s <= night_s
    assert event.duration_s == pytest.approx(1.0, abs=0.2)
