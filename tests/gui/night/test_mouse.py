import numpy as np
import pytest
from gui.strips import drag, give_probabilities, made_up_scoring, make_strip, middle_of
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from sleepscorer.gui.main_window import MainWindow
from sleepscorer.gui.session.session import Session
from sleepscorer.scoring import Author, AuthorKind, Lights
from sleepscorer.stages import Stage

SHIFT = Qt.KeyboardModifier.ShiftModifier


def _session(window: MainWindow) -> Session:
    assert window.session is not None
    return window.session


def _select(window: MainWindow, first: int, stop: int) -> None:
    strip = window.view.strip
    drag(strip, middle_of(strip, first), middle_of(strip, stop - 1))
    chosen = _session(window).selection
    assert chosen is not None
    assert abs(chosen.start - first) <= 1
    assert abs(chosen.stop - stop) <= 1


def test_dragged_epochs_are_filled_by_a_stage_key_as_one_step(window: MainWindow, qtbot: QtBot) -> None:
    session = _session(window)
    window.settings.advance = True
    _select(window, 100, 300)
    chosen = session.selection
    assert chosen is not None
    assert session.epoch == chosen.start
    assert window.view.strip.overlay.selection == chosen
    qtbot.keyClick(window, Qt.Key.Key_2)
    assert (session.scoring.stages[chosen.start : chosen.stop] == Stage.N2).all()
    assert (session.scoring.stages[: chosen.start] == Stage.UNSCORED).all()
    assert (session.scoring.stages[chosen.stop :] == Stage.UNSCORED).all()
    assert session.undo_stack.count() == 1
    assert session.undo_stack.undoText() == f"N2, {len(chosen)} epochs"
    assert session.selection is None
    assert window.view.strip.overlay.selection is None
    assert session.epoch == chosen.stop
    session.undo()
    assert (session.scoring.stages == Stage.UNSCORED).all()


@pytest.mark.parametrize(
    ("answer", "overwritten", "filled"), [(True, 20, 180), (False, 0, 180), (None, 0, 0)]
)
def test_what_a_person_scored_is_asked_about(
    window: MainWindow, answer: bool | None, overwritten: int, filled: int
) -> None:
    session = _session(window)
    session.score(range(120, 140), Stage.R)
    asked: list[tuple[int, int]] = []
    session.ask_overwrite = lambda n_human, n_epochs: (asked.append((n_human, n_epochs)), answer)[1]
    session.select(100, 300)
    assert session.score_selection(Stage.N2) is (answer is not None)
    assert asked == [(20, 200)]
    assert (session.scoring.stages[120:140] == Stage.N2).sum() == overwritten
    assert (np.delete(session.scoring.stages[100:300], range(20, 40)) == Stage.N2).sum() == filled
    assert session.undo_stack.count() == 1 + (answer is not None)
    assert (session.selection is None) is (answer is not None), "what was called off can be done otherwise"


@pytest.mark.parametrize(
    ("button", "stages"),
    [("Overwrite", {Stage.N2}), ("Fill", {Stage.R, Stage.N2}), ("Cancel", {Stage.R, -1})],
)
def test_the_window_asks_with_three_buttons(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, button: str, stages: set[int]
) -> None:
    said: list[str] = []

    def press(box: QMessageBox) -> int:
        said.append(box.text())
        next(one for one in box.buttons() if one.text().replace("&", "").startswith(button)).click()
        return 0

    monkeypatch.setattr(QMessageBox, "exec", press)
    session = _session(window)
    session.score(range(120, 140), Stage.R)
    session.select(100, 200)
    qtbot.keyClick(window, Qt.Key.Key_2)
    assert said == ["A person has scored 20 of the 100 selected epochs as another stage."]
    assert set(session.scoring.stages[100:200].tolist()) == stages


def test_nothing_is_asked_where_only_the_model_or_the_same_stage_stood(window: MainWindow) -> None:
    session = _session(window)
    session.ask_overwrite = lambda n_human, n_epochs: pytest.fail("asked")
    rows = np.tile(np.array([0, 0, 0, 1, 0], np.float32), (session.n_epochs, 1))
    session.take("model", session.scoring.prescore(rows, Author(AuthorKind.MODEL, "test@0")))
    session.score(range(110, 120), Stage.N2)
    session.select(100, 200)
    assert session.score_selection(Stage.N2)
    assert (session.scoring.stages[100:200] == Stage.N2).all()


def test_esc_and_a_click_let_the_selection_go(window: MainWindow, qtbot: QtBot) -> None:
    session, strip = _session(window), window.view.strip
    _select(window, 100, 300)
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert session.selection is None
    _select(window, 100, 300)
    qtbot.mouseClick(strip, Qt.MouseButton.LeftButton, pos=QPoint(round(middle_of(strip, 150)), 40))
    assert session.selection is None
    assert abs(session.epoch - 150) <= 1


