"""The window's batch, in real processes, on short nights and a file that is none."""

from __future__ import annotations

import multiprocessing
import shutil
import time
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from sleepscorer.batch.manifest import Manifest
from sleepscorer.formats import read_hypnogram
from sleepscorer.gui.batch.dialog import BatchDialog
from sleepscorer.gui.batch.nights import STATE, NightState
from sleepscorer.gui.main_window import MainWindow
from sleepscorer.prescoring.model_card import available_models
from sleepscorer.simulation import simulate_night, write_edf
from sleepscorer.stages import Stage

pytestmark = pytest.mark.skipif(not available_models(), reason="no model is installed")
LONG_MS = 90_000
MakeNights = Callable[..., Path]


@pytest.fixture
def nights(tmp_path: Path) -> MakeNights:
    """Makes a folder of short nights and a broken file."""

    def make(count: int = 2, hours: float = 0.1) -> Path:
        folder = tmp_path / "nights"
        folder.mkdir()
        write_edf(simulate_night(1, hours), folder / "n0.edf")
        for number in range(1, count):
            shutil.copy(folder / "n0.edf", folder / f"n{number}.edf")
        (folder / "broken.edf").write_text("this is no recording")
        return folder

    return make


@pytest.fixture
def dialog(empty_window: MainWindow) -> BatchDialog:
    """The window's batch, reached by its key."""
    empty_window.actions_by_name["batch"].trigger()
    found = empty_window.findChild(BatchDialog)
    assert isinstance(found, BatchDialog)
    assert found.isVisible()
    assert not found.isModal()
    return found


def run(dialog: BatchDialog, qtbot: QtBot, folder: Path) -> None:
    """Score a folder to the end."""
    dialog.form.nights.setText(str(folder))
    with qtbot.waitSignal(dialog.runner.finished, timeout=LONG_MS):
        dialog.start_button.click()


def states(dialog: BatchDialog) -> dict[str, NightState]:
    return {one.file: one.state for one in dialog.nights.entries}


def test_a_folder_is_scored_and_the_list_says_how(
    dialog: BatchDialog, qtbot: QtBot, nights: MakeNights
) -> None:
    folder = nights(3)
    seen: set[NightState] = set()
    dialog.nights.dataChanged.connect(lambda first, last: seen.add(dialog.nights.entries[first.row()].state))
    dialog.form.results.setText(str(folder.parent / "out"))
    run(dialog, qtbot, folder)
    assert seen == {NightState.RUNNING, NightState.DONE, NightState.FAILED}
    done = dict.fromkeys(("n0.edf", "n1.edf", "n2.edf"), NightState.DONE)
    assert states(dialog) == {"broken.edf": NightState.FAILED} | done
    assert dialog.state.text() == "3 scored, 1 failed"
    assert len(list((folder.parent / "out").glob("*_hyp.edf"))) == 3
    assert (folder / "n0.edf.sleepscorer.json").exists()
    assert dialog.summary_button.isEnabled()

    dialog.table.setCurrentIndex(dialog.table.model().index(0, STATE))
    assert "is not an EDF or BDF file" in dialog.message.text()
    dialog.only_failed.click()
    shown = dialog.table.model()
    assert [shown.index(row, STATE).data() for row in range(shown.rowCount())] == ["failed"]


def test_failed_ones_are_tried_again(dialog: BatchDialog, qtbot: QtBot, nights: MakeNights) -> None:
    folder = nights()
    run(dialog, qtbot, folder)
    before = (folder / "n0_hyp.edf").stat().st_mtime_ns
    shutil.copy(folder / "n0.edf", folder / "broken.edf")
    with qtbot.waitSignal(dialog.runner.finished, timeout=LONG_MS):
        dialog.again_button.click()
    assert set(states(dialog).values()) == {NightState.DONE}
    assert (folder / "n0_hyp.edf").stat().st_mtime_ns == before
    assert not dialog.again_button.isEnabled()

    with qtbot.waitSignal(dialog.runner.finished, timeout=LONG_MS):
        dialog.start_button.click()
    assert set(states(dialog).values()) == {NightState.KEPT}
    assert dialog.state.text() == "3 done before"


