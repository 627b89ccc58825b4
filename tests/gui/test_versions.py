"""The window asks which scoring to go on with, and about work under another name."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from sleepscorer.gui.session.prompts import ask_other_name, ask_version
from sleepscorer.storage.versions import Version

VERSIONS = (
    Version(Path("/share/n.json"), "2026-11-29T07:39:11.000+00:00", ("BM",), 60, 75),
    Version(Path("/state/night.json"), "2026-11-28T22:10:00.000+00:00", ("AK",), 40, 41),
)


@pytest.mark.parametrize("answer", [0, 1, None])
def test_both_scorings_are_shown_and_one_is_chosen_or_none(qtbot: QtBot, monkeypatch, answer) -> None:
    shown: list[QMessageBox] = []
    parent = QWidget()
    qtbot.addWidget(parent)

    def note(box: QMessageBox) -> None:
        shown.append(box)

    monkeypatch.setattr(QMessageBox, "exec", note)

    def clicked(box: QMessageBox) -> object:
        wanted = "&Do not open" if answer is None else f"Keep &{answer + 1}"
        return next(button for button in box.buttons() if button.text() == wanted)

    monkeypatch.setattr(QMessageBox, "clickedButton", clicked)
    assert ask_version(parent, VERSIONS) == (None if answer is None else VERSIONS[answer].path)
    text = shown[0].informativeText()
    for part in ("2026-11-29 07:39", "BM", "60 epoch", "75 change", "AK", "40 epoch", "2026-11-28 22:10"):
        assert part in text
    assert shown[0].defaultButton().text() == shown[0].escapeButton().text() == "&Do not open"


@pytest.mark.parametrize(("button", "answer"), [("&Go on with it", True), ("&Begin without it", False)])
def test_work_under_another_name_is_offered(qtbot: QtBot, monkeypatch, button, answer) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    monkeypatch.setattr(QMessageBox, "exec", lambda box: None)
    monkeypatch.setattr(
        QMessageBox, "clickedButton", lambda box: next(one for one in box.buttons() if one.text() == button)
    )
    assert ask_other_name(parent, VERSIONS[0]) is answer