def test_pages_inside_the_selection_keep_it_and_others_do_not(window: MainWindow) -> None:
    session = _session(window)
    session.select(100, 110)
    session.go_to(109)
    assert session.selection == range(100, 110)
    session.go_to(110)
    assert session.selection is None


def test_epochs_are_selected_by_key(window: MainWindow, qtbot: QtBot) -> None:
    session = _session(window)
    session.go_to(50)
    for _ in range(3):
        qtbot.keyClick(window, Qt.Key.Key_Right, SHIFT)
    assert session.selection == range(50, 54)
    qtbot.keyClick(window, Qt.Key.Key_Left, SHIFT)
    assert session.selection == range(50, 53)
    qtbot.keyClick(window, Qt.Key.Key_3)
    assert session.scoring.stages[49:54].tolist() == [-1, 3, 3, 3, -1]
    session.go_to(50)
    for _ in range(2):
        qtbot.keyClick(window, Qt.Key.Key_Left, SHIFT)
    assert session.selection == range(48, 51)


def test_lights_are_dragged_by_whole_epochs_as_one_step(window: MainWindow) -> None:
    session, strip = _session(window), window.view.strip
    session.set_lights(Lights(300.0, 24_000.0))
    steps = session.undo_stack.count()
    drag(strip, strip.axis.x_of_seconds(300), strip.x_of(40))
    off = session.scoring.lights.off_s
    assert off is not None
    assert off % 30 == 0
    assert abs(off - 1200) <= 30
    assert session.scoring.lights.on_s == 24_000
    assert session.undo_stack.count() == steps + 1
    assert session.undo_stack.undoText() == "lights off"
    drag(strip, strip.axis.x_of_seconds(24_000), strip.x_of(2))
    assert session.scoring.lights == Lights(off, off + 30), "lights on stay behind lights off"
    session.undo()
    session.undo()
    assert session.scoring.lights == Lights(300.0, 24_000.0)
    assert strip.overlay.lights == Lights(300.0, 24_000.0)


def test_a_click_on_a_lights_marker_jumps_and_moves_nothing(window: MainWindow, qtbot: QtBot) -> None:
    session, strip = _session(window), window.view.strip
    session.set_lights(Lights(300.0, 24_000.0))
    x = round(strip.axis.x_of_seconds(24_000)) + 2
    qtbot.mouseClick(strip, Qt.MouseButton.LeftButton, pos=QPoint(x, 40))
    assert session.epoch == strip.epoch_at(x)
    assert session.scoring.lights == Lights(300.0, 24_000.0)


def test_lights_that_stay_where_they_are_are_no_step(window: MainWindow) -> None:
    session = _session(window)
    session.set_lights(Lights(300.0, None))
    session.set_lights(Lights(300.0, None))
    assert session.undo_stack.count() == 1


def test_double_click_on_the_models_lanes_goes_to_the_next_epoch_to_review(
    window: MainWindow, qtbot: QtBot
) -> None:
    session, strip = _session(window), window.view.strip
    rows = np.tile(np.array([0, 0, 0.999, 0.001, 0], np.float32), (session.n_epochs, 1))
    rows[600] = 0.2
    session.take("model", session.scoring.prescore(rows, Author(AuthorKind.MODEL, "test@0")))
    top = strip.top_of("hypnodensity")
    assert top is not None
    where = QPoint(round(middle_of(strip, 200)), top + 10)
    qtbot.mouseDClick(strip, Qt.MouseButton.LeftButton, pos=where)
    assert session.epoch == 600
    assert window.review.in_loop


def test_an_empty_strip_takes_the_mouse_calmly(empty_window: MainWindow, qtbot: QtBot) -> None:
    strip = empty_window.view.strip
    drag(strip, 100, 300)
    qtbot.mouseClick(strip, Qt.MouseButton.LeftButton, pos=QPoint(200, 40))
    assert strip.tip(QPoint(200, 40)) == ""


def test_a_range_may_be_dragged_from_right_to_left(qtbot: QtBot) -> None:
    scoring = made_up_scoring(100)
    give_probabilities(scoring, np.full((100, 5), 0.2))
    strip = make_strip(scoring)
    qtbot.addWidget(strip)
    found: list[tuple[int, int]] = []
    strip.range_selected.connect(lambda first, stop: found.append((first, stop)))
    drag(strip, middle_of(strip, 60), middle_of(strip, 20))
    drag(strip, middle_of(strip, 90), 5000)
    assert found == [(20, 61), (90, 100)]
