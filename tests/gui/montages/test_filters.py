from __future__ import annotations

import json

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from sleepscorer.channels import Role
from sleepscorer.gui.main_window import MainWindow
from sleepscorer.gui.montages.filters import FiltersDialog
from sleepscorer.gui.page.pages import DISPLAY_BANDS, DisplayBand, band_of, role_band
from sleepscorer.montages import MontageTrace
from sleepscorer.settings import Settings, load_settings, settings_path


def _dialog(window: MainWindow, qtbot: QtBot) -> FiltersDialog:
    dialog = FiltersDialog(window.workspace, window)
    qtbot.addWidget(dialog)
    dialog.open()
    return dialog


def _type(qtbot: QtBot, dialog: FiltersDialog, role: Role, name: str, text: str) -> None:
    edit = dialog.boxes[role, name].lineEdit()
    assert edit is not None
    dialog.activateWindow()
    edit.setFocus()
    qtbot.waitUntil(lambda: QApplication.focusWidget() in (edit, edit.focusProxy()), timeout=5000)
    qtbot.keyClick(edit, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(edit, text)
    qtbot.keyClick(edit, Qt.Key.Key_Tab)


def _eeg(window: MainWindow) -> DisplayBand:
    return window.view.traces.lanes[0].band


def test_the_filters_in_force_are_shown(window: MainWindow, qtbot: QtBot) -> None:
    dialog = _dialog(window, qtbot)
    texts = [dialog.boxes[Role.EEG, name].currentText() for name in ("low_hz", "high_hz", "notch_hz")]
    assert texts == ["0.3 Hz", "35 Hz", "as in the menu"]
    assert dialog.boxes[Role.RESPIRATION, "low_hz"].currentText() == "off"


def test_a_filter_is_changed_seen_at_once_and_remembered(window: MainWindow, qtbot: QtBot) -> None:
    before = window.view.traces.page_of(0)[1].copy()
    dialog = _dialog(window, qtbot)
    _type(qtbot, dialog, Role.EEG, "low_hz", "1")
    _type(qtbot, dialog, Role.EEG, "notch_hz", "50 hz")
    assert _eeg(window) == DisplayBand(1.0, 35.0), "50 Hz is half the sampling rate: it is not there"
    assert np.nanmax(abs(window.view.traces.page_of(0)[1] - before)) > 1
    assert window.view.traces.lanes[2].band == DisplayBand(0.3, 35.0), "EOG is left as it is"
    dialog.accept()
    assert json.loads(settings_path().read_text())["bands"] == {"EEG": {"low_hz": 1.0, "notch_hz": 50.0}}
    assert role_band(load_settings(), Role.EEG) == DisplayBand(1.0, 35.0, 50.0)


def test_only_what_is_other_than_usual_is_kept(window: MainWindow, qtbot: QtBot) -> None:
    dialog = _dialog(window, qtbot)
    _type(qtbot, dialog, Role.EEG, "low_hz", "1")
    _type(qtbot, dialog, Role.EMG, "high_hz", "off")
    assert window.settings.bands == {"EEG": {"low_hz": 1.0}, "EMG": {"high_hz": 0.0}}
    _type(qtbot, dialog, Role.EEG, "low_hz", "0.3")
    assert window.settings.bands == {"EMG": {"high_hz": 0.0}}
    dialog.restore()
    assert window.settings.bands == {}
    assert dialog.boxes[Role.EMG, "high_hz"].currentText() == "100 Hz"
    dialog.accept()
    assert "bands" not in json.loads(settings_path().read_text())


def test_giving_up_filters_as_before(window: MainWindow, qtbot: QtBot) -> None:
    dialog = _dialog(window, qtbot)
    _type(qtbot, dialog, Role.EEG, "high_hz", "15")
    dialog.filtered.setChecked(False)
    assert _eeg(window) == DisplayBand()
    assert not window.actions_by_name["filters"].isChecked()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert window.settings.bands == {}
    assert window.settings.filters
    assert _eeg(window) == DISPLAY_BANDS[Role.EEG]


def test_what_is_no_frequency_is_said_and_put_back(window: MainWindow, qtbot: QtBot) -> None:
    dialog = _dialog(window, qtbot)
    for text in ("abc", "-1", "inf", "nan", "1e9", " "):
        dialog.message.clear()
        _type(qtbot, dialog, Role.EEG, "low_hz", text)
        assert "is no frequency" in dialog.message.text(), text
        assert dialog.boxes[Role.EEG, "low_hz"].currentText() == "0.3 Hz"
        assert window.settings.bands == {}


def test_a_high_pass_above_the_low_pass_is_said_and_put_back(window: MainWindow, qtbot: QtBot) -> None:
    dialog = _dialog(window, qtbot)
    _type(qtbot, dialog, Role.EEG, "low_hz", "40")
    assert "EEG: the high-pass (40 Hz) has to be below the low-pass (35 Hz)." in dialog.message.text()
    assert dialog.boxes[Role.EEG, "low_hz"].currentText() == "0.3 Hz"
    assert window.settings.bands == {}


def test_enter_on_what_is_no_frequency_keeps_the_dialog(window: MainWindow, qtbot: QtBot) -> None:
    dialog = _dialog(window, qtbot)
    edit = dialog.boxes[Role.EEG, "low_hz"].lineEdit()
    assert edit is not None
    edit.setFocus()
    edit.setText("abc")
    qtbot.keyClick(edit, Qt.Key.Key_Return)
    assert dialog.isVisible()
    qtbot.wait(10)
    dialog.accept()
    assert not dialog.isVisible()


def test_the_dialog_is_reached_by_key(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.keyClick(window, Qt.Key.Key_F, Qt.KeyboardModifier.ShiftModifier)
    dialog = window.findChild(FiltersDialog)
    assert dialog is not None
    assert dialog.isVisible()
    dialog.reject()


def test_a_montage_comes_before_the_role_and_the_role_before_the_menu() -> None:
    from sleepscorer.channels import Derivation

    settings = Settings(notch_hz=60.0, bands={"EEG": {"notch_hz": 0.0, "low_hz": 1.0}})
    eeg, eog = Derivation("C4", Role.EEG, 0), Derivation("E1", Role.EOG, 1)
    assert band_of(settings, eeg, None) == DisplayBand(1.0, 35.0, None)
    assert band_of(settings, eog, None) == DisplayBand(0.3, 35.0, 60.0)
    own = MontageTrace("C4", low_hz=0.0, high_hz=20.0, notch_hz=50.0)
    assert band_of(settings, eeg, own) == DisplayBand(None, 20.0, 50.0)
    assert band_of(settings, eog, MontageTrace("E1", notch_hz=0.0)) == DisplayBand(0.3, 35.0, None)
    settings.filters = False
    assert band_of(settings, eeg, own) == DisplayBand()


@pytest.mark.parametrize(
    "kept", ['{"bands": {"EEG": {"low_hz": "x"}}}', '{"bands": [1]}', '{"bands": {"EEG": {"low_hz": -1}}}']
)
def test_kept_filters_that_cannot_be_are_not_used(kept: str) -> None:
    settings_path().parent.mkdir(parents=True, exist_ok=True)
    settings_path().write_text(kept)
    assert role_band(load_settings(), Role.EEG) == DISPLAY_BANDS[Role.EEG]
