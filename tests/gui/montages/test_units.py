"""A unit that the file does not tell is put right in the window, and remembered for the device."""

from __future__ import annotations

from pathlib import Path

import pytest
from edf_files import EdfFile, Signal, ramp
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from sleepscorer.gui.main_window import MainWindow
from sleepscorer.gui.montages.commands import ask_roles
from sleepscorer.gui.montages.roles import RolesDialog
from sleepscorer.gui.session.opening import open_to_score
from sleepscorer.settings import load_settings, save_settings


@pytest.fixture
def night(tmp_path: Path) -> Path:
    signals = [Signal(ramp(60, 100), 100, "C4-M1", "?V"), Signal(ramp(60, 10), 10, "SpO2", "%")]
    return EdfFile(signals).write(tmp_path / "n.edf")


def test_a_unit_is_put_right_and_remembered(
    night: Path, window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert window.open(night, prescore=False)
    assert window.session is not None
    assert window.session.recording.channels[0].unit == "?V"

    def choose(dialog: RolesDialog) -> QDialog.DialogCode:
        dialog.choose_unit(0, "mV")
        dialog.choose_unit(1, "mV")  # there is nothing to choose
        return QDialog.DialogCode.Accepted

    monkeypatch.setattr(RolesDialog, "exec", choose)
    ask_roles(window.workspace, window.central, window.session)
    assert [c.unit for c in window.session.recording.channels] == ["uV", "%"]
    save_settings(window.settings, tmp_path / "settings.json")
    again = open_to_score(night, load_settings(tmp_path / "settings.json"))
    assert [c.unit for c in again.channels] == ["uV", "%"]
    dialog = RolesDialog(again)
    qtbot.addWidget(dialog)
    assert dialog.chosen_units() == {"C4-M1": "mV"}
    dialog.restore()
    assert dialog.chosen_units() == {}
    again.close()
