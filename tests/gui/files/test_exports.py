"""What the window writes: exports, copies, and what it asks of a hypnogram."""

from datetime import datetime, timedelta
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from sleepscorer.formats import FORMATS, Anonymous
from sleepscorer.formats.reader import read_hypnogram
from sleepscorer.formats.table import read_csv
from sleepscorer.gui.files import exports
from sleepscorer.gui.files.anonymous_dialog import AnonymousDialog
from sleepscorer.gui.files.exports import export, export_copy
from sleepscorer.gui.main_window import MainWindow
from sleepscorer.gui.preferences.dialog import PreferencesDialog
from sleepscorer.recording import open_recording
from sleepscorer.stages import Stage


def test_export_is_read_back_and_said(window: MainWindow, tmp_path: Path) -> None:
    session = window.session
    assert session is not None
    rng = np.random.default_rng(1)
    for epoch, stage in enumerate(rng.integers(-1, 5, 40)):
        session.score([epoch], Stage(int(stage)))
    assert export(window.workspace, tmp_path / "out_hyp.edf")
    assert "read back" in window.banner.text()
    stages = read_hypnogram(tmp_path / "out_hyp.edf").stages
    np.testing.assert_array_equal(stages, session.scoring.stages)
    assert export(window.workspace, tmp_path / "out.csv")
    np.testing.assert_array_equal(read_csv(tmp_path / "out.csv").stages, session.scoring.stages)


def test_every_format_is_exported_and_compared_again(window: MainWindow, tmp_path: Path) -> None:
    session = window.session
    assert session is not None
    for n, one in enumerate(FORMATS):
        session.score(range(0, 50 + n), Stage.N2)
        session.score(range(60 + n, 90), Stage.R)
        path = tmp_path / f"{one.name}{one.endings[0]}"
        assert export(window.workspace, path, one.name), one.name
        assert window.hypnograms.open(path), one.name
        second = window.comparison_model.second
        assert second is not None, one.name
        assert second.stages.tolist() == session.scoring.stages.tolist(), one.name


def test_what_a_text_hypnogram_does_not_say_is_asked_and_remembered(
    window: MainWindow, tmp_path: Path
) -> None:
    asked: list[str] = []
    window.hypnograms.prompts.epoch_length = lambda: asked.append("length") or 30.0  # type: ignore[assignment,func-returns-value]
    window.hypnograms.prompts.first_epoch = lambda n_epochs: asked.append("start") or 11  # type: ignore[assignment,func-returns-value]
    (tmp_path / "a.txt").write_text("N2\n" * 20 + "R\n" * 5)
    assert window.hypnograms.open(tmp_path / "a.txt")
    assert window.comparison_model.second is not None
    assert asked == ["length", "start"]
    assert window.comparison_model.second.stages[9:12].tolist() == [Stage.UNSCORED, Stage.N2, Stage.N2]
    assert window.comparison_model.second.stages[30:36].tolist() == [Stage.R] * 5 + [Stage.UNSCORED]
    assert window.hypnograms.open(tmp_path / "a.txt")
    assert asked == ["length", "start", "start"], "the length is remembered"


def test_a_question_that_is_not_answered_opens_and_keeps_nothing(window: MainWindow, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("N2\n" * 20 + "R\n" * 5)
    window.hypnograms.prompts.epoch_length = lambda: None  # type: ignore[assignment]
    assert not window.hypnograms.open(tmp_path / "a.txt")
    assert window.settings.text_epoch_s == 0.0
    window.hypnograms.prompts.epoch_length = lambda: 30.0  # type: ignore[assignment]
    window.hypnograms.prompts.first_epoch = lambda n_epochs: None  # type: ignore[assignment]
    assert not window.hypnograms.open(tmp_path / "a.txt")
    assert window.comparison_model.second is None


def test_a_wrong_length_of_text_epochs_can_be_put_right(window: MainWindow, qtbot: QtBot) -> None:
    window.settings.text_epoch_s = 20.0
    dialog = PreferencesDialog(window.settings, ["Usual keys"], 4.0, window)
    qtbot.addWidget(dialog)
    window.workspace.update(dialog.chosen())
    assert window.settings.text_epoch_s == 20.0
    dialog.fields["text_epoch_s"].setValue(0)
    assert dialog.fields["text_epoch_s"].text() == "ask"
    window.workspace.update(dialog.chosen())
    assert window.settings.text_epoch_s == 0.0


def test_a_copy_of_the_recording_holds_the_scoring(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    session = window.session
    assert session is not None
    session.score(range(0, session.n_epochs), Stage.N2)
    assert export_copy(window.workspace, tmp_path / "copy.edf") is not None
    qtbot.waitUntil(lambda: "Copied and read back" in window.banner.text(), timeout=60_000)
    copy = open_recording(tmp_path / "copy.edf")
    np.testing.assert_array_equal(copy.read(0, 1000, 60), session.recording.read(0, 1000, 60))
    copy.close()
    assert (read_hypnogram(tmp_path / "copy.edf").stages == Stage.N2).all()


def test_closing_waits_for_a_copy_to_be_whole(window: MainWindow, tmp_path: Path) -> None:
    session = window.session
    assert session is not None
    session.score([0], Stage.N2)
    assert export_copy(window.workspace, tmp_path / "copy.edf") is not None
    window.close()
    assert read_hypnogram(tmp_path / "copy.edf").stages[0] == Stage.N2


def test_an_anonymous_copy_names_nobody(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    session = window.session
    assert session is not None
    assert b"Female" in session.recording.path.read_bytes()[:168]
    job = export_copy(window.workspace, tmp_path / "anonymous.edf", Anonymous(timedelta(days=-10)))
    assert job is not None
    # It may be done, and gone, before a signal of it can be waited for.
    qtbot.waitUntil((tmp_path / "anonymous.edf").exists, timeout=60_000)
    assert b"Female" not in (tmp_path / "anonymous.edf").read_bytes()[:168]
    copy = open_recording(tmp_path / "anonymous.edf")
    assert copy.start is not None
    assert session.recording.start is not None
    assert (session.recording.start - copy.start).days == 10
    copy.close()


def test_an_anonymous_copy_is_asked_for(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Anonymous] = []

    def answer(dialog: AnonymousDialog) -> int:
        dialog.days.setValue(-3)
        dialog.drop_texts.setChecked(True)
        return 1

    monkeypatch.setattr(AnonymousDialog, "exec", answer)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "a.edf"), ""))
    monkeypatch.setattr(exports, "export_copy", lambda workspace, path, anonymous: asked.append(anonymous))
    exports.ask_anonymous(window.workspace)
    assert asked == [Anonymous(timedelta(days=-3), drop_texts=True)]


def test_the_recording_is_never_overwritten_by_an_export(window: MainWindow, night: Path) -> None:
    before = night.read_bytes()
    assert not export(window.workspace, night)
    assert night.read_bytes() == before
    assert "another name" in window.banner.text()


def test_an_export_that_fails_is_said(window: MainWindow, tmp_path: Path) -> None:
    assert not export(window.workspace, tmp_path / "no" / "such" / "folder" / "x.edf")
    assert "could not be written" in window.banner.text()


def test_a_year_that_the_file_cannot_hold_is_said(window: MainWindow, tmp_path: Path) -> None:
    assert window.session is not None
    window.session.recording.start = datetime(1979, 3, 2, 22, 15)
    assert export(window.workspace, tmp_path / "out_hyp.edf")
    assert "the file says 1985-03-02; its time of day is right" in window.banner.text()
    assert export(window.workspace, tmp_path / "out.csv")
    assert "1985" not in window.banner.text()
