import numpy as np
import pytest
from gui.strips import drag, made_up_scoring, make_strip, turn
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from sleepscorer.gui.main_window import MainWindow
from sleepscorer.gui.night.axis import FEWEST_EPOCHS, NightAxis, bins_of


def _axis(n_epochs: int = 960, width: int = 1200) -> NightAxis:
    axis = NightAxis()
    axis.set_width(width)
    axis.show_night(n_epochs)
    return axis


@given(
    n_epochs=st.integers(1, 3000),
    turns=st.lists(st.tuples(st.floats(0.2, 5), st.floats(0, 1300), st.floats(-2000, 2000)), max_size=8),
    epoch=st.integers(0, 2999),
)
def test_every_epoch_in_sight_lies_under_its_own_pixels(
    n_epochs: int, turns: list[tuple[float, float, float]], epoch: int
) -> None:
    axis = _axis(n_epochs)
    for factor, x, pixels in turns:
        axis.zoom(factor, x)
        axis.pan(pixels)
    assert 0 <= axis.first < axis.stop <= n_epochs + 1e-6
    epoch = min(epoch, n_epochs - 1)
    axis.reveal(epoch)
    x = (axis.x_of(epoch) + axis.x_of(epoch + 1)) / 2
    assert axis.left - 1 <= axis.x_of(epoch + 0.5) <= axis.right + 1
    assert axis.epoch_at(x) == epoch


def test_zoom_keeps_what_is_under_the_pointer() -> None:
    axis = _axis()
    before = axis.position(700)
    axis.zoom(3, 700)
    assert axis.position(700) == pytest.approx(before)
    assert axis.span == pytest.approx(320)


def test_zoom_ends_at_the_night_and_at_a_few_epochs() -> None:
    axis = _axis()
    axis.zoom(1e6, 500)
    assert axis.span == FEWEST_EPOCHS
    axis.zoom(1e-6, 500)
    assert (axis.first, axis.stop) == (0, 960)
    short = _axis(5)
    short.zoom(10, 500)
    assert short.is_whole


def test_an_axis_that_stays_says_nothing(qtbot: QtBot) -> None:
    axis = _axis()
    with qtbot.assertNotEmitted(axis.changed):
        axis.pan(100)
        axis.reveal(500)
        axis.set_width(1200)


@given(st.integers(1, 50), st.integers(1, 200), st.floats(0, 0.9), st.floats(0.05, 1))
def test_columns_leave_no_bin_out(n_bins: int, n_columns: int, start: float, share: float) -> None:
    edges = np.linspace(start * n_bins, min(start + share, 1) * n_bins, n_columns + 1)
    first, stop = bins_of(edges, n_bins)
    shown = {
        bin_ for low, high in zip(first.tolist(), stop.tolist(), strict=True) for bin_ in range(low, high)
    }
    assert (stop > first).all()
    assert shown >= set(range(int(np.ceil(edges[0])), int(np.floor(edges[-1]))))
    assert shown <= set(range(n_bins))


def test_wheel_zooms_and_pans(qtbot: QtBot) -> None:
    strip = make_strip(made_up_scoring(960))
    qtbot.addWidget(strip)
    control, shift = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
    before = strip.axis.position(800)
    turn(strip, 800, QPoint(0, 480), control)
    assert strip.axis.span < 960 / 2
    assert strip.axis.position(800) == pytest.approx(before)
    first = strip.axis.first
    turn(strip, 800, QPoint(0, -120), shift)
    assert strip.axis.first == pytest.approx(first + strip.axis.span / 10)
    turn(strip, 800, QPoint(0, 120), Qt.KeyboardModifier.NoModifier)
    assert strip.axis.first == pytest.approx(first + strip.axis.span / 10)
    turn(strip, 800, QPoint(0, -4800), control)
    assert strip.axis.is_whole


def test_middle_drag_moves_the_night_with_the_pointer(qtbot: QtBot) -> None:
    strip = make_strip(made_up_scoring(960))
    qtbot.addWidget(strip)
    strip.axis.zoom(4, 600)
    before = strip.axis.position(700)
    drag(strip, 700, 500, Qt.MouseButton.MiddleButton)
    assert strip.axis.position(500) == pytest.approx(before)


def test_zoom_by_key_stays_at_the_current_epoch(window: MainWindow) -> None:
    assert window.session is not None
    axis = window.view.strip.axis
    window.session.go_to(300)
    x = axis.x_of(300.5)
    window.actions_by_name["strip_in"].trigger()
    assert axis.span < window.session.n_epochs
    assert axis.x_of(300.5) == pytest.approx(x)
    window.session.go_to(800)
    assert axis.first <= 800 < axis.stop, "the current epoch is kept in sight"
    window.actions_by_name["strip_out"].trigger()
    window.actions_by_name["strip_whole"].trigger()
    assert axis.is_whole
