"""Recent nights, where one was in them, smart fill, the tour."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from sleepscorer.gui import app
from sleepscorer.gui.app import make_window, offer_tour
from sleepscorer.gui.commands.palette import commands_of
from sleepscorer.gui.help.tour import STEPS
from sleepscorer.gui.main_window import MainWindow
from sleepscorer.gui.page import view_state
from sleepscorer.gui.session.session import Session
from sleepscorer.montages import Montage, MontageTrace, save_user_montage
from sleepscorer.settings import NightPlace, Settings, load_settings, settings_path
from sleepscorer.stages import Stage

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def _session(window: MainWindow) -> Session:
    assert window.session is not None
    return window.session


@pytest.fixture
def two_nights(window: MainWindow, night: Path) -> tuple[MainWindow, Path, Path]:
    """A window in which one night was open and another one is."""
    other = Path(shutil.copy(night, night.with_name("other.edf")))
    assert window.open(other, prescore=False)
    return window, night, other


def test_recent_nights_are_in_the_menu_and_missing_ones_greyed(
    two_nights: tuple[MainWindow, Path, Path], qtbot: QtBot
) -> None:
    window, night, other = two_nights
    gone = str(night.with_name("gone.edf"))
    window.settings.recent.append(gone)
    menu = window.recent.menu
    menu.aboutToShow.emit()
    by_path = {action.data(): action for action in menu.actions() if action.data()}
    assert list(by_path) == [str(other), str(night), gone]
    qtbot.waitUntil(lambda: not by_path[gone].isEnabled(), timeout=20_000)
    assert by_path[str(night)].isEnabled()
    by_path[str(night)].trigger()
    assert _session(window).recording.path == night


def test_the_last_night_is_one_key_away(two_nights: tuple[MainWindow, Path, Path], qtbot: QtBot) -> None:
    window, night, other = two_nights
    for expected in (night, other):
        qtbot.keyClick(window, Qt.Key.Key_O, CONTROL | SHIFT)
        assert _session(window).recording.path == expected


def test_recent_nights_are_in_the_palette(two_nights: tuple[MainWindow, Path, Path]) -> None:
    window, night, _ = two_nights
    found = {
        text: action for text, action in commands_of(window.menus.values()) if text.startswith("Open recent:")
    }
    wanted = [text for text in found if night.name in text]
    assert len(wanted) == 1
    found[wanted[0]].trigger()
    assert _session(window).recording.path == night


def test_what_is_remembered_can_be_forgotten(two_nights: tuple[MainWindow, Path, Path]) -> None:
    window, night, _ = two_nights
    assert window.settings.places
    window.recent.forget()
    kept = json.loads(settings_path().read_text(encoding="utf-8"))
    assert "recent" not in kept
    assert "places" not in kept
    window.settings.remember_nights = False
    assert window.open(night, prescore=False)
    window.workspace.save_settings()
    assert str(night.name) not in settings_path().read_text(encoding="utf-8")


def test_a_night_comes_back_where_it_was_left(
    window: MainWindow, night: Path, qtbot: QtBot, tmp_path: Path
) -> None:
    session = _session(window)
    session.go_to(321)
    window.view.set_length(120.0)
    window.actions_by_name["filters"].setChecked(False)
    menu = window.findChild(QMenu, "montages")
    assert menu is not None
    next(action for action in menu.actions() if action.text() == "Sleep-EDF").trigger()
    assert window.view.montage is not None
    montage = window.view.montage.name
    window.close()
    kept = settings_path().read_text(encoding="utf-8")
    assert session.recording.fingerprint in kept
    again = make_window(tmp_path / "state")
    qtbot.addWidget(again)
    again.show()
    assert again.view.montage is None
    assert again.open(night, prescore=False)
    assert _session(again).epoch == 321
    assert again.view.traces.span.page_s == 120.0
    assert not again.settings.filters
    assert again.view.montage is not None
    assert again.view.montage.name == montage
    again.close()


def test_the_view_is_kept_while_a_night_is_open(
    empty_window: MainWindow, night: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(view_state, "PAUSE_MS", 20)
    window = empty_window
    assert window.open(night, prescore=False)
    session = _session(window)

    def kept() -> Settings:
        return load_settings()

    def place() -> NightPlace:
        return kept().places.get(session.recording.fingerprint, NightPlace())

    session.go_to(321)
    qtbot.waitUntil(lambda: place().epoch == 321)
    window.view.set_length(120.0)
    qtbot.waitUntil(lambda: place().page_s == 120.0)
    window.view.set_scale(10.0)
    window.view.turn_gain(1, 2)
    label = window.view.traces.lanes[1].trace.label
    qtbot.waitUntil(lambda: kept().uv_per_mm == 10.0)
    qtbot.waitUntil(lambda: label in kept().device(session.recording.device).traces)
    window.settings.remember_nights = False
    session.go_to(400)
    qtbot.waitUntil(lambda: not kept().places)


def test_what_cannot_be_kept_of_the_view_disturbs_nobody(
    empty_window: MainWindow, night: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried: list[int] = []

    def refuse() -> None:
        tried.append(window.settings.places[_session(window).recording.fingerprint].epoch)
        raise OSError("no space left")

    monkeypatch.setattr(view_state, "PAUSE_MS", 20)
    window = empty_window
    assert window.open(night, prescore=False)
    window.banner.hide()
    with monkeypatch.context() as patched:
        patched.setattr(window.workspace.settings_file, "save", refuse)
        _session(window).go_to(5)
        qtbot.waitUntil(lambda: 5 in tried)
    assert not window.banner.isVisible()


def test_who_turns_pages_all_the_time_has_the_view_kept_too(
    empty_window: MainWindow, night: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(view_state, "PAUSE_MS", 100)
    monkeypatch.setattr(view_state, "LONGEST_UNSAVED_S", 0.3)
    window = empty_window
    assert window.open(night, prescore=False)
    session = _session(window)
    turning = QTimer(window, interval=20)
    turning.timeout.connect(lambda: session.go_to(session.epoch + 1))
    turning.start()
    qtbot.waitUntil(lambda: bool(load_settings().places))
    turning.stop()


def test_the_empty_window_offers_the_last_night_and_opens_nothing(
    window: MainWindow, night: Path, qtbot: QtBot, tmp_path: Path
) -> None:
    window.close()
    again = make_window(tmp_path / "state")
    qtbot.addWidget(again)
    again.show()
    assert again.session is None
    assert "night.edf" in again.view.welcome.text()
    assert "Ctrl+Shift+O" in again.view.welcome.text()
    again.workspace.set("offer_last", False)
    assert "night.edf" not in again.view.welcome.text()
    again.actions_by_name["open_last"].trigger()
    assert _session(again).recording.path == night
    again.close()


def test_short_gaps_are_filled_on_request_as_one_step(window: MainWindow, qtbot: QtBot) -> None:
    session = _session(window)
    session.score(range(0, 100), Stage.N2)
    session.score([10, 11, 40], Stage.UNSCORED)
    qtbot.keyClick(window, Qt.Key.Key_F, CONTROL | SHIFT)
    assert (session.scoring.stages[:100] == Stage.N2).all()
    assert "3 epochs" in window.banner.text()
    session.undo()
    assert (session.scoring.stages[[10, 11, 40]] == Stage.UNSCORED).all()
    session.redo()
    qtbot.keyClick(window, Qt.Key.Key_F, CONTROL | SHIFT)
    assert "no short unscored gap" in window.banner.text()
    assert session.undo_stack.count() == 3


def test_the_order_of_the_review_is_remembered(window: MainWindow, night: Path) -> None:
    window.actions_by_name["review_by_risk"].setChecked(True)
    window.workspace.save_settings()
    assert load_settings().review_by_risk
    assert window.open(night, prescore=False)
    assert window.review.by_risk


def test_the_tour_goes_through_the_window_by_key_and_leaves_the_keys_alone(
    window: MainWindow, qtbot: QtBot
) -> None:
    session = _session(window)
    window.activateWindow()
    window.actions_by_name["tour"].trigger()
    tour = window.tours.tour
    assert tour is not None
    assert 5 <= len(STEPS) <= 7
    titles = []
    for _ in STEPS:
        titles.append(tour.title.text())
        assert tour.isVisible()
        assert window.rect().contains(tour.geometry())
        assert tour.text.text() in tour.accessibleDescription()
        if len(titles) < len(STEPS):
            QTest.keyClick(tour, Qt.Key.Key_Return)
    assert len(set(titles)) == len(STEPS)
    QTest.keyClick(tour, Qt.Key.Key_Left)
    assert tour.title.text() == titles[-2]
    assert (session.scoring.stages == Stage.UNSCORED).all(), "Enter and arrows were the tour's own"
    assert session.epoch == 0
    QTest.keyClick(window.view.traces, Qt.Key.Key_2)
    assert session.scoring.stages[0] == Stage.N2, "the window stays in use"
    QTest.keyClick(tour, Qt.Key.Key_Escape)
    assert window.tours.tour is None


def test_escape_ends_the_tour_wherever_the_focus_is(window: MainWindow, qtbot: QtBot) -> None:
    window.tours.take()
    assert window.tours.tour is not None
    window.view.traces.setFocus()
    QTest.keyClick(window.view.traces, Qt.Key.Key_Escape)
    assert window.tours.tour is None


def test_every_step_lies_inside_the_window(window: MainWindow) -> None:
    tour = window.tours.take()
    assert tour is not None
    for size in ((1280, 720), (1600, 900), (900, 600)):
        window.resize(*size)
        QApplication.processEvents()
        for step in range(len(STEPS)):
            tour.show_step(step)
            QApplication.processEvents()
            assert window.rect().contains(tour.geometry()), (size, step)
            assert tour.text.heightForWidth(tour.text.width()) <= tour.text.height(), "text is cut off"


def test_the_tour_without_a_night_is_on_a_copy_of_the_sample_night(
    empty_window: MainWindow, tmp_path: Path
) -> None:
    empty_window.settings.initials = "ab"
    tour = empty_window.tours.take()
    assert tour is not None
    path = _session(empty_window).recording.path
    assert path.name == app.SAMPLE
    assert path.is_relative_to(tmp_path)


def test_the_tour_is_offered_once_and_never_on_a_night_of_ones_own(
    empty_window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert not offer_tour(empty_window), "nobody sees an offscreen window"
    monkeypatch.setattr(QApplication, "platformName", lambda: "xcb")
    assert not offer_tour(empty_window, ["/nights/own.edf"])
    assert offer_tour(empty_window)
    assert empty_window.tours.tour is not None
    empty_window.tours.tour.end()
    assert not offer_tour(empty_window)
    empty_window.workspace.save_settings()
    assert load_settings().tour_seen


def test_the_night_that_is_open_can_be_opened_again_and_scored(window: MainWindow, night: Path) -> None:
    assert window.open(night, prescore=False)
    assert window.open(night.parent / "." / night.name, prescore=False)
    window.scoring.score(Stage.N2)
    assert _session(window).scoring.stages[0] == Stage.N2


@pytest.mark.parametrize("name", ["A & B", "A && B", "Mine"])
def test_a_montage_is_shown_again_after_a_restart_whatever_its_name(
    qtbot: QtBot, night: Path, tmp_path: Path, name: str
) -> None:
    save_user_montage(Montage(name, (MontageTrace("Own", "EEG Fpz-Cz"),), "F8"))
    for expected in ("", name):
        window = make_window(tmp_path / "state")
        qtbot.addWidget(window)
        window.show()
        assert window.open(night, prescore=False)
        assert (window.view.montage.name if window.view.montage else "") == expected
        next(action for action in window.montages.actions if action.data() == name).trigger()
        assert [lane.trace.label for lane in window.view.traces.lanes] == ["Own"]
        window.close()
