"""What the window does with damaged work, and how it shows again what was said of a recording."""

from __future__ import annotations

import errno
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from edf_files import EdfFile, Signal, ramp
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from sleepscorer.gui.app import make_window
from sleepscorer.gui.main_window import MainWindow
from sleepscorer.gui.session.prompts import ask_damaged
from sleepscorer.recording import open_recording
from sleepscorer.scoring import Author, AuthorKind
from sleepscorer.stages import Stage
from sleepscorer.storage.lock import Lock
from sleepscorer.storage.store import Store, Version, store_of

COMMA = "decimal comma"


@pytest.fixture
def night(tmp_path: Path) -> Path:
    """A recording of which something is to be said."""
    (tmp_path / "nights").mkdir()
    signals = [Signal(ramp(300, 100), 100)]
    return EdfFile(signals, record_seconds="1,0").write(tmp_path / "nights" / "night.edf")


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    window = make_window(tmp_path / "state")
    qtbot.addWidget(window)
    window.workspace.prompts.damaged = pytest.fail
    yield window
    window.close()


def sidecar_of(night: Path) -> Path:
    return night.with_name("night.edf.sleepscorer.json")


def test_damaged_work_is_not_opened_where_the_answer_is_no(window, night):
    asked: list[str] = []
    window.workspace.prompts.damaged = lambda sentence: bool(asked.append(sentence))
    sidecar_of(night).write_bytes(b"{")
    assert not window.open(night, prescore=False)
    assert window.session is None
    assert asked == [window.banner.text()]
    assert "is damaged" in asked[0]
    assert sorted(path.name for path in night.parent.iterdir()) == [night.name, sidecar_of(night).name]
    assert sidecar_of(night).read_bytes() == b"{"


def test_damaged_work_is_kept_and_the_night_opened_where_the_answer_is_yes(window, night):
    window.workspace.prompts.damaged = lambda sentence: True
    sidecar_of(night).write_bytes(b"{")
    assert window.open(night, prescore=False)
    assert not window.session.read_only
    assert any("It was kept as" in notice for notice in window.session.notices)
    assert sidecar_of(night).with_name(f"{sidecar_of(night).name}.set-aside-1").read_bytes() == b"{"
    assert window.session.score([1], Stage.N2)


def test_a_night_that_stays_closed_leaves_the_one_that_is_open(window, night, tmp_path):
    other = EdfFile([Signal(ramp(300, 100), 100)]).write(tmp_path / "other.edf")
    assert window.open(other, prescore=False)
    window.workspace.prompts.damaged = lambda sentence: False
    sidecar_of(night).write_bytes(b"{")
    assert not window.open(night, prescore=False)
    assert window.session.recording.path == other


@pytest.mark.parametrize(("role", "answer"), [("DestructiveRole", True), ("RejectRole", False)])
def test_the_question_says_what_is_wrong_and_offers_both_ways(qtbot, window, monkeypatch, role, answer):
    shown: list[QMessageBox] = []

    def note(box: QMessageBox) -> None:
        shown.append(box)

    monkeypatch.setattr(QMessageBox, "exec", note)
    wanted = getattr(QMessageBox.ButtonRole, role)
    monkeypatch.setattr(
        QMessageBox,
        "clickedButton",
        lambda box: next(one for one in box.buttons() if box.buttonRole(one) == wanted),
    )
    assert ask_damaged(window, "It is damaged.") is answer
    (box,) = shown
    assert box.text() == "It is damaged."
    assert box.defaultButton().text() == box.escapeButton().text() == "&Do not open"
    assert {one.text() for one in box.buttons()} == {
        "&Open without it; the damaged file is kept",
        "&Do not open",
    }


def test_work_that_somebody_has_open_is_shown_with_what_is_damaged_in_it(window, night, monkeypatch):
    holder = Store(night, "abc", 10, night.parent.parent / "state")
    holder.open()
    sidecar_of(night).write_bytes(b"{")
    assert window.open(night, prescore=False)
    said = " ".join(window.session.notices)
    holder.close()
    assert window.session.read_only
    assert "left as it is and not used" in said


def test_work_that_cannot_be_read_is_a_sentence_and_not_a_crash(window, night, monkeypatch):
    sidecar_of(night).write_bytes(b"{}")

    def refuse(path: Path) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("sleepscorer.storage.sidecar.load", refuse)
    assert not window.open(night, prescore=False)
    assert "cannot be read (permission denied)" in window.banner.text()


