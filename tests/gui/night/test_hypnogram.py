import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from sleepscorer.gui.main_window import MainWindow
from sleepscorer.gui.night.hypnogram import ROW, TOP, runs
from sleepscorer.gui.widgets.theme import system_theme
from sleepscorer.scoring import Author, AuthorKind
from sleepscorer.stages import PLOT_ORDER, Stage


@given(st.lists(st.tuples(st.integers(-1, 4), st.booleans()), max_size=60))
def test_runs_give_the_scoring_back(epochs: list[tuple[int, bool]]) -> None:
    stages = np.array([stage for stage, _ in epochs], np.int8)
    human = np.array([person for _, person in epochs], bool)
    drawn = np.full(len(stages), -1)
    found = runs(stages, human)
    for first, stop, stage, person in zip(found.first, found.stop, found.stage, found.human, strict=True):
        assert (drawn[first:stop] == -1).all()
        assert (human[first:stop] == person).all()
        drawn[first:stop] = stage
    np.testing.assert_array_equal(drawn, stages)


def test_click_jumps_to_the_epoch_under_the_pointer(window: MainWindow, qtbot: QtBot) -> None:
    assert window.session is not None
    strip = window.view.strip
    for epoch in (0, 100, 500, window.session.n_epochs - 1):
        x = round((strip.x_of(epoch) + strip.x_of(epoch + 1)) / 2)
        qtbot.mouseClick(strip, Qt.MouseButton.LeftButton, pos=QPoint(x, 30))
        assert abs(window.session.epoch - epoch) <= 1
        assert window.session.epoch == strip.epoch_at(x)


def _share_of(window: MainWindow, stage: Stage, first: int, stop: int) -> float:
    """Share of a run's row painted in the very colour of its stage."""
    strip = window.view.strip
    picture = strip.grab().toImage()
    y = TOP + PLOT_ORDER.index(stage) * ROW + ROW // 2 - 3
    xs = range(round(strip.x_of(first)) + 3, round(strip.x_of(stop)) - 3)
    colour = QColor(system_theme().stages[stage]).rgb()
    rows = [[picture.pixel(x, y + shift) == colour for x in xs] for shift in range(3)]
    return float(np.mean(rows))


def test_human_is_solid_model_is_hatched_unscored_is_a_gap(window: MainWindow) -> None:
    session = window.session
    assert session is not None
    probabilities = np.full((session.n_epochs, 5), np.nan, np.float32)
    probabilities[300:500] = [0.1, 0.1, 0.6, 0.1, 0.1]
    session.take("model", session.scoring.prescore(probabilities, Author(AuthorKind.MODEL, "test@0")))
    session.score(range(100, 300), Stage.N2)
    session.go_to(700)
    assert _share_of(window, Stage.N2, 100, 300) == 1.0
    assert 0.1 < _share_of(window, Stage.N2, 300, 500) < 0.9
    assert _share_of(window, Stage.N2, 500, 690) == 0.0


def test_second_hypnogram_makes_room_for_itself(window: MainWindow) -> None:
    assert window.session is not None
    before = window.view.strip.sizeHint().height()
    window.comparison_model.add(window.session.scoring)
    assert window.view.strip.sizeHint().height() > before
    window.comparison_model.clear()
    assert window.view.strip.sizeHint().height() == before
