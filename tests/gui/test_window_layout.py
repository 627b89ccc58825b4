"""How the window lays itself out: zen, panels, messages, what is remembered."""

from pathlib import Path

from edf_files import EdfFile, Signal, ramp
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from sleepscorer.gui.main_window import MainWindow
from sleepscorer.settings import load_settings


def test_zen_hides_all_but_traces_and_strip(window: MainWindow) -> None:
    window.actions_by_name["zen"].setChecked(True)
    assert not window.docks.dock("epoch").isVisible()
    assert not window.tool_bar.isVisible()
    assert window.view.strip.isVisible()
    window.actions_by_name["zen"].setChecked(False)
    assert window.docks.dock("epoch").isVisible()


def test_zen_hides_panels_too_and_brings_back_a_large_window(window: MainWindow, qtbot: QtBot) -> None:
    window.showMaximized()
    qtbot.waitUntil(window.isMaximized)
    for name in ("statistics", "comparison"):
        window.actions_by_name[name].setChecked(True)
    qtbot.keyClick(window, Qt.Key.Key_F11)
    assert not window.docks.dock("statistics").isVisible()
    assert not window.docks.dock("comparison").isVisible()
    qtbot.keyClick(window, Qt.Key.Key_F11)
    assert window.docks.dock("statistics").isVisible()
    assert window.isMaximized()
    assert not window.isFullScreen()


def test_montages_have_their_keys_in_zen(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.keyClick(window, Qt.Key.Key_F11)
    qtbot.keyClick(window, Qt.Key.Key_F6)
    assert window.view.montage is not None
    assert window.view.montage.name == "Sleep-EDF"
    qtbot.keyClick(window, Qt.Key.Key_F1)
    assert window.view.montage is None


def test_a_window_closed_in_zen_has_its_panels_and_size_at_the_next_start(
    window: MainWindow, qtbot: QtBot
) -> None:
    window.resize(700, 500)
    qtbot.keyClick(window, Qt.Key.Key_F11)
    window.close()
    again = MainWindow(window.settings)
    qtbot.addWidget(again)
    again.show()
    assert again.tool_bar.isVisible()
    assert again.docks.dock("epoch").isVisible()
    assert again.height() < 600
    again.close()


def test_the_badge_of_the_epoch_is_never_covered(window: MainWindow, qtbot: QtBot) -> None:
    for width in (900, 1600):
        window.resize(width, 700)
        qtbot.waitUntil(lambda width=width: window.width() == width)
        header, local = window.view.header, window.view.local
        assert header.badge().left() > local.geometry().right()
        assert header.badge().right() < header.width() - 66


def test_a_night_is_not_shown_whole_because_a_short_one_before_was(
    empty_window: MainWindow, night: Path, tmp_path: Path
) -> None:
    short = EdfFile([Signal(ramp(30, 100), 100)]).write(tmp_path / "short.edf")
    assert empty_window.open(short, prescore=False)
    assert empty_window.view.traces.span.whole_night
    assert empty_window.open(night, prescore=False)
    assert empty_window.view.traces.span.page_s == 30
    assert not empty_window.view.traces.span.whole_night


def test_the_polarity_is_remembered_and_shown(window: MainWindow, qtbot: QtBot) -> None:
    window.actions_by_name["negative_up"].trigger()
    assert "−↑" in window.view.labels.scale_text(window.view.traces.lanes[0])
    assert "−↑" not in window.view.labels.scale_text(window.view.traces.lanes[2]), "no EEG"
    window.close()
    again = MainWindow(load_settings())
    qtbot.addWidget(again)
    assert again.actions_by_name["negative_up"].isChecked()
    assert again.view.traces.negative_up
    again.close()


def test_a_layout_that_is_none_is_left_alone(window: MainWindow, qtbot: QtBot) -> None:
    window.settings.window = "not base64"
    again = MainWindow(window.settings)
    qtbot.addWidget(again)
    again.show()
    assert again.docks.dock("epoch").isVisible()
    again.close()


def test_nothing_moves_when_something_is_said(window: MainWindow, qtbot: QtBot) -> None:
    window.banner.hide()
    places = [part.geometry() for part in (window.view.strip, window.view.traces, window.view.header)]
    window.workspace.notify("A long sentence that takes more than one line. " * 8)
    qtbot.wait(20)
    assert window.banner.isVisible()
    assert [part.geometry() for part in (window.view.strip, window.view.traces, window.view.header)] == places
    window.resize(1000, 700)
    qtbot.waitUntil(lambda: window.banner.width() == window.view.width())
    assert window.banner.height() >= 3 * window.fontMetrics().height()


def test_what_is_said_again_is_kept_once(window: MainWindow) -> None:
    assert window.session is not None
    before = len(window.session.notices)
    for _ in range(3):
        window.workspace.take_notice("The night is open for reading only; the change was not made.")
    assert len(window.session.notices) == before + 1
