import os
import socket
from pathlib import Path

import numpy as np
import pytest
from edf_files import EdfFile, Signal, ramp
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QInputDialog
from pytestqt.qtbot import QtBot

from sleepscorer.channels import Role
from sleepscorer.errors import StorageError
from sleepscorer.gui.app import make_window
from sleepscorer.gui.main_window import MainWindow
from sleepscorer.gui.montages.roles import RolesDialog
from sleepscorer.gui.scoring.navigation import epoch_from_text
from sleepscorer.recording import open_recording
from sleepscorer.scoring import Event, EventKind, Flag, Lights
from sleepscorer.settings import load_settings
from sleepscorer.stages import Stage
from sleepscorer.storage.store import Store


def test_an_unreadable_file_is_said_and_leaves_the_night_open(window: MainWindow, tmp_path: Path) -> None:
    session = window.session
    bad = tmp_path / "text.edf"
    bad.write_text("not a recording at all")
    assert not window.open(bad)
    assert window.session is session
    assert "not an EDF or BDF file" in window.banner.text()
    assert window.banner.isVisible()


def test_place_and_title(window: MainWindow) -> None:
    assert window.session is not None
    window.session.go_to(132)
    assert "133 / 841" in window.tool_bar.position.text()
    clock = window.session.recording.clock(132 * 30)
    assert clock is not None
    assert clock.strftime("%H:%M:%S") in window.tool_bar.position.text()
    assert window.windowTitle().startswith("night.edf")


def test_undo_and_redo_take_back_everything(window: MainWindow) -> None:
    session = window.session
    assert session is not None
    session.score([3], Stage.N2)
    session.score([3], Stage.R)
    session.mark_lights(off=True)
    for _ in range(3):
        session.undo_stack.undo()
    assert session.scoring.stages[3] == Stage.UNSCORED
    assert session.scoring.lights.off_s is None
    for _ in range(3):
        session.undo_stack.redo()
    assert session.scoring.stages[3] == Stage.R
    assert session.scoring.lights.off_s == 0.0
    assert [session.undo_stack.text(i) for i in range(2)] == ["N2, epoch 4", "REM, epoch 4"]


def test_undo_shows_the_epoch_it_was_about(window: MainWindow) -> None:
    session = window.session
    assert session is not None
    session.go_to(40)
    window.scoring.score(Stage.N2)
    session.go_to(500)
    window.actions_by_name["undo"].trigger()
    assert session.epoch == 40
    session.go_to(0)
    window.actions_by_name["redo"].trigger()
    assert session.epoch == 40


def test_a_recording_under_one_epoch_is_refused(empty_window: MainWindow, data_folder: Path) -> None:
    assert not empty_window.open(data_folder / "odd-edf" / "mne__test_edf_stim_channel.edf")
    assert "less than one epoch" in empty_window.banner.text()


