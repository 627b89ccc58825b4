"""The clinical sample, opened from the empty page and from the menu."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from sleepscorer.gui.main_window import MainWindow


def test_the_button_of_the_empty_page_makes_and_opens_the_sample(
    empty_window: MainWindow, qtbot: QtBot
) -> None:
    window = empty_window
    button = window.view.welcome.button
    assert button.isVisible()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.session is not None, timeout=60_000)
    assert window.session is not None
    path = window.session.recording.path
    assert path.name == "clinical-sample.edf"
    assert len(window.session.recording.channels) == 22
    assert path.with_name("clinical-sample_truth_hyp.edf").exists()
    assert not button.isVisible()


def test_a_sample_that_cannot_be_made_is_said(empty_window: MainWindow, qtbot: QtBot) -> None:
    window = empty_window
    assert window.workspace.state_folder is not None
    in_the_way: Path = window.workspace.state_folder / "sample"
    in_the_way.parent.mkdir(parents=True, exist_ok=True)
    in_the_way.write_text("a file, not a folder")
    with qtbot.waitSignal(
        window.workspace.notified, timeout=60_000, check_params_cb=lambda text: "cannot be made" in text
    ):
        window.actions_by_name["clinical_sample"].trigger()
    assert window.session is None