def test_what_was_said_of_a_recording_is_shown_again_without_repeating_it(window, night):
    for _ in range(3):
        assert window.open(night, prescore=False)
        assert sum(COMMA in notice for notice in window.session.notices) == 1
        assert window.session.score([1], Stage.N2)
        window.close_night()
    assert sidecar_of(night).read_text().count(COMMA) == 1


def test_what_a_run_said_is_shown_again_on_reopening(qtbot, window, night):
    assert window.open(night, prescore=False)
    with qtbot.waitSignal(window.session.prescored, timeout=60_000):
        window.session.prescore()
    qtbot.waitUntil(lambda: not window.session.is_prescoring)
    window.close_night()
    for _ in range(2):
        assert window.open(night, prescore=False)
        assert sum("Scored with" in notice for notice in window.session.notices) == 1
        window.close_night()


def two_scorings(night: Path, state: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """AK scores epochs 0 to 2 where the folder cannot be written, BM epochs 5 to 9 beside the recording."""
    recording = open_recording(night)
    take = Lock._create

    def refuse(lock: Lock) -> bool:
        if lock.path.parent == night.parent:
            raise OSError(errno.EROFS, "Read-only file system")
        return take(lock)

    for name, epochs in (("AK", range(3)), ("BM", range(5, 10))):
        with monkeypatch.context() as patch:
            if name == "AK":
                patch.setattr(Lock, "_create", refuse)
            store = store_of(recording, state if name == "AK" else state.with_name("state of BM"))
            scoring = store.open().scoring
            author = Author(AuthorKind.TECHNICIAN, name)
            for epoch in epochs:
                store.record(scoring.score([epoch], Stage.N3, author), scoring)
            store.close(scoring)
    recording.close()


@pytest.mark.parametrize("chosen", ["AK", "BM", None])
def test_a_night_scored_twice_is_asked_about_and_the_other_scoring_is_kept(
    window, night, tmp_path, monkeypatch, chosen
):
    two_scorings(night, tmp_path / "state", monkeypatch)
    asked: list[Version] = []

    def answer(versions: Sequence[Version]) -> Path | None:
        asked.extend(versions)
        return next((one.path for one in versions if one.people == (chosen,)), None)

    window.workspace.prompts.version = answer
    before = {path: path.read_bytes() for path in tmp_path.rglob("*.json")}
    assert window.open(night, prescore=False) is (chosen is not None)
    assert {one.people[0]: one.n_scored for one in asked} == {"AK": 3, "BM": 5}
    if chosen is None:
        assert {path: path.read_bytes() for path in tmp_path.rglob("*.json")} == before
        assert "made apart from each other" in window.banner.text()
        return
    assert int((window.session.scoring.stages == Stage.N3).sum()) == {"AK": 3, "BM": 5}[chosen]
    assert any("it was kept as" in notice for notice in window.session.notices)
    assert window.session.score([0], Stage.W)
    window.close_night()
    (aside,) = tmp_path.rglob("*.set-aside-1")
    assert aside.read_bytes() in before.values()
    assert window.open(night, prescore=False)
    assert len(asked) == 2
    assert window.session.scoring.stages[0] == Stage.W


def test_a_folder_that_cannot_be_written_is_scored_said_and_comes_home(window, night, tmp_path, monkeypatch):
    take = Lock._create

    def refuse(lock: Lock) -> bool:
        if lock.path.parent == night.parent:
            raise OSError(errno.EROFS, "Read-only file system")
        return take(lock)

    with monkeypatch.context() as patch:
        patch.setattr(Lock, "_create", refuse)
        assert window.open(night, prescore=False)
        assert any("your work is kept in" in notice for notice in window.session.notices)
        assert window.session.score([4], Stage.N2)
        window.close_night()
    assert not sidecar_of(night).exists()
    assert window.open(night, prescore=False)
    assert window.session.scoring.stages[4] == Stage.N2
    window.close_night()
    assert sidecar_of(night).exists()
    assert list((tmp_path / "state").rglob("*.came-home-1"))


@pytest.mark.parametrize("answer", [True, False])
def test_work_of_a_renamed_recording_is_offered(window, night, answer):
    assert window.open(night, prescore=False)
    assert window.session.score([4], Stage.N2)
    window.close_night()
    asked: list[Version] = []
    window.workspace.prompts.other_name = lambda version: bool(asked.append(version)) or answer
    assert window.open(night.rename(night.with_name("other.edf")), prescore=False)
    assert [one.n_scored for one in asked] == [1]
    assert int(window.session.scoring.stages[4]) == (Stage.N2 if answer else Stage.UNSCORED)
