"""What becomes unreadable, or cannot be kept, while a night is open."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from sleepscorer.errors import StorageError
from sleepscorer.gui.main_window import MainWindow
from sleepscorer.gui.session import session as session_module
from sleepscorer.gui.session.session import Session
from sleepscorer.scoring import Event, EventKind, Flag, Lights
from sleepscorer.simulation import simulate_night, write_edf
from sleepscorer.stages import Stage
from sleepscorer.storage.sidecar import load
from sleepscorer.storage.store import Store


def _session(window: MainWindow) -> Session:
    assert window.session is not None
    return window.session


def _cut(path: Path) -> None:
    with path.open("r+b") as file:
        file.truncate(100)


SPOIL: dict[str, Callable[[Path], object]] = {
    "deleted": Path.unlink,
    "cut short": _cut,
    "another file": lambda path: path.write_bytes(b"no recording" * 1000),
}


@pytest.mark.parametrize("how", SPOIL)
def test_a_night_that_cannot_be_opened_again_stays_as_it_was(
    window: MainWindow, night: Path, qtbot: QtBot, how: str
) -> None:
    session = _session(window)
    qtbot.keyClick(window, Qt.Key.Key_2)
    shown = window.view.traces.page_of(0)[1].copy()
    SPOIL[how](night)
    assert not window.open(night, prescore=False)
    assert window.session is session
    assert "night.edf" in window.banner.text()
    np.testing.assert_array_equal(window.view.traces.page_of(0)[1], shown)
    qtbot.keyClick(window, Qt.Key.Key_3)
    assert session.scoring.stages[:2].tolist() == [Stage.N2, Stage.N3]
    window.close()
    saved = load(night.with_name(night.name + ".sleepscorer.json")).scoring
    assert saved.stages[:2].tolist() == [Stage.N2, Stage.N3]


def test_a_page_that_cannot_be_read_is_blank_and_never_that_of_another_epoch(
    window: MainWindow, night: Path, qtbot: QtBot
) -> None:
    before = window.view.traces.page_of(0)[1].size
    _cut(night)
    _session(window).go_to(100)
    traces = window.view.traces
    assert before
    assert [traces.page_of(lane)[1].size for lane in range(len(traces.lanes))] == [0] * len(traces.lanes)
    assert traces.start_s == 3000.0
    assert "shorter" in window.banner.text()
    assert not window.grab().isNull()


def test_without_its_night_the_window_is_empty_and_takes_another(
    window: MainWindow, night: Path, qtbot: QtBot, tmp_path: Path
) -> None:
    qtbot.keyClick(window, Qt.Key.Key_2)
    other = tmp_path / "other.edf"
    write_edf(simulate_night(seed=1, hours=0.5), other)
    shutil.copy(other, night)
    window.workspace.prompts.damaged = lambda sentence: False
    assert not window.open(night, prescore=False)
    assert window.session is None
    assert "another recording" in window.banner.text()
    assert window.windowTitle() == "sleepscorer"
    assert window.view.welcome.isVisible()
    assert not window.view.traces.lanes
    assert not window.tool_bar.position.text()
    for key in (Qt.Key.Key_2, Qt.Key.Key_Right, Qt.Key.Key_Space):
        qtbot.keyClick(window, key)
    strip = window.view.strip
    qtbot.mouseClick(strip, Qt.MouseButton.LeftButton, pos=QPoint(strip.width() // 2, 20))
    qtbot.wait(300)
    assert not window.grab().isNull()
    saved = load(night.with_name(night.name + ".sleepscorer.json")).scoring
    assert saved.stages[0] == Stage.N2
    assert window.open(other, prescore=False)
    assert window.view.traces.lanes
    assert not window.view.welcome.isVisible()


def test_an_undo_that_cannot_be_kept_is_tried_again_by_the_same_key(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    session, control = _session(window), Qt.KeyboardModifier.ControlModifier
    for key in (Qt.Key.Key_2, Qt.Key.Key_3):
        qtbot.keyClick(window, key)
    qtbot.keyClick(window, Qt.Key.Key_Home)
    qtbot.keyClick(window, Qt.Key.Key_R)

    def refuse(store: Store, *args: object) -> str | None:
        raise StorageError("There is no room anywhere; the change was not made.")

    for key, before, after in ((Qt.Key.Key_Z, 3, 2), (Qt.Key.Key_Y, 2, 3)):
        stages = session.scoring.stages.tolist()
        with monkeypatch.context() as full:
            full.setattr(Store, "record", refuse)
            for _ in range(2):
                qtbot.keyClick(window, key, control)
                assert "no room" in window.banner.text()
                assert session.undo_stack.index() == before
                assert session.undo_stack.count() == 3
        assert session.scoring.stages.tolist() == stages
        qtbot.keyClick(window, key, control)
        assert session.undo_stack.index() == after
        assert session.scoring.stages[0] == (Stage.N2 if key == Qt.Key.Key_Z else Stage.R)


def test_undo_holds_the_newest_steps(
    empty_window: MainWindow, night: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(session_module, "MOST_STEPS", 3)
    assert empty_window.open(night, prescore=False)
    session = _session(empty_window)
    for epoch in range(5):
        assert session.score([epoch], Stage.N2)
    assert [session.undo() for _ in range(5)] == [True, True, True, False, False]
    assert (session.scoring.stages == Stage.N2).tolist()[:5] == [True, True, False, False, False]


def test_undo_goes_on_where_the_night_was_closed(window: MainWindow, night: Path) -> None:
    session = _session(window)
    session.score([0], Stage.N2)
    session.add_event(Event(EventKind.SPINDLE, 30.0, 1.0))
    changes = [session.scoring.mark_lights(Lights(on_s=on_s), session.technician) for on_s in (900.0,)]
    changes += [session.scoring.score([epoch], Stage.R, session.technician) for epoch in (5, 6)]
    session.take_all("two at once", changes)
    session.go_to(3)
    session.toggle_flag(Flag.BOOKMARK)
    session.undo()
    for _ in range(2):
        assert window.open(night, prescore=False)
        stack = _session(window).undo_stack
        texts = [stack.text(index) for index in range(stack.count())]
        assert texts == ["N2, epoch 1", "spindle", "two at once", "bookmark"]
        assert stack.index() == 3
    session = _session(window)
    assert session.redo()
    assert session.scoring.marks(3).flags == {Flag.BOOKMARK}
    assert session.undo()
    assert session.undo()
    assert session.scoring.lights == Lights()
    assert not (session.scoring.stages == Stage.R).any()
    assert window.open(night, prescore=False)
    session = _session(window)
    assert session.undo()
    assert session.undo()
    assert not session.scoring.events
    assert (session.scoring.stages == Stage.UNSCORED).all()
    assert not session.undo()


def test_nobody_takes_back_by_a_key_what_somebody_else_did_before(window: MainWindow, night: Path) -> None:
    window.settings.initials = "AB"
    _session(window).score([0], Stage.N2)
    window.settings.initials = "CD"
    assert window.open(night, prescore=False)
    session = _session(window)
    assert not session.undo_stack.canUndo()
    session.score([1], Stage.N3)
    window.settings.initials = "AB"
    assert window.open(night, prescore=False)
    assert not _session(window).undo(), "the last change is CD's"
    window.settings.initials = "CD"
    assert window.open(night, prescore=False)
    assert _session(window).undo()
    assert not _session(window).undo(), "the one before is AB's"
    assert _session(window).scoring.stages[:2].tolist() == [Stage.N2, Stage.UNSCORED]
