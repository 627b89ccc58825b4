from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from sleepscorer.gui.commands.key_profiles import (
    DEFAULT,
    KeyProfileError,
    available_profiles,
    load_profile,
    user_keys_folder,
    usual_keys,
)
from sleepscorer.gui.main_window import MainWindow
from sleepscorer.gui.preferences.dialog import BAR_PIXELS, CalibrationBar, PreferencesDialog
from sleepscorer.settings import Settings, machine_folders
from sleepscorer.stages import Stage


def test_bundled_profiles_load(empty_window: MainWindow) -> None:
    found, refused = available_profiles(empty_window.commands.rows)
    assert refused == []
    assert found[0].name == DEFAULT
    assert "Left hand" in [profile.name for profile in found]


IMPOSSIBLE = {
    'next = ["W"]': "both",
    'next = ["F2"]': "montages",
    'jump = ["X"]': "which there is not",
    'next = ["Hyper+Q+Q"]': "which there is not",
    "next = 3": "no key profile",
    'stage_w = "Ctrl+Y"': "no key profile",
    'stage_w = ["E"]': "begins",
    'flag_movement = ["M, A"]\nnote = ["M"]': "begins",
}


def test_a_profile_that_cannot_be_is_refused(empty_window: MainWindow, tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    for keys, sentence in IMPOSSIBLE.items():
        path.write_text(f'name = "Mine"\n[keys]\n{keys}\n')
        with pytest.raises(KeyProfileError, match=sentence):
            load_profile(path, usual_keys(empty_window.commands.rows))


def test_the_users_keys_take_effect(window: MainWindow, qtbot: QtBot) -> None:
    session = window.session
    assert session is not None
    user_keys_folder().mkdir(parents=True)
    (user_keys_folder() / "mine.toml").write_text('name = "Mine"\n[keys]\nstage_n2 = ["Z"]\n')
    (machine_folders()[0] / "keys").mkdir(parents=True)
    (machine_folders()[0] / "keys" / "ward.toml").write_text('name = "Ward"\n[keys]\nstage_n3 = ["X"]\n')
    names = [profile.name for profile in available_profiles(window.commands.rows)[0]]
    assert names[-2:] == ["Ward", "Mine"], "the machine's stand before the user's"
    (user_keys_folder() / "bad.toml").write_text('name = "Bad"\n[keys]\nnext = ["W"]\n')
    window.workspace.set("keys", "Mine")
    assert "bad.toml" in window.banner.text()
    qtbot.keyClick(window, Qt.Key.Key_2)
    assert session.scoring.stages[0] == Stage.UNSCORED
    qtbot.keyClick(window, Qt.Key.Key_Z)
    assert session.scoring.stages[0] == Stage.N2
    assert "W 1 Z 3 R stage" in window.status.hints.text()
    assert ("Score", "N2", "Z") in window.commands.keys_table()
    window.workspace.set("keys", "")
    qtbot.keyClick(window, Qt.Key.Key_2)
    assert session.scoring.stages[1] == Stage.N2
    assert "W 1 2 3 R stage" in window.status.hints.text()


def test_the_number_row_of_a_french_keyboard_scores_without_shift(window: MainWindow, qtbot: QtBot) -> None:
    session = window.session
    assert session is not None
    window.workspace.set("keys", "AZERTY")
    row = (
        Qt.Key.Key_Agrave,
        Qt.Key.Key_Ampersand,
        Qt.Key.Key_Eacute,
        Qt.Key.Key_QuoteDbl,
        Qt.Key.Key_ParenLeft,
    )
    for key in row:
        qtbot.keyClick(window, key)
    assert session.scoring.stages[:5].tolist() == [Stage.W, Stage.N1, Stage.N2, Stage.N3, Stage.R]
    assert "W 1 2 3 R" in window.status.hints.text()


def test_preferences_are_stored(qtbot: QtBot) -> None:
    settings = Settings()
    dialog = PreferencesDialog(settings, [DEFAULT, "Left hand"], 4.0)
    qtbot.addWidget(dialog)
    values = dialog.chosen()
    assert "pixels_per_mm" not in values, "an unchanged length keeps what the screen tells"
    assert values["initials"] == "technician"
    dialog.fields["initials"].setText(" AB ")
    dialog.fields["keys"].setCurrentText("Left hand")
    dialog.fields["theme"].setCurrentIndex(2)
    dialog.length.setValue(BAR_PIXELS / 5.0)
    values = dialog.chosen()
    assert (values["initials"], values["keys"], values["theme"]) == ("AB", "Left hand", "dark")
    assert values["pixels_per_mm"] == pytest.approx(5.0)
    assert dialog.findChild(CalibrationBar).sizeHint().width() == BAR_PIXELS + 1


def test_a_measured_screen_changes_the_scale(window: MainWindow) -> None:
    before = window.view.traces.curves[0].transform().m22()
    told = window.view.traces.pixels_per_mm()
    window.workspace.set("pixels_per_mm", 2 * told)
    assert window.view.traces.curves[0].transform().m22() == pytest.approx(2 * before)


def test_a_measured_screen_stays_measured_when_something_else_is_changed(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.workspace.set("pixels_per_mm", 5.3)

    def change_the_initials(dialog: PreferencesDialog) -> QDialog.DialogCode:
        dialog.fields["initials"].setText("CD")
        return QDialog.DialogCode.Accepted

    monkeypatch.setattr(PreferencesDialog, "exec", change_the_initials)
    window.actions_by_name["preferences"].trigger()
    assert window.settings.initials == "CD"
    assert window.settings.pixels_per_mm == 5.3
    assert window.view.traces.pixels_per_mm() == 5.3
