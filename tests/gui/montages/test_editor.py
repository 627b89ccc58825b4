from __future__ import annotations

from pathlib import Path

import pytest
from edf_files import EdfFile, Signal, ramp
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QLabel, QMenu, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from sleepscorer.channels import Role
from sleepscorer.gui.main_window import MainWindow
from sleepscorer.gui.montages.editor import MontageEditor
from sleepscorer.montages import (
    Montage,
    MontageTrace,
    available_montages,
    load_montage,
    save_user_montage,
    user_montages_folder,
)

ALT = Qt.KeyboardModifier.AltModifier


def _editor(window: MainWindow, qtbot: QtBot) -> MontageEditor:
    editor = MontageEditor(window.workspace, window.view, window.montages)
    qtbot.addWidget(editor)
    editor.ask_discard = lambda: True
    editor.open()
    return editor


def _activate(window: QWidget, qtbot: QtBot) -> None:
    """Give a window the keyboard."""
    window.activateWindow()
    qtbot.waitUntil(
        lambda: (focus := QApplication.focusWidget()) is not None and focus.window() is window, timeout=5000
    )


def _type(qtbot: QtBot, field: QWidget, text: str, key: Qt.Key = Qt.Key.Key_Tab) -> None:
    """Type into a field, in place of what is there, and leave it."""
    field.window().activateWindow()
    owner = field.focusProxy() or field
    owner.setFocus()
    qtbot.waitUntil(lambda: QApplication.focusWidget() in (owner, field), timeout=5000)
    qtbot.keyClick(field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(field, text)
    qtbot.keyClick(field, key)


def _labels(window: MainWindow) -> list[str]:
    return [lane.trace.label for lane in window.view.traces.lanes]


def test_a_montage_is_made_saved_and_shown_by_its_key(window: MainWindow, qtbot: QtBot) -> None:
    editor = _editor(window, qtbot)
    editor.show_montage(editor.drafts.index_of("Sleep-EDF"))
    editor.duplicate()
    _type(qtbot, editor.name, "Évreux: 1/2")
    editor.key.setCurrentIndex(editor.key.findData("F7"))
    editor.key.activated.emit(editor.key.currentIndex())
    editor.list.setFocus()
    editor.list.setCurrentRow(0)
    _type(qtbot, editor.form.label, "Mean")
    _type(qtbot, editor.form.channel.lineEdit(), "EEG Fpz-Cz")
    _type(qtbot, editor.form.references, "EEG Pz-Oz , EOG horizontal")
    _type(qtbot, editor.form.low.lineEdit(), "0,5")
    _type(qtbot, editor.form.high.lineEdit(), "20 Hz")
    _type(qtbot, editor.form.notch.lineEdit(), "off")
    _type(qtbot, editor.form.colour, "#B8327A")
    editor.form.gain.setValue(2.5)
    editor.form.role.setCurrentIndex(editor.form.role.findData(Role.EEG.value))
    editor.form.role.activated.emit(0)
    editor.list.setCurrentRow(4)
    editor.form.hidden.setChecked(True)
    editor.accept()
    assert not editor.isVisible(), editor.message.text()
    (path,) = user_montages_folder().glob("*.toml")
    kept = load_montage(path)
    assert (kept.name, kept.key) == ("Évreux: 1/2", "F7")
    assert kept.traces[0] == MontageTrace(
        "Mean", "EEG Fpz-Cz", ("EEG Pz-Oz", "EOG horizontal"), Role.EEG, 2.5, "#B8327A", 0.5, 20.0, 0.0
    )
    assert kept.traces[4].hidden
    assert _labels(window) == ["Mean", "Pz-Oz", "EOG horizontal", "EMG submental"], "it is shown at once"
    lane = window.view.traces.lanes[0]
    assert (lane.band.low_hz, lane.band.high_hz, lane.band.notch_hz) == (0.5, 20.0, None)
    assert (lane.colour, lane.gain, lane.trace.references) == ("#B8327A", 2.5, (1, 2))
    _activate(window, qtbot)
    qtbot.keyClick(window, Qt.Key.Key_F1)
    assert _labels(window)[0] == "EEG Fpz-Cz"
    qtbot.keyClick(window, Qt.Key.Key_F7)
    assert _labels(window)[0] == "Mean"


def test_traces_are_added_removed_and_moved_by_key(window: MainWindow, qtbot: QtBot) -> None:
    editor = _editor(window, qtbot)
    _activate(editor, qtbot)
    qtbot.keyClick(editor, Qt.Key.Key_N, ALT)
    qtbot.waitUntil(lambda: editor.draft.can_be_changed, timeout=3000)
    shown = _labels(window)
    assert [trace.label for trace in editor.draft.montage.traces] == shown
    editor.list.setFocus()
    qtbot.waitUntil(editor.list.hasFocus, timeout=3000)
    qtbot.keyClick(editor.list, Qt.Key.Key_Down)
    qtbot.keyClick(editor.list, Qt.Key.Key_Up, ALT)
    moved = [shown[1], shown[0], *shown[2:]]
    assert [trace.label for trace in editor.draft.montage.traces] == moved
    assert editor.list.currentRow() == 0
    qtbot.keyClick(editor.list, Qt.Key.Key_Up, ALT)
    assert editor.list.currentRow() == 0, "there is nothing above the first"
    qtbot.keyClick(editor.list, Qt.Key.Key_Delete)
    assert [trace.label for trace in editor.draft.montage.traces] == moved[1:]
    qtbot.keyClick(editor, Qt.Key.Key_T, ALT)
    qtbot.waitUntil(lambda: editor.list.currentRow() == 1, timeout=3000)
    qtbot.keyClicks(editor.form.label, shown[1])
    assert [trace.label for trace in editor.draft.montage.traces] == [shown[0], shown[1], *shown[2:]]
    assert editor.list.item(1).text() == shown[1]


def test_traces_get_a_scale_of_their_own_several_at_once_and_a_copy_keeps_its_page(
    window: MainWindow, qtbot: QtBot
) -> None:
    kept = Montage("Mine", (MontageTrace("EEG Fpz-Cz"),), "F8", page_s=120.0, uv_per_mm=10.0)
    save_user_montage(kept)
    editor = _editor(window, qtbot)
    editor.show_montage(editor.drafts.index_of("Mine"))
    assert (editor.page.currentText(), editor.scale.currentText()) == ("2 min", "10 µV/mm")
    editor.duplicate()
    copied = editor.draft.montage
    assert (copied.page_s, copied.uv_per_mm, copied.key, copied.traces) == (120.0, 10.0, "", kept.traces)
    editor.add_montage()
    editor.page.setCurrentIndex(editor.page.findData(60.0))
    editor.page.activated.emit(editor.page.currentIndex())
    taken = editor.key.itemText(editor.key.findData("F7"))
    assert taken == "F7   Respiration", "who has a key is seen"
    assert editor.key.itemText(editor.key.findData("Shift+F2")) == "Shift+F2"
    editor.key.setCurrentIndex(editor.key.findData("Shift+F2"))
    editor.key.activated.emit(editor.key.currentIndex())
    editor.list.setCurrentRow(0)
    editor.list.item(1).setSelected(True)
    assert "2 traces are changed together" in editor.message.text()
    assert not editor.form.label.isEnabled()
    scale = editor.form.scale
    scale.kind.setCurrentIndex(scale.kind.findData("uv_per_mm"))
    scale.kind.activated.emit(0)
    scale.uv_per_mm.setValue(12.5)
    editor.form.lane_height.setValue(2.25)
    editor.list.item(2).setSelected(True)
    scale.uv_per_mm.setValue(25)
    editor.list.clearSelection()
    editor.list.setCurrentRow(2)
    assert scale.uv_per_mm.value() == 25
    scale.kind.setCurrentIndex(scale.kind.findData("edges"))
    scale.kind.activated.emit(0)
    scale.lowest.setValue(-200)
    scale.highest.setValue(-300)
    editor.accept()
    assert "the lower edge has to be below" in editor.message.text()
    scale.highest.setValue(300.5)
    editor.accept()
    assert not editor.isVisible(), editor.message.text()
    lanes = window.view.traces.lanes
    assert [lane.uv_per_mm for lane in lanes[:3]] == [25, 25, 0.0]
    assert [lane.weight for lane in lanes[:2]] == [2.25, 2.25]
    view = window.view.traces
    height = view.uv_to_lane(lanes[0]) * view.lane_pixels(lanes[0]) * 25 / view.pixels_per_mm()
    assert height == pytest.approx(1.0), "25 uV are a millimetre, whatever the scale of the page"
    assert window.view.labels.scale_text(lanes[0]).startswith("25 µV/mm")
    assert (lanes[2].centre, lanes[2].is_absolute) == (50.25, True)
    assert window.view.traces.span.page_s == 60.0
    montage = window.view.montage
    assert montage is not None
    assert load_montage(montage.path) == montage
    assert window.tool_bar.montage.text().endswith("Shift+F2")
    _activate(window, qtbot)
    qtbot.keyClick(window, Qt.Key.Key_F1)
    assert window.view.montage is None
    qtbot.keyClick(window, Qt.Key.Key_F2, Qt.KeyboardModifier.ShiftModifier)
    assert window.view.montage == montage
    editor = _editor(window, qtbot)
    editor.list.setCurrentRow(1)
    editor.list.item(2).setSelected(True)
    editor.remove_trace()
    assert len(editor.draft.montage.traces) == len(montage.traces) - 2


def test_the_scale_of_a_montage_goes_with_it(window: MainWindow, qtbot: QtBot) -> None:
    save_user_montage(Montage("Mine", (MontageTrace("EEG Fpz-Cz"),), "F8", uv_per_mm=15.0))
    window.montages.refill()
    before = window.view.traces.uv_per_mm
    window.montages.choose("Mine")
    assert window.view.traces.uv_per_mm == window.tool_bar.scale.currentData() == 15.0
    assert window.settings.uv_per_mm == before, "it is not remembered as the technician's own"
    window.montages.choose("")
    assert window.view.traces.uv_per_mm == window.tool_bar.scale.currentData() == before


def test_what_comes_with_the_program_is_duplicated_not_changed(window: MainWindow, qtbot: QtBot) -> None:
    editor = _editor(window, qtbot)
    before = available_montages()[0]
    assert "duplicate it" in editor.message.text()
    for field in (
        editor.name,
        editor.key,
        editor.form,
        *(editor.buttons[n] for n in ("delete", "add", "remove")),
    ):
        assert not field.isEnabled()
    editor.list.setFocus()
    qtbot.keyClick(editor.list, Qt.Key.Key_Delete)
    editor.delete()
    editor.move_trace(1)
    assert not editor.drafts.is_changed
    editor.accept()
    assert available_montages()[0] == before
    assert not user_montages_folder().exists()


def test_a_montage_is_deleted_when_saved_and_stays_when_given_up(window: MainWindow, qtbot: QtBot) -> None:
    kept = save_user_montage(Montage("Mine", (MontageTrace("Fpz-Cz"),), "F8"))
    assert kept.path is not None
    for end, there in (("reject", True), ("accept", False)):
        editor = _editor(window, qtbot)
        editor.show_montage(editor.drafts.index_of("Mine"))
        editor.delete()
        assert "Mine" not in [editor.choice.itemText(place) for place in range(editor.choice.count())]
        getattr(editor, end)()
        assert kept.path.exists() == there
    texts = [action.text() for action in window.findChild(QMenu, "montages").actions()]
    assert "Mine" not in texts


def test_giving_up_is_asked_about_only_where_something_changed(window: MainWindow, qtbot: QtBot) -> None:
    asked: list[bool] = []
    editor = _editor(window, qtbot)
    editor.ask_discard = lambda: bool(asked.append(True))
    editor.reject()
    assert asked == []
    editor = _editor(window, qtbot)
    editor.ask_discard = lambda: bool(asked.append(True))
    editor.add_montage()
    qtbot.keyClick(editor, Qt.Key.Key_Escape)
    assert asked == [True]
    assert editor.isVisible(), "the answer was no"
    editor.ask_discard = lambda: True
    editor.reject()
    assert not user_montages_folder().exists()


UNSAVED = (
    (" ", (MontageTrace("C4"),), "needs a name"),
    ("bipolar", (MontageTrace("C4"),), "There is another montage"),
    ("x", (), "has no trace"),
    ("x", (MontageTrace(" "),), "A trace has no name"),
    ("x", (MontageTrace("C4", low_hz=40.0, high_hz=35.0),), "has to be below"),
)


def test_what_cannot_be_saved_is_said(window: MainWindow, qtbot: QtBot) -> None:
    editor = _editor(window, qtbot)
    at = editor.drafts.add("new")
    for name, traces, sentence in UNSAVED:
        editor.drafts.drafts[at].montage = Montage(name, traces)
        editor.refill(0)
        editor.accept()
        assert sentence in editor.message.text()
        assert editor.message.text().count(".") <= 2
        assert editor.isVisible()
        assert editor.choice.currentIndex() == at, "the one it is about is shown"
        assert not user_montages_folder().exists()


def test_what_cannot_be_is_said_and_put_back(window: MainWindow, qtbot: QtBot) -> None:
    editor = _editor(window, qtbot)
    editor.add_montage()
    before = editor.draft.montage
    for field, text, said in (
        (editor.form.low.lineEdit(), "fast", "“fast” is no frequency"),
        (editor.form.high.lineEdit(), "-3", "“-3” is no frequency"),
        (editor.form.notch.lineEdit(), "nan", "“nan” is no frequency"),
        (editor.form.colour, "red", "“red” is no colour"),
    ):
        _type(qtbot, field, text)
        assert said in editor.message.text()
        assert field.text() != text
    assert editor.draft.montage == before


def test_a_folder_that_cannot_be_written_is_said(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*args: object) -> None:
        raise PermissionError(13, "Permission denied")

    editor = _editor(window, qtbot)
    editor.add_montage()
    monkeypatch.setattr("sleepscorer.montages.write_atomically", refuse)
    editor.accept()
    assert "could not be saved (permission denied)" in editor.message.text()
    assert editor.isVisible()


def test_a_key_is_taken_from_the_montage_that_had_it(window: MainWindow, qtbot: QtBot) -> None:
    save_user_montage(Montage("Mine", (MontageTrace("Fpz-Cz"),), "F7"))
    editor = _editor(window, qtbot)
    editor.add_montage()
    for key, said in (("F7", "“Mine”"), ("F6", "“Sleep-EDF”")):
        editor.key.setCurrentIndex(editor.key.findData(key))
        editor.key.activated.emit(0)
        assert said in editor.message.text()
    editor.accept()
    keys = {montage.name: montage.key for montage in available_montages()[0]}
    assert (keys["My montage"], keys["Sleep-EDF"], keys["Mine"]) == ("F6", "", "")
    shortcuts = [
        action.shortcut().toString()
        for action in window.findChild(QMenu, "montages").actions()
        if not action.isSeparator()
    ]
    assert shortcuts.count("F6") == 1
    window.view.choose_montage(None)
    qtbot.keyClick(window, Qt.Key.Key_F6)
    assert window.view.montage is not None
    assert window.view.montage.name == "My montage"


def test_the_preview_shows_what_is_edited(window: MainWindow, qtbot: QtBot) -> None:
    assert window.session is not None
    window.session.go_to(132)
    editor = _editor(window, qtbot)
    editor.add_montage()
    preview = editor.preview
    qtbot.waitUntil(lambda: len(preview.traces.lanes) == len(_labels(window)), timeout=3000)
    assert "epoch 133" in preview.message.text()
    before = preview.traces.page_of(0)[1].copy()
    _type(qtbot, editor.form.low.lineEdit(), "5")
    qtbot.waitUntil(lambda: preview.traces.lanes[0].band.low_hz == 5.0, timeout=3000)
    assert abs(preview.traces.page_of(0)[1]).max() < abs(before).max()
    _type(qtbot, editor.form.label, "Fp9")
    qtbot.waitUntil(lambda: "Fp9" in preview.message.text(), timeout=3000)
    assert len(preview.traces.lanes) == len(_labels(window)) - 1
    assert window.view.montage is None, "the window is left as it is"


def test_a_new_montage_keeps_the_derivations_in_view(
    empty_window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    signals = [Signal(ramp(60, 100, step), 100, label) for step, label in enumerate(("C4", "M1", "O2"), 3)]
    assert empty_window.open(EdfFile(signals).write(tmp_path / "a.edf"), prescore=False)
    editor = _editor(empty_window, qtbot)
    editor.add_montage()
    assert editor.draft.montage.traces == (
        MontageTrace("C4-M1", "C4", "M1"),
        MontageTrace("O2-M1", "O2", "M1"),
    )


def test_the_editor_is_reached_by_key_menu_and_palette(window: MainWindow, qtbot: QtBot) -> None:
    action = window.actions_by_name["edit_montages"]
    assert action in window.findChild(QMenu, "montages").actions()
    window.activateWindow()
    qtbot.keyClick(window, Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier)
    editor = window.findChild(MontageEditor)
    assert editor is not None
    assert editor.isVisible()
    editor.reject()


def test_no_mnemonic_of_the_editor_is_there_twice(window: MainWindow, qtbot: QtBot) -> None:
    editor = _editor(window, qtbot)
    ends = editor.findChild(QDialogButtonBox)
    texts = [label.text() for label in editor.findChildren(QLabel) if label.buddy() is not None]
    texts += [button.text() for button in editor.findChildren(QPushButton) if button.parent() is not ends]
    letters = [text.partition("&")[2][:1].upper() for text in texts if "&" in text]
    assert len(letters) > 15
    assert sorted(letters) == sorted(set(letters))


def test_the_menu_shows_which_montage_is_shown(window: MainWindow, qtbot: QtBot) -> None:
    def checked() -> list[str]:
        return [action.text() for action in _montages(window) if action.isChecked()]

    assert checked() == ["As recorded"]
    qtbot.keyClick(window, Qt.Key.Key_F6)
    assert checked() == ["Sleep-EDF"]
    qtbot.keyClick(window, Qt.Key.Key_F2)
    QApplication.processEvents()
    assert checked() == ["As recorded"], "the recording has no channel of that one"


def _montages(window: MainWindow) -> list[QAction]:
    return list(window.findChild(QMenu, "montages").actions())