def test_a_change_that_cannot_be_kept_is_not_shown(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = window.session
    assert session is not None

    def refuse(*args: object) -> None:
        raise StorageError("Nothing can be written; make room.")

    monkeypatch.setattr(Store, "record", refuse)
    window.scoring.score(Stage.N2)
    assert session.scoring.stages[0] == Stage.UNSCORED
    assert session.epoch == 0, "the technician must see that this epoch was not scored"
    assert session.undo_stack.count() == 0
    assert "make room" in window.banner.text()


def test_everything_is_there_after_reopening(window: MainWindow, night: Path) -> None:
    session = window.session
    assert session is not None
    session.score(range(5, 25), Stage.N3)
    session.mark_lights(off=True)
    window.open(night, prescore=False)
    assert window.session is not session
    assert window.session is not None
    assert (window.session.scoring.stages[5:25] == Stage.N3).all()
    assert window.session.scoring.author(5) == window.session.technician
    assert window.session.scoring.lights.off_s == 0.0
    assert not list(night.parent.glob("*.journal"))


def test_a_second_window_reads_only(window: MainWindow, night: Path, qtbot: QtBot, tmp_path: Path) -> None:
    assert window.session is not None
    window.session.score([0], Stage.W)
    window.session.save()
    other = make_window(tmp_path / "state")
    qtbot.addWidget(other)
    assert other.open(night, prescore=False)
    assert other.session is not None
    assert other.session.read_only
    assert socket.gethostname() in other.banner.text()
    assert other.session.scoring.stages[0] == Stage.W
    other.scoring.score(Stage.N3)
    assert other.session.scoring.stages[0] == Stage.W
    other.close()
    assert (night.parent / "night.edf.sleepscorer.lock").exists(), "the first window keeps its lock"


def test_second_hypnogram_is_compared(window: MainWindow, expert: Path) -> None:
    session = window.session
    assert session is not None
    assert window.hypnograms.open(expert)
    assert window.comparison_model.second is not None
    theirs = window.comparison_model.second.stages
    session.score([int(e) for e in np.flatnonzero(theirs == Stage.W)], Stage.W)
    session.score([int(e) for e in np.flatnonzero(theirs > 0)], Stage.N2)
    assert "kappa" in window.card.compared.text()
    window.actions_by_name["next_disagreement"].trigger()
    epoch = session.epoch
    assert session.scoring.stages[epoch] != theirs[epoch]
    assert (session.scoring.stages[1:epoch] == theirs[1:epoch]).all()
    window.actions_by_name["close_second"].trigger()
    assert window.comparison_model.second is None


def test_a_hypnogram_that_is_none_is_said(window: MainWindow, night: Path) -> None:
    assert not window.hypnograms.open(night)
    assert window.banner.text()


def test_roles_are_corrected_and_remembered(window: MainWindow, night: Path) -> None:
    session = window.session
    assert session is not None
    dialog = RolesDialog(session.recording, window)
    assert dialog.chosen() == {}
    row = [channel.label for channel in session.recording.channels].index("EEG Pz-Oz")
    dialog.choose(row, Role.OTHER)
    assert dialog.chosen() == {"EEG Pz-Oz": "other"}
    dialog.restore()
    assert dialog.chosen() == {}
    dialog.choose(row, Role.EOG)
    window.settings.device(session.recording.device).roles = dialog.chosen()
    window.workspace.save_settings()
    window.open(night, prescore=False)
    assert window.session is not None
    assert window.session.recording.channels[row].role is Role.EOG
    device = window.session.recording.device
    assert load_settings().device(device).chosen_roles() == {"EEG Pz-Oz": Role.EOG}


@pytest.mark.parametrize(
    ("text", "epoch"),
    [
        ("1", 0),
        ("841", 840),
        ("842", None),
        ("0", None),
        ("abc", None),
        ("00:13:30", 0),
        ("00:14", 1),
        ("01:19:30", 132),
    ],
)
def test_go_to_epoch_or_clock_time(night: Path, text: str, epoch: int | None) -> None:
    recording = open_recording(night)
    start = recording.start
    assert start is not None
    assert (start.hour, start.minute) == (0, 13)
    assert epoch_from_text(text, recording) == epoch
    recording.close()


def test_go_to_asks_and_goes(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    assert window.session is not None
    monkeypatch.setattr(QInputDialog, "getText", lambda *args, **more: ("500", True))
    window.actions_by_name["go_to"].trigger()
    assert window.session.epoch == 499
    monkeypatch.setattr(QInputDialog, "getText", lambda *args, **more: ("9999", True))
    window.actions_by_name["go_to"].trigger()
    assert window.session.epoch == 499
    assert "9999" in window.banner.text()


def test_a_dropped_file_is_opened(empty_window: MainWindow, night: Path) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(night))])
    event = QDropEvent(
        QPointF(10, 10),
        Qt.DropAction.CopyAction,
        mime,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    empty_window.dropEvent(event)
    assert empty_window.session is not None
    assert os.fspath(empty_window.session.recording.path) == str(night)


def test_a_file_that_shrinks_while_open_does_not_kill_the_window(window: MainWindow, night: Path) -> None:
    session = window.session
    assert session is not None
    session.score([0], Stage.W)
    with night.open("rb+") as file:
        file.truncate(200_000)
    session.go_to(600)
    assert "shorter" in window.banner.text()
    session.go_to(3)
    session.score([3], Stage.N1)
    assert session.scoring.stages[3] == Stage.N1


def test_lights_are_never_the_wrong_way_round_and_the_same_key_takes_them_away(
    window: MainWindow, qtbot: QtBot
) -> None:
    session = window.session
    assert session is not None
    session.go_to(100)
    qtbot.keyClick(window, Qt.Key.Key_L, Qt.KeyboardModifier.ShiftModifier)
    session.go_to(200)
    qtbot.keyClick(window, Qt.Key.Key_L)
    assert session.scoring.lights == Lights(None, 3030.0)
    assert "before lights on" in window.banner.text()
    session.go_to(100)
    qtbot.keyClick(window, Qt.Key.Key_L)
    assert session.scoring.lights == Lights(3000.0, 3030.0)
    qtbot.keyClick(window, Qt.Key.Key_L, Qt.KeyboardModifier.ShiftModifier)
    assert session.scoring.lights == Lights(3000.0, None)
    assert "taken away" in window.banner.text()


def test_accepting_an_unscored_epoch_says_what_to_do(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.keyClick(window, Qt.Key.Key_Return)
    assert window.session is not None
    assert window.session.epoch == 0
    assert "no stage to accept" in window.banner.text()


def test_undo_shows_what_it_is_about(window: MainWindow) -> None:
    session = window.session
    assert session is not None
    session.score(range(10, 20), Stage.N2)
    session.add_event(Event(EventKind.AROUSAL, 1500.0, 4.0, "EEG Fpz-Cz"))
    session.go_to(300)
    session.toggle_flag(Flag.BOOKMARK)
    session.mark_lights(off=True)
    shown = []
    for _ in range(4):
        session.go_to(600)
        session.undo()
        shown.append(session.epoch)
    assert shown == [600, 300, 50, 10]
    assert window.actions_by_name["redo"].text() == "&Redo: N2, 10 epochs"
    assert window.actions_by_name["redo"].iconText() == "Redo"
    assert window.actions_by_name["undo"].text() == "&Undo"
    session.go_to(15)
    session.redo()
    assert session.epoch == 15


def test_channels_of_which_none_is_known_are_shown(empty_window: MainWindow, tmp_path: Path) -> None:
    strange = EdfFile([Signal(ramp(60, 100), 100, label=label) for label in ("XY1", "XY2")])
    assert empty_window.open(strange.write(tmp_path / "strange.edf"), prescore=False)
    assert [lane.trace.label for lane in empty_window.view.traces.lanes] == ["XY1", "XY2"]
    empty_window.view.set_hidden(empty_window.view.traces.lanes[0].trace, True)
    assert [lane.trace.label for lane in empty_window.view.traces.lanes] == ["XY2"]


def test_escape_clears_what_was_measured_before_it_stops_a_run(window: MainWindow, qtbot: QtBot) -> None:
    session = window.session
    assert session is not None
    session.prescore()
    window.view.traces.move_cursor(0, 1.0)
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert window.view.traces.marks.cursor is None
    assert session.is_prescoring
    assert not window.banner.isVisible()
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert "stopped" in window.banner.text()
    qtbot.waitUntil(lambda: not session.is_prescoring, timeout=20_000)
    assert session.scoring.probabilities is None