@pytest.mark.parametrize("how", ["enter", "double click", "button"])
def test_a_night_of_the_list_opens_in_the_window(
    how: str, dialog: BatchDialog, qtbot: QtBot, empty_window: MainWindow, nights: MakeNights
) -> None:
    folder = nights(1)
    run(dialog, qtbot, folder)
    index = dialog.table.model().index(1, 0)
    dialog.table.setCurrentIndex(index)
    if how == "enter":
        dialog.table.setFocus()
        qtbot.keyClick(dialog.table, Qt.Key.Key_Return)
    elif how == "button":
        dialog.open_button.click()
    else:
        place = dialog.table.visualRect(index).center()
        qtbot.mouseClick(dialog.table.viewport(), Qt.MouseButton.LeftButton, pos=place)
        qtbot.mouseDClick(dialog.table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    session = empty_window.session
    assert session is not None
    assert session.recording.path == folder / "n0.edf"
    assert session.scoring.probabilities is not None, "the sidecar of the batch is there"
    assert not dialog.runner.is_running


def test_review_goes_on_meanwhile(
    dialog: BatchDialog, qtbot: QtBot, empty_window: MainWindow, nights: MakeNights, night: Path
) -> None:
    dialog.form.nights.setText(str(nights(6)))
    spent = [0.0]  # of a processor by this process: others on the machine do not count
    timer = QTimer(interval=5)
    timer.timeout.connect(lambda: spent.append(time.process_time()))
    assert empty_window.open(night, prescore=False)
    session = empty_window.session
    assert session is not None
    dialog.start_button.click()
    qtbot.waitUntil(lambda: NightState.RUNNING in states(dialog).values(), timeout=LONG_MS)
    empty_window.activateWindow()
    qtbot.waitUntil(empty_window.isActiveWindow)
    spent[:] = [time.process_time()]
    timer.start()
    for epoch in range(5):
        qtbot.keyClick(empty_window, Qt.Key.Key_2)
        assert session.scoring.stages[epoch] == Stage.N2
    qtbot.waitUntil(lambda: not dialog.runner.is_running, timeout=LONG_MS)
    blocked = sorted(after - before for before, after in pairwise(spent))
    assert blocked[int(0.95 * len(blocked))] < 0.05
    assert dialog.state.text() == "6 scored, 1 failed"


def test_stopped_it_ends_what_runs_and_begins_no_more(
    dialog: BatchDialog, qtbot: QtBot, nights: MakeNights
) -> None:
    folder = nights(12)
    dialog.form.nights.setText(str(folder))
    dialog.start_button.click()
    qtbot.waitUntil(lambda: NightState.DONE in states(dialog).values(), timeout=LONG_MS)
    with qtbot.waitSignal(dialog.runner.finished, timeout=LONG_MS):
        dialog.stop_button.click()
        assert "at once" in dialog.stop_button.text()
    found = dialog.nights.counts()
    assert found[NightState.DONE] >= 1
    assert found[NightState.STOPPED] >= 1
    assert found[NightState.RUNNING] == found[NightState.QUEUED] == 0
    written = list(folder.glob("*_hyp.edf"))
    assert len(written) == found[NightState.DONE]
    assert all(len(read_hypnogram(path).stages) == 12 for path in written)
    assert "not begun" in dialog.state.text()


@pytest.mark.parametrize("how", ["stop twice", "close the window"])
def test_ended_at_once_it_leaves_whole_files_and_no_process(
    how: str, dialog: BatchDialog, qtbot: QtBot, empty_window: MainWindow, nights: MakeNights
) -> None:
    folder = nights(8, hours=1.0)
    dialog.form.nights.setText(str(folder))
    dialog.start_button.click()
    qtbot.waitUntil(lambda: NightState.DONE in states(dialog).values(), timeout=LONG_MS)
    began = time.perf_counter()
    if how == "close the window":
        empty_window.close()
        qtbot.waitUntil(lambda: not dialog.runner.is_running, timeout=LONG_MS)
    else:
        with qtbot.waitSignal(dialog.runner.finished, timeout=LONG_MS):
            dialog.stop_button.click()
            dialog.stop_button.click()
    assert time.perf_counter() - began < 10
    assert multiprocessing.active_children() == []
    written = list(folder.glob("*_hyp.edf"))
    assert 0 < len(written) < 8
    assert all(len(read_hypnogram(path).stages) == 120 for path in written)
    assert not list(folder.glob(".*"))
    assert {row.file for row in Manifest(folder).rows if row.status == "ok"} <= {
        path.name.replace("_hyp", "") for path in written
    }


def test_what_cannot_be_begun_is_said(dialog: BatchDialog, qtbot: QtBot, tmp_path: Path) -> None:
    assert not dialog.start_button.isEnabled()
    (tmp_path / "bare").mkdir()
    for name, said in (("absent", "does not exist"), ("bare", "holds no recording")):
        run(dialog, qtbot, tmp_path / name)
        assert said in dialog.state.text()
    for place in range(dialog.form.formats.count()):
        dialog.form.formats.item(place).setCheckState(Qt.CheckState.Unchecked)
    assert not dialog.start_button.isEnabled()


def test_it_goes_on_while_hidden_and_says_its_end(
    dialog: BatchDialog, qtbot: QtBot, empty_window: MainWindow, nights: MakeNights
) -> None:
    dialog.form.nights.setText(str(nights()))
    dialog.start_button.click()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    badges = [label.text() for label in empty_window.statusBar().findChildren(QLabel)]
    qtbot.waitUntil(lambda: not dialog.runner.is_running, timeout=LONG_MS)
    assert empty_window.banner.text() == "Batch: 2 scored, 1 failed"
    assert badges
    assert empty_window.batch.show() is dialog
    assert dialog.isVisible()


def test_it_is_done_by_keyboard_alone(
    dialog: BatchDialog, qtbot: QtBot, empty_window: MainWindow, nights: MakeNights
) -> None:
    dialog.form.nights.setFocus()
    qtbot.keyClicks(dialog.form.nights, str(nights(1)))
    alt = Qt.KeyboardModifier.AltModifier
    with qtbot.waitSignal(dialog.runner.finished, timeout=LONG_MS):
        qtbot.keyClick(dialog, Qt.Key.Key_S, alt)
    dialog.table.setFocus()
    qtbot.keyClick(dialog.table, Qt.Key.Key_Down)
    qtbot.keyClick(dialog, Qt.Key.Key_P, alt)
    qtbot.waitUntil(lambda: empty_window.session is not None)
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    qtbot.keyClick(dialog, Qt.Key.Key_C, alt)
    qtbot.waitUntil(dialog.isHidden)


def test_no_mnemonic_stands_twice_and_every_part_has_a_name(dialog: BatchDialog) -> None:
    labels = [label.text() for label in dialog.findChildren(QLabel) if label.buddy() is not None]
    labels += [button.text() for button in dialog.findChildren(QPushButton)]
    labels += [dialog.only_failed.text(), dialog.form.sidecar.text()]
    letters = [text[text.index("&") + 1].lower() for text in labels if "&" in text]
    assert len(letters) == len(set(letters)), sorted(letters)
    assert all("&" in text for text in labels)
    form = dialog.form
    parts = (form.nights, form.results, form.model, form.formats, form.workers, dialog.table, dialog.bar)
    assert all(part.accessibleName() for part in parts)


def test_places_are_chosen_in_dialogs(
    dialog: BatchDialog, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path))
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: (["/a b.edf", "/c.edf"], ""))
    form = dialog.form
    form.ask_folder()
    form.ask_results()
    order = form.order()
    assert order is not None
    assert (order.paths, order.out) == ((tmp_path,), tmp_path)
    form.ask_files()
    order = form.order()
    assert order is not None
    assert order.paths == (Path("/a b.edf"), Path("/c.edf"))
    assert order.wanted.formats == ("edf", "csv")
    assert QApplication.activeModalWidget() is None
